import { done, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import { contributions } from './explain-contributions.ts'
import type { Holding, Trace } from './trace.ts'

export interface Question {
  readonly account: string
  readonly currency: string
  readonly claim: string
}

export interface Because {
  readonly payment: number
  /** Claim value the payment moved, in minor units of the debited account, with fractions. */
  readonly moved: number
  /** How much of the figure came through this payment, in base minor units (of the account if there is no base). */
  readonly through: number
  /** The claim came in with this payment. */
  readonly introduces: boolean
}

export interface Explanation {
  readonly holding: Holding
  /** Every payment through which part of the figure came, in the order followed, from the introductions on. */
  readonly payments: readonly Because[]
  /** Part of the figure that was in the ledger's opening balances, in the unit of `through`. */
  readonly fromOpenings: number
}

/** A part this small of a minor unit is the noise of float64, not a contribution. */
const noise = 1e-6

/**
 * Why a figure is what it is: the payments through which it came and how much of it came through each, under the
 * rule of the trace. The figures of one introduction-to-account path do not add up across steps; those of all
 * introductions and openings do, to the figure.
 *
 * Refusals: `holding-unknown`.
 */
export function explain(
  trace: Trace,
  payments: Payments,
  question: Question,
): Outcome<Explanation> {
  const claim = payments.claims.indexOf(question.claim)
  const account = payments.accounts.findIndex(
    (a) =>
      a.account === question.account && payments.currencies[a.currency]!.code === question.currency,
  )
  const holding = trace.holdings.find((h) => h.account === account && h.claim === claim)
  if (!holding)
    return refuse({
      kind: 'unknown',
      name: 'holding-unknown',
      ground: `under ${trace.rule} the claim "${question.claim}" has nothing in ${question.account} (${question.currency})`,
      remedy: 'ask for one of the holdings of this trace',
    })
  const born = new Set<number>()
  for (const i of payments.introductions) if (i.claim === claim) born.add(i.payment)
  const { through, fromOpenings, rows } = contributions(trace, payments, account, claim)
  const because: Because[] = []
  for (let k = 0; k < rows.length; k++) {
    const m = rows[k]!
    if (!(through[k]! > noise)) continue
    because.push({
      payment: trace.moves.payment[m]!,
      moved: trace.moves.value[m]!,
      through: trace.rule === 'poison' ? NaN : through[k]!,
      introduces: born.has(trace.moves.payment[m]!),
    })
  }
  return done({ holding, payments: because, fromOpenings })
}
