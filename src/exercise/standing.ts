import type { Instant } from '#base'
import { shipped } from '#law'
import { type ClockView, clockRow, clocks, procedureOf, type State } from '#procedure'
import type { Told } from './replay.ts'

/** A limit of a matter, and by how much it was missed. */
export interface Limit {
  readonly clock: string
  readonly name: string
  readonly rule: string
  readonly due: Instant
  readonly status: ClockView['status']
  /** Milliseconds after the limit: at which it was met, or that have passed so far; absent where it was kept. */
  readonly late?: number
}

/** How one matter of the story stands on a day. */
export interface Standing {
  readonly reference: string
  readonly procedure: string
  /** Nodes that hold it, and whether their logs say the same of it. */
  readonly nodes: readonly string[]
  readonly agree: boolean
  readonly events: number
  readonly states: Readonly<Record<string, string>>
  readonly limits: readonly Limit[]
  readonly refused: readonly string[]
  /** What the story says that it should be, and is not; absent where all is as it says. */
  readonly unlike?: string
}

/** How every matter stands at an instant, in the order of the story. */
export function standings(
  told: ReadonlyMap<string, Told>,
  order: readonly string[],
  now: Instant,
): readonly Standing[] {
  return order.map((reference) => {
    const one = told.get(reference)
    if (one === undefined) throw new Error(`${reference} was not told`)
    return standing(one, now)
  })
}

function standing({ chapter, logs, refused }: Told, now: Instant): Standing {
  const { reference, procedure, expect } = chapter
  const state = logs[0]!.state
  const limits = limitsOf(state, now)
  const late = limits.flatMap((l) => (l.late === undefined ? [] : [l.clock])).sort()
  const wanted = [...(expect?.late ?? [])].sort()
  const unlike =
    expect === undefined
      ? undefined
      : state.states.main !== expect.ends
        ? `${state.states.main} and not ${expect.ends}`
        : late.join() !== wanted.join()
          ? `late: ${late.join(', ') || 'nothing'}, and not: ${wanted.join(', ') || 'nothing'}`
          : undefined
  return {
    reference,
    procedure,
    nodes: logs.map((l) => l.node),
    agree: logs.every((l) => sameStates(l.state, state)),
    events: logs.reduce((sum, l) => sum + l.events.length, 0),
    states: state.states as Readonly<Record<string, string>>,
    limits,
    refused,
    ...(unlike === undefined ? {} : { unlike }),
  }
}

function sameStates(a: State, b: State): boolean {
  return (
    JSON.stringify(Object.entries(a.states).sort()) ===
    JSON.stringify(Object.entries(b.states).sort())
  )
}

/** Limits that bind somebody: not those that were ended without being owed, nor rungs that only open a step. */
function limitsOf(state: State, now: Instant): readonly Limit[] {
  const procedure = procedureOf(state.procedure)
  return clocks(state, now, shipped).flatMap((c): readonly Limit[] => {
    const row = procedure.ok ? clockRow(procedure.value, c.id) : undefined
    if (c.status === 'ended' || row?.opens.includes(c.id)) return []
    const end = c.stoppedAt ?? now
    const broken = c.status === 'breached-then-met' || c.status === 'overdue'
    return [
      {
        clock: c.id,
        name: c.name,
        rule: c.rule,
        due: c.due,
        status: c.status,
        ...(broken ? { late: Date.parse(end) - Date.parse(c.due) } : {}),
      },
    ]
  })
}
