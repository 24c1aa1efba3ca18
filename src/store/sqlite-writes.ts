import type { Change } from './backend.ts'
import { type AnyRow, type RowOf, tableOf } from './tables.ts'

/** What the writer of the embedded database may be asked to do: each a text with the columns that it takes, in order. */

export interface Write {
  readonly text: string
  /** Name, and whether its values are bytes. */
  readonly columns: readonly Column[]
}

export interface Column {
  readonly name: string
  readonly bytes: boolean
}

type Sealed = 'events' | 'nodes' | 'bodies' | 'rows' | 'outbox' | 'inbox'

const byteColumns = new Set(['before', 'bytes'])

function columnsOf(table: Sealed | 'head', names: readonly string[]): readonly Column[] {
  const { columns } = tableOf(table)
  return names.map((name) => ({
    name,
    bytes: byteColumns.has(name) || (columns[name] ?? '').startsWith('bytes'),
  }))
}

/** A row put in the place of the one with the same key, or beside the others. */
function put(table: Sealed, leaveOut?: string): Write {
  const { key, columns } = tableOf(table)
  const names = Object.keys(columns).filter((name) => name !== leaveOut)
  const update = names
    .filter((name) => !key.includes(name))
    .map((name) => `"${name}" = excluded."${name}"`)
  return {
    text: `insert into ${table} (${quoted(names)}) values (${names.map(() => '?').join(', ')})
      on conflict (${quoted(key)}) do update set ${update.join(', ')}`,
    columns: columnsOf(table, names),
  }
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}

const headNames = Object.keys(tableOf('head').columns)
const headChanges = headNames.filter((name) => name !== 'one')
const envelopeState = ['state', 'attempt', 'not_before', 'answer', 'error', 'state_seal']

export const writes = {
  begin_head: {
    text: `insert into head (${quoted(headNames)}) values (${headNames.map(() => '?').join(', ')})
      on conflict do nothing`,
    columns: columnsOf('head', headNames),
  },
  /** In the place of exactly the head it was planned on. */
  put_head: {
    text: `update head set ${headChanges.map((name) => `"${name}" = ?`).join(', ')} where seal = ?`,
    columns: columnsOf('head', [...headChanges, 'before']),
  },
  put_events: put('events'),
  put_nodes: put('nodes'),
  put_bodies: put('bodies'),
  put_rows: put('rows'),
  put_outbox: put('outbox', 'bytes'),
  put_outbox_bytes: {
    text: `insert into outbox_bytes (bytes, n) values (?, (select n from outbox where id = ?))
      on conflict (n) do update set bytes = excluded.bytes`,
    columns: columnsOf('outbox', ['bytes', 'id']),
  },
  /** What changes of an envelope once it was claimed: all but its bytes, which stay as they were written. */
  put_outbox_state: {
    text: `update outbox set ${envelopeState.map((name) => `"${name}" = ?`).join(', ')} where id = ?`,
    columns: columnsOf('outbox', [...envelopeState, 'id']),
  },
  put_inbox: put('inbox'),
  drop_rows: {
    text: 'delete from rows where kind = ? and key = ?',
    columns: columnsOf('rows', ['kind', 'key']),
  },
  put_mark: {
    text: 'insert into vault values (1, ?) on conflict (one) do update set mark = excluded.mark',
    columns: [{ name: 'mark', bytes: false }],
  },
} as const satisfies Readonly<Record<string, Write>>

export type WriteName = keyof typeof writes

export type Part = readonly [name: WriteName, rows: readonly AnyRow[]]

/** The parts of one transaction; the head is the first, because nothing else is written unless it stands as expected. */
export function partsOf({ before, head, put: rows, drop }: Change): readonly Part[] {
  const first: Part =
    before === undefined ? ['begin_head', [head]] : ['put_head', [{ ...head, before }]]
  // Whatever was claimed once is in the table already, with its bytes.
  const claimed = (row: RowOf<'outbox'>) => row.attempt > 0
  const fresh = rows.outbox.filter((row) => !claimed(row))
  const parts: readonly Part[] = [
    ['put_events', rows.events],
    ['put_nodes', rows.nodes],
    ['put_bodies', rows.bodies],
    ['put_rows', rows.rows],
    ['put_outbox', fresh],
    ['put_outbox_bytes', fresh],
    ['put_outbox_state', rows.outbox.filter(claimed)],
    ['put_inbox', rows.inbox],
    ['drop_rows', drop],
  ]
  return [first, ...parts.filter(([, list]) => list.length > 0)]
}
