import type { Document } from './read-form.ts'
import type { Gallery } from './refusals.ts'
import { rightsSamples as doc } from './samples-rights.ts'
import { Matter, officer } from './testing.ts'

const clerk = officer('XN-DPA', 'registrar')
const inspector = officer('XN-DPA', 'inspector')
const unit = officer('XN-FIU', 'analyst')
const chief = officer('XN-FIU', 'head-of-desk')
const manager = officer('XN-AMO', 'asset-manager')
const portal = officer('XV-OMB', 'node')
const handler = officer('XV-OMB', 'inspector')
const waiting = officer('XV-CA', 'registrar')
const late = officer('XC-AG', 'registrar')

/** A request of a person at the unit of Norrhavn, acknowledged, with two peers asked. */
function searching(): Matter {
  return new Matter('ds', 'XN-FIU', 'P10')
    .play('receive', clerk, '2025-05-05 09:00', doc['dsr-request'])
    .play('acknowledge', unit, '2025-05-06 09:00', doc['dsr-acknowledgement'])
    .play('ask-peers', unit, '2025-05-06 09:10', doc['dsr-search'])
}

function located(): Matter {
  return searching().play('locate', unit, '2025-05-20 09:00', doc['dsr-located'])
}

function decided(): Matter {
  return located().play('decide', chief, '2025-06-02 09:00', doc['dsr-decision'])
}

function corrected(): Matter {
  return decided().play('rectify', chief, '2025-06-03 09:00', {
    ...doc['dsr-correction'],
    copies: ['XN-FIU', 'XV-FIU', 'XS-FIU'],
  })
}

/** A complaint against the asset managers, under investigation. */
function investigated(): Matter {
  return new Matter('cp', 'XN-AMO', 'P11')
    .play('file', clerk, '2025-04-03 09:00', doc.complaint)
    .play('triage', inspector, '2025-04-04 09:00', doc['complaint-triage'])
    .play('investigate', inspector, '2025-04-05 09:00', doc.investigation)
}

function found(changes: Document = {}): Matter {
  return investigated()
    .play('state-view', manager, '2025-04-08 09:00', doc.statement)
    .play('uphold', inspector, '2025-04-10 09:00', { ...doc['complaint-finding'], ...changes })
}

function stalled(): Matter {
  return new Matter('st', 'XC-AG', 'P16').play(
    'open-stall',
    officer('XV-CA', 'node'),
    '2025-08-24 10:00',
    doc['stall-notice'],
  )
}

function disputed(): Matter {
  return new Matter('di', 'XC-AG', 'P16').play(
    'open-dispute',
    waiting,
    '2025-09-18 09:00',
    doc['dispute-claim'],
  )
}

function naming(): Matter {
  return disputed()
    .play('reply', late, '2025-09-22 09:00', doc['dispute-reply'])
    .play('propose-conciliator', waiting, '2025-09-23 09:00', doc.conciliator)
}

/** One situation for every refusal of the family. */
export const rightsGallery = {
  'search-unfinished': {
    situation: 'the search is closed before two peers have answered',
    example: () => searching().attempt('locate', unit, '2025-05-07 09:00', doc['dsr-located']),
  },
  'decision-unreasoned': {
    situation: 'a request of a person is refused without reasons',
    example: () => {
      const { reasons: _, ...without } = doc['dsr-decision']
      return located().attempt('decide', chief, '2025-06-02 09:00', {
        ...without,
        decision: 'refused',
      })
    },
  },
  'formula-altered': {
    situation: 'a reply that neither confirms nor denies adds that the file is thin',
    example: () =>
      located().attempt('decide', chief, '2025-06-02 09:00', {
        ...doc['dsr-decision'],
        reasons: 'there is hardly anything in the file',
      }),
  },
  'handing-in-unlikely': {
    situation: 'a registrar writes a day that has not come',
    example: () =>
      new Matter('ds', 'XN-FIU', 'P10').attempt('receive', clerk, '2025-05-05 10:00', {
        ...doc['dsr-request'],
        handedIn: '2025-06-05',
      }),
  },
  'remedy-unnamed': {
    situation: 'a reply neither confirms nor denies, and names no court',
    example: () => {
      const { court: _, ...without } = doc['dsr-decision']
      return located().attempt('decide', chief, '2025-06-02 09:00', without)
    },
  },
  'limit-already-over': {
    situation: 'two further months are taken after the first one has run out',
    example: () =>
      located().attempt('extend', unit, '2025-07-01 09:00', {
        reasons: 'many files',
        expected: '2025-08-01',
      }),
  },
  'extension-too-long': {
    situation: 'a reply that was due in June is put off to the autumn',
    example: () =>
      located().attempt('extend', unit, '2025-05-26 09:00', {
        reasons: 'many files',
        expected: '2025-10-01',
      }),
  },
  'check-too-early': {
    situation: 'the supervisory authority is called before the controller has decided',
    example: () => searching().attempt('refer', clerk, '2025-05-08 09:00', doc['dsr-referral']),
  },
  'check-unanswered': {
    situation: 'the matter is closed while the supervisory authority still checks',
    example: () =>
      decided()
        .play('refer', clerk, '2025-06-05 09:00', doc['dsr-referral'])
        .attempt('close', clerk, '2025-06-06 09:00', doc['dsr-close']),
  },
  'copy-uncorrected': {
    situation: 'a correction is called settled before every copy is corrected',
    example: () =>
      corrected()
        .play('confirm-copy', unit, '2025-06-03 10:00', doc['dsr-receipt'])
        .attempt('settle-correction', unit, '2025-06-03 11:00'),
  },
  'not-heard': {
    situation: 'a complaint is upheld before the authority could speak',
    example: () =>
      investigated().attempt('uphold', inspector, '2025-04-07 09:00', doc['complaint-finding']),
  },
  'commitment-missing': {
    situation: 'a fault of the system is put right in one case only',
    example: () =>
      found({ systemic: true }).attempt('remedy', manager, '2025-04-17 09:00', doc.remedy),
  },
  'remedy-still-owed': {
    situation: 'a finding is published before the day of the remedy',
    example: () =>
      found().attempt('publish', inspector, '2025-04-11 09:00', doc['complaint-publication']),
  },
  'appeal-open': {
    situation: 'a complaint is closed while an appeal is still possible',
    example: () =>
      found()
        .play('remedy', manager, '2025-04-17 09:00', doc.remedy)
        .play('publish', inspector, '2025-04-18 09:00', doc['complaint-publication'])
        .attempt('close', inspector, '2025-04-19 09:00'),
  },
  'protection-open': {
    situation: 'a tip is closed while its source is under retaliation',
    example: () =>
      new Matter('tp', undefined, 'P15')
        .play('submit', portal, '2024-12-28 20:00', doc.tip)
        .play('acknowledge', handler, '2024-12-29 09:00', doc['tip-message'])
        .play('triage', handler, '2025-01-10 09:00', doc['tip-triage'])
        .play('report-retaliation', portal, '2025-01-11 09:00', doc.retaliation)
        .play('give-feedback', handler, '2025-03-19 09:00', doc['tip-feedback'])
        .attempt('close', handler, '2025-03-20 09:00'),
  },
  'rung-too-early': {
    situation: 'the central authority is called two weeks after the limit',
    example: () => stalled().attempt('central', waiting, '2025-09-07 10:00', doc['stall-central']),
  },
  'reply-time-open': {
    situation: 'a conciliator is proposed before the claim was answered',
    example: () =>
      disputed().attempt('propose-conciliator', waiting, '2025-09-20 09:00', doc.conciliator),
  },
  'naming-open': {
    situation: 'a conciliator is appointed on the day after the proposal',
    example: () =>
      naming().attempt('appoint-conciliator', waiting, '2025-09-24 09:00', doc.conciliator),
  },
  'conciliator-partial': {
    situation: 'the conciliator comes from one of the two countries',
    example: () =>
      disputed()
        .play('reply', late, '2025-09-22 09:00', doc['dispute-reply'])
        .attempt('propose-conciliator', waiting, '2025-09-23 09:00', {
          ...doc.conciliator,
          conciliator: 'XV-HC/2',
        }),
  },
  'conciliator-unlisted': {
    situation: 'a friend of both is proposed, who stands on no list',
    example: () =>
      disputed()
        .play('reply', late, '2025-09-22 09:00', doc['dispute-reply'])
        .attempt('propose-conciliator', waiting, '2025-09-23 09:00', {
          ...doc.conciliator,
          conciliator: 'a retired judge of good name',
        }),
  },
  'conciliation-open': {
    situation: 'the conciliation is given up after a week',
    example: () =>
      naming()
        .play('accept-conciliator', late, '2025-09-28 09:00')
        .attempt('record-failure', waiting, '2025-10-05 09:00', {
          outcome: 'not-settled',
        }),
  },
} as const satisfies Gallery
