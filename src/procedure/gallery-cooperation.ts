import type { Gallery } from './refusals.ts'
import { cooperationSamples as doc } from './samples-cooperation.ts'
import { outsideSamples as outside } from './samples-outside.ts'
import { Matter, officer } from './testing.ts'

const lead = officer('XV-SACP', 'prosecutor')
const partner = officer('XN-EPP', 'prosecutor')
const other = `sha256:${'00'.repeat(32)}`

const clerk = officer('XN-TAX', 'case-officer')
const head = officer('XN-TAX', 'head-of-desk')
const reader = officer('XV-TAX', 'case-officer')
const readerHead = officer('XV-TAX', 'head-of-desk')

function suggested(): Matter {
  return new Matter('jit', 'XN-EPP', 'P8').play(
    'suggest',
    lead,
    '2025-04-07 09:00',
    doc['team-suggestion'],
  )
}

function drafted(): Matter {
  return suggested().play('draft-agreement', lead, '2025-04-08 09:00', doc['team-agreement'])
}

function active(): Matter {
  return drafted()
    .play('sign-agreement', lead, '2025-04-10 09:00', doc['team-signature'])
    .play('sign-agreement', partner, '2025-04-14 09:00', doc['team-signature'])
    .play('activate', lead, '2025-04-14 12:00', doc['team-start'])
}

function collected(change: object = {}) {
  const text = { ...doc['aeoi-collection'], ...change }
  return new Matter('cr', 'XV-TAX', 'P9').play('collect', clerk, '2024-07-01 09:00', text)
}

function prepared(): Matter {
  return collected().play('prepare', head, '2024-09-20 09:00', doc['aeoi-preparation'])
}

function received(): Matter {
  return prepared()
    .play('send-file', clerk, '2024-09-28 09:00', doc['aeoi-file'])
    .play('receive-file', reader, '2024-09-28 10:00', doc['aeoi-received'])
}

function matched(): Matter {
  return received()
    .play('accept-file', reader, '2024-09-30 09:00', doc['aeoi-accepted'])
    .play('match', reader, '2024-10-10 09:00', doc['aeoi-match'])
}

/** One situation for every refusal of the family. */
export const cooperationGallery = {
  'team-not-active': {
    situation: 'a hearing is set as a task before all have signed',
    example: () => drafted().attempt('set-task', lead, '2025-04-09 09:00', doc['team-task']),
  },
  'trade-not-comparable': {
    situation: 'an import in dollars is held against an export in euro',
    example: () =>
      active().attempt('record-trade', lead, '2025-05-01 09:00', {
        ...doc['team-trade'],
        exported: { amount: '3000000.00', currency: 'EUR' },
      }),
  },
  'item-not-in-room': {
    situation: 'a prosecution cites bank records that nobody has put into the room',
    example: () =>
      active().attempt('open-prosecution', lead, '2025-09-15 09:00', doc['team-prosecution']),
  },
  'policy-missing': {
    situation: 'searches at one hour are put on record, and nobody has linked a policy',
    example: () =>
      active().attempt('plan-operation', lead, '2025-05-12 09:00', outside['team-operation']),
  },
  'prosecution-unknown': {
    situation: 'a judgment is recorded, and nobody has recorded the prosecution',
    example: () =>
      active().attempt('record-verdict', lead, '2026-02-20 09:00', doc['team-judgment']),
  },
  'term-not-usual': {
    situation: 'a team is to work for three months',
    example: () =>
      suggested().attempt('draft-agreement', lead, '2025-04-08 09:00', {
        ...doc['team-agreement'],
        until: '2025-07-14',
      }),
  },
  'term-not-longer': {
    situation: 'an addendum that should extend ends on the day of the agreement',
    example: () =>
      active().attempt('propose-addendum', lead, '2026-03-01 09:00', {
        ...doc['team-addendum'],
        until: '2026-04-14',
      }),
  },
  'seat-not-oversight': {
    situation: 'the oversight seat is given to a customs office',
    example: () =>
      suggested().attempt('draft-agreement', lead, '2025-04-08 09:00', {
        ...doc['team-agreement'],
        oversight: ['XS-CUS'],
      }),
  },
  'text-differs': {
    situation: 'a party signs another text than was put forward',
    example: () =>
      drafted().attempt('sign-agreement', partner, '2025-04-10 09:00', {
        ...doc['team-signature'],
        agreement: other,
      }),
  },
  'signed-already': {
    situation: 'a party that has signed declines',
    example: () =>
      drafted()
        .play('sign-agreement', partner, '2025-04-10 09:00', doc['team-signature'])
        .attempt('decline', partner, '2025-04-11 09:00', doc['team-decline']),
  },
  'partner-not-approved': {
    situation: 'a file is prepared for a partner that failed the review of confidentiality',
    example: () =>
      collected().attempt('prepare', head, '2024-09-20 09:00', {
        ...doc['aeoi-preparation'],
        confidentiality: 'not-approved',
      }),
  },
  'test-data': {
    situation: 'test data are about to leave as real data',
    example: () =>
      prepared().attempt('send-file', clerk, '2024-09-28 09:00', {
        ...doc['aeoi-file'],
        test: 'test',
      }),
  },
  'code-unknown': {
    situation: 'a file is rejected with the code of a record',
    example: () =>
      received().attempt('report-file-error', reader, '2024-10-01 09:00', {
        ...doc['aeoi-error'],
        codes: ['60004'],
      }),
  },
  'records-mixed': {
    situation: 'a correction holds new records too',
    example: () =>
      received()
        .play('report-record-error', reader, '2024-10-01 09:00', doc['aeoi-error'])
        .attempt('correct-file', clerk, '2024-11-01 09:00', {
          ...doc['aeoi-correction'],
          mixed: 'yes',
        }),
  },
  'counts-differ': {
    situation: 'more records are matched than came',
    example: () =>
      received()
        .play('accept-file', reader, '2024-09-30 09:00', doc['aeoi-accepted'])
        .attempt('match', reader, '2024-10-10 09:00', { ...doc['aeoi-match'], matched: 20_000 }),
  },
  'match-unchecked': {
    situation: 'tax data are asked for as evidence on the word of a machine',
    example: () =>
      matched().attempt('ask-other-use', readerHead, '2024-10-11 09:00', doc['other-use-question']),
  },
} as const satisfies Gallery
