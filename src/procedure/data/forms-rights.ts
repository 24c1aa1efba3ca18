import type { Field } from '../fields.ts'
import { formula } from './formula.ts'
import { choice, field, perhaps } from './short-fields.ts'

const reasons = field('reasons', 'reasons', 'long')
const court = field('court', 'court that can be asked, and by when', 'text')
const functionOf = field('function', 'person or function it is put to', 'text', {
  help: 'a function with a telephone number is enough; names of officers stay at home',
})
const matter = perhaps('matter', 'matter that it is about', 'matter')
const handedIn = perhaps(
  'handedIn',
  'handed in on, with the identity shown where it is needed',
  'day',
  {
    help: 'left empty, the limits run from this moment',
  },
)
const said = field('said', 'what was said and answered', 'long')

/** The node counts; a receipt that came on paper says what it says. */
const counted = { least: 0, most: 1_000_000 } as const

const led = 'Directive (EU) 2016/680'
const tips = 'Directive (EU) 2019/1937'

/** Documents of requests of persons, complaints, tips and disputes, field by field. */
export const rightsForms = {
  'dsr-request': [
    choice('scope', 'what the person asks for', {
      access: 'access to what is held',
      rectification: 'putting right what is wrong',
      erasure: 'deletion',
      restriction: 'restriction',
    }),
    field('persons', 'the person', 'persons', { citation: `${led} art. 12(5)` }),
    field('identityChecked', 'identity checked by the registrar', 'check', {
      citation: `${led} art. 12(5)`,
    }),
    field('language', 'language of the reply', 'text'),
    perhaps('representative', 'lawyer or body that acts for the person', 'text', {
      citation: `${led} art. 55`,
    }),
    field('request', 'the request in the words of the person', 'long'),
    field('free', 'told that the request is free and has no ill effect', 'check', {
      citation: `${led} art. 12(4)`,
    }),
    { ...handedIn, citation: 'Regulation (EU) 2016/679 art. 12(3), (6)' },
  ],
  'dsr-acknowledgement': [
    field('contact', 'contact point', 'text', { citation: `${led} art. 13(1)(b)` }),
  ],
  'dsr-search': [
    field('peers', 'authorities that may hold copies', 'authorities'),
    perhaps('digest', 'blinded identifier to search for', 'digest', {
      help: 'left empty, the node asks the peers itself; no name goes to a peer that may hold nothing',
    }),
  ],
  'dsr-certificate': [
    field('peer', 'authority that answers', 'text'),
    choice('holds', 'is a copy held?', { yes: 'yes', no: 'no' }),
    field('searched', 'files searched on', 'day'),
  ],
  'dsr-located': [
    field('searched', 'files searched', 'long'),
    perhaps('silent', 'peers that did not answer', 'authorities'),
  ],
  'dsr-decision': [
    choice('decision', 'decision', {
      access: 'access',
      partial: 'access in part',
      corrected: 'the request is granted and the data are changed',
      'neither-confirm-nor-deny': 'neither confirmed nor denied',
      refused: 'refused',
    }),
    field('effect', 'what the person receives', 'long', {
      help: `neither confirmed nor denied: write exactly "${formula.effect}"`,
    }),
    perhaps('reasons', 'reasons, or the words that the law prescribes', 'long', {
      citation: `${led} art. 15(3)`,
      help: `neither confirmed nor denied: write exactly "${formula.reasons}"`,
    }),
    perhaps('indirectRoute', 'supervisory authority that can be asked to check', 'text', {
      citation: `${led} art. 15(3), 17(1)`,
    }),
    perhaps('court', 'court that can be asked, and by when', 'text', {
      citation: `${led} art. 15(3), 54`,
    }),
  ],
  'dsr-referral': [
    field('authority', 'supervisory authority', 'text', { citation: `${led} art. 17(1)` }),
    field('request', 'what shall be checked', 'long'),
  ],
  'dsr-finding': [
    choice('finding', 'finding', {
      lawful: 'lawful',
      'lawful-with-correction': 'lawful, with a correction ordered',
      unlawful: 'unlawful',
    }),
    reasons,
    perhaps('corrections', 'corrections ordered', 'number', { least: 0, most: 10_000 }),
    { ...court, citation: `${led} art. 17(3); CJEU C-333/22` },
  ],
  'dsr-challenge': [field('reference', 'reference of the court', 'text')],
  'dsr-judgment': [
    choice('judgment', 'judgment', {
      upheld: 'the decision stands',
      changed: 'the decision is changed',
    }),
    field('reference', 'reference of the judgment', 'text'),
  ],
  'dsr-correction': [
    field('change', 'what was changed', 'long'),
    reasons,
    field('copies', 'authorities that hold copies, this one among them', 'authorities', {
      citation: `${led} art. 16(6)`,
    }),
    choice('cause', 'cause', {
      attribution: 'linked to the wrong person',
      outdated: 'out of date',
      unlawful: 'held without a ground',
      other: 'other',
    }),
    perhaps('apology', 'the person received an apology', 'check'),
  ],
  'dsr-receipt': [
    field('holder', 'authority whose copy is corrected', 'text'),
    field('marked', 'what names the person there: found and marked', 'number', counted),
    field('rerun', 'made from it: made again or stopped by the node', 'number', counted),
    field('open', 'made from it: left for an officer to decide', 'number', counted),
  ],
  'dsr-rerun': [
    field('holder', 'authority whose officers have decided', 'text'),
    field('changed', 'changed or taken out', 'number', counted),
    field('stays', 'stays as it is, with reasons', 'number', counted),
  ],
  'dsr-close': [field('told', 'the person was told in the language asked for', 'check')],

  complaint: [
    field('facts', 'what happened', 'long', { help: 'a name is not needed' }),
    choice('against', 'what it is about', {
      data: 'handling of data',
      property: 'property or money held',
      conduct: 'conduct of an officer',
      delay: 'delay',
      other: 'other',
    }),
    perhaps('persons', 'the complainant, where a name is given', 'persons'),
    matter,
    perhaps('language', 'language of the reply', 'text'),
    { ...handedIn, citation: `${led} art. 52(1), 53(2): from the day on which it was lodged` },
  ],
  'access-flag': [
    field('rule', 'rule of the access log', 'text'),
    field('facts', 'what the rule found', 'long'),
    field('digest', 'digest of the log extract', 'digest'),
    perhaps('sampled', 'releases drawn by lot and looked at', 'number'),
    perhaps('compliant', 'of these, as the law asks', 'number'),
    matter,
  ],
  'complaint-decline': [
    reasons,
    field('competent', 'body that is competent', 'text', { citation: `${led} art. 52(2)` }),
  ],
  'complaint-triage': [
    field('competence', 'ground of competence', 'text'),
    field('allegation', 'what the authority is asked about', 'long'),
    perhaps('urgent', 'urgent: somebody is harmed while it lasts', 'check'),
  ],
  'stop-order': [
    field('what', 'what must stop', 'long'),
    perhaps('account', 'account of the officer that is to be held up', 'text', {
      help: 'as it stands on the roll of the authority; with its confirmation the node holds it up',
    }),
    field('by', 'to be done by', 'instant'),
    reasons,
    court,
  ],
  'stop-confirmation': [field('stoppedAt', 'stopped at', 'instant'), field('how', 'how', 'long')],
  investigation: [
    field('scope', 'logs and files to be opened, and why no fewer', 'long'),
    field('sealed', 'access under seal, every look recorded', 'check'),
    field('hearUntil', 'the authority can state its view until', 'day'),
  ],
  statement: [field('statement', 'statement', 'long'), perhaps('offer', 'what is offered', 'long')],
  'complaint-finding': [
    field('finding', 'finding', 'long'),
    reasons,
    field('remedy', 'what must be done', 'long'),
    field('due', 'to be done by', 'day'),
    perhaps('systemic', 'the fault lies in the system, not in one case', 'check'),
    court,
  ],
  'complaint-rejection': [reasons, court],
  'living-costs-refusal': [reasons, court],
  remedy: [
    field('correction', 'what was put right', 'long'),
    perhaps('damages', 'compensation paid', 'money', { citation: `${led} art. 56` }),
    perhaps('discipline', 'measures against officers', 'long'),
    perhaps('commitment', 'commitment that ends the fault', 'matter'),
  ],
  'complaint-publication': [
    field('anonymised', 'no person can be recognised, checked by a second reader', 'check'),
    field('text', 'text as published', 'long'),
    perhaps('openRemedy', 'the remedy is still owed, and the text says so', 'check'),
  ],
  'complaint-appeal': [
    field('reference', 'reference of the court', 'text'),
    field('grounds', 'grounds', 'long'),
  ],
  'complaint-judgment': [
    choice('judgment', 'judgment', {
      upheld: 'the finding stands',
      changed: 'the finding is changed',
    }),
    field('reference', 'reference of the judgment', 'text'),
  ],

  tip: [
    field('facts', 'what was seen', 'long', { help: 'do not say who you are' }),
    perhaps('happened', 'when it happened', 'text'),
    perhaps('place', 'where it happened', 'text'),
    perhaps('files', 'digests of the files handed in', 'list'),
    field('receipt', 'digest of the receipt of 16 digits', 'digest', {
      help: 'only the source has the digits',
    }),
    field('stripped', 'metadata removed, no address kept', 'check', {
      citation: `${tips} art. 16(1)`,
    }),
  ],
  'tip-message': [field('message', 'message to the source', 'long')],
  'tip-addition': [
    field('message', 'answer or addition', 'long'),
    perhaps('files', 'digests of further files', 'list'),
  ],
  'tip-triage': [
    choice('outcome', 'what becomes of it', {
      lead: 'a lead for a case',
      'other-authority': 'passed to another authority',
      none: 'nothing to follow',
    }),
    reasons,
    perhaps('competent', 'authority that is competent', 'text', {
      citation: `${tips} art. 11(6)`,
    }),
  ],
  'tip-feedback': [
    field('done', 'what was done', 'long'),
    field('harmless', 'checked: the text harms no case and shows no source', 'check', {
      citation: `${tips} art. 11(2)(d)`,
    }),
  ],
  retaliation: [
    choice('retaliation', 'what was done to the source', {
      dismissal: 'dismissal',
      demotion: 'demotion or transfer',
      threat: 'threat',
      proceedings: 'proceedings',
      other: 'other',
    }),
    field('facts', 'what happened', 'long'),
    field('identity', 'digest of the sealed envelope with the identity', 'digest', {
      citation: `${tips} art. 16`,
    }),
  ],
  'key-turn': [reasons, field('sealed', 'the envelope stays closed for case teams', 'check')],
  'protection-order': [
    choice('measure', 'measure', {
      'interim-relief': 'interim relief against the employer',
      reinstatement: 'reinstatement',
      support: 'legal and financial support',
      police: 'protection by the police',
    }),
    reasons,
    field('from', 'from', 'day'),
    court,
  ],
  'protection-refusal': [reasons, court],
  'protection-end': [
    reasons,
    choice('result', 'result', {
      reinstated: 'reinstated',
      compensated: 'compensated',
      'no-longer-needed': 'no longer needed',
    }),
    court,
  ],

  'stall-notice': [
    perhaps('reference', 'our reference', 'text'),
    field('matter', 'matter that stands still', 'matter'),
    field('limit', 'limit that has run out', 'text'),
    field('rule', 'rule and article', 'text'),
    field('since', 'ran out at', 'instant'),
    field('owed', 'what is owed', 'long'),
  ],
  'stall-reminded': [functionOf, field('text', 'reminder', 'long')],
  'stall-hotline': [functionOf, field('called', 'called at', 'instant'), said],
  'stall-liaison': [functionOf, field('steps', 'steps so far, with dates', 'long'), said],
  'stall-central': [
    functionOf,
    field('steps', 'steps so far, with dates', 'long'),
    field('asked', 'what the central authority is asked to do, and by when', 'long'),
  ],
  'stall-resolution': [
    choice('outcome', 'outcome', {
      answered: 'the answer came',
      schedule: 'a new day is agreed',
      withdrawn: 'the matter was withdrawn',
      'new-request': 'a narrower request takes its place',
      'not-settled': 'not settled; ministries or a treaty body may be asked',
    }),
    perhaps('successor', 'matter that takes its place', 'matter'),
  ],
  'dispute-claim': [
    perhaps('reference', 'our reference', 'text'),
    field('matter', 'matter in dispute', 'matter'),
    field('claim', 'claim', 'long'),
    field('rule', 'article it rests on', 'text'),
    field('continues', 'the case itself goes on meanwhile', 'check'),
  ],
  'dispute-reply': [reasons, perhaps('offer', 'what is offered', 'long')],
  conciliator: [
    field('conciliator', 'conciliator, by the name on the list', 'text', {
      help: 'authority and place on the list, such as NET-EVAL/3',
    }),
    field('independent', 'has had nothing to do with the matter', 'check'),
  ],
  settlement: [
    field('proposal', 'digest of the proposal of the conciliator', 'digest', {
      help: 'the text stays with the two and the conciliator',
    }),
    field('terms', 'what each side does, and by when', 'long'),
  ],
  'dispute-record': [
    field('lesson', 'lesson, without names', 'long'),
    perhaps('successor', 'matter that takes its place', 'matter'),
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>
