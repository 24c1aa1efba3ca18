import {
  type Backend,
  type Change,
  type Facts,
  type Needs,
  type RowRead,
  withinBytes,
} from './backend.ts'
import type { ClaimRequest, EventQuery, OutgoingState } from './contract.ts'
import { StoreFault } from './contract.ts'
import { leafHash, same } from './merkle.ts'
import { rowKey } from './plan.ts'
import { type AnyRow, keyOf, type RowOf, type TableName, tableOf } from './tables.ts'

/** What tables in maps held at one moment; rows are never changed in place, so the maps alone are copied. */
export type MemoryTables = ReadonlyMap<TableName, ReadonlyMap<string, AnyRow>>

/** The tables in maps: for pure tests and simulations. Keeps nothing; `from` is what an earlier one held. */
export function memoryBackend(from?: MemoryTables): Backend & {
  readonly tables: ReadonlyMap<TableName, Map<string, AnyRow>>
} {
  const all = new Map<TableName, Map<string, AnyRow>>()
  let mark: string | undefined
  const streams = new Map<string, number>()
  const eventIds = new Map<string, RowOf<'events'>>()
  function table<N extends TableName>(name: N): Map<string, RowOf<N>> {
    let found = all.get(name)
    if (!found) {
      found = new Map()
      all.set(name, found)
    }
    return found as Map<string, RowOf<N>>
  }
  for (const name of ['head', 'events', 'nodes', 'bodies', 'rows', 'outbox', 'inbox'] as const)
    table(name)

  function put(name: TableName, row: AnyRow): void {
    table(name).set(keyOf(name, row), row as never)
    if (name !== 'events') return
    const event = row as RowOf<'events'>
    eventIds.set(event.id, event)
    streams.set(event.stream, Math.max(event.version, streams.get(event.stream) ?? 0))
  }

  // Sorted once and not for each page; made anew as soon as another row is there, or one is gone.
  const orders = new Map<TableName, readonly Placed[]>()
  function orderOf(name: TableName, rows: ReadonlyMap<string, AnyRow>): readonly Placed[] {
    const known = orders.get(name)
    if (known?.length === rows.size && known.every(({ place }) => rows.has(place))) return known
    const sorted = [...rows]
      .map(([place, row]) => ({
        place,
        key: tableOf(name).key.map((column) => row[column] as string | number),
      }))
      .sort((a, b) => byKey(a.key, b.key))
    orders.set(name, sorted)
    return sorted
  }

  for (const [name, rows] of from ?? []) for (const row of rows.values()) put(name, row)

  return {
    kind: 'memory',
    durable: false,
    tables: all,
    head: async () => table('head').get('[1]'),
    lookup: async (needs: Needs): Promise<Facts> => ({
      versions: new Map(needs.streams.map((stream) => [stream, streams.get(stream) ?? 0])),
      events: present(needs.events, (id) => eventIds.get(id)),
      bodies: present(needs.bodies, (id) => table('bodies').get(keyOf('bodies', { id }))),
      rows: present(needs.rows, (row) => table('rows').get(rowKey(row))),
      outbox: present(needs.outbox, (id) => table('outbox').get(keyOf('outbox', { id }))),
      inbox: present(needs.inbox, ({ sender, id }) =>
        table('inbox').get(keyOf('inbox', { sender, id })),
      ),
    }),
    async apply(change: Change) {
      const before = table('head').get('[1]')?.seal
      if (before && !(change.before && same(before, change.before)))
        throw new StoreFault('another writer changed the head')
      for (const [name, rows] of Object.entries(change.put))
        for (const row of rows) put(name as TableName, row as AnyRow)
      for (const row of change.drop) table('rows').delete(rowKey(row))
      put('head', change.head)
    },
    async events(query: EventQuery) {
      const found: RowOf<'events'>[] = []
      const log = table('events')
      for (let index = (query.after ?? -1) + 1; index < log.size; index++) {
        if (found.length >= query.limit) break
        const row = log.get(`[${index}]`)
        if (!row || (query.stream !== undefined && row.stream !== query.stream)) continue
        if (query.types && !query.types.includes(row.type)) continue
        found.push(row)
      }
      return found
    },
    leaves: async (from, to) =>
      range(from, to).flatMap((index) => table('events').get(`[${index}]`)?.leaf ?? []),
    nodes: async (level, from, to) =>
      range(from, to).flatMap((index) =>
        level === 0
          ? (leafOf(table('events').get(`[${index}]`)) ?? [])
          : (table('nodes').get(`[${level},${index}]`)?.hash ?? []),
      ),
    rows: async (query: RowRead) => selectRows([...table('rows').values()], query),
    async claim(request: ClaimRequest, update) {
      const open = [...table('outbox').values()]
        .filter((row) => row.state === 'waiting' || row.state === 'claimed')
        .filter((row) => row.not_before <= request.now)
        .filter((row) => !passedOver(row, request))
        .sort(
          (a, b) =>
            Number(a.priority !== 0) - Number(b.priority !== 0) ||
            a.event_index - b.event_index ||
            byBytes(a.id, b.id),
        )
        .slice(0, request.limit)
        .map((row) => ({ row, length: row.bytes.length }))
      const claimed = withinBytes(open, request.mostBytes).map(({ row }) => update(row))
      for (const row of claimed) put('outbox', row)
      return claimed
    },
    async outgoingCounts() {
      const counts: Record<OutgoingState, number> = noOutgoing()
      for (const row of table('outbox').values()) counts[row.state as OutgoingState]++
      return counts
    },
    async scan(name, after, limit) {
      const rows = table(name) as ReadonlyMap<string, AnyRow>
      const start = after === undefined ? undefined : (JSON.parse(after) as (string | number)[])
      const order = orderOf(name, rows)
      let at = start === undefined ? 0 : firstAfter(order, start)
      const page: AnyRow[] = []
      for (; at < order.length && page.length < limit; at++) page.push(rows.get(order[at]!.place)!)
      return page
    },
    erased: async () => ({
      bodies: [...table('bodies').values()].filter((row) => row.erased_at !== null),
      events: [...table('events').values()].filter((row) => row.redacted_at !== null),
    }),
    bodiesAt: async (indexes) =>
      [...table('bodies').values()].filter((row) => indexes.includes(row.event_index)),
    eventsAt: async (indexes) => present(indexes, (index) => table('events').get(`[${index}]`)),
    mark: async () => mark,
    putMark: async (fresh) => {
      mark = fresh
    },
    maintain: async () => {},
    close: async () => {},
  }
}

function passedOver(row: RowOf<'outbox'>, { passOver = [] }: ClaimRequest): boolean {
  return passOver.some((p) => p.to === row.recipient && p.emergency === (row.priority === 0))
}

export function noOutgoing(): Record<OutgoingState, number> {
  return { waiting: 0, claimed: 0, answered: 0, 'given-up': 0 }
}

function selectRows(all: readonly RowOf<'rows'>[], query: RowRead): readonly RowOf<'rows'>[] {
  const at = (row: RowOf<'rows'>): string | null => (query.order === 'key' ? '' : row[query.order])
  const sign = query.descending ? -1 : 1
  const place = (a: { at: string; key: string }, b: { at: string; key: string }) =>
    sign * (byBytes(a.at, b.at) || byBytes(a.key, b.key))
  return all
    .filter((row) => row.kind === query.kind && row.key.startsWith(query.prefix ?? ''))
    .filter((row) => !query.dueBefore || (row.due !== null && row.due < query.dueBefore))
    .flatMap((row) => {
      const order = at(row)
      return order === null ? [] : [{ at: order, key: row.key, row }]
    })
    .filter((item) => !query.after || place(item, query.after) > 0)
    .sort(place)
    .slice(0, query.limit)
    .map((item) => item.row)
}

interface Placed {
  /** Where the row lies in its map. */
  readonly place: string
  readonly key: readonly (string | number)[]
}

/** Place of the first row behind the key; the list is sorted. */
function firstAfter(order: readonly Placed[], key: readonly (string | number)[]): number {
  let [from, to] = [0, order.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (byKey(order[middle]!.key, key) > 0) to = middle
    else from = middle + 1
  }
  return from
}

function byKey(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [i, x] of a.entries()) {
    const y = b[i]!
    const order = typeof x === 'number' ? x - (y as number) : byBytes(x, y as string)
    if (order !== 0) return order
  }
  return 0
}

/** The order of collation "C": by UTF-8 bytes, not by UTF-16 units. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function leafOf(row: RowOf<'events'> | undefined): Uint8Array | undefined {
  return row && leafHash(row.leaf)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
}

function present<A, B>(items: readonly A[], find: (item: A) => B | undefined): B[] {
  return items.flatMap((item) => find(item) ?? [])
}
