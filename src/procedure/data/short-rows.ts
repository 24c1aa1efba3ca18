import type { Role } from '#directory'
import type { ClockRow, Side, StateRow, Transition } from '../rows.ts'

/** A clock that cannot be paused, in one line. */
export function clock(
  id: string,
  name: string,
  owedBy: Side | 'both',
  rule: ClockRow['rule'],
  consequence: string,
  opens: readonly string[],
  more: Pick<ClockRow, 'then' | 'warns'> = {},
): ClockRow {
  return { id, name, owedBy, rule, pausable: false, consequence, opens, ...more }
}

/** A state of a track, in one line; `closed` where nothing more is owed. */
export function state(
  id: string,
  name: string,
  waitsFor: Side | 'nobody',
  track = 'main',
  closed = false,
): StateRow {
  return closed ? { id, track, name, waitsFor, closed: true } : { id, track, name, waitsFor }
}

/** A letter that arrives in one of these states moves nothing. */
export function stays(...states: readonly string[]): NonNullable<Transition['crossed']> {
  return states.map((id) => ({ in: id, to: id }))
}

/** After closing: keep for another year with reasons, or erase. For procedures whose closed states are their own. */
export function erasure(from: readonly string[], roles: readonly Role[]): readonly Transition[] {
  const common = {
    track: 'main',
    from,
    side: 'either',
    roles,
    event: 'retention.reviewed',
    crosses: false,
    guards: ['retention-over'],
    safeguards: { timeLimit: 'reasons' },
    citation: 'CP-RETENTION; safeguard matrix, column time limit',
  } as const
  return [
    { ...common, id: 'erase', name: 'erase the file', to: 'ERASED', form: 'reason', ends: 'all' },
    {
      ...common,
      id: 'keep',
      name: 'keep the file another year',
      to: 'same',
      form: 'retention',
      meets: ['retention', 'retention-review'],
      starts: [{ clock: 'retention-review', from: 'now' }],
    },
  ]
}
