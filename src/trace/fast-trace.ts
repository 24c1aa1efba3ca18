/**
 * `arithmetic: fast`: the same rules and the same result as the exact engine, computed in one pass of float64 over
 * the columns. For looking over whole networks; figures for a court come from the exact arithmetic.
 *
 * What float64 cannot hold is stated: `residue` is the value that was lost or made in all, `errorBound` how far any
 * figure can be from its exact value.
 */
import { done, type Outcome, type Refusal, refuse } from '#base'
import type { Introduction, Opening, Payments } from '#model'
import type { ClaimValue } from './claim-value.ts'
import { electedPayments } from './election.ts'
import { errorBound, residue } from './fast-error.ts'
import {
  type FastJob,
  type FastPass,
  fastJob,
  type JobOptions,
  type MoveColumns,
  type Notes,
} from './fast-job.ts'
import { warnUnproved } from './fast-moments.ts'
import { queuePass } from './fast-queue.ts'
import { rateablePass } from './fast-rateable.ts'
import { claimsPerPass, type TouchPass, touchPass } from './fast-touch.ts'
import { figures } from './figures.ts'
import { FixedPoint } from './fixed-point.ts'
import type { ClaimState } from './introduce.ts'
import { sequence } from './order.ts'
import { cancelled } from './refusals.ts'
import type { Rule } from './rules.ts'
import type { FollowOptions, Moves, Order, Trace } from './trace.ts'
import type { Rest } from './walk.ts'
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
interface Placed extends FastInput {
  readonly sequence?: Uint32Array
}

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

/** What claims are worth as they come in, and for which claims no rate is known. */
class Worths {
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

/** Membership is the same in any arithmetic: bits, no figures. */
function touched(input: Placed, job: FastJob, worth: Worths): Trace | undefined {
  const { payments, warnings } = input
  const passes: TouchPass[] = []
  for (let first = 0; first === 0 || first < job.claims; first += claimsPerPass) {
    const pass = touchPass(job, first)
    if (pass.stopped) return undefined
    passes.push(pass)
  }
  const holdings = passes.flatMap((pass, p) => {
    const rows: { account: number; claim: number }[] = []
    for (let account = 0; account < job.accounts; account++)
      for (let bits = pass.mask[account]!; bits !== 0; bits = (bits & (bits - 1)) >>> 0)
        rows.push({ account, claim: p * claimsPerPass + (31 - Math.clz32(bits & -bits)) })
    return rows
  })
  holdings.sort((a, b) => a.account - b.account || a.claim - b.claim)
  const claims = payments.claims.map((_, claim) => {
    const claimed = worth.unknown[claim] ? null : BigInt(Math.round(claimedOf(job, claim)))
    return { claim, claimed, traced: null, untraceable: null }
  })
  const { balance, boundary } = balances(job)
  return {
    ...frame(input),
    claims,
    holdings: holdings
      .filter(({ account }) => balance[account]! > 0)
      .map((h) => ({ ...h, traced: null, balance: BigInt(balance[h.account]!), baseTraced: null })),
    exhausted: [],
    warnings: warnings.finish(),
    total: {
      claimed: claims.reduce<bigint | null>(
        (sum, c) => (sum === null || c.claimed === null ? null : sum + c.claimed),
        0n,
      ),
      traced: null,
      untraceable: null,
    },
    moves: touchMoves(input, passes),
    losses: noMoves,
    boundary,
    errorBound: 0,
    residue: 0,
  }
}

const noMoves: Moves = {
  payment: new Uint32Array(0),
  claim: new Uint32Array(0),
  value: new Float64Array(0),
  base: new Float64Array(0),
}

function claimedOf(job: FastJob, claim: number): number {
  let sum = 0
  for (const o of job.openings) if (o.claim === claim) sum += o.worth
  for (const it of job.introductions) if (it.claim === claim) sum += it.worth
  return sum
}

/** Closing balances of accounts of which something is known, and what came from outside the ledger. */
function balances(job: FastJob): Pick<FastPass, 'balance' | 'boundary'> {
  const balance = new Float64Array(job.accounts)
  const known = job.opened.slice()
  const outside = new Set<number>()
  let payments = 0
  for (const o of job.openings) balance[o.account]! += o.amount
  for (let i = 0; i < job.count; i++) {
    const from = job.from[i]!
    if (known[from] === 1) balance[from]! -= job.amount[i]!
    else {
      outside.add(from)
      payments++
    }
    balance[job.to[i]!]! += job.received[i]!
    known[job.to[i]!] = 1
  }
  return { balance, boundary: { accounts: outside.size, payments } }
}

function frame({ options, order, value }: FastInput) {
  return {
    rule: options.rule,
    order,
    arrival: options.arrival ?? ('ordered' as const),
    arithmetic: 'fast' as const,
    base: value ? { code: value.code, digits: value.digits } : null,
    sources: options.sources ?? [],
  }
}

function paymentAt({ sequence }: Placed, position: number): number {
  return sequence === undefined ? position : sequence[position]!
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

function touchMoves(input: Placed, passes: readonly TouchPass[]): Moves {
  const rows: { position: number; claim: number }[] = []
  passes.forEach((pass, p) => {
    pass.position.forEach((position, m) => {
      for (let bits = pass.carried[m]!; bits !== 0; bits = (bits & (bits - 1)) >>> 0)
        rows.push({ position, claim: p * claimsPerPass + (31 - Math.clz32(bits & -bits)) })
    })
  })
  if (passes.length > 1) rows.sort((a, b) => a.position - b.position || a.claim - b.claim)
  const none = new Float64Array(rows.length).fill(Number.NaN)
  return {
    payment: Uint32Array.from(rows, (r) => paymentAt(input, r.position)),
    claim: Uint32Array.from(rows, (r) => r.claim),
    value: none,
    base: none.slice(),
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
