import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '#base'
import { must } from '#base'
import {
  type Currency,
  compare,
  cross,
  currencies,
  formatFraction,
  formatMinor,
  fraction,
  parseFraction,
  parseMinor,
  rates,
  roundTogether,
  split,
} from '#money'

const currency = (code: string) => code as Currency
const day = (text: string) => text as Day

describe('amounts', () => {
  it.each([
    ['1870000.00', 2, 187000000n],
    ['-600000', 2, -60000000n],
    ['34687.771739', 6, 34687771739n],
    ['5', 0, 5n],
    ['12.50000', 2, 1250n],
  ])('%s with %i digits is %s minor units', (text, digits, minor) => {
    expect(must(parseMinor(text, digits))).toBe(minor)
  })

  it.each([
    ['1.005', 2, 'amount-too-fine'],
    ['1,50', 2, 'amount-malformed'],
    ['1e6', 2, 'amount-malformed'],
    ['', 2, 'amount-malformed'],
    ['--5', 2, 'amount-malformed'],
    ['1.5', 0, 'amount-too-fine'],
  ])('"%s" with %i digits is refused', (text, digits, name) => {
    const outcome = parseMinor(text, digits)
    expect(outcome.ok ? 'accepted' : outcome.refusal.name).toBe(name)
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 18 }),
        (minor, digits) => {
          return must(parseMinor(formatMinor(minor, digits), digits)) === minor
        },
      ),
    )
  })
})

describe('currencies', () => {
  it('knows the minor units of ISO 4217 and what the case declares', () => {
    const table = currencies(
      new Map([
        ['VLD', 2],
        ['USDX', 6],
      ]),
    )
    expect(['EUR', 'JPY', 'KWD', 'VLD', 'USDX', 'ZZZ'].map((code) => table.digits(code))).toEqual([
      2,
      0,
      3,
      2,
      6,
      undefined,
    ])
  })
})

describe('rates', () => {
  const table = rates(currency('EUR'), [
    { currency: currency('USD'), rate: fraction(92n, 100n), from: day('2023-01-01') },
    { currency: currency('USD'), rate: fraction(90n, 100n), from: day('2024-01-01') },
    { currency: currency('VLD'), rate: fraction(1n, 20n), from: day('2023-01-01') },
  ])

  it('takes the row in force that day', () => {
    expect(table.on(currency('USD'), day('2023-12-31'))).toEqual(fraction(23n, 25n))
    expect(table.on(currency('USD'), day('2024-01-01'))).toEqual(fraction(9n, 10n))
    expect(table.on(currency('EUR'), day('1999-01-01'))).toEqual(fraction(1n))
  })

  it('does not guess: before the first row and for an unlisted currency there is no rate', () => {
    expect(table.on(currency('USD'), day('2022-12-31'))).toBeUndefined()
    expect(table.on(currency('NOK'), day('2024-01-01'))).toBeUndefined()
  })

  it('crosses through the base', () => {
    expect(cross(table, currency('USD'), currency('VLD'), day('2023-06-01'))).toEqual(
      fraction(92n, 5n),
    )
  })
})

describe('parts add up', () => {
  it('hands the units left over to the largest remainders, ties to the earlier part', () => {
    expect(split(10000n, [1n, 1n, 1n])).toEqual([3334n, 3333n, 3333n])
    expect(split(100n, [0n, 1n])).toEqual([0n, 100n])
  })

  it('always sums to the whole, and no part moves by a unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc
          .array(fc.bigInt({ min: 0n, max: 10n ** 15n }), { minLength: 1, maxLength: 40 })
          .filter((w) => w.some((x) => x > 0n)),
        (total, weights) => {
          const parts = split(total, weights)
          const sum = weights.reduce((a, b) => a + b, 0n)
          expect(parts.reduce((a, b) => a + b, 0n)).toBe(total)
          for (const [i, part] of parts.entries()) {
            const error = part * sum - total * weights[i]!
            expect(error < sum && error > -sum).toBe(true)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('rounds exact figures together', () => {
    expect(roundTogether([fraction(10n, 3n), fraction(10n, 3n), fraction(10n, 3n)], 10n)).toEqual([
      4n,
      3n,
      3n,
    ])
  })
})

describe('fractions', () => {
  it.each([
    ['12/25', '12/25'],
    ['0.92', '23/25'],
    ['-2.50', '-5/2'],
    ['20', '20'],
  ])('%s is %s', (text, shown) => expect(formatFraction(parseFraction(text)!)).toBe(shown))

  it.each(['1/0', 'x', '1,5', ''])('"%s" is not a fraction', (text) =>
    expect(parseFraction(text)).toBeUndefined(),
  )

  it('compares exactly', () => {
    expect(compare(fraction(1n, 3n), fraction(333333333333n, 10n ** 12n))).toBe(1)
  })
})
