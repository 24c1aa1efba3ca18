import type { Day } from '#base'
import { threshold } from '#law'
import type { Guard } from './guard.ts'
import { refusal } from './refuse.ts'
import { dayOf } from './situation.ts'

/** Guards of observations from outside, of documents in force, and of joint operations under them. */
export const outsideGuards: Readonly<Record<string, Guard>> = {
  'deed-named': {
    text: 'what was done stands somewhere where it can be looked up',
    ofPeer: true,
    check: ({ document }) =>
      document?.done === 'nothing' || String(document?.deed ?? '').trim() !== ''
        ? undefined
        : refusal('deed-missing', `"${document?.done}" names no reference`, {
            where: { pointer: '/document/deed' },
          }),
  },
  'opinion-first': {
    text: 'a question of ethics has the opinion of the committee',
    ofPeer: true,
    gate: ({ state }) =>
      state?.notes.kind !== 'ethics' || Object.keys(state.tallies.opinions ?? {}).length > 0
        ? undefined
        : refusal('opinion-missing', 'no opinion of a committee of ethics is on record'),
  },
  'document-same': {
    text: 'it is the text that was put forward',
    ofPeer: false,
    check: ({ state, document }) =>
      document?.digest === state?.notes.digest
        ? undefined
        : refusal('document-differs', `put forward was ${state?.notes.digest}`, {
            where: { pointer: '/document/digest' },
          }),
  },
  'validity-ahead': {
    text: 'it is in force for a time, and not for ever',
    ofPeer: false,
    check: ({ now, document, law }) => {
      const [from, until] = [String(document?.from), String(document?.until)]
      const short = until <= from || until <= dayOf(now)
      // Leap years count in favour of whoever puts it into force.
      const longest = Number(threshold('TH-DOCUMENT', law)?.value ?? 0) * 366
      return !short && daysBetween(dayOf(now), until as Day) <= longest
        ? undefined
        : refusal('validity-past', `${from} to ${until}`, {
            where: { pointer: '/document/until' },
          })
    },
  },
  'policy-in-force': {
    text: 'every authority of the team has linked a policy that is in force on that day',
    // A policy and the operation that rests on it can travel on two tracks.
    ofPeer: false,
    check: ({ state, parties, document }) => {
      const team = [parties.requesting, parties.requested, ...(parties.others ?? [])]
      const day = String(document?.on)
      const without = team.find(({ authority }) => {
        const linked = state?.tallies.policies?.[authority] as { until?: string } | undefined
        return linked?.until === undefined || linked.until < day
      })
      return without === undefined
        ? undefined
        : refusal('policy-missing', `${without.authority} has none that is in force on ${day}`, {
            where: { pointer: '/document/on' },
          })
    },
  },
}

function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000
}
