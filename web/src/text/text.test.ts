import { describe, expect, test } from 'vitest'
import { addAmounts, compareAmounts, group, money } from './amount.ts'
import { csv } from './csv.ts'
import { length, paid, remaining, when } from './time.ts'
import { fromCode, shortDigest } from './words.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('amounts', () => {
  test.each([
    ['0.00', '0.00'],
    ['999.99', '999.99'],
    ['1000.00', '1 000.00'],
    ['48000000.00', '48 000 000.00'],
    ['-64700000', '−64 700 000'],
    ['9007199254740993.01', '9 007 199 254 740 993.01'],
    ['touched', 'touched'],
  ])('%s is written %s', (amount, written) => {
    expect(plain(group(amount))).toBe(written)
  })

  test('the currency stands after the amount, a missing amount is a dash', () => {
    expect(plain(money('1870000.00', 'EUR'))).toBe('1 870 000.00 EUR')
    expect(money(null, 'EUR')).toBe('–')
  })

  test('amounts are ordered to the last minor unit, beyond what a float can tell apart', () => {
    expect(compareAmounts('9007199254740993.01', '9007199254740993.02')).toBe(-1)
    expect(compareAmounts('10.00', '9.99')).toBe(1)
    expect(compareAmounts('-0.05', '0.01')).toBe(-1)
    expect(compareAmounts('-1.50', '-1.25')).toBe(-1)
    expect(compareAmounts(null, '0.00')).toBe(-1)
  })
})

test('sums are exact to the last minor unit', () => {
  expect(addAmounts(['0.10', '0.20', '9007199254740993.01'])).toBe('9007199254740993.31')
  expect(addAmounts(['20920000.00', '-19050000.00'])).toBe('1870000.00')
  expect(addAmounts(['-0.05', '0.01'])).toBe('-0.04')
  expect(addAmounts([])).toBe('0')
})

describe('time', () => {
  test('an instant is read in UTC, whatever its offset', () => {
    expect(when('2025-01-20T11:10:00+02:00')).toBe('20 Jan 2025, 09:10 UTC')
    expect(when('2025-01-20')).toBe('20 Jan 2025')
  })

  test('a payment without a time of day shows its day alone', () => {
    expect(paid('2023-04-03T00:00:00Z')).toBe('2023-04-03')
    expect(paid('2023-04-03T11:05:00.000Z')).toBe('2023-04-03 11:05')
  })

  test.each([
    [59, 'under a minute'],
    [3600, '1 h'],
    [19_080, '5 h 18 min'],
    [93_600, '1 day 2 h'],
    [259_200, '3 days'],
    [2_592_000, '30 days'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(length(seconds)).toBe(words)
  })

  test('what is late says so in words', () => {
    expect(remaining(-7200)).toBe('overdue by 2 h')
    expect(remaining(7200)).toBe('2 h left')
  })
})

describe('a table taken to a spreadsheet', () => {
  test('commas, quotes and lines are kept, formulas are not run', () => {
    expect(csv([['a,b', 'say "x"', '=1+1', '-12.50']])).toBe(`"a,b","say ""x""",'=1+1,-12.50\r\n`)
  })
})

test('codes become words, digests become short', () => {
  expect(fromCode('order-unproved')).toBe('Order unproved')
  expect(fromCode('fiu')).toBe('FIU')
  expect(shortDigest('sha256:0123456789abcdef')).toBe('0123456789…')
})
