import { canonical, type Json, type Refusal } from '#base'
import type { Law, Laws } from '#law'
import { admit } from './admit.ts'
import { decide } from './decide.ts'
import { dueEvents } from './due-events.ts'
import { evolve } from './evolve.ts'
import { authorityOf } from './parties.ts'
import type { Tables } from './procedures.ts'
import { shippedTables } from './procedures.ts'
import type { Facts } from './situation.ts'
import type { Event, EventData, State } from './state.ts'

/** One event of a history, decided again. */
export interface Recomputed {
  readonly index: number
  readonly type: string
  /** Version of the law under which it was decided. */
  readonly law: string
  /** `not-checked`: its words were erased, its law is not at hand, or it was decided by a node whose steps we do not see. */
  readonly outcome: 'same' | 'different' | 'not-checked'
  readonly why?: string
}

/**
 * Every decision of a history made again, years later, each from the law that it names: it must come out as it was
 * recorded. Steps of the other side are admitted again; they were decided there.
 *
 * @param laws the laws that were in force at this node, by version; a step under a law that is not there is not checked.
 * @param self the authorities that this node serves.
 */
export function recompute(
  events: readonly Event[],
  laws: Laws,
  facts: Pick<Facts, 'directory' | 'tables'> & { readonly self: readonly string[] },
): readonly Recomputed[] {
  const tables = facts.tables ?? shippedTables
  let state: State | undefined
  return events.map((event, index) => {
    const named = event.data.law ?? ''
    const law = laws(named)
    const before = state
    state = evolve(state, event, tables)
    const base = { index, type: event.type, law: named }
    if (law === undefined)
      return {
        ...base,
        outcome: 'not-checked',
        why: `the law ${named || 'of that day'} is not at hand`,
      }
    if (event.data.document !== undefined && event.document === undefined)
      return { ...base, outcome: 'not-checked', why: 'the words of the step were erased' }
    const why = differs(before, event, law, facts, tables)
    return why === undefined ? { ...base, outcome: 'same' } : { ...base, outcome: 'different', why }
  })
}

function differs(
  state: State | undefined,
  event: Event,
  law: Law,
  facts: Pick<Facts, 'directory'> & { readonly self: readonly string[] },
  tables: Tables,
): string | undefined {
  const { directory, self } = facts
  if (event.data.clock !== undefined) return clockDiffers(state, event, law, tables)
  const authority = authorityOf(event)
  if (!self.includes(authority)) {
    const admitted = admit(state, event, {
      now: event.at,
      directory,
      law,
      tables,
      self,
      joins: true,
    })
    return admitted.ok ? undefined : told(admitted.refusal)
  }
  const actor = { id: event.actor, authority, role: event.data.role }
  const decided = decide(
    state,
    {
      procedure: event.procedure,
      transition: event.transition ?? '',
      stream: event.stream,
      document: event.document ?? {},
      ...addressee(event),
    },
    { now: event.at, actor, directory, law, tables },
  )
  if (!decided.ok) return told(decided.refusal)
  return decided.value.some((e) => alike(e.data, event.data))
    ? undefined
    : 'another decision follows from the same rows'
}

function addressee({ data }: Event): { readonly to?: string } {
  const { parties } = data
  if (parties === undefined || parties.requested.authority === parties.requesting.authority)
    return {}
  // Of a paper that was recorded the command names the sender.
  return { to: (data.recorded === true ? parties.requesting : parties.requested).authority }
}

/** What the clock did: the same limit at the same moment. */
function clockDiffers(
  state: State | undefined,
  event: Event,
  law: Law,
  tables: Tables,
): string | undefined {
  // The step that follows a limit stands behind its mark, which the state already has.
  if (state === undefined || event.transition !== null) return undefined
  const again = dueEvents(state, event.at, event.node, law, tables)
  const found = again.some(
    (e) =>
      e.type === event.type && e.data.clock === event.data.clock && e.data.due === event.data.due,
  )
  return found ? undefined : 'the limit runs out at another moment'
}

function alike(ours: EventData, theirs: EventData): boolean {
  const bytes = (data: EventData) => canonical(data as unknown as Json)
  return Buffer.compare(bytes(ours), bytes(theirs)) === 0
}

function told({ name, ground }: Refusal): string {
  return `${name}: ${ground}`
}
