import type { Instant } from '#base'
import type { Law } from '#law'
import { figures } from './figures.ts'
import { type PublicFigure, publicView } from './public-view.ts'
import { releasePeriod } from './release-period.ts'
import type { PastRelease } from './released-before.ts'
import type { SignedEvent } from './signed-event.ts'

/** What the list of releases says of each, in the order in which they came out; withdrawn ones too. */
export interface ReleaseLine {
  readonly period: string
  readonly version: number
  /** Events up to here were counted. */
  readonly asOf: Instant
}

/**
 * What each release must have shown, counted again from the signed events and the list alone: later ones hold back what
 * earlier ones would give away, so they are counted in their order.
 */
export function recountReleases(
  events: readonly SignedEvent[],
  lines: readonly ReleaseLine[],
  law: Law,
): readonly { readonly line: ReleaseLine; readonly published: readonly PublicFigure[] }[] {
  const past: PastRelease[] = []
  return lines.map((line) => {
    const { asOf } = line
    const period = releasePeriod(line.period)
    if (period === undefined) return { line, published: [] }
    const known = events.filter(({ at }) => at <= asOf)
    const from = `${period.from}T00:00:00.000Z` as Instant
    const found = figures(known, { from, to: period.end, asOf }, law)
    const published = publicView(found, { to: period.end, on: asOf, period }, past)
    past.push({ period, version: line.version, figures: found, published })
    return { line, published }
  })
}
