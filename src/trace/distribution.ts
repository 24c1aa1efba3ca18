import { type Fraction, fraction, roundTogether, times } from '#money'

/** What one claimant paid in and has already had back, in minor units. */
export interface Account {
  readonly in: bigint
  readonly out: bigint
}

/**
 * Net loss: the pot in proportion to what each has lost, `in - out`; who had back more than was paid in gets
 * nothing and owes nothing here. SEC v Huber 702 F.3d 903 (7th Cir. 2012).
 *
 * @returns minor units per claimant, adding up to the pot, or to all losses where the pot is larger
 */
export function netLoss(pot: bigint, claimants: readonly Account[]): bigint[] {
  const losses = claimants.map((c) => (c.in > c.out ? c.in - c.out : 0n))
  const all = losses.reduce((a, b) => a + b, 0n)
  if (all <= pot) return losses
  return roundTogether(
    losses.map((l) => fraction(pot * l, all)),
    pot,
  )
}

/**
 * Rising tide: earlier payments count as part of the recovery, so everybody is raised to the same share L of what
 * was paid in, `max(0, L * in - out)`, as far as the pot goes; L never exceeds 1. SEC v Huber 702 F.3d 903, 906.
 *
 * @returns minor units per claimant, and the common level reached
 */
export function risingTide(
  pot: bigint,
  claimants: readonly Account[],
): { readonly payments: bigint[]; readonly level: Fraction } {
  // Raise from the claimant with the lowest recovery; at each level all below it share in proportion to `in`.
  const order = claimants
    .map((c, i) => ({ i, ...c }))
    .filter((c) => c.in > 0n)
    .sort((a, b) =>
      a.out * b.in < b.out * a.in ? -1 : a.out * b.in > b.out * a.in ? 1 : a.i - b.i,
    )
  let [paidIn, hadBack] = [0n, 0n]
  let level = fraction(0n)
  for (let k = 0; k < order.length; k++) {
    paidIn += order[k]!.in
    hadBack += order[k]!.out
    level = fraction(pot + hadBack, paidIn)
    const next = order[k + 1]
    if (!next || level.n * next.in <= next.out * level.d) break
  }
  if (level.n > level.d) level = fraction(1n)
  const shares = claimants.map((c) => {
    const due = times(level, fraction(c.in))
    return due.n > c.out * due.d ? fraction(due.n - c.out * due.d, due.d) : fraction(0n)
  })
  const whole = shares.reduce(
    (sum, s) => fraction(sum.n * s.d + s.n * sum.d, sum.d * s.d),
    fraction(0n),
  )
  return { payments: roundTogether(shares, whole.n / whole.d), level }
}

/**
 * The claimant's election once claim money is found in an asset: a proportionate share of what the asset is worth
 * now, or a lien on it for the money put in. Foskett v McKeown [2001] 1 AC 102. Both are exact, in minor units; a
 * lien never exceeds the asset.
 *
 * @param price everything that was put in; `claimed` is the claimant's part of it
 */
export function election(asset: {
  readonly price: bigint
  readonly claimed: bigint
  readonly worth: bigint
}): { readonly share: Fraction; readonly shareValue: Fraction; readonly lien: bigint } {
  if (asset.price <= 0n || asset.claimed < 0n || asset.claimed > asset.price || asset.worth < 0n)
    throw new RangeError('the claimed part lies between nothing and the price, and both are known')
  const share = fraction(asset.claimed, asset.price)
  return {
    share,
    shareValue: times(share, fraction(asset.worth)),
    lien: asset.claimed < asset.worth ? asset.claimed : asset.worth,
  }
}
