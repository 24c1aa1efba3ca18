import type { Instant } from '#base'
import type { Definition } from './definitions.ts'
import { type Disclosure, disclosures, linesOfCase, network, rightsGrounds } from './disclosure.ts'
import { gridOf, type JudgedCell } from './figure-grid.ts'
import type { Figure, Part } from './figures.ts'
import { casesOf, hide, type Judged, judge } from './judge.ts'
import { protect } from './protect.ts'
import type { ReleasePeriod } from './release-period.ts'
import { type PastRelease, withPast } from './released-before.ts'
import { type StepId, smallCount } from './small-count.ts'

/** A figure as anybody may read it. */
export interface PublicFigure {
  readonly id: Definition['id']
  readonly name: string
  readonly formula: string
  readonly unit: Definition['unit']
  readonly shown: boolean
  /** Rounded where the text is; null where nothing is shown. */
  readonly value: number | null
  readonly text: string
  /** A lower bound, so that two figures with the same cases do not give away a hidden count: `10 or more`. */
  readonly cases: string
  readonly interval?: readonly [number, number]
  /** What was done to it, by which step of the small-count rule; empty where nothing was. */
  readonly note: string
  readonly rule: StepId | null
  readonly parts: readonly PublicPart[]
  /** Along which lines the parts are left out, since no choice of cells would keep the hidden ones hidden. */
  readonly leftOut: readonly string[]
}

export interface PublicPart {
  /** `IN-05/ground/G-07`: the same in every release. */
  readonly id: string
  readonly by: Part['by']
  readonly key: string
  readonly unit: Definition['unit']
  readonly shown: boolean
  readonly value: number | null
  readonly text: string
  readonly note: string
  readonly rule: StepId | null
}

/** When the period ended that is published, and the day of publication. */
export interface Publication {
  /** First instant after the period. */
  readonly to: Instant
  readonly on: Instant
  /** The period of the fixed grid, where earlier releases are held against it. */
  readonly period?: ReleasePeriod
}

/**
 * Figures after the small-count rule. Step 8 is kept by the release, which puts on record what was held back.
 *
 * @param past what was released before of the same period, or of periods that add up: step 5
 */
export function publicView(
  figures: readonly Figure[],
  publication: Publication,
  past: readonly PastRelease[] = [],
): readonly PublicFigure[] {
  return figures.map((figure) => publicFigure(figure, publication, past))
}

function publicFigure(
  figure: Figure,
  publication: Publication,
  past: readonly PastRelease[],
): PublicFigure {
  const { definition } = figure
  const disclosure = disclosures[definition.id]
  const cells = cellsOf(figure, disclosure, publication)
  const { own, parts, leftOut } = protectedParts(
    cells.total,
    cells.parts,
    disclosure,
    past,
    publication.period,
  )
  return {
    id: figure.id,
    name: definition.name,
    formula: definition.formula,
    unit: definition.unit,
    shown: own.shown,
    value: own.value,
    text: own.text,
    cases: casesOf(figure),
    ...(own.shown && figure.interval !== undefined ? { interval: figure.interval } : {}),
    note: own.note,
    rule: own.rule,
    parts: parts.map(({ id, unit, of, judged }) => ({
      id,
      by: (of as Part).by,
      key: (of as Part).key,
      unit,
      shown: judged.shown,
      value: judged.value,
      text: judged.text,
      note: judged.note,
      rule: judged.rule,
    })),
    leftOut,
  }
}

/** Steps 1, 2, 4, 6 and 7, each cell by itself. */
function cellsOf(
  figure: Figure,
  disclosure: Disclosure | undefined,
  publication: Publication,
): { readonly total: JudgedCell; readonly parts: readonly JudgedCell[] } {
  const { unit } = figure.definition
  const finalCase = figure.finalCase === true
  const early = publication.on < pairsFrom(publication.to)
  const plain = (of: Figure | Part): Judged => ({
    shown: true,
    text: of.text,
    note: '',
    rule: null,
    value: of.value,
  })
  const workload = (by?: string) =>
    disclosure?.workload !== undefined && (by === undefined || disclosure.workload.includes(by))
  return {
    total: {
      id: figure.id,
      unit,
      of: figure,
      workload: workload(),
      judged: workload() ? plain(figure) : judge(unit, figure, { disclosure, finalCase }),
    },
    parts: figure.parts.map((part): JudgedCell => {
      const own = part.unit ?? unit
      const pair = part.by === 'pair'
      const rights =
        part.by === 'ground' &&
        rightsGrounds.includes(part.key) &&
        (figure.coverage?.nodes.length ?? 0) < network
      const late = hide(
        'SC-6',
        'held back',
        `tables of pairs come ${smallCount.pairDelay} months late`,
      )
      return {
        id: `${figure.id}/${part.by}/${part.key}`,
        unit: own,
        of: part,
        workload: workload(part.by),
        judged: workload(part.by)
          ? plain(part)
          : pair && early
            ? late
            : rights
              ? hide('SC-6', 'held back', 'refusals on human-rights grounds are told of a network')
              : judge(own, part, {
                  disclosure,
                  pair,
                  tail: part.key.endsWith('p90'),
                  finalCase: finalCase && linesOfCase.includes(part.by),
                }),
      }
    }),
  }
}

/** Step 6: the first instant at which a table of pairs of that period may be published. */
export function pairsFrom(to: Instant): Instant {
  const day = new Date(to)
  return new Date(
    day.setUTCMonth(day.getUTCMonth() + smallCount.pairDelay),
  ).toISOString() as Instant
}

/** Step 3 over the whole figure; a line of parts that cannot be protected is left out, and the rest is tried again. */
function protectedParts(
  total: JudgedCell,
  parts: readonly JudgedCell[],
  disclosure: Disclosure | undefined,
  past: readonly PastRelease[],
  now: ReleasePeriod | undefined,
): {
  readonly own: Judged
  readonly parts: readonly JudgedCell[]
  readonly leftOut: readonly string[]
} {
  const leftOut: string[] = []
  for (let left = parts; ; ) {
    const grid = withPast(gridOf(total, left, disclosure), total.of as Figure, past, now)
    const { hidden, exposed } = protect(grid)
    const has = (ids: { has(id: string): boolean }, id: string) =>
      ids.has(id) || ids.has(`${id}/of`)
    const open = new Set(exposed)
    const lost = left.filter(({ id }) => has(open, id))
    // Where the figure itself or an earlier release would come out, all that adds up to it has to go.
    const lines = new Set(
      (lost.length === 0 && open.size > 0 ? left : lost).map(({ of }) => (of as Part).by),
    )
    if (lines.size > 0) {
      leftOut.push(...lines)
      left = left.filter(({ of }) => !lines.has((of as Part).by))
      continue
    }
    const late = 'it would tell what changed since an earlier release'
    const own = total.judged.shown && !total.workload && (has(hidden, total.id) || open.size > 0)
    return {
      own: own ? hide('SC-5', 'held back', late) : total.judged,
      parts: left.map((cell) =>
        cell.judged.shown && has(hidden, cell.id)
          ? { ...cell, judged: hide('SC-3', 'held back', 'it would give another cell away') }
          : cell,
      ),
      leftOut,
    }
  }
}
