import { done, type Outcome, refuse } from '#base'
import { type Law, originOf, type Table, tables } from '#law'
import { headingOf } from './families.ts'
import { type LawRow, rowsOf } from './law-diff.ts'
import type { LawRows } from './views-law.ts'

export interface LawRowsQuery {
  readonly table?: string | undefined
  readonly q?: string | undefined
  readonly pack?: string | undefined
}

/** Most rows of one answer; the search narrows them. */
const most = 1000

/** Rows of the law in force, with the pack from which each comes. */
export function lawRows(law: Law, query: LawRowsQuery): Outcome<LawRows> {
  const table = query.table ?? tables[0]
  if (!isTable(table))
    return refuse({
      kind: 'unknown',
      name: 'table-unknown',
      ground: `the law has no table ${table.slice(0, 40)}`,
      remedy: `choose one of ${tables.join(', ')}`,
    })
  const words = (query.q ?? '').toLowerCase().trim()
  const rows = rowsOf(law, table)
    .map((row) => rowView(law, table, row))
    .filter((row) => query.pack === undefined || row.pack === query.pack)
    .filter((row) => words === '' || JSON.stringify(row).toLowerCase().includes(words))
    .slice(0, most)
  return done({
    table,
    tables: tables.map((id) => ({ id, name: headingOf(id), rows: rowsOf(law, id).length })),
    rows,
  })
}

function isTable(table: string): table is Table {
  return (tables as readonly string[]).includes(table)
}

function rowView(law: Law, table: Table, row: LawRow): LawRows['rows'][number] {
  const origin = originOf(law, table, row.id)
  const word = (name: string) => (typeof row[name] === 'string' ? (row[name] as string) : '')
  return {
    id: row.id,
    citation: word('citation'),
    text: word('text') || word('name') || word('label'),
    from: word('from'),
    to: word('to') || null,
    status: word('status'),
    source: word('source'),
    pack: origin?.pack ?? '',
    ...(origin?.replaced === undefined ? {} : { replaced: origin.replaced }),
    row: { ...row },
  }
}
