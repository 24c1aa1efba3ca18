/**
 * `arithmetic: fast`: the same rules and the same result as the exact engine, computed in one pass of float64 over
 * the columns. For looking over whole networks; figures for a court come from the exact arithmetic.
 *
 * What float64 cannot hold is stated: `residue` is the value that was lost or made in all, `errorBound` how far any
 * figure can be from its exact value.
 */
import { done, type Outcome, type Refusal, refuse } from '#base'
import type { Payments } from '#model'
import { electedPayments } from './election.ts'
import { errorBound, residue } from './fast-error.ts'
import { type FastInput, frame, type Placed, paymentAt, Worths } from './fast-input.ts'
import {
  type FastJob,
  type FastPass,
  fastJob,
  type JobOptions,
  type MoveColumns,
  type Notes,
} from './fast-job.ts'
import { touched } from './fast-membership.ts'
import { warnUnproved } from './fast-moments.ts'
import { queuePass } from './fast-queue.ts'
import { rateablePass } from './fast-rateable.ts'
import { figures } from './figures.ts'
import type { ClaimState } from './introduce.ts'
import { sequence } from './order.ts'
import { cancelled } from './refusals.ts'
import type { Rule } from './rules.ts'
import type { Moves, Trace } from './trace.ts'
import type { Rest } from './walk.ts'

/** Columns of claims by account that fit: 2^27 figures are a gigabyte. */
const mostFigures = 2 ** 27

/**
 * Follows the claims in float64. `warnings` already has what concerns the ledger as a whole.
 *
 * Refusals: `arithmetic-unavailable`, `claims-too-many`, `cancelled`.
 */
export function fastTrace(given: FastInput): Outcome<Trace> {
  const { payments, rule, options, order } = given
  const no = unavailable(given)
  if (no) return refuse(no)
  const input: Placed =
    order === 'given' ? given : { ...given, sequence: sequence(payments, order) }
  const worth = new Worths(input)
  const job = fastJob(payments, {
    ...worth.forJob(),
    ...electionOf(input),
    notes: noted(input),
    tick: (at) => {
      options.onProgress?.(at, payments.count)
      return options.cancelled?.() === true
    },
    ...(input.sequence === undefined ? {} : { sequence: input.sequence }),
  })
  const traced =
    rule.measure === 'membership' ? touched(input, job, worth) : quantities(input, job, worth)
  if (traced === undefined) return refuse(cancelled())
  return done(traced)
}

/** The pass that a rule needs. This is the kernel that the benchmark measures. */
export function fastPass(job: FastJob, rule: Rule): FastPass {
  if (rule.inside === 'rateable') return rateablePass(job, rule.priority)
  if (rule.priority === 'claim-first') return queuePass(job, 'claim-first')
  return queuePass(job, rule.inside)
}

function unavailable({ payments, rule, options }: FastInput): Refusal | undefined {
  const refusal = (ground: string): Refusal => ({
    kind: 'malformed',
    name: 'arithmetic-unavailable',
    ground,
    remedy: 'use the exact arithmetic',
  })
  if (rule.order === 'ignored') return refusal(`the fast arithmetic does not know ${rule.id}`)
  if (rule.inside !== 'rateable' && rule.priority === 'own-first')
    return refusal(`the fast arithmetic does not know ${rule.id}`)
  if (rule.inside !== 'rateable' && options.arrival === 'blended')
    return refusal(`the fast arithmetic keeps lots of one owner, so ${rule.id} cannot blend them`)
  if (payments.openings.some((o) => o.amount < 0))
    return refusal('the fast arithmetic does not know accounts that open overdrawn')
  if (payments.accounts.length * payments.claims.length <= mostFigures) return undefined
  return {
    kind: 'too-large',
    name: 'claims-too-many',
    ground: `${payments.claims.length} claims over ${payments.accounts.length} accounts are more figures than the fast arithmetic keeps`,
    remedy: 'trace fewer claims at a time, or use the exact arithmetic',
  }
}

function electionOf({ payments, rule, options, warnings }: FastInput): Pick<JobOptions, 'elected'> {
  if (!rule.elected) return {}
  const election = electedPayments(payments, options.elected)
  if (election.none) warnings.add('nothing-elected', null, null, null, true)
  return {
    elected: Uint8Array.from({ length: payments.count }, (_, i) => (election.is(i) ? 1 : 0)),
  }
}

/** Warnings while the pass runs; positions become payments. */
function noted(input: Placed): Notes {
  const { payments, warnings } = input
  const payment = (position: number) => paymentAt(input, position)
  const at = (position: number) => payments.time[payment(position)]!
  const payer = (position: number) => payments.from[payment(position)]!
  return {
    short(position, account, short, heldClaims) {
      const code = payments.accounts[account]!.opened ? 'overdrawn' : 'opening-missing'
      warnings.add(code, account, at(position), short, heldClaims)
    },
    collided: (position, amount) =>
      warnings.add('collision', payer(position), at(position), amount, true),
    exceeded: (position) =>
      warnings.add('claim-exceeds-payment', payer(position), at(position), null, true),
    vanished: (position) =>
      warnings.add('value-vanished', payments.to[payment(position)]!, at(position), null, true),
  }
}

function quantities(input: Placed, job: FastJob, worth: Worths): Trace | undefined {
  const { payments, rule, value, warnings } = input
  const pass = fastPass(job, rule)
  if (pass.stopped) return undefined
  const moves = movesOf(input, pass.moves, worth)
  const seen = claimedAccounts(payments, moves)
  warnUnproved(input, seen, moves)
  const lost = residue(pass)
  if (lost >= 1) warnings.add('float-residue', null, null, lost, true)
  const bound = errorBound(job, pass, rule)
  const bits = 52n
  const rounded = figures({
    payments,
    rests: rests(job, pass),
    states: payments.claims.map(
      (_, claim): ClaimState => ({
        claimed: fixed(pass.claimed[claim]!),
        untraceable: fixed(pass.lost[claim]!),
        unknown: worth.unknown[claim]!,
      }),
    ),
    balances: pass.balance,
    bits,
    bound: fixed(Math.min(0.25, Math.max(bound, 2 ** -20))),
    hasBase: value !== undefined,
    oneCurrency: worth.oneCurrency,
  })
  return {
    ...frame(input),
    ...rounded,
    exhausted: pass.exhausted.map(({ position, account, claim }) => ({
      account,
      claim,
      time: payments.time[paymentAt(input, position)]!,
    })),
    warnings: warnings.finish({ touched: (account) => seen[account] === 1 }),
    moves,
    losses: movesOf(input, pass.losses, worth),
    boundary: pass.boundary,
    errorBound: bound,
    residue: lost,
  }
}

function movesOf(input: Placed, columns: MoveColumns, worth: Worths): Moves {
  const { length, position, claim, amount, value } = columns
  const base = new Float64Array(length)
  for (let m = 0; m < length; m++) base[m] = worth.unknown[claim[m]!] ? Number.NaN : value[m]!
  return {
    payment: position.map((p) => paymentAt(input, p)),
    claim: claim.slice(),
    value: amount.slice(),
    base,
  }
}

function claimedAccounts(payments: Payments, moves: Moves): Uint8Array {
  const seen = new Uint8Array(payments.accounts.length)
  for (const o of payments.openings) if (o.claim !== undefined && o.amount > 0) seen[o.account] = 1
  for (const payment of moves.payment) {
    seen[payments.from[payment]!] = 1
    seen[payments.to[payment]!] = 1
  }
  return seen
}

function rests(job: FastJob, pass: FastPass): Rest[] {
  const out: Rest[] = []
  for (let at = 0; at < pass.held.length; at++) {
    const amount = pass.held[at]!
    if (amount <= 0) continue
    const account = Math.floor(at / job.claims)
    const claim = at % job.claims
    out.push({
      account,
      part: { claim, amount: fixed(amount), base: fixed(pass.heldValue[at]!) },
    })
  }
  return out
}

/** A float64 as fixed point with 52 fractional bits. */
function fixed(x: number): bigint {
  const whole = Math.floor(x)
  return (BigInt(whole) << 52n) + BigInt(Math.round((x - whole) * 2 ** 52))
}
