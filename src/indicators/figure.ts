import type { Instant } from '#base'
import { type Definition, definitionOf, type IndicatorId, type Unit } from './definitions.ts'
import { median, wilson } from './statistics.ts'

/** From the first instant, up to and without the second. */
export interface Period {
  readonly from: Instant
  readonly to: Instant
  /** Up to when the events are known; `to` where it is left out. A limit still to come is not judged. */
  readonly asOf?: Instant
}

/** One figure with what it was counted from. */
export interface Figure extends Amounts {
  readonly id: IndicatorId
  readonly definition: Definition
  /** Of a share. */
  readonly numerator?: number
  /** Wilson 95 % interval of a share. */
  readonly interval?: readonly [number, number]
  /** As staff read it: `13 (2)`, `2.50 h`, `11/13 = 84.6 %`. */
  readonly text: string
  readonly parts: readonly Part[]
  /** Every case in it has an order that was carried out: what is told of it cannot harm the case any more. */
  readonly finalCase?: boolean
  readonly coverage?: Coverage
}

interface Amounts {
  /** In the unit of the definition; null where nothing could be counted. */
  readonly value: number | null
  /** Cases in the figure; for a share of cases its denominator. */
  readonly n: number
  /** Of a share of values, in cents; `n` stays the number of cases. */
  readonly denominator?: number
  /** The biggest single case in it: of a sum, in its unit; of a share of values, of the numerator. */
  readonly largest?: number
  /** How many countries are in it. */
  readonly jurisdictions?: number
  /** Of a sum: cases without an amount in euro, which are therefore not in it. */
  readonly leftOut?: number
}

/** What a figure was counted from, and what was not there to count. */
export interface Coverage {
  /** Words of its definition that occur in the logs that were read. */
  readonly seen: readonly string[]
  /** Words of its definition that nobody has signed so far. */
  readonly missing: readonly string[]
  /** Nodes whose logs were read; empty where events did not say. */
  readonly nodes: readonly string[]
}

/** The same figure for one line of its grid, or a second number beside it. */
export interface Part extends Amounts {
  readonly by: string
  readonly key: string
  /** Where it differs from the figure's. */
  readonly unit?: Unit
  readonly numerator?: number
  readonly text: string
}

/** A figure before its definition and coverage are put beside it. */
export type Counted = Omit<Figure, 'definition' | 'coverage'>

export function figureOf(counted: Counted, coverage: Coverage): Figure {
  return { ...counted, definition: definitionOf(counted.id), coverage }
}

/** Nothing of the kind was signed. */
export function nothing(id: IndicatorId): Counted {
  return { id, value: null, n: 0, text: 'none', parts: [] }
}

/** Share of cases. */
export function shareOf(
  id: IndicatorId,
  numerator: number,
  n: number,
  parts: readonly Part[] = [],
): Counted {
  const interval = wilson(numerator, n)
  return {
    id,
    value: n === 0 ? null : numerator / n,
    n,
    numerator,
    ...(interval === undefined ? {} : { interval }),
    text: shareText(numerator, n),
    parts,
  }
}

export function sharePart(
  by: string,
  key: string,
  numerator: number,
  n: number,
  unit?: Unit,
): Part {
  return {
    by,
    key,
    ...(unit === undefined ? {} : { unit }),
    value: n === 0 ? null : numerator / n,
    n,
    numerator,
    text: shareText(numerator, n),
  }
}

/** Share of values in cents; `n` cases stand behind it. */
export interface ValueShare extends Pick<Amounts, 'largest' | 'jurisdictions'> {
  readonly numerator: number
  readonly denominator: number
  readonly n: number
}

export function valueShare(share: ValueShare) {
  const { numerator, denominator } = share
  return {
    ...share,
    value: denominator === 0 ? null : numerator / denominator,
    text: valueShareText(numerator, denominator),
  }
}

export function valueSharePart(by: string, key: string, share: ValueShare): Part {
  return { by, key, unit: 'share', ...valueShare(share) }
}

/** Middle of many times. */
export function medianOf(
  values: readonly number[],
  unit: Unit,
): Pick<Part, 'value' | 'n' | 'text'> {
  const value = median(values)
  return { value, n: values.length, text: timeText(value, unit) }
}

export function medianPart(by: string, key: string, values: readonly number[], unit: Unit): Part {
  return { by, key, unit, ...medianOf(values, unit) }
}

export function countPart(by: string, key: string, value: number, unit?: Unit): Part {
  return { by, key, ...(unit === undefined ? {} : { unit }), value, n: value, text: `${value}` }
}

/** A sum in cents with what stands behind it. */
export function sumOf(
  of: readonly { readonly value?: number; readonly country?: string }[],
): Required<Pick<Amounts, 'n' | 'largest' | 'jurisdictions'>> & {
  readonly leftOut?: number
  readonly value: number | null
  readonly text: string
} {
  const values = of.flatMap((o) => o.value ?? [])
  const value = values.length === 0 ? null : values.reduce((a, b) => a + b, 0)
  return {
    value,
    n: values.length,
    largest: values.reduce((a, b) => Math.max(a, b), 0),
    jurisdictions: new Set(of.flatMap((o) => o.country ?? [])).size,
    ...(values.length < of.length ? { leftOut: of.length - values.length } : {}),
    text: value === null ? 'none' : euroText(value),
  }
}

export function timeText(value: number | null, unit: Unit): string {
  if (value === null) return 'none'
  if (unit === 'hours') return `${value.toFixed(2)} h`
  if (unit === 'seconds') return `${grouped(Math.round(value).toString())} s`
  if (unit === 'minutes') return `${plain(value)} min`
  return `${plain(value)} days`
}

/** `6` and `56.99`: decimals only where there are any. */
function plain(value: number): string {
  return Number.isInteger(value) ? `${value}` : value.toFixed(2)
}

export function shareText(numerator: number, n: number): string {
  return n === 0 ? 'none' : `${numerator}/${n} = ${((100 * numerator) / n).toFixed(1)} %`
}

/** Value shares are told with two decimals: cents stand behind them. */
function valueShareText(numerator: number, denominator: number): string {
  return denominator === 0
    ? 'none'
    : `${euroText(numerator)} / ${euroText(denominator)} = ${((100 * numerator) / denominator).toFixed(2)} %`
}

/** `48,000,000.00` of cents. */
export function euroText(cents: number): string {
  const text = Math.abs(cents).toString().padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${grouped(text.slice(0, -2))}.${text.slice(-2)}`
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}
