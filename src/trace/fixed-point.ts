/**
 * Integers that stand for fractions: a value v is kept as floor(v * 2^F). Every division floors and what it
 * loses stays where it was drawn from, so sums are conserved to the last bit by construction.
 *
 * How far can a figure be from its exact value? Let D be the number of divisions; each is off by less than one
 * ulp = 2^-F minor units.
 *
 * 1. Rules without priority. A draw of x from a balance B (B and x are exact integers) sends each unit of the
 *    account either wholly one way (oldest, newest) or splits all units alike (rateable). Either is a linear map
 *    of the state that creates and destroys nothing, so the sum of absolute differences (L1) between computed
 *    and exact state never grows. Blending pieces into one lot averages them: the same. Total error <= D ulps.
 * 2. Rules with priority, rateable inside. How much of the draw the class bears is min or max of class total and
 *    x: non-expansive in the class total, so class totals together stay within D ulps. A class total that is off
 *    by e makes the shares of one draw off by at most 2e more. With n draws: error <= D (1 + 2n) ulps.
 * 3. Rules with priority, oldest or newest inside. A class total off by e displaces the boundaries between lots
 *    by e; every arrival behind it adds at most another e, so after n arrivals a boundary is off by (n + 1) e, and
 *    each of n draws cuts at two boundaries: error <= D (1 + 2n(n + 1)) ulps.
 * 4. A conversion multiplies amounts, and errors with them, by received/amount. The worst product along any
 *    chain of payments in time order is found by one backward pass (`worstGain`); the bound is multiplied by it,
 *    and F is raised by its logarithm.
 * 5. Claim value rides on amount at some ratio; an amount off by e takes at most ratio * e value with it. The
 *    worst ratio met is kept (`ratio`).
 */
export class FixedPoint {
  /** Fractional bits. */
  readonly bits: bigint
  readonly #scale: number
  #divisions = 0
  #draws = 0
  #lost = false
  /** Worst claim value per minor unit met, in base minor units. */
  ratio = 1

  constructor(bits: number) {
    this.bits = BigInt(bits)
    this.#scale = 2 ** -bits
  }

  /** Whole minor units. */
  whole(minor: number): bigint {
    return BigInt(minor) << this.bits
  }

  /** floor(a * b / c), for c > 0. */
  share(a: bigint, b: bigint, c: bigint): bigint {
    const product = a * b
    const quotient = product / c
    this.#divisions++
    if (!this.#lost) this.#lost = quotient * c !== product
    return quotient
  }

  /** Nearest float64, for columns that are looked at and not added up. */
  float(value: bigint): number {
    return Number(value) * this.#scale
  }

  drew(): void {
    this.#draws++
  }

  /** Error that an iteration left, in minor units, counted as divisions of one ulp each. */
  admit(ulps: number): void {
    if (ulps === 0) return
    this.#divisions += ulps
    this.#lost = true
  }

  /** The bound of the comment above, in minor units; 0 when no division had a remainder. */
  errorBound(kind: 'plain' | 'priority' | 'priority-in-order', gainBits: number): number {
    if (!this.#lost) return 0
    const n = this.#draws
    const spread = kind === 'plain' ? 1 : kind === 'priority' ? 1 + 2 * n : 1 + 2 * n * (n + 1)
    const exponent = Math.log2(this.#divisions) + Math.log2(spread) + gainBits - Number(this.bits)
    return 2 ** exponent * (1 + Math.max(1, this.ratio))
  }
}

/**
 * Base-two logarithm of the largest product of received/amount along any chain of payments in time order; 0 when
 * nothing is converted upwards. `order` lists payments as they are followed.
 */
export function worstGain(
  payments: {
    readonly from: Uint32Array
    readonly to: Uint32Array
    readonly amount: Float64Array
    readonly received: Float64Array
    readonly accounts: readonly unknown[]
  },
  order: Uint32Array,
): number {
  const gain = new Float64Array(payments.accounts.length)
  let worst = 0
  for (let k = order.length - 1; k >= 0; k--) {
    const i = order[k]!
    const amount = payments.amount[i]!
    const received = payments.received[i]!
    if (amount <= 0 || received <= 0) continue
    const through =
      gain[payments.to[i]!]! + (amount === received ? 0 : Math.log2(received / amount))
    const from = payments.from[i]!
    if (through > gain[from]!) gain[from] = through
    if (through > worst) worst = through
  }
  return worst
}
