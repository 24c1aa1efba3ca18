import { type Ask, more } from './ask.ts'
import { sumOf } from './figure.ts'
import type { Observation } from './observation.ts'

/** What was found, held, taken, sold and given back, with the observations behind each stage. Sums in cents. */
export interface Funnel {
  readonly identified: readonly Observation[]
  readonly frozen: readonly Observation[]
  /** Legs enforced, at the value that the order covered. */
  readonly confiscated: readonly Observation[]
  /** Legs enforced, at what they brought. */
  readonly enforced: readonly Observation[]
  readonly paid: readonly Observation[]
  readonly toVictims: readonly Observation[]
  readonly toState: readonly Observation[]
  readonly gross: number
  readonly net: number
  readonly distributable: number
}

/** Followed asset by asset: a leg that was recorded again in another matter, or traced twice, counts once. */
export function funnelOf(ask: Ask): Funnel {
  const enforced = latest(ask.within('confiscation.enforced'))
  const confiscated = enforced.map((o) => ({ ...o, value: o.more?.basis ?? o.value ?? 0 }))
  const paid = ask.within('claim.paid')
  const gross = sumOf(enforced).value ?? 0
  const net = gross - more(enforced, 'cost')
  return {
    identified: latest(ask.within('asset.traced')),
    frozen: latest(ask.within('freeze.executed')),
    confiscated,
    enforced,
    paid,
    toVictims: paid.filter((o) => o.line !== 'state'),
    toState: paid.filter((o) => o.line === 'state'),
    gross,
    net,
    distributable: net - (sumOf(ask.within('recovery.expenses')).value ?? 0),
  }
}

/** Of each asset the latest; what names no asset stands for itself. */
export function latest(some: readonly Observation[]): readonly Observation[] {
  const found = new Map<string, Observation>()
  for (const one of some) {
    const key = one.asset === undefined ? one.stream : `${one.operation ?? ''} ${one.asset}`
    found.set(key, one)
  }
  return [...found.values()]
}
