import { createHash } from 'node:crypto'

/**
 * `count` places of a question of `items`, drawn by lot from 32 bytes that the owner chose after the question was
 * committed to. Anybody with the bytes draws the same.
 */
export function drawn(seed: Uint8Array, items: number, count: number): readonly number[] {
  const places = Array.from({ length: items }, (_, i) => i)
  const wanted = Math.min(count, items)
  for (let i = 0; i < wanted; i++) {
    const rest = items - i
    const word = createHash('sha256')
      .update(seed)
      .update(Buffer.from(`/${i}`))
      .digest()
    // 64 bits modulo at most 1,000: the bias is below 2^-54.
    const j = i + Number(word.readBigUInt64BE() % BigInt(rest))
    const kept = places[i]!
    places[i] = places[j]!
    places[j] = kept
  }
  return places.slice(0, wanted).sort((a, b) => a - b)
}

/**
 * Chance that `opened` items drawn by lot show at least one of `fabricated` among `items`: one less the chance that all
 * fall on the others (hypergeometric).
 */
export function chanceToCatch(items: number, fabricated: number, opened: number): number {
  let missed = 1
  for (let i = 0; i < Math.min(opened, items); i++)
    missed *= Math.max(0, items - fabricated - i) / (items - i)
  return 1 - missed
}
