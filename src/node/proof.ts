import { digest, done, type Json, type Outcome } from '#base'
import { allowed, readRecord } from '#exchange'
import { parseCheckpoint, type StoredEvent } from '#store'
import { openMatter } from './access.ts'
import { verdictOnItem } from './conditions.ts'
import { type Item, itemsOf } from './items.ts'
import { headView } from './reads.ts'
import { lettersOf } from './request-view.ts'
import { plain } from './row-data.ts'
import { timestampsOf } from './timestamps.ts'
import { witnessPolicyLines } from './witness-policy.ts'
import type { World } from './world.ts'

export const proofFormat = 'comity-proof/2'

/** A reader takes so many tokens in one proof. */
const mostStamps = 20

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
  const events = await world.store.events({ stream, limit: 1000 })
  const head = await headFor(world, events.at(-1)?.index ?? -1)
  const items = words ? await itemsOf(world, stream) : []
  const records: Json[] = []
  for (const event of events) {
    const path = await world.store.inclusion(event.index, head.size)
    if (!path.ok) return path
    records.push({
      index: event.index,
      record: base64(event.record),
      signature: base64(event.signature),
      salt: base64(event.salt),
      leaf: base64(event.leaf),
      inclusion: path.value.map(base64),
      body: words && (await mayLeave(world, items, event.id)) ? await wordsOf(world, event) : null,
    })
  }
  const letters = await lettersOf(world, stream)
  const receipts: Json[] = []
  for (const [record, letter] of letters) {
    const place = await letterAnswer(world, stream, record)
    receipts.push({ record, to: letter.to, ...place })
  }
  const { policy } = world.witnessing
  return done({
    format: proofFormat,
    node: world.id,
    matter: stream,
    madeAt: world.clock.now(),
    head,
    policy: policy === undefined ? null : witnessPolicyLines(policy),
    timestamps: await stampsFor(
      world,
      head.size,
      events.map((e) => e.index),
    ),
    cards: await cardsOf(world),
    records,
    receipts,
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
  const kept = (await timestampsOf(world, 1000)).filter((t) => t.token !== null && t.size <= size)
  const firsts = indexes.map((index) => kept.findLast((t) => index < t.size))
  const told = [...new Set([...firsts, kept[0]])].filter((t) => t !== undefined)
  const stamps: Json[] = []
  for (const { authority, note, token, roots, size: stamped } of told.slice(-mostStamps)) {
    const path = stamped === size ? undefined : await world.store.consistency(stamped, size)
    if (path !== undefined && !path.ok) continue
    stamps.push({ authority, note, token, roots: [...roots], path: path?.value.map(base64) ?? [] })
  }
  return stamps
}

/** The cards as they travel: each is signed by the seal that is on it, or by the node that serves the authority. */
async function cardsOf(world: World): Promise<Json[]> {
  const rows = await world.store.rows({ kind: 'card', order: 'key', limit: 1000 })
  const own = [world.federation.ownSigned, ...world.federation.served].map(plain)
  return [...own, ...rows.rows.map((row) => row.data)]
}

async function wordsOf(world: World, event: StoredEvent): Promise<Json> {
  const read = event.record === null ? undefined : readRecord(event.record)
  const body = read?.ok && read.value.body !== null ? read.value.body.id : undefined
  const kept = body === undefined ? undefined : await world.store.body(body)
  return kept?.state === 'present' ? { bytes: base64(kept.bytes), salt: base64(kept.salt) } : null
}

async function letterAnswer(
  world: World,
  stream: string,
  record: string,
): Promise<{
  readonly letter: string | null
  /** Digest of the letter as it was sent; the receipt names the same one. */
  readonly envelope: string | null
  readonly receipt: string | null
}> {
  const page = await world.store.rows({
    kind: 'letter',
    prefix: `${stream}/`,
    order: 'key',
    limit: 1000,
  })
  const row = page.rows.find((r) => (r.data as { record?: unknown }).record === record)
  const letter = row?.key.slice(row.key.lastIndexOf('/') + 1)
  const sent = letter === undefined ? undefined : await world.store.outgoing(letter)
  return {
    letter: letter ?? null,
    envelope: sent === undefined ? null : digest(sent.bytes),
    receipt: base64(sent?.answer ?? null),
  }
}

function base64(bytes: Uint8Array | null): string | null {
  return bytes === null ? null : Buffer.from(bytes).toString('base64')
}
