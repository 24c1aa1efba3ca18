import type { DeskWork } from './desk-work.ts'
import { Draws } from './draws.ts'
import { type WireFaultKind, wireFaultKinds } from './wire.ts'

/** Everything that can be made to fail, with what it is. */
export const faultKinds = {
  'request-lost': 'requests on a wire are lost',
  'answer-lost': 'requests arrive and their answers are lost',
  duplicated: 'requests arrive several times, the later ones up to an hour after',
  delayed: 'requests and answers take up to two minutes, and overtake each other',
  cut: 'a wire is cut in both directions',
  garbled: 'answers arrive cut short, changed, or as the error page of something in between',
  reordered:
    'letters of one call arrive apart and in any order, and answers come back in the place of others',
  partition: 'the nodes fall into two groups that do not reach each other',
  power: 'a machine goes off at some moment, wherever it stands, and on again later',
  'power-before-write': 'a machine goes off when it is about to write',
  'power-after-write': 'a machine goes off after a write and before anybody hears of it',
  'write-fails': 'writes fail, once or several times in a row',
  'write-lies': 'a write is kept and reported as failed',
  'disk-full': 'a disk takes nothing for some time',
  'read-fails': 'a disk cannot be read',
  clock: 'a clock is put forward or back by up to two hours',
  backup: 'a machine is set back to a backup of its disk',
  hostile: 'a partner with valid keys, who also hears the wires, breaks the rules',
} as const

export type FaultKind = keyof typeof faultKinds

export interface Fault {
  readonly kind: FaultKind
  /** Milliseconds after the beginning. */
  readonly at: number
  /** Milliseconds. */
  readonly lasts: number
  /** Place of the node, and of the other end where it has one, among the nodes. */
  readonly node: number
  readonly other: number
  readonly pick: number
}

/** One officer does one thing. */
export interface Act {
  readonly at: number
  readonly node: number
  readonly pick: number
  /** So many further steps in the same matter, each as soon as the one before is done. */
  readonly further: number
  /** Work beside the steps of a matter, in the place of the first step. */
  readonly desk?: DeskWork
}

/** What a seed comes to before anything runs. To leave out a part of it is to make a smaller plan. */
export interface Plan {
  readonly seed: number
  readonly nodes: number
  readonly hours: number
  /** Whether each log needs the cosignature of a partner before letters leave. */
  readonly witnesses: boolean
  /** Whether the auditor examines every node at the end. Takes as long as all the rest, so not in every seed. */
  readonly audited: boolean
  /** Whether courts, prosecutors and the others take part, with every procedure. */
  readonly wide: boolean
  readonly acts: readonly Act[]
  readonly faults: readonly Fault[]
}

export interface PlanOptions {
  /** All authorities of the countries and all procedures; slower. */
  readonly wide?: boolean
  /** How much the officers do: 1 as in the tests, more for a longer look. */
  readonly work?: number
  /** 2 to 4; the seed chooses when absent. */
  readonly nodes?: number
  readonly hours?: number
  /** The kinds that may occur; all when absent. */
  readonly faults?: readonly FaultKind[]
}

const spans = [1, 6, 48, 240, 720] as const

export function planOf(seed: number, options: PlanOptions = {}): Plan {
  const draws = new Draws(seed, 'plan')
  const nodes = options.nodes ?? draws.pick([2, 2, 2, 3, 3, 4])
  const hours = options.hours ?? draws.pick(spans)
  const asked = draws.oneIn(10)
  const whole = hours * 3_600_000
  const acts = Array.from({ length: draws.between(1, 4) * (options.work ?? 1) }, () => ({
    at: draws.below(whole),
    node: draws.below(nodes),
    pick: draws.next(),
    further: draws.pick([0, 1, 2, 2, 3]),
  })).sort((a, b) => a.at - b.at)
  // Officers work in bursts: what meets on the wire, at the disk and in one matter is what happens at once.
  const bursts = acts.map((act, i) => {
    const before = acts[i - 1]
    if (before === undefined || draws.oneIn(2)) return act
    const at = before.at + draws.below(draws.pick([40, 2000, 20_000]))
    return { ...act, at, node: draws.oneIn(2) ? before.node : act.node }
  })
  // Draws of its own, so that what a seed did before stays as it was.
  const beside = new Draws(seed, 'desks')
  const atDesks = bursts.map((act) => {
    if (beside.oneIn(5)) return { ...act, desk: 'file' as const }
    if (beside.oneIn(20)) return { ...act, desk: 'suspension' as const }
    if (beside.oneIn(10)) return { ...act, desk: beside.pick(['onward', 'correction'] as const) }
    if (beside.oneIn(12)) return { ...act, desk: 'blind' as const }
    if (beside.oneIn(12)) return { ...act, desk: 'keys' as const }
    return beside.oneIn(10) ? { ...act, desk: 'erasure' as const } : act
  })
  const allowed = options.faults ?? (Object.keys(faultKinds) as FaultKind[])
  const count = allowed.length === 0 ? 0 : draws.below(7 * (options.work ?? 1))
  const usual = allowed.filter((kind) => kind !== 'backup')
  const faults = Array.from({ length: count }, (): Fault => {
    const near = draws.pick(bursts)
    const kind = draws.pick(draws.oneIn(16) || usual.length === 0 ? allowed : usual)
    const node = draws.below(nodes)
    return {
      kind,
      // Most of them strike while an act is on its way.
      at: Math.max(0, draws.oneIn(4) ? draws.below(whole) : near.at + draws.between(-500, 4000)),
      lasts: lasting(kind, draws),
      node,
      other: (node + 1 + draws.below(nodes - 1)) % nodes,
      pick: draws.next(),
    }
  })
  const audited = draws.oneIn(10)
  // A backup is noticed by witnesses, where there are any.
  const witnesses = nodes > 2 && (asked || faults.some((f) => f.kind === 'backup'))
  const wide = options.wide ?? draws.oneIn(60)
  return {
    seed,
    nodes,
    hours,
    witnesses,
    audited,
    wide,
    acts: atDesks.sort((a, b) => a.at - b.at),
    faults,
  }
}

/** A backup is of an hour ago, or of last week. */
function lasting(kind: FaultKind, draws: Draws): number {
  if (kind === 'backup') return draws.pick([1, 24, 96, 288]) * 3_600_000
  return draws.oneIn(40) ? 8 * 86_400_000 : draws.pick([500, 5000, 60_000, 600_000, 3_600_000])
}

export function isWireFault(kind: FaultKind): kind is WireFaultKind {
  return (wireFaultKinds as readonly string[]).includes(kind)
}
