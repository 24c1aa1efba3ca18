import type { Instant } from '#base'

/** A period of the fixed grid: a quarter, a year, or whole quarters from one to another. Nothing finer, nothing free. */
export interface ReleasePeriod {
  /** `2025-Q1`, `2025`, `2025-Q1_2026-Q3`. */
  readonly id: string
  /** Days, both included. */
  readonly from: string
  readonly to: string
  /** First instant after it. */
  readonly end: Instant
}

const pattern = /^(\d{4})(?:-Q([1-4]))?(?:_(\d{4})-Q([1-4]))?$/

/** The period of that name, or undefined: then there is no table for it. */
export function releasePeriod(id: string): ReleasePeriod | undefined {
  const match = pattern.exec(id)
  if (match === null) return undefined
  const [, year = '', quarter, toYear, toQuarter] = match
  if (toYear !== undefined && quarter === undefined) return undefined
  const first = 4 * Number(year) + (quarter === undefined ? 0 : Number(quarter) - 1)
  const last =
    toYear !== undefined
      ? 4 * Number(toYear) + Number(toQuarter) - 1
      : quarter === undefined
        ? first + 3
        : first
  if (last < first || (toYear !== undefined && last === first)) return undefined
  const end = begin(last + 1)
  return {
    id,
    from: begin(first).toISOString().slice(0, 10),
    to: new Date(end.getTime() - 86_400_000).toISOString().slice(0, 10),
    end: end.toISOString() as Instant,
  }
}

/** First day of a quarter, counted from the year nought. */
function begin(quarter: number): Date {
  return new Date(Date.UTC(Math.floor(quarter / 4), 3 * (quarter % 4), 1))
}

/** How an earlier release stands to a period: see `PastRelease`; undefined where neither adds up to the other. */
export function relationOf(
  earlier: ReleasePeriod,
  now: ReleasePeriod,
): 'same' | 'part' | 'whole' | undefined {
  if (earlier.id === now.id) return 'same'
  if (earlier.from >= now.from && earlier.to <= now.to) return 'part'
  if (earlier.from <= now.from && earlier.to >= now.to) return 'whole'
  return undefined
}

/** Whether two periods have a day in common: then they do not add up to anything. */
export function overlap(a: ReleasePeriod, b: ReleasePeriod): boolean {
  return a.from <= b.to && b.from <= a.to
}
