import type { Field } from '../fields.ts'
import { choice, field, perhaps } from './short-fields.ts'

const item = field('item', 'item', 'text', {
  help: 'the document as the list of the matter names it; with #answer or another field for a part of it',
})
const corrects = field('corrects', 'record that it corrects', 'digest', {
  help: 'the first record, or the last correction of it: a chain has one end',
  citation: 'OECD CRS status message, 80002, 80003',
})
const reasons = field('reasons', 'reasons', 'long')
const cause = perhaps('cause', 'correction that is passed on', 'digest', {
  help: 'where this authority was itself corrected by the one it had the item from',
})

/** Documents about items that were exchanged, and about requests by word of mouth. */
export const itemForms = {
  'item-correction': [
    item,
    corrects,
    perhaps('wrong', 'what was written', 'long'),
    field('corrected', 'what is right', 'long'),
    reasons,
    cause,
  ],
  'item-retraction': [item, corrects, reasons, cause],
  'correction-receipt': [
    field('correction', 'digest of the correction', 'digest'),
    choice('done', 'what was done with the copy', {
      corrected: 'the copy is shown as corrected',
      'struck-out': 'the copy is struck out',
      'not-held': 'the item is not held any more',
    }),
    perhaps('derived', 'papers of ours that were made from it', 'list'),
    perhaps('passedOn', 'authorities to whom the correction was passed on', 'authorities'),
  ],
  'confidentiality-change': [
    perhaps('item', 'item', 'text', { help: 'empty: everything that was given in this matter' }),
    perhaps('confidentialUntil', 'nobody concerned is told until', 'day', {
      help: 'empty: the confidentiality ends now',
    }),
    reasons,
  ],
  'dispute-mark': [
    item,
    choice('by', 'who disputes it', {
      person: 'the person concerned',
      authority: 'an authority',
      'third-party': 'somebody else',
    }),
    reasons,
  ],
  'status-question': [perhaps('about', 'what is asked about', 'long')],
  'status-report': [
    choice('phase', 'where it stands', {
      waiting: 'not begun',
      examined: 'being examined',
      executing: 'being carried out',
      'with-others': 'others must answer first',
      'almost-done': 'almost done',
      done: 'done',
    }),
    perhaps('expected', 'answer expected on', 'day'),
    perhaps('note', 'what holds it up', 'long'),
  ],
  'preservation-request': [
    field('what', 'what is to be kept', 'list'),
    field('holder', 'who holds it', 'text'),
    perhaps('period', 'period that it covers', 'text'),
    field('follows', 'request that will follow', 'long', {
      citation: 'Convention on Cybercrime (CETS 185) art. 29(1)',
    }),
    reasons,
  ],
  'preservation-report': [
    field('keptBy', 'who keeps it', 'text'),
    field('keptUntil', 'kept until', 'day'),
    perhaps('limits', 'what could not be kept', 'long'),
  ],
  'consent-withdrawal': [reasons],
  'rights-stop': [
    choice('condition', 'what stands against it', {
      'death-penalty': 'death penalty or another punishment that is not allowed here',
      torture: 'danger of torture or inhuman treatment',
      'political-offence': 'political offence',
      'fair-trial': 'no fair trial',
      privilege: 'professional secrecy or immunity',
      'third-parties': 'rights of third persons',
    }),
    reasons,
    perhaps('assuranceWanted', 'assurance that would help', 'long'),
  ],
  'rights-assurance': [
    field('assurance', 'what is assured', 'long'),
    field('givenBy', 'authority that can give it', 'text'),
  ],
  'rights-decision': [
    field('decidedBy', 'who decided, by function', 'text'),
    reasons,
    perhaps('limits', 'what is carried out, and what is not', 'long'),
  ],
  'hotline-note': [
    field('reference', 'our reference', 'text'),
    field('subject', 'subject', 'text', { help: 'one line without names of persons' }),
    choice('class', 'urgency', { emergency: 'emergency, money is about to leave' }),
    choice('direction', 'who called', {
      'we-called': 'this authority called',
      'we-were-called': 'this authority was called',
    }),
    field('calledAt', 'when the call was', 'instant'),
    choice('means', 'how', {
      telephone: 'telephone',
      video: 'video call',
      message: 'message outside of the network',
      'in-person': 'in person',
    }),
    field('caller', 'who called, by function', 'text'),
    field('answered', 'who answered, by function', 'text'),
    choice('wanted', 'what was asked for', {
      information: 'information',
      suspension: 'stop of a payment or an account',
      freezing: 'freezing of property',
      preservation: 'keeping of data or papers',
      other: 'something else',
    }),
    field('said', 'what was said', 'long'),
    field('urgencyReason', 'why it could not wait for a letter', 'long', {
      citation: 'UNCAC art. 46(14)',
    }),
    perhaps('provisional', 'what was done at once', 'long'),
  ],
  'oral-agreement': [perhaps('added', 'what is added to the note', 'long')],
  'oral-confirmation': [
    field('matter', 'request in writing', 'matter'),
    perhaps('differs', 'what differs from the call', 'long'),
  ],
  'oral-undone': [
    field('undone', 'what was undone', 'long'),
    field('undoneAt', 'when', 'instant'),
    perhaps('kept', 'what stays, and on which ground', 'long'),
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>
