import type { MatterChapter, MatterStep, StepDocument } from '../story.ts'
import { step } from './steps.ts'
import { text } from './text.ts'

const reader = 'XV-TAX/case-officer'

interface Year {
  readonly reference: string
  readonly from: string
  readonly year: number
  readonly prepared: string
  readonly sent: string
  readonly steps: readonly MatterStep[]
  readonly ends: string
}

/** Collected in the summer, approved, sent and received in September. */
function exchange({ reference, from, year, prepared, sent, steps, ends }: Year): MatterChapter {
  const clerk = `${from}/case-officer`
  const of = (form: string, says: StepDocument = {}) => text(form, { year, ...says })
  return {
    procedure: 'P9',
    reference,
    to: 'XV-TAX',
    steps: [
      step(
        `${year + 1}-07-01 09:00`,
        clerk,
        'collect',
        of('aeoi-collection', { reference, closes: `${year}-12-31` }),
      ),
      step(`${prepared} 09:00`, `${from}/head-of-desk`, 'prepare', text('aeoi-preparation')),
      step(`${sent} 09:00`, clerk, 'send-file', of('aeoi-file')),
      step(`${sent} 10:00`, reader, 'receive-file', text('aeoi-received')),
      ...steps,
    ],
    expect: { ends },
  }
}

/** Section 4.3: what tax authorities told each other of their own accord. */
export const taxChapters: readonly MatterChapter[] = [
  exchange({
    reference: 'CR-01',
    from: 'XN-TAX',
    year: 2023,
    prepared: '2024-09-20',
    sent: '2024-09-28',
    steps: [
      step('2024-10-05 09:00', reader, 'accept-file', text('aeoi-accepted')),
      step('2024-10-10 09:00', reader, 'match', text('aeoi-match')),
      step(
        '2024-10-11 09:00',
        'XV-TAX/case-officer-2',
        'check-match',
        text('aeoi-check', {
          reasons: 'the declaration for 2023 names no account abroad: EUR 860,000 are missing',
        }),
      ),
      step('2024-12-16 09:00', 'XV-TAX/head-of-desk', 'close', text('aeoi-reason')),
    ],
    ends: 'CLOSED',
  }),
  exchange({
    reference: 'CR-02',
    from: 'XN-TAX',
    year: 2024,
    prepared: '2025-09-20',
    sent: '2025-09-26',
    steps: [
      step('2025-09-27 09:00', reader, 'accept-file', text('aeoi-accepted')),
      step('2025-09-29 09:00', reader, 'match', text('aeoi-match')),
      step('2025-09-30 09:00', 'XV-TAX/case-officer-2', 'check-match', text('aeoi-check')),
      step('2025-09-30 12:00', 'XV-TAX/head-of-desk', 'ask-other-use', text('other-use-question')),
      step(
        '2025-10-06 09:00',
        'XN-TAX/head-of-desk',
        'authorise-other-use',
        text('other-use-authorised'),
      ),
      step('2025-12-15 09:00', 'XV-TAX/head-of-desk', 'close', text('aeoi-reason')),
    ],
    ends: 'CLOSED',
  }),
  // The account that RQ-02 had found was not among the records of 2023: 88 days to the corrected file.
  exchange({
    reference: 'CR-03',
    from: 'XC-AG',
    year: 2023,
    prepared: '2024-09-20',
    sent: '2024-09-29',
    steps: [
      step('2024-10-04 09:00', reader, 'accept-file', text('aeoi-accepted')),
      step('2025-03-01 09:00', reader, 'report-omission', text('aeoi-omission')),
      step('2025-05-28 09:00', 'XC-AG/case-officer', 'correct-file', text('aeoi-correction')),
      step('2025-06-02 09:00', reader, 'accept-file', text('aeoi-accepted')),
      step('2025-07-01 09:00', 'XV-TAX/head-of-desk', 'close', text('aeoi-reason')),
    ],
    ends: 'CLOSED',
  }),
  exchange({
    reference: 'CR-04',
    from: 'XC-AG',
    year: 2024,
    prepared: '2025-09-20',
    sent: '2025-09-29',
    steps: [
      step('2025-10-03 09:00', reader, 'accept-file', text('aeoi-accepted')),
      step('2025-12-15 09:00', 'XV-TAX/head-of-desk', 'close', text('aeoi-reason')),
    ],
    ends: 'CLOSED',
  }),
]
