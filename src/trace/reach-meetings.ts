import { done, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import { bookingAccounts, type Span, scopeOf } from './reach-scope.ts'
import { originsPerPass, reachTogether } from './reach-together.ts'

/** An account that money from several origins could have come to. */
export interface Meeting {
  readonly index: number
  readonly account: string
  readonly currency: string
  /** Positions in the list of origins, ascending. */
  readonly origins: readonly number[]
}

/**
 * Where the flows of up to 32 origins meet, by proven order: every account that at least two of them can have
 * reached, those of most origins first.
 */
export function meetings(
  payments: Payments,
  origins: readonly string[],
  options: Span = {},
): Outcome<Meeting[]> {
  if (origins.length > originsPerPass)
    return refuse({
      kind: 'too-many',
      name: 'origins-too-many',
      ground: `${origins.length} origins are named, ${originsPerPass} fit into one question`,
      remedy: 'ask in several questions',
    })
  const seeds: number[][] = []
  for (const origin of origins) {
    const found = bookingAccounts(payments, [origin])
    if (!found.ok) return found
    seeds.push(found.value)
  }
  const mask = reachTogether(payments, payments.accounts.length, seeds, scopeOf(payments, options))
  const rows: Meeting[] = []
  mask.forEach((bits, index) => {
    if ((bits & (bits - 1)) === 0) return
    const { account, currency } = payments.accounts[index]!
    const from = origins.map((_, bit) => bit).filter((bit) => ((bits >>> bit) & 1) === 1)
    rows.push({ index, account, currency: payments.currencies[currency]!.code, origins: from })
  })
  return done(
    rows.sort((a, b) => b.origins.length - a.origins.length || (a.account < b.account ? -1 : 1)),
  )
}
