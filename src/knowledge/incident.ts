/** One payment of an incident. All of it is invented. Amounts in cents, so that nothing is rounded. */
export interface IncidentPayment {
  readonly id: string
  /** Hours since the first one of the set. */
  readonly hour: number
  readonly from: string
  readonly to: string
  readonly cents: number
  /** Of a payment for goods: which, and the price of one in cents. */
  readonly goods?: string
  readonly unitCents?: number
}

/** What a detector says of one account: that it looks as if money was moved through it, and because of which payments. */
export interface Alarm {
  readonly account: string
  readonly because: readonly string[]
}

/** The payments into and out of one account, in the order of their hours. */
export interface AccountFlow {
  readonly account: string
  readonly into: readonly IncidentPayment[]
  readonly out: readonly IncidentPayment[]
}

export function flowsOf(payments: readonly IncidentPayment[]): readonly AccountFlow[] {
  const flows = new Map<string, { into: IncidentPayment[]; out: IncidentPayment[] }>()
  const of = (account: string) => {
    const known = flows.get(account) ?? { into: [], out: [] }
    flows.set(account, known)
    return known
  }
  for (const payment of [...payments].sort((a, b) => a.hour - b.hour)) {
    of(payment.to).into.push(payment)
    of(payment.from).out.push(payment)
  }
  return [...flows].map(([account, { into, out }]) => ({ account, into, out }))
}
