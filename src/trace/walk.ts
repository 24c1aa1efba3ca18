import type { Introduction, Payments } from '#model'
import type { ClaimValue } from './claim-value.ts'
import type { FixedPoint } from './fixed-point.ts'
import { type ClaimState, introduce, introductionsOf } from './introduce.ts'
import { addParts, blend, convert, dust, type Lot, ownLot, type Part } from './lot.ts'
import { MoveLog } from './moves.ts'
import { openPurse, type Purse } from './purse.ts'
import type { Priority, Rule } from './rules.ts'
import type { Arrival, Birth, Exhausted } from './trace.ts'
import type { Warnings } from './warnings.ts'

export interface WalkInput {
  readonly payments: Payments
  readonly rule: Rule
  readonly arrival: Arrival
  readonly value: ClaimValue | undefined
  readonly sequence: Uint32Array
  readonly fixed: FixedPoint
  readonly warnings: Warnings
  /** Under an election: does this payment buy an elected asset? */
  readonly elected?: (payment: number) => boolean
  /** Called every 65,536 payments; false stops. */
  readonly going?: (done: number) => boolean
}

/** Claim value that ended in one account. */
export interface Rest {
  readonly account: number
  readonly part: Part
}

export interface WalkResult {
  readonly moves: MoveLog
  readonly losses: MoveLog
  readonly births: readonly Birth[]
  readonly states: readonly ClaimState[]
  readonly rests: readonly Rest[]
  readonly exhausted: readonly Exhausted[]
  /** Closing balance per account: what is there less what is owed. */
  readonly balances: Float64Array
  readonly touched: Uint8Array
  readonly boundary: { readonly accounts: number; readonly payments: number }
}

/** Follows every payment once, in sequence. Undefined when it was stopped. */
export function walk(input: WalkInput): WalkResult | undefined {
  const state = new Walker(input)
  const { sequence, going } = input
  for (let k = 0; k < sequence.length; k++) {
    if (going && (k & 0xffff) === 0 && !going(k)) return undefined
    state.pay(sequence[k]!)
  }
  return state.finish()
}

class Walker {
  readonly #in: WalkInput
  readonly #states: ClaimState[]
  readonly #introductions: Map<number, Introduction[]>
  /** Money that is there (never negative) and money that was paid out beyond it. */
  readonly #balance: Float64Array
  readonly #short: Float64Array
  /** 0: nothing known yet, payments come from outside the ledger; 1: opened or credited. */
  readonly #known: Uint8Array
  readonly #outside: Uint8Array
  #outsidePayments = 0
  readonly #purses: (Purse | undefined)[]
  readonly #touched: Uint8Array
  readonly #moves = new MoveLog()
  readonly #losses = new MoveLog()
  readonly #births: Birth[] = []
  readonly #exhausted = new Map<string, Exhausted>()
  readonly #sameMoment: SameMoment

  constructor(input: WalkInput) {
    const { payments, fixed, value } = input
    const n = payments.accounts.length
    this.#in = input
    this.#states = payments.claims.map(() => ({ claimed: 0n, untraceable: 0n, unknown: false }))
    this.#introductions = introductionsOf(payments)
    this.#balance = new Float64Array(n)
    this.#short = new Float64Array(n)
    this.#known = Uint8Array.from(payments.accounts, (a) => (a.opened ? 1 : 0))
    this.#outside = new Uint8Array(n)
    this.#purses = new Array(n)
    this.#touched = new Uint8Array(n)
    this.#sameMoment = new SameMoment(payments)
    const start = payments.count > 0 ? payments.time[0]! : 0
    for (const o of payments.openings) {
      this.#known[o.account] = 1
      if (o.amount < 0) {
        this.#short[o.account]! -= o.amount
        continue
      }
      const lot = ownLot(fixed.whole(o.amount))
      if (o.claim !== undefined && o.amount > 0) {
        const state = this.#states[o.claim]!
        const base = value?.of(o.account, lot.amount, start, fixed)
        if (base === undefined) {
          state.unknown = true
          if (value) input.warnings.add('rate-unknown', o.account, start, null, true)
        }
        state.claimed += base ?? 0n
        lot.parts.push({ claim: o.claim, amount: lot.amount, base: base ?? 0n })
        this.#births.push({
          payment: null,
          account: o.account,
          claim: o.claim,
          amount: o.amount,
          base: fixed.float(base ?? 0n),
        })
      }
      this.#hold(o.account, o.amount, [lot])
    }
  }

  pay(i: number): void {
    const { payments, fixed } = this.#in
    const from = payments.from[i]!
    const to = payments.to[i]!
    const amount = payments.amount[i]!
    const received = payments.received[i]!
    const same = this.#sameMoment
    const shared = same.shared(i)
    const held = shared && (this.#purses[from] !== undefined || this.#purses[to] !== undefined)
    let lots = amount > 0 ? this.#draw(i, from, amount) : undefined
    const introductions = this.#introductions.get(i)
    if (introductions)
      lots = this.#introduce(i, lots ?? [ownLot(fixed.whole(amount))], introductions)
    if (lots?.every((l) => l.parts.length === 0)) lots = undefined
    if (lots) {
      this.#touched[from] = 1
      this.#touched[to] = 1
      if (lots.length > 1 && this.#in.arrival === 'blended') lots = [blend(lots)]
      this.#record(i, lots, this.#moves)
      if (received <= 0) {
        this.#lose(i, lots)
        if (lots.some((l) => l.parts.some((p) => fixed.float(p.amount) > dust)))
          this.#in.warnings.add('value-vanished', to, payments.time[i]!, null, true)
        lots = undefined
      } else if (received !== amount)
        lots = convert(lots, fixed.whole(amount), fixed.whole(received), fixed)
    }
    if (received > 0) this.#credit(i, to, received, lots)
    if (shared) {
      if (held || lots) same.claims(i, from, to)
      same.pass(i, from, to, this.#in.warnings)
    }
  }

  finish(): WalkResult {
    const rests: Rest[] = []
    this.#purses.forEach((purse, account) => {
      for (const part of purse?.parts ?? []) rests.push({ account, part })
    })
    rests.sort((a, b) => a.account - b.account || a.part.claim - b.part.claim)
    let outside = 0
    for (const flag of this.#outside) outside += flag
    return {
      moves: this.#moves,
      losses: this.#losses,
      births: this.#births,
      states: this.#states,
      rests,
      exhausted: [...this.#exhausted.values()],
      balances: this.#balance.map((b, i) => b - this.#short[i]!),
      touched: this.#touched,
      boundary: { accounts: outside, payments: this.#outsidePayments },
    }
  }

  /** Takes the payment out of its account. Undefined: no claim is in it. */
  #draw(i: number, from: number, amount: number): Lot[] | undefined {
    if (this.#known[from] === 0) {
      this.#outside[from] = 1
      this.#outsidePayments++
      return undefined
    }
    const there = this.#balance[from]!
    if (amount > there) return this.#overdraw(i, from, amount - there)
    this.#balance[from] = there - amount
    const purse = this.#purses[from]
    if (!purse) return undefined
    this.#in.fixed.drew()
    const lots = purse.draw(this.#in.fixed.whole(amount), this.#priority(i))
    if (!purse.holdsClaims) this.#purses[from] = undefined
    return lots
  }

  /**
   * A payment beyond the balance takes all that is there, claims included, and the rest is the bank's money. The
   * account is then empty: nothing can be traced through it (Bishopsgate v Homan [1995] Ch 211).
   */
  #overdraw(i: number, from: number, beyond: number): Lot[] | undefined {
    const { payments, fixed, warnings } = this.#in
    const time = payments.time[i]!
    const purse = this.#purses[from]
    const there = fixed.whole(this.#balance[from]!)
    this.#balance[from] = 0
    this.#short[from]! += beyond
    this.#purses[from] = undefined
    const code = payments.accounts[from]!.opened ? 'overdrawn' : 'opening-missing'
    warnings.add(code, from, time, this.#short[from]!, purse !== undefined)
    if (!purse) return undefined
    for (const part of purse.parts) this.#exhaust(from, part, time)
    return [...purse.draw(there, this.#priority(i)), ownLot(fixed.whole(beyond))]
  }

  #introduce(i: number, lots: Lot[], introductions: readonly Introduction[]): Lot[] {
    const { payments, fixed, value, warnings } = this.#in
    const [from, time] = [payments.from[i]!, payments.time[i]!]
    const out = introduce(lots, introductions, payments, value, this.#states, fixed)
    for (const part of out.result.kept) {
      const [amount, base] = [fixed.float(part.amount), fixed.float(part.base)]
      const account = payments.to[i]!
      this.#births.push({ payment: i, account, claim: part.claim, amount, base })
    }
    if (out.result.exceeds) warnings.add('claim-exceeds-payment', from, time, null, true)
    const collided = fixed.float(out.result.collided)
    if (collided > dust) warnings.add('collision', from, time, collided, true)
    if (value && introductions.some((x) => this.#states[x.claim]!.unknown))
      warnings.add('rate-unknown', from, time, null, true)
    return out.lots
  }

  /** A credit first repays what the account is short of; what repays it is drawn by the same rule. */
  #credit(i: number, to: number, received: number, lots: Lot[] | undefined): void {
    const { fixed, rule } = this.#in
    this.#known[to] = 1
    const repaid = Math.min(this.#short[to]!, received)
    if (repaid > 0) {
      this.#short[to]! -= repaid
      if (lots) {
        const purse = openPurse(rule.inside, 0n, fixed)
        purse.put(lots)
        fixed.drew()
        const lost = purse.draw(fixed.whole(repaid), rule.priority)
        this.#lose(i, lost)
        const time = this.#in.payments.time[i]!
        for (const part of blend(lost).parts) this.#exhaust(to, part, time)
        lots = purse.holdsClaims ? purse.lots() : undefined
      }
    }
    this.#hold(to, received - repaid, lots)
  }

  /** Adds money to an account; a purse is opened when the first claim comes in. */
  #hold(account: number, amount: number, lots: readonly Lot[] | undefined): void {
    const { fixed, rule } = this.#in
    const before = this.#balance[account]!
    this.#balance[account] = before + amount
    let purse = this.#purses[account]
    if (!purse) {
      if (!lots?.some((l) => l.parts.length > 0)) return
      purse = openPurse(rule.inside, fixed.whole(before), fixed)
      this.#purses[account] = purse
      this.#touched[account] = 1
    }
    purse.put(lots ?? [ownLot(fixed.whole(amount))])
  }

  #priority(i: number): Priority {
    const { rule, elected } = this.#in
    return rule.elected && elected?.(i) ? rule.elected : rule.priority
  }

  #record(i: number, lots: readonly Lot[], log: MoveLog): void {
    const { fixed, value } = this.#in
    const parts = lots.length === 1 ? lots[0]!.parts : joined(lots)
    for (const part of parts) {
      const known = value !== undefined && !this.#states[part.claim]!.unknown
      log.add(i, part.claim, fixed.float(part.amount), known ? fixed.float(part.base) : NaN)
    }
  }

  #lose(i: number, lots: readonly Lot[]): void {
    this.#record(i, lots, this.#losses)
    for (const lot of lots)
      for (const part of lot.parts) this.#states[part.claim]!.untraceable += part.base
  }

  /** What a division left over is no claim, and its end tells nobody anything. */
  #exhaust(account: number, { claim, amount }: Part, time: number): void {
    if (this.#in.fixed.float(amount) <= dust) return
    const key = `${account} ${claim}`
    if (!this.#exhausted.has(key)) this.#exhausted.set(key, { account, claim, time })
  }
}

function joined(lots: readonly Lot[]): Part[] {
  const parts: Part[] = []
  for (const lot of lots) addParts(parts, lot.parts)
  return parts
}

/** Finds accounts with a claim that are both debited and credited in one unproved group. */
class SameMoment {
  readonly #payments: Payments
  readonly #debited: Float64Array
  readonly #credited: Float64Array
  readonly #claimed: Float64Array
  readonly #told: Float64Array

  constructor(payments: Payments) {
    const n = payments.accounts.length
    this.#payments = payments
    this.#debited = new Float64Array(n).fill(-1)
    this.#credited = new Float64Array(n).fill(-1)
    this.#claimed = new Float64Array(n).fill(-1)
    this.#told = new Float64Array(n).fill(-1)
  }

  /** Does another payment stand at the same moment? Groups are contiguous in file order. */
  shared(i: number): boolean {
    const { group, count } = this.#payments
    const g = group[i]!
    return (i > 0 && group[i - 1] === g) || (i + 1 < count && group[i + 1] === g)
  }

  claims(i: number, from: number, to: number): void {
    const g = this.#payments.group[i]!
    this.#claimed[from] = g
    this.#claimed[to] = g
  }

  pass(i: number, from: number, to: number, warnings: Warnings): void {
    const g = this.#payments.group[i]!
    this.#debited[from] = g
    this.#credited[to] = g
    for (const account of from === to ? [from] : [from, to]) {
      const both = this.#debited[account] === g && this.#credited[account] === g
      if (!both || this.#claimed[account] !== g || this.#told[account] === g) continue
      this.#told[account] = g
      warnings.add('order-unproved', account, this.#payments.time[i]!, null, true)
    }
  }
}
