import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { must, sha256 } from '#base'
import { type AuthorityCard, keyFor, type SignedCard, verifyCard } from '#directory'
import { logOrigin, tilePath } from '#node'
import {
  type Checkpoint,
  cosignaturesOn,
  isQuorum,
  leafHash,
  parseCheckpoint,
  quorumWords,
  signedBy,
} from '#store'
import { fetched, jsonOf } from './fetched.ts'
import type { Verdict } from './verify.ts'
import type { Trust } from './verify-proof.ts'

const tileSize = 256
/** A log of more entries than this is followed with a tile client, not in one go. */
const most = 10_000_000

/**
 * What a stranger can check of a node from its address: its card is signed by its own seal key, the head of its log
 * is signed by the log key on the card and cosigned by its witnesses, the entries it serves lead to that head (C2SP
 * tlog-tiles, RFC 6962), and the head continues the one that was seen before.
 *
 * @param state file in which the heads seen are kept; written again when everything holds
 */
export async function verifyAddress(
  address: string,
  trust: Trust = {},
  state?: string,
): Promise<Verdict> {
  const base = new URL(address)
  const findings: string[] = []
  const unchecked: string[] = []
  const card = must(
    verifyCard(jsonOf(await fetched(new URL('/exchange/card', base)), 'the card') as SignedCard),
  )
  const note = Buffer.from(await fetched(new URL('/log/checkpoint', base))).toString('utf8')
  const checkpoint = parseCheckpoint(note)
  const checked: Record<string, string | number> = {
    authority: card.id,
    card_version: card.version,
  }
  if (!checkpoint) {
    findings.push('the head of the log is not a checkpoint in the form of C2SP tlog-checkpoint')
    return { what: `node at ${base.origin}`, checked, findings, unchecked: [] }
  }
  const key = logKey(card)
  if (checkpoint.origin !== logOrigin(card.id))
    findings.push(`the head is that of ${checkpoint.origin}, the card is that of ${card.id}`)
  if (!key || !signedBy(checkpoint, checkpoint.origin, key))
    findings.push('the head of the log is not signed by the log key on the card')
  if (checkpoint.size > most) throw new RangeError('the log is too long to be fetched in one go')
  if (trust.policy === undefined)
    unchecked.push('whether others saw this history: give the quorum with --policy FILE')
  else {
    const cosigned = [...cosignaturesOn(trust.policy, checkpoint).keys()]
    checked.cosigned_by = cosigned.join(', ') || 'nobody'
    if (!isQuorum(trust.policy, new Set(cosigned)))
      findings.push(
        `the head is cosigned by ${cosigned.join(', ') || 'nobody'}, the quorum is ${quorumWords(trust.policy)}`,
      )
  }
  const leaves = await leavesOf(base, checkpoint.size, findings)
  await higherTiles(base, leaves, findings)
  if (Buffer.compare(rootOf(leaves), checkpoint.root) !== 0)
    findings.push('the entries that the node serves do not lead to the head that it signed')
  if (state === undefined)
    unchecked.push(
      'whether it is the same history as before: keep the heads seen with --state FILE',
    )
  else findings.push(...seenBefore(state, checkpoint, leaves, key))
  if (state !== undefined && findings.length === 0) keepSeen(state, checkpoint.origin, note)
  return {
    what: `node at ${base.origin}`,
    checked: {
      ...checked,
      entries: leaves.length,
      root: Buffer.from(checkpoint.root).toString('base64'),
    },
    findings,
    unchecked: [
      ...unchecked,
      'records and bodies, which only the authority holds: comity verify DIR at the node',
      'that this card is the one the authority handed over: compare its fingerprint by another way',
    ],
  }
}

/** The head seen last must be the beginning of this one; an older head now is a history put back. */
function seenBefore(
  state: string,
  now: Checkpoint,
  leaves: readonly Uint8Array[],
  key: Uint8Array | undefined,
): readonly string[] {
  const note = seenIn(state)[now.origin]
  const before = note === undefined ? undefined : parseCheckpoint(note)
  if (note === undefined) return []
  if (!before || !key || !signedBy(before, now.origin, key))
    return [`${state}: the head kept of ${now.origin} is not signed by the log key on the card`]
  if (before.size > now.size)
    return [
      `the log has ${now.size} entries now, a head of ${before.size} entries was seen before: an older history is served`,
    ]
  return Buffer.compare(rootOf(leaves, 0, before.size), before.root) === 0
    ? []
    : [
        `the head of ${before.size} entries seen before is not the beginning of this log: one log has told two histories`,
      ]
}

function seenIn(state: string): Readonly<Record<string, string>> {
  if (!existsSync(state)) return {}
  return jsonOf(readFileSync(state), state) as Record<string, string>
}

/** Whole or not at all. */
function keepSeen(state: string, origin: string, note: string): void {
  writeFileSync(`${state}.new`, JSON.stringify({ ...seenIn(state), [origin]: note }, null, 1), {
    flush: true,
  })
  renameSync(`${state}.new`, state)
}

/** Full tiles of the levels above must follow from the leaves too: other readers of the log use nothing else. */
async function higherTiles(
  base: URL,
  leaves: readonly Uint8Array[],
  findings: string[],
): Promise<void> {
  let below = leaves
  for (let level = 1; below.length >= tileSize; level++) {
    const here: Uint8Array[] = []
    for (let i = 0; i + tileSize <= below.length; i += tileSize)
      here.push(rootOf(below, i, i + tileSize))
    for (let tile = 0; tile * tileSize < here.length; tile++) {
      const hashes = here.slice(tile * tileSize, (tile + 1) * tileSize)
      const place = tilePath(tile) + (hashes.length < tileSize ? `.p/${hashes.length}` : '')
      const served = await fetched(new URL(`/log/tile/${level}/${place}`, base))
      if (Buffer.compare(Buffer.concat(hashes), served) !== 0)
        findings.push(`tile ${level}/${tile}: its hashes do not follow from the entries`)
    }
    below = here
  }
}

function logKey(card: AuthorityCard): Uint8Array | undefined {
  const key = keyFor(card, 'log', card.issuedAt)
  return key === undefined ? undefined : Buffer.from(key.publicKey, 'base64url')
}

/** Leaf hashes of all entries; the served hash tiles must say the same as the served entries. */
async function leavesOf(
  base: URL,
  size: number,
  findings: string[],
): Promise<readonly Uint8Array[]> {
  const leaves: Uint8Array[] = []
  for (let tile = 0; tile * tileSize < size; tile++) {
    const width = Math.min(tileSize, size - tile * tileSize)
    const place = tilePath(tile) + (width < tileSize ? `.p/${width}` : '')
    const entries = split(await fetched(new URL(`/log/tile/entries/${place}`, base)))
    const hashes = entries.map(leafHash)
    const served = await fetched(new URL(`/log/tile/0/${place}`, base))
    if (entries.length !== width || Buffer.compare(Buffer.concat(hashes), served) !== 0)
      findings.push(`tile ${tile}: the hashes are not those of the entries`)
    leaves.push(...hashes)
  }
  return leaves
}

/** A bundle is entries one after another, each with its length in two bytes before it. */
function split(bundle: Uint8Array): Uint8Array[] {
  const view = Buffer.from(bundle)
  const entries: Uint8Array[] = []
  for (let at = 0; at + 2 <= view.length; ) {
    const length = view.readUInt16BE(at)
    entries.push(view.subarray(at + 2, at + 2 + length))
    at += 2 + length
  }
  return entries
}

/** Merkle tree hash (RFC 6962, 2.1). */
function rootOf(leaves: readonly Uint8Array[], from = 0, to = leaves.length): Uint8Array {
  if (to === from) return sha256()
  if (to - from === 1) return leaves[from]!
  let half = 1
  while (half * 2 < to - from) half *= 2
  return sha256(
    Uint8Array.of(1),
    rootOf(leaves, from, from + half),
    rootOf(leaves, from + half, to),
  )
}
