import { leftBy, regionOf, statementOf } from './bands.ts'
import type { Unit } from './definition.ts'
import type { Disclosure } from './disclosure.ts'
import type { Figure, Part } from './figures.ts'
import type { Judged } from './judge.ts'
import type { Statement } from './knowledge.ts'
import type { Grid, GridCell, GridSum } from './protect.ts'
import { smallCount } from './small-count.ts'

/** A figure, or one of its parts, with what the first steps of the rule say of it. */
export interface JudgedCell {
  /** `IN-05`, or `IN-05/ground/G-07`. */
  readonly id: string
  readonly unit: Unit
  readonly of: Figure | Part
  readonly judged: Judged
  /** Published as it is, whatever stands beside it. */
  readonly workload: boolean
}

const endless = Number.MAX_SAFE_INTEGER

/**
 * A figure with its parts as one grid: counts and values that add up, of shares the numerators and the denominators.
 * Medians add up to nothing. Whatever adds up in truth is taken to be known to add up.
 */
export function gridOf(
  total: JudgedCell,
  parts: readonly JudgedCell[],
  disclosure?: Disclosure,
): Grid {
  const pieces = [total, ...parts].map((cell) => piecesOf(cell, disclosure)).filter(isSound)
  const cells = pieces.flatMap((piece) => piece.cells)
  const statements = pieces.flatMap((piece) => piece.statements)
  const lines = [...Map.groupBy(parts, (part) => (part.of as Part).by).values()]
  const added = ['', '/of'].map((suffix) =>
    addUp(
      `${total.id}${suffix}`,
      lines.map((line) => line.map(({ id }) => `${id}${suffix}`)),
      cells,
    ),
  )
  return {
    cells: [...cells, ...added.flatMap((sum) => sum.cells)],
    sums: added.flatMap((sum) => sum.sums),
    statements: [...statements, ...added.flatMap((sum) => sum.statements)],
  }
}

/** Lines that add up to the figure, and lines that add up to the same as another line. */
function addUp(
  total: string,
  lines: readonly (readonly string[])[],
  cells: readonly GridCell[],
): Required<Grid> {
  const known = new Map(cells.map((cell) => [cell.id, cell]))
  const whole = lines.filter((line) => line.every((id) => known.has(id)))
  const sumOf = (line: readonly string[]) => line.reduce((a, id) => a + known.get(id)!.value, 0)
  const found: { cells: GridCell[]; sums: GridSum[]; statements: Statement[] } = {
    cells: [],
    sums: [],
    statements: [],
  }
  for (const [value, same] of Map.groupBy(whole, sumOf)) {
    if (value === known.get(total)?.value) {
      for (const parts of same) found.sums.push({ total, parts })
      continue
    }
    if (same.length < 2) continue
    const id = `${total}/sum/${value}`
    if (same.some((line) => line.every((part) => isExact(known.get(part)!)))) {
      found.cells.push({ id, value, keep: true })
      for (const parts of same) found.sums.push({ total: id, parts })
    } else
      for (const line of same.slice(1)) {
        const terms = [
          ...same[0]!.map((part) => [part, 1] as const),
          ...line.map((part) => [part, -1] as const),
        ]
        found.statements.push({ terms, low: 0, high: 0 })
      }
  }
  return found
}

function isExact({ keep, round, hidden }: GridCell): boolean {
  return keep === true && round === undefined && hidden === undefined
}

interface Pieces {
  readonly cells: readonly GridCell[]
  readonly statements: readonly Statement[]
}

/** A share of nothing, or one that its own text does not fit, is no cell of a table: nothing can be worked out of it. */
function isSound({ cells, statements }: Pieces): boolean {
  const values = new Map(cells.map((cell) => [cell.id, cell.value]))
  const fit = cells.every(
    ({ value, hidden }) =>
      Number.isSafeInteger(value) &&
      (hidden === undefined || (value >= hidden.low && value <= hidden.high)),
  )
  return (
    fit &&
    statements.every(({ terms, low, high }) => {
      const sum = terms.reduce((a, [id, factor]) => a + factor * (values.get(id) ?? 0), 0)
      return sum >= low && sum <= high
    })
  )
}

const nothing: Pieces = { cells: [], statements: [] }

function piecesOf(cell: JudgedCell, disclosure: Disclosure | undefined): Pieces {
  const { id, unit, of, judged } = cell
  const { value } = of
  if (value === null) return nothing
  // A mean is no count: it adds up to nothing.
  if ((unit === 'count' || unit === 'eur') && !Number.isSafeInteger(value)) return nothing
  if (unit === 'count' || unit === 'eur')
    return {
      cells: [
        {
          id,
          value,
          ...shownAs(cell),
          least: unit === 'count' ? Math.min(smallCount.count, value) : Math.min(0, value),
          ...(judged.shown ? {} : { hidden: boundsOfText(unit, value, judged, disclosure) }),
        },
      ],
      statements: [],
    }
  if (unit !== 'share' || of.numerator === undefined) return nothing
  return sharePieces(cell, of.numerator, of.denominator ?? of.n, disclosure)
}

/** Only parts may go for the sake of others; the figure itself stands or falls by its own steps. */
function shownAs({ of, judged, workload }: JudgedCell): Pick<GridCell, 'keep' | 'round'> {
  return {
    ...('parts' in of || workload ? { keep: true } : {}),
    ...(judged.round === undefined ? {} : { round: judged.round }),
  }
}

function boundsOfText(
  unit: Unit,
  value: number,
  { rule }: Judged,
  disclosure: Disclosure | undefined,
): NonNullable<GridCell['hidden']> {
  const step = rule ?? 'SC-1'
  const low = value < 0 ? -endless : 0
  // What a cell that was hidden for others says of itself is that it is no small one, and a reader may not rely on it.
  if (unit === 'eur' || (step !== 'SC-1' && step !== 'SC-7')) return { step, low, high: endless }
  return { step, low: disclosure?.rights === true ? 0 : 1, high: smallCount.count - 1 }
}

/** Numerator and denominator are published together or not at all; of a band, what it says of both. */
function sharePieces(
  cell: JudgedCell,
  numerator: number,
  denominator: number,
  disclosure: Disclosure | undefined,
): Pieces {
  const { id, of, judged } = cell
  if (of.denominator !== undefined && judged.shown) return ratioPieces(id, numerator, denominator)
  // What goes for the sake of others was neither few nor a band: then it would say so.
  const least = (value: number, from: number) =>
    of.denominator === undefined ? Math.min(from, value) : 0
  const part = {
    id,
    value: numerator,
    least: least(numerator, smallCount.count),
    ...shownAs(cell),
  }
  const whole = {
    id: `${id}/of`,
    value: denominator,
    least: least(denominator, smallCount.share),
    ...shownAs(cell),
  }
  // Of values a later stage can be more than an earlier one: gold rose.
  const bounded = of.denominator === undefined && numerator <= denominator
  const never: readonly Statement[] = bounded
    ? [
        {
          terms: [
            [id, 1],
            [`${id}/of`, -1],
          ],
          low: -endless,
          high: 0,
        },
      ]
    : []
  if (judged.shown) return { cells: [part, whole], statements: never }
  const step = judged.rule ?? 'SC-1'
  if (judged.text.startsWith('fewer')) {
    const low = disclosure?.rights === true ? 0 : 1
    return {
      cells: [
        { ...part, hidden: { step, low, high: smallCount.count - 1 } },
        { ...whole, hidden: { step, low: Math.max(1, low), high: endless } },
      ],
      statements: never,
    }
  }
  const region =
    step === 'SC-2' && of.denominator === undefined ? regionOf(numerator, denominator) : undefined
  if (region === undefined)
    return {
      cells: [
        { ...part, hidden: { step, low: 0, high: endless } },
        { ...whole, hidden: { step, low: 0, high: endless } },
      ],
      statements: never,
    }
  const left = leftBy(numerator, denominator)
  return {
    cells: [
      { ...part, hidden: { step, ...region.part, possible: left.part } },
      { ...whole, hidden: { step, ...region.whole, possible: left.whole } },
    ],
    statements: [statementOf(region, id, `${id}/of`)],
  }
}

/** Of a share of values only the ratio is told, to the hundredth of a per cent. */
function ratioPieces(id: string, numerator: number, denominator: number): Pieces {
  const told = Math.round((10_000 * numerator) / denominator)
  return {
    cells: [
      { id, value: numerator, loose: true },
      { id: `${id}/of`, value: denominator, loose: true },
    ],
    statements: [
      {
        terms: [
          [id, 20_000],
          [`${id}/of`, 1 - 2 * told],
        ],
        low: 0,
        high: endless,
      },
      {
        terms: [
          [id, 20_000],
          [`${id}/of`, -1 - 2 * told],
        ],
        low: -endless,
        high: 0,
      },
    ],
  }
}
