import { describe, expect, it } from 'vitest'
import { amountOf, span, sumOf } from './tally.ts'

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

describe('a sum', () => {
  it('is exact to the cent', () => {
    expect(sumOf(['2363512.75 EUR', '3808800.00 EUR', '0.1 EUR'])).toBe('6172312.85 EUR')
  })
  it('of less than one keeps its nought', () => {
    expect(sumOf(['0.05 EUR', '0.05 EUR'])).toBe('0.10 EUR')
  })
  it('of a currency without a smaller unit has no point', () => {
    expect(sumOf(['5 JPY', '7 JPY'])).toBe('12 JPY')
  })
  it('over two currencies is none', () => {
    expect(sumOf(['1.00 EUR', '1.00 USD'])).toBeUndefined()
    expect(sumOf([])).toBeUndefined()
  })
})
