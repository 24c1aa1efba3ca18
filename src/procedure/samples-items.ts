import type { Document } from './read-form.ts'

const digest = (two: string) => `sha256:${two.repeat(32)}`
const item = '0195f3a0-0000-7000-8000-000000000001#answer'

/** One whole document for every form about items, and for requests by word of mouth. */
export const itemSamples = {
  'item-correction': {
    item,
    corrects: digest('a1'),
    wrong: 'the account was opened in 2012',
    corrected: 'the account was opened in 2021',
    reasons: 'the bank had turned two digits',
  },
  'item-retraction': { item, corrects: digest('a2'), reasons: 'it was about a namesake' },
  'correction-receipt': {
    correction: digest('a3'),
    done: 'corrected',
    derived: ['report to the prosecutor'],
  },
  'confidentiality-change': {
    item,
    confidentialUntil: '2025-12-31',
    reasons: 'a search is planned',
  },
  'dispute-mark': { item, by: 'person', reasons: 'the holder says that he never signed' },
  'status-question': { about: 'the movements of the second account' },
  'status-report': { phase: 'with-others', expected: '2025-10-01', note: 'a bank must answer' },
  'preservation-request': {
    what: ['log of sign-ins of the account portal'],
    holder: 'operator of the portal',
    period: 'the year 2025',
    follows: 'a request for legal assistance, to be sent within sixty days',
    reasons: 'the operator deletes after ninety days',
  },
  'preservation-report': { keptBy: 'operator of the portal', keptUntil: '2026-01-31' },
  'rights-stop': {
    condition: 'death-penalty',
    reasons: 'the offence named carries the death penalty there',
    assuranceWanted: 'that it is not asked for and not carried out',
  },
  'rights-assurance': { assurance: 'it will not be asked for', givenBy: 'minister of justice' },
  'rights-decision': {
    decidedBy: 'judge of the court of appeal',
    reasons: 'the assurance binds, and can be followed up',
  },
  'consent-withdrawal': { reasons: 'the investigation here would be harmed' },
  'hotline-note': {
    reference: 'HN-01',
    subject: 'payment about to leave a bank',
    class: 'emergency',
    direction: 'we-called',
    calledAt: '2025-01-20T07:50:00Z',
    means: 'telephone',
    caller: 'duty officer of the calling unit',
    answered: 'duty officer of the unit that was called',
    wanted: 'suspension',
    said: 'the payment of that morning is to be stopped, the request follows at once',
    urgencyReason: 'the bank books at nine',
    provisional: 'the bank was asked to wait',
  },
  'oral-agreement': { added: 'the bank agreed to wait until noon' },
  'oral-confirmation': { matter: 'matter/su-01', differs: 'the amount was higher' },
  'oral-undone': { undone: 'the bank was told that it may book', undoneAt: '2025-01-21T09:00:00Z' },
} as const satisfies Readonly<Record<string, Document>>
