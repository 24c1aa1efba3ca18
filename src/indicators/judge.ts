import type { Unit } from './definition.ts'
import type { Disclosure } from './disclosure.ts'
import type { Figure, Part } from './figures.ts'
import { rounded } from './protect.ts'
import { type StepId, smallCount } from './small-count.ts'

/** One number of a figure or of a part of it, as the rule looks at it. */
export interface Judged {
  readonly shown: boolean
  readonly text: string
  /** In words, with the step; empty where nothing was done to it. */
  readonly note: string
  readonly rule: StepId | null
  /** What may be published in figures; null where it is hidden. */
  readonly value: number | null
  /** Rounded to the nearest multiple of this. */
  readonly round?: number
}

export type Countable = Omit<Part, 'by' | 'key' | 'unit'>

/** Units in which a figure is the middle of many times. */
const times: readonly Unit[] = ['hours', 'days', 'minutes', 'seconds']

/** Steps 1, 2, 4, 6 and 7 for one number, by itself. */
export function judge(
  unit: Unit,
  of: Countable,
  about: {
    readonly disclosure?: Disclosure | undefined
    readonly pair?: boolean
    /** A ninetieth percentile, not a median. */
    readonly tail?: boolean
    readonly finalCase?: boolean
  },
): Judged {
  const { value } = of
  if (value === null) return { shown: true, text: 'none', note: 'no cases', rule: null, value }
  const shown: Judged = { shown: true, text: of.text, note: '', rule: null, value }
  if (about.finalCase === true && unit !== 'eur')
    return {
      ...(of.denominator === undefined ? shown : inPercent(shown)),
      note: 'counted from cases with a final judgment only',
    }
  if (unit === 'count') return judgeCount(value, shown, about)
  if (times.includes(unit)) return judgeTimes(of.n, shown, about.tail === true)
  if (unit === 'eur') return judgeValue(value, of, about)
  return of.denominator === undefined
    ? judgeShare(of.numerator ?? 0, of.n, shown, about)
    : (tooFew(of, of.numerator ?? 0) ?? inPercent(shown))
}

function judgeTimes(n: number, shown: Judged, tail: boolean): Judged {
  if (n < smallCount.median) return hide('SC-2', 'held back', 'a median needs five cases')
  return tail && n < smallCount.p90
    ? hide('SC-2', 'held back', 'a ninetieth percentile needs twenty cases')
    : shown
}

function judgeCount(
  value: number,
  shown: Judged,
  about: { readonly disclosure?: Disclosure | undefined; readonly pair?: boolean },
): Judged {
  if (isFew(value, about.disclosure)) return few(value, 'fewer than 5')
  if (about.pair !== true) return shown
  const near = rounded(value, smallCount.pairs)
  return {
    ...shown,
    text: `${near}`,
    value: near,
    round: smallCount.pairs,
    note: 'step 4: to the nearest 5',
    rule: 'SC-4',
  }
}

function judgeValue(value: number, of: Countable, about: { readonly finalCase?: boolean }): Judged {
  const hidden = about.finalCase === true ? undefined : tooFew(of, value)
  if (hidden !== undefined) return hidden
  const near = rounded(value, smallCount.euros)
  return {
    shown: true,
    text: `EUR ${(near / 100_000_000).toFixed(1)} m`,
    value: near,
    round: smallCount.euros,
    note: 'step 4: to EUR 0.1 m',
    rule: 'SC-4',
  }
}

/** Step 4: the amounts behind a share of values are not printed to the cent beside it. */
function inPercent(shown: Judged): Judged {
  return { ...shown, text: `${(100 * (shown.value ?? 0)).toFixed(2)} %` }
}

/** Step 1 for values: few cases, one country, or one case that is most of it. */
function tooFew({ n, largest, jurisdictions }: Countable, value: number): Judged | undefined {
  if (value === 0 && n === 0) return undefined
  if (n < smallCount.count) return hide('SC-1', 'held back', 'a value of fewer than five cases')
  if (jurisdictions === undefined || jurisdictions < smallCount.jurisdictions)
    return hide('SC-1', 'held back', 'a value of fewer than two jurisdictions')
  if (largest === undefined || 100 * largest > smallCount.dominance * value)
    return hide('SC-1', 'held back', 'one case may be more than 70 % of the value')
  return undefined
}

function judgeShare(
  numerator: number,
  n: number,
  shown: Judged,
  about: { readonly disclosure?: Disclosure | undefined },
): Judged {
  if (isFew(numerator, about.disclosure)) return few(numerator, 'fewer than 5 cases')
  if (n < smallCount.share)
    return hide('SC-2', band(numerator, n), 'a share of fewer than ten is a band')
  return shown
}

function isFew(value: number, disclosure: Disclosure | undefined): boolean {
  return value < smallCount.count && (value > 0 || disclosure?.rights === true)
}

function few(value: number, text: string): Judged {
  return value > 0
    ? hide('SC-1', text, 'a count from 1 to 4')
    : hide('SC-7', text, 'a zero that would tell of persons')
}

export function hide(rule: StepId, text: string, why: string): Judged {
  return { shown: false, text, note: `step ${rule.slice(3)}: ${why}`, rule, value: null }
}

/** Quarters: `75 to 100 %`. */
export function band(numerator: number, n: number): string {
  const quarter = bandOf(numerator, n)
  return `${quarter * 25} to ${quarter * 25 + 25} %`
}

/** 0 to 3; the last one has both its ends. */
export function bandOf(numerator: number, n: number): number {
  return Math.min(3, Math.floor((4 * numerator) / n))
}

/** In classes, and of what is held back no more than its own text and step say: another table may have the same cases. */
export function casesOf({ n }: Pick<Figure, 'n'>, { shown, rule, text }: Judged): string {
  if (n === 0) return 'none'
  if (!shown) return rule === 'SC-2' && text.endsWith('%') ? 'fewer than 10' : 'not told'
  if (n < smallCount.count) return 'fewer than 5'
  return n < 10 ? '5 or more' : '10 or more'
}
