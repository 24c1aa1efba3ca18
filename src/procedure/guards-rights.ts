import { millis } from '#base'
import { dueBy, termOf } from '#law'
import { stillRuns } from './clock-runs.ts'
import { formula } from './data/formula.ts'
import type { Guard } from './guard.ts'
import { refusal } from './refuse.ts'
import { standing } from './situation.ts'

/** Kinds of authority that keep a list of conciliators: those that are on no side by what they are. */
const listKeepers: readonly string[] = ['evaluator', 'secretariat']

/** Days that a desk may take to open what was handed in: 30 to show a paper, and as many again. */
const longestWait = 60

/** Guards of requests of persons, complaints, tips and disputes. */
export const rightsGuards: Readonly<Record<string, Guard>> = {
  'handed-in-lately': {
    text: 'the day of handing in is not in the future, and not longer ago than a desk may wait',
    ofPeer: true,
    check: ({ document, now }) => {
      const day = document?.handedIn
      if (day === undefined) return undefined
      const days = (millis(now) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000
      return days > -1 && days <= longestWait
        ? undefined
        : refusal('handing-in-unlikely', `it is said to have been handed in on ${day}`, {
            where: { pointer: '/document/handedIn' },
          })
    },
  },
  'peers-answered': {
    text: 'every peer that was asked has answered, or the time for it has passed',
    ofPeer: false,
    gate: (s, { clock = '', tally = '' }) => {
      const due = stillRuns(s, clock)
      const missing = without(list(s.state?.notes.peers), s.state?.tallies[tally])
      return due === undefined || missing.length === 0
        ? undefined
        : refusal('search-unfinished', `${missing.join(', ')} can answer until ${due}`)
    },
  },
  'decision-reasoned': {
    text: 'a decision that does not grant everything has reasons',
    ofPeer: true,
    check: ({ document }) =>
      ['access', 'corrected'].includes(String(document?.decision)) || document?.reasons
        ? undefined
        : refusal('decision-unreasoned', `"${document?.decision}" is decided without reasons`, {
            where: { pointer: '/document/reasons' },
          }),
  },
  'formula-kept': {
    text: 'an answer that neither confirms nor denies has the words of the law and no others',
    ofPeer: true,
    check: ({ document }) => {
      if (document?.decision !== 'neither-confirm-nor-deny') return undefined
      const other = (['effect', 'reasons'] as const).find((f) => document[f] !== formula[f])
      return other === undefined
        ? undefined
        : refusal('formula-altered', `the field "${other}" says something of this case`, {
            remedy: `write in "${other}": ${formula[other]}`,
            where: { pointer: `/document/${other}` },
          })
    },
  },
  'remedies-named': {
    text: 'the reply names the supervisory authority and the court',
    ofPeer: true,
    check: ({ document }) => {
      const missing = document?.indirectRoute ? (document.court ? '' : 'court') : 'indirectRoute'
      return missing === ''
        ? undefined
        : refusal(
            'remedy-unnamed',
            missing === 'court'
              ? 'the reply names no court'
              : 'the reply names no supervisory authority that can check',
            { where: { pointer: `/document/${missing}` } },
          )
    },
  },
  'limit-running': {
    text: 'the limit that is extended has not run out',
    ofPeer: true,
    gate: (s, { clock = '' }) =>
      stillRuns(s, clock) === undefined
        ? refusal('limit-already-over', `the limit "${clock}" does not run any more`)
        : undefined,
  },
  'extension-fits': {
    text: 'the new day is not later than the law allows',
    ofPeer: true,
    check: ({ state, document, law, parties }, { rule = '' }) => {
      const term = termOf(rule, law)
      const more = term.ok ? term.value.term.extension : undefined
      const sent = state?.sentAt
      if (sent === undefined || more === undefined)
        return refusal('extension-too-long', `${rule} allows no extension`)
      const last = dueBy(
        rule,
        sent,
        {
          calendar: parties.requested.country,
          extensions: [{ count: more.count, unit: more.unit, reason: String(document?.reasons) }],
        },
        law,
      )
      return last.ok && String(document?.expected) <= last.value.due.slice(0, 10)
        ? undefined
        : refusal(
            'extension-too-long',
            `${document?.expected} is later than the last day that ${rule} allows`,
            { where: { pointer: '/document/expected' } },
          )
    },
  },
  'decided-or-late': {
    text: 'the controller has decided, or its limit has run out',
    ofPeer: false,
    gate: (s) => {
      const due = stillRuns(s, 'reply') ?? stillRuns(s, 'reply-extended')
      return standing(s.state, 'main') === 'DECIDED' || due === undefined
        ? undefined
        : refusal('check-too-early', `the controller can decide until ${due}`)
    },
  },
  'check-answered': {
    text: 'the supervisory authority and the court have answered',
    ofPeer: false,
    gate: ({ state }) =>
      ['CHECKING', 'CHALLENGED'].includes(standing(state, 'check') ?? '')
        ? refusal('check-unanswered', 'the check or the proceedings are still open')
        : undefined,
  },
  'correction-settled': {
    text: 'every copy of a corrected file is corrected',
    ofPeer: false,
    gate: ({ state }) => {
      const here = standing(state, 'correction')
      return here === null || here === 'SETTLED'
        ? undefined
        : refusal('copy-uncorrected', 'the correction has not been settled with every holder')
    },
  },
  'receipts-in': {
    text: 'every holder of a copy has confirmed',
    ofPeer: false,
    gate: ({ state }, { tally = '' }) => {
      const missing = without(list(state?.notes.copies), state?.tallies[tally])
      return missing.length === 0
        ? undefined
        : refusal('copy-uncorrected', `no receipt of ${missing.join(', ')}`)
    },
  },
  'receipt-before': {
    text: 'the holder has confirmed that its copy is marked',
    ofPeer: true,
    check: ({ state, document }, { tally = '' }) => {
      const holder = String(document?.holder ?? '')
      return without([holder], state?.tallies[tally]).length === 0
        ? undefined
        : refusal('copy-uncorrected', `no receipt of ${holder.slice(0, 40)}`, {
            where: { pointer: '/document/holder' },
          })
    },
  },
  heard: {
    text: 'the authority was heard, or had its time',
    ofPeer: false,
    gate: (s, { clock = '', step = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined || (s.state?.counts[step] ?? 0) > 0
        ? undefined
        : refusal('not-heard', `the authority can state its view until ${due}`)
    },
  },
  'commitment-linked': {
    text: 'a fault of the system leads to a commitment',
    ofPeer: true,
    check: ({ state, document }) =>
      state?.notes.systemic !== true || document?.commitment
        ? undefined
        : refusal('commitment-missing', 'the finding says that the fault lies in the system', {
            where: { pointer: '/document/commitment' },
          }),
  },
  'remedied-or-late': {
    text: 'it is put right, or its day has passed',
    ofPeer: false,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined ? undefined : refusal('remedy-still-owed', `it is owed until ${due}`)
    },
  },
  'appeal-over': {
    text: 'no appeal is pending or possible',
    ofPeer: false,
    gate: (s) => {
      const appeal = standing(s.state, 'appeal')
      if (appeal === 'JUDGED') return undefined
      if (appeal === 'APPEALED') return refusal('appeal-open', 'the appeal has not been decided')
      const due = stillRuns(s, 'appeal')
      return due === undefined
        ? undefined
        : refusal('appeal-open', `an appeal is open until ${due}`)
    },
  },
  'protection-settled': {
    text: 'no report of retaliation is open',
    ofPeer: true,
    gate: ({ state }) => {
      const here = standing(state, 'protection') ?? ''
      return ['REPORTED', 'KEYED', 'PROTECTED'].includes(here)
        ? refusal('protection-open', `the protection of the source is ${here.toLowerCase()}`)
        : undefined
    },
  },
  'rung-due': {
    text: 'the day of the rung has come',
    ofPeer: true,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined ? undefined : refusal('rung-too-early', `this rung opens at ${due}`)
    },
  },
  'reply-had-time': {
    text: 'the claim was answered, or the time for it has passed',
    ofPeer: false,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined
        ? undefined
        : refusal('reply-time-open', `the claim can be answered until ${due}`)
    },
  },
  'naming-over': {
    text: 'the time to agree on a conciliator has passed',
    ofPeer: true,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined
        ? undefined
        : refusal('naming-open', `the other side can answer until ${due}`)
    },
  },
  'conciliator-neutral': {
    text: 'the conciliator belongs to neither side',
    ofPeer: true,
    check: ({ parties, document }) => {
      const name = String(document?.conciliator)
      const side = [parties.requesting, parties.requested].find(
        (p) => name.startsWith(p.authority) || name.startsWith(`${p.country}-`),
      )
      return side === undefined
        ? undefined
        : refusal(
            'conciliator-partial',
            `${name.slice(0, 60)} stands on the side of ${side.authority}`,
            {
              where: { pointer: '/document/conciliator' },
            },
          )
    },
  },
  'conciliator-listed': {
    text: 'the conciliator stands on the list',
    ofPeer: true,
    check: ({ directory, document }) => {
      const name = String(document?.conciliator)
      const [, panel = '', place = ''] =
        /^([A-Z]{2,4}-[A-Z0-9-]{1,20})\/(\d{1,3})$/.exec(name) ?? []
      const card = directory.find((c) => c.id === panel)
      return place !== '' && card !== undefined && listKeepers.includes(card.kind)
        ? undefined
        : refusal(
            'conciliator-unlisted',
            `"${name.slice(0, 60)}" is no place on a list that an evaluator or the secretariat keeps`,
            { where: { pointer: '/document/conciliator' } },
          )
    },
  },
  'conciliation-over': {
    text: 'the time for conciliation has passed',
    ofPeer: true,
    gate: (s, { clock = '' }) => {
      const due = stillRuns(s, clock)
      return due === undefined
        ? undefined
        : refusal('conciliation-open', `the conciliation runs until ${due}`)
    },
  },
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function without(
  all: readonly string[],
  done: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  return all.filter((name) => done === undefined || !Object.hasOwn(done, name))
}
