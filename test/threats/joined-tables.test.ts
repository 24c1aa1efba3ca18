import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { type Figure, type PublicFigure, publicView, releasePeriod } from '#indicators'
import { matching, relations } from '../../src/indicators/relations.ts'
import { type Findings, findings, tenth } from './publication-reader.ts'
import { randomPublications } from './random-publications.ts'

/** "Leaks via statistics": what several tables say together, and what two releases of the same period say together. */

const period = releasePeriod('2025-Q1')!
const about = { to: period.end, on: '2026-07-01T00:00:00.000Z' as Instant, period }
const runs = Number(process.env.COMITY_GRIDS ?? 1000)

/** How many values a band alone leaves to a reader of the rule. */
function leftByText(text: string): number {
  if (text.startsWith('0 to')) return 1
  return text.startsWith('50 to') ? 2 : 4
}

interface Hidden {
  readonly id: string
  /** Of a share that went for the sake of others: it is open where its denominator is. */
  readonly or?: string
  readonly text: string
  readonly truth: number
  readonly scale: number
}

/** Numbers that stand somewhere in the publication, be it as the denominator of another share. */
function publishedNumbers(published: readonly PublicFigure[]): ReadonlySet<string> {
  const cells = published.flatMap((table) => [table, ...table.parts])
  const ids = cells.flatMap(({ id, unit }) => (unit === 'share' ? [id, `${id}/of`] : [id]))
  const told = new Set(
    cells.flatMap(({ id, unit, shown, text }) => {
      if (!shown || (unit === 'share' && !text.includes('/'))) return []
      return unit === 'share' ? [id, `${id}/of`] : [id]
    }),
  )
  for (const relation of relations) {
    if (!('same' in relation)) continue
    const same = [...matching(relation.same[0], ids), relation.same[1]]
    if (same.some((id) => told.has(id))) for (const id of same) told.add(id)
  }
  return told
}

function hiddenCells(figures: readonly Figure[], published: readonly PublicFigure[]): Hidden[] {
  const told = publishedNumbers(published)
  return published.flatMap((table, i) =>
    [table, ...table.parts].flatMap((cell): Hidden[] => {
      if (cell.shown || told.has(cell.id)) return []
      const figure = figures[i]!
      const of =
        'by' in cell ? figure.parts.find((p) => p.by === cell.by && p.key === cell.key)! : figure
      const truth = cell.unit === 'share' ? of.numerator! : of.value!
      const amounts = cell.unit === 'eur' || of.denominator !== undefined
      const beside = cell.unit === 'share' && !amounts && cell.text === 'held back'
      return [
        {
          ...{ id: cell.id, text: cell.text, truth },
          scale: amounts ? tenth : 1,
          ...(beside ? { or: `${cell.id}/of` } : {}),
        },
      ]
    }),
  )
}

/** Numbers that changed by one to four from the first to the second release. How much the network works is told. */
function smallChanges(
  first: readonly Figure[],
  second: readonly Figure[],
): readonly (readonly [id: string, change: number])[] {
  const old = new Map(first.flatMap(numbersOf))
  return second.flatMap(numbersOf).flatMap(([id, value]) => {
    const change = value - (old.get(id) ?? value)
    return change === 0 || Math.abs(change) > 4 || id === 'IN-01' ? [] : [[id, change] as const]
  })
}

function attackOn(seed: number) {
  const { kind, first, second } = randomPublications(seed)
  const before = publicView(first, about)
  const past = { period, version: 1, figures: first, published: before }
  const after = publicView(second, about, [past])
  const hidden = [
    ...hiddenCells(first, before).map((cell) => ({ ...cell, at: `1:${cell.id}` })),
    ...hiddenCells(second, after).map((cell) => ({ ...cell, at: `2:${cell.id}` })),
  ]
  const changes = smallChanges(first, second)
  const denominators = hidden.flatMap(({ at, or }) => (or === undefined ? [] : [`${at}/of`]))
  const asked = [
    ...hidden.map(({ at }) => at),
    ...denominators,
    ...changes.map(([id]) => `-:${id}`),
  ]
  return { kind, hidden, changes, before, after, found: findings([before, after], new Set(asked)) }
}

/** Values that stay possible, of amounts tenths of a million. */
function valuesOf([low, high]: readonly [number, number]): number {
  return Math.floor(high + 0.001) - Math.ceil(low - 0.001) + 1
}

function numbersOf(figure: Figure): readonly (readonly [id: string, value: number])[] {
  return [figure, ...figure.parts].flatMap((of) => {
    const id = 'by' in of ? `${figure.id}/${of.by}/${of.key}` : figure.id
    if (of.denominator !== undefined || of.value === null) return []
    if (of.numerator === undefined)
      return figure.definition.unit === 'eur' ? [] : [[id, of.value] as const]
    return [[id, of.numerator] as const, [`${id}/of`, of.n] as const]
  })
}

describe('a thousand publications of several indicators, twice each', () => {
  const seen = { hidden: 0, changes: 0, recovered: 0, narrow: 0, told: 0, shown: 0, leftOut: 0 }
  const where: string[] = []

  function judgeCells(name: string, cells: ReturnType<typeof attackOn>['hidden'], found: Findings) {
    for (const { id, or, at, text, truth, scale } of cells) {
      const range = found.range(at)
      if (range === undefined) continue
      seen.hidden++
      const [low, high] = range
      expect(truth / scale, `${name} ${id}`).toBeGreaterThanOrEqual(low - 0.01)
      expect(truth / scale, `${name} ${id}`).toBeLessThanOrEqual(high + 0.01)
      const values = scale === 1 ? valuesOf(range) : high - low
      const least = text.endsWith('%')
        ? leftByText(text)
        : scale === 1
          ? Math.max(4, Math.ceil(truth / 2))
          : truth / scale / 2
      const beside = or === undefined ? undefined : found.range(`${at}/of`)
      if (beside !== undefined && valuesOf(beside) >= 4) continue
      if (scale === 1 ? values === 1 && !text.endsWith('%') : values < 1) seen.recovered++
      if (values >= least - 0.01) continue
      seen.narrow++
      where.push(`${name} ${at} ${text} ${truth}: ${low} to ${high}`)
    }
  }

  it(`linear programmes over all tables and both releases recover no hidden cell in ${runs} of them`, {
    timeout: 600_000,
  }, () => {
    for (let seed = 1; seed <= runs; seed++) {
      const { kind, hidden, changes, before, after, found } = attackOn(seed)
      const name = `${kind} ${seed}`
      judgeCells(name, hidden, found)
      for (const table of [...before, ...after]) {
        seen.leftOut += table.leftOut.length
        seen.shown += [table, ...table.parts].filter((cell) => cell.shown).length
      }
      for (const [id, change] of changes) {
        const range = found.range(`-:${id}`)
        if (range === undefined) continue
        seen.changes++
        if (valuesOf(range) >= 4) continue
        seen.told++
        where.push(`${name} change of ${id}, ${change}: ${range}`)
      }
    }
    console.info(JSON.stringify({ publications: runs, ...seen }))
    expect(where.slice(0, 20)).toEqual([])
    expect(seen).toMatchObject({ recovered: 0, narrow: 0, told: 0 })
    expect(seen.hidden).toBeGreaterThan(10 * runs)
    expect(seen.changes).toBeGreaterThan(2 * runs)
    expect(seen.shown).toBeGreaterThan(5 * runs)
  })

  it('the attack would find them, were each figure protected by itself', () => {
    let recovered = 0
    for (let seed = 1; seed <= 60; seed++) {
      const { first } = randomPublications(seed)
      const alone = first.flatMap((figure) => publicView([figure], about))
      const cells = hiddenCells(first, alone)
      const found = findings([alone], new Set(cells.map(({ id }) => `1:${id}`)))
      for (const { id, scale, text } of cells) {
        const range = found.range(`1:${id}`)
        if (range === undefined || text.endsWith('%')) continue
        if (scale === 1 ? valuesOf(range) < 4 : range[1] - range[0] < 1) recovered++
      }
    }
    expect(recovered).toBeGreaterThan(5)
  })
})
