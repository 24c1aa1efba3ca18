import type { Field } from '../fields.ts'
import { choice, field, perhaps } from './short-fields.ts'

const reasons = field('reasons', 'reasons', 'long')
const reference = field('reference', 'our reference', 'text')
const namesNobody = { help: 'in words for everybody; no names of persons' } as const

/** Documents of observations from outside, of documents in force, and of joint operations under them. */
export const outsideForms = {
  'outside-observation': [
    reference,
    choice('kind', 'kind', {
      loophole: 'a gap in the law or in practice',
      harm: 'harm that nobody wanted: fear, stigma, livelihoods',
      'de-risking': 'lawful customers lose their accounts',
      surveillance: 'a tool of surveillance',
      ethics: 'a question for a committee of ethics',
    }),
    field('about', 'what it is about', 'text', namesNobody),
    field('seen', 'what was seen, where and since when', 'long', namesNobody),
    field('affected', 'who is affected', 'text', { help: 'groups or places, never persons' }),
    perhaps('proposal', 'what should change', 'long'),
    perhaps('evidence', 'digest of what it rests on', 'digest'),
    perhaps('follows', 'matter that it follows', 'matter'),
  ],
  'observation-receipt': [
    field('desk', 'who looks at it', 'text', { help: 'a desk, not a person' }),
  ],
  'ethics-opinion': [
    field('question', 'question that was put', 'long'),
    field('opinion', 'opinion', 'long'),
    perhaps('minority', 'opinion of the minority', 'long'),
    choice('advice', 'advice', {
      none: 'nothing to object to',
      practice: 'change the practice',
      suspend: 'suspend the role until it is cleared up',
    }),
    perhaps('roles', 'roles concerned', 'text', { help: 'functions, not persons' }),
  ],
  'observation-answer': [
    choice('done', 'what was done', {
      commitment: 'a commitment was made',
      rule: 'a rule was changed',
      course: 'a course was changed',
      referred: 'passed to whoever is competent',
      nothing: 'nothing, for the reasons below',
    }),
    perhaps('deed', 'reference of the commitment, rule, course or matter', 'text'),
    field('summary', 'you said, we did', 'text', namesNobody),
    reasons,
  ],
  'observation-comment': [
    choice('answers', 'does it answer', { yes: 'yes', partly: 'in part', no: 'no' }),
    perhaps('remark', 'remark', 'long'),
  ],

  'bound-document': [
    reference,
    choice('kind', 'kind', {
      'use-of-force': 'policy on the use of force',
      surveillance: 'list of tools of surveillance',
      inspection: 'plan of audits and inspections',
      pledge: 'public pledge',
      practice: 'practice note',
      outcomes: 'yearly report on outcomes',
      independence: 'report on independence and ethics',
    }),
    field('title', 'title', 'text', namesNobody),
    field('digest', 'digest of the text', 'digest'),
    perhaps('sources', 'what it cites', 'list'),
    perhaps('follows', 'matter that it follows', 'matter'),
  ],
  validity: [
    field('digest', 'digest of the text', 'digest'),
    field('from', 'in force from', 'day'),
    field('until', 'look at it again by', 'day'),
    perhaps('address', 'where the public can read it', 'text'),
  ],
  replacement: [field('by', 'reference of the document that replaces it', 'text'), reasons],

  'team-policy': [
    field('policy', 'reference in the register of documents', 'text'),
    field('digest', 'digest of the policy', 'digest'),
    field('until', 'in force until', 'day'),
  ],
  'team-operation': [
    field('operation', 'number of the operation', 'text', {
      help: 'no tactics, no names, no places: they stay with the police',
    }),
    field('on', 'day', 'day'),
    choice('kind', 'kind', {
      search: 'searches at one hour',
      arrest: 'arrests',
      delivery: 'controlled delivery',
      other: 'another joint measure in the field',
    }),
    field('legal', 'order or authorisation it rests on', 'text'),
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>
