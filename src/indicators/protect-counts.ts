import { type Grid, type GridCell, type GridSum, protect } from './protect.ts'
import { smallCount } from './small-count.ts'

/** A count of a list that is about to be published. */
export interface ListedCount {
  readonly id: string
  readonly value: number
  /** Everyday work of which no number says anything of anybody: told as it is. */
  readonly everyday?: boolean
}

/** What some of the counts divide: two wholes stand for their sum. */
export interface Division {
  readonly of: readonly string[]
  readonly parts: readonly string[]
  /** By definition nothing is left; else the rest is a count that everybody can subtract. */
  readonly complete?: true
}

/** As it is; as fewer than five, zero among them; or not at all, since another would come out. */
export type Telling = 'shown' | 'few' | 'beside'

/**
 * The small-count rule for a list of counts about persons, with what they divide (steps 1, 3 and 7). The wholes are told
 * before their parts; a division of which a hidden part would come out is not told at all.
 */
export function protectCounts(
  counts: readonly ListedCount[],
  divisions: readonly Division[],
): ReadonlyMap<string, Telling> {
  const wholes = new Set(divisions.flatMap(({ of }) => of))
  const cells = counts.map((count) => cellOf(count, wholes.has(count.id)))
  const values = new Map(counts.map(({ id, value }) => [id, value]))
  const tellings = new Map<string, Telling>()
  for (let left = divisions; ; ) {
    const { hidden, exposed } = protect(gridOf(cells, left, values))
    const lost = left.filter(({ of, parts }, i) =>
      [...of, ...parts, `whole/${i}`, `rest/${i}`].some((id) => exposed.includes(id)),
    )
    if (lost.length > 0) {
      for (const { parts } of lost) for (const id of parts) tellings.set(id, 'beside')
      left = left.filter((division) => !lost.includes(division))
      continue
    }
    for (const { id } of counts) {
      if (tellings.has(id)) continue
      const step = hidden.get(id)
      tellings.set(id, step === undefined ? 'shown' : step === 'SC-3' ? 'beside' : 'few')
    }
    return tellings
  }
}

function gridOf(
  cells: readonly GridCell[],
  divisions: readonly Division[],
  values: ReadonlyMap<string, number>,
): Grid {
  const more: GridCell[] = []
  const sums: GridSum[] = []
  const add = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (values.get(id) ?? 0), 0)
  divisions.forEach(({ of, parts, complete }, i) => {
    const rest = add(of) - add(parts)
    // Parts of another year than their whole: then nothing adds up, and nobody can subtract.
    if (rest < 0) return
    const [whole, other] = [`whole/${i}`, `rest/${i}`]
    more.push({ id: whole, value: add(of), loose: true })
    if (complete === true && rest === 0) {
      sums.push({ total: whole, parts: of }, { total: whole, parts })
      return
    }
    more.push(rest < smallCount.count ? few(other, rest) : { id: other, value: rest, loose: true })
    sums.push({ total: whole, parts: of }, { total: whole, parts: [...parts, other] })
  })
  return { cells: [...cells, ...more], sums }
}

function cellOf({ id, value, everyday }: ListedCount, whole: boolean): GridCell {
  if (everyday === true) return { id, value, keep: true }
  if (value < smallCount.count) return few(id, value)
  return { id, value, least: smallCount.count, ...(whole ? { keep: true } : {}) }
}

/** A zero would say of each person that there is nothing. */
function few(id: string, value: number): GridCell {
  const step = value === 0 ? 'SC-7' : 'SC-1'
  return { id, value, hidden: { step, low: 0, high: smallCount.count - 1 } }
}
