import fc from 'fast-check'
import type { Payments } from '#model'
import { type LedgerRow, ledger, type OpeningRow } from './testing.ts'

export interface LedgerShape {
  readonly accounts?: number
  readonly claims?: number
  readonly payments?: number
  /** Some accounts are kept in dollars, so that payments convert at odd rates. */
  readonly conversions?: boolean
  /** Every account has a generous opening balance: nothing runs short. */
  readonly funded?: boolean
  /** All accounts but the sources open at zero and pay only what they can, so nothing is ever the holder's own. */
  readonly sharedMoments?: boolean
}

/** Random small ledgers with openings, shortfalls, partial claims, collisions and rings. */
export function ledgers(shape: LedgerShape = {}): fc.Arbitrary<Payments> {
  const { accounts = 4, claims = 3, payments = 14 } = shape
  const name = fc.nat({ max: accounts - 1 }).map((n) => `A${n}`)
  const currencyOf = (a: string) =>
    shape.conversions && Number(a.slice(1)) % 2 === 1 ? 'USD' : 'EUR'
  const amount = fc.integer({ min: 1, max: 60 })
  const row = fc
    .record({
      from: fc.oneof({ weight: 3, arbitrary: name }, { weight: 1, arbitrary: fc.constant('OUT') }),
      to: name,
      amount,
      received: amount,
      claim: fc.option(fc.nat({ max: claims - 1 }), { freq: 2 }),
      share: fc.nat({ max: 4 }),
      gap: fc.integer({ min: shape.sharedMoments ? 0 : 1, max: 1 }),
    })
    .map((r): LedgerRow & { gap: number } => {
      const [currency, toCurrency] = [currencyOf(r.from), currencyOf(r.to)]
      // Claims come in in euro only, so that a base is known without rates.
      const claim = r.claim !== null && currency === 'EUR'
      return {
        gap: r.gap,
        from: r.from,
        to: r.to,
        amount: r.amount,
        currency,
        toCurrency,
        ...(currency === toCurrency ? {} : { received: r.received }),
        ...(claim ? { claim: `C${r.claim}` } : {}),
        ...(claim && r.share > 0 ? { claimAmount: Math.ceil((r.amount * r.share) / 4) } : {}),
      }
    })
  const opening = fc.record({
    account: name,
    amount: fc.integer({ min: 0, max: 80 }),
    claim: fc.option(fc.nat({ max: claims - 1 }), { freq: 3 }),
  })
  return fc
    .tuple(
      fc.array(row, { minLength: 1, maxLength: payments, size: 'max' }),
      fc.array(opening, { maxLength: accounts, size: 'max' }),
    )
    .map(([rows, openings]) => {
      let clock = 0
      const timed = rows.map(({ gap, ...r }) => {
        clock += gap
        return { ...r, time: clock }
      })
      return ledger(timed, openingRows(openings, accounts, currencyOf, shape.funded === true))
    })
}

function openingRows(
  drawn: readonly { account: string; amount: number; claim: number | null }[],
  accounts: number,
  currencyOf: (a: string) => string,
  funded: boolean,
): OpeningRow[] {
  const rows = drawn.map(
    ({ account, amount, claim }): OpeningRow => ({
      account,
      amount,
      currency: currencyOf(account),
      ...(claim !== null && currencyOf(account) === 'EUR' ? { claim: `C${claim}` } : {}),
    }),
  )
  if (!funded) return rows
  const ample = Array.from({ length: accounts }, (_, n) => `A${n}`)
  return [
    ...ample.map((account) => ({ account, amount: 5000, currency: currencyOf(account) })),
    ...rows,
  ]
}
