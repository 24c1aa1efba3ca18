import { done, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import type { ClaimValue } from './claim-value.ts'
import { sumOf } from './figures.ts'
import { MoveLog } from './moves.ts'
import { cancelled } from './refusals.ts'
import { statedClaims } from './stated.ts'
import type { FollowOptions, Holding, Order, Trace } from './trace.ts'
import type { Warnings } from './warnings.ts'

/**
 * Membership: once claim money has entered an account, all it pays afterwards is touched. It answers who was
 * touched, never how much: no figure is given, and none may be summed.
 */
export function poison(input: {
  readonly payments: Payments
  readonly options: FollowOptions
  readonly order: Order
  readonly sequence: Uint32Array
  readonly warnings: Warnings
  readonly value: ClaimValue | undefined
}): Outcome<Trace> {
  const { payments, options, value } = input
  const touched: (Set<number> | undefined)[] = new Array(payments.accounts.length)
  const known = Uint8Array.from(payments.accounts, (a) => (a.opened ? 1 : 0))
  const balances = new Float64Array(payments.accounts.length)
  const moves = new MoveLog()
  const outside = new Set<number>()
  let outsidePayments = 0
  for (const o of payments.openings) {
    balances[o.account]! += o.amount
    if (o.claim !== undefined && o.amount > 0) touch(touched, o.account, o.claim)
  }
  const introduced = new Map<number, Set<number>>()
  for (const i of payments.introductions) {
    if (i.amount <= 0) continue
    const there = introduced.get(i.payment)
    if (there) there.add(i.claim)
    else introduced.set(i.payment, new Set([i.claim]))
  }
  for (let k = 0; k < input.sequence.length; k++) {
    if ((k & 0xffff) === 0) {
      options.onProgress?.(k, payments.count)
      if (options.cancelled?.() === true) return refuse(cancelled())
    }
    const i = input.sequence[k]!
    const [from, to] = [payments.from[i]!, payments.to[i]!]
    if (known[from] === 0) {
      outside.add(from)
      outsidePayments++
    } else balances[from]! -= payments.amount[i]!
    balances[to]! += payments.received[i]!
    known[to] = 1
    const carried = touched[from]
    const fresh = introduced.get(i)
    if ((!carried && !fresh) || payments.amount[i] === 0) continue
    for (const claim of new Set([...(carried ?? []), ...(fresh ?? [])])) {
      moves.add(i, claim, NaN, NaN)
      touch(touched, to, claim)
    }
  }
  const holdings: Holding[] = []
  touched.forEach((claims, account) => {
    if (!claims) return
    const balance = BigInt(balances[account]!)
    if (balance <= 0n) return
    for (const claim of [...claims].sort((a, b) => a - b))
      holdings.push({ account, claim, traced: null, balance, baseTraced: null })
  })
  const claims = statedClaims(payments, value).map((claimed, claim) => ({
    claim,
    claimed: claimed ?? null,
    traced: null,
    untraceable: null,
  }))
  return done({
    rule: options.rule,
    order: input.order,
    arrival: options.arrival ?? 'ordered',
    arithmetic: 'exact',
    base: value ? { code: value.code, digits: value.digits } : null,
    claims,
    holdings,
    exhausted: [],
    warnings: input.warnings.finish(),
    total: { ...sumOf(claims), traced: null, untraceable: null },
    moves: moves.finish(),
    losses: new MoveLog().finish(),
    boundary: { accounts: outside.size, payments: outsidePayments },
    errorBound: 0,
    residue: 0,
    sources: options.sources ?? [],
  })
}

function touch(touched: (Set<number> | undefined)[], account: number, claim: number): void {
  const there = touched[account]
  if (there) there.add(claim)
  else touched[account] = new Set([claim])
}
