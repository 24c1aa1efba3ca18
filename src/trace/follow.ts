import { done, type Outcome, refuse } from '#base'
import type { Payments } from '#model'
import { type ClaimValue, claimValue } from './claim-value.ts'
import { electedPayments } from './election.ts'
import { fastTrace } from './fast-trace.ts'
import { figures } from './figures.ts'
import { FixedPoint, worstGain } from './fixed-point.ts'
import { interval } from './interval.ts'
import { sequence } from './order.ts'
import { pariPassu } from './pari-passu.ts'
import { poison } from './poison.ts'
import { cancelled, malformed, ruleUnknown } from './refusals.ts'
import { type Rule, ruleOf } from './rules.ts'
import { overStated, statedClaims } from './stated.ts'
import type { FollowOptions, Order, Trace } from './trace.ts'
import { type WalkResult, walk } from './walk.ts'
import { Warnings } from './warnings.ts'

/**
 * Follows the claims of a ledger through its payments, under one named rule.
 *
 * Refusals: `rule-unknown`, `payments-malformed`, `cancelled`, `pari-passu-unsettled`, `arithmetic-unavailable`.
 */
export function follow(payments: Payments, options: FollowOptions): Outcome<Trace> {
  const rule = ruleOf(options.rule)
  if (!rule) return refuse(ruleUnknown(String(options.rule)))
  const broken = malformed(payments)
  if (broken) return refuse(broken)
  if (options.order === 'interval' && rule.order === 'kept' && rule.measure === 'quantity')
    return interval((order) => followOnce(payments, rule, options, order), payments)
  const order =
    options.order === undefined || options.order === 'interval' ? 'given' : options.order
  return followOnce(payments, rule, options, order)
}

/** `given`, `credits-first` and `debits-first` side by side: least and most of every holding. */
export function followBothOrders(payments: Payments, options: FollowOptions): Outcome<Trace> {
  return follow(payments, { ...options, order: 'interval' })
}

function followOnce(
  payments: Payments,
  rule: Rule,
  options: FollowOptions,
  order: Order,
): Outcome<Trace> {
  const warnings = new Warnings(payments)
  if (payments.daysOnly && rule.sameDay === 'matters' && !numbered(payments))
    warnings.add('days-only', null, null, null, true)
  const introduced =
    payments.introductions.length > 0 || payments.openings.some((o) => o.claim !== undefined)
  if (!introduced) warnings.add('nothing-claimed', null, null, null, true)
  const value = claimValue(payments, options)
  if (!value && introduced) warnings.add('rate-unknown', null, null, null, true)
  const trace = traced(payments, rule, options, order, warnings, value)
  return trace.ok ? done(overStated(trace.value, statedClaims(payments, value))) : trace
}

/** Several payments of one moment, and something proves the order of all of them. */
function numbered({ count, time, group }: Payments): boolean {
  let together = false
  for (let i = 1; i < count; i++) {
    if (group[i] === group[i - 1]) return false
    together ||= time[i] === time[i - 1]
  }
  return together
}

function traced(
  payments: Payments,
  rule: Rule,
  options: FollowOptions,
  order: Order,
  warnings: Warnings,
  value: ClaimValue | undefined,
): Outcome<Trace> {
  if (options.arithmetic === 'fast')
    return fastTrace({ payments, rule, options, order, warnings, value })
  if (rule.measure === 'membership')
    return poison({
      payments,
      options,
      order,
      sequence: sequence(payments, order),
      warnings,
      value,
    })
  return quantity(payments, rule, options, order, warnings, value)
}

function quantity(
  payments: Payments,
  rule: Rule,
  options: FollowOptions,
  order: Order,
  warnings: Warnings,
  value: ClaimValue | undefined,
): Outcome<Trace> {
  const steps = sequence(payments, rule.order === 'ignored' ? 'given' : order)
  const gain = worstGain(payments, steps)
  const fixed = new FixedPoint(128 + 64 * Math.ceil(gain / 64))
  const arrival = options.arrival ?? 'ordered'
  const election = rule.elected ? electedPayments(payments, options.elected) : undefined
  if (election?.none) warnings.add('nothing-elected', null, null, null, true)
  const going = (at: number) => {
    options.onProgress?.(at, payments.count)
    return options.cancelled?.() !== true
  }
  const input = { payments, rule, arrival, value, sequence: steps, fixed, warnings, going }
  const walked: Outcome<WalkResult> =
    rule.order === 'ignored'
      ? pariPassu(input)
      : orCancelled(walk(election ? { ...input, elected: election.is } : input))
  if (!walked.ok) return walked
  options.onProgress?.(payments.count, payments.count)
  const result = walked.value
  const kind =
    rule.priority === 'none'
      ? 'plain'
      : rule.inside === 'rateable'
        ? 'priority'
        : 'priority-in-order'
  const errorBound = fixed.errorBound(kind, gain)
  const oneCurrency =
    options.rates === undefined || options.rates.base === value?.code
      ? new Set(payments.accounts.map((a) => a.currency)).size <= 1 &&
        payments.currencies[payments.accounts[0]?.currency ?? 0]?.code === value?.code
      : false
  const rounded = figures({
    payments,
    rests: result.rests,
    states: result.states,
    balances: result.balances,
    bits: fixed.bits,
    bound: asFixed(errorBound, fixed.bits),
    hasBase: value !== undefined,
    oneCurrency,
  })
  return done({
    rule: options.rule,
    order: rule.order === 'ignored' ? 'ignored' : order,
    arrival,
    arithmetic: 'exact',
    base: value ? { code: value.code, digits: value.digits } : null,
    ...rounded,
    exhausted: result.exhausted,
    warnings: warnings.finish({ touched: (account) => result.touched[account] === 1 }),
    moves: result.moves.finish(),
    losses: result.losses.finish(),
    births: result.births,
    boundary: result.boundary,
    errorBound,
    residue: 0,
    sources: options.sources ?? [],
  })
}

/** A float bound as fixed point, rounded up and kept under a quarter of a unit. */
function asFixed(bound: number, bits: bigint): bigint {
  if (bound === 0) return 0n
  const quarter = 1n << (bits - 2n)
  const scaled = BigInt(Math.ceil(Math.min(bound, 0.25) * 2 ** 52)) << (bits - 52n)
  return scaled < quarter ? scaled : quarter
}

function orCancelled(result: WalkResult | undefined): Outcome<WalkResult> {
  return result ? done(result) : refuse(cancelled())
}
