import type { MatterChapter, MatterStep, StepDocument } from '../story.ts'
import { instantOf, step } from './steps.ts'
import { eur, operation, text } from './text.ts'

type State = 'XV' | 'XN' | 'XC' | 'XS'

/** Leg, State, seconds after T0, value frozen, what it is. The order of the table of assets. */
export const legs: readonly (readonly [
  leg: string,
  asset: string,
  state: State,
  seconds: number,
  frozen: string,
  what: string,
])[] = [
  ['FZ-01', 'AS-01', 'XV', 4, '5480000.00', 'operating balance of the contractor'],
  ['FZ-02', 'AS-02', 'XV', 5, '1870000.00', 'balance of a consultancy'],
  ['FZ-03', 'AS-03', 'XV', 5, '1350000.00', 'private balance in Tarsk'],
  ['FZ-04', 'AS-04', 'XV', 720, '1260000.00', 'house, 9 Linden Row'],
  ['FZ-05', 'AS-05', 'XV', 6000, '420000.00', 'two vehicles'],
  ['FZ-06', 'AS-06', 'XS', 31, '2990000.00', 'balance of a free-zone company'],
  ['FZ-07', 'AS-07', 'XS', 1500, '3726000.00', 'gold, 45 kg, in the vault'],
  ['FZ-08', 'AS-08', 'XS', 16920, '1453600.00', 'private balance, Sable Gulf Bank'],
  ['FZ-09', 'AS-09', 'XC', 12, '1242000.00', 'balance of a holding company'],
  ['FZ-10', 'AS-10', 'XC', 12, '165600.00', 'balance of the company of the yacht'],
  ['FZ-11', 'AS-11', 'XC', 13, '460000.00', 'balance of a purpose trust'],
  ['FZ-12', 'AS-12', 'XN', 1080, '8280000.00', 'motor yacht of 42 metres, marina of Sundvik'],
  ['FZ-13', 'AS-13', 'XN', 7, '1300000.00', 'client account of a law firm'],
  ['FZ-14', 'AS-14', 'XN', 7, '135000.00', 'balance of a property company'],
  ['FZ-15', 'AS-15', 'XN', 180, '7150000.00', 'building, Lanternegade 14, net of mortgage'],
  ['FZ-16', 'AS-16', 'XN', 180, '2200000.00', 'two flats, Havnepark 3'],
  ['FZ-17', 'AS-17', 'XN', 6, '880000.00', 'private account A33'],
  ['FZ-18', 'AS-18', 'XN', 9000, '410000.00', 'painting'],
  ['FZ-19', 'AS-19', 'XN', 20, '1000000.00', 'life policy'],
  ['FZ-20', 'AS-20', 'XN', 9, '3730000.00', 'portfolio and cash of a nominee'],
  ['FZ-21', 'AS-21', 'XN', 10, '1380000.00', 'euro wallet at a platform'],
  ['FZ-22', 'AS-22', 'XN', 10, '2208000.00', 'stablecoin deposits at a platform'],
  ['FZ-23', 'AS-23', 'XC', 2820, '1656000.00', 'wallet W5, blocked by the issuer'],
]

/** Who carries out, recognises, runs the desk and tells the person in each State. */
const hands = {
  XV: { to: 'XV-SACP', judge: 'XV-HC/judge-2', desk: 'XV-HC/registrar', told: '2025-03-18 16:00' },
  XN: { to: 'XN-CA', judge: 'XN-DC/judge', desk: 'XN-CA/case-officer', told: '2025-03-19 09:00' },
  XC: { to: 'XC-AG', judge: 'XC-GC/judge', desk: 'XC-AG/case-officer', told: '2025-03-20 09:00' },
  XS: {
    to: 'XS-PP',
    judge: 'XS-PP/prosecutor',
    desk: 'XS-PP/case-officer',
    told: '2025-03-25 09:00',
  },
} as const

export const t0 = '2025-03-18T09:00:00Z'

/** `2025-03-18 09:00:04`: that many seconds after the release of the key. */
export function after(seconds: number): string {
  return new Date(Date.parse(t0) + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

const hour = (seconds: number) => instantOf(after(seconds))

function property(asset: string, what: string, state: State, value: string) {
  const kind = /yacht/.test(what)
    ? 'vessel'
    : /building|flats|house/.test(what)
      ? 'real-estate'
      : 'account'
  return [{ reference: asset, description: what, kind, place: state, value: eur(value) }]
}

const classes: Readonly<Record<string, string>> = {
  'AS-04': 'real-estate',
  'AS-05': 'vehicle',
  'AS-07': 'valuables',
  'AS-12': 'vessel',
  'AS-15': 'real-estate',
  'AS-16': 'real-estate',
  'AS-18': 'valuables',
  'AS-19': 'securities',
  'AS-20': 'securities',
  'AS-22': 'crypto',
  'AS-23': 'crypto',
  'AS-24': 'crypto',
  'AS-25': 'valuables',
}

/** By what the figures follow one asset from the first freeze to the return. */
function counted(asset: string) {
  return { assetReference: asset, assetClass: classes[asset] ?? 'cash', operation }
}

function certificate(leg: string, asset: string, state: State, what: string, value: string) {
  return text('freezing-certificate', {
    reference: `${leg}, XV-HC 77/2025`,
    property: property(asset, what, state, value),
    persons: [{ name: 'Goran Telleg', kind: 'person', country: 'XV' }],
  })
}

/** The value that a leg was planned with: of FZ-08, 368,000 fled before it was carried out. */
const planned = (leg: string, value: string) => (leg === 'FZ-08' ? '1821600.00' : value)

function leg([
  reference,
  asset,
  state,
  seconds,
  frozen,
  what,
]: (typeof legs)[number]): MatterChapter {
  const { to, judge, desk, told } = hands[state]
  // At home the prosecution is the addressee, and sees the matter once it is put to it.
  const checker = state === 'XV' ? 'XV-FIU/analyst' : 'XV-SACP/prosecutor'
  const drafter = state === 'XV' ? 'XV-ARMA/case-officer' : 'XV-SACP/case-officer'
  const paper = certificate(reference, asset, state, what, planned(reference, frozen))
  const done = text('freeze-receipt', {
    executed: hour(seconds),
    amount: eur(frozen),
    receipt: `receipt of ${reference}`,
    executor: what,
  })
  return {
    procedure: 'P4',
    reference,
    to,
    steps: [
      step('2025-03-13 09:00', 'XV-ARMA/case-officer', 'propose', {
        ...text('freeze-proposal'),
        reference: `${reference}, ${asset}`,
        asset: property(asset, what, state, planned(reference, frozen)),
        ...counted(asset),
        value: eur(planned(reference, frozen)),
      }),
      step('2025-03-13 14:00', checker, 'check-attribution', text('attribution-check')),
      step('2025-03-14 09:00', drafter, 'draft', paper),
      step('2025-03-14 15:00', 'XV-HC/judge', 'issue', text('freezing-order')),
      step('2025-03-15 12:00', 'XV-CA/registrar', 'transmit', paper),
      step('2025-03-17 10:00', judge, 'recognise', text('freeze-recognition')),
      step('2025-03-17 18:00', desk, 'make-ready', text('readiness-vote', { executors: what })),
      ...(state === 'XS'
        ? [step(after(seconds), judge, 'attach', done)]
        : [step(after(seconds), desk, 'execute', done)]),
      ...(state === 'XS' && reference !== 'FZ-08'
        ? [step('2025-03-19 08:00', judge, 'postpone-notice', postponed('2025-03-25'))]
        : []),
      ...(state === 'XC'
        ? [step('2025-03-18 16:00', judge, 'postpone-notice', postponed('2025-03-20'))]
        : []),
      ...(reference === 'FZ-08'
        ? [step('2025-03-18 17:00', judge, 'postpone-notice', postponed('2025-03-25'))]
        : []),
      ...(state === 'XS'
        ? [step('2025-03-24 09:00', 'XS-CC/judge', 'confirm', text('confirmation'))]
        : []),
      step(told, desk, 'notify', text('person-told', { told: told.slice(0, 10) })),
      ...(terms[reference] ?? []),
      ...ends(reference, state),
    ],
    expect: { ends: 'CLOSED' },
  }
}

function postponed(until: string): StepDocument {
  return text('notice-postponement', {
    reasons: 'other legs and an arrest are still to come',
    until,
  })
}

const varied = (
  filed: string,
  decided: string,
  clerk: string,
  judge: string,
  says: StepDocument,
  applicant: string,
  subject: string,
): readonly MatterStep[] => [
  step(filed, clerk, 'file-review', text('review-filed', { applicant, subject })),
  step(decided, judge, 'vary', text('freeze-variation', says)),
]

/** Reviews RV-01 to RV-10, renewals and the other things that happened to a leg between freeze and judgment. */
const terms: Readonly<Record<string, readonly MatterStep[]>> = {
  'FZ-01': [
    step(
      '2025-04-22 09:00',
      'XV-HC/registrar',
      'file-review',
      text('review-filed', {
        applicant: 'merits',
        subject: 'RV-10: the contractor contests the whole order',
      }),
    ),
    step('2025-04-23 09:00', 'XV-HC/registrar', 'route-review', text('review-routing')),
    step('2025-05-15 09:00', 'XV-HC/judge-2', 'decide-merits', text('merits-decision')),
  ],
  'FZ-05': varied(
    '2025-07-28 09:00',
    '2025-08-20 09:00',
    'XV-HC/registrar',
    'XV-HC/judge-2',
    {
      variation: 'third-party',
      released: eur('140000.00'),
      terms: 'vehicle 2 goes to the company that holds a registered pledge on it',
      reasons: 'RV-06: the pledge was taken in good faith; the loan was paid out',
    },
    'third-party',
    'RV-06: a pledge on vehicle 2',
  ),
  'FZ-06': varied(
    '2025-06-25 09:00',
    '2025-07-22 09:00',
    'XS-CC/registrar',
    'XS-CC/judge',
    {
      variation: 'third-party',
      released: eur('626487.25'),
      terms: 'the lawful share of the closing balance goes to staff and trade creditors',
      reasons: 'RV-07: pro rata over the ledger of the account',
    },
    'third-party',
    'RV-07: staff and trade creditors of the company',
  ),
  'FZ-09': [
    step(
      '2025-06-02 09:00',
      'XC-GC/registrar',
      'file-review',
      text('review-filed', {
        applicant: 'third-party',
        subject: 'RV-09: a fee lien of EUR 138,000 of the company service provider',
      }),
    ),
    step(
      '2025-06-30 09:00',
      'XC-GC/judge',
      'dismiss-review',
      text('review-dismissal', {
        reasons: 'the lien was taken with knowledge of the order',
      }),
    ),
    ...renewed(),
  ],
  'FZ-11': renewed(),
  'FZ-13': varied(
    '2025-05-20 09:00',
    '2025-06-12 09:00',
    'XN-DC/registrar',
    'XN-DC/judge',
    {
      variation: 'third-party',
      released: eur('700000.00'),
      terms: '700,000 goes back to seventeen other clients of the law firm',
      reasons: 'RV-02: sub-ledgers: 2,400,000 + 1,200,000 - 2,900,000',
    },
    'third-party',
    'RV-02: money of seventeen other clients',
  ),
  'FZ-17': [
    ...varied(
      '2025-04-10 09:00',
      '2025-04-30 09:00',
      'XN-DC/registrar',
      'XN-DC/judge',
      {
        variation: 'carve-out',
        released: eur('57000.00'),
        terms: 'EUR 4,500 a month for ten months and EUR 12,000 for counsel',
        reasons: 'RV-01: the need is shown',
      },
      'hardship',
      'RV-01: living costs and fees of counsel',
    ),
    ...varied(
      '2025-08-25 09:00',
      '2025-09-18 09:00',
      'XN-DC/registrar',
      'XN-DC/judge-2',
      {
        variation: 'third-party',
        released: eur('63000.00'),
        terms: 'lawful funds of 120,000, of which 57,000 were released before',
        reasons: 'RV-05, Court of Appeal: 240,000 + 96,000 - 216,000 spent',
      },
      'third-party',
      'RV-05: lawful funds in the account',
    ),
  ],
  'FZ-20': varied(
    '2025-06-10 09:00',
    '2025-07-03 09:00',
    'XN-DC/registrar',
    'XN-DC/judge',
    {
      variation: 'third-party',
      released: eur('317897.73'),
      terms: '8.5227 per cent of the portfolio',
      reasons: 'RV-04: own funds of 300,000 among 3,520,000, pro rata',
    },
    'third-party',
    'RV-04: own opening funds',
  ),
  // The wallet stays blocked until CO-3: its order is renewed with those on AS-09 and AS-11.
  'FZ-23': renewed(),
}

/** Carrow: six months, renewed on 10 September 2025 and 10 March 2026, each time from the end of the old term. */
function renewed(): readonly MatterStep[] {
  return [
    step('2025-09-10 09:00', 'XC-GC/judge', 'extend', text('extension', { begins: '2025-09-18' })),
    step('2026-03-10 09:00', 'XC-GC/judge', 'extend', text('extension', { begins: '2026-03-18' })),
  ]
}

const own = {
  diligence: 'hearings and expert reports in four countries',
  necessity: 'the risk has not gone',
}

/** Reviews that the law asks for, and the end: the order becomes part of the confiscation, or lapses (AS-10). */
function ends(reference: string, state: State): readonly MatterStep[] {
  if (reference === 'FZ-10')
    return [
      step('2025-04-15 09:00', 'XC-GC/judge', 'review', text('own-review', own)),
      step('2025-09-22 09:00', 'XC-AG/case-officer', 'close'),
    ]
  const { desk } = hands[state]
  const order = { XV: 'CO-1', XN: 'ML-11', XS: 'ML-12', XC: 'ML-13' }[state]
  const court = { XV: 'XV-HC/judge-2', XN: 'XN-DC/judge', XS: 'XS-CC/judge', XC: 'XC-GC/judge' }[
    state
  ]
  const when = {
    XV: '2026-02-21 09:00',
    XN: '2026-04-02 15:00',
    XS: '2026-04-15 15:00',
    XC: reference === 'FZ-23' ? '2026-05-06 09:00' : '2026-04-20 15:00',
  }[state]
  const name = { XV: 'CO-1', XN: 'CO-1', XS: 'CO-1', XC: reference === 'FZ-23' ? 'CO-3' : 'CO-2' }[
    state
  ]
  return [
    ...reviewDays[state].map((day) =>
      step(`${day} 09:00`, court, 'review', text('own-review', own)),
    ),
    ...(state === 'XS'
      ? [
          step(
            '2026-03-10 09:00',
            'XS-CC/judge',
            'extend',
            text('extension', { begins: '2026-03-24' }),
          ),
        ]
      : []),
    step(when, court, 'convert', (matter) => ({ confiscation: matter(order), order: name })),
    step(`${when.slice(0, 10)} 16:00`, desk, 'close'),
  ]
}

const reviewDays: Readonly<Record<State, readonly string[]>> = {
  XV: ['2025-04-15', '2025-07-11', '2025-10-07', '2026-01-02'],
  XN: ['2025-04-15', '2025-09-16', '2026-03-13'],
  XS: ['2025-04-16', '2025-10-10'],
  XC: ['2025-04-15', '2025-09-09', '2026-03-09'],
}

const lead = 'XV-SACP/case-officer'
const plan = text('conductor-plan', {
  reference: 'CD-LANTERN',
  t0,
  legs: legs.map(([id]) => id),
  operation,
  value: eur('51114200.00'),
  alleged: eur('48000000.00'),
  executors: ['XS-PP', 'XC-AG', 'XV-HC'],
})

/** P4b: sealed orders, one release, 23 receipts, one leak, the figures of the day. */
const conductor: MatterChapter = {
  procedure: 'P4b',
  reference: 'CD-LANTERN',
  to: 'XN-CA',
  steps: [
    step('2025-03-16 09:00', lead, 'plan', plan),
    step('2025-03-16 10:00', 'XV-SACP/head-of-desk', 'approve', text('conductor-approval')),
    step('2025-03-17 18:00', lead, 'call-vote', plan),
    ...legs.map(([id, , state, , value]) =>
      step('2025-03-17 20:00', hands[state].desk, 'vote', {
        leg: id,
        vote: 'ready',
        value: eur(planned(id, value)),
      }),
    ),
    step('2025-03-18 08:45', lead, 'arm', text('leg-arming')),
    step('2025-03-18 09:00', lead, 'release', text('leg-release')),
    ...legs.map(([id, , state, seconds, value]) =>
      step(after(seconds), hands[state].desk, 'give-receipt', {
        leg: id,
        executed: hour(seconds),
        amount: eur(value),
        receipt: `receipt of ${id}`,
      }),
    ),
    step(
      '2025-03-18 11:05:30',
      'XS-PP/case-officer',
      'report-leak',
      text('leak-report', { leg: 'FZ-08' }),
    ),
    step('2025-03-25 09:00', lead, 'close', {
      spread: 16_916,
      within: 14,
      withinValue: eur('24190600.00'),
      frozen: eur('50746200.00'),
      leakage: eur('368000.00'),
      lessons: 'Port Sable had no desk at night: the late leg becomes the commitment CM-02',
    }),
  ],
  expect: { ends: 'CLOSED' },
}

/** AS-24 is not frozen: its attribution is below the line. AS-25 is looked for and not found. */
const notFrozen: readonly MatterChapter[] = [
  {
    procedure: 'P4',
    reference: 'AS-24',
    to: 'XC-AG',
    steps: [
      step('2025-03-13 09:30', 'XV-ARMA/case-officer', 'propose', {
        ...text('freeze-proposal'),
        reference: 'AS-24',
        asset: property('AS-24', 'wallet W6', 'XC', '1784800.00'),
        ...counted('AS-24'),
        value: eur('1784800.00'),
      }),
      step('2025-03-13 14:30', 'XV-SACP/prosecutor', 'check-attribution', {
        ...text('attribution-check'),
        confidence: 35,
      }),
      step(
        '2025-03-14 09:30',
        lead,
        'draft',
        certificate('AS-24', 'AS-24', 'XC', 'wallet W6', '1784800.00'),
      ),
      {
        ...step('2025-03-14 15:30', 'XV-HC/judge', 'issue', text('freezing-order')),
        refused: 'attribution-low',
      },
      step('2025-03-14 16:00', 'XV-ARMA/case-officer', 'discard', {
        reasons: 'taint of 0 to 87 per cent depending on the rule; below the line of the protocol',
      }),
    ],
    expect: { ends: 'DISCARDED' },
  },
  {
    procedure: 'P4',
    reference: 'AS-25',
    to: 'XN-CA',
    steps: [
      step('2025-03-13 09:30', 'XV-ARMA/case-officer', 'propose', {
        ...text('freeze-proposal'),
        reference: 'AS-25',
        asset: property('AS-25', 'jewellery', 'XN', '190000.00'),
        ...counted('AS-25'),
        value: eur('190000.00'),
      }),
      step(
        '2025-03-13 14:30',
        'XV-SACP/prosecutor',
        'check-attribution',
        text('attribution-check'),
      ),
      step(
        '2025-03-14 09:30',
        lead,
        'draft',
        certificate('AS-25', 'AS-25', 'XN', 'jewellery', '190000.00'),
      ),
      step('2025-03-14 15:30', 'XV-HC/judge', 'issue', text('freezing-order')),
      step(
        '2025-03-15 12:00',
        'XV-CA/registrar',
        'transmit',
        certificate('AS-25', 'AS-25', 'XN', 'jewellery', '190000.00'),
      ),
      step('2025-03-17 10:00', 'XN-DC/judge', 'recognise', text('freeze-recognition')),
      step('2025-03-18 12:00', 'XN-CA/case-officer', 'report-impossible', text('impossibility')),
    ],
    expect: { ends: 'IMPOSSIBLE' },
  },
]

/** Section 6 of the story: 23 legs on one morning, the conductor, and what was not frozen. */
export const freezeChapters: readonly MatterChapter[] = [...legs.map(leg), conductor, ...notFrozen]
