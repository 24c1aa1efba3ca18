import type { Role } from '#directory'
import type { ClockRow, Side, StateRow, TrackId, Transition } from '../rows.ts'
import { stays } from './short-rows.ts'

const citation = 'DL-05, Directive (EU) 2024/1640 art. 34'

const askers: readonly Role[] = [
  'analyst',
  'head-of-desk',
  'case-officer',
  'prosecutor',
  'registrar',
]
const deciders: readonly Role[] = ['head-of-desk', 'prosecutor', 'registrar', 'judge']

/**
 * Consent to another use or another reader, beside the main track. The side that received asks, the side that gave
 * decides, on three closed grounds. Once for each direction, since each side gives something to the other.
 */
export function consentTrack(
  asker: Side,
  during: readonly string[],
  what = asker === 'requesting' ? 'of the answer' : 'of the request',
): {
  readonly states: readonly StateRow[]
  readonly clocks: readonly ClockRow[]
  readonly transitions: readonly Transition[]
} {
  const giver: Side = asker === 'requesting' ? 'requested' : 'requesting'
  const track: TrackId = asker === 'requesting' ? 'consent' : 'consent-back'
  const back = asker === 'requesting' ? '' : '-back'
  const ask = `ask-consent${back}`
  const give = `give-consent${back}`
  const deny = `deny-consent${back}`
  const withdraw = `withdraw-consent${back}`
  return {
    states: [
      { id: 'ASKED', track, name: `consent to another use ${what} asked`, waitsFor: giver },
      { id: 'GIVEN', track, name: `consent to another use ${what} given`, waitsFor: 'nobody' },
      { id: 'DENIED', track, name: `consent to another use ${what} denied`, waitsFor: 'nobody' },
      {
        id: 'WITHDRAWN',
        track,
        name: `consent to another use ${what} withdrawn`,
        waitsFor: 'nobody',
      },
    ],
    clocks: [
      {
        id: track,
        name: `decide on another use ${what}`,
        owedBy: giver,
        rule: 'CP-CONSENT',
        pausable: false,
        consequence: 'silence is not consent; the asker may remind, and the delay is counted',
        opens: [give, deny],
      },
    ],
    transitions: [
      {
        id: ask,
        name: `ask for another use ${what}`,
        track,
        from: [null, 'GIVEN', 'DENIED', 'WITHDRAWN'],
        to: 'ASKED',
        during,
        side: asker,
        roles: askers,
        event: 'consent.asked',
        crosses: true,
        form: 'consent-question',
        guards: [],
        starts: [{ clock: track, from: 'now' }],
        citation,
      },
      {
        id: give,
        name: `allow another use ${what}`,
        track,
        from: ['ASKED'],
        to: 'GIVEN',
        side: giver,
        roles: deciders,
        event: 'consent.given',
        crosses: true,
        form: 'consent-answer',
        guards: [],
        meets: [track],
        replyTo: ask,
        safeguards: { independentAuthority: 'scope' },
        citation,
      },
      {
        id: deny,
        name: `deny another use ${what}`,
        track,
        from: ['ASKED'],
        to: 'DENIED',
        side: giver,
        roles: deciders,
        event: 'consent.denied',
        crosses: true,
        form: 'consent-denial',
        guards: [],
        keeps: ['denial'],
        meets: [track],
        replyTo: ask,
        safeguards: { reasons: 'reasons', independentAuthority: 'reasons' },
        citation,
      },
      {
        id: withdraw,
        name: `withdraw the consent to another use ${what}`,
        track,
        from: ['GIVEN'],
        to: 'WITHDRAWN',
        side: giver,
        roles: deciders,
        event: 'consent.withdrawn',
        crosses: true,
        form: 'consent-withdrawal',
        guards: [],
        // A new question that crossed with the withdrawal still waits for its own answer.
        crossed: stays('ASKED'),
        citation,
      },
    ],
  }
}
