import { canonical, type Digest, digest, type Instant, type Json } from '#base'
import type { PublicFigure, PublicPart } from './public-view.ts'
import type { ReleasePeriod } from './release-period.ts'
import { type StepId, smallCountMethod, smallCountSteps } from './small-count.ts'

export const releaseFormat = 'comity-release/1'

/** The figures of a period as they were released: one document, whose digest stands in the log. */
export interface Release {
  readonly format: typeof releaseFormat
  /** Node that counted. */
  readonly node: string
  readonly period: { readonly id: string; readonly from: string; readonly to: string }
  /** From 1; a correction is a version of its own. */
  readonly version: number
  /** Digest of the version before. */
  readonly supersedes: Digest | null
  /** Why there is another version. */
  readonly reason: string | null
  /** Events up to here were counted. */
  readonly asOf: Instant
  /** Nodes whose events were counted. */
  readonly nodes: readonly string[]
  /** Version of the law that bounds pauses. */
  readonly law: string
  /** By which making of the small-count rule. */
  readonly method: string
  readonly tables: readonly ReleaseTable[]
  /** Cells that are not shown, by the step of the small-count rule. */
  readonly suppressed: readonly { readonly rule: StepId; readonly cells: number }[]
}

/** One indicator. All values are text: a decimal number, so that every reader gets the same digits. */
export interface ReleaseTable {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly unit: string
  readonly shown: boolean
  readonly text: string
  readonly value: string | null
  readonly cases: string
  /** Wilson 95 % interval of a share. */
  readonly interval: readonly [string, string] | null
  readonly note: string
  readonly rule: StepId | null
  readonly parts: readonly ReleaseCell[]
  /** Lines along which the table is left out, since hidden cells would come out. */
  readonly leftOut: readonly string[]
}

export interface ReleaseCell {
  /** `IN-05/ground/G-07`: the same in every release. */
  readonly id: string
  readonly by: string
  readonly key: string
  readonly unit: string
  readonly shown: boolean
  readonly text: string
  readonly value: string | null
  readonly note: string
  readonly rule: StepId | null
}

export interface ReleaseFacts {
  readonly node: string
  readonly period: ReleasePeriod
  readonly version: number
  readonly supersedes: Digest | null
  readonly reason: string | null
  readonly asOf: Instant
  readonly nodes: readonly string[]
  readonly law: string
}

export function makeRelease(facts: ReleaseFacts, figures: readonly PublicFigure[]): Release {
  const { period, ...rest } = facts
  const tables = figures.map(tableOf)
  return {
    format: releaseFormat,
    ...rest,
    method: smallCountMethod,
    period: { id: period.id, from: period.from, to: period.to },
    tables,
    suppressed: smallCountSteps
      .map(({ id }) => ({
        rule: id,
        cells: suppressedIn(tables).filter(({ rule }) => rule === id).length,
      }))
      .filter(({ cells }) => cells > 0),
  }
}

function tableOf(figure: PublicFigure): ReleaseTable {
  const { id, name, formula, unit, shown, text, value, cases, interval, note, rule } = figure
  return {
    id,
    name,
    formula,
    unit,
    shown,
    text,
    value: decimal(value),
    cases,
    interval: interval === undefined ? null : [interval[0].toFixed(4), interval[1].toFixed(4)],
    note,
    rule,
    parts: figure.parts.map(cellOf),
    leftOut: figure.leftOut,
  }
}

function cellOf({ id, by, key, unit, shown, text, value, note, rule }: PublicPart): ReleaseCell {
  return { id, by, key, unit, shown, text, value: decimal(value), note, rule }
}

/** Shortest decimal that is the number; as all of them stand below 10^21, none has an exponent but the smallest. */
function decimal(value: number | null): string | null {
  return value === null ? null : String(value)
}

/** Every cell that is held back, and by which step. A line that is left out is one entry. */
export function suppressedIn(
  tables: readonly ReleaseTable[],
): readonly { readonly cell: string; readonly rule: StepId }[] {
  return tables.flatMap((table) => [
    ...(table.shown || table.rule === null ? [] : [{ cell: table.id, rule: table.rule }]),
    ...table.parts
      .filter((part) => !part.shown)
      .map((part) => ({ cell: part.id, rule: part.rule ?? ('SC-1' as const) })),
    ...table.leftOut.map((by) => ({ cell: `${table.id}/${by}`, rule: 'SC-3' as const })),
  ])
}

/** The one spelling of a release (RFC 8785): what is served, what is digested, what is compared. */
export function releaseBytes(release: Release): Uint8Array {
  return canonical(release as unknown as Json)
}

export function releaseDigest(release: Release): Digest {
  return digest(releaseBytes(release))
}
