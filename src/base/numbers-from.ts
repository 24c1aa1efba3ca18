import { createHash } from 'node:crypto'

/**
 * Numbers that follow from a text and from nothing else: the same module for the same enrolment, on every machine. Each
 * is 32 bits of SHA-256 over the text and a counter.
 */
export class NumbersFrom {
  readonly #text: string
  #count = 0

  constructor(text: string) {
    this.#text = text
  }

  next(): number {
    const bytes = createHash('sha256')
      .update(`${this.#text}\n${this.#count++}`)
      .digest()
    return bytes.readUInt32BE(0)
  }

  /** A whole number from 0 to `limit`, without `limit`. */
  below(limit: number): number {
    return Math.floor((this.next() / 2 ** 32) * limit)
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1)
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to choose from')
    return list[this.below(list.length)] as T
  }

  /** In another order (Fisher and Yates). */
  mixed<T>(list: readonly T[]): readonly T[] {
    const out = [...list]
    for (let i = out.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      ;[out[i], out[j]] = [out[j] as T, out[i] as T]
    }
    return out
  }
}
