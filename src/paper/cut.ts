import type { ExhibitData } from './data.ts'

/** How many rows of each table are set; the data of the exhibit holds all of them. */
export interface Limits {
  readonly openings: number
  readonly claims: number
  readonly holdings: number
  readonly exhausted: number
  readonly warnings: number
}

export const pageLimits: Limits = {
  openings: 500,
  claims: 500,
  holdings: 5_000,
  exhausted: 500,
  warnings: 500,
}

export const pdfLimits: Limits = {
  openings: 200,
  claims: 200,
  holdings: 400,
  exhausted: 200,
  warnings: 200,
}

/** The data as far as it is set, and one sentence that says what is not, or nothing. */
export function cut(data: ExhibitData, limits: Limits): { shown: ExhibitData; note: string } {
  const left: string[] = []
  const first = <T>(rows: readonly T[], limit: number, noun: string): readonly T[] => {
    if (rows.length <= limit) return rows
    left.push(`the first ${limit} of ${rows.length} ${noun}`)
    return rows.slice(0, limit)
  }
  const amounts = data.openings.filter((o) => /[1-9]/.test(o.amount))
  const zeros = data.openings.filter((o) => !/[1-9]/.test(o.amount))
  const shown: ExhibitData = {
    ...data,
    openings: [
      ...first(amounts, limits.openings, 'opening balances'),
      ...first(zeros, limits.openings, 'opening balances of zero'),
    ],
    claims: first(data.claims, limits.claims, 'claims'),
    holdings: first(data.holdings, limits.holdings, 'holdings'),
    exhausted: first(data.exhausted, limits.exhausted, 'exhausted accounts'),
    warnings: first(data.warnings, limits.warnings, 'gaps'),
    ...(data.comparison
      ? {
          comparison: {
            ...data.comparison,
            rows: first(data.comparison.rows, limits.holdings, 'holdings by rule'),
          },
        }
      : {}),
  }
  const note =
    left.length === 0
      ? ''
      : `Too much to set in full. Set here: ${left.join(', ')}. The data of this exhibit holds all of them.`
  return { shown, note }
}
