import { hiddenBeside, type TableCell } from './complement.ts'
import type { Definition } from './definitions.ts'
import { type Figure, type Part, shareText } from './figures.ts'

/** A figure as anybody may read it. */
export interface PublicFigure {
  readonly id: Definition['id']
  readonly name: string
  readonly formula: string
  readonly unit: Definition['unit']
  readonly shown: boolean
  readonly value: number | null
  readonly text: string
  /** A lower bound, so that two figures with the same cases do not give away a hidden count: `10 or more`. */
  readonly cases: string
  readonly interval?: readonly [number, number]
  /** What was held back, by which step of the small-count rule. */
  readonly note: string
  readonly parts: readonly PublicPart[]
}

export interface PublicPart {
  readonly by: Part['by']
  readonly key: string
  readonly shown: boolean
  readonly text: string
  readonly note: string
}

/**
 * Steps 1 to 3 of the small-count rule. They protect cells from which a person or a case could be told: pairs, grounds.
 * How many messages of either kind the whole network sent is no such cell and is published as it is (DECISIONS.md).
 Thresholds: standard practice of disclosure control (OECD glossary). */
export const smallCount = {
  /** Step 1: counts from 1 to 4 are not published. */
  count: 5,
  /** Step 2: a median needs five cases. */
  median: 5,
  /** Step 2: a share of fewer than ten is a band. */
  share: 10,
} as const

export function publicView(figures: readonly Figure[]): readonly PublicFigure[] {
  return figures.map((figure) => {
    const { definition } = figure
    const cell = judge(definition.unit, figure)
    return {
      id: figure.id,
      name: definition.name,
      formula: definition.formula,
      unit: definition.unit,
      shown: cell.shown,
      value: cell.shown ? figure.value : null,
      text: cell.text,
      cases: casesOf(figure.n),
      ...(cell.shown && figure.interval !== undefined ? { interval: figure.interval } : {}),
      note: cell.note,
      parts: partsOf(figure, cell.shown),
    }
  })
}

/** The cells of the figure, so that none that is hidden can be found from those that are shown. */
function partsOf(figure: Figure, totalShown: boolean): readonly PublicPart[] {
  const { unit } = figure.definition
  const cells = figure.parts.map((part) => ({
    by: part.by,
    key: part.key,
    ...(part.by === 'kind' ? { shown: true, text: part.text, note: '' } : judge(unit, part)),
  }))
  return (['pair', 'ground'] as const).reduce<readonly PublicPart[]>((view, by) => {
    // Medians do not add up. Of a count the whole is always known, from the two kinds.
    const adds = unit === 'count' || (unit === 'share' && totalShown)
    if (!adds) return view
    const table = figure.parts.filter((part) => part.by === by)
    const isShown = (part: Part) => view.find((c) => c.by === by && c.key === part.key)!.shown
    const sums = sumsOf(unit, table, isShown)
    // What is hidden for the sake of one sum is hidden in the other as well.
    const found = sums.map(({ cells, atLeast }) => hiddenBeside(cells, atLeast))
    if (found.some((hidden) => hidden === undefined)) return view.filter((cell) => cell.by !== by)
    const hides = (cell: PublicPart) =>
      found.some((hidden) => hidden!.has(table.findIndex((part) => part.key === cell.key)))
    return view.map((cell) =>
      cell.by === by && cell.shown && hides(cell)
        ? { ...cell, ...hidden('held back', 'step 3: it would give another cell away') }
        : cell,
    )
  }, cells)
}

interface Sum {
  readonly cells: readonly TableCell[]
  readonly atLeast: number
}

/** What adds up to a published total: counts, or numerators and denominators of shares, with what the texts say of them. */
function sumsOf(
  unit: Definition['unit'],
  table: readonly Part[],
  isShown: (part: Part) => boolean,
): readonly Sum[] {
  const few = [1, smallCount.count - 1] as const
  if (unit === 'count')
    return [
      {
        cells: table.map((part) =>
          isShown(part) ? { value: part.value ?? 0 } : { value: part.value ?? 0, bounds: few },
        ),
        atLeast: smallCount.count,
      },
    ]
  const isFew = ({ numerator = 0 }: Part) => numerator > 0 && numerator < smallCount.count
  const below = smallCount.share - 1
  const numerators: Sum = {
    cells: table.map((part) => ({
      value: part.numerator ?? 0,
      ...(isShown(part) ? {} : { bounds: isFew(part) ? few : ([0, below] as const) }),
    })),
    atLeast: 0,
  }
  // Of grounds the denominator is the same for all and is no sum.
  if (table.every((part) => part.by === 'ground')) return [numerators]
  const denominators: Sum = {
    cells: table.map((part) => ({
      value: part.n,
      ...(isShown(part)
        ? {}
        : {
            bounds: isFew(part) ? ([1, Number.POSITIVE_INFINITY] as const) : ([1, below] as const),
          }),
    })),
    atLeast: 1,
  }
  return [numerators, denominators]
}

interface Cell {
  readonly shown: boolean
  readonly text: string
  readonly note: string
}

function judge(
  unit: Definition['unit'],
  of: Pick<Figure, 'value' | 'n' | 'numerator' | 'text'>,
): Cell {
  const shown = { shown: true, text: of.text, note: '' }
  if (of.value === null) return { shown: true, text: 'none', note: 'no cases' }
  if (unit === 'count')
    return of.value > 0 && of.value < smallCount.count
      ? hidden('fewer than 5', 'step 1: a count from 1 to 4')
      : shown
  if (unit === 'hours')
    return of.n < smallCount.median
      ? hidden('held back', 'step 2: a median needs five cases')
      : shown
  const numerator = of.numerator ?? 0
  if (numerator > 0 && numerator < smallCount.count)
    return hidden('fewer than 5 cases', 'step 1: a count from 1 to 4')
  if (of.n < smallCount.share)
    return hidden(band(numerator, of.n), 'step 2: a share of fewer than ten is a band')
  return { ...shown, text: shareText(numerator, of.n) }
}

function hidden(text: string, note: string): Cell {
  return { shown: false, text, note }
}

/** Quarters: `75 to 100 %`. */
function band(numerator: number, n: number): string {
  const quarter = Math.min(3, Math.floor((4 * numerator) / n))
  return `${quarter * 25} to ${quarter * 25 + 25} %`
}

function casesOf(n: number): string {
  if (n === 0) return 'none'
  if (n < smallCount.count) return 'fewer than 5'
  return n < 10 ? '5 or more' : '10 or more'
}
