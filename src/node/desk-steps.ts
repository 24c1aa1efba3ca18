import type { Payments } from '#model'
import type { Trace } from '#trace'
import { movedText, paymentView } from './desk-words.ts'

/** Where each followed payment begins in the moves: one step of the path is one payment with all its claims. */
function stepStarts(trace: Trace): Uint32Array {
  const { payment } = trace.moves
  const starts: number[] = []
  for (let m = 0; m < payment.length; m++)
    if (m === 0 || payment[m] !== payment[m - 1]) starts.push(m)
  return Uint32Array.from(starts)
}

const startsOf = new WeakMap<Trace, Uint32Array>()

/** The path of the claims, payment by payment. */
export function stepsView(
  trace: Trace,
  payments: Payments,
  query: { readonly offset: number; readonly limit: number; readonly account?: string },
) {
  let starts = startsOf.get(trace)
  if (starts === undefined) {
    starts = stepStarts(trace)
    startsOf.set(trace, starts)
  }
  const wanted = starts as Uint32Array
  const chosen: number[] = []
  let total = 0
  for (let s = 0; s < wanted.length; s++) {
    if (
      query.account !== undefined &&
      !touches(payments, trace.moves.payment[wanted[s]!]!, query.account)
    )
      continue
    if (total >= query.offset && chosen.length < query.limit) chosen.push(s)
    total++
  }
  return {
    total,
    steps: chosen.map((s) => {
      const begin = wanted[s]!
      const end = wanted[s + 1] ?? trace.moves.payment.length
      const payment = trace.moves.payment[begin]!
      const moved = []
      for (let m = begin; m < end; m++)
        moved.push({
          claim: payments.claims[trace.moves.claim[m]!]!,
          value: movedText(payments, payment, trace.moves.value[m]!),
        })
      return { n: s + 1, payment: paymentView(payments, payment), moved }
    }),
  }
}

function touches(payments: Payments, payment: number, account: string): boolean {
  return (
    payments.accounts[payments.from[payment]!]!.account === account ||
    payments.accounts[payments.to[payment]!]!.account === account
  )
}
