import { millis } from '#base'
import type { Observation } from './observation.ts'
import { everyOf, firstOf, lastOf, noteOf, type Stream } from './stream.ts'
import { daysBetween, euroCents, numberOf, textOf } from './values.ts'

/** Claims of victims, and of third parties to frozen property. */
export function observeClaims(stream: Stream): readonly Observation[] {
  const filed = firstOf(stream, 'claim.filed')
  if (filed === undefined) return []
  return textOf(filed.data.notes?.variant) === undefined
    ? observeVictims(stream)
    : observeThirdParty(stream)
}

function observeVictims(stream: Stream): readonly Observation[] {
  const filed = firstOf(stream, 'claim.filed')!
  const line = textOf(filed.data.notes?.claimant) ?? 'persons'
  const country = stream.parties?.requesting.country
  const of = { stream: stream.id, line, ...(country === undefined ? {} : { country }) }
  const decided = lastOf(stream, 'claim.decided')
  const linked = textOf(noteOf(stream, 'ground')) === 'linked-to-suspect'
  const paid = everyOf(stream, 'claim.paid')
  const project = paid.some((p) => p.type === 'claim.collective')
  const persons = paid.reduce((sum, p) => sum + (numberOf(p.data.notes?.paidTo) ?? 0), 0)
  const amount = paid.reduce((sum, p) => sum + (euroCents(p.data.notes?.amount) ?? 0), 0)
  const lines = numberOf(lastNote(stream, 'lines')) ?? 0
  const last = paid.at(-1)
  return [
    {
      ...of,
      what: 'claim',
      at: filed.at,
      yes: decided !== undefined && line !== 'state' && !linked,
      value: euroCents(filed.data.notes?.claimed) ?? 0,
      more: {
        allowed: euroCents(lastNote(stream, 'allowed')) ?? 0,
        lines,
        paid: amount,
        persons,
        served: project ? lines : 0,
        ...(last === undefined ? {} : { days: daysBetween(filed.at, last.at) }),
      },
    },
    ...paid.map((p) => {
      const value = euroCents(p.data.notes?.amount)
      return { ...of, what: 'claim.paid', at: p.at, ...(value === undefined ? {} : { value }) }
    }),
  ]
}

/** What a decision says; the filing of the claim says the same words of what was asked. */
function lastNote(stream: Stream, name: string): unknown {
  return everyOf(stream, 'claim.decided').findLast((f) => f.data.notes?.[name] !== undefined)?.data
    .notes?.[name]
}

/** A claim of wages asks that life may go on, and does not contest the order. */
function observeThirdParty(stream: Stream): readonly Observation[] {
  const filed = firstOf(stream, 'claim.filed')!
  const decided = firstOf(stream, 'claim.decided')
  const of = { stream: stream.id }
  if (textOf(filed.data.notes?.variant) === 'wages') {
    const granted = firstOf(stream, 'carve_out.decided')
    const ends = decided ?? granted
    return [
      {
        ...of,
        what: 'carve-out',
        at: filed.at,
        ...(ends === undefined
          ? {}
          : { yes: granted !== undefined, value: millis(ends.at) - millis(filed.at) }),
      },
    ]
  }
  const asset = textOf(filed.data.notes?.asset)
  return decided === undefined || asset === undefined
    ? []
    : [{ ...of, what: 'claim.on-asset', at: decided.at, asset }]
}
