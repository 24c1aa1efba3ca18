import type { Moves } from './trace.ts'

/** Rows of `Moves` while they are being written. */
export class MoveLog {
  #size = 0
  #payment = new Uint32Array(1024)
  #claim = new Uint32Array(1024)
  #value = new Float64Array(1024)
  #base = new Float64Array(1024)

  add(payment: number, claim: number, value: number, base: number): void {
    if (this.#size === this.#payment.length) this.#grow()
    const i = this.#size++
    this.#payment[i] = payment
    this.#claim[i] = claim
    this.#value[i] = value
    this.#base[i] = base
  }

  finish(): Moves {
    const n = this.#size
    return {
      payment: this.#payment.slice(0, n),
      claim: this.#claim.slice(0, n),
      value: this.#value.slice(0, n),
      base: this.#base.slice(0, n),
    }
  }

  #grow(): void {
    const n = this.#size * 2
    this.#payment = widened(this.#payment, new Uint32Array(n))
    this.#claim = widened(this.#claim, new Uint32Array(n))
    this.#value = widened(this.#value, new Float64Array(n))
    this.#base = widened(this.#base, new Float64Array(n))
  }
}

function widened<T extends Uint32Array | Float64Array>(old: T, wider: T): T {
  wider.set(old)
  return wider
}
