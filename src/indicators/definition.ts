/**
 * What the value of a figure is. `eur` are whole cents; times are decimal numbers of their unit; a share stands between
 * 0 and 1.
 */
export type Unit = 'count' | 'hours' | 'days' | 'minutes' | 'seconds' | 'share' | 'eur'

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

/** `IN-01` to `IN-42`. */
export type IndicatorId = `IN-${Digit}${Digit}`

/** What a figure means. Shown beside it, always. */
export interface Definition {
  readonly id: IndicatorId
  readonly name: string
  /** As a formula in words; t(e) is the signed time of an event. */
  readonly formula: string
  readonly unit: Unit
  /** Capability of the network that it measures. */
  readonly capability: string
  /** Words of the vocabulary of signed events that it is counted from (`words.ts`). */
  readonly sources: readonly string[]
  /** Which events belong to the period that is asked for. */
  readonly coverage: string
  /** Along which lines it is divided: the fixed grid, and no other. */
  readonly parts: readonly string[]
  /** What it does not say. */
  readonly limits: string
  readonly citation: string
}

/** The register of definitions that all of them come from. */
export const register = 'indicators of the network, C.2'
