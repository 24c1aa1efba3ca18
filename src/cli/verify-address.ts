import { must, sha256 } from '#base'
import { type AuthorityCard, keyFor, type SignedCard, verifyCard } from '#directory'
import { logOrigin } from '#node'
import { leafHash, parseCheckpoint, signedBy } from '#store'
import { fetched, jsonOf } from './fetched.ts'
import type { Verdict } from './verify.ts'

const tileSize = 256
/** A log of more entries than this is followed with a tile client, not in one go. */
const most = 10_000_000

/**
 * What a stranger can check of a node from its address: its card is signed by its own seal key, the head of its log
 * is signed by the log key on the card, and the entries it serves lead to that head (C2SP tlog-tiles, RFC 6962).
 */
export async function verifyAddress(address: string): Promise<Verdict> {
  const base = new URL(address)
  const findings: string[] = []
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
  const leaves = await leavesOf(base, checkpoint.size, findings)
  if (Buffer.compare(rootOf(leaves), checkpoint.root) !== 0)
    findings.push('the entries that the node serves do not lead to the head that it signed')
  return {
    what: `node at ${base.origin}`,
    checked: {
      ...checked,
      entries: leaves.length,
      root: Buffer.from(checkpoint.root).toString('base64'),
    },
    findings,
    unchecked: [
      'records and bodies, which only the authority holds: comity verify DIR at the node',
      'that this card is the one the authority handed over: compare its fingerprint by another way',
    ],
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

/** Tile 1,234,067 is `x001/x234/067` (C2SP tlog-tiles). */
function tilePath(tile: number): string {
  const digits = String(tile)
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!
  return groups.map((g, i) => (i < groups.length - 1 ? `x${g}` : g)).join('/')
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
