import type { Law } from '#law'
import { type Ask, asking } from './ask.ts'
import { definitions } from './definitions.ts'
import {
  type Counted,
  type Coverage,
  type Figure,
  figureOf,
  nothing,
  type Period,
  shareOf,
} from './figure.ts'
import { assistanceFigures } from './figures-assistance.ts'
import { exchangeFigures } from './figures-exchange.ts'
import { recoveryFigures } from './figures-recovery.ts'
import { rightsFigures } from './figures-rights.ts'
import { teamFigures } from './figures-team.ts'
import { crossings, emptyFold, type Fold, observations, take } from './fold.ts'
import type { SignedEvent } from './signed-event.ts'

export { type Figure, type Part, type Period, shareText } from './figure.ts'

/** IN-01 to IN-42 from signed events alone: whoever holds the same events gets the same figures. */
export function figures(
  events: Iterable<SignedEvent>,
  period: Period,
  law: Law,
): readonly Figure[] {
  const fold = emptyFold(law)
  for (const event of events) take(fold, event)
  return figuresOfFold(fold, period)
}

/** The same from what was read before: only what has changed since is looked at again. */
export function figuresOfFold(fold: Fold, period: Period): readonly Figure[] {
  const ask = asking(observations(fold), period)
  const counted = new Map([...families(ask), twoSided(fold, period)].map((f) => [f.id, f]))
  return definitions.map((definition) =>
    figureOf(
      counted.get(definition.id) ?? nothing(definition.id),
      coverageOf(definition.sources, fold),
    ),
  )
}

function families(ask: Ask): readonly Counted[] {
  return [
    ...exchangeFigures(ask),
    ...assistanceFigures(ask),
    ...recoveryFigures(ask),
    ...rightsFigures(ask),
    ...teamFigures(ask),
  ]
}

/** IN-29. With one log only nothing can stand in two. */
function twoSided(fold: Fold, period: Period): Counted {
  if (fold.held.size < 2) return nothing('IN-29')
  const { claimed, verified } = crossings(fold, period.from, period.to)
  return shareOf('IN-29', verified, claimed)
}

function coverageOf(sources: readonly string[], fold: Fold): Coverage {
  const seen = fold.words
  const words = sources.filter((s) => s !== '*')
  return {
    seen: words.filter((w) => seen.has(w)),
    missing: words.filter((w) => !seen.has(w)),
    nodes: [...fold.held].sort(),
  }
}
