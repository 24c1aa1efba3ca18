import type { MatterChapter, MatterStep } from '../story.ts'
import { teamPolicies } from './lantern-outside.ts'
import { step } from './steps.ts'
import { text } from './text.ts'

const lead = 'XV-SACP/prosecutor'
const norrhavn = 'XN-EPP/prosecutor'
const sable = 'XS-PP/prosecutor'
const sha = (hex: string) => `sha256:${hex.repeat(32)}`

/** Owners of the twelve companies and arrangements of the case, as the registers and the records of ML-03 show them. */
const ownership: readonly MatterStep[] = [
  ...Array.from({ length: 12 }, (_, i) => `C${String(i + 1).padStart(2, '0')}`)
    .filter((entity) => entity !== 'C07')
    .map((entity) =>
      step('2025-06-20 09:00', lead, 'record-owners', text('team-owners', { entity })),
    ),
  // The trust names two beneficiaries and leaves a third open; ML-07 did not change that.
  step('2025-06-20 09:30', lead, 'record-open-owners', text('team-open-owners')),
]

/** Section 4.1: six invoices of 5 million each, three in a year, against exports of 1 million each. */
const trade: readonly MatterStep[] = [2023, 2024].map((year) =>
  step(
    '2025-07-02 09:00',
    lead,
    'record-trade',
    text('team-trade', { line: `XS-XV 9022 ${year}`, year, digest: sha('04') }),
  ),
)

/** The two accused of CO-1; both cite the bank records of XN and the vault log of XS. */
const prosecuted = ['T-2025-117/1', 'T-2025-117/2']
const prosecutions: readonly MatterStep[] = prosecuted.map((prosecution) =>
  step(
    '2025-09-15 09:00',
    lead,
    'open-prosecution',
    text('team-prosecution', { prosecution, cites: [sha('01'), sha('09')] }),
  ),
)

/** Section 5.3: JIT-LANTERN, three parties, one extension. */
export const teamChapters: readonly MatterChapter[] = [
  {
    procedure: 'P8',
    reference: 'JIT-LANTERN',
    to: 'XN-EPP',
    steps: [
      step('2025-04-04 09:00', lead, 'suggest', text('team-suggestion', { others: ['XS-PP'] })),
      step('2025-04-07 09:00', norrhavn, 'comment', text('team-comment')),
      step('2025-04-08 09:00', lead, 'draft-agreement', text('team-agreement')),
      step('2025-04-10 09:00', sable, 'sign-agreement', text('team-signature')),
      step('2025-04-11 09:00', lead, 'sign-agreement', text('team-signature')),
      step('2025-04-14 09:00', norrhavn, 'sign-agreement', text('team-signature')),
      step('2025-04-14 12:00', lead, 'activate', text('team-start')),
      step(
        '2025-04-16 09:00',
        lead,
        'set-task',
        text('team-task', {
          task: 'read the bank records of both accounts',
          due: '2025-06-30',
        }),
      ),
      {
        ...step('2025-04-16 10:00', lead, 'record-match', text('team-match')),
        exhibit: 'EV-08',
      },
      ...teamPolicies,
      step(
        '2025-05-26 09:00',
        lead,
        'share-evidence',
        text('team-evidence', { item: 'EV-05', digest: sha('05') }),
      ),
      step(
        '2025-06-02 09:00',
        norrhavn,
        'share-evidence-back',
        text('team-evidence', { item: 'EV-01', digest: sha('01') }),
      ),
      step(
        '2025-06-10 09:00',
        sable,
        'share-evidence-back',
        text('team-evidence', { item: 'EV-09', digest: sha('09') }),
      ),
      ...ownership,
      ...trade,
      ...prosecutions,
      ...reviews('2025-05-12', 10),
      ...prosecuted.map((prosecution) =>
        step('2026-02-20 16:00', lead, 'record-verdict', text('team-judgment', { prosecution })),
      ),
      step('2026-03-02 09:00', lead, 'propose-addendum', text('team-addendum')),
      step('2026-03-12 09:00', norrhavn, 'sign-addendum', text('addendum-signature')),
      step('2026-03-16 09:00', sable, 'sign-addendum', text('addendum-signature')),
      step('2026-03-20 09:00', lead, 'sign-addendum', text('addendum-signature')),
      step('2026-03-21 09:00', lead, 'extend', text('addendum-entry')),
      ...reviews('2026-03-23', 7),
    ],
    expect: { ends: 'ACTIVE' },
  },
]

/** The leaders look at the progress every month; two deviations from the protocol are logged in the first autumn. */
function reviews(first: string, months: number): readonly MatterStep[] {
  return Array.from({ length: months }, (_, i) => {
    const day = new Date(`${first}T00:00:00Z`)
    day.setUTCMonth(day.getUTCMonth() + i)
    const on = day.toISOString().slice(0, 10)
    const deviations = on.startsWith('2025-10') ? 2 : 0
    return step(`${on} 09:00`, lead, 'review-team', text('team-review', { deviations }))
  })
}
