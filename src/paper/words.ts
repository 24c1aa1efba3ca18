import type { ExhibitData, ExhibitMethod } from './data.ts'

/** `1870000.00` as `1 870 000.00` with no-break spaces (ISO 80000-1, 7.3.1); no digit changes. */
export function spaced(amount: string): string {
  const match = /^([+-]?)(\d+)(.*)$/.exec(amount)
  if (!match) return amount
  const [, sign = '', whole = '', rest = ''] = match
  return `${sign === '-' ? '\u2212' : sign}${whole.replace(/\B(?=(\d{3})+$)/g, '\u00a0')}${rest}`
}

/** `1 payment`, `3 payments`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

const orders = {
  given:
    'Payments at the same moment were taken in the order of the source. Where the source does not prove that order, the section "What this exhibit does not show" says so.',
  'credits-first': 'Payments at the same moment were taken with the credits of an account first.',
  'debits-first':
    'Payments at the same moment were taken with the debits of an account first, as far as the account could pay them.',
  ignored: 'The rule does not look at the order of payments.',
  interval:
    'Where nothing proves which of several payments at the same moment came first, the trace was run in the order of the source, with credits first and with debits first. Figures that depend on it are shown with their lowest and highest value.',
} as const satisfies Record<ExhibitMethod['order'], string>

const arrivals = {
  ordered:
    'A payment that draws on several sums reaches the next account as those sums, in the order in which they were drawn.',
  blended:
    'A payment that draws on several sums reaches the next account as one blended sum; each claim has its share of it.',
} as const satisfies Record<ExhibitMethod['arrival'], string>

/** The method as sentences that a reader who is no accountant can follow. */
export function methodInWords(method: ExhibitMethod): readonly { term: string; text: string }[] {
  return [
    { term: 'Order of payments', text: orders[method.order] },
    { term: 'Arrival', text: arrivals[method.arrival] },
    { term: 'Arithmetic', text: arithmetic(method) },
    {
      term: 'Measure of a claim',
      text:
        method.base === null
          ? 'No common currency is stated; figures are given in the currency of each account only.'
          : `Claims are measured in ${method.base}, at the rate of the day on which they enter the ledger. That value is carried through every conversion.`,
    },
    ...(method.elected && method.elected.length > 0
      ? [{ term: 'Assets elected by the claimant', text: method.elected.join(', ') }]
      : []),
    ...(method.claimed && method.claimed.length > 0
      ? [
          {
            term: 'Claims named by the preparer',
            text: method.claimed
              .map((c) => `every payment out of ${c.account} is taken as money of ${c.claim}`)
              .join('; '),
          },
        ]
      : []),
  ]
}

function arithmetic(method: ExhibitMethod): string {
  if (method.arithmetic === 'fast')
    return `Floating-point arithmetic for exploration, with a possible error of ${powers(method.errorBound)} minor units in one figure. It is not meant for evidence.`
  return method.errorBound === '0'
    ? 'Exact integer arithmetic; nothing was rounded.'
    : `Exact fixed-point arithmetic. A figure is rounded once, at the end; before that it can be off by no more than ${powers(method.errorBound)} minor units (a minor unit is the smallest of its currency, such as one cent).`
}

/** How a reader checks the exhibit, with this program and without it. */
export function howToCheck(digest: string): readonly string[] {
  return [
    `The data of this exhibit is one JSON document. Its SHA-256 is ${digest.replace(/^sha256:/, '')}.`,
    'The document is attached to the PDF as exhibit.json and embedded in the HTML page as the element with the id "exhibit-data" (there the character < is written \\u003c). Any tool that computes SHA-256 over exhibit.json must give the digest in the footer.',
    'comity verify EXHIBIT.html computes the digest again and checks that the holdings and the untraceable part add up to the claims, to the last minor unit.',
    'comity verify EXHIBIT.html --ledger LEDGER.csv runs the trace again on the ledger and compares every figure. The ledger must have the SHA-256 that is listed under "Sources".',
  ]
}

/** Opening balances that are amounts, and those stated as zero in one sentence; a zero counts as stated. */
export function openingsShown({ openings }: Pick<ExhibitData, 'openings'>): {
  readonly amounts: ExhibitData['openings']
  readonly zeros: string
} {
  const zero = openings.filter((o) => !/[1-9]/.test(o.amount))
  return {
    amounts: openings.filter((o) => /[1-9]/.test(o.amount)),
    zeros:
      zero.length === 0
        ? ''
        : `Opening balances stated as zero: ${zero.map((o) => `${o.account} (${o.currency})`).join(', ')}.`,
  }
}

/** The columns of the comparison in words. */
export function ruleLegend({ comparison }: Pick<ExhibitData, 'comparison'>): string {
  return (comparison?.rules ?? []).map((r) => `${r.id}: ${r.name}`).join('; ')
}

export const roleNames = {
  ledger: 'Ledger of payments',
  openings: 'Opening balances',
  rates: 'Rates',
  map: 'Column map',
} as const

export const delimiterNames: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
}

/** `7.1 x 10^-56` with the sign of multiplication. */
function powers(bound: string): string {
  return bound.replace(' x 10^', ' \u00d7 10^')
}

/** A rate as a reader expects it: `23/25` as `0.92`; a fraction without an end stays one. */
export function rateShown(rate: string): string {
  const match = /^(\d+)\/(\d+)$/.exec(rate)
  if (!match) return rate
  const [n, d] = [BigInt(match[1]!), BigInt(match[2]!)]
  for (let places = 0, ten = 1n; places <= 18; places++, ten *= 10n) {
    if ((n * ten) % d !== 0n) continue
    const digits = ((n * ten) / d).toString().padStart(places + 1, '0')
    return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  }
  return rate
}

/** `2026-09-30T08:00:00.000Z` as `2026-09-30 08:00:00 UTC`. */
export function instantShown(at: string): string {
  return at.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/, '$1 $2 UTC')
}

/** Gaps of one kind that are told in full; the accounts of the rest are named. */
const gapsInFull = 5

/** The gaps as sentences, weightiest first; what is the same for many accounts is said once. */
export function gapSentences(
  warnings: ExhibitData['warnings'],
): readonly { readonly text: string; readonly code: string }[] {
  const byCode = new Map<string, ExhibitData['warnings'][number][]>()
  for (const w of warnings) byCode.set(w.code, [...(byCode.get(w.code) ?? []), w])
  return [...byCode].flatMap(([code, list]) => {
    const rest = list.slice(gapsInFull)
    const told = (rest.length > 1 ? list.slice(0, gapsInFull) : list).map((w) => ({
      text: gapSentence(w),
      code,
    }))
    if (rest.length < 2) return told
    const names = [...new Set(rest.map((w) => w.account ?? 'an account'))].join('; ')
    return [...told, { text: `The same is found in ${rest.length} more: ${names}.`, code }]
  })
}

/** A gap as a sentence; a name that begins it keeps its spelling. */
function gapSentence({ text, account }: ExhibitData['warnings'][number]): string {
  const named = account !== undefined && text.startsWith(account)
  const amounts = text.replace(/(?<![\w.])\d{4,}(\.\d+)?(?= [A-Z]{3,5}\b)/g, spaced)
  return `${named ? amounts : amounts.charAt(0).toUpperCase() + amounts.slice(1)}.`
}

/** Which figures were moved by one minor unit so that all add up; empty when none was. */
export function roundingNote({
  holdings,
  method,
}: Pick<ExhibitData, 'holdings' | 'method'>): string {
  const moved = holdings.filter((h) => h.baseNearest !== undefined)
  if (moved.length === 0) return ''
  const shown = moved
    .slice(0, 10)
    .map((h) => `${h.account}, ${h.claim}: ${spaced(h.baseNearest!)}`)
    .join('; ')
  const more =
    moved.length > 10 ? `; and ${moved.length - 10} more, listed in the data of this exhibit` : ''
  const base = method.base ?? 'base'
  return `Figures in ${base} are rounded together, so that they add up to the claim to the last minor unit. Rounded alone, ${moved.length === 1 ? 'one figure' : `${moved.length} figures`} would differ by one minor unit: ${shown}${more}.`
}

/** What the two columns of the interval mean. */
export const intervalNote =
  'Lowest and highest are those of the traced amount in the currency of the account, over the orders that were run.'
