import type { Instant } from '#base'
import { dueBy, type Law } from '#law'
import { runOut } from './clocks.ts'
import { clockRow, procedureOf } from './procedures.ts'
import type { Document } from './read-form.ts'
import type { Side } from './rows.ts'
import type { State } from './state.ts'

/** Rungs of the stall ladder after the notice, with the rule that says when each opens. */
export const rungs = [
  { step: 'reminded', rule: 'CP-STALL-REMIND' },
  { step: 'hotline', rule: 'CP-STALL-HOTLINE' },
  { step: 'liaison', rule: 'CP-STALL-LIAISON' },
  { step: 'central', rule: 'CP-STALL-CENTRAL' },
] as const

/** A matter that stands still: what is late since when, and how far up the ladder it has come. */
export interface Stall {
  /** Clock of the matter that has run out, the one that did so first. */
  readonly clock: string
  readonly owedBy: Side
  readonly since: Instant
  /** `open-stall` on day 0, then the highest rung whose day has come; the step of P16 that is due. */
  readonly rung: 'open-stall' | (typeof rungs)[number]['step']
  /** The next rung, and when it opens; absent at the top. */
  readonly next?: { readonly rung: (typeof rungs)[number]['step']; readonly at: Instant }
  /** Notice of day 0, as the first step of P16 takes it. */
  readonly notice: Document
}

/**
 * Which rung of the ladder is due for a matter of any procedure; undefined when neither side is late. Pure: the same
 * matter and instant give the same rung, so a node that was down finds its place again.
 */
export function stallOf(state: State, now: Instant, law: Law): Stall | undefined {
  const procedure = procedureOf(state.procedure)
  // A dispute has limits of its own, and is not taken up its own ladder.
  if (!procedure.ok || procedure.value.id === 'P16') return undefined
  const [first] = runOut(state, now, law)
    .filter(({ clock }) => clock.owedBy !== 'both')
    .sort((a, b) => (a.due < b.due ? -1 : 1))
  if (first === undefined) return undefined
  const { clock, due } = first
  const days = rungs.flatMap(({ step, rule }) => {
    const opens = dueBy(rule, due, {}, law)
    return opens.ok ? [{ rung: step, at: opens.value.due }] : []
  })
  const { reference } = state.notes
  const next = days.find((d) => now <= d.at)
  const reached = days.filter((d) => d.at < now).at(-1)
  return {
    clock: clock.clock,
    owedBy: clock.owedBy as Side,
    since: due,
    rung: reached?.rung ?? 'open-stall',
    ...(next === undefined ? {} : { next }),
    notice: {
      ...(typeof reference === 'string' ? { reference: `${reference}, stall` } : {}),
      matter: state.stream,
      limit: clockRow(procedure.value, clock.clock)?.name ?? clock.clock,
      rule: `${clock.rule}: ${clock.citation}`.slice(0, 300),
      since: due,
      owed: `${clockRow(procedure.value, clock.clock)?.name ?? clock.clock}, due ${due}`,
    },
  }
}
