/**
 * Rules that draw rateably inside a class (`rolling`, `libr`, `cherry-pick`): an account is a balance and, for each
 * claim, how much of it is that claim's. One pass in time order, two accounts touched by each payment.
 *
 * A payment of `a` from an account that holds `b`, of which `t` is claimed, takes of the claims
 * - without priority: t * a / b;
 * - own money first: what own money, b - t, does not cover;
 * - claims first: as much as there is;
 * and of each claim in proportion.
 */
import {
  Endings,
  type FastJob,
  type FastPass,
  MoveWriter,
  never,
  Outside,
  placeIntroduction,
  tickEvery,
} from './fast-job.ts'
import { dust } from './lot.ts'
import type { Priority } from './rules.ts'

/** How much of a draw falls on the claims; `amount` is not more than `balance`. */
function onClaims(priority: Priority, amount: number, balance: number, total: number): number {
  if (priority === 'none') return amount < balance ? (total * amount) / balance : total
  if (priority === 'own-first') return Math.min(total, Math.max(0, amount - (balance - total)))
  return Math.min(total, amount)
}

/** One pass under a rateable rule. Memory: 8 bytes for each account and claim, 16 where claims are valued in base. */
export function rateablePass(job: FastJob, rule: Priority): FastPass {
  const { from, to, amount, received, accounts, count, elected } = job
  const book = new Book(job, rule)
  const { state } = book
  let introduced = job.introductions.length > 0 ? job.introductions[0]!.payment : never
  let stopped = false
  for (let begin = 0; begin < count && !stopped; begin += tickEvery) {
    const end = Math.min(begin + tickEvery, count)
    for (let i = begin; i < end; i++) {
      const source = 2 * from[i]!
      const a = amount[i]!
      const balance = state[source]!
      const total = state[source + 1]!
      let x = 0
      if (a > balance) x = book.runShort(i, balance, total)
      else {
        state[source] = balance - a
        if (total > 0) {
          const priority = elected !== undefined && elected[i] === 1 ? 'claim-first' : rule
          x = onClaims(priority, a, balance, total)
          state[source + 1] = total - x
        }
      }
      if (x > 0) book.carry(i, total, x)
      if (i === introduced) {
        x += book.introduce(i, x)
        introduced = book.nextIntroduction()
      }
      const target = 2 * to[i]!
      const got = received[i]!
      const before = state[target]!
      state[target] = before + got
      if (x > 0) state[target + 1] = state[target + 1]! + book.arrive(i, x, before)
    }
    stopped = job.tick?.(end) === true
  }
  const balance = new Float64Array(accounts)
  for (let account = 0; account < accounts; account++) balance[account] = state[2 * account]!
  return {
    stopped,
    balance,
    held: book.part,
    heldValue: book.value,
    claimed: book.claimed,
    lost: book.lost,
    moves: book.moves.columns(),
    losses: book.losses.columns(),
    exhausted: book.endings.rows,
    boundary: { accounts: book.outside.accounts, payments: book.outside.payments },
    lotMoves: 0,
  }
}

/** Claims of the accounts, and of the payment at hand (`drawn`). */
class Book {
  /** Balance and claimed total of an account side by side: one cache line for both. A negative balance is owed. */
  readonly state: Float64Array
  /** What each claim has in each account, in its currency and, where the two differ, in base. */
  readonly part: Float64Array
  readonly value: Float64Array
  readonly claimed: Float64Array
  readonly lost: Float64Array
  readonly moves: MoveWriter
  readonly losses: MoveWriter
  readonly endings: Endings
  readonly outside: Outside
  readonly #job: FastJob
  readonly #rule: Priority
  readonly #claims: number
  readonly #valued: boolean
  readonly #drawn: Float64Array
  readonly #drawnValue: Float64Array
  #next = 0

  constructor(job: FastJob, rule: Priority) {
    const { accounts, claims } = job
    this.#job = job
    this.#rule = rule
    this.#claims = claims
    this.#valued = job.valued
    this.state = new Float64Array(2 * accounts)
    this.part = new Float64Array(accounts * claims)
    this.value = this.#valued ? new Float64Array(accounts * claims) : this.part
    this.claimed = new Float64Array(claims)
    this.lost = new Float64Array(claims)
    this.#drawn = new Float64Array(claims)
    this.#drawnValue = this.#valued ? new Float64Array(claims) : this.#drawn
    this.moves = new MoveWriter(this.#valued, claims)
    this.losses = new MoveWriter(this.#valued, claims)
    this.endings = new Endings(claims)
    this.outside = new Outside(job)
    for (const o of job.openings) {
      this.state[2 * o.account]! += o.amount
      if (o.claim === undefined) continue
      this.state[2 * o.account + 1]! += o.amount
      this.part[o.account * claims + o.claim]! += o.amount
      if (this.#valued) this.value[o.account * claims + o.claim]! += o.worth
      this.claimed[o.claim]! += o.worth
    }
  }

  /** The account cannot pay: all its claims leave it, the rest is the bank's or unknown money. Returns the claims. */
  runShort(i: number, balance: number, total: number): number {
    const a = this.#job.amount[i]!
    const account = this.#job.from[i]!
    if (a === 0 || this.outside.pays(i, account)) return 0
    this.state[2 * account] = balance - a
    this.state[2 * account + 1] = 0
    for (let c = 0; c < this.#claims; c++)
      if (this.part[account * this.#claims + c]! > dust) this.endings.add(i, account, c)
    this.#job.notes.short(i, account, a - balance, total > 0)
    return total
  }

  /** Takes `x` of the `total` claimed out of the payer, each claim in proportion, and writes the moves. */
  carry(i: number, total: number, x: number): void {
    const row = this.#job.from[i]! * this.#claims
    const share = x < total ? x / total : 1
    const { part, value } = this
    for (let c = 0; c < this.#claims; c++) {
      const has = part[row + c]!
      if (has === 0) continue
      const take = share === 1 ? has : has * share
      part[row + c] = has - take
      this.#drawn[c] = take
      if (this.#valued) {
        const worth = value[row + c]!
        const taken = share === 1 ? worth : worth * share
        value[row + c] = worth - taken
        this.#drawnValue[c] = taken
      }
      this.moves.push(i, c, take, this.#drawnValue[c]!)
    }
  }

  /** Claims that the payment introduces take the place of own money. Returns how much of it. */
  introduce(i: number, carried: number): number {
    const job = this.#job
    let room = job.amount[i]!
    let own = room - carried
    const { introductions } = job
    const rows = this.moves.length
    for (; this.#next < introductions.length; this.#next++) {
      const it = introductions[this.#next]!
      if (it.payment !== i) break
      const c = it.claim
      const placed = placeIntroduction(job, it, room, own, this.#drawn[c]!)
      room -= Math.min(it.amount, room)
      own -= placed.amount
      this.claimed[c]! += placed.worth * (placed.amount + placed.taken)
      this.lost[c]! += placed.worth * placed.taken
      if (placed.amount === 0) continue
      this.#drawn[c]! += placed.amount
      if (this.#valued) this.#drawnValue[c]! += placed.worth * placed.amount
      this.#addMove(i, c, placed.amount, placed.worth * placed.amount, rows)
    }
    return job.amount[i]! - carried - own
  }

  /** Joins a row of this payment that `carry` wrote, or writes one. */
  #addMove(i: number, claim: number, amount: number, worth: number, rows: number): void {
    for (let row = rows - 1; row >= 0 && this.moves.position[row] === i; row--) {
      if (this.moves.claim[row] !== claim) continue
      this.moves.amount[row]! += amount
      if (this.#valued) this.moves.value[row]! += worth
      return
    }
    this.moves.add(i, claim, amount, worth)
  }

  nextIntroduction(): number {
    const { introductions } = this.#job
    return this.#next < introductions.length ? introductions[this.#next]!.payment : never
  }

  /**
   * Books what was drawn at the payee, converted. What repays a shortfall there is drawn by the rule and lost.
   * `before` is the payee's balance until now. Returns the claims booked, in the payee's currency.
   */
  arrive(i: number, x: number, before: number): number {
    const paid = this.#job.amount[i]!
    const got = this.#job.received[i]!
    const account = this.#job.to[i]!
    const gain = got === paid ? 1 : got / paid
    let keep = 1
    if (got === 0) {
      keep = 0
      if (x > dust) this.#job.notes.vanished(i)
    } else if (before < 0) {
      const claimsIn = Math.min(x * gain, got)
      keep = 1 - onClaims(this.#rule, Math.min(got, -before), got, claimsIn) / claimsIn
      if (keep < 1e-12) keep = 0
    }
    const row = account * this.#claims
    let arrived = 0
    for (let c = 0; c < this.#claims; c++) {
      const amount = this.#drawn[c]!
      const worth = this.#drawnValue[c]!
      if (amount === 0 && worth === 0) continue
      this.#drawn[c] = 0
      this.#drawnValue[c] = 0
      const booked = amount * gain * keep
      arrived += booked
      this.part[row + c]! += booked
      if (this.#valued) this.value[row + c]! += worth * keep
      if (keep === 1) continue
      const gone = worth * (1 - keep)
      const ended = got === 0 ? amount : amount * gain - booked
      this.lost[c]! += gone
      this.losses.push(i, c, ended, gone)
      if (got > 0 && ended > dust) this.endings.add(i, account, c)
    }
    return arrived
  }
}
