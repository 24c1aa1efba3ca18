import { describe, expect, it } from 'vitest'
import { leftBy, regionOf } from './bands.ts'
import { band, judge } from './judge.ts'

/** Every share of fewer than ten that is told as a band, and not as fewer than five cases. */
const banded: (readonly [number, number])[] = []
for (let n = 1; n < 10; n++)
  for (let k = 0; k <= n; k++) if (k === 0 || k >= 5) banded.push([k, n] as const)

describe('the regions of bands', () => {
  it.each(banded)('%i of %i is in one, with nothing that its band does not tell', (part, whole) => {
    const region = regionOf(part, whole)!
    let seen = false
    for (let k = region.part.low; k <= region.part.high; k++)
      for (let n = region.whole.low; n <= region.whole.high; n++) {
        const rest = n - region.apart.times * k
        if (rest < region.apart.low || rest > region.apart.high) continue
        expect(band(k, n), `${k}/${n}`).toBe(band(part, whole))
        expect(judge('share', { value: k / n, n, numerator: k, text: '' }, {}).rule).toBe('SC-2')
        if (k === part && n === whole) seen = true
      }
    expect(seen).toBe(true)
  })

  it('leave as many values as they must: a reader of the rule knows 0 to 25 % for none', () => {
    expect(leftBy(0, 7)).toEqual({ part: 1, whole: 4 })
    expect(leftBy(5, 7)).toEqual({ part: 2, whole: 3 })
    expect(leftBy(6, 8)).toEqual({ part: 4, whole: 4 })
  })
})
