import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { type Figure, type PublicFigure, publicView } from '#indicators'
import { definitionOf } from '../../src/indicators/definitions.ts'
import { shareText } from '../../src/indicators/figures.ts'
import { attack } from './linear-attack.ts'

/** Insider and reader, "leaks via statistics": an attack by linear bounds on the published tables. */

const pair = (n: number) => `X${String.fromCharCode(65 + n)}-FIU→XZ-FIU`

function volume(counts: readonly number[], disclosures: number): Figure {
  const all = counts.reduce((sum, n) => sum + n, 0)
  const requests = all - disclosures
  const kind = (key: string, n: number) => ({ by: 'kind', key, value: n, n, text: `${n}` }) as const
  return {
    id: 'IN-01',
    definition: definitionOf('IN-01'),
    value: requests,
    n: requests,
    text: `${requests} (${disclosures})`,
    parts: [
      kind('requests', requests),
      kind('disclosures', disclosures),
      ...counts.map((n, i) => ({ by: 'pair', key: pair(i), value: n, n, text: `${n}` }) as const),
    ],
  }
}

function shares(
  id: 'IN-04' | 'IN-05',
  by: 'pair' | 'ground',
  cells: readonly (readonly [number, number])[],
): Figure {
  const numerator = cells.reduce((sum, [k]) => sum + k, 0)
  const n = by === 'ground' ? cells[0]![1] : cells.reduce((sum, [, m]) => sum + m, 0)
  return {
    id,
    definition: definitionOf(id),
    value: numerator / n,
    n,
    numerator,
    text: shareText(numerator, n),
    parts: cells.map(([k, m], i) => ({
      by,
      key: by === 'pair' ? pair(i) : `G-${i}`,
      value: k / m,
      n: m,
      numerator: k,
      text: shareText(k, m),
    })),
  }
}

const later = { to: '2025-04-01T00:00:00.000Z', on: '2026-07-01T00:00:00.000Z' } as {
  to: Instant
  on: Instant
}
const published = (figure: Figure): PublicFigure => publicView([figure], later)[0]!

/** Every value of a hidden cell that some filling of the hidden cells allows, by trying all sums that they can have. */
function allowed(
  ranges: readonly (readonly [number, number])[],
  rest: number,
): readonly (readonly number[])[] {
  return ranges.map(([low, high], which) => {
    let sums = new Set([0])
    ranges.forEach(([from, to], i) => {
      if (i === which) return
      const next = new Set<number>()
      for (const sum of sums)
        for (let v = from; v <= Math.min(to, rest - sum); v++) next.add(sum + v)
      sums = next
    })
    const values: number[] = []
    for (let v = low; v <= Math.min(high, rest); v++) if (sums.has(rest - v)) values.push(v)
    return values
  })
}

/** What a reader of the page can say of each hidden count, by linear programmes. Knows the texts and how they are rounded. */
function attackCounts(view: PublicFigure): readonly (readonly [number, number])[] {
  const cells = view.parts.filter((part) => part.by === 'pair')
  const total = view.parts
    .filter((part) => part.by === 'kind')
    .reduce((sum, part) => sum + Number(part.text), 0)
  const shown = cells.filter((part) => part.shown).map((part) => Number(part.text) + 2)
  const bounds = attack(
    cells.map((part) => {
      if (part.text === 'fewer than 5') return { low: 1, high: 4 }
      // The smallest are hidden first: none is larger than what is still shown.
      if (!part.shown) return { low: 5, high: Math.min(400, ...shown) }
      return { low: Math.max(5, Number(part.text) - 2), high: Number(part.text) + 2 }
    }),
    [{ terms: cells.map((_, i) => [i, 1] as const), low: total, high: total }],
  )
  return bounds.filter((_, i) => !cells[i]!.shown)
}

describe('a published table', () => {
  it('gives no hidden count away, however its cells and its total are subtracted', () => {
    let [hiddenCells, leftOut] = [0, 0]
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (counts) => {
          const view = published(volume(counts, Math.min(2, counts[0]!)))
          const cells = view.parts.filter((part) => part.by === 'pair')
          if (cells.length === 0) {
            leftOut++
            expect(view.leftOut).toEqual(['pair'])
            return
          }
          for (const [low, high] of attackCounts(view)) {
            hiddenCells++
            expect(Math.floor(high + 0.01) - Math.ceil(low - 0.01) + 1).toBeGreaterThanOrEqual(4)
          }
          for (const [i, n] of counts.entries()) {
            const cell = cells.find((c) => c.key === pair(i))
            if (n < 5) expect(cell?.shown ?? false).toBe(false)
          }
        },
      ),
      { numRuns: 500 },
    )
    expect(hiddenCells).toBeGreaterThan(200)
    expect(leftOut).toBeGreaterThan(0)
  })

  it('with one small cell among rounded ones hides that one alone', () => {
    const { parts } = published(volume([3, 40, 12, 30], 0))
    expect(parts.filter((part) => part.by === 'pair').map((part) => part.text)).toEqual([
      'fewer than 5',
      '40',
      '10',
      '30',
    ])
    // 15 less the other one would be within four of it, which is not half of 12.
    expect(published(volume([3, 12], 0)).leftOut).toEqual(['pair'])
  })

  it('of one pair alone is not shown beside the total of the network', () => {
    expect(published(volume([3], 0)).parts.map((part) => part.by)).toEqual(['kind', 'kind'])
    expect(published(volume([1, 1, 1], 0)).parts.map((part) => part.by)).toEqual(['kind', 'kind'])
  })

  it('of refusals by ground gives no single one away', () => {
    const ground = (k: number) => [k, 60] as const
    const view = published(shares('IN-05', 'ground', [ground(10), ground(2), ground(9)]))
    expect(view.shown).toBe(true)
    const shown = view.parts.filter((part) => part.shown)
    const rest = 21 - shown.reduce((sum, part) => sum + Number(part.text.split('/')[0]), 0)
    const hidden = view.parts.filter((part) => !part.shown)
    const ranges = hidden.map((part) =>
      part.text === 'fewer than 5 cases' ? ([1, 4] as const) : ([0, 60] as const),
    )
    expect(hidden.length).toBeGreaterThan(1)
    for (const values of allowed(ranges, rest)) expect(values.length).toBeGreaterThanOrEqual(4)
  })

  it('of answers in time by pair gives neither numerator nor denominator away', () => {
    const view = published(
      shares('IN-04', 'pair', [
        [14, 20],
        [3, 12],
        [30, 40],
        [11, 15],
      ]),
    )
    expect(view.shown).toBe(true)
    const hidden = view.parts.filter((part) => !part.shown)
    expect(hidden.length).toBeGreaterThan(1)
    for (const at of [0, 1]) {
      const of = (text: string) => Number(text.split(' ')[0]!.split('/')[at])
      const all = of(view.text)
      const rest = view.parts.filter((part) => part.shown).reduce((sum, p) => sum - of(p.text), all)
      const ranges = hidden.map((part) =>
        part.text === 'fewer than 5 cases' && at === 0
          ? ([1, 4] as const)
          : ([at === 0 ? 0 : 1, 400] as const),
      )
      for (const values of allowed(ranges, rest)) expect(values.length).toBeGreaterThanOrEqual(4)
    }
  })
})
