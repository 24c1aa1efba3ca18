import { expect, it } from 'vitest'
import { amountOf, span } from './tally.ts'

it.each([
  [4, '4 s'],
  [60, '1 min'],
  [720, '12 min'],
  [95, '1 min 35 s'],
  [16_916, '4 h 41 min'],
  [3600, '1 h'],
  [259_200, '3 d'],
])('%d seconds are %s', (seconds, text) => expect(span(seconds)).toBe(text))

it('a bar is as long as its amount', () => {
  expect(amountOf({ kind: 'money', value: '5480000.00 EUR' })).toBe(5_480_000)
  expect(amountOf({ kind: 'text', value: '5480000' })).toBe(0)
})
