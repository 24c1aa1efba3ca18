import type { Outcome } from '#base'
import type { Document } from './read-form.ts'
import type { Gallery } from './refusals.ts'
import { assistanceSamples as doc } from './samples-assistance.ts'
import { Matter, officer } from './testing.ts'

const ca = officer('XV-CA', 'case-officer')
const chief = officer('XV-CA', 'head-of-desk')
const theirs = officer('XN-CA', 'case-officer')
const judge = officer('XN-DC', 'judge')
const unit = officer('XV-FIU', 'analyst')
const home = officer('XV-HC', 'judge')
const clerk = officer('XN-DC', 'registrar')
const lead = officer('XV-SACP', 'case-officer')

const paper = (form: string, changes: Document = {}): Document => ({ ...doc[form], ...changes })

/** A request for assistance as a draft, with changes. */
function drafted(changes: Document = {}): Matter {
  return new Matter('m', 'XN-CA', 'P3').play(
    'draft',
    ca,
    '2025-02-24 09:00',
    paper('mla-request', changes),
  )
}

function sent(): Matter {
  return drafted()
    .play('approve', chief, '2025-02-24 10:00', paper('mla-approval'))
    .play('send', ca, '2025-02-25 10:00', paper('mla-request'))
}

function returned(): Matter {
  return sent().play('return-incomplete', theirs, '2025-02-26 09:00', {
    inadequate: ['location'],
    reasons: 'name the branch of the bank',
  })
}

function executed(changes: Document = {}): Matter {
  return sent()
    .play('accept', judge, '2025-02-27 09:00', paper('mla-acceptance'))
    .play('execute', theirs, '2025-05-20 09:00', paper('mla-execution', changes))
}

function suspended(): Matter {
  return new Matter('s', 'XN-FIU', 'P2')
    .play('draft', unit, '2025-03-16 14:10', paper('suspension-request'))
    .play(
      'approve',
      officer('XV-FIU', 'head-of-desk'),
      '2025-03-16 14:20',
      paper('suspension-approval'),
    )
    .play('send', unit, '2025-03-16 14:30', paper('suspension-request'))
    .play(
      'suspend-transaction',
      officer('XN-FIU', 'duty-officer'),
      '2025-03-16 16:20',
      paper('suspension-order'),
    )
}

/** A freeze, proposed, its attribution checked at that confidence, its certificate written. */
function proposed(confidence: number, to = 'XN-CA'): Matter {
  return new Matter('f', to, 'P4')
    .play(
      'propose',
      officer('XV-ARMA', 'case-officer'),
      '2025-03-12 09:00',
      paper('freeze-proposal'),
    )
    .play(
      'check-attribution',
      officer('XV-ARMA', 'case-officer', 2),
      '2025-03-13 09:00',
      paper('attribution-check', { confidence }),
    )
    .play('draft', lead, '2025-03-13 15:00', paper('freezing-certificate'))
}

function recognised(to = 'XN-CA', court = 'XN-DC'): Matter {
  return proposed(93, to)
    .play('issue', home, '2025-03-14 09:00', paper('freezing-order'))
    .play(
      'transmit',
      officer('XV-CA', 'registrar'),
      '2025-03-15 12:00',
      paper('freezing-certificate'),
    )
    .play('recognise', officer(court, 'judge'), '2025-03-17 10:00', paper('freeze-recognition'))
}

function frozen(to = 'XN-CA', court = 'XN-DC'): Matter {
  return recognised(to, court).play(
    'execute',
    officer(to, 'case-officer'),
    '2025-03-18 09:00',
    paper('freeze-receipt'),
  )
}

function reviewed(applicant: string): Matter {
  return frozen().play(
    'file-review',
    clerk,
    '2025-04-10 09:00',
    paper('review-filed', { applicant }),
  )
}

/** Two legs that have been called to vote. */
function voting(): Matter {
  const plan = paper('conductor-plan', {
    legs: ['FZ-01', 'FZ-02'],
    value: { amount: '7350000.00', currency: 'EUR' },
  })
  return new Matter('t', 'XN-CA', 'P4b')
    .play('plan', lead, '2025-03-16 09:00', plan)
    .play(
      'approve',
      officer('XV-SACP', 'head-of-desk'),
      '2025-03-16 10:00',
      paper('conductor-approval'),
    )
    .play('call-vote', lead, '2025-03-17 12:00', plan)
}

function armed(): Matter {
  return voting()
    .play('vote', theirs, '2025-03-17 18:00', paper('leg-vote'))
    .play(
      'vote',
      theirs,
      '2025-03-17 18:01',
      paper('leg-vote', { leg: 'FZ-02', value: { amount: '1870000.00', currency: 'EUR' } }),
    )
    .play('arm', lead, '2025-03-18 08:45', paper('leg-arming'))
}

function released(): Matter {
  return armed().play('release', lead, '2025-03-18 09:00', paper('leg-release'))
}

function receipts(): Matter {
  return released()
    .play('give-receipt', theirs, '2025-03-18 09:10', paper('leg-receipt'))
    .play(
      'give-receipt',
      theirs,
      '2025-03-18 09:11',
      paper('leg-receipt', {
        leg: 'FZ-02',
        executed: '2025-03-18T09:00:05Z',
        amount: { amount: '1870000.00', currency: 'EUR' },
      }),
    )
}

function incomplete(changes: Document): Outcome<unknown> {
  return sent().attempt('return-incomplete', theirs, '2025-02-26 09:00', {
    reasons: 'these are wanting',
    ...changes,
  })
}

/** One situation for every refusal of the family. */
export const assistanceGallery = {
  'red-line': {
    situation: 'a request about a journalist is approved like any other',
    example: () =>
      drafted({ sensitive: ['journalist'] }).attempt(
        'approve',
        chief,
        '2025-02-24 10:00',
        paper('mla-approval'),
      ),
  },
  'no-red-line': {
    situation: 'a reason for crossing a red line is signed where none is touched',
    example: () => drafted().attempt('sign-red-line', ca, '2025-02-24 10:00', paper('red-line')),
  },
  'step-before-missing': {
    situation: 'the second signature under a red line comes before the first',
    example: () =>
      drafted({ sensitive: ['lawyer'] }).attempt(
        'countersign-red-line',
        chief,
        '2025-02-24 10:00',
        paper('red-line'),
      ),
  },
  'tipping-off': {
    situation: 'the holder of the account is told while the transfer is suspended',
    example: () =>
      suspended().attempt(
        'tell-person',
        officer('XN-FIU', 'analyst'),
        '2025-03-17 09:00',
        paper('person-told'),
      ),
  },
  'to-follow-false': {
    situation: 'an urgent request is sent ahead and does not name all that is missing',
    example: () =>
      drafted().attempt(
        'send-ahead',
        chief,
        '2025-02-24 10:00',
        paper('mla-request-ahead', { toFollow: ['translation'] }),
      ),
  },
  'not-really-missing': {
    situation: 'a whole request is returned because the facts are missing',
    example: () => incomplete({ missing: ['facts'] }),
  },
  'text-not-reworked': {
    situation: 'a returned request is sent again as it was',
    example: () => returned().attempt('resubmit', chief, '2025-02-28 09:00', paper('mla-request')),
  },
  'number-changed': {
    situation: 'a returned request comes back under another number',
    example: () => {
      const other = paper('mla-request', { reference: 'XV-CA 2025/099' })
      return returned()
        .play('rework', ca, '2025-02-27 09:00', other)
        .attempt('resubmit', officer('XV-CA', 'head-of-desk', 2), '2025-02-28 09:00', other)
    },
  },
  speciality: {
    situation: 'evidence is used in a tax case without consent',
    example: () =>
      executed().attempt(
        'report-use',
        ca,
        '2025-06-10 09:00',
        paper('use-report', { purpose: 'consented' }),
      ),
  },
  'other-case': {
    situation: 'originals are returned where only copies were handed over',
    example: () =>
      executed().attempt('return-originals', ca, '2025-06-10 09:00', paper('originals-return')),
  },
  'originals-owed': {
    situation: 'a matter is closed before the originals are back',
    example: () => executed({ originals: 'return' }).attempt('close', chief, '2025-06-10 09:00'),
  },
  'postponement-not-open': {
    situation: 'assistance is postponed for bank secrecy',
    example: () =>
      sent().attempt(
        'postpone',
        officer('XN-CA', 'head-of-desk'),
        '2025-02-26 09:00',
        paper('postponement', { postponement: 'FB-01' }),
      ),
  },
  'impossibility-not-open': {
    situation: 'a freeze is reported impossible on a ground of postponement',
    example: () =>
      recognised().attempt(
        'report-impossible',
        theirs,
        '2025-03-18 09:00',
        paper('impossibility', { impossibility: 'PO-01' }),
      ),
  },
  'attribution-low': {
    situation: 'a wallet is to be frozen whose owner is known to 35 percent',
    example: () => proposed(35).attempt('issue', home, '2025-03-14 09:00', paper('freezing-order')),
  },
  'not-validated': {
    situation: 'a prosecutor issues an order and names no judge',
    example: () => {
      const { validated: _, ...alone } = paper('freezing-order')
      return proposed(93).attempt(
        'issue',
        officer('XV-SACP', 'prosecutor'),
        '2025-03-14 09:00',
        alone,
      )
    },
  },
  'power-unknown': {
    situation: 'a prosecutor attaches in a country whose law gives that power to courts alone',
    example: () =>
      proposed(93, 'XN-EPP')
        .play('issue', home, '2025-03-14 09:00', paper('freezing-order'))
        .play(
          'transmit',
          officer('XV-CA', 'registrar'),
          '2025-03-15 12:00',
          paper('freezing-certificate'),
        )
        .play('recognise', judge, '2025-03-17 10:00', paper('freeze-recognition'))
        .attempt(
          'attach',
          officer('XN-EPP', 'prosecutor'),
          '2025-03-18 09:00',
          paper('freeze-receipt'),
        ),
  },
  'term-gap': {
    situation: 'a freeze is extended from a day after its end',
    example: () =>
      frozen('XC-AG', 'XC-GC').attempt(
        'extend',
        officer('XC-GC', 'judge'),
        '2025-09-10 09:00',
        paper('extension', { begins: '2025-10-01' }),
      ),
  },
  'ran-out': {
    situation: 'the postponement of a notice is signed again after it has run out',
    example: () =>
      frozen()
        .play('postpone-notice', judge, '2025-03-18 10:00', paper('notice-postponement'))
        .attempt('renew-postponement', judge, '2025-06-18 10:00', paper('notice-postponement')),
  },
  'requester-not-heard': {
    situation: 'a court lifts a freeze and the requester has not heard of it',
    example: () => frozen().attempt('lift', judge, '2025-04-01 09:00', paper('lifting')),
  },
  'not-silent': {
    situation: 'a freeze is ended for silence after four weeks',
    example: () =>
      frozen()
        .play('ask-limit', judge, '2025-05-01 09:00', paper('limit-question'))
        .attempt('lift-on-silence', judge, '2025-05-29 09:00', paper('lifting')),
  },
  'merits-elsewhere': {
    situation: 'the executing court decides on the grounds of the order',
    example: () =>
      reviewed('merits').attempt(
        'dismiss-review',
        judge,
        '2025-04-30 09:00',
        paper('review-dismissal'),
      ),
  },
  'more-than-frozen': {
    situation: 'a court releases more than the account holds',
    example: () =>
      reviewed('hardship').attempt(
        'vary',
        judge,
        '2025-04-30 09:00',
        paper('freeze-variation', { released: { amount: '880000.01', currency: 'EUR' } }),
      ),
  },
  'leg-unknown': {
    situation: 'an executor votes for a leg that is not in the plan',
    example: () =>
      voting().attempt('vote', theirs, '2025-03-17 18:00', paper('leg-vote', { leg: 'FZ-99' })),
  },
  'vote-unexplained': {
    situation: 'a leg is not ready and gives no reason',
    example: () => {
      const { reasons: _, ...vote } = paper('leg-vote', { vote: 'not-ready' })
      return voting().attempt('vote', theirs, '2025-03-17 18:00', vote)
    },
  },
  'legs-not-ready': {
    situation: 'the conductor arms before the legs have voted',
    example: () => voting().attempt('arm', lead, '2025-03-18 08:45', paper('leg-arming')),
  },
  'leak-known': {
    situation: 'the key is to be released although a leak was reported',
    example: () =>
      armed()
        .play('report-leak', theirs, '2025-03-18 08:50', paper('leak-report'))
        .attempt('release', lead, '2025-03-18 09:00', paper('leg-release')),
  },
  'before-t0': {
    situation: 'the key is to be released a minute early',
    example: () => armed().attempt('release', lead, '2025-03-18 08:59', paper('leg-release')),
  },
  'receipt-misdated': {
    situation: 'a receipt is dated before the release',
    example: () =>
      released().attempt(
        'give-receipt',
        theirs,
        '2025-03-18 09:10',
        paper('leg-receipt', { executed: '2025-03-18T08:59:59Z' }),
      ),
  },
  'receipts-missing': {
    situation: 'the report is written while a leg has given no receipt',
    example: () =>
      released()
        .play('give-receipt', theirs, '2025-03-18 09:10', paper('leg-receipt'))
        .attempt('close', lead, '2025-03-20 09:00', paper('conductor-report')),
  },
  'figures-false': {
    situation: 'the report claims a smaller spread than the receipts give',
    example: () => receipts().attempt('close', lead, '2025-03-20 09:00', paper('conductor-report')),
  },
} as const satisfies Gallery
