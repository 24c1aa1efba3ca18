import type { Law } from './law.ts'
import { layers, type Table, tables } from './pack.ts'
import { plain } from './rows-digest.ts'

/** One field of a row before and after. */
export interface FieldChange {
  readonly field: string
  /** As JSON writes it; absent where the row did not have the field. */
  readonly before?: string
  readonly after?: string
}

/** One row that the new law has otherwise. */
export interface Change {
  readonly table: Table
  readonly id: string
  readonly change: 'added' | 'changed' | 'ended'
  readonly fields: readonly FieldChange[]
  /** Which clause wins, and why, in one sentence. */
  readonly wins: string
}

/** What two laws, each named by its version, have otherwise. */
export interface Diff {
  readonly before: string
  readonly after: string
  readonly rows: readonly Change[]
}

/** What changes from one law to another, row by row and field by field. */
export function diff(before: Law, after: Law): Diff {
  return {
    before: before.version,
    after: after.version,
    rows: tables.flatMap((table) => changes(table, before, after)),
  }
}

type Fields = Readonly<Record<string, unknown>>

function changes(table: Table, before: Law, after: Law): Change[] {
  const was = rowsOf(table, before)
  const is = rowsOf(table, after)
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  return ids.flatMap((id): Change[] => {
    const fields = fieldChanges(was.get(id), is.get(id))
    if (fields.length === 0) return []
    const change = !was.has(id) ? 'added' : !is.has(id) ? 'ended' : 'changed'
    return [{ table, id, change, fields, wins: wins(table, id, before, after) }]
  })
}

function rowsOf(table: Table, law: Law): ReadonlyMap<string, Fields> {
  if (table === 'safeguards')
    return new Map(Object.entries(law.safeguards) as unknown as [string, Fields][])
  const rows = law[table] as unknown as readonly (Fields & { readonly id: string })[]
  return new Map(rows.map((row) => [row.id, row]))
}

function fieldChanges(was: Fields = {}, is: Fields = {}): FieldChange[] {
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((field) => {
    const [before, after] = [told(was[field]), told(is[field])]
    return before === after
      ? []
      : [
          {
            field,
            ...(before === undefined ? {} : { before }),
            ...(after === undefined ? {} : { after }),
          },
        ]
  })
}

function told(value: unknown): string | undefined {
  if (value === undefined) return undefined
  return typeof value === 'string' ? value : JSON.stringify(plain({ value })).slice(9, -1)
}

function wins(table: Table, id: string, before: Law, after: Law): string {
  const now = after.origins[`${table}/${id}`]
  const then = before.origins[`${table}/${id}`]
  if (now === undefined) return `pack ${then?.pack} no longer has it, and no other pack does`
  const top = packOf(after, now.pack)
  if (now.replaced === undefined)
    return `pack ${now.pack}, version ${top?.version}, is the only one that has it`
  const under = packOf(after, now.replaced)
  if (top === undefined || under === undefined) return `pack ${now.pack} replaces it`
  return layers.indexOf(top.layer) > layers.indexOf(under.layer)
    ? `pack ${top.id} wins over ${under.id}: a ${word[top.layer]} lies over a ${word[under.layer]}`
    : `pack ${top.id} wins over ${under.id}: in the same layer the later first day wins (${top.from})`
}

const word = {
  base: 'base row',
  protocol: 'protocol',
  treaty: 'treaty',
  memorandum: 'memorandum',
  national: 'national rule',
} as const

function packOf(law: Law, id: string) {
  return law.packs.find((p) => p.id === id)
}
