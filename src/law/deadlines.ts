import type { Ask } from './asks.ts'
import type { Row } from './rows.ts'

/** In what a term is counted. Minutes and hours run on; days, months and years are civil. */
export const units = [
  'minutes',
  'hours',
  'calendar-days',
  'working-days',
  'banking-days',
  'months',
  'years',
] as const
export type Unit = (typeof units)[number]

/**
 * When the last day of a term ends.
 * - `same-time`: to the minute. A day is 24 hours, so that two countries reckon alike without a shared calendar;
 *   months and years end at the same wall-clock time in the calendar's zone.
 * - `end-of-day`: with the last second of the day in the calendar's zone (Reg. 1182/71 art. 3(2)).
 * - a cut-off hour, `16:15`, in the calendar's zone.
 */
export type Ends = 'same-time' | 'end-of-day' | { readonly at: string }

/** One time limit of a rule. */
export interface Term {
  /** `DL-14.direct`: rule id, a point, a word. A rule with one term repeats its own id. */
  readonly id: string
  /** When this limit, and not its sibling, applies; and what starts it. */
  readonly when: string
  /** 0 means at once: the start is the last moment in time. */
  readonly count: number
  readonly unit: Unit
  readonly ends: Ends
  /** What happens when the last day is not a working day (Reg. 1182/71 art. 3(4), or the instrument's own rule). */
  readonly roll: 'none' | 'next-working-day'
  /**
   * The term ends on a date of the calendar: on that day of the year that lies `count` years after the year of the start,
   * or of the year that is named. The unit is then `years`.
   */
  readonly on?: { readonly month: number; readonly day: number; readonly year?: number }
  /** IANA zone in which the days of this term end, whatever the calendar says. */
  readonly zone?: string
  /** A start outside these hours, or on a closed day, counts from the next day that opens. */
  readonly hours?: { readonly opens: string; readonly closes: string }
  /** How far it can be extended. Absent: not at all. */
  readonly extension?: {
    readonly count: number
    readonly unit: Unit
    /** How many times. */
    readonly times: number
    readonly citation: string
  }
}

/** A rule of law or of a protocol. A rule without a number (a duty, a list) has no terms and says in `asks` what it demands. */
export interface Rule extends Row {
  readonly terms: readonly Term[]
  /** The country whose calendar counts, where the rule itself names one. */
  readonly calendar?: string
  /** What it demands besides time. */
  readonly asks?: readonly Ask[]
}

/** "5 working days", "1 month". */
export function spanInWords({ count, unit }: { count: number; unit: Unit }): string {
  const word = unit.replace('-', ' ')
  return `${count} ${count === 1 ? word.replace(/s$/, '') : word}`
}

/** The length of a limit as one says it: "at once", "7 calendar days", "by 30.9. of the next year". */
export function termInWords(term: Term): string {
  const { count, on } = term
  if (on !== undefined)
    return `by ${on.day}.${on.month}. of the ${count === 0 ? 'same' : 'next'} year`
  return count === 0 ? 'at once' : spanInWords(term)
}
