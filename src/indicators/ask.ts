import type { Instant } from '#base'
import type { Period } from './figure.ts'
import type { Observation } from './observation.ts'

/** Observations by what happened: of the period, and of all time, as a figure asks for them. */
export interface Ask {
  readonly period: Period
  readonly asOf: Instant
  /** Of the period, without what cannot be judged yet. */
  readonly within: (what: string) => readonly Observation[]
  /** Of all time. */
  readonly all: (what: string) => readonly Observation[]
}

export function asking(found: Iterable<Observation>, period: Period): Ask {
  const asOf = period.asOf ?? period.to
  const by = new Map<string, Observation[]>()
  for (const one of found) {
    const known = by.get(one.what)
    if (known === undefined) by.set(one.what, [one])
    else known.push(one)
  }
  const order = (a: Observation, b: Observation) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : 0
  for (const some of by.values()) some.sort(order)
  const settled = (o: Observation) => o.judgedFrom === undefined || o.judgedFrom < asOf
  const all = (what: string) => by.get(what) ?? []
  return {
    period,
    asOf,
    all,
    within: (what) =>
      all(what).filter((o) => period.from <= o.at && o.at < period.to && settled(o)),
  }
}

/** By a label, in the order of the label; without it, left out. */
export function byLabel(
  some: readonly Observation[],
  label: 'pair' | 'country' | 'line',
): readonly (readonly [string, readonly Observation[]])[] {
  const groups = new Map<string, Observation[]>()
  for (const one of some) {
    const key = one[label]
    if (key === undefined || key === '') continue
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
}

export function good(some: readonly Observation[]): number {
  return some.reduce((sum, o) => sum + (o.yes === true ? 1 : 0), 0)
}

export function valuesOf(some: readonly Observation[]): readonly number[] {
  return some.flatMap((o) => o.value ?? [])
}

/** Sum of a further number. */
export function more(some: readonly Observation[], name: string): number {
  return some.reduce((sum, o) => sum + (o.more?.[name] ?? 0), 0)
}
