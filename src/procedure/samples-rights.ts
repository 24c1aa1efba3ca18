import { formula } from './data/formula.ts'
import type { Document } from './read-form.ts'

const digest = `sha256:${'3f'.repeat(32)}`
const court = 'District Court of Sundvik, within one month'

/** One whole document for every form of the family. */
export const rightsSamples = {
  'dsr-request': {
    scope: 'access',
    persons: [{ name: 'Ilse Ranvik', kind: 'person', born: '1979-03-02', country: 'XN' }],
    identityChecked: true,
    language: 'nn',
    request: 'what is held about me, and from whom does it come?',
    free: true,
  },
  'dsr-acknowledgement': { contact: 'data protection officer, +47 000 11' },
  'dsr-search': { peers: ['XV-FIU', 'XS-FIU'], digest },
  'dsr-certificate': { peer: 'XV-FIU', holds: 'no', searched: '2025-05-12' },
  'dsr-located': { searched: 'case files, alerts and the log of releases' },
  'dsr-decision': {
    decision: 'neither-confirm-nor-deny',
    ...formula,
    indirectRoute: 'XN-DPA, Data Protection Authority',
    court,
  },
  'dsr-referral': { authority: 'XN-DPA', request: 'is what is held lawful?' },
  'dsr-finding': {
    finding: 'lawful-with-correction',
    reasons: 'held on a ground of law; one field was older than allowed',
    corrections: 1,
    court,
  },
  'dsr-challenge': { reference: 'XN-DC 4/2025' },
  'dsr-judgment': { judgment: 'upheld', reference: 'XN-DC 4/2025' },
  'dsr-correction': {
    change: 'the link between two persons of one name was removed',
    reasons: 'another person of the same name and year of birth',
    copies: ['XV-FIU'],
    cause: 'attribution',
    apology: true,
  },
  'dsr-receipt': { holder: 'XV-FIU', marked: 2, rerun: 1, open: 1 },
  'dsr-rerun': { holder: 'XV-FIU', changed: 1, stays: 0 },
  'dsr-close': { told: true },

  complaint: {
    facts: 'the account for the rent has been blocked since March',
    against: 'property',
  },
  'access-flag': {
    rule: 'ACCESS-07, files without a case',
    facts: 'fourteen files of one person opened without a case',
    digest,
  },
  'complaint-decline': {
    reasons: 'a matter between employer and staff',
    competent: 'labour court',
  },
  'complaint-triage': {
    competence: 'Directive (EU) 2016/680 art. 46(1)(f)',
    allegation: 'money of a third person was blocked without a look at the lease',
  },
  'stop-order': {
    what: 'the access of the officer',
    by: '2025-06-11T11:00:00Z',
    reasons: 'it goes on',
    court,
  },
  'stop-confirmation': { stoppedAt: '2025-06-11T10:40:00Z', how: 'the account was suspended' },
  investigation: {
    scope: 'the access log of June, of this officer alone',
    sealed: true,
    hearUntil: '2025-04-15',
  },
  statement: { statement: 'the lease was not on file' },
  'complaint-finding': {
    finding: 'the rent belonged to a third person in good faith',
    reasons: 'the lease is older than the order',
    remedy: 'pay the rent to the manager of the house and compensate',
    due: '2025-04-30',
    court,
  },
  'living-costs-refusal': { reasons: 'the wages of the person are paid elsewhere', court },
  'complaint-rejection': { reasons: 'every look had a case', court },
  remedy: {
    correction: 'rent paid to the account of the asset manager, lease kept',
    damages: { amount: '3200.00', currency: 'EUR' },
  },
  'complaint-publication': { anonymised: true, text: 'a tenant was compensated' },
  'complaint-appeal': { reference: 'XN-DC 7/2025', grounds: 'the lease was not genuine' },
  'complaint-judgment': { judgment: 'upheld', reference: 'XN-DC 7/2025' },

  tip: {
    facts: 'the units carry price labels of a tenth of the invoice',
    place: 'building site at the harbour',
    files: [digest],
    receipt: digest,
    stripped: true,
  },
  'tip-message': { message: 'thank you; which month were the labels put on?' },
  'tip-addition': { message: 'in October' },
  'tip-triage': { outcome: 'lead', reasons: 'fits an open inquiry into a contract' },
  'tip-feedback': { done: 'passed on as a lead; an inquiry goes on', harmless: true },
  retaliation: {
    retaliation: 'dismissal',
    facts: 'dismissed two days after an audit',
    identity: digest,
  },
  'key-turn': { reasons: 'the employer must be named in the order', sealed: true },
  'protection-order': {
    measure: 'interim-relief',
    reasons: 'the dismissal followed the report',
    from: '2025-07-18',
    court,
  },
  'protection-refusal': { reasons: 'the contract ended before the report', court },
  'protection-end': { reasons: 'back at work', result: 'reinstated', court },

  'stall-notice': {
    matter: 'ml-03',
    limit: 'execute the request',
    rule: 'DL-33, Directive 2014/41/EU art. 12',
    since: '2025-08-24T10:00:00Z',
    owed: 'the bank records of one account',
  },
  'stall-reminded': { function: 'officer in charge, desk 2', text: 'please say when it will come' },
  'stall-hotline': {
    function: 'duty desk',
    called: '2025-09-01T09:00:00Z',
    said: 'the bank has been asked again',
  },
  'stall-liaison': {
    function: 'liaison magistrate',
    steps: 'notice, reminder and call to the duty desk',
    said: 'the court sits next week',
  },
  'stall-central': {
    function: 'central authority, head of unit',
    steps: 'notice, reminder, duty desk and liaison',
    asked: 'a new day within the week',
  },
  'stall-resolution': { outcome: 'answered' },
  'dispute-claim': {
    matter: 'ml-06',
    claim: 'privilege does not cover papers that a third person already has',
    rule: 'UNCAC art. 46(21)',
    continues: true,
  },
  'dispute-reply': { reasons: 'the trust officer is a lawyer' },
  conciliator: { conciliator: 'NET-EVAL/3', independent: true },
  settlement: { proposal: digest, terms: 'a narrower request for papers outside the privilege' },
  'dispute-record': { lesson: 'ask for papers before testimony' },
} as const satisfies Readonly<Record<string, Document>>
