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
    return `Floating-point arithmetic for exploration, with a possible error of ${method.errorBound} minor units in one figure. It is not meant for evidence.`
  return method.errorBound === '0'
    ? 'Exact integer arithmetic; nothing was rounded.'
    : `Exact fixed-point arithmetic. A figure is rounded once, at the end; before that it can be off by no more than ${method.errorBound} minor units (a minor unit is one cent).`
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
