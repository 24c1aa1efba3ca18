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
 * Steps 1 and 2 of the small-count rule. They protect cells from which a person or a case could be told: pairs, grounds.
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
      parts: figure.parts.map((part) => ({
        by: part.by,
        key: part.key,
        ...(part.by === 'kind'
          ? { shown: true, text: part.text, note: '' }
          : judge(definition.unit, part)),
      })),
    }
  })
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
