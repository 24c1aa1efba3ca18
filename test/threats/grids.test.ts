import { describe, expect, it } from 'vitest'
import type { Statement } from '../../src/indicators/knowledge.ts'
import { type Grid, type GridCell, protect, rounded } from '../../src/indicators/protect.ts'
import { attack, type Row, type Unknown } from './linear-attack.ts'
import { randomGrid, smallGrid } from './random-grids.ts'

/** "Leaks via statistics": linear programming against a thousand random published grids. */

interface Published {
  readonly id: string
  /** What stands in the table. */
  readonly shown?: number
  readonly round?: number
  readonly text?: readonly [number, number]
  /** Held back for others; what everybody knows who knows the rule. */
  readonly least?: number
}

function publish(cells: readonly GridCell[], hidden: ReadonlyMap<string, string>): Published[] {
  return cells.map(({ id, value, round, hidden: text, least }): Published => {
    if (!hidden.has(id))
      return round === undefined
        ? { id, shown: value }
        : { id, shown: rounded(value, round), round, least: least ?? 0 }
    return text === undefined ? { id, least: least ?? 0 } : { id, text: [text.low, text.high] }
  })
}

/** From the published cells, the sums that everybody sees, and the statements printed beside them. */
function readBack(
  published: readonly Published[],
  sums: Grid['sums'],
  statements: readonly Statement[],
): readonly (readonly [number, number])[] {
  const most = 1e7 + 1000 * Math.max(1, ...published.map((cell) => cell.shown ?? 0))
  const unknowns = published.map(({ shown, round, text, least = 0 }): Unknown => {
    if (text !== undefined) return { low: text[0], high: Math.min(text[1], most) }
    if (shown === undefined) return { low: least, high: most }
    if (round === undefined) return { low: shown, high: shown }
    const [low, high] = [shown - Math.floor(round / 2), shown + Math.ceil(round / 2) - 1]
    // A count that is told as fewer than five is not among those that a rounded one can be.
    return { low: Math.max(0, low, shown > 0 ? Math.min(least, high) : 0), high }
  })
  const at = new Map(published.map(({ id }, i) => [id, i]))
  const known = unknowns.map((unknown, i): Unknown => {
    if (published[i]!.shown !== undefined || published[i]!.text !== undefined) return unknown
    // Whoever knows the rule knows that the smallest went first, in one of the sums that the cell is part of.
    const { id } = published[i]!
    if (sums.some(({ total }) => total === id)) return unknown
    const least = sums
      .filter(({ parts }) => parts.includes(id))
      .map(({ parts }) => {
        const shown = parts.filter((part) => (published[at.get(part)!]!.shown ?? 0) > 0)
        return Math.min(unknown.high, ...shown.map((part) => unknowns[at.get(part)!]!.high))
      })
    return { low: unknown.low, high: Math.max(...least) }
  })
  const rows = [
    ...sums.map(
      ({ total, parts }): Row => ({
        terms: [[at.get(total)!, -1], ...parts.map((part) => [at.get(part)!, 1] as const)],
        low: 0,
        high: 0,
      }),
    ),
    ...statements.map(
      ({ terms, low, high }): Row => ({
        terms: terms.map(([id, factor]) => [at.get(id)!, factor] as const),
        low,
        high,
      }),
    ),
  ]
  return attack(known, rows)
}

/** Values of each cell over all fillings in whole numbers, by trying; undefined where there are too many. */
function everyFilling(
  published: readonly Published[],
  sums: Grid['sums'],
): ReadonlyMap<string, ReadonlySet<number>> | undefined {
  const most = Math.max(...published.map((cell) => cell.shown ?? 0))
  const open = published.filter((cell) => cell.shown === undefined)
  const value = new Map(
    published.flatMap(({ id, shown }) => (shown === undefined ? [] : [[id, shown]])),
  )
  const found = new Map(open.map(({ id }) => [id, new Set<number>()]))
  let steps = 0
  /** Nothing is contradicted as far as it is filled: what is open can only add. */
  const holds = () =>
    sums.every(({ total, parts }) => {
      const whole = value.get(total)
      if (whole === undefined) return true
      const rest = parts.reduce((left, part) => left - (value.get(part) ?? 0), whole)
      return parts.every((part) => value.has(part)) ? rest === 0 : rest >= 0
    })
  const fill = (at: number): boolean => {
    if (++steps > 400_000) return false
    const cell = open[at]
    if (cell === undefined) {
      for (const { id } of open) found.get(id)!.add(value.get(id)!)
      return true
    }
    const [low, high] = cell.text ?? [cell.least ?? 0, most]
    for (let v = low; v <= Math.min(high, most); v++) {
      value.set(cell.id, v)
      if (holds() && !fill(at + 1)) return false
    }
    value.delete(cell.id)
    return true
  }
  return fill(0) ? found : undefined
}

const grids = Number(process.env.COMITY_GRIDS ?? 1000)

describe('a thousand random grids', () => {
  it(`an attack with linear programmes recovers no hidden cell in ${grids} of them`, {
    timeout: 300_000,
  }, () => {
    const seen = {
      cells: 0,
      hidden: 0,
      primary: 0,
      secondary: 0,
      leftOut: 0,
      recovered: 0,
      narrow: 0,
    }
    for (let seed = 1; seed <= grids; seed++) {
      const { grid, kind } = randomGrid(seed)
      const { hidden, exposed } = protect(grid)
      if (exposed.length > 0) {
        seen.leftOut++
        continue
      }
      const bounds = readBack(publish(grid.cells, hidden), grid.sums, grid.statements ?? [])
      grid.cells.forEach((cell, i) => {
        seen.cells++
        const [low, high] = bounds[i]!
        expect(cell.value, `${kind} ${seed} ${cell.id}`).toBeGreaterThanOrEqual(low - 0.01)
        expect(cell.value, `${kind} ${seed} ${cell.id}`).toBeLessThanOrEqual(high + 0.01)
        if (!hidden.has(cell.id)) return
        seen.hidden++
        if (cell.hidden === undefined) seen.secondary++
        else seen.primary++
        const values = Math.floor(high + 0.001) - Math.ceil(low - 0.001) + 1
        if (values === 1) seen.recovered++
        if (values < Math.max(4, Math.ceil(cell.value / 2))) seen.narrow++
      })
    }
    console.info(JSON.stringify({ grids, ...seen }))
    expect(seen).toMatchObject({ recovered: 0, narrow: 0 })
    expect(seen.primary).toBeGreaterThan(grids)
    expect(seen.secondary).toBeGreaterThan(grids / 4)
    expect(seen.leftOut).toBeLessThan(grids / 2)
  })

  it('an attack that tries every whole filling leaves each hidden cell of small tables as open', () => {
    let [tried, cells] = [0, 0]
    for (let seed = 1; seed <= 2000 && tried < 60; seed++) {
      const { grid } = smallGrid(seed)
      const { hidden, exposed } = protect(grid)
      if (exposed.length > 0 || hidden.size === 0) continue
      const found = everyFilling(publish(grid.cells, hidden), grid.sums)
      if (found === undefined) continue
      tried++
      for (const cell of grid.cells) {
        if (!hidden.has(cell.id)) continue
        cells++
        const values = found.get(cell.id)!
        expect(values.has(cell.value), `${seed} ${cell.id}`).toBe(true)
        expect(values.size, `${seed} ${cell.id}`).toBeGreaterThanOrEqual(
          Math.max(4, Math.ceil(cell.value / 2)),
        )
      }
    }
    expect(tried).toBe(60)
    expect(cells).toBeGreaterThan(150)
  })

  it('the attack would find them, were they hidden alone', () => {
    let recovered = 0
    for (let seed = 1; seed <= 60; seed++) {
      const { grid } = randomGrid(seed)
      const primary = new Map(
        grid.cells.filter((cell) => cell.hidden).map((cell) => [cell.id, 'SC-1']),
      )
      const bounds = readBack(publish(grid.cells, primary), grid.sums, grid.statements ?? [])
      grid.cells.forEach((cell, i) => {
        if (primary.has(cell.id) && bounds[i]![1] - bounds[i]![0] < 0.5) recovered++
      })
    }
    expect(recovered).toBeGreaterThan(20)
  })
})
