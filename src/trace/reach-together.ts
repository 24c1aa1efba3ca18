/**
 * Up to 32 origins in one pass: each account carries a mask with one bit for each origin whose money could have
 * come there. One pass answers "where do the flows of these suspects meet".
 */
import type { Payments } from '#model'
import type { Scope } from './reach-arrival.ts'

/** How many origins fit into one pass. */
export const originsPerPass = 32

/**
 * Mask of origins for each account, by proven order.
 *
 * @param origins booking accounts of each origin, at most 32 origins
 * @throws RangeError for more than 32 origins
 */
export function reachTogether(
  payments: Pick<Payments, 'from' | 'to' | 'group'>,
  accounts: number,
  origins: readonly (readonly number[])[],
  scope: Scope,
): Uint32Array {
  if (origins.length > originsPerPass)
    throw new RangeError(`${origins.length} origins in one pass, at most ${originsPerPass}`)
  const mask = new Int32Array(accounts)
  origins.forEach((seeds, bit) => {
    for (const seed of seeds) mask[seed] = mask[seed]! | (1 << bit)
  })
  if (scope.back) pass(mask, payments.to, payments.from, payments.group, scope)
  else pass(mask, payments.from, payments.to, payments.group, scope)
  return new Uint32Array(mask.buffer)
}

/** What a group adds waits until the group has been read: inside it no order is proved. */
function pass(
  mask: Int32Array,
  source: Uint32Array,
  target: Uint32Array,
  group: Uint32Array,
  scope: Scope,
): void {
  const step = scope.back ? -1 : 1
  let current = -1
  let waitingAccount: number[] = []
  let waitingMask: number[] = []
  const begin = scope.back ? scope.end - 1 : scope.first
  for (let n = scope.end - scope.first, i = begin; n > 0; n--, i += step) {
    if (group[i] !== current) {
      for (let w = 0; w < waitingAccount.length; w++)
        mask[waitingAccount[w]!] = mask[waitingAccount[w]!]! | waitingMask[w]!
      if (waitingAccount.length > 0) {
        waitingAccount = []
        waitingMask = []
      }
      current = group[i]!
    }
    const carried = mask[source[i]!]!
    if (carried === 0) continue
    const account = target[i]!
    if ((carried & ~mask[account]!) === 0) continue
    waitingAccount.push(account)
    waitingMask.push(carried)
  }
  for (let w = 0; w < waitingAccount.length; w++)
    mask[waitingAccount[w]!] = mask[waitingAccount[w]!]! | waitingMask[w]!
}
