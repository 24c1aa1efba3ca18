import type { Day, Instant } from '#base'

/** A fact as somebody stated it. Two dates: when it holds in the world, and since when we know of it. */
export interface Statement<T> {
  readonly about: string
  readonly value: T
  readonly source: string
  readonly validFrom?: Day
  readonly validTo?: Day
  readonly knownAt: Instant
}

/** What was the case on `day`, as far as it was known at `knownAt`; the latest knowledge wins. */
export function asOf<T>(
  statements: readonly Statement<T>[],
  day: Day,
  knownAt: Instant,
): Statement<T> | undefined {
  let best: Statement<T> | undefined
  for (const s of statements) {
    if (s.knownAt > knownAt) continue
    if (s.validFrom !== undefined && s.validFrom > day) continue
    if (s.validTo !== undefined && s.validTo < day) continue
    if (best === undefined || s.knownAt > best.knownAt) best = s
  }
  return best
}
