import { eur, text } from '../data/text.ts'
import type { StepDocument } from '../story.ts'
import type { Inject, Move, Play, Scenario } from './scenario.ts'
import { executions, legNames, legsValue, preparedLegs, votes } from './silent-harbour-legs.ts'
import { lessons } from './silent-harbour-lessons.ts'

/** Minute at which every leg falls. */
const release = 105

/** What nobody else waits for: it can be forgotten without ending the play. */
const forgettable = new Set(['mark-red-line', 'report-leak', 'file-review', 'notify'])

function move(
  actor: string,
  matter: string,
  step: string,
  played: number | 'never',
  drawn: readonly [number, number] | undefined,
  document: StepDocument | ((play: Play) => StepDocument) = {},
  opens?: Move['opens'],
): Move {
  return {
    actor,
    matter,
    step,
    document: typeof document === 'function' ? document : () => document,
    after: {
      played,
      ...(drawn === undefined ? {} : { drawn }),
      ...(forgettable.has(step) ? { forgettable: true } : {}),
    },
    ...(opens === undefined ? {} : { opens }),
  }
}

const request = text('fiu-request', {
  reference: 'HB-RQ',
  subject: 'four accounts of a shipping company',
  class: 'emergency',
  urgencyReason: 'The accounts are being emptied today.',
})
const suspension = text('suspension-request', {
  reference: 'HB-SU',
  account: 'account 4 of the shipping company',
  amount: eur('600000.00'),
})
const journalist = text('fiu-request', {
  reference: 'HB-XS',
  subject: 'accounts of a person who writes about the harbour',
  class: 'normal',
})
const plan = (play: Play) =>
  text('conductor-plan', {
    reference: 'CD-HARBOUR',
    t0: play.minute(release),
    legs: [...legNames],
    value: eur(legsValue),
    executors: ['XC-AG', 'XS-PP'],
  })

const injects: readonly Inject[] = [
  {
    id: 'I01',
    minute: 0,
    to: ['XV-FIU'],
    text: 'The partnership of banks warns: a shipping company moves everything out of four accounts in Norrhavn.',
    expected: 'an urgent request to Norrhavn, approved by a second officer, within 20 minutes',
    expectations: [{ event: 'request.sent', by: 'XV-FIU', times: 1, within: 1200 }],
    moves: [
      move('XV-FIU/analyst', 'HB-RQ', 'draft', 300, [120, 500], request, {
        procedure: 'P1',
        to: 'XN-FIU',
      }),
      move('XV-FIU/head', 'HB-RQ', 'approve', 660, [520, 1000], text('approval')),
      move('XV-FIU/analyst', 'HB-RQ', 'send', 780, [1010, 1300], request),
    ],
  },
  {
    id: 'I02',
    minute: 20,
    to: ['XV-FIU'],
    text: 'The hotline rings: one transfer of 600,000 is booked for ten o’clock.',
    expected: 'a written request to suspend it reaches Norrhavn within 15 minutes of the call',
    expectations: [{ event: 'suspension.asked', by: 'XV-FIU', times: 1, within: 900 }],
    moves: [
      move('XV-FIU/analyst', 'HB-SU', 'draft', 150, [90, 300], suspension, {
        procedure: 'P2',
        to: 'XN-FIU',
      }),
      move('XV-FIU/head', 'HB-SU', 'approve', 360, [310, 600], text('suspension-approval')),
      move('XV-FIU/analyst', 'HB-SU', 'send', 480, [610, 1000], suspension),
      move('XN-FIU/duty', 'HB-SU', 'acknowledge', 1020, undefined),
    ],
  },
  {
    id: 'I03',
    minute: 35,
    to: ['XV-FIU'],
    text: 'Port Sable asks for the accounts of a person “for fraud”. The person writes about the harbour in a newspaper.',
    expected: 'the unit marks the red line before anybody looks for an account, within 15 minutes',
    expectations: [{ event: 'request.red_line_marked', by: 'XV-FIU', times: 1, within: 900 }],
    moves: [
      move('XS-FIU/analyst', 'HB-XS', 'draft', 0, undefined, journalist, {
        procedure: 'P1',
        to: 'XV-FIU',
      }),
      move('XS-FIU/head', 'HB-XS', 'approve', 10, undefined, text('approval')),
      move('XS-FIU/analyst', 'HB-XS', 'send', 20, undefined, journalist),
      move('XV-FIU/analyst-2', 'HB-XS', 'acknowledge', 120, [60, 300], { class: 'normal' }),
      move('XV-FIU/analyst-2', 'HB-XS', 'mark-red-line', 540, [310, 1000], text('red-line-mark')),
    ],
  },
  {
    id: 'I04',
    minute: 50,
    to: ['XV-SACP'],
    text: 'Eight orders are recognised in three countries. One of them carried out early warns the other seven.',
    expected:
      'a plan with one moment, approved by a second person, is put to the vote within 20 minutes',
    expectations: [{ event: 'freeze.vote_called', by: 'XV-SACP', times: 1, within: 1200 }],
    moves: [
      move('XV-SACP/case-officer', 'CD-HARBOUR', 'plan', 420, [200, 600], plan, {
        procedure: 'P4b',
        to: 'XN-CA',
      }),
      move(
        'XV-SACP/head-of-desk',
        'CD-HARBOUR',
        'approve',
        840,
        [610, 1000],
        text('conductor-approval'),
      ),
      move('XV-SACP/case-officer', 'CD-HARBOUR', 'call-vote', 1020, [1010, 1250], plan),
    ],
  },
  {
    id: 'I05',
    minute: 72,
    to: ['XN-CA', 'XC-AG'],
    text: 'The legs are called to vote. A bank says that the holder of one account has a namesake.',
    expected: 'both desks check the holder and vote for each of their legs within 10 minutes',
    expectations: [
      { event: 'freeze.leg_voted', by: 'XN-CA', times: 4, within: 600 },
      { event: 'freeze.leg_voted', by: 'XC-AG', times: 2, within: 600 },
    ],
    moves: [...votes('XN', 240, [120, 620]), ...votes('XC', 300, [120, 640])],
  },
  {
    id: 'I06',
    minute: 80,
    to: ['XS-PP'],
    text: 'The officer on duty in Port Sable is on a ship without a line. The rest of the desk knows of nothing.',
    expected: 'the substitute finds the order and votes for both legs within 10 minutes',
    expectations: [{ event: 'freeze.leg_voted', by: 'XS-PP', times: 2, within: 600 }],
    moves: votes('XS', 790, [240, 1200]),
  },
  {
    id: 'I07',
    minute: 100,
    to: ['XV-SACP'],
    text: 'Five minutes to the moment. A newspaper asks whether something happens today.',
    expected: 'nothing is said; every vote is there, and the conductor arms within 4 minutes',
    expectations: [{ event: 'freeze.armed', by: 'XV-SACP', times: 1, within: 240 }],
    moves: [move('XV-SACP/case-officer', 'CD-HARBOUR', 'arm', 130, [60, 280], text('leg-arming'))],
  },
  {
    id: 'I08',
    minute: release,
    to: ['XN-CA', 'XC-AG', 'XS-PP'],
    text: 'The moment has come: the key is released.',
    expected: 'eight legs are carried out within 60 seconds of each other’s beginning',
    expectations: [
      { event: 'freeze.executed', by: 'XN-CA', times: 4, within: 60 },
      { event: 'freeze.executed', by: 'XC-AG', times: 2, within: 60 },
      { event: 'freeze.executed', by: 'XS-PP', times: 2, within: 60 },
    ],
    moves: [
      move('XV-SACP/case-officer', 'CD-HARBOUR', 'release', 0, undefined, text('leg-release')),
      ...executions,
    ],
  },
  {
    id: 'I09',
    minute: 115,
    to: ['XS-PP'],
    text: 'A bank in Port Sable reports: 21,000 left by card between the vote and the moment.',
    expected: 'the leak is reported to all legs within 10 minutes',
    expectations: [{ event: 'leak.reported', by: 'XS-PP', times: 1, within: 600 }],
    moves: [
      move('XS-PP/case-officer', 'CD-HARBOUR', 'report-leak', 330, [180, 800], (play) =>
        text('leak-report', {
          leg: 'HB-08',
          seen: play.now,
          amount: eur('21000.00'),
          what: 'payments by card',
        }),
      ),
    ],
  },
  {
    id: 'I10',
    minute: 130,
    to: ['XN-CA'],
    text: 'The master of a ship telephones: a crew of nineteen is paid from the frozen account, today.',
    expected: 'the application is taken down as a review and reaches the court within 15 minutes',
    expectations: [{ event: 'freeze.review_filed', by: 'XN-CA', times: 1, within: 900 }],
    moves: [
      move(
        'XN-CA/case-officer',
        'HB-03',
        'file-review',
        700,
        [300, 1200],
        text('review-filed', { applicant: 'third-party', subject: 'wages of a crew of nineteen' }),
      ),
    ],
  },
  {
    id: 'I11',
    minute: 150,
    to: ['XC-AG'],
    text: 'Counsel of the trust asks what was done to the account, and why nobody has told the trustee.',
    expected: 'the trustee is told, with the remedies, within 15 minutes',
    expectations: [{ event: 'freeze.notified', by: 'XC-AG', times: 1, within: 900 }],
    moves: [
      move(
        'XC-AG/case-officer',
        'HB-06',
        'notify',
        'never',
        [400, 1300],
        text('person-told', { told: '2026-05-20' }),
      ),
    ],
  },
  {
    id: 'I12',
    minute: 160,
    to: ['XV-SACP'],
    text: 'The ministers want the figures of the day in a quarter of an hour.',
    expected: 'the conductor closes with figures that follow from the receipts, within 15 minutes',
    expectations: [{ event: 'freeze.conductor_closed', by: 'XV-SACP', times: 1, within: 900 }],
    moves: [move('XV-SACP/case-officer', 'CD-HARBOUR', 'close', 620, [300, 1100], figuresOf)],
  },
]

/** What the receipts add up to; the procedure counts again, and refuses any other figure. */
function figuresOf({ receipts, leaks, minute }: Play): StepDocument {
  const t0 = Date.parse(minute(release))
  const at = receipts.map((r) => Date.parse(r.executed))
  const within = receipts.filter((r) => Date.parse(r.executed) - t0 <= 60_000)
  return {
    spread: at.length === 0 ? 0 : Math.round((Math.max(...at) - Math.min(...at)) / 1000),
    within: within.length,
    withinValue: eur(sum(within)),
    frozen: eur(sum(receipts)),
    leakage: eur(sum(leaks)),
    lessons: 'a substitute must find the order without the officer on duty',
  }
}

function sum(amounts: readonly { readonly amount: string }[]): string {
  const cents = amounts.reduce((s, { amount }) => s + BigInt(amount.replace('.', '')), 0n)
  const digits = cents.toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** EX-01: a tabletop of three hours. One freeze in three countries at one moment, and everything that comes between. */
export const silentHarbour: Scenario = {
  id: 'EX-01',
  slug: 'silent-harbour',
  name: 'SILENT HARBOUR',
  objectives:
    'Carry out eight freezing orders in three countries at one moment, keep the red lines, and give people an answer on the same day.',
  begins: '2026-05-20T09:00:00.000Z',
  minutes: 180,
  authorities: ['XV-FIU', 'XV-SACP', 'XN-CA', 'XC-AG', 'XS-PP'],
  roles: [
    { role: 'intelligence', who: 'XV-FIU', task: 'asks, suspends, keeps the red lines' },
    { role: 'conductor', who: 'XV-SACP', task: 'plans, arms, releases, accounts' },
    { role: 'executing desk', who: 'XN-CA', task: 'four legs, wages of a crew' },
    { role: 'executing desk', who: 'XC-AG', task: 'two legs, notice to a trustee' },
    { role: 'executing desk', who: 'XS-PP', task: 'two legs, a leak, a substitute' },
    {
      role: 'controllers',
      who: 'NET-SEC',
      task: 'courts, banks, counsel and everybody else; injects and pauses',
    },
  ],
  prepared: preparedLegs,
  injects,
  pauses: [{ minute: 96, seconds: 120, why: 'a fire alarm in the room of the conductor' }],
  lessons,
}
