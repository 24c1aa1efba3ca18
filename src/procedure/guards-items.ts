import { millis } from '#base'
import type { Guard } from './guard.ts'
import { refusal } from './refuse.ts'

/** Guards of corrections and of requests by word of mouth. */
export const itemGuards: Readonly<Record<string, Guard>> = {
  'end-of-chain': {
    text: 'the record that is corrected has not been corrected before',
    ofPeer: true,
    check: ({ state, document }, { tally = '' }) => {
      const corrects = String(document?.corrects)
      return state?.tallies[tally]?.[corrects] === undefined
        ? undefined
        : refusal('corrected-already', 'the record was corrected before', {
            where: { pointer: '/document/corrects' },
          })
    },
  },
  'rights-clear': {
    text: 'it is not stopped for rights of persons',
    // The other side may have carried it out before it learnt of the stop.
    ofPeer: false,
    gate: ({ state, row }) =>
      state?.states.rights === 'STOPPED' || state?.states.rights === 'BARRED'
        ? refusal(
            'rights-stopped',
            `"${row.name}" waits: ${String(state.notes.condition ?? 'rights of persons').replaceAll('-', ' ')}`,
          )
        : undefined,
  },
  'call-not-later': {
    text: 'the call was before the note of it',
    ofPeer: true,
    check: ({ document, now }) => {
      const called = Date.parse(String(document?.calledAt))
      return called <= millis(now)
        ? undefined
        : refusal('call-in-future', `the call is dated ${document?.calledAt}`, {
            where: { pointer: '/document/calledAt' },
          })
    },
  },
}
