import type { Payments } from '#model'
import { formatMinor } from '#money'
import type { Trace } from '#trace'
import type { ExhibitSchedule, ExhibitStep } from './data.ts'
import { accountName, currencyOf, timeText } from './names.ts'

/** The payments that moved a claim, in the order in which the trace took them; at most `limit` of them. */
export function scheduleOf(trace: Trace, payments: Payments, limit: number): ExhibitSchedule {
  const { moves } = trace
  const steps: ExhibitStep[] = []
  let total = 0
  for (let i = 0; i < moves.payment.length; ) {
    const payment = moves.payment[i]!
    let end = i
    while (end < moves.payment.length && moves.payment[end] === payment) end++
    total++
    if (total <= limit) steps.push(step(trace, payments, total, payment, i, end))
    i = end
  }
  return { total, steps }
}

function step(
  { moves }: Trace,
  payments: Payments,
  n: number,
  payment: number,
  start: number,
  end: number,
): ExhibitStep {
  const from = payments.from[payment]!
  const to = payments.to[payment]!
  const debited = currencyOf(payments, from)
  const credited = currencyOf(payments, to)
  const purpose = payments.texts.purpose(payment)
  const moved: ExhibitStep['moved'][number][] = []
  for (let i = start; i < end; i++) {
    const value = moves.value[i]!
    moved.push({
      claim: payments.claims[moves.claim[i]!]!,
      value: Number.isNaN(value) ? null : whole(value, debited.digits),
      currency: debited.code,
    })
  }
  return {
    n,
    payment: payments.texts.id(payment),
    row: payments.row[payment]!,
    at: timeText(payments, payments.time[payment]!),
    from: accountName(payments, from),
    to: accountName(payments, to),
    amount: whole(payments.amount[payment]!, debited.digits),
    currency: debited.code,
    ...(debited === credited
      ? {}
      : {
          received: whole(payments.received[payment]!, credited.digits),
          receivedCurrency: credited.code,
        }),
    ...(purpose === '' ? {} : { purpose }),
    moved,
  }
}

/** Rounded to the minor unit for display; the holdings are computed from the unrounded values. */
function whole(minor: number, digits: number): string {
  return formatMinor(BigInt(Math.round(minor)), digits)
}
