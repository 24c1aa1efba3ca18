import { diff, type Law, type Table } from '#law'
import type { LawDiff } from './views-law.ts'

export type LawRow = Readonly<Record<string, unknown>> & { readonly id: string }

/** Rows of a table of the law, whatever it is; the safeguard matrix is kept by row id. */
export function rowsOf(law: Law, table: Table): readonly LawRow[] {
  const rows = law[table] as unknown
  if (Array.isArray(rows)) return rows as readonly LawRow[]
  return Object.entries(rows as Record<string, object>).map(([id, row]) => ({ ...row, id }))
}

/** What one law has that the other has not, row by row, and which pack's clause wins. */
export function diffView(before: Law, after: Law): LawDiff {
  return {
    rows: diff(before, after).rows.map(({ fields, ...change }) => ({
      ...change,
      fields: fields.map(({ field, before = null, after = null }) => ({ field, before, after })),
    })),
  }
}
