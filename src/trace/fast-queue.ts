/**
 * Rules that draw lot by lot (`fifo`, `lifo`, `proceeds-first`): an account is a row of lots, each somebody's.
 *
 * `claim-first` keeps the holder's own money apart, as one figure: its place among claimed lots never matters.
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
import { Lots, none, own, Pieces } from './fast-lots.ts'
import { dust } from './lot.ts'

export type QueueRule = 'oldest' | 'newest' | 'claim-first'

/** One pass lot by lot. Amounts stay whole numbers unless a currency is converted. */
export function queuePass(job: FastJob, rule: QueueRule): FastPass {
  const { from, to, amount, received, count } = job
  const book = new Book(job, rule)
  const { lots, moves, ownMoney } = book
  const newest = rule === 'newest'
  const apart = rule === 'claim-first'
  const valued = job.valued
  const { ends } = lots
  let plain = 0
  let introduced = job.introductions.length > 0 ? job.introductions[0]!.payment : never
  let stopped = false
  for (let begin = 0; begin < count && !stopped; begin += tickEvery) {
    const end = Math.min(begin + tickEvery, count)
    let lotAmount = lots.amount
    let lotLink = lots.link
    for (let i = begin; i < end; i++) {
      const source = from[i]!
      const target = to[i]!
      const a = amount[i]!
      const first = ends[2 * source]!
      const neighbour = ends[newest ? 2 * target : 2 * target + 1]!
      // The plain case, nearly always: one lot covers the payment and joins a lot of the same owner. An account
      // that owes has no lots, so a payee with a lot owes nothing.
      if (first !== none && neighbour !== none && received[i] === a && i !== introduced) {
        const owner = lotLink[4 * first + 2]!
        const covers = lotAmount[2 * first]! > a
        if (covers && lotLink[4 * neighbour + 2] === owner && (owner === own || !valued)) {
          lotAmount[2 * first]! -= a
          lotAmount[2 * neighbour]! += a
          if (owner !== own && a > 0) moves.push(i, owner - 1, a, a)
          plain++
          continue
        }
      } else if (
        apart &&
        first === none &&
        ownMoney[source]! >= a &&
        ownMoney[target]! >= 0 &&
        received[i] === a &&
        i !== introduced
      ) {
        ownMoney[source]! -= a
        ownMoney[target]! += a
        plain++
        continue
      }
      book.pay(i, i === introduced)
      if (i === introduced) introduced = book.nextIntroduction()
      lotAmount = lots.amount
      lotLink = lots.link
    }
    stopped = job.tick?.(end) === true
  }
  return { stopped, ...book.close(), lotMoves: plain + book.lotMoves }
}

/** Does any payment arrive as another amount than it left? */
function converts(job: FastJob): boolean {
  for (let i = 0; i < job.count; i++) if (job.amount[i] !== job.received[i]) return true
  return false
}

/** Everything of a payment that is not plain. */
class Book {
  readonly lots: Lots
  readonly moves: MoveWriter
  /** Own money kept apart under `claim-first`; negative is owed. */
  readonly ownMoney: Float64Array
  lotMoves = 0
  /** What each account is short of, under the other rules. */
  readonly #owed: Float64Array
  readonly #job: FastJob
  readonly #rule: QueueRule
  readonly #claimed: Float64Array
  readonly #lost: Float64Array
  readonly #endings: Endings
  readonly #losses: MoveWriter
  readonly #outside: Outside
  readonly #pieces = new Pieces()
  #next = 0

  constructor(job: FastJob, rule: QueueRule) {
    const { accounts, claims } = job
    const valued = job.valued
    this.#job = job
    this.#rule = rule
    const room = accounts + job.openings.length + 1024
    this.lots = new Lots(accounts, room, rule === 'newest', valued, converts(job) ? dust : 0)
    this.moves = new MoveWriter(valued, claims)
    this.#losses = new MoveWriter(valued, claims)
    this.ownMoney = new Float64Array(rule === 'claim-first' ? accounts : 0)
    this.#owed = new Float64Array(rule === 'claim-first' ? 0 : accounts)
    this.#claimed = new Float64Array(claims)
    this.#lost = new Float64Array(claims)
    this.#endings = new Endings(claims)
    this.#outside = new Outside(job)
    for (const o of job.openings) {
      if (o.claim === undefined) this.#put(o.account, own, o.amount, 0)
      else {
        this.#claimed[o.claim]! += o.worth
        this.#put(o.account, o.claim + 1, o.amount, o.worth)
      }
    }
  }

  pay(i: number, introduces: boolean): void {
    const job = this.#job
    const account = job.from[i]!
    const pieces = this.#pieces
    pieces.clear()
    let missing = this.lots.draw(account, job.amount[i]!, pieces)
    if (missing > 0 && this.#rule === 'claim-first') missing -= this.#drawOwn(account, missing)
    if (missing > this.lots.dust) this.#runShort(i, account, missing)
    if (introduces) this.#introduce(i)
    this.#arrive(i)
  }

  #drawOwn(account: number, wanted: number): number {
    const x = Math.min(wanted, Math.max(0, this.ownMoney[account]!))
    if (x === 0) return 0
    this.ownMoney[account]! -= x
    this.#pieces.push(own, x, 0)
    return x
  }

  /** The account cannot pay all of it: the rest is the bank's or unknown money. */
  #runShort(i: number, account: number, missing: number): void {
    const pieces = this.#pieces
    if (!this.#outside.pays(i, account)) {
      this.#owe(account, missing)
      let held = false
      for (const owner of pieces.owner) {
        if (owner === own || pieces.of(owner) <= dust) continue
        held = true
        this.#endings.add(i, account, owner - 1)
      }
      this.#job.notes.short(i, account, this.#owing(account), held)
    }
    pieces.push(own, missing, 0)
  }

  #owing(account: number): number {
    return this.#rule === 'claim-first'
      ? Math.max(0, -this.ownMoney[account]!)
      : this.#owed[account]!
  }

  #owe(account: number, amount: number): void {
    if (this.#rule === 'claim-first') this.ownMoney[account]! -= amount
    else this.#owed[account]! += amount
  }

  #introduce(i: number): void {
    const job = this.#job
    let room = job.amount[i]!
    for (; this.#next < job.introductions.length; this.#next++) {
      const it = job.introductions[this.#next]!
      if (it.payment !== i) break
      const { claim } = it
      const pieces = this.#pieces
      const placed = placeIntroduction(job, it, room, pieces.of(own), pieces.of(claim + 1))
      room -= Math.min(it.amount, room)
      this.#claimed[claim]! += placed.worth * (placed.amount + placed.taken)
      this.#lost[claim]! += placed.worth * placed.taken
      pieces.turn(claim, placed.amount, placed.worth)
    }
  }

  nextIntroduction(): number {
    const { introductions } = this.#job
    return this.#next < introductions.length ? introductions[this.#next]!.payment : never
  }

  /** Books the pieces at the payee, converted; what repays a shortfall there is drawn by the rule and lost. */
  #arrive(i: number): void {
    const { to, amount, received, notes } = this.#job
    const [paid, got, account] = [amount[i]!, received[i]!, to[i]!]
    let pieces = this.#pieces
    let carries = false
    for (let p = 0; p < pieces.length; p++) {
      this.lotMoves++
      if (pieces.owner[p] === own) continue
      if (pieces.amount[p]! > this.lots.dust) carries = true
      this.moves.add(i, pieces.owner[p]! - 1, pieces.amount[p]!, pieces.value[p]!)
    }
    if (got === 0) {
      if (carries) notes.vanished(i)
      this.#lose(i, pieces)
      return
    }
    if (pieces.length === 0) pieces.push(own, got, 0)
    else if (got !== paid) pieces.convert(paid, got)
    const repaid = Math.min(this.#owing(account), got)
    if (repaid > 0) {
      this.#owe(account, -repaid)
      pieces = this.#repay(i, account, pieces, repaid)
    }
    for (let p = 0; p < pieces.length; p++)
      if (pieces.amount[p]! > 0)
        this.#put(account, pieces.owner[p]!, pieces.amount[p]!, pieces.value[p]!)
  }

  /** Draws `repaid` out of the pieces by the rule; what is left goes into the account. */
  #repay(i: number, account: number, pieces: Pieces, repaid: number): Pieces {
    const left = new Pieces()
    const gone = new Pieces()
    let open = repaid
    const split = (p: number): void => {
      const x = pieces.amount[p]!
      const least = Math.min(x, Math.max(0, open))
      const out = x - least <= this.lots.dust ? x : least
      open -= out
      const worth = x > 0 ? (pieces.value[p]! * out) / x : 0
      if (out > 0) gone.push(pieces.owner[p]!, out, worth)
      if (out < x) left.push(pieces.owner[p]!, x - out, pieces.value[p]! - worth)
    }
    const places = [...pieces.owner.keys()]
    if (this.#rule === 'newest') places.reverse()
    if (this.#rule === 'claim-first') {
      for (const p of places) if (pieces.owner[p] !== own) split(p)
      for (const p of places) if (pieces.owner[p] === own) split(p)
    } else for (const p of places) split(p)
    if (this.#rule === 'newest') left.reverse()
    this.#lose(i, gone)
    for (const owner of gone.owner)
      if (owner !== own && gone.of(owner) > dust) this.#endings.add(i, account, owner - 1)
    return left
  }

  #lose(i: number, pieces: Pieces): void {
    for (let p = 0; p < pieces.length; p++) {
      if (pieces.owner[p] === own) continue
      const claim = pieces.owner[p]! - 1
      this.#lost[claim]! += pieces.value[p]!
      this.#losses.add(i, claim, pieces.amount[p]!, pieces.value[p]!)
    }
  }

  #put(account: number, owner: number, x: number, worth: number): void {
    if (x === 0) return
    if (owner === own && this.#rule === 'claim-first') this.ownMoney[account]! += x
    else this.lots.put(account, owner, x, worth)
  }

  close(): Omit<FastPass, 'stopped' | 'lotMoves'> {
    const { accounts, claims, valued } = this.#job
    const balance = new Float64Array(accounts)
    const held = new Float64Array(accounts * claims)
    const heldValue = valued ? new Float64Array(accounts * claims) : held
    const { ends, amount, link } = this.lots
    for (let account = 0; account < accounts; account++) {
      let sum = this.#rule === 'claim-first' ? this.ownMoney[account]! : -this.#owed[account]!
      for (let lot = ends[2 * account]!; lot !== none; lot = link[4 * lot + 3]!) {
        sum += amount[2 * lot]!
        const owner = link[4 * lot + 2]!
        if (owner === own) continue
        const at = account * claims + owner - 1
        held[at]! += amount[2 * lot]!
        if (valued) heldValue[at]! += this.lots.value[lot]!
      }
      balance[account] = Math.round(sum)
    }
    return {
      balance,
      held,
      heldValue,
      claimed: this.#claimed,
      lost: this.#lost,
      moves: this.moves.columns(),
      losses: this.#losses.columns(),
      exhausted: this.#endings.rows,
      boundary: { accounts: this.#outside.accounts, payments: this.#outside.payments },
    }
  }
}
