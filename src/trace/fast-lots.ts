/**
 * The lots of all accounts in one pool: an amount, whose it is, and which lot comes next. A lot that is used up goes
 * back to the pool, and a lot that arrives beside one of the same owner joins it. So the pool stays about as large
 * as the number of accounts, however many payments pass.
 *
 * One lot is 16 bytes, amount, owner and next lot side by side, so that touching a lot is one cache line.
 */

/** No lot. */
export const none = -1
/** Owner of the holder's own money; claim `c` is owner `c + 1`. */
export const own = 0

export class Lots {
  /** First and last lot of account `a` at `2 * a` and `2 * a + 1`. `newest` keeps the last arrival first. */
  readonly ends: Int32Array
  /** Amount of lot `l` at `2 * l`; the other half is `link`. */
  amount: Float64Array
  /** Owner of lot `l` at `4 * l + 2`, next lot at `4 * l + 3`. */
  link: Int32Array
  /** Claim value of lot `l`, only where value and amount are not one. */
  value: Float64Array
  /**
   * What is left of a lot below this, in minor units, goes with the payment. Conversions leave such rests, and they
   * must not pass for money; without conversion all amounts are whole and this is 0.
   */
  readonly dust: number
  readonly #newest: boolean
  readonly #valued: boolean
  #capacity: number
  #used = 0
  #free = none

  constructor(accounts: number, room: number, newest: boolean, valued: boolean, dust: number) {
    this.ends = new Int32Array(2 * accounts).fill(none)
    this.#newest = newest
    this.dust = dust
    this.#valued = valued
    this.#capacity = room
    const bytes = new ArrayBuffer(16 * room)
    this.amount = new Float64Array(bytes)
    this.link = new Int32Array(bytes)
    this.value = new Float64Array(valued ? room : 0)
  }

  /** Books money at the end where the account takes it in, joined to its neighbour where nothing is lost by it. */
  put(account: number, owner: number, x: number, worth: number): void {
    const neighbour = this.ends[this.#newest ? 2 * account : 2 * account + 1]!
    if (neighbour !== none && this.link[4 * neighbour + 2] === owner) {
      const alike =
        !this.#valued ||
        owner === own ||
        this.value[neighbour]! * x === worth * this.amount[2 * neighbour]!
      if (alike) {
        this.amount[2 * neighbour]! += x
        if (this.#valued) this.value[neighbour]! += worth
        return
      }
    }
    const lot = this.#take()
    this.amount[2 * lot] = x
    if (this.#valued) this.value[lot] = worth
    this.link[4 * lot + 2] = owner
    this.link[4 * lot + 3] = this.#newest ? neighbour : none
    if (this.#newest) this.ends[2 * account] = lot
    else {
      if (neighbour === none) this.ends[2 * account] = lot
      else this.link[4 * neighbour + 3] = lot
      this.ends[2 * account + 1] = lot
    }
  }

  #take(): number {
    const lot = this.#free
    if (lot !== none) {
      this.#free = this.link[4 * lot + 3]!
      return lot
    }
    if (this.#used === this.#capacity) this.#grow()
    return this.#used++
  }

  #grow(): void {
    this.#capacity *= 2
    const bytes = new ArrayBuffer(16 * this.#capacity)
    const amount = new Float64Array(bytes)
    amount.set(this.amount)
    this.amount = amount
    this.link = new Int32Array(bytes)
    if (!this.#valued) return
    const value = new Float64Array(this.#capacity)
    value.set(this.value)
    this.value = value
  }

  /** Draws up to `left` from the front of an account into the pieces. Returns what was not there. */
  draw(account: number, left: number, into: Pieces): number {
    let lot = this.ends[2 * account]!
    while (left > this.dust && lot !== none) {
      const has = this.amount[2 * lot]!
      const owner = this.link[4 * lot + 2]!
      if (has > left + this.dust) {
        const worth = this.#valued ? (this.value[lot]! * left) / has : left
        this.amount[2 * lot] = has - left
        if (this.#valued) this.value[lot]! -= worth
        into.push(owner, left, worth)
        left = 0
        break
      }
      into.push(owner, has, this.#valued ? this.value[lot]! : has)
      left -= has
      const next = this.link[4 * lot + 3]!
      this.link[4 * lot + 3] = this.#free
      this.#free = lot
      lot = next
    }
    this.ends[2 * account] = lot
    if (lot === none) this.ends[2 * account + 1] = none
    return left
  }
}

/** What one payment carries: money of one owner after the other. */
export class Pieces {
  owner: number[] = []
  amount: number[] = []
  value: number[] = []

  get length(): number {
    return this.owner.length
  }

  clear(): void {
    this.owner.length = 0
    this.amount.length = 0
    this.value.length = 0
  }

  push(owner: number, amount: number, value: number): void {
    this.owner.push(owner)
    this.amount.push(amount)
    this.value.push(value)
  }

  /** Each piece becomes the same fraction of what was received; the last one takes what rounding leaves. */
  convert(paid: number, received: number): void {
    let left = received
    const last = this.amount.length - 1
    for (let p = 0; p < last; p++) {
      const x = (this.amount[p]! * received) / paid
      this.amount[p] = x
      left -= x
    }
    this.amount[last] = Math.max(0, left)
  }

  reverse(): void {
    this.owner.reverse()
    this.amount.reverse()
    this.value.reverse()
  }

  /** Money of one owner among the pieces. */
  of(owner: number): number {
    let sum = 0
    for (let p = 0; p < this.owner.length; p++) if (this.owner[p] === owner) sum += this.amount[p]!
    return sum
  }

  /** Turns `left` of own money into a claim's, the first pieces first. */
  turn(claim: number, left: number, worth: number): void {
    const { owner, amount, value } = this
    this.owner = []
    this.amount = []
    this.value = []
    for (let p = 0; p < owner.length; p++) {
      const x = amount[p]!
      const turned = owner[p] === own ? Math.min(x, left) : 0
      if (turned > 0) this.push(claim + 1, turned, worth * turned)
      if (turned < x) this.push(owner[p]!, x - turned, turned > 0 ? 0 : value[p]!)
      left -= turned
    }
  }
}
