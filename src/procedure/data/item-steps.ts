import type { Role } from '#directory'
import type { ClockRow, Side, StateRow, Transition } from '../rows.ts'
import { clock, state, stays } from './short-rows.ts'

/** States, clocks and steps that are added to a procedure together. */
export interface Tracks {
  readonly states: readonly StateRow[]
  readonly clocks: readonly ClockRow[]
  readonly transitions: readonly Transition[]
}

const officers: readonly Role[] = [
  'analyst',
  'duty-officer',
  'head-of-desk',
  'case-officer',
  'prosecutor',
  'registrar',
  'judge',
  'asset-manager',
]
const accuracy = 'Directive (EU) 2016/680 art. 7(3), 16(5), 16(6); OECD CRS status message, 80000'

/** Answers are given by the side that was asked, requests by the side that asked: `-back` names the second way. */
interface Way {
  readonly giver: Side
  readonly holder: Side
  readonly suffix: '' | '-back'
  readonly what: string
}

export const ways: readonly [answers: Way, requests: Way] = [
  { giver: 'requested', holder: 'requesting', suffix: '', what: 'of the answer' },
  { giver: 'requesting', holder: 'requested', suffix: '-back', what: 'of the request' },
]

/** What the giver does to an item that was wrong, each on a track of its own, so that every one gets its own receipt. */
const acts = {
  correct: {
    noun: 'correction',
    done: 'corrected',
    event: 'item.corrected',
    form: 'item-correction',
  },
  retract: {
    noun: 'retraction',
    done: 'taken back',
    event: 'item.retracted',
    form: 'item-retraction',
  },
} as const

/**
 * What was given is corrected or taken back by whoever gave it. Each correction names the record that it corrects, so
 * that a chain has one end; the holder says what was done with the copy. The node itself passes a correction on to
 * whom it gave the item, so that the step is also its own.
 */
export function correctionTrack(
  way: Way,
  verb: keyof typeof acts,
  during: readonly string[],
): Tracks {
  const { giver, holder, suffix, what } = way
  const { noun, done, event, form } = acts[verb]
  const track = `${noun}${suffix}`
  const first = `${verb}-item${suffix}`
  const chain = `corrections${suffix}`
  return {
    states: [
      state('CORRECTED', `a part ${what} was ${done}`, holder, track),
      state('CONFIRMED', `${noun} ${what} taken over`, 'nobody', track),
    ],
    clocks: [
      clock(
        track,
        `take over the ${noun} ${what}`,
        holder,
        'CP-CORRECTION',
        'the copy is shown as it now is all the same; who has not confirmed stands in the ledger, and the giver may remind',
        [`confirm-${noun}${suffix}`],
      ),
    ],
    transitions: [
      {
        id: first,
        name: verb === 'correct' ? `correct a part ${what}` : `take back a part ${what}`,
        track,
        from: [null, 'CORRECTED', 'CONFIRMED'],
        to: 'CORRECTED',
        during,
        side: giver,
        roles: [...officers, 'node'],
        event,
        crosses: true,
        form,
        guards: [{ guard: 'end-of-chain', tally: chain }],
        tally: { as: chain, key: 'corrects', value: 'item' },
        starts: [{ clock: track, from: 'now' }],
        citation: accuracy,
      },
      {
        id: `confirm-${noun}${suffix}`,
        name: `confirm that the ${noun} ${what} was taken over`,
        track,
        from: ['CORRECTED', 'CONFIRMED'],
        to: 'CONFIRMED',
        during,
        side: holder,
        roles: [...officers, 'node'],
        event: 'item.correction_confirmed',
        crosses: true,
        form: 'correction-receipt',
        guards: [],
        tally: { as: `confirmed${suffix}`, key: 'correction', value: 'done' },
        meets: [track],
        replyTo: first,
        crossed: stays('CORRECTED', 'CONFIRMED'),
        citation: accuracy,
      },
    ],
  }
}

/** What is said later about an item: how long it stays confidential, and that somebody disputes it. */
export function markTrack(way: Way, during: readonly string[]): Tracks {
  const { giver, suffix, what } = way
  const track = `marks${suffix}`
  const row = {
    track,
    from: [null, 'MARKED'],
    to: 'MARKED',
    during,
    side: giver,
    roles: officers,
    crosses: true,
    guards: [],
  } as const satisfies Partial<Transition>
  return {
    states: [state('MARKED', `marks ${what} were changed`, 'nobody', track)],
    clocks: [],
    transitions: [
      {
        ...row,
        id: `change-confidentiality${suffix}`,
        name: `change the confidentiality ${what}`,
        event: 'item.confidentiality_changed',
        form: 'confidentiality-change',
        citation: 'UNCAC art. 46(20); ISO 20022 auth.003',
      },
      {
        ...row,
        id: `mark-disputed${suffix}`,
        name: `mark a part ${what} as disputed`,
        event: 'item.disputed',
        form: 'dispute-mark',
        citation: 'Directive (EU) 2016/680 art. 16(3)',
      },
      {
        ...row,
        id: `clear-dispute${suffix}`,
        name: `take the mark of a dispute off a part ${what}`,
        event: 'item.dispute_cleared',
        form: 'dispute-mark',
        citation: 'Directive (EU) 2016/680 art. 16(3)',
      },
    ],
  }
}

/** Where does it stand? A reasonable question that the other side answers (UNCAC art. 46(24)). */
export function statusTrack(during: readonly string[]): Tracks {
  const citation = 'UNCAC art. 46(24); UNTOC art. 18(24)'
  const row = { track: 'status', during, crosses: true, guards: [], roles: officers } as const
  return {
    states: [
      state('WANTED', 'asked where it stands', 'requested', 'status'),
      state('TOLD', 'told where it stands', 'nobody', 'status'),
    ],
    clocks: [
      clock(
        'status',
        'say where it stands',
        'requested',
        'CP-STATUS',
        'the asking side may climb the stall ladder; the silence is counted',
        ['say-status'],
      ),
    ],
    transitions: [
      {
        ...row,
        id: 'ask-status',
        name: 'ask where it stands',
        from: [null, 'TOLD'],
        to: 'WANTED',
        side: 'requesting',
        event: 'status.asked',
        form: 'status-question',
        starts: [{ clock: 'status', from: 'now' }],
        citation,
      },
      {
        ...row,
        id: 'say-status',
        name: 'say where it stands',
        from: ['WANTED'],
        to: 'TOLD',
        side: 'requested',
        event: 'status.told',
        form: 'status-report',
        meets: ['status'],
        replyTo: 'ask-status',
        citation,
      },
    ],
  }
}

/** Keep it until we may ask for it: data and papers are preserved before the request that needs them is ready. */
export function preservationTrack(during: readonly string[]): Tracks {
  const citation =
    'Convention on Cybercrime (CETS 185) art. 29, 16(2); Regulation (EU) 2023/1543 art. 11'
  const row = { track: 'preservation', during, crosses: true, guards: [], roles: officers } as const
  return {
    states: [
      state('KEEP-ASKED', 'asked to keep it', 'requested', 'preservation'),
      state('KEPT', 'kept until the day that was named', 'requesting', 'preservation'),
      state('NOT-KEPT', 'could not be kept', 'nobody', 'preservation'),
    ],
    clocks: [
      clock(
        'preserve',
        'say whether it is kept',
        'requested',
        'CP-PRESERVE-ANSWER',
        'the asking side may remind; the silence is counted',
        ['say-kept', 'say-not-kept'],
      ),
      clock(
        'preservation',
        'ask for what is kept',
        'requesting',
        'CP-PRESERVE',
        'the duty to keep it ends unless it is asked for again',
        ['ask-preservation'],
      ),
    ],
    transitions: [
      {
        ...row,
        id: 'ask-preservation',
        name: 'ask to keep data or papers',
        from: [null, 'KEPT', 'NOT-KEPT'],
        to: 'KEEP-ASKED',
        side: 'requesting',
        event: 'preservation.asked',
        form: 'preservation-request',
        starts: [{ clock: 'preserve', from: 'now' }],
        ends: ['preservation'],
        citation,
      },
      {
        ...row,
        id: 'say-kept',
        name: 'say that it is kept',
        from: ['KEEP-ASKED'],
        to: 'KEPT',
        side: 'requested',
        event: 'preservation.kept',
        form: 'preservation-report',
        meets: ['preserve'],
        starts: [{ clock: 'preservation', from: 'now' }],
        replyTo: 'ask-preservation',
        citation,
      },
      {
        ...row,
        id: 'say-not-kept',
        name: 'say that it could not be kept',
        from: ['KEEP-ASKED'],
        to: 'NOT-KEPT',
        side: 'requested',
        event: 'preservation.failed',
        form: 'reason',
        meets: ['preserve'],
        replyTo: 'ask-preservation',
        citation,
      },
    ],
  }
}

/** A translation as a paper of its own, asked for or not, that names the record it translates. */
export function translationTrack(during: readonly string[]): Tracks {
  const citation = 'UNCAC art. 46(14); Regulation (EU) 2018/1805 art. 6(4)'
  const row = { track: 'translation', during, crosses: true, guards: [], roles: officers } as const
  return {
    states: [
      state('WANTED', 'translation wanted', 'requesting', 'translation'),
      state('TRANSLATED', 'translated', 'nobody', 'translation'),
    ],
    clocks: [
      clock(
        'translation',
        'deliver the translation',
        'requesting',
        'CP-TRANSLATION',
        'the other side works from the original, or asks again',
        ['deliver-translation'],
      ),
    ],
    transitions: [
      {
        ...row,
        id: 'ask-translation',
        name: 'ask for a translation',
        from: [null, 'TRANSLATED'],
        to: 'WANTED',
        side: 'requested',
        event: 'translation.asked',
        form: 'translation-request',
        keeps: ['sworn'],
        starts: [{ clock: 'translation', from: 'now' }],
        citation,
      },
      {
        ...row,
        id: 'deliver-translation',
        name: 'deliver the translation',
        from: [null, 'WANTED', 'TRANSLATED'],
        to: 'TRANSLATED',
        side: 'requesting',
        event: 'translation.delivered',
        form: 'translation-delivery',
        meets: ['translation'],
        replyTo: 'ask-translation',
        // One that crossed with a question is not the answer to it.
        crossed: stays('WANTED', 'TRANSLATED'),
        citation,
      },
    ],
  }
}
