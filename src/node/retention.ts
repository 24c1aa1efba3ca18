import { type Day, type Instant, instant, millis } from '#base'
import { conditionsWithParts, readRecord } from '#exchange'
import { authorityOf, type Event } from '#procedure'
import type { Act, RowChange } from '#store'
import { noteOf } from './attachments.ts'
import { readDocument } from './bodies.ts'
import { correctionCame } from './correction-tell.ts'
import { erase, eraseMatter } from './erasure.ts'
import { tellErasures } from './erasure-tell.ts'
import { load } from './matter.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/**
 * One thing that another authority gave with a last day: a document or a file. On the day after it is erased, unless a
 * named officer holds it for a reason; what may be used in evidence is erased only when two officers say so. Our own
 * records end with their matter, whose clock says when (`procedure/data/retention.ts`).
 */
export interface RetentionRow {
  /** Id of the body. */
  readonly item: string
  readonly what: 'record' | 'file'
  readonly stream: string
  /** Authority that gave it and set the last day. */
  readonly from: string
  readonly last: Day
  readonly evidence: 'yes' | 'with-consent' | 'no'
  readonly state: 'running' | 'held' | 'erased'
  /** Officers who said that it can go. */
  readonly confirmed: readonly string[]
  readonly hold?: {
    readonly by: string
    readonly at: Instant
    readonly until: Day
    readonly reason: string
  }
  readonly erasedAt?: Instant
}

const retentionCitation = 'Directive (EU) 2016/680, art. 5; the last day set by the sender'

export function retentionChange(row: RetentionRow): RowChange {
  const ends = row.state === 'held' ? row.hold!.until : row.last
  return {
    kind: 'retention',
    key: row.item,
    data: plain(row),
    sort: row.last,
    ...(row.state === 'erased' ? {} : { due: endOf(ends) }),
  }
}

/** The first instant after a day, in UTC. */
export function endOf(day: Day): Instant {
  return instant(Date.parse(`${day}T00:00:00.000Z`) + 86_400_000)
}

/** Does a head of desk hold it beyond its last day? */
export async function isHeld(world: World, item: string): Promise<boolean> {
  const row = await world.store.row('retention', item)
  return row !== undefined && rowData<RetentionRow>(row).state === 'held'
}

/** Needs two officers: what could be evidence for or against somebody. */
export function needsTwo(row: Pick<RetentionRow, 'evidence'>): boolean {
  return row.evidence !== 'no'
}

/** One round: what is new is put into the register, and what has had its last day goes. */
export async function keepRetention(world: World): Promise<void> {
  await readNew(world)
  const page = await world.store.rows({
    kind: 'retention',
    dueBefore: instant(millis(world.clock.now()) + 1),
    order: 'due',
    limit: 100,
  })
  for (const found of page.rows) {
    const row = rowData<RetentionRow>(found)
    if (row.state === 'held') {
      const { hold: _, ...rest } = row
      await world.store.commit({
        events: [],
        rows: [retentionChange({ ...rest, state: 'running' })],
      })
    } else if (!needsTwo(row) || row.confirmed.length >= 2)
      await eraseItem(world, row, nodeHand(world, 'clock').id)
  }
}

/**
 * Erases one item and tells whoever gave it.
 *
 * @param events the word of the officer who let it go, on record in the same transaction
 */
export async function eraseItem(
  world: World,
  row: RetentionRow,
  by: string,
  events: Act['events'] = [],
): Promise<void> {
  const now = world.clock.now()
  const ground = `last day ${row.last}: ${retentionCitation}`
  const body = await world.store.body(row.item)
  const erased = retentionChange({ ...row, state: 'erased', erasedAt: now })
  if (body?.state !== 'present') {
    await world.store.commit({ events, rows: [erased] })
    return
  }
  const hand = { ...nodeHand(world, 'clock'), id: `${world.id}/clock` }
  await world.locks.run([row.stream], () =>
    erase(world, hand, {
      bodies: [row.item],
      streams: row.what === 'record' ? [row.stream] : [],
      ground,
      type: 'erasure.done',
      tells: row.stream,
      rows: [erased],
      events,
    }),
  )
  world.observe({
    what: 'retention-over',
    item: row.item,
    by: by.endsWith('/clock') ? 'clock' : 'officer',
  })
  await tellErasures(world)
}

const pageSize = 200
/** Events read in one round; the rest comes with the next. */
const mostEvents = 2000

/** The place is written down when something came of it, and after so many events: what came to nothing is read again. */
const writtenAfter = 256
/** How far this node has read, and how far that is written down. */
const reading = new WeakMap<World, { readonly last: number; readonly written: number }>()

/** The register is a fold over the log: it goes on where it stopped, and can be made again from nothing. */
async function readNew(world: World): Promise<void> {
  let { last, written } = reading.get(world) ?? (await markOf(world))
  const { size } = await world.store.head()
  if (last >= size - 1) return
  for (let read = 0; read < mostEvents; read += pageSize) {
    const page = await world.store.events({ after: last, limit: pageSize })
    const rows: RowChange[] = []
    let erased = false
    for (const event of page) {
      if (!event.stream.startsWith('matter/') || event.record === null) continue
      const header = readRecord(event.record)
      if (!header.ok) continue
      if (header.value.transition === 'erase' && header.value.node === world.id) {
        await matterErased(world, event.stream)
        erased = true
      }
      if (header.value.node === world.id) continue
      rows.push(...correctionCame(event, header.value, world.clock.now()))
      const from = authorityOf(header.value as unknown as Event)
      rows.push(...(await documentRow(world, event.id, event.stream, from)))
      for (const { id } of header.value.attachments ?? [])
        rows.push(...(await fileRow(world, id, event.stream, from)))
    }
    if (page.length === 0) return
    last = page.at(-1)!.index
    if (rows.length > 0 || erased || last - written >= writtenAfter) {
      rows.push({ kind: 'retention-mark', key: 'log', data: { index: last } })
      await world.store.commit({ events: [], rows })
      written = last
    }
    reading.set(world, { last, written })
    if (page.length < pageSize) return
  }
}

async function markOf(world: World) {
  const mark = await world.store.row('retention-mark', 'log')
  const index = mark === undefined ? -1 : rowData<{ index: number }>(mark).index
  return { last: index, written: index }
}

/** The step was decided and is on record; what it says happens here, once, whenever the node gets to it. */
async function matterErased(world: World, stream: string): Promise<void> {
  const matter = await load(world, stream)
  if (matter?.state.states.main !== 'ERASED') return
  const ground = 'CP-RETENTION: the file was closed and its time is over'
  await eraseMatter(world, nodeHand(world, 'clock'), stream, ground)
}

async function documentRow(world: World, id: string, stream: string, from: string) {
  const document = await readDocument(world, id)
  if (document === undefined) return []
  const { retainUntil, evidence } = conditionsWithParts(document, from)
  return retainUntil === null
    ? []
    : [begun({ item: id, what: 'record', stream, from, last: retainUntil as Day, evidence })]
}

async function fileRow(world: World, id: string, stream: string, from: string) {
  const kept = await noteOf(world, id)
  const { retainUntil, evidence } = kept?.note.conditions ?? {}
  return retainUntil === undefined || evidence === undefined
    ? []
    : [begun({ item: id, what: 'file', stream, from, last: retainUntil as Day, evidence })]
}

function begun(row: Omit<RetentionRow, 'state' | 'confirmed'>): RowChange {
  return retentionChange({ ...row, state: 'running', confirmed: [] })
}
