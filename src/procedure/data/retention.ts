import type { ClockRow, Transition } from '../rows.ts'

const citation = 'CP-RETENTION; safeguard matrix, column time limit'

/** How long a closed file is kept before each authority decides about it. */
export const retentionClocks: readonly ClockRow[] = [
  {
    id: 'retention',
    name: 'keep or erase the file',
    owedBy: 'both',
    rule: 'CP-RETENTION',
    pausable: false,
    consequence:
      'each authority decides for itself, with reasons, whether the file is kept or erased',
    opens: ['erase', 'keep'],
  },
  {
    id: 'retention-review',
    name: 'look again at a file that was kept',
    owedBy: 'both',
    rule: 'CP-RETENTION-REVIEW',
    pausable: false,
    consequence:
      'each authority decides for itself, with reasons, whether the file is kept or erased',
    opens: ['erase', 'keep'],
  },
]

/** Keep or erase, each side for itself. */
export const retentionSteps: readonly Transition[] = [
  {
    id: 'erase',
    name: 'erase the file',
    track: 'main',
    from: ['CLOSED', 'DISCARDED'],
    to: 'ERASED',
    side: 'either',
    roles: ['head-of-desk'],
    event: 'retention.reviewed',
    crosses: false,
    form: 'reason',
    guards: ['retention-over'],
    ends: 'all',
    safeguards: { timeLimit: 'reasons' },
    citation,
  },
  {
    id: 'keep',
    name: 'keep the file another year',
    track: 'main',
    from: ['CLOSED', 'DISCARDED'],
    to: 'same',
    side: 'either',
    roles: ['head-of-desk'],
    event: 'retention.reviewed',
    crosses: false,
    form: 'retention',
    guards: ['retention-over'],
    meets: ['retention', 'retention-review'],
    starts: [{ clock: 'retention-review', from: 'now' }],
    safeguards: { timeLimit: 'reasons' },
    citation,
  },
]
