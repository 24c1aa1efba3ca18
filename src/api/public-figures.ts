import { done, millis, type Outcome, systemClock } from '#base'
import type { Node } from '#node'
import type { FiguresText, OpinionText, TimeText } from '#public'

/** How long an answer to anybody is not counted again. */
const keptMilliseconds = 60_000
/** Quarters that are kept for one node; whoever asks for more makes room. */
const keptQuarters = 40

interface Kept {
  readonly at: number
  readonly answer: Promise<Outcome<FiguresText>>
}

const kept = new WeakMap<Node, Map<string, Kept>>()

/**
 * The published figures of a quarter, or of the period that this node publishes. They are counted from the whole log, and
 * anybody may ask: who comes within a minute gets what was counted, and two who come at once make it count once.
 */
export async function publishedFigures(
  node: Node,
  quarter?: string,
): Promise<Outcome<FiguresText>> {
  const known = kept.get(node) ?? new Map<string, Kept>()
  kept.set(node, known)
  // What was withdrawn must not be shown for another minute.
  const out = (await node.read.releases()).map((r) => `${r.id} ${r.state}`).join()
  const key = `${quarter ?? ''} ${out}`
  const now = millis(systemClock.now())
  const before = known.get(key)
  if (before !== undefined && now - before.at < keptMilliseconds) return before.answer
  if (known.size >= keptQuarters) known.clear()
  const answer = count(node, quarter)
  known.set(key, { at: now, answer })
  answer.catch(() => known.delete(key))
  return answer
}

/** The same; undefined where nothing has been released yet, which is no refusal to a reader of the front page. */
export async function figuresIfAny(
  node: Node,
  quarter?: string,
): Promise<Outcome<FiguresText | undefined>> {
  const found = await publishedFigures(node, quarter)
  if (found.ok || quarter !== undefined || found.refusal.name !== 'figures-not-released')
    return found
  return done(undefined)
}

/** The period of which the most is known: what was released last, by its last day; the longest of those. */
export async function newestPeriod(node: Node): Promise<string | undefined> {
  const standing = (await node.read.releases()).filter((r) => r.state === 'current')
  const [newest] = standing.sort((a, b) =>
    a.to === b.to ? (a.from < b.from ? -1 : 1) : a.to < b.to ? 1 : -1,
  )
  return newest?.period
}

async function count(node: Node, quarter?: string): Promise<Outcome<FiguresText>> {
  const found = await node.read.publicFigures(quarter)
  // The node answers with plain JSON of the shape that `figuresView` tells.
  return found.ok ? done(found.value as unknown as FiguresText) : found
}

/** What evaluators signed of a time that holds the period. */
export async function opinionsOn(
  node: Node,
  { from, to }: Pick<FiguresText, 'from' | 'to'>,
): Promise<readonly OpinionText[]> {
  return (await node.read.opinions()).filter((o) => o.from <= from && to <= o.to)
}

/** Other periods whose figures are out, the newest first. */
export async function otherPeriods(
  node: Node,
  shown: Pick<FiguresText, 'from' | 'to'>,
): Promise<readonly { readonly id: string; readonly from: string; readonly to: string }[]> {
  const releases = await node.read.releases()
  return releases
    .filter((r) => r.state === 'current' && (r.from !== shown.from || r.to !== shown.to))
    .map(({ period: id, from, to }) => ({ id, from, to }))
}

/** Releases that one page looks into. */
const mostTimes = 12

/** One figure in the newest releases that stand, the oldest first. */
export async function overTime(node: Node, id: string): Promise<readonly TimeText[]> {
  const standing = (await node.read.releases()).filter((r) => r.state === 'current')
  const times: TimeText[] = []
  for (const { period, from, to } of standing.slice(0, mostTimes)) {
    const found = await node.read.release(period)
    const table = found.ok ? found.value.release.tables.find((t) => t.id === id) : undefined
    if (table === undefined) continue
    const { shown, text } = table
    times.push({ from, to, shown, text, value: table.value === null ? null : Number(table.value) })
  }
  return times.sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1))
}
