import type { Field } from '../fields.ts'
import { choice, field, perhaps } from './short-fields.ts'

const reasons = field('reasons', 'reasons', 'long')
const reference = field('reference', 'our reference', 'text')
const appeal = field('appeal', 'how to appeal, and by when', 'text')

/** Documents of commitments, reviews, publications, exercises and courses, field by field. */
export const learningForms = {
  commitment: [
    reference,
    field('problem', 'problem', 'long'),
    field('action', 'what will be done', 'long', {
      help: 'in words that somebody else can check',
    }),
    field('milestones', 'milestones', 'list', { help: 'M1 2026-01-31: 80 % of companies filed' }),
    field('due', 'plan ends on', 'day'),
    field('indicator', 'indicator and its source', 'long'),
    perhaps('budget', 'budget', 'money'),
    perhaps('follows', 'matter that it follows', 'matter'),
  ],
  'consultation-record': [
    field('organisations', 'organisations heard', 'number', { least: 1, most: 10_000 }),
    field('record', 'digest of the record', 'digest'),
    field('changed', 'what was changed after it', 'long'),
  ],
  'milestone-report': [
    field('milestone', 'milestone, such as M1', 'text'),
    field('evidence', 'evidence: a file of this matter, by its digest', 'digest', {
      help: 'put the file to this matter first, and have a second officer release it',
    }),
    field('reached', 'what was reached', 'long'),
  ],
  'progress-report': [
    field('progress', 'what was done', 'long'),
    perhaps('obstacle', 'what stands in the way', 'long'),
  ],
  coding: [
    choice('code', 'completion', {
      'no-evidence': 'no evidence available',
      'not-started': 'not started',
      limited: 'limited',
      substantial: 'substantial',
      complete: 'complete',
    }),
    reasons,
    field('sample', 'what was looked at', 'long'),
    perhaps('evidence', 'evidence that the code rests on, each by its digest', 'list', {
      help: 'files that the owner reported with the milestones; open each before you assess',
    }),
  ],
  'assessment-publication': [
    field('text', 'text as published', 'long'),
    field('replyIncluded', 'a reply that came is published with it', 'check'),
  ],
  'lesson-learnt': [field('lesson', 'lesson, without names', 'long')],
  'review-opening': [
    reference,
    field('scope', 'chapters under review', 'long'),
    field('contact', 'focal point', 'text'),
    field('lotLog', 'log whose head draws the lot', 'text', {
      help: 'announced before the head is there, so that nobody can choose it',
    }),
    field('lotSize', 'first head with at least so many entries', 'number', { least: 1 }),
  ],
  'review-lot': [
    field('pot', 'countries in the pot', 'list'),
    field('head', 'the head that draws the lot, as it was published', 'long'),
    field('peers', 'peers drawn, by country, in the order of the lot', 'list'),
    field('draw', 'seed of the lot, the digest of the head', 'digest'),
  ],
  'self-assessment': [
    field('checklist', 'digest of the checklist', 'digest'),
    field('consulted', 'civil society was heard', 'check'),
  ],
  'desk-review': [
    field('findings', 'findings', 'long'),
    field('submissions', 'submissions of civil society, published', 'number', { least: 0 }),
    perhaps('papers', 'submissions as published, each by its digest', 'list'),
  ],
  'civil-paper': [
    field('organisation', 'organisation', 'text'),
    field('paper', 'paper, by its digest', 'digest'),
    field('summary', 'what it says, without names of persons', 'long'),
    field('publish', 'the organisation agrees that it is published', 'check'),
  ],
  'review-visit': [
    field('from', 'from', 'day'),
    field('to', 'to', 'day'),
    field('met', 'who was met, by function', 'long'),
  ],
  'review-report': [
    field('digest', 'digest of the report', 'digest'),
    field('recommendations', 'recommendations', 'number', { least: 0, most: 200 }),
    field('agreed', 'the country has seen the text', 'check'),
    perhaps('minority', 'opinion of a peer who sees it otherwise, kept in the report', 'long'),
    perhaps('countryView', 'what the country says to it, printed beside it', 'long'),
  ],
  'review-summary': [
    field('address', 'address of the summary', 'text'),
    field('pages', 'pages', 'number', { least: 1, most: 12, citation: 'DL-48' }),
    perhaps('fullReport', 'the country agrees to publish the whole report', 'check'),
  ],
  'recommendations-answer': [
    field('accepted', 'recommendations accepted', 'number', { least: 0, most: 200 }),
    reasons,
    perhaps('commitment', 'commitment that carries them out', 'matter'),
  ],
  'ladder-notice': [
    field('indicator', 'published indicator that shows it', 'text'),
    reasons,
    appeal,
  ],
  'ladder-plan': [field('plan', 'plan', 'long'), field('by', 'done by', 'day')],
  'ladder-statement': [field('text', 'text of the statement', 'long'), reasons, appeal],
  'ladder-restriction': [
    {
      ...field('restrictions', 'what is restricted', 'list'),
      options: [
        { value: 'vote', label: 'vote in the committee' },
        { value: 'chair', label: 'chair of working groups' },
        { value: 'pilots', label: 'part in new pilots' },
        { value: 'analytics', label: 'shared analytics' },
        { value: 'dsr', label: 'requests of persons' },
        { value: 'claims', label: 'claims of victims' },
        { value: 'remedies', label: 'appeals and complaints' },
        { value: 'urgent-assistance', label: 'urgent assistance in cases' },
      ],
    },
    reasons,
    appeal,
  ],

  typology: [
    reference,
    field('pattern', 'pattern', 'long', { help: 'no case data, no names, no accounts' }),
    field('cases', 'cases it rests on, each by its digest', 'list'),
    field('redFlags', 'red flags', 'list'),
    perhaps('detector', 'detector and synthetic test data', 'text'),
    field('noCaseData', 'the text holds no case data', 'check'),
    perhaps('follows', 'matter that it follows', 'matter'),
  ],
  'sanitised-text': [
    field('text', 'text', 'long'),
    field('told', 'traits that the text tells', 'list', {
      help: 'such as pay-out, seller, sector; whatever the text does not tell stays out',
    }),
    field('table', 'cases, a line each', 'list', {
      help: 'digest; country; a value for each told trait: sha256:…; XV; pay-out=gold; seller=free zone',
    }),
    field('cases', 'number of cases', 'number', { least: 1, most: 100_000 }),
    field('jurisdictions', 'number of jurisdictions', 'number', { least: 1, most: 250 }),
    field('unique', 'combinations of traits that one case alone has', 'number', { most: 100 }),
  ],
  're-identification-test': [
    choice('result', 'result', {
      nobody: 'nobody could be recognised',
      somebody: 'somebody could be recognised',
    }),
    field('method', 'how it was tried', 'long'),
  ],
  'peer-review': [
    field('reviewers', 'reviewers', 'number', { least: 2, most: 100 }),
    field('usefulness', 'usefulness', 'long'),
    field('bias', 'bias looked for and found', 'long'),
    field('falsePositives', 'false alarms in a hundred', 'number', { least: 0, most: 100 }),
    field('courtsCleared', 'no court has restricted what is said', 'check'),
  ],
  release: [
    choice('level', 'level', {
      public: 'public',
      partnership: 'partnership of authorities and banks',
      authorities: 'authorities only',
    }),
    field('version', 'version', 'text'),
    field('digest', 'digest of the text', 'digest'),
  ],
  'typology-feedback': [
    field('period', 'period, such as 2026-Q1', 'text'),
    field('hits', 'hits', 'number'),
    field('falseAlarms', 'false alarms', 'number'),
  ],
  'yearly-review': [
    field('stillTrue', 'the pattern is still seen', 'check'),
    field('notes', 'what was looked at', 'long'),
  ],
  'withdrawal-notice': [reasons, field('notice', 'notice to those who use it', 'long')],

  'joint-statement': [
    reference,
    field('subject', 'subject, without names of persons', 'text'),
    field('text', 'text', 'long'),
    field('digest', 'digest of the text', 'digest'),
    perhaps('others', 'further authorities that sign', 'authorities'),
    field('embargo', 'not before', 'instant'),
    choice('victims', 'victims', {
      known: 'there are victims, and they are told a day before',
      none: 'there are no victims that are known',
    }),
    choice('courts', 'courts', {
      clear: 'no court has restricted what is said',
      restricted: 'a court has restricted it',
    }),
  ],
  'statement-signature': [field('digest', 'digest of the text', 'digest')],
  'victims-told': [
    field('persons', 'persons who were told', 'number', { least: 1, most: 1_000_000 }),
    field('how', 'how they were told', 'long'),
  ],
  'statement-release': [
    field('digest', 'digest of the text', 'digest'),
    choice('courts', 'courts', {
      clear: 'no court has restricted what is said',
      restricted: 'a court has restricted it',
    }),
    perhaps('address', 'address of the publication', 'text'),
  ],
  'statement-correction': [
    field('wrong', 'what was wrong', 'long'),
    field('right', 'what is right', 'long'),
    reasons,
  ],

  'partnership-alert': [
    reference,
    field('subject', 'subject, without names of persons', 'text'),
    choice('layer', 'layer', {
      strategic: 'strategic: patterns, nobody is named',
      tactical: 'tactical: somebody is named, through a legal gateway',
    }),
    field('text', 'text', 'long'),
    field('redFlags', 'red flags', 'list'),
    perhaps('named', 'persons and accounts that are named', 'list'),
    perhaps('gateway', 'legal gateway through which they are named', 'text'),
    choice('handling', 'handling', {
      'TLP:CLEAR': 'no limit',
      'TLP:GREEN': 'the community',
      'TLP:AMBER': 'the organisation and its clients',
      'TLP:AMBER+STRICT': 'the organisation alone',
      'TLP:RED': 'named recipients alone',
    }),
  ],
  'alert-feedback': [
    choice('result', 'result', {
      used: 'used, and something was found',
      known: 'known already',
      false: 'a false alarm',
    }),
    field('reports', 'reports of suspicion that followed', 'number', { least: 0, most: 100_000 }),
    reasons,
  ],
  'rule-proposal': [field('rule', 'rule that would be changed', 'text'), reasons],

  'exercise-design': [
    reference,
    field('objectives', 'objectives', 'long'),
    field('roles', 'roles and authorities', 'list'),
    field('injects', 'number of injects', 'number', { least: 1, most: 1000 }),
    field('expected', 'expected actions', 'long'),
    choice('data', 'data', {
      invented: 'invented',
      pseudonymised: 'real, with names replaced',
      real: 'real',
    }),
  ],
  'dry-run': [field('found', 'what was found and put right', 'long')],
  'exercise-start': [
    field('watermark', 'EXERCISE stands on every screen', 'check'),
    perhaps('keysApart', 'the cloned network has keys of its own', 'check'),
    perhaps('keys', 'prints of the keys of the cloned network', 'list'),
  ],
  inject: [
    field('inject', 'inject', 'text'),
    field('to', 'authorities that get it', 'authorities'),
    field('text', 'what they are told', 'long'),
    field('expected', 'expected action', 'long'),
  ],
  observation: [
    field('inject', 'inject', 'text'),
    field('seconds', 'seconds until the expected action', 'number'),
    field('decision', 'what was decided, without blame', 'long'),
  ],
  'exercise-end': [
    field('spread', 'seconds between the first and the last execution', 'number'),
    field('injects', 'injects played', 'number'),
  ],
  'hot-wash': [field('notes', 'what was said, without names', 'long')],
  lesson: [
    field('lesson', 'lesson, by its number', 'text'),
    field('text', 'what was learnt', 'long'),
    perhaps('owner', 'function that owns it', 'text'),
    perhaps('due', 'to be done by', 'day'),
    perhaps('inject', 'inject that taught it', 'text'),
    perhaps('action', 'what will be done, so that somebody else can check it', 'long'),
  ],
  'exercise-report': [
    field('text', 'report', 'long'),
    field('lessons', 'number of lessons', 'number'),
  ],
  'lesson-proof': [
    field('lesson', 'lesson, by its number', 'text'),
    field('change', 'what was changed', 'long'),
    field('proof', 'digest of the proof', 'digest'),
  ],
  'exercise-close': [perhaps('open', 'lessons that stay open, and why', 'long')],
  enrolment: [
    field('course', 'course', 'text'),
    field('passMark', 'marks needed, of a hundred', 'number', { least: 1, most: 100 }),
    field('endsOn', 'last day of the course', 'day'),
    perhaps('exercise', 'exercise it belongs to', 'matter'),
  ],
  'enrolment-again': [field('endsOn', 'last day of the course', 'day')],
  grade: [
    field('score', 'marks, of a hundred', 'number', { least: 0, most: 100 }),
    field('minutes', 'minutes', 'number', { least: 0, most: 100_000 }),
    field('answers', 'digest of the answers', 'digest'),
    field('golden', 'digest of the golden numbers', 'digest'),
  ],
  placement: [
    reference,
    field('who', 'function that is placed, without a name', 'text'),
    field('host', 'authority that takes them in', 'text'),
    field('from', 'from', 'day'),
    field('until', 'until', 'day'),
    field('reportBy', 'learning report by', 'day'),
    field('learns', 'what is to be learnt', 'long'),
    field('noCases', 'no open case of the host is shown', 'check'),
  ],
  'learning-report': [
    field('learnt', 'what was learnt, without cases', 'long'),
    field('changes', 'what the own desk will do differently', 'list'),
    field('digest', 'digest of the report', 'digest'),
  ],
  'grade-note': [field('where', 'where the answers differ from the golden numbers', 'long')],
  'credential-suspension': [reasons, appeal, perhaps('finding', 'finding it rests on', 'matter')],
} as const satisfies Readonly<Record<string, readonly Field[]>>
