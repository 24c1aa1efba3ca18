import { digest, type Json } from '#base'
import { readRecord } from '#exchange'
import type { Act, RowChange } from '#store'
import { type AttachmentRow, attachmentChange, attachmentOf } from './attachments.ts'
import { contentChange } from './attachments-items.ts'
import { readDocument } from './bodies.ts'
import { tellErasures, untoldRows } from './erasure-tell.ts'
import { after, type Matter, matterRow } from './matter.ts'
import { eventOf } from './receive-read.ts'
import { note, write } from './records.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** What is to be erased, why, and on whose word. */
export interface Erasing {
  /** Ids of bodies: of records, and of attachments. */
  readonly bodies: readonly string[]
  /** Matters to which they belong, whose rows are folded anew without them. */
  readonly streams: readonly string[]
  /** Rule or condition that ends the time, or what brought it back: words of the law, no names. */
  readonly ground: string
  readonly type: 'erasure.done' | 'erasure.repeated'
  /** The matter whose senders are to be told what of theirs is gone. */
  readonly tells?: string
  readonly rows?: readonly RowChange[]
  /** What led to it and goes on record with it: the word of the second officer. */
  readonly events?: Act['events']
}

/**
 * Erases bodies in one act: keys and ciphertexts leave the tables, the rows of their matters lose the words, files lose
 * their key and then their content. Whom to tell stands in the same transaction. The event says how many and why, and
 * names nobody; the erasure ledger of the store keeps the places. The log stays as it was.
 */
export async function erase(world: World, hand: Hand, erasing: Erasing): Promise<void> {
  const { bodies, streams, ground, type } = erasing
  if (bodies.length === 0) return
  const gone = new Set(bodies)
  const rows: RowChange[] = [...(erasing.rows ?? [])]
  for (const stream of new Set(streams)) {
    const matter = await foldWithout(world, stream, gone)
    if (matter !== undefined) rows.push(matterRow(world, matter))
  }
  const files: string[] = []
  for (const id of bodies) {
    const row = await attachmentOf(world, id)
    if (row === undefined) continue
    files.push(id)
    rows.push(attachmentChange(erasedRow(row)), contentChange(row, true))
  }
  const written = write(
    world,
    hand,
    note('erasures', type, world.clock.now(), {
      bodies: bodies.length,
      files: files.length,
      ground,
    }),
  )
  if (erasing.tells !== undefined)
    rows.push(...(await untoldRows(world, erasing.tells, bodies, ground, written.event.id)))
  const committed = await world.store.commit({
    events: [written.event, ...(erasing.events ?? [])],
    erase: bodies,
    rows,
  })
  if (!committed.ok) throw new Error(`an erasure was not taken: ${committed.refusal.name}`)
  for (const id of files) await world.store.blobs.sealed.remove(id)
  // Names that were read for declared interests are read anew from what is left.
  for (const stream of streams) world.oversight.marks.delete(stream)
  world.observe({ what: 'erased', bodies: bodies.length, files: files.length })
}

/** The tombstone of a file: that it was there, and nothing of what it was. */
function erasedRow({ id, stream, by, authority, at, to, letter }: AttachmentRow): AttachmentRow {
  return {
    ...{ id, stream, by, authority, at },
    title: '',
    type: '',
    bytes: 0,
    digest: '',
    conditions: { handling: '', evidence: 'no', onward: 'no' },
    state: 'erased',
    ...(to === undefined ? {} : { to }),
    ...(letter === undefined ? {} : { letter }),
  }
}

/** A matter as its records tell it once these bodies are gone: the same fold that `audit` makes. */
async function foldWithout(
  world: World,
  stream: string,
  gone: ReadonlySet<string>,
): Promise<Matter | undefined> {
  let matter: Matter | undefined
  let last = -1
  for (;;) {
    const page = await world.store.events({ stream, after: last, limit: 500 })
    for (const event of page) {
      const header = event.record === null ? undefined : readRecord(event.record)
      if (!header?.ok || event.record === null) continue
      const document: Readonly<Record<string, Json>> | null =
        header.value.body === null || gone.has(event.id)
          ? null
          : ((await readDocument(world, event.id)) ?? null)
      const record = { id: event.id, digest: digest(event.record) }
      matter = after(matter, eventOf(header.value, document), record)
    }
    if (page.length < 500) return matter
    last = page.at(-1)!.index
  }
}

/** Bodies of a matter that are still there, of its records and of its files. */
async function bodiesOf(world: World, stream: string): Promise<readonly string[]> {
  const found: string[] = []
  const of = stream.slice(stream.indexOf('/') + 1)
  for (const one of [stream, `attachments/${of}`, `access/${stream}`]) {
    let last = -1
    for (;;) {
      const page = await world.store.events({ stream: one, after: last, limit: 500 })
      for (const event of page) {
        const header = event.record === null ? undefined : readRecord(event.record)
        if (!header?.ok) continue
        const { body, attachments = [] } = header.value
        for (const id of [...(body === null ? [] : [body.id]), ...attachments.map((a) => a.id)])
          if ((await world.store.body(id))?.state === 'present' && !found.includes(id))
            found.push(id)
      }
      if (page.length < 500) break
      last = page.at(-1)!.index
    }
  }
  return found
}

/** A closed matter whose time is over and that an officer let go: everything in it that can be read. */
export async function eraseMatter(
  world: World,
  hand: Hand,
  stream: string,
  ground: string,
): Promise<void> {
  await world.locks.run([stream], async () => {
    const bodies = await bodiesOf(world, stream)
    const tells = stream
    await erase(world, hand, { bodies, streams: [stream], tells, ground, type: 'erasure.done' })
  })
  // Not while the matter is held: a notice takes the channel, and letters take both.
  await tellErasures(world)
}

/**
 * After a start: what a backup has brought back is erased again, with an event that says so. The store showed none of
 * it meanwhile; files whose key is gone go too.
 */
export async function eraseAgain(world: World): Promise<void> {
  const { bodies, records } = world.store.resurrected()
  if (bodies.length + records.length === 0) return
  const streams: string[] = []
  for (const id of bodies) {
    const stream = (await world.store.event(id))?.stream
    if (stream?.startsWith('matter/')) streams.push(stream)
  }
  await erase(world, nodeHand(world, 'node'), {
    bodies,
    streams,
    ground: 'the erasure ledger: a backup had brought it back',
    type: 'erasure.repeated',
  })
  if (records.length === 0) return
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('erasures', 'erasure.repeated', world.clock.now(), { records: records.length }),
  )
  await world.store.commit({ events: [written.event], redact: records })
}
