import type { Procedure, Side } from '../rows.ts'
import { consentTrack } from './consent.ts'
import {
  correctionTrack,
  markTrack,
  preservationTrack,
  statusTrack,
  type Tracks,
  translationTrack,
  ways,
} from './item-steps.ts'
import { rightsTrack } from './rights-track.ts'

/** What a procedure gets beside its own way, because documents with conditions travel in it. */
interface Extras {
  /** Main states in which the other side knows nothing yet, or nothing is left. */
  readonly not: readonly string[]
  /** Sides whose documents have content that may be corrected, marked, and asked consent for. */
  readonly gives: readonly Side[]
  /** What each side gives, where that is no answer and no request. */
  readonly words?: Readonly<Record<Side, string>>
  /** Main states in which the requested side has given something; absent: all in which the matter is with both. */
  readonly answered?: readonly string[]
  readonly consents?: readonly Side[]
  readonly status?: true
  readonly translation?: true
  readonly preservation?: true
  /** Steps that carry a request out: they wait while it is stopped for rights of persons. */
  readonly brakes?: readonly string[]
}

const both = ['requested', 'requesting'] as const
const gone = ['DISCARDED', 'ERASED'] as const

/**
 * Which procedures carry the messages about items: where two authorities give each other intelligence or evidence.
 * Claims, complaints and reviews are about decisions, not about items.
 */
const extras: Readonly<Record<string, Extras>> = {
  P1: {
    not: ['DRAFT', 'APPROVED', ...gone],
    gives: both,
    answered: [
      'CLARIFICATION',
      'PARTIAL',
      'ANSWERED',
      'REFUSED',
      'WITHDRAWN',
      'FEEDBACK',
      'CLOSED',
    ],
    status: true,
    translation: true,
    preservation: true,
    brakes: ['reply-in-part', 'reply'],
  },
  P1b: { not: ['PREPARED', 'APPROVED', ...gone], gives: ['requesting'] },
  P2: {
    not: ['ALERT', ...gone],
    gives: both,
    consents: both,
    status: true,
    brakes: ['suspend-transaction', 'suspend-account'],
  },
  P3: {
    not: ['STRATEGY', 'DRAFT', 'SHARED', 'LAPSED', ...gone],
    gives: both,
    answered: ['PART_EXECUTED', 'EXECUTED', 'USED', 'ORIGINALS_RETURNED', 'WITHDRAWN', 'CLOSED'],
    status: true,
    preservation: true,
    brakes: ['execute', 'execute-in-part'],
  },
  P4: {
    not: ['PROPOSED', 'ISSUED', ...gone],
    gives: both,
    consents: both,
    status: true,
    translation: true,
    brakes: ['make-ready', 'execute', 'execute-in-part', 'attach'],
  },
  P5: {
    not: ['PLANNED', 'APPROVED', ...gone],
    gives: both,
    consents: both,
    status: true,
    translation: true,
    brakes: ['enforce-leg', 'order-sale', 'sell'],
  },
  P8: {
    // A letter of one party may come before that of another which set the team to work; nobody shares before all signed.
    not: ['SUGGESTED', 'DECLINED', ...gone],
    gives: both,
    consents: both,
    words: {
      requesting: 'of the evidence of the lead',
      requested: 'of the evidence of the members',
    },
  },
}

/** The procedure with the tracks of its row; one without a row as it is. */
export function withItems(procedure: Procedure): Procedure {
  const row = extras[procedure.id]
  if (row === undefined) return procedure
  const during = procedure.states
    .filter((s) => s.track === 'main' && !row.not.includes(s.id))
    .map((s) => s.id)
  const given = (giver: Side) => (giver === 'requested' ? (row.answered ?? during) : during)
  const named = ways.map((way) => ({ ...way, what: row.words?.[way.giver] ?? way.what }))
  const tracks: Tracks[] = [
    ...named
      .filter((way) => row.gives.includes(way.giver))
      .flatMap((way) => [
        correctionTrack(way, 'correct', given(way.giver)),
        correctionTrack(way, 'retract', given(way.giver)),
        markTrack(way, given(way.giver)),
      ]),
    ...named
      .filter((way) => row.consents?.includes(way.giver))
      .map((way) => consentTrack(way.holder, during, way.what)),
    ...(row.status ? [statusTrack(during)] : []),
    ...(row.translation ? [translationTrack(during)] : []),
    ...(row.preservation ? [preservationTrack(during)] : []),
    ...(row.brakes === undefined ? [] : [rightsTrack(during)]),
  ]
  return {
    ...procedure,
    states: [...procedure.states, ...tracks.flatMap((t) => t.states)],
    clocks: [...procedure.clocks, ...tracks.flatMap((t) => t.clocks)],
    transitions: [
      ...procedure.transitions.map((t) =>
        row.brakes?.includes(t.id) ? { ...t, guards: [...t.guards, 'rights-clear'] } : t,
      ),
      ...tracks.flatMap((t) => t.transitions),
    ],
  }
}
