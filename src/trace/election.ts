import type { Payments } from '#model'

/**
 * Which payments buy an elected asset: those into an account the claimant names, or else those whose type or
 * purpose says so. Re Oatway [1903] 2 Ch 356: the claimant may take the investment instead of the balance.
 */
export function electedPayments(
  payments: Payments,
  names: readonly string[] | undefined,
): { readonly is: (payment: number) => boolean; readonly none: boolean } {
  const flags = new Uint8Array(payments.count)
  let some = false
  const wanted = names && names.length > 0 ? new Set(names) : undefined
  for (let i = 0; i < payments.count; i++) {
    const asset = wanted
      ? wanted.has(payments.accounts[payments.to[i]!]!.account)
      : /\bassets?\b/i.test(payments.texts.type(i)) ||
        /\bassets?\b/i.test(payments.texts.purpose(i))
    if (!asset) continue
    flags[i] = 1
    some = true
  }
  return { is: (payment) => flags[payment] === 1, none: !some }
}
