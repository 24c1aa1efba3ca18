import type { Instant } from '#base'
import type { Definition } from './definitions.ts'
import { disclosures, linesOfCase, network, rightsGrounds } from './disclosure.ts'
import type { JudgedCell } from './figure-grid.ts'
import type { Figure, Part } from './figures.ts'
import { casesOf, hide, type Judged, judge } from './judge.ts'
import { type ProtectedTable, protectTables, type Table } from './protect-tables.ts'
import type { ReleasePeriod } from './release-period.ts'
import type { PastRelease } from './released-before.ts'
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
  /** No more than the figure itself says of how many cases it has: `10 or more`. */
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
  const tables = figures.map((figure) => tableOf(figure, publication))
  const published = protectTables(tables, past, publication.period)
  return figures.map((figure, i) => publicFigure(figure, published[i]!))
}

function publicFigure(figure: Figure, { own, parts, leftOut }: ProtectedTable): PublicFigure {
  const { definition } = figure
  return {
    id: figure.id,
    name: definition.name,
    formula: definition.formula,
    unit: definition.unit,
    shown: own.shown,
    value: own.value,
    text: own.text,
    cases: casesOf(figure, own),
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
function tableOf(figure: Figure, publication: Publication): Table {
  const { unit } = figure.definition
  const disclosure = disclosures[figure.definition.id]
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
    disclosure,
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
