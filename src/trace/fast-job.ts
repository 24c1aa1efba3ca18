/**
 * What every fast kernel reads: the columns in the order to be followed, what stood in the accounts before, and
 * which claims come in where. Amounts are float64 holding whole minor units.
 */
import type { Introduction, Opening, Payments } from '#model'
import { dust } from './lot.ts'

export interface FastJob {
  readonly count: number
  readonly accounts: number
  readonly claims: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly amount: Float64Array
  readonly received: Float64Array
  readonly openings: readonly (Opening & Worth)[]
  /** In the order of the columns; `payment` is a position in them. */
  readonly introductions: readonly (Introduction & Worth)[]
  /** 1 where an opening balance was stated. */
  readonly opened: Uint8Array
  /** False when all money is in the base currency, so that claim value and amount are one and the same. */
  readonly valued: boolean
  /** True where the claimant elects what the payment buys; the claim pays first there (`cherry-pick`). */
  readonly elected?: Uint8Array
  /** Called every 65,536 payments; true stops the pass. */
  readonly tick?: (done: number) => boolean
  /** Told what a reader must weigh, as it happens. */
  readonly notes: Notes
}

/** What a pass meets on its way; `position` is a place in the columns of the job. */
export interface Notes {
  /** The account paid what it had not; `short` is all it is short of by then. */
  short(position: number, account: number, short: number, heldClaims: boolean): void
  /** An introduction stands on money that follows a claim already. */
  collided(position: number, amount: number): void
  /** An introduction is larger than what is left of its payment. */
  exceeded(position: number): void
  /** Claim money was booked as nothing on arrival. */
  vanished(position: number): void
}

export const silent: Notes = {
  short: () => undefined,
  collided: () => undefined,
  exceeded: () => undefined,
  vanished: () => undefined,
}

/** What all of an opening or an introduction is worth, in base minor units; 0 where no rate is known. */
export interface Worth {
  readonly worth: number
}

/** Payments between two looks at the clock and at the wish to stop. */
export const tickEvery = 65_536

/** A position that no payment has: past every introduction. */
export const never = 0xffff_ffff

/**
 * What a pass leaves behind, in the order of the columns of its job. `account * claims + claim` addresses a figure.
 */
export interface FastPass {
  readonly stopped: boolean
  /** Closing balance; negative where the account is overdrawn. */
  readonly balance: Float64Array
  /** Claim money in each account, in its currency; fractions of minor units. */
  readonly held: Float64Array
  /** The same in base; the same array when value and amount are one. */
  readonly heldValue: Float64Array
  /** By claim, in base: brought in, and lost for good (repaid somebody's shortfall, vanished, collided). */
  readonly claimed: Float64Array
  readonly lost: Float64Array
  readonly moves: MoveColumns
  /** Claim money that ended with the arrival of a payment: it repaid a shortfall, or was booked as nothing. */
  readonly losses: MoveColumns
  /** Once for each account and claim. */
  readonly exhausted: readonly Ending[]
  readonly boundary: { readonly accounts: number; readonly payments: number }
  /** Lots handed over; 0 for kernels that keep no lots. */
  readonly lotMoves: number
}

/** A claim had value in an account and the account ran out. */
export interface Ending {
  readonly position: number
  readonly account: number
  readonly claim: number
}

/** Endings, each account and claim once. */
export class Endings {
  readonly rows: Ending[] = []
  readonly #seen = new Set<number>()
  readonly #claims: number

  constructor(claims: number) {
    this.#claims = claims
  }

  add(position: number, account: number, claim: number): void {
    const key = account * this.#claims + claim
    if (this.#seen.has(key)) return
    this.#seen.add(key)
    this.rows.push({ position, account, claim })
  }
}

/**
 * Accounts of which nothing is known yet: no opening balance, no credit so far. What they pay comes from outside
 * the ledger. The first credits are looked up when somebody runs short, not before.
 */
export class Outside {
  readonly #job: FastJob
  #first: Uint32Array | undefined
  readonly #accounts = new Set<number>()
  payments = 0

  constructor(job: FastJob) {
    this.#job = job
  }

  /** Counts the payment and says true when it comes from outside. */
  pays(position: number, account: number): boolean {
    if (this.#job.opened[account] === 1) return false
    this.#first ??= firstCredits(this.#job)
    if (this.#first[account]! < position) return false
    this.#accounts.add(account)
    this.payments++
    return true
  }

  get accounts(): number {
    return this.#accounts.size
  }
}

/**
 * How much of an introduction finds own money to stand on. What is larger than the payment is not followed; value
 * that follows a claim already stays with it and is not counted twice.
 */
export interface Placed {
  /** Base value for each minor unit introduced. */
  readonly worth: number
  readonly amount: number
  /** Minor units that found only claimed money: of the same claim, and of others. */
  readonly again: number
  readonly taken: number
}

/**
 * @param room what earlier introductions leave of the payment
 * @param own own money among what the payment draws
 * @param before what the claim has in the payment already
 */
export function placeIntroduction(
  job: FastJob,
  it: Introduction & Worth,
  room: number,
  own: number,
  before: number,
): Placed {
  const capped = Math.min(it.amount, room)
  if (capped < it.amount) job.notes.exceeded(it.payment)
  const amount = own < dust ? 0 : own + dust < capped ? own : capped
  const collided = capped - amount
  if (collided > 0) job.notes.collided(it.payment, collided)
  const again = Math.min(collided, before)
  return { worth: it.worth / it.amount, amount, again, taken: collided - again }
}

/** Claim money carried by payments; grows as it is written. */
export interface MoveColumns {
  readonly length: number
  readonly position: Uint32Array
  readonly claim: Uint32Array
  readonly amount: Float64Array
  /** In base; the same array as `amount` when value and amount are one. */
  readonly value: Float64Array
}

export class MoveWriter {
  readonly #valued: boolean
  length = 0
  position = new Uint32Array(4096)
  claim = new Uint32Array(4096)
  amount = new Float64Array(4096)
  value: Float64Array

  /** Last row of each claim. */
  readonly #row: Uint32Array

  constructor(valued: boolean, claims: number) {
    this.#valued = valued
    this.#row = new Uint32Array(claims)
    this.value = valued ? new Float64Array(4096) : this.amount
  }

  push(position: number, claim: number, amount: number, value: number): void {
    const at = this.length
    if (at === this.position.length) this.#grow()
    this.position[at] = position
    this.claim[at] = claim
    this.amount[at] = amount
    if (this.#valued) this.value[at] = value
    this.length = at + 1
  }

  /** Adds to the row of the same payment and claim, if `position` has one, else writes a row. */
  add(position: number, claim: number, amount: number, value: number): void {
    const row = this.#row[claim]!
    if (row < this.length && this.position[row] === position && this.claim[row] === claim) {
      this.amount[row] = this.amount[row]! + amount
      if (this.#valued) this.value[row] = this.value[row]! + value
      return
    }
    this.#row[claim] = this.length
    this.push(position, claim, amount, value)
  }

  #grow(): void {
    const size = this.position.length * 2
    const wider = <T extends Uint32Array | Float64Array>(made: T, old: T): T => {
      made.set(old)
      return made
    }
    this.position = wider(new Uint32Array(size), this.position)
    this.claim = wider(new Uint32Array(size), this.claim)
    this.amount = wider(new Float64Array(size), this.amount)
    this.value = this.#valued ? wider(new Float64Array(size), this.value) : this.amount
  }

  columns(): MoveColumns {
    const amount = this.amount.subarray(0, this.length)
    return {
      length: this.length,
      position: this.position.subarray(0, this.length),
      claim: this.claim.subarray(0, this.length),
      amount,
      value: this.#valued ? this.value.subarray(0, this.length) : amount,
    }
  }
}

/** First payment that credits each account; `never` for none. Asked only when somebody runs short. */
function firstCredits(job: FastJob): Uint32Array {
  const first = new Uint32Array(job.accounts).fill(never)
  for (let i = job.count - 1; i >= 0; i--) if (job.received[i]! > 0) first[job.to[i]!] = i
  return first
}

export interface JobOptions {
  /** Base minor units of an opening or an introduction; absent when claim value and amount are one. */
  readonly worth?: {
    opening(opening: Opening): number
    introduction(introduction: Introduction): number
  }
  readonly elected?: Uint8Array
  readonly tick?: (done: number) => boolean
  readonly notes?: Notes
  /** Payment numbers in the order to be followed; the order of the columns when absent. */
  readonly sequence?: Uint32Array
}

/** The payments of a case as a job. */
export function fastJob(payments: Payments, options: JobOptions = {}): FastJob {
  const { worth, elected, tick, sequence } = options
  const opened = Uint8Array.from(payments.accounts, (a) => (a.opened ? 1 : 0))
  for (const o of payments.openings) opened[o.account] = 1
  const introductions = payments.introductions
    .filter((it) => it.amount > 0)
    .map((it) => ({ ...it, worth: worth ? worth.introduction(it) : it.amount }))
  const job: FastJob = {
    count: payments.count,
    accounts: payments.accounts.length,
    claims: payments.claims.length,
    from: payments.from,
    to: payments.to,
    amount: payments.amount,
    received: payments.received,
    openings: payments.openings.map((o) => ({
      ...o,
      worth: worth && o.claim !== undefined ? worth.opening(o) : o.amount,
    })),
    introductions,
    opened,
    valued: worth !== undefined,
    notes: options.notes ?? silent,
    ...(elected === undefined ? {} : { elected }),
    ...(tick === undefined ? {} : { tick }),
  }
  return sequence === undefined ? job : inSequence(job, sequence)
}

/** The same job with its columns in another order. */
function inSequence(job: FastJob, sequence: Uint32Array): FastJob {
  const place = new Uint32Array(job.count)
  sequence.forEach((payment, position) => {
    place[payment] = position
  })
  const { from, to, amount, received, elected } = job
  return {
    ...job,
    from: sequence.map((i) => from[i]!),
    to: sequence.map((i) => to[i]!),
    amount: Float64Array.from(sequence, (i) => amount[i]!),
    received: Float64Array.from(sequence, (i) => received[i]!),
    introductions: job.introductions
      .map((it) => ({ ...it, payment: place[it.payment]! }))
      .sort((a, b) => a.payment - b.payment),
    ...(elected === undefined ? {} : { elected: Uint8Array.from(sequence, (i) => elected[i]!) }),
  }
}
