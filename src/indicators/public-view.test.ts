import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import type { Unit } from './definition.ts'
import { definitions } from './definitions.ts'
import type { Figure, Part } from './figure.ts'
import { publicView } from './public-view.ts'
import { releasePeriod } from './release-period.ts'

const later = { to: '2025-04-01T00:00:00.000Z', on: '2026-07-01T00:00:00.000Z' } as {
  to: Instant
  on: Instant
}

function figure(id: string, change: Partial<Figure>): Figure {
  const definition = definitions.find((d) => d.id === id)!
  return { id: definition.id, definition, value: 0, n: 0, text: '', parts: [], ...change }
}

const one = (id: string, change: Partial<Figure>) => publicView([figure(id, change)], later)[0]!

describe('a value', () => {
  const value = { value: 4_612_345_678_90, n: 23, largest: 1_200_000_000_00, jurisdictions: 4 }

  it('of many cases in many countries is rounded to EUR 0.1 m', () => {
    expect(one('IN-14', value)).toMatchObject({
      shown: true,
      text: 'EUR 4612.3 m',
      value: 461_230_000_000,
      rule: 'SC-4',
    })
  })

  it.each([
    ['fewer than five cases', { ...value, n: 4 }],
    ['one country', { ...value, jurisdictions: 1 }],
    ['one case that is more than 70 %', { ...value, largest: 330_000_000_000 }],
    ['nobody knows how large the largest is', { value: value.value, n: 23, jurisdictions: 4 }],
  ])('of %s is held back', (_why, change) => {
    expect(one('IN-14', change)).toMatchObject({ shown: false, rule: 'SC-1', value: null })
  })

  it('of cases with a final judgment is shown, rounded', () => {
    expect(one('IN-14', { ...value, n: 1, finalCase: true }).text).toBe('EUR 4612.3 m')
  })
})

describe('a share of values', () => {
  it('is printed without the amounts behind it', () => {
    const share = {
      value: 0.8694,
      n: 9,
      numerator: 46_155_341_83,
      denominator: 53_089_000_00,
      largest: 10_000_000_00,
      jurisdictions: 3,
      text: '46,155,341.83 / 53,089,000.00 = 86.94 %',
    }
    expect(one('IN-18', share)).toMatchObject({ shown: true, text: '86.94 %' })
  })
})

describe('a part', () => {
  const part = (by: string, key: string, of: Partial<Part>): Part => ({
    ...{ by, key, value: 40, n: 12, text: '40' },
    ...of,
  })

  it('that is a ninetieth percentile needs twenty cases', () => {
    const days = (n: number) => one('IN-08', { parts: [part('step', 'to decision, p90', { n })] })
    expect(days(19).parts[0]).toMatchObject({ shown: false, rule: 'SC-2' })
    expect(days(20).parts[0]).toMatchObject({ shown: true, text: '40' })
  })

  it('of refusals on human-rights grounds is told of a network alone', () => {
    const share = { value: 0.2, n: 60, numerator: 12, text: '12/60 = 20.0 %' }
    const refused = (nodes: readonly string[]) =>
      one('IN-05', {
        ...share,
        numerator: 24,
        coverage: { seen: [], missing: [], nodes },
        parts: [part('ground', 'G-10', share), part('ground', 'G-07', share)],
      })
    expect(refused(['XV', 'XN']).parts[0]).toMatchObject({ shown: false, rule: 'SC-6' })
    expect(refused(['XV', 'XN', 'XS']).parts[0]).toMatchObject({ shown: true })
  })
})

describe('a zero', () => {
  it('counts as fewer than five where persons are counted', () => {
    expect(one('IN-31', { value: 0, n: 7, text: '0' })).toMatchObject({
      shown: false,
      rule: 'SC-7',
    })
    expect(one('IN-01', { value: 0, n: 0, text: '0 (0)' }).shown).toBe(true)
  })
})

const units: readonly Unit[] = ['count', 'hours', 'days', 'minutes', 'seconds', 'share', 'eur']
const amount = fc.oneof(
  fc.constant(null),
  fc.integer({ min: -3, max: 60 }),
  fc.integer({ min: -1000, max: 9_000_000_000 }),
  fc.double({ min: 0, max: 50, noNaN: true }),
)
const count = fc.integer({ min: 0, max: 60 })
const amounts = {
  value: amount,
  n: count,
  text: fc.constant('as it is'),
}
const more = fc.record(
  { numerator: count, denominator: count, largest: count, jurisdictions: count },
  { requiredKeys: [] },
)
const part = fc
  .tuple(
    fc.record({ ...amounts, by: fc.constantFrom('pair', 'kind', 'stage'), key: fc.string() }),
    more,
    fc.constantFrom(undefined, ...units),
  )
  .map(([a, b, unit]) => ({ ...a, ...b, ...(unit === undefined ? {} : { unit }) }) as Part)
const anyFigure = fc
  .tuple(
    fc.constantFrom(...definitions),
    fc.record(amounts),
    more,
    fc.uniqueArray(part, { maxLength: 6, selector: (p) => `${p.by} ${p.key}` }),
    fc.boolean(),
  )
  .map(
    ([definition, a, b, parts, finalCase]): Figure => ({
      id: definition.id,
      definition,
      ...a,
      ...b,
      parts,
      ...(finalCase ? { finalCase } : {}),
    }),
  )

describe('whatever was counted', () => {
  it('comes to a publication, and no cell that is held back has a value', () => {
    fc.assert(
      fc.property(anyFigure, anyFigure, (first, second) => {
        const period = releasePeriod('2025-Q1')!
        const published = publicView([first], later)
        const past = { period, version: 1, figures: [first], published }
        const again = { ...second, id: first.id, definition: first.definition }
        for (const view of [published, publicView([again], { ...later, period }, [past])])
          for (const cell of view.flatMap((f) => [f, ...f.parts]))
            if (!cell.shown) expect(cell.value).toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})
