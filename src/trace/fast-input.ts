/** What the fast arithmetic is asked, and what every trace that it makes has in common. */
import type { Introduction, Opening, Payments } from '#model'
import type { ClaimValue } from './claim-value.ts'
import type { JobOptions } from './fast-job.ts'
import { FixedPoint } from './fixed-point.ts'
import type { Rule } from './rules.ts'
import type { FollowOptions, Order } from './trace.ts'
import type { Warnings } from './warnings.ts'

export interface FastInput {
  readonly payments: Payments
  readonly rule: Rule
  readonly options: FollowOptions
  readonly order: Order
  readonly warnings: Warnings
  readonly value: ClaimValue | undefined
}

/** With the payment at each position of the job's columns; the identity when absent. */
export interface Placed extends FastInput {
  readonly sequence?: Uint32Array
}

/** The part of a trace that says what was asked. */
export function frame({ options, order, value }: FastInput) {
  return {
    rule: options.rule,
    order,
    arrival: options.arrival ?? ('ordered' as const),
    arithmetic: 'fast' as const,
    base: value ? { code: value.code, digits: value.digits } : null,
    sources: options.sources ?? [],
  }
}

/** The payment at a position of the job's columns. */
export function paymentAt({ sequence }: Placed, position: number): number {
  return sequence === undefined ? position : sequence[position]!
}

/** What claims are worth as they come in, and for which claims no rate is known. */
export class Worths {
  readonly unknown: boolean[]
  readonly #input: FastInput
  readonly #fixed = new FixedPoint(64)
  /** All accounts and claims in one currency, the base: value and amount are one. */
  readonly oneCurrency: boolean

  constructor(input: FastInput) {
    this.#input = input
    const { payments, value } = input
    this.unknown = payments.claims.map(() => false)
    const used = new Set(payments.accounts.map((a) => payments.currencies[a.currency]!.code))
    this.oneCurrency = value !== undefined && used.size <= 1 && [...used][0] === value.code
  }

  forJob(): Pick<JobOptions, 'worth'> {
    const { payments, value } = this.#input
    if (value === undefined) {
      for (const o of payments.openings)
        if (o.claim !== undefined && o.amount > 0) this.unknown[o.claim] = true
      for (const it of payments.introductions) if (it.amount > 0) this.unknown[it.claim] = true
      return { worth: { opening: () => 0, introduction: () => 0 } }
    }
    if (this.oneCurrency) return {}
    return {
      worth: { opening: (o) => this.#opening(o), introduction: (it) => this.#introduction(it) },
    }
  }

  #opening(o: Opening): number {
    const { payments } = this.#input
    if (o.amount === 0) return 0
    return this.#of(o.account, o.amount, payments.count > 0 ? payments.time[0]! : 0, o.claim!)
  }

  #introduction(it: Introduction): number {
    const { payments } = this.#input
    return this.#of(payments.from[it.payment]!, it.amount, payments.time[it.payment]!, it.claim)
  }

  #of(account: number, amount: number, time: number, claim: number): number {
    const { value, warnings } = this.#input
    const base = value!.of(account, this.#fixed.whole(amount), time, this.#fixed)
    if (base !== undefined) return this.#fixed.float(base)
    this.unknown[claim] = true
    warnings.add('rate-unknown', account, time, null, true)
    return 0
  }
}
