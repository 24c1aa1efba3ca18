import type { Statement } from './knowledge.ts'
import type { Grid, GridCell, GridSum } from './protect.ts'
import { matching, relations } from './relations.ts'

/** All tables of a publication as one grid, and under which name each of their cells stands in it. */
export interface JointGrid {
  readonly grid: Grid
  /** Cells that are the same number by definition have one name. */
  nameOf(id: string): string
}

const endless = Number.MAX_SAFE_INTEGER

/**
 * Tables that are published together say more than each of them alone: the denominator of one is the count of another.
 * A relation that does not hold for what was counted, as where an event is missing, tells a reader nothing and is left
 * out. Each release has its cells under a prefix of its own, and the relations hold in each.
 *
 * @param prefixes of the releases; the empty one stands for what is published now
 */
export function jointGrid(grids: readonly Grid[], prefixes: readonly string[]): JointGrid {
  const cells = grids.flatMap((grid) => grid.cells)
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const names = new Map<string, string>()
  const nameOf = (id: string): string => {
    let at = id
    for (let next = names.get(at); next !== undefined; next = names.get(at)) at = next
    return at
  }
  const sums: GridSum[] = []
  const statements: Statement[] = []
  for (const prefix of prefixes) {
    const ids = [...byId.keys()]
      .filter((id) => (prefix === '' ? id.startsWith('IN-') : id.startsWith(prefix)))
      .map((id) => id.slice(prefix.length))
    const cellOf = (id: string) => byId.get(`${prefix}${id}`)
    for (const relation of relations) {
      if ('same' in relation) {
        const one = cellOf(relation.same[1])
        if (one === undefined) continue
        for (const id of matching(relation.same[0], ids)) {
          const [from, to] = [nameOf(`${prefix}${id}`), nameOf(one.id)]
          if (from !== to && cellOf(id)!.value === one.value) names.set(from, to)
        }
      } else if ('total' in relation) {
        const parts = relation.parts.flatMap((id) => matching(id, ids)).map((id) => cellOf(id)!)
        const total = cellOf(relation.total)
        if (total === undefined || parts.length === 0) continue
        if (total.value === parts.reduce((sum, part) => sum + part.value, 0))
          sums.push({ total: total.id, parts: parts.map(({ id }) => id) })
      } else {
        const [least, most] = [cellOf(relation.least), cellOf(relation.most)]
        if (least === undefined || most === undefined || least.value > most.value) continue
        const terms = [
          [least.id, 1],
          [most.id, -1],
        ] as const
        statements.push({ terms, low: -endless, high: 0 })
      }
    }
  }
  return {
    nameOf,
    grid: {
      cells: [...Map.groupBy(cells, ({ id }) => nameOf(id))].map(([id, same]) => joined(id, same)),
      sums: [...grids.flatMap((grid) => grid.sums), ...sums].map(({ total, parts }) => ({
        total: nameOf(total),
        parts: parts.map(nameOf),
      })),
      statements: [...grids.flatMap((grid) => grid.statements ?? []), ...statements].map(
        ({ terms, ...ends }) => ({
          ...ends,
          terms: terms.map(([id, factor]) => [nameOf(id), factor] as const),
        }),
      ),
    },
  }
}

/** One number that stands in several tables: what one of them shows is shown, and what is hidden is hidden in all. */
function joined(id: string, same: readonly GridCell[]): GridCell {
  const [first, ...others] = same
  if (first === undefined || others.length === 0) return { ...first!, id }
  const { value } = first
  const kept = same.some((cell) => cell.keep === true) ? { keep: true } : {}
  const shown = same.filter((cell) => cell.hidden === undefined && cell.loose !== true)
  const hidden = same.flatMap((cell) => cell.hidden ?? [])
  const low = Math.max(...hidden.map((h) => h.low))
  const high = Math.min(...hidden.map((h) => h.high))
  if (shown.length > 0) {
    const least = Math.min(...shown.map((cell) => cell.least ?? 0))
    const exact = shown.some((cell) => cell.round === undefined)
    const round = Math.min(...shown.map((cell) => cell.round ?? 0))
    return {
      ...{ id, value, least },
      ...kept,
      ...(exact ? {} : { round }),
      ...(hidden.length === 0 ? {} : { within: { low, high } }),
    }
  }
  if (hidden.length === 0) return { ...first, id }
  const possible = hidden.flatMap((h) => h.possible ?? [])
  return {
    id,
    value,
    ...kept,
    hidden: {
      step: hidden[0]!.step,
      low,
      high,
      ...(possible.length === 0 ? {} : { possible: Math.min(...possible) }),
    },
  }
}
