import { digest, done, type Json, type Outcome, refuse } from '#base'
import { allowed, readRecord } from '#exchange'
import { inclusions, parseCheckpoint, type StoredEvent } from '#store'
import { openMatter } from './access.ts'
import { verdictOnItem } from './conditions.ts'
import { headsCovering } from './cosigned-heads.ts'
import type { LetterRow } from './delivery-rows.ts'
import { everyEvent } from './every-event.ts'
import { type Item, itemsOf } from './items.ts'
import { putCopyOnRecord } from './oversight-copies.ts'
import { headView } from './reads.ts'
import { allRows, everyRow, plain } from './row-data.ts'
import { ownTree } from './tile-client.ts'
import { everyTimestamp, type KeptTimestamp } from './timestamps.ts'
import { witnessPolicyLines } from './witness-policy.ts'
import type { World } from './world.ts'

export const proofFormat = 'comity-proof/3'

/** What a reader takes in one proof: records, receipts, timestamps, and heads that were cosigned before this one. */
export const proofLimits = {
  records: 10_000,
  receipts: 40_000,
  timestamps: 20,
  heads: 100,
} as const

/**
 * What a stranger needs to check one matter without this node: the records as they were signed, the salt and the
 * inclusion proof of each, one signed head for all with the cosignatures of the witnesses, timestamps, the signed cards
 * with the keys, and the receipts of the other side. The words of the documents only where they are asked for: a proof
 * that something was sent needs none of them.
 */
export async function proofOf(
  world: World,
  actor: string,
  id: string,
  words = false,
): Promise<Outcome<Json>> {
  const opened = await openMatter(world, actor, id, 'export', { what: 'proof' })
  if (!opened.ok) return opened
  const { stream } = opened.value.matter
  const events: StoredEvent[] = []
  for await (const event of everyEvent(world.store, { stream })) {
    events.push(event)
    const room = proofRoom(events.length)
    if (!room.ok) return room
  }
  const items = words ? await itemsOf(world, stream) : []
  const proof = await proofOfRecords(world, stream, events, async (event) =>
    words && (await mayLeave(world, items, event.id)) ? wordsOf(world, event) : null,
  )
  if (proof.ok) await putCopyOnRecord(world, actor, stream, 'proof', JSON.stringify(proof.value))
  return proof
}

/**
 * The same for chosen records of any stream; whoever calls has asked whether they may be shown.
 *
 * @param withheld records of which the proof shows the place alone, as of one that was erased
 */
export async function proofOfRecords(
  world: World,
  stream: string,
  events: readonly StoredEvent[],
  words: (event: StoredEvent) => Promise<Json>,
  withheld: (event: StoredEvent) => boolean = () => false,
): Promise<Outcome<Json>> {
  const head = await headFor(world, events.at(-1)?.index ?? -1)
  const indexes = events.map((e) => e.index)
  const paths = await inclusions(ownTree(world.store, head.size), indexes, head.size)
  if (!paths.ok) return paths
  const records: Json[] = []
  for (const [i, event] of events.entries()) {
    const closed = withheld(event)
    records.push({
      index: event.index,
      record: closed ? null : base64(event.record),
      signature: closed ? null : base64(event.signature),
      salt: closed ? null : base64(event.salt),
      leaf: base64(event.leaf),
      inclusion: paths.value[i]!.map(base64),
      body: closed ? null : await words(event),
    })
  }
  const { policy } = world.witnessing
  return done({
    format: proofFormat,
    node: world.id,
    matter: stream,
    madeAt: world.clock.now(),
    head,
    policy: policy === undefined ? null : witnessPolicyLines(policy),
    timestamps: await stampsFor(world, head.size, indexes),
    heads: await headsFor(world, head.size, events),
    cards: await cardsOf(world),
    records,
    receipts: await receiptsOf(world, stream),
  })
}

/** A proof with words is for a court: what was received on a condition against that stays behind its commitment. */
async function mayLeave(world: World, items: readonly Item[], record: string): Promise<boolean> {
  const item = items.find((i) => i.id === record)
  return item === undefined || allowed(await verdictOnItem(world, item, '', { do: 'evidence' }))
}

/** The newest head that the witnesses cosigned, where it covers the whole matter; else the newest head there is. */
async function headFor(world: World, last: number): Promise<Json & { readonly size: number }> {
  const note = world.witnessing.published()
  const published = note === undefined ? undefined : parseCheckpoint(note)
  if (note !== undefined && published !== undefined && published.size > last)
    return { size: published.size, root: base64(published.root), checkpoint: note }
  return headView(await world.store.head())
}

/**
 * Tokens about heads that this head continues, with the proof that it does. For each record the oldest one that covers it:
 * a key that is taken back later judges what is proven to have been there before. And the newest, that covers the most.
 */
async function stampsFor(
  world: World,
  size: number,
  indexes: readonly number[],
): Promise<readonly Json[]> {
  const kept: KeptTimestamp[] = []
  for await (const stamp of everyTimestamp(world))
    if (stamp.token !== null && stamp.size <= size) kept.push(stamp)
  const firsts = indexes.map((index) => kept.findLast((t) => index < t.size))
  const told = [...new Set([...firsts, kept[0]])].filter((t) => t !== undefined)
  const stamps: Json[] = []
  for (const { authority, note, token, roots, size: stamped } of told.slice(
    -proofLimits.timestamps,
  )) {
    const path = stamped === size ? undefined : await world.store.consistency(stamped, size)
    if (path !== undefined && !path.ok) continue
    stamps.push({ authority, note, token, roots: [...roots], path: path?.value.map(base64) ?? [] })
  }
  return stamps
}

/**
 * Heads that were cosigned while the matter grew, for each record the oldest that covers it: the quorum vouches for the time
 * of an act even where no authority stamps. Of more than a reader takes, those of keys that were taken back come first.
 */
async function headsFor(
  world: World,
  size: number,
  events: readonly StoredEvent[],
): Promise<readonly Json[]> {
  const places = (list: readonly StoredEvent[]) => list.map((event) => event.index)
  const all = await headsCovering(world.store, places(events), size)
  const doubtful = events.filter((event) => signedByTakenBack(world, event))
  const first = await headsCovering(world.store, places(doubtful), size)
  const told = new Map([...first, ...all].map((head) => [head.size, head]))
  const heads: Json[] = []
  for (const { note, size: earlier } of [...told.values()].slice(0, proofLimits.heads)) {
    const path = earlier === size ? undefined : await world.store.consistency(earlier, size)
    if (path !== undefined && !path.ok) continue
    heads.push({ note, path: path?.value.map(base64) ?? [] })
  }
  return heads
}

function signedByTakenBack(world: World, { record }: StoredEvent): boolean {
  const read = record === null ? undefined : readRecord(record)
  if (!read?.ok) return false
  const { actor, key } = read.value
  const card = world.federation.card(actor.split('/')[0] ?? '')
  const signers = [card, world.federation.card(card?.servedBy ?? '')]
  return signers.some(
    (signer) =>
      signer?.officers.some((o) => o.key === key && o.revoked !== undefined) ||
      signer?.keys.some((k) => k.id === key && k.revoked !== undefined),
  )
}

/** The cards as they travel: each is signed by the seal that is on it, or by the node that serves the authority. */
async function cardsOf(world: World): Promise<Json[]> {
  const rows = await allRows<Json>(world.store, 'card')
  const own = [world.federation.ownSigned, ...world.federation.served].map(plain)
  return [...own, ...rows.map((row) => row.data)]
}

export async function wordsOf(world: World, event: StoredEvent): Promise<Json> {
  const read = event.record === null ? undefined : readRecord(event.record)
  const body = read?.ok && read.value.body !== null ? read.value.body.id : undefined
  const kept = body === undefined ? undefined : await world.store.body(body)
  return kept?.state === 'present' ? { bytes: base64(kept.bytes), salt: base64(kept.salt) } : null
}

/**
 * What became of each letter of the matter, and a record may have gone to several: the digest of what was sent, and the
 * receipt that names the same one.
 */
async function receiptsOf(world: World, stream: string): Promise<readonly Json[]> {
  const receipts: Json[] = []
  const query = { kind: 'letter', prefix: `${stream}/` } as const
  for await (const { key, data } of everyRow<LetterRow>(world.store, query)) {
    const { record, to } = data
    if (record === undefined) continue
    const letter = key.slice(key.lastIndexOf('/') + 1)
    const sent = await world.store.outgoing(letter)
    receipts.push({
      record,
      to,
      letter,
      envelope: sent === undefined ? null : digest(sent.bytes),
      receipt: base64(sent?.answer ?? null),
    })
  }
  return receipts
}

/** Whether so many records go into one file. */
export function proofRoom(records: number): Outcome<void> {
  if (records <= proofLimits.records) return done(undefined)
  return refuse({
    kind: 'conflict',
    name: 'matter-too-long-for-proof',
    ground: `the matter has more than ${proofLimits.records} records, and no reader takes more in one file`,
    remedy: 'have the folder of the node checked instead: comity verify DIR',
  })
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}
