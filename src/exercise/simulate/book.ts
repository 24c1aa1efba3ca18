import { type Digest, digest, type Instant } from '#base'
import { type Event, evolve, type State } from '#procedure'
import type { AnyRow, Change, MemoryTables } from '#store'

/** One record in a log, as the book needs it. */
export interface Entry {
  readonly index: number
  readonly id: string
  readonly stream: string
  readonly type: string
  /** By the clock of whoever did it. */
  readonly at: Instant
  readonly record: Digest
  /** Node at which the act was done. */
  readonly node: string
  readonly actor: string
  readonly transition: string | null
  readonly crosses: boolean
  readonly data: Readonly<Record<string, unknown>>
}

/** One letter as its sender put it on the way, or as its receiver put it on record. */
export interface Passed {
  readonly letter: string
  readonly envelope: Digest | null
  /** Number on its lane, as the receiver noted it. */
  readonly sequence?: number
}

/** The lane of a channel, under the name of the peer: `XV-FIU`, `XV-FIU emergency`. */
export type LaneKey = string

/**
 * What an onlooker who sees every disk knows of one node. Nothing in it comes from the node's own account of itself: it is
 * written as transactions land.
 */
export class Book {
  readonly id: string
  readonly entries: Entry[] = []
  readonly ids = new Map<string, Entry>()
  readonly matters = new Map<string, State>()
  /** Letters by peer and lane, in the order in which they were written. */
  /** Streams of the letters that were written here. */
  readonly about = new Map<string, string>()
  readonly sent = new Map<LaneKey, Passed[]>()
  /** Letters by peer and lane, in the order in which they were taken in, admitted or refused. */
  readonly taken = new Map<LaneKey, Passed[]>()
  /** Letters that a receipt has settled, with what it said. */
  readonly settled = new Map<string, Entry>()
  /** Roots of the log by size. */
  readonly roots = new Map<number, string>()
  size = 0

  constructor(id: string) {
    this.id = id
  }

  /** The book of a disk as it stands. */
  static of(id: string, tables: MemoryTables): Book {
    const book = new Book(id)
    for (const row of tables.get('events')?.values() ?? []) book.enter(row)
    for (const row of [...(tables.get('outbox')?.values() ?? [])].sort(byIndex)) book.write(row)
    const head = tables.get('head')?.get('[1]')
    if (head !== undefined) book.head(head)
    return book
  }

  /** Everything a transaction says, in the order in which it says it. */
  take(change: Change): void {
    for (const row of change.put.events)
      if ((row.index as number) >= this.entries.length) this.enter(row as AnyRow)
    for (const row of change.put.outbox)
      if (row.attempt === 0 && row.state === 'waiting') this.write(row as AnyRow)
    this.head(change.head as AnyRow)
  }

  /** Whether a letter of that sender with these very bytes is on record, admitted or refused. */
  holds(sender: string, bytes: Uint8Array): boolean {
    const envelope = digest(bytes)
    return [sender, `${sender} emergency`].some((lane) =>
      this.taken.get(lane)?.some((p) => p.envelope === envelope),
    )
  }

  head(row: AnyRow): void {
    this.size = row.size as number
    this.roots.set(this.size, hex(row.root as Uint8Array))
  }

  enter(row: AnyRow): void {
    const record = row.record as Uint8Array | null
    if (record === null) return
    const header = JSON.parse(Buffer.from(record).toString('utf8')) as Event & {
      readonly node: string
    }
    const entry: Entry = {
      index: row.index as number,
      id: row.id as string,
      stream: row.stream as string,
      type: row.type as string,
      at: row.at as Instant,
      record: digest(record),
      node: header.node,
      actor: header.actor,
      transition: header.transition,
      crosses: header.crosses,
      data: header.data as unknown as Readonly<Record<string, unknown>>,
    }
    this.entries.push(entry)
    this.ids.set(entry.id, entry)
    if (entry.stream.startsWith('matter/')) {
      const event = { ...header, node: entry.actor.slice(0, entry.actor.indexOf('/')) }
      this.matters.set(entry.stream, evolve(this.matters.get(entry.stream), event as Event))
    }
    this.#channel(entry)
  }

  #channel(entry: Entry): void {
    const { stream, type, data } = entry
    if (!stream.startsWith('channel/')) return
    const letter = String(data.letter)
    if (isTaken(entry))
      listOf(this.taken, laneOf(entry)).push({
        letter,
        envelope: data.envelope as Digest,
        sequence: data.sequence as number,
      })
    // Letters that the sender withdrew under its signature keep their numbers, and nothing else.
    if (type === 'gap.withdrawn')
      for (let number = Number(data.first); number <= Number(data.last); number++)
        listOf(this.taken, laneOf(entry)).push({ letter: '', envelope: null, sequence: number })
    if (type === 'envelope.admitted' || type === 'envelope.refused')
      this.settled.set(letter, this.entries.at(-1) as Entry)
  }

  write(row: AnyRow): void {
    const bytes = row.bytes as Uint8Array
    const stream = this.entries[row.event_index as number]?.stream
    if (stream !== undefined) this.about.set(row.id as string, stream)
    const lane = row.priority === 0 ? ' emergency' : ''
    listOf(this.sent, `${row.recipient}${lane}`).push({
      letter: row.id as string,
      envelope: digest(bytes),
    })
  }
}

/** A letter that was taken in: admitted, or refused and counted all the same. */
export function isTaken({ type }: Entry): boolean {
  return type === 'envelope.received' || type === 'envelope.refused-by-us'
}

export function laneOf({ stream, data }: Entry): LaneKey {
  const peer = stream.slice('channel/'.length)
  return data.lane === 'emergency' ? `${peer} emergency` : peer
}

function listOf<T>(map: Map<string, T[]>, key: string): T[] {
  const known = map.get(key) ?? []
  map.set(key, known)
  return known
}

function byIndex(a: AnyRow, b: AnyRow): number {
  return (
    (a.event_index as number) - (b.event_index as number) ||
    ((a.id as string) < (b.id as string) ? -1 : 1)
  )
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

const dueKinds = new Set([
  'matter',
  'attachment',
  'attachment-untold',
  'erasure-untold',
  'retention',
  'suspension',
  'rights-filing',
  'rights-search',
  'rights-search-in',
  'rights-search-told',
  'rights-change',
  'rights-change-in',
  'rights-change-told',
])

/**
 * When the next thing of a disk falls due: a letter to be sent, a limit that runs out. What has had its last day and waits
 * for two officers is not looked at again and again.
 */
export function nextDueOf(tables: MemoryTables, now: Instant): Instant | undefined {
  let first: string | undefined
  for (const row of tables.get('outbox')?.values() ?? [])
    if (row.state === 'waiting' || row.state === 'claimed')
      if (first === undefined || (row.not_before as string) < first)
        first = row.not_before as string
  for (const { kind, due } of tables.get('rows')?.values() ?? []) {
    if (due === null || !dueKinds.has(kind as string)) continue
    if (kind === 'retention' && (due as string) <= now) continue
    if (first === undefined || (due as string) < first) first = due as string
  }
  return first as Instant | undefined
}
