import type { Grid } from './protect.ts'

/** Parts of a grid that have nothing to do with each other: what is hidden in one tells nothing of another. */
export function islandsOf({ cells, sums, statements = [] }: Grid): readonly Grid[] {
  const above = new Map<string, string>()
  const top = (id: string): string => {
    let at = id
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next
    if (at !== id) above.set(id, at)
    return at
  }
  const join = ([first, ...others]: readonly string[]) => {
    for (const other of others) {
      const [from, to] = [top(other), top(first!)]
      if (from !== to) above.set(from, to)
    }
  }
  for (const { total, parts } of sums) join([total, ...parts])
  for (const { terms } of statements) join(terms.map(([id]) => id))
  const sumsAt = Map.groupBy(sums, ({ total }) => top(total))
  const statementsAt = Map.groupBy(statements, ({ terms }) => top(terms[0]![0]))
  return [...Map.groupBy(cells, ({ id }) => top(id))].map(([at, own]) => ({
    cells: own,
    sums: sumsAt.get(at) ?? [],
    statements: statementsAt.get(at) ?? [],
  }))
}
