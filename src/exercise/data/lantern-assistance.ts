import type { MatterChapter, MatterStep, StepDocument } from '../story.ts'
import { refusedStep, step } from './steps.ts'
import { operation, text } from './text.ts'

const officer = 'XV-CA/case-officer'
const chief = 'XV-CA/head-of-desk'
const suspects = [
  { name: 'Aurel Maskov-Tenn', kind: 'person', country: 'XV' },
  { name: 'Goran Telleg', kind: 'person', country: 'XV' },
]

function request(reference: string, measure: string, location: string): StepDocument {
  return text('mla-request', {
    reference,
    measure,
    location,
    persons: suspects,
    assistance: 'evidence',
    operation,
  })
}

/** Drafted, approved and sent: at nine, half past nine and ten of that day. */
function asked(document: StepDocument, day: string, from = officer, head = chief): MatterStep[] {
  return [
    step(`${day} 09:00`, from, 'draft', document),
    step(`${day} 09:30`, head, 'approve', text('mla-approval')),
    step(`${day} 10:00`, from, 'send', document),
  ]
}

const yes = (judge: string, decided: string, says: StepDocument = {}) =>
  step(`${decided} 10:00`, judge, 'accept', text('mla-acceptance', { decided, ...says }))

const done = (actor: string, day: string, evidence: readonly string[]) =>
  step(`${day} 09:00`, actor, 'execute', text('mla-execution', { evidence }))

const used = (day: string, report: string, actor = officer, head = chief): MatterStep[] => [
  step(`${day} 09:00`, actor, 'report-use', text('use-report', { report })),
  step(`${day} 16:00`, head, 'close'),
]

const records = request(
  'ML-01, XV-CA 2025/014',
  'bank records of two accounts; search of one office for contracts',
  'two accounts at a bank in Sundvik, one office there',
)
/** The same request with all fourteen, and with the branch that the other side asked for. */
const rebuilt = { ...records, reference: 'ML-02, XV-CA 2025/014' }
const located = { ...rebuilt, location: 'branch 7 of the bank in Sundvik; one office there' }

const three = {
  missing: ['dualCriminality', 'translation', 'measure'],
  reasons: 'a statement on dual criminality, a translation and the exact period are missing',
}

/** Eleven of the fourteen elements: no dual criminality, no translation, no exact period. */
const eleven = Object.fromEntries(
  Object.entries(records).filter(
    ([name]) => !['dualCriminality', 'translation', 'period'].includes(name),
  ),
)

const privilege = {
  ground: 'G-04',
  reasons: 'the trust officer is bound by professional privilege',
}

/** Section 5.2: requests for assistance within the network, by pouch, and for extradition. */
export const assistanceChapters: readonly MatterChapter[] = [
  {
    procedure: 'P3',
    reference: 'ML-01',
    to: 'XN-CA',
    steps: [
      step('2025-02-18 08:30', officer, 'draft', eleven),
      step(
        '2025-02-18 10:00',
        chief,
        'send-ahead',
        text('mla-request-ahead', {
          reference: 'ML-01, XV-CA 2025/014',
          assistance: 'evidence',
          operation,
          measure: records.measure,
          location: records.location,
          persons: suspects,
        }),
      ),
      step('2025-02-18 12:00', 'XN-CA/registrar', 'acknowledge'),
      step('2025-02-21 09:00', 'XN-CA/case-officer', 'return-incomplete', three),
      step('2025-02-24 15:00', chief, 'withdraw', {
        reasons: 'rebuilt with all fourteen elements; ML-02 takes its place',
      }),
      step('2025-02-24 15:05', chief, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-02',
    to: 'XN-CA',
    steps: [
      step('2025-02-22 10:00', 'XV-CA/case-officer', 'plan', text('mla-strategy')),
      step('2025-02-22 11:00', officer, 'draft', rebuilt),
      step('2025-02-22 11:30', officer, 'share-draft', rebuilt),
      step('2025-02-24 09:00', 'XN-CA/case-officer', 'comment', text('draft-comments')),
      step('2025-02-24 11:00', officer, 'revise', located),
      step('2025-02-24 14:00', chief, 'approve', text('mla-approval')),
      step('2025-02-25 09:00', officer, 'send-shared', located),
      step('2025-02-25 11:00', 'XN-CA/registrar', 'acknowledge'),
      step('2025-02-27 09:00', 'XN-DC/judge', 'accept', text('mla-acceptance')),
      done('XN-CA/case-officer', '2025-05-20', ['EV-01 bank records', 'EV-02 image of a server']),
      ...used(
        '2025-07-01',
        'EV-01 heard before the High Court; the privileged part of EV-02 stays sealed',
      ),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-03',
    to: 'XC-AG',
    steps: [
      ...asked(
        request(
          'ML-03, XV-CA 2025/019',
          'records of three accounts; restraint',
          'Carrow Trust Bank',
        ),
        '2025-03-10',
      ),
      step('2025-03-10 16:00', 'XC-AG/registrar', 'acknowledge'),
      yes('XC-GC/judge', '2025-03-14', { by: '2025-06-12' }),
      done('XC-AG/case-officer', '2025-06-16', [
        'EV-03 extracts of the register of owners',
        'records of three accounts',
      ]),
      ...used('2025-08-01', 'the records show the owners of the holding company'),
    ],
    expect: { ends: 'CLOSED', late: ['execute'] },
  },
  {
    procedure: 'P3',
    reference: 'ML-04',
    to: 'XS-PP',
    steps: [
      ...asked(
        request(
          'ML-04, XV-CA 2025/020',
          'records of a bank, a vault and a platform; attachment',
          'Port Sable',
        ),
        '2025-03-10',
      ),
      step('2025-03-10 15:00', 'XS-PP/registrar', 'acknowledge'),
      yes('XS-CC/judge', '2025-03-16', { by: '2025-06-14' }),
      done('XS-PP/case-officer', '2025-05-30', [
        'EV-04 customs declarations',
        'EV-09 log of the vault',
      ]),
      ...used('2025-07-15', 'the log of the vault names the shipper'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-05',
    to: 'XV-CA',
    steps: [
      ...asked(
        request('ML-05, XN-EPP 2025/7', 'hearing of one person by video', 'prison of Tarsk'),
        '2025-05-06',
        'XN-EPP/case-officer',
        'XN-EPP/head-of-desk',
      ),
      step('2025-05-06 14:00', 'XV-CA/registrar', 'acknowledge'),
      yes('XV-HC/judge', '2025-05-12', { by: '2025-08-10', measures: ['hearing by video of P03'] }),
      done('XV-CA/case-officer', '2025-06-19', ['EV-07 video of the hearing']),
      ...used(
        '2025-08-20',
        'read in the case against the law firm',
        'XN-EPP/case-officer',
        'XN-EPP/head-of-desk',
      ),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-06',
    to: 'XC-AG',
    steps: [
      ...asked(
        request('ML-06, XV-CA 2025/031', 'testimony of the trust officer', 'Carrow'),
        '2025-05-20',
      ),
      step('2025-05-22 09:00', 'XC-AG/case-officer', 'acknowledge'),
      {
        ...step('2025-06-18 09:00', 'XC-AG/head-of-desk', 'refuse', privilege),
        refused: 'not-open-now',
      },
      step('2025-06-20 09:00', 'XC-AG/case-officer', 'consult', privilege),
      step('2025-06-27 09:00', officer, 'answer-consultation', {
        answer: 'we can narrow it to papers that are not privileged',
      }),
      step('2025-07-02 09:00', 'XC-AG/head-of-desk', 'refuse', privilege),
      step('2025-11-03 09:00', chief, 'close'),
    ],
    expect: { ends: 'CLOSED', late: ['decide'] },
  },
  {
    procedure: 'P3',
    reference: 'ML-07',
    to: 'XC-AG',
    steps: [
      ...asked(
        request('ML-07, XV-CA 2025/040', 'papers of the trust that are not privileged', 'Carrow'),
        '2025-07-10',
      ),
      step('2025-07-10 16:00', 'XC-AG/registrar', 'acknowledge'),
      yes('XC-GC/judge', '2025-07-18', { by: '2025-10-16' }),
      done('XC-AG/case-officer', '2025-09-15', ['deed of the trust', 'letters of the protector']),
      ...used('2025-11-03', 'the deed names two beneficiaries and leaves a third open'),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-08',
    to: 'XN-CA',
    steps: [
      ...asked(
        request('ML-08, XS-PP 2025/3', 'records of a refiner', 'refinery in Norrhavn'),
        '2025-06-02',
        'XS-PP/case-officer',
        'XS-PP/head-of-desk',
      ),
      step('2025-06-02 13:00', 'XN-CA/registrar', 'acknowledge'),
      yes('XN-DC/judge', '2025-06-10', { by: '2025-09-08' }),
      done('XN-CA/case-officer', '2025-08-04', ['delivery notes of 35 kg of gold']),
      ...used(
        '2025-09-15',
        'the seller of the gold is known',
        'XS-PP/case-officer',
        'XS-PP/head-of-desk',
      ),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-09',
    to: 'XZ-MFA',
    steps: [
      ...asked(
        request('ML-09, XV-CA 2025/022', 'freeze and records of USD 400,000', 'a bank in Zerev'),
        '2025-03-20',
      ),
      step('2025-06-11 09:00', officer, 'acknowledge'),
    ],
    expect: { ends: 'ACKNOWLEDGED' },
  },
  {
    procedure: 'P3',
    reference: 'ML-10',
    to: 'XS-PP',
    steps: [
      ...asked(
        text('mla-request', {
          reference: 'ML-10, XV-CA 2025/055',
          assistance: 'extradition',
          operation,
          measure: 'extradition of one person for trial',
          location: 'Port Sable',
          persons: [{ name: 'Bruno Ostrander', kind: 'person', country: 'XS' }],
          use: 'trial for the acts named and no others: speciality is kept',
        }),
        '2025-10-01',
      ),
      step('2025-10-02 09:00', 'XS-PP/registrar', 'acknowledge'),
      step('2025-11-03 09:00', 'XS-PP/case-officer', 'explain-delay', {
        reasons: 'the court hears the person; the treaty sets no day',
        expected: '2026-01-20',
      }),
      yes('XS-CC/judge', '2026-01-20', {
        by: '2026-02-20',
        measures: ['surrender of P04; not tried twice: clear'],
      }),
      done('XS-PP/case-officer', '2026-02-03', ['record of the surrender']),
      ...used('2026-02-24', 'tried for the acts named'),
    ],
    expect: { ends: 'CLOSED', late: ['decide'] },
  },
  redLine(),
]

/** RL-01: Zerev asks by note for data on a journalist; the red line blocks it, and two persons refuse on G-10. */
function redLine(): MatterChapter {
  const press = {
    ...request('RL-01, note 118 of 2025', 'data on one person', 'Tarsk'),
    facts: 'the person is said to have committed "fraud"; no act, place or amount is named',
    persons: [{ name: 'a journalist of The Tarsk Lantern', kind: 'person', country: 'XV' }],
    sensitive: ['journalist'],
  }
  const why = { ground: 'G-10', reasons: 'a journalist is meant, and no fraud is described' }
  return {
    procedure: 'P3',
    reference: 'RL-01',
    to: 'XZ-MFA',
    steps: [
      step('2025-03-09 09:00', officer, 'record-paper', press),
      refusedStep('2025-03-09 10:00', chief, 'accept', 'red-line', text('mla-acceptance')),
      step('2025-03-09 11:00', officer, 'consult', why),
      step('2025-03-19 09:00', officer, 'answer-consultation', {
        answer: 'the Ministry maintains its note and adds nothing',
      }),
      step('2025-03-19 11:00', chief, 'refuse', why),
      step('2025-04-15 09:00', chief, 'close'),
    ],
    expect: { ends: 'CLOSED' },
  }
}
