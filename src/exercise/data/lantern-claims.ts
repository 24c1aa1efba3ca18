import type { MatterChapter, MatterStep } from '../story.ts'
import { step } from './steps.ts'
import { eur, text } from './text.ts'

const unit = 'XV-VSU/case-officer'
const clerk = 'XV-HC/registrar'
const judge = 'XV-HC/judge'
const treasury = 'XV-ARMA/asset-manager'

/** Claims of section 8: reference, whose, lines, assisted, claimed, allowed, lines allowed, how it ended. */
export const claims = [
  ['V-01', 'the Treasury of Veldania', 1, 0, '48000000.00', '41691941.83', 1, 'paid'],
  ['V-02', 'a cooperative of masons', 1, 1, '750000.00', '690000.00', 1, 'paid'],
  ['V-03', '214 workers of the contractor', 214, 150, '612000.00', '598400.00', 211, 'paid'],
  ['V-04', '1,860 households of Dorvan', 1860, 1237, '3720000.00', '2400000.00', 1860, 'project'],
  ['V-05', '37 patients', 37, 24, '925000.00', '775000.00', 31, 'appealed'],
  ['V-06', 'creditors of a sham consultancy', 6, 0, '1900000.00', '0.00', 0, 'refused'],
] as const

const kinds: Readonly<Record<string, string>> = {
  'V-01': 'state',
  'V-02': 'company',
  'V-04': 'community',
  'V-06': 'company',
}

function claim(row: (typeof claims)[number]): MatterChapter {
  const [reference, circle, lines, assisted, claimed, allowed, allowedLines, way] = row
  const notice = text('claim-notice', { reference: `VN-1, ${reference}` })
  return {
    procedure: 'P6',
    reference,
    to: 'XV-HC',
    steps: [
      step('2026-02-26 09:00', unit, 'draft-notice', notice),
      step('2026-02-26 10:00', 'XV-VSU/head-of-desk', 'approve-notice', text('notice-approval')),
      step('2026-02-27 09:00', unit, 'publish-notice', notice),
      step(
        '2026-05-04 09:00',
        unit,
        'file',
        text('claim', {
          reference,
          circle,
          lines,
          claimant: kinds[reference] ?? 'persons',
          assisted,
          harm: `harm of ${circle}`,
          claimed: eur(claimed),
        }),
      ),
      step('2026-05-07 09:00', clerk, 'acknowledge-claim', text('claim-acknowledgement')),
      step(
        '2026-05-29 09:00',
        clerk,
        'screen',
        text('screening', {
          linked: way === 'refused' ? 'yes' : 'no',
          duplicates: reference === 'V-03' ? 3 : 0,
        }),
      ),
      step('2026-06-15 09:00', judge, 'hear', text('claim-hearing')),
      way === 'refused'
        ? step('2026-07-03 09:00', judge, 'refuse-claim', text('claim-refused'))
        : step(
            '2026-07-03 09:00',
            judge,
            'allow-in-part',
            text('claim-partly', {
              allowed: eur(allowed),
              lines: allowedLines,
              reasons: `allowed as far as it is shown: ${circle}`,
            }),
          ),
      ...ending(way, allowed, allowedLines),
    ],
    expect: {
      ends: { paid: 'CLOSED', appealed: 'CLOSED', project: 'COLLECTIVE', refused: 'CLOSED' }[way],
      ...(way === 'paid' || way === 'project' ? { late: ['payment'] } : {}),
    },
  }
}

function ending(
  way: (typeof claims)[number][7],
  allowed: string,
  lines: number,
): readonly MatterStep[] {
  const closed = step('2026-09-22 09:00', clerk, 'close-claim', text('claim-closing'))
  const own = allowed === '41691941.83'
  const paid = step(
    '2026-09-15 09:00',
    treasury,
    'pay-claim',
    text('claim-payment', {
      amount: eur(allowed),
      paidTo: lines,
      ...(own ? { available: eur(allowed), allowedInRank: eur(allowed) } : {}),
    }),
  )
  // Everybody else waits for the end of the month in which a decision can be challenged.
  if (way === 'refused') return [closed]
  if (way === 'paid') return [paid, closed]
  if (way === 'project')
    return [
      step(
        '2026-09-15 09:00',
        treasury,
        'start-project',
        text('collective-project', { amount: eur(allowed) }),
      ),
    ]
  return [
    step(
      '2026-07-20 09:00',
      unit,
      'appeal',
      text('claim-appeal', { appeal: 'two of six refused lines' }),
    ),
    step(
      '2026-08-24 09:00',
      'XV-HC/judge-2',
      'decide-appeal',
      text('appeal-decision', { allowed: eur(allowed) }),
    ),
    paid,
    closed,
  ]
}

/** Third parties of section 6.1: the workers' wages, a mortgage, a pledge on a vehicle. */
const thirdParties: readonly MatterChapter[] = [
  {
    procedure: 'P7',
    reference: 'RV-00',
    to: 'XV-HC',
    steps: [
      step(
        '2025-03-19 09:00',
        unit,
        'file',
        text('third-party-claim', {
          reference: 'RV-00',
          circle: '214 workers',
          lines: 214,
          variant: 'wages',
          asset: 'AS-01',
          harm: 'wages of the month stand still with the account',
          claimed: eur('200000.00'),
        }),
      ),
      step('2025-03-19 15:00', clerk, 'acknowledge-claim', text('claim-acknowledgement')),
      step('2025-03-20 09:00', clerk, 'screen', text('screening', { linked: 'no' })),
      step('2025-03-24 09:00', judge, 'hear', text('claim-hearing', { heardOn: '2025-03-24' })),
      step(
        '2025-03-25 09:00',
        judge,
        'allow',
        text('claim-allowed', { allowed: eur('200000.00'), lines: 214 }),
      ),
      step('2025-03-26 09:00', unit, 'accept-decision', text('claim-acceptance')),
      step(
        '2025-03-27 09:00',
        treasury,
        'carve-out',
        text('claim-carve-out', { monthly: eur('200000.00'), until: '2026-02-20' }),
      ),
      step('2026-03-02 09:00', clerk, 'close-claim', text('claim-closing')),
    ],
    expect: { ends: 'CLOSED' },
  },
  {
    procedure: 'P7',
    reference: 'RV-03',
    to: 'XN-DC',
    steps: [
      step(
        '2025-04-01 09:00',
        'XN-ARO/case-officer',
        'file',
        text('third-party-claim', {
          reference: 'RV-03',
          circle: 'a savings bank of Sundvik',
          variant: 'security',
          asset: 'AS-15',
          harm: 'a mortgage of 2,250,000 on the building',
          claimed: eur('2250000.00'),
        }),
      ),
      step(
        '2025-04-02 09:00',
        'XN-DC/registrar',
        'acknowledge-claim',
        text('claim-acknowledgement'),
      ),
      step('2025-04-20 09:00', 'XN-DC/registrar', 'screen', text('screening', { linked: 'no' })),
      step(
        '2025-05-20 09:00',
        'XN-DC/judge',
        'hear',
        text('claim-hearing', { heardOn: '2025-05-20' }),
      ),
      step(
        '2025-05-28 09:00',
        'XN-DC/judge',
        'allow',
        text('claim-allowed', {
          allowed: eur('2250000.00'),
          reasons: 'the mortgage ranks first; nothing is released',
        }),
      ),
      step('2025-05-29 09:00', 'XN-ARO/case-officer', 'accept-decision', text('claim-acceptance')),
      step('2025-06-02 09:00', 'XN-AMO/asset-manager', 'record-rank', text('claim-rank')),
    ],
    expect: { ends: 'RANKED' },
  },
  {
    procedure: 'P7',
    reference: 'RV-06',
    to: 'XV-HC',
    steps: [
      step(
        '2025-06-02 09:00',
        unit,
        'file',
        text('third-party-claim', {
          claimed: eur('140000.00'),
        }),
      ),
      step('2025-06-04 09:00', clerk, 'acknowledge-claim', text('claim-acknowledgement')),
      step('2025-06-20 09:00', clerk, 'screen', text('screening', { linked: 'no' })),
      step('2025-07-30 09:00', judge, 'hear', text('claim-hearing', { heardOn: '2025-07-30' })),
      step(
        '2025-08-20 09:00',
        judge,
        'allow',
        text('claim-allowed', { allowed: eur('140000.00') }),
      ),
      step('2025-08-21 09:00', unit, 'accept-decision', text('claim-acceptance')),
      step('2025-08-25 09:00', treasury, 'release-item', text('claim-release')),
      step('2025-09-01 09:00', clerk, 'close-claim', text('claim-closing')),
    ],
    expect: { ends: 'CLOSED' },
  },
]

/** Section 8 and the claims of section 6.1. */
export const claimChapters: readonly MatterChapter[] = [...claims.map(claim), ...thirdParties]
