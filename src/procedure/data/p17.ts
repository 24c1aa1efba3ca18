import type { Role } from '#directory'
import { authorityKinds } from '#law'
import type { Procedure, Side, Transition } from '../rows.ts'
import { retentionClocks } from './retention.ts'
import { clock, erasure, state, stays } from './short-rows.ts'

const officers: readonly Role[] = [
  'duty-officer',
  'analyst',
  'head-of-desk',
  'case-officer',
  'prosecutor',
  'registrar',
]
const written = 'UNCAC art. 46(14); UNTOC art. 18(14)'

/** The call is confirmed by whoever called: the one who wrote the note, or the one who is named in it. */
function confirmation(side: Side): Transition {
  const called = side === 'requesting' ? 'we-called' : 'we-were-called'
  return {
    id: side === 'requesting' ? 'confirm-in-writing' : 'confirm-in-writing-back',
    name: 'confirm the call in writing',
    track: 'main',
    from: ['NOTED', 'AGREED', 'CONTESTED'],
    to: 'CONFIRMED',
    side,
    roles: officers,
    event: 'oral.confirmed',
    crosses: true,
    form: 'oral-confirmation',
    guards: [{ guard: 'note-is', field: 'direction', value: called }],
    links: 'matter',
    meets: ['confirmation'],
    ends: ['note'],
    // It was confirmed in time by the clock of whoever called; that the letter came late takes nothing from it.
    crossed: [{ in: 'LAPSED', to: 'CONFIRMED' }, ...stays('CLOSED', 'ERASED')],
    citation: written,
  }
}

/**
 * P17: what was asked by word of mouth, because minutes counted. Either side writes the note at once; who called
 * confirms in writing within the time, or the call counts for nothing any more and what was done on it is undone.
 */
export const p17: Procedure = {
  id: 'P17',
  name: 'oral request in urgency',
  citation: `${written}; CP-HOTLINE`,
  measure: 'oral-request',
  safeguards: null,
  kinds: authorityKinds,
  between: 'countries',
  sides: { requesting: 'authority that wrote the note', requested: 'other party to the call' },
  form: 'hotline-note',
  states: [
    state('NOTED', 'call noted', 'requested'),
    state('AGREED', 'note agreed', 'requesting'),
    state('CONTESTED', 'note contested', 'requesting'),
    state('CONFIRMED', 'confirmed in writing', 'requesting'),
    state('LAPSED', 'lapsed, not confirmed in time', 'requested'),
    state('CLOSED', 'closed', 'nobody', 'main', true),
    state('ERASED', 'erased', 'nobody', 'main', true),
  ],
  clocks: [
    clock(
      'note',
      'agree to the note of the call',
      'requested',
      'CP-HOTLINE-ANSWER',
      'the note stands as it was written',
      ['agree-note', 'contest-note'],
    ),
    clock(
      'confirmation',
      'confirm the call in writing',
      'requesting',
      'CP-HOTLINE',
      'the oral request lapses; what was done on it is undone or put on another ground',
      ['confirm-in-writing', 'confirm-in-writing-back'],
      {
        then: 'lapse',
        warns: [
          { count: 6, unit: 'hours' },
          { count: 1, unit: 'hours' },
        ],
      },
    ),
    ...retentionClocks,
  ],
  transitions: [
    {
      id: 'note-call',
      name: 'write down an oral request',
      track: 'main',
      from: [null],
      to: 'NOTED',
      side: 'requesting',
      roles: officers,
      event: 'oral.noted',
      crosses: true,
      opensPeer: true,
      form: 'hotline-note',
      guards: ['call-not-later'],
      keeps: ['reference', 'class', 'direction', 'wanted', 'provisional'],
      starts: [
        { clock: 'note', from: 'now' },
        { clock: 'confirmation', from: { field: 'calledAt' } },
      ],
      citation: written,
    },
    {
      id: 'agree-note',
      name: 'agree to the note',
      track: 'main',
      from: ['NOTED'],
      to: 'AGREED',
      side: 'requested',
      roles: officers,
      event: 'oral.agreed',
      crosses: true,
      form: 'oral-agreement',
      guards: [],
      meets: ['note'],
      crossed: stays('CONFIRMED', 'LAPSED', 'CLOSED'),
      citation: written,
    },
    {
      id: 'contest-note',
      name: 'contest the note',
      track: 'main',
      from: ['NOTED'],
      to: 'CONTESTED',
      side: 'requested',
      roles: officers,
      event: 'oral.contested',
      crosses: true,
      form: 'reason',
      guards: [],
      meets: ['note'],
      crossed: stays('CONFIRMED', 'LAPSED', 'CLOSED'),
      citation: written,
    },
    confirmation('requesting'),
    confirmation('requested'),
    {
      id: 'lapse',
      name: 'lapse: the call was not confirmed in writing',
      track: 'main',
      from: ['NOTED', 'AGREED', 'CONTESTED'],
      to: 'LAPSED',
      side: 'requesting',
      by: 'clock',
      roles: ['node'],
      event: 'oral.lapsed',
      crosses: false,
      form: 'nothing',
      guards: [],
      ends: ['note'],
      citation: `${written}; CP-HOTLINE`,
    },
    {
      id: 'report-undone',
      name: 'say what was undone after the call lapsed',
      track: 'main',
      from: ['LAPSED'],
      to: 'same',
      side: 'requested',
      roles: officers,
      event: 'oral.undone',
      crosses: true,
      form: 'oral-undone',
      guards: [],
      crossed: stays('CLOSED', 'CONFIRMED'),
      citation: written,
    },
    {
      id: 'close',
      name: 'close',
      track: 'main',
      from: ['CONFIRMED', 'LAPSED'],
      to: 'CLOSED',
      side: 'requesting',
      roles: officers,
      event: 'oral.closed',
      crosses: true,
      form: 'nothing',
      guards: [],
      ends: 'all',
      starts: [{ clock: 'retention', from: 'now' }],
      citation: 'CP-RETENTION',
    },
    ...erasure(['CLOSED'], ['head-of-desk', 'prosecutor', 'registrar']),
  ],
}
