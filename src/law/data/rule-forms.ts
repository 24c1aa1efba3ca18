import type { Rule, Term } from '../deadlines.ts'
import { day } from '../rows.ts'

/** To the minute, no roll: how treaties and protocols between two clocks reckon. */
export const exact = { ends: 'same-time', roll: 'none' } as const
/** Days of Union law: end of the last day, moved to a working day (Reg. (EEC, Euratom) 1182/71 art. 3). */
export const unionDays = { ends: 'end-of-day', roll: 'next-working-day' } as const
/** A term that limits a right ends on its last day and is never moved to a later one. */
export const hardEnd = { ends: 'end-of-day', roll: 'none' } as const

/** Months and years of a protocol end by universal time, so that two countries need no shared calendar. */
export function exactly(count: number, unit: Term['unit']): Omit<Term, 'id' | 'when'> {
  return unit === 'months' || unit === 'years'
    ? { count, unit, ...exact, zone: 'UTC' }
    : { count, unit, ...exact }
}

/** A rule of the protocol that this project proposes, with one limit. */
export function protocol(
  id: string,
  when: string,
  count: number,
  unit: Term['unit'],
  text: string,
  more: Partial<Omit<Term, 'id' | 'when'>> = {},
): Rule {
  return {
    id,
    citation: `Comity protocol, ${id}`,
    text,
    from: day('2024-01-01'),
    status: 'to-verify',
    source:
      'Comity protocol; a proposal of this project, binding only where two authorities adopt it',
    terms: [{ id, when, ...exactly(count, unit), ...more }],
  }
}
