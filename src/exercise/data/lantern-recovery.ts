import type { MatterChapter, MatterStep, StepDocument } from '../story.ts'
import { step } from './steps.ts'
import { eur, text, usd } from './text.ts'

const arma = 'XV-ARMA/case-officer'
const receipt = `sha256:${'5a'.repeat(32)}`

/** What every leg gave: asset, the State that realised it, value left after reviews, gross, costs. */
export const realised = [
  ['AS-01', 'XV', '5480000.00', '5480000.00', '0.00'],
  ['AS-02', 'XV', '1870000.00', '1870000.00', '0.00'],
  ['AS-03', 'XV', '1350000.00', '1350000.00', '0.00'],
  ['AS-04', 'XV', '1260000.00', '1220000.00', '24400.00'],
  ['AS-05', 'XV', '280000.00', '240000.00', '12000.00'],
  ['AS-06', 'XS', '2363512.75', '2363512.75', '0.00'],
  ['AS-07', 'XS', '3726000.00', '3808800.00', '19044.00'],
  ['AS-08', 'XS', '1453600.00', '1453600.00', '0.00'],
  ['AS-09', 'XC', '1242000.00', '1242000.00', '0.00'],
  ['AS-11', 'XC', '460000.00', '460000.00', '0.00'],
  ['AS-12', 'XN', '8280000.00', '7820000.00', '653200.00'],
  ['AS-13', 'XN', '600000.00', '600000.00', '0.00'],
  ['AS-14', 'XN', '135000.00', '135000.00', '0.00'],
  ['AS-15', 'XN', '7150000.00', '7005000.00', '187000.00'],
  ['AS-16', 'XN', '2200000.00', '2150000.00', '43000.00'],
  ['AS-17', 'XN', '760000.00', '760000.00', '0.00'],
  ['AS-18', 'XN', '410000.00', '380000.00', '38000.00'],
  ['AS-19', 'XN', '1000000.00', '1000000.00', '0.00'],
  ['AS-20', 'XN', '3412102.27', '3450000.00', '10350.00'],
  ['AS-21', 'XN', '1380000.00', '1380000.00', '0.00'],
  ['AS-22', 'XN', '2208000.00', '2208000.00', '4416.00'],
  ['AS-23', 'XC', '1624087.25', '1624087.25', '3248.17'],
] as const

/**
 * Section 10: the water watch measures what the money changed. The case states the shares, 38 % and 41 %; how many
 * households were asked is ours.
 */
const community: readonly MatterStep[] = (
  [
    ['2024-11-30', 152],
    ['2026-09-10', 164],
  ] as const
).map(([measured, counted]) =>
  step(
    '2026-09-20 11:00',
    'CSO-1/monitor',
    'record-community-measure',
    text('community-measure', { measured, counted }),
  ),
)

type State = 'XV' | 'XN' | 'XC' | 'XS'

const how: Readonly<Record<string, string>> = {
  'AS-04': 'sale',
  'AS-05': 'sale',
  'AS-07': 'sale',
  'AS-12': 'interlocutory-sale',
  'AS-15': 'sale',
  'AS-16': 'sale',
  'AS-18': 'sale',
  'AS-20': 'sale',
  'AS-22': 'sale',
  'AS-23': 'sale',
}

/** Cleared by the issuing State under its ceiling, then carried out by the other. */
function carriedOut(
  state: State,
  day: string,
  actor: string,
  only?: readonly string[],
): readonly MatterStep[] {
  return realised
    .filter(([asset, where]) => where === state && (only === undefined || only.includes(asset)))
    .flatMap(([leg, , basis, gross, cost]) => [
      step(`${day} 09:00`, arma, 'clear-leg', { leg, amount: eur(gross) }),
      step(`${day} 11:00`, actor, 'enforce-leg', {
        leg,
        amount: eur(gross),
        cost: eur(cost),
        basis: eur(basis),
        thirdParties:
          leg === 'AS-15' ? 'the mortgage of a savings bank ranked first and was paid' : 'none',
        how: how[leg] ?? 'cash',
        receipt,
      }),
    ])
}

function managed(reference: string, asset: string, value: string): readonly MatterStep[] {
  const plan = text('management-plan', {
    reference,
    property: [
      {
        reference: asset,
        description: 'as in the order of freezing',
        kind: 'account',
        place: asset,
        value: eur(value),
      },
    ],
    freezing: 'freezing orders of 14 March 2025',
  })
  return [
    step('2025-03-20 09:00', arma, 'plan', plan),
    step('2025-03-20 10:00', 'XV-ARMA/head-of-desk', 'approve-plan', text('management-approval')),
    step('2025-03-20 11:00', arma, 'open-management', plan),
  ]
}

const ordered = step('2026-02-20 10:00', 'XV-HC/judge', 'order', text('confiscation-order'))

function transmitted(day: string, says: StepDocument = {}): MatterStep {
  return step(
    `${day} 09:00`,
    'XV-CA/registrar',
    'transmit',
    text('confiscation-certificate', {
      persons: [
        { name: 'Aurel Maskov-Tenn', kind: 'person', country: 'XV' },
        { name: 'Goran Telleg', kind: 'person', country: 'XV' },
      ],
      ...says,
    }),
  )
}

/** RA-LANTERN of 22 May 2026: proposed, signed by a State, and what that State paid. */
function returned(
  signer: string,
  payer: string,
  tranches: readonly (readonly [id: string, day: string, amount: string, content: string])[],
): readonly MatterStep[] {
  return [
    step('2026-05-04 09:00', arma, 'propose-agreement', text('return-agreement')),
    step('2026-05-22 09:00', signer, 'sign-agreement', text('agreement-signature')),
    ...tranches.flatMap(([tranche, day, amount, content]) => [
      step(
        `${day} 09:00`,
        payer,
        'pay-tranche',
        text('tranche', { tranche, amount: eur(amount), content }),
      ),
      step(`${day} 15:00`, 'XV-ARMA/delegate', 'countersign-tranche', {
        tranche,
        amount: eur(amount),
      }),
    ]),
  ]
}

const amo = 'XN-AMO/asset-manager'
const court = 'XN-DC/judge'

/** The yacht: custody, monthly cost, and the sale before judgment. */
const yacht: readonly MatterStep[] = [
  step('2025-03-25 09:00', amo, 'take-custody', text('custody')),
  ...['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'].map((period, i) =>
    step(
      `${period}-24 09:00`,
      amo,
      'report-cost',
      text('cost-report', {
        period,
        valuation: eur(
          ['8114400.00', '7952112.00', '7793069.76', '7637208.36', '7484464.20', '7820000.00'][i] ??
            '',
        ),
      }),
    ),
  ),
  step('2025-07-01 09:00', amo, 'propose-sale', text('sale-proposal')),
  step('2025-07-29 09:00', court, 'hear-owner', text('sale-hearing')),
  step('2025-08-14 09:00', court, 'order-sale', text('sale-order')),
  step('2025-09-26 09:00', amo, 'sell', text('sale-result', { price: usd('8500000.00') })),
  step('2025-09-26 15:00', amo, 'hand-over', text('hand-over')),
]

const all = realised.map(([asset]) => asset)

/** Section 7 and the returns of section 8: CO-1 at home, ML-11 to ML-13 abroad, RA-LANTERN and its tranches. */
export const recoveryChapters: readonly MatterChapter[] = [
  {
    procedure: 'P5',
    reference: 'CO-1',
    to: 'XV-HC',
    steps: [
      ...managed('CO-1', 'AS-01', '5480000.00'),
      ordered,
      step(
        '2026-02-20 14:00',
        'XV-SACP/case-officer',
        'transmit',
        text('confiscation-certificate', { otherStates: 'XN, XS and XC' }),
      ),
      step(
        '2026-02-23 09:00',
        'XV-HC/judge-2',
        'recognise',
        text('recognition', { decision: 'carried out here' }),
      ),
      step(
        '2026-02-24 09:00',
        'XV-HC/registrar',
        'inform-persons',
        text('person-notice', { authority: 'High Court of Tarsk' }),
      ),
      ...carriedOut('XV', '2026-05-12', 'XV-ARMA/asset-manager'),
      step(
        '2026-05-20 09:00',
        'XV-HC/registrar',
        'complete-enforcement',
        text('enforcement-report', {
          report: 'five legs, EUR 10,160,000.00',
          expenses: eur('0.00'),
        }),
      ),
      step('2026-09-21 09:00', arma, 'close', text('recovery-closing')),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P5',
    reference: 'ML-11',
    to: 'XN-CA',
    steps: [
      ...managed('ML-11', 'AS-12', '8280000.00'),
      ...yacht,
      ordered,
      transmitted('2026-02-24'),
      step('2026-04-02 12:00', court, 'recognise', text('recognition')),
      step('2026-04-03 09:00', 'XN-DC/registrar', 'inform-persons', text('person-notice')),
      ...carriedOut('XN', '2026-06-01', 'XN-AMO/asset-manager'),
      ...returned('XN-CA/delegate', 'XN-CA/delegate', [
        [
          'RT-1',
          '2026-06-15',
          '9108234.00',
          'cash, policy, portfolio, wallets; expenses of 410,000 deducted',
        ],
        ['RT-4', '2026-09-01', '16433800.00', 'yacht, real estate, painting'],
      ]),
      step(
        '2026-06-12 09:00',
        'XN-DC/registrar',
        'complete-enforcement',
        text('enforcement-report'),
      ),
      step('2026-09-18 09:00', 'XV-ARMA/delegate', 'report-milestone', text('milestone')),
      step('2026-09-20 09:00', 'CSO-1/monitor', 'verify-milestone', text('verification')),
      ...community,
    ],
    expect: { ends: 'ENFORCED' },
  },
  {
    procedure: 'P5',
    reference: 'ML-12',
    to: 'XS-PP',
    steps: [
      ...managed('ML-12', 'AS-07', '3726000.00'),
      ordered,
      transmitted('2026-02-24', { otherStates: 'XN and XC, for other legs' }),
      step('2026-04-11 09:00', 'XS-PP/case-officer', 'explain-delay', text('recovery-delay')),
      step(
        '2026-04-15 12:00',
        'XS-CC/judge',
        'recognise',
        text('recognition', { thirdParties: 'staff and trade creditors were served in RV-07' }),
      ),
      step(
        '2026-04-16 09:00',
        'XS-CC/registrar',
        'inform-persons',
        text('person-notice', { authority: 'Port Sable Commercial Court' }),
      ),
      ...carriedOut('XS', '2026-06-30', 'XS-PP/case-officer'),
      step(
        '2026-07-06 09:00',
        'XS-CC/registrar',
        'complete-enforcement',
        text('enforcement-report', {
          report: 'three legs recovered',
          expenses: eur('180000.00'),
        }),
      ),
      ...returned('XS-PP/delegate', 'XS-PP/delegate', [
        ['RT-2', '2026-07-10', '7426868.75', 'cash and gold; expenses of 180,000 deducted'],
      ]),
      step('2026-07-20 09:00', 'XS-PP/delegate', 'finish-return', text('recovery-closing')),
    ],
    expect: { ends: 'ENFORCED', late: ['recognition'] },
  },
  {
    procedure: 'P5',
    reference: 'ML-13',
    to: 'XC-AG',
    steps: [
      ...managed('ML-13', 'AS-09', '1242000.00'),
      ordered,
      transmitted('2026-03-16', {
        order: 'CO-1, next to the local forfeiture CO-2 of 12 March 2026',
      }),
      step(
        '2026-04-20 12:00',
        'XC-GC/judge',
        'recognise',
        text('recognition', { decision: 'registered next to CO-2' }),
      ),
      step(
        '2026-04-21 09:00',
        'XC-GC/registrar',
        'inform-persons',
        text('person-notice', { authority: 'Grand Court of Carrow' }),
      ),
      ...realised
        .filter(([, state]) => state !== 'XC')
        .map(([leg, state, , gross]) =>
          step('2026-07-08 09:00', arma, 'record-leg', { leg, state, amount: eur(gross) }),
        ),
      ...carriedOut(
        'XC',
        '2026-07-13',
        'XC-AG/prosecutor',
        all.filter((a) => a !== 'AS-23'),
      ),
      {
        ...step('2026-07-20 08:00', arma, 'clear-leg', { leg: 'AS-23', amount: eur('1656000.00') }),
        refused: 'over-recovery',
      },
      ...carriedOut('XC', '2026-07-20', 'XC-AG/prosecutor', ['AS-23']),
      step('2026-07-20 12:00', 'XC-GC/judge', 'block-surplus', text('surplus')),
      step(
        '2026-07-31 09:00',
        'XC-GC/registrar',
        'complete-enforcement',
        text('enforcement-report', {
          report: 'three legs recovered, the last one cut to the ceiling',
          expenses: eur('260000.00'),
        }),
      ),
      ...returned('XC-AG/delegate', 'XC-AG/delegate', [
        ['RT-3', '2026-08-05', '3062839.08', 'cash and W5; expenses of 260,000 deducted'],
      ]),
      step('2026-08-12 09:00', 'XC-AG/delegate', 'finish-return', text('recovery-closing')),
    ],
    expect: { ends: 'ENFORCED', late: ['execution'] },
  },
]
