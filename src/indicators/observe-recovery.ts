import type { Observation } from './observation.ts'
import type { Facts } from './signed-event.ts'
import { everyOf, type Stream } from './stream.ts'
import { dayOf, euroCents, numberOf, textOf } from './values.ts'

/** Confiscation and what follows: legs enforced, expenses, tranches, milestones of use. */
export function observeRecovery(stream: Stream): readonly Observation[] {
  const country = stream.parties?.requested.country
  const of = { stream: stream.id, ...(country === undefined ? {} : { country }) }
  return stream.facts.flatMap(({ word, at, data: { tally, notes } }): readonly Observation[] => {
    const amount = euroCents(tally?.value)
    const value = amount === undefined ? {} : { value: amount }
    switch (word) {
      case 'confiscation.enforced':
        return [
          {
            ...of,
            ...value,
            what: 'confiscation.enforced',
            at,
            asset: tally?.key ?? '',
            yes: textOf(notes?.how) === 'interlocutory-sale',
            more: {
              basis: euroCents(notes?.basis) ?? amount ?? 0,
              cost: euroCents(notes?.cost) ?? 0,
            },
          },
        ]
      case 'confiscation.executed':
        return [{ ...of, what: 'recovery.expenses', at, value: euroCents(notes?.expenses) ?? 0 }]
      case 'confiscation.cut':
        return [{ ...of, ...value, what: 'confiscation.cut', at, asset: tally?.key ?? '' }]
      case 'return.paid':
        return [{ ...of, ...value, what: 'return.paid', at, line: tally?.key ?? '' }]
      case 'enduse.verified':
        return [{ ...of, ...value, what: 'enduse.verified', at, line: tally?.key ?? '' }]
      case 'community.measured':
        return measured(of, at, tally)
      case 'return.suspended':
        return [{ ...of, what: 'return.suspended', at }]
      default:
        return []
    }
  })
}

/** What a community counted: of `value` asked, how many said yes; on the day on which they were asked. */
function measured(
  of: Pick<Observation, 'stream' | 'country'>,
  at: Observation['at'],
  tally: Facts['tally'],
): readonly Observation[] {
  const { indicator, n, counted } = (tally?.value ?? {}) as Readonly<Record<string, unknown>>
  const [asked, yes] = [numberOf(n), numberOf(counted)]
  const day = dayOf(tally?.key)
  const line = textOf(indicator)
  return asked === undefined || yes === undefined || day === undefined || line === undefined
    ? []
    : [{ ...of, what: 'community.measured', at, line, asset: day, value: asked, more: { yes } }]
}

/** Living costs left free, asked for within a suspension. */
export function observeSuspension(stream: Stream): readonly Observation[] {
  const decided = everyOf(stream, 'carve_out.decided', 'carve_out.denied')
  return everyOf(stream, 'carve_out.asked').map(({ at }, i) => {
    const answer = decided[i]
    return {
      what: 'carve-out',
      at,
      stream: stream.id,
      ...(answer === undefined
        ? {}
        : {
            yes: answer.word === 'carve_out.decided',
            value: Date.parse(answer.at) - Date.parse(at),
          }),
    }
  })
}
