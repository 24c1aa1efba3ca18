import { fill } from './figure-words.ts'
import { frontWords } from './front-words.ts'
import type { PublicLanguage } from './languages.ts'

const locales = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' } as const

/** `2025-Q1`, `2025` or `2025-Q1_2026-Q3` of the first and the last day of whole quarters. */
export function periodId({ from, to }: { readonly from: string; readonly to: string }): string {
  const quarter = (day: string) => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  const [first, last] = [quarter(from), quarter(to)]
  if (first === last) return first
  const year = first.slice(0, 4)
  return first === `${year}-Q1` && last === `${year}-Q4` ? year : `${first}_${last}`
}

/** A quarter by its number, anything longer by its months: `January 2025 to September 2026`. */
export function periodName(
  period: { readonly from: string; readonly to: string },
  language: PublicLanguage,
): string {
  const id = periodId(period)
  const [year = '', q] = id.split('-Q')
  if (q !== undefined && !id.includes('_')) {
    const ordinal = language === 'fr' ? (q === '1' ? '1er' : `${q}e`) : q
    return fill(frontWords.quarterName[language], { q: ordinal, year })
  }
  if (q === undefined) return year
  const month = (day: string) =>
    new Intl.DateTimeFormat(locales[language], {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${day}T00:00:00Z`))
  return fill(frontWords.months[language], { from: month(period.from), to: month(period.to) })
}
