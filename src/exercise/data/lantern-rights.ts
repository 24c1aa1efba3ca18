import type { MatterChapter } from '../story.ts'
import { step } from './steps.ts'
import { eur, text } from './text.ts'

const dpa = 'XN-DPA/inspector'
const omb = 'XV-OMB/inspector'
const box = 'XV-OMB/node'
/** What the source of TP-01 and the unit write to each other. Who the source is stands nowhere in the story. */
const told = {
  tip: {
    facts:
      'I put up the imaging units of the harbour clinic. Eleven of them carry price labels of the maker under the cover: a tenth of what the invoice to the ministry says. I took a picture of one and wrote the others down.',
    place: 'building site of the harbour clinic',
  },
  thanks: {
    message:
      'Thank you. We read it and come back to you within three months. Is there a delivery note with the labels?',
  },
  question: { message: 'In which months were the units with labels delivered?' },
  answer: {
    message: 'Between August and October 2023. The notes went to the office of the builder.',
  },
  feedback: {
    done: 'What you told us was passed on, without you, to an authority that looks into it. It fits what they found elsewhere. We tell you when more can be said.',
  },
  retaliation: {
    facts: 'Dismissed two days after the auditors were on the site; the others stayed.',
  },
  reinstated: { reasons: 'back at work since 30 August 2025, with the pay of the weeks between' },
} as const
const unit = 'XN-FIU/analyst'
const desk = 'XV-FIU/analyst'

/** The nodes do these by themselves: a peer answers a search, marks what it holds of the person, and says when it is done. */
const certified = (at: string, by: string, peer: string, holds: 'yes' | 'no') =>
  step(at, `${by}/node`, 'certify-search', text('dsr-certificate', { peer, holds }))
const marked = (at: string, by: string, holder: string, matters: number) =>
  step(at, `${by}/node`, 'confirm-copy', { holder, marked: matters, rerun: 0, open: matters })
const lookedAgain = (at: string, by: string, holder: string, changed: number) =>
  step(at, `${by}/node`, 'note-rerun', { holder, changed, stays: 0 })

/** Section 9: rights, oversight, redress; and the source of TP-01. */
export const rightsChapters: readonly MatterChapter[] = [
  {
    procedure: 'P10',
    reference: 'DS-01',
    to: 'XN-FIU',
    steps: [
      step(
        '2025-05-05 10:00',
        'XN-DPA/registrar',
        'receive',
        text('dsr-request', {
          persons: [{ name: 'Petra Lindqvar', kind: 'person', born: '1979-03-02', country: 'XN' }],
        }),
      ),
      step('2025-05-06 09:00', unit, 'acknowledge', text('dsr-acknowledgement')),
      step('2025-05-06 10:00', unit, 'ask-peers', { peers: ['XV-FIU', 'XS-FIU'] }),
      certified('2025-05-06 10:10', 'XN-FIU', 'XV-FIU', 'yes'),
      certified('2025-05-06 10:15', 'XN-FIU', 'XS-FIU', 'no'),
      step('2025-05-09 10:00', unit, 'locate', text('dsr-located')),
      step('2025-06-02 15:00', 'XN-FIU/head', 'decide', text('dsr-decision')),
      step('2025-06-10 09:00', 'XN-DPA/registrar', 'refer', text('dsr-referral')),
      step('2025-07-30 09:00', dpa, 'find', text('dsr-finding')),
      step(
        '2025-07-30 12:00',
        'XN-FIU/head',
        'delete-data',
        text('dsr-correction', {
          change: 'one field that was older than the law allows was deleted',
          cause: 'outdated',
          copies: ['XN-FIU', 'XV-FIU'],
        }),
      ),
      marked('2025-07-30 12:00', 'XN-FIU', 'XN-FIU', 1),
      marked('2025-07-30 12:10', 'XN-FIU', 'XV-FIU', 1),
      step('2025-07-30 13:05', unit, 'settle-correction'),
      lookedAgain('2025-07-30 16:00', 'XN-FIU', 'XN-FIU', 1),
      lookedAgain('2025-07-31 09:30', 'XN-FIU', 'XV-FIU', 1),
      step('2025-08-01 09:00', 'XN-DPA/registrar', 'close', text('dsr-close')),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P10',
    reference: 'DS-02',
    to: 'XV-FIU',
    steps: [
      step(
        '2025-04-22 09:00',
        'XV-OMB/registrar',
        'receive',
        text('dsr-request', {
          scope: 'rectification',
          persons: [{ name: 'Goran Tellek', kind: 'person', born: '1974-05-11', country: 'XV' }],
          request: 'I am not the person whose account you look at',
        }),
      ),
      step('2025-04-22 15:00', desk, 'acknowledge', text('dsr-acknowledgement')),
      step('2025-04-29 09:00', desk, 'locate', text('dsr-located')),
      step(
        '2025-05-01 09:00',
        'XV-FIU/head',
        'decide',
        text('dsr-decision', { decision: 'corrected' }),
      ),
      step(
        '2025-05-01 09:30',
        'XV-FIU/head',
        'rectify',
        text('dsr-correction', {
          copies: ['XV-FIU', 'XN-FIU', 'XC-FIU'],
        }),
      ),
      marked('2025-05-01 09:30', 'XV-FIU', 'XV-FIU', 2),
      marked('2025-05-01 09:40', 'XV-FIU', 'XN-FIU', 1),
      // The node of Carrow was down for a day.
      marked('2025-05-02 11:30', 'XV-FIU', 'XC-FIU', 1),
      step('2025-05-02 11:30', desk, 'settle-correction'),
      lookedAgain('2025-05-02 12:00', 'XV-FIU', 'XV-FIU', 2),
      lookedAgain('2025-05-02 15:20', 'XV-FIU', 'XN-FIU', 1),
      lookedAgain('2025-05-02 16:45', 'XV-FIU', 'XC-FIU', 1),
      step('2025-05-05 09:00', 'XV-OMB/registrar', 'close', text('dsr-close')),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P11',
    reference: 'CP-01',
    to: 'XN-AMO',
    steps: [
      step('2025-04-03 09:00', 'XN-DPA/registrar', 'file', text('complaint')),
      step('2025-04-03 09:10', 'XN-DPA/registrar', 'acknowledge'),
      step('2025-04-04 09:00', dpa, 'triage', text('complaint-triage', { urgent: true })),
      step('2025-04-04 10:00', dpa, 'investigate', text('investigation')),
      step('2025-04-08 09:00', 'XN-AMO/asset-manager', 'state-view', text('statement')),
      step('2025-04-10 09:00', dpa, 'uphold', text('complaint-finding')),
      step(
        '2025-04-17 12:00',
        'XN-AMO/asset-manager',
        'remedy',
        text('remedy', { damages: eur('3200.00') }),
      ),
      step('2025-04-20 09:00', dpa, 'publish', text('complaint-publication')),
      step('2025-05-12 09:00', dpa, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P11',
    reference: 'CP-02',
    to: 'XS-FIU',
    steps: [
      step(
        '2025-06-11 10:00',
        omb,
        'detect',
        text('access-flag', {
          rule: 'AR-03, one person’s files',
          facts:
            'an analyst opened fourteen files of one person within an hour, and none is a case',
        }),
      ),
      step(
        '2025-06-11 10:05',
        omb,
        'triage',
        text('complaint-triage', {
          allegation: 'an analyst opened fourteen files of a person who is not in the case',
        }),
      ),
      step(
        '2025-06-11 10:06',
        omb,
        'order-stop',
        text('stop-order', { account: 'XS-FIU/analyst-2' }),
      ),
      step('2025-06-11 10:40', 'XS-FIU/head', 'confirm-stop', text('stop-confirmation')),
      step(
        '2025-06-12 09:00',
        omb,
        'investigate',
        text('investigation', { hearUntil: '2025-06-22' }),
      ),
      step(
        '2025-06-16 09:00',
        'XS-FIU/head',
        'state-view',
        text('statement', {
          statement: 'the analyst had no case; the access was private curiosity',
        }),
      ),
      step(
        '2025-07-01 09:00',
        omb,
        'uphold',
        text('complaint-finding', {
          finding: 'fourteen files were opened without a case',
          reasons: 'the access log shows no case number',
          remedy: 'every access names its case; discipline',
          due: '2025-07-31',
        }),
      ),
      step('2025-07-20 09:00', 'XS-FIU/head', 'remedy', {
        correction: 'every access now names its case',
        discipline: 'a warning and a transfer',
      }),
      step(
        '2025-07-21 09:00',
        omb,
        'publish',
        text('complaint-publication', {
          text: 'an officer looked at files without a case; access was stopped in forty minutes',
        }),
      ),
      step('2025-09-01 09:00', omb, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P11',
    reference: 'OA-01',
    to: 'XN-CA',
    steps: [
      step('2025-11-10 09:00', dpa, 'detect', {
        rule: 'sample of 40 releases of four nodes, drawn with NET-EVAL',
        facts: '38 as the law asks, 2 with a purpose that is too wide',
        sampled: 40,
        compliant: 38,
        digest: `sha256:${'40'.repeat(32)}`,
      }),
      step(
        '2025-11-10 10:00',
        dpa,
        'triage',
        text('complaint-triage', {
          allegation: 'two releases name a purpose that is too wide',
        }),
      ),
      step(
        '2025-11-11 09:00',
        dpa,
        'investigate',
        text('investigation', { hearUntil: '2025-11-21' }),
      ),
      step(
        '2025-11-20 09:00',
        'XN-CA/registrar',
        'state-view',
        text('statement', {
          statement: 'the wording was taken over from an old form',
        }),
      ),
      step(
        '2025-11-25 09:00',
        dpa,
        'uphold',
        text('complaint-finding', {
          finding: 'the purposes of two releases are too wide',
          reasons: 'a purpose has to name the proceedings',
          remedy: 'guidance on the wording of purposes',
          systemic: true,
          due: '2026-02-08',
        }),
      ),
      step('2025-12-01 12:00', 'XN-CA/registrar', 'remedy', (matter) => ({
        correction: 'guidance on the wording of purposes',
        commitment: matter('CM-04'),
      })),
      step(
        '2025-12-15 09:00',
        dpa,
        'publish',
        text('complaint-publication', { text: '38 of 40 releases were as the law asks' }),
      ),
      step('2026-02-06 09:00', dpa, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P15',
    reference: 'TP-01',
    steps: [
      // The source writes to the box; the node of the unit puts it on record at the hour.
      step('2024-12-28 20:00', box, 'submit', text('tip', told.tip)),
      step('2024-12-29 09:00', omb, 'acknowledge', text('tip-message', told.thanks)),
      step('2025-01-03 09:00', omb, 'ask-source', text('tip-message', told.question)),
      step('2025-01-05 22:00', box, 'answer', text('tip-addition', told.answer)),
      step('2025-01-08 09:00', omb, 'triage', text('tip-triage')),
      step('2025-03-19 20:00', omb, 'give-feedback', text('tip-feedback', told.feedback)),
      // WP-01: dismissed, protected within three days, back at work.
      step('2025-07-15 08:40', box, 'report-retaliation', text('retaliation', told.retaliation)),
      step('2025-07-16 09:00', omb, 'turn-first-key', text('key-turn')),
      step('2025-07-18 09:00', 'XV-OMB/inspector-2', 'protect', text('protection-order')),
      step('2025-08-30 09:00', omb, 'end-protection', text('protection-end', told.reinstated)),
      step('2025-09-01 09:00', omb, 'close'),
      step('2026-08-17 09:00', omb, 'renew', { reasons: 'appeals against CO-1 are pending' }),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P16',
    reference: 'DI-01',
    to: 'XC-AG',
    steps: [
      step('2025-09-18 09:00', 'XV-CA/registrar', 'open-dispute', (matter) =>
        text('dispute-claim', { reference: 'DI-01', matter: matter('ML-06') }),
      ),
      step('2025-09-22 09:00', 'XC-AG/registrar', 'reply', text('dispute-reply')),
      step('2025-09-23 09:00', 'XV-CA/registrar', 'propose-conciliator', text('conciliator')),
      step('2025-09-28 09:00', 'XC-AG/registrar', 'accept-conciliator'),
      step('2025-10-20 09:00', 'XV-CA/registrar', 'offer-settlement', text('settlement')),
      step('2025-10-25 09:00', 'XC-AG/registrar', 'agree'),
      step('2025-11-01 09:00', 'XV-CA/registrar', 'record', (matter) =>
        text('dispute-record', { successor: matter('ML-07') }),
      ),
    ],
    expect: { ends: 'RECORDED' },
  },
  stall(
    'ST-02',
    'XC-FIU',
    desk,
    'RQ-02',
    ['2025-02-19 12:00', '2025-02-22 12:00'],
    '2025-02-26 10:00',
    {
      limit: 'first answer',
      rule: 'memorandum of understanding with the unit of Carrow',
      since: '2025-02-19T09:25:00Z',
      owed: 'who owns the holding company',
    },
  ),
  stall(
    'ST-03',
    'XC-AG',
    'XV-CA/registrar',
    'ML-03',
    ['2025-06-12 12:00', '2025-06-15 12:00'],
    '2025-06-16 12:00',
    {
      limit: 'carry out the request',
      since: '2025-06-12T10:00:00Z',
      owed: 'records of three accounts',
    },
  ),
  stall(
    'ST-06',
    'XC-AG',
    'XV-CA/registrar',
    'ML-06',
    ['2025-06-19 12:00', '2025-06-22 12:00', '2025-06-27 12:00'],
    '2025-07-02 12:00',
    {
      limit: 'decide the request',
      since: '2025-06-19T10:00:00Z',
      owed: 'a decision on the testimony',
    },
  ),
  stall(
    'ST-12',
    'XS-PP',
    'XV-CA/registrar',
    'ML-12',
    ['2026-04-10 12:00', '2026-04-13 12:00'],
    '2026-04-15 13:00',
    {
      limit: 'decide on recognition',
      rule: 'DL-26, Regulation (EU) 2018/1805 art. 20',
      since: '2026-04-10T09:00:00Z',
      owed: 'recognition of CO-1',
    },
  ),
  stall(
    'ST-09',
    'XZ-MFA',
    'XV-CA/registrar',
    'ML-09',
    [
      '2025-09-20 09:00',
      '2025-09-24 09:00',
      '2025-09-29 09:00',
      '2025-10-06 09:00',
      '2025-10-22 09:00',
    ],
    undefined,
    {
      limit: 'any answer; no limit binds Zerev',
      rule: 'comity: six months are taken as the measure',
      since: '2025-09-20T08:00:00Z',
      owed: 'freeze and records of USD 400,000',
    },
  ),
]

/** The ladder of a matter that is late: notice, then one rung after the other, until it moves. */
function stall(
  reference: string,
  to: string,
  actor: string,
  late: string,
  rungs: readonly string[],
  resolved: string | undefined,
  says: Readonly<Record<string, string>>,
): MatterChapter {
  const names = ['open-stall', 'reminded', 'hotline', 'liaison', 'central']
  return {
    procedure: 'P16',
    reference,
    to,
    steps: [
      ...rungs.map((at, i) =>
        i === 0
          ? step(at, actor, 'open-stall', (matter) =>
              text('stall-notice', { ...says, reference, matter: matter(late) }),
            )
          : step(
              at,
              actor,
              names[i]!,
              text(`stall-${names[i]}`, i === 2 ? { called: `${at.replace(' ', 'T')}:00Z` } : {}),
            ),
      ),
      ...(resolved === undefined
        ? []
        : [
            step(resolved, actor, 'resolve', text('stall-resolution')),
            step(
              resolved,
              actor.replace('/analyst', '/head'),
              'record',
              text('dispute-record', { lesson: 'write the limit into the request' }),
            ),
          ]),
    ],
    expect: { ends: resolved === undefined ? 'CENTRAL' : 'RECORDED' },
  }
}
