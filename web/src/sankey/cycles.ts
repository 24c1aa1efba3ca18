/**
 * A Sankey needs a flow without circles; money has them. Links that lead back are taken out of the layout and
 * drawn apart. What the node already marked as returning stays so; further circles are cut at the smallest link.
 */

export interface Arc {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly returns?: boolean
}

export interface Split<A extends Arc> {
  readonly onward: readonly A[]
  readonly returning: readonly A[]
}

export function splitCircles<A extends Arc>(arcs: readonly A[]): Split<A> {
  const onward: A[] = []
  const returning: A[] = []
  const next = new Map<string, Set<string>>()
  // Larger links first: a circle is cut where least value returns.
  for (const arc of [...arcs].sort((a, b) => b.size - a.size)) {
    if (arc.returns || arc.from === arc.to || leadsTo(next, arc.to, arc.from)) {
      returning.push(arc)
      continue
    }
    onward.push(arc)
    const after = next.get(arc.from) ?? new Set()
    after.add(arc.to)
    next.set(arc.from, after)
  }
  return { onward, returning }
}

function leadsTo(
  next: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
  goal: string,
): boolean {
  const seen = new Set<string>()
  const open = [start]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === goal) return true
    if (seen.has(at)) continue
    seen.add(at)
    open.push(...(next.get(at) ?? []))
  }
  return false
}
