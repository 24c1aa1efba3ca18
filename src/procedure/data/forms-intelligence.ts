import type { Field, Option } from '../fields.ts'
import { conditions, purposes } from './conditions-fields.ts'
import { offenceKind, sensitive } from './protected-persons.ts'

const dl04 = 'DL-04, Directive (EU) 2024/1640 art. 31(1)'
const dl05 = 'DL-05, Directive (EU) 2024/1640 art. 34'

const classes: readonly Option[] = [
  { value: 'normal', label: 'normal' },
  { value: 'register', label: 'normal, an open register answers' },
  { value: 'indirect', label: 'urgent, others must be asked' },
  { value: 'direct', label: 'urgent, direct access' },
  { value: 'emergency', label: 'emergency, money is about to leave' },
]

const reference: Field = { name: 'reference', label: 'our reference', kind: 'text', required: true }
const subject: Field = {
  name: 'subject',
  label: 'subject',
  kind: 'text',
  required: true,
  help: 'one line without names of persons',
}
const ground: Field = {
  name: 'ground',
  label: 'ground',
  kind: 'choice',
  required: true,
  help: 'only grounds of the closed list',
}
const operation: Field = {
  name: 'operation',
  label: 'joint operation, by its number',
  kind: 'text',
  required: false,
  help: 'the number that all authorities of one case use; no names of persons',
}
const reasons: Field = { name: 'reasons', label: 'reasons', kind: 'long', required: true }

/** Documents of requests and disclosures between units, field by field. */
export const intelligenceForms = {
  'fiu-request': [
    reference,
    subject,
    { name: 'class', label: 'urgency', kind: 'choice', required: true, options: classes },
    {
      name: 'urgencyReason',
      label: 'why it is urgent',
      kind: 'long',
      required: false,
      help: 'needed for every class but the normal ones',
    },
    { name: 'facts', label: 'relevant facts', kind: 'long', required: true, citation: dl04 },
    { name: 'background', label: 'background', kind: 'long', required: true, citation: dl04 },
    {
      name: 'reasons',
      label: 'reasons for the request',
      kind: 'long',
      required: true,
      citation: dl04,
    },
    {
      name: 'link',
      label: 'link with the requested country',
      kind: 'long',
      required: true,
      citation: dl04,
    },
    { name: 'use', label: 'intended use', kind: 'long', required: true, citation: dl04 },
    { name: 'persons', label: 'persons and companies', kind: 'persons', required: false },
    sensitive,
    offenceKind,
    { name: 'questions', label: 'information wanted', kind: 'list', required: true },
    {
      name: 'deconfliction',
      label: 'has another unit the same inquiry?',
      kind: 'choice',
      required: true,
      options: [
        { value: 'no-hit', label: 'checked, no other inquiry found' },
        { value: 'hit', label: 'checked, another inquiry found and agreed with' },
        { value: 'not-possible', label: 'could not be checked' },
      ],
    },
    {
      name: 'amends',
      label: 'first request of the thread',
      kind: 'text',
      required: false,
      help: 'when an earlier request was refused',
    },
    operation,
    ...conditions,
  ],
  'fiu-disclosure': [
    reference,
    subject,
    { name: 'facts', label: 'relevant facts', kind: 'long', required: true },
    { name: 'reasons', label: 'why it is sent', kind: 'long', required: true },
    { name: 'link', label: 'link with the receiving country', kind: 'long', required: true },
    { name: 'persons', label: 'persons and companies', kind: 'persons', required: false },
    operation,
    ...conditions,
  ],
  approval: [
    { name: 'necessity', label: 'purpose and necessity', kind: 'long', required: true },
    {
      name: 'redLines',
      label: 'checked: no red line is crossed',
      kind: 'check',
      required: true,
      help: 'no political, military, racial or religious purpose; no fishing',
    },
  ],
  reason: [reasons],
  nothing: [],
  acknowledgement: [
    {
      name: 'class',
      label: 'class of the answer',
      kind: 'choice',
      required: true,
      options: classes,
    },
    {
      name: 'classReason',
      label: 'why another class',
      kind: 'long',
      required: false,
      help: 'needed when the class is not the one asked for',
    },
  ],
  'class-change': [
    {
      name: 'class',
      label: 'class of the answer',
      kind: 'choice',
      required: true,
      options: classes,
    },
    { name: 'classReason', label: 'why another class', kind: 'long', required: true },
  ],
  questions: [{ name: 'questions', label: 'questions', kind: 'list', required: true }],
  answers: [{ name: 'answers', label: 'answers', kind: 'long', required: true }],
  'partial-reply': [
    { name: 'answer', label: 'what is known so far', kind: 'long', required: true },
    { name: 'outstanding', label: 'what is still missing', kind: 'long', required: true },
    {
      name: 'grade',
      label: 'grade of the source',
      kind: 'choice',
      required: true,
      options: grades(),
    },
    ...conditions,
  ],
  'final-reply': [
    {
      name: 'result',
      label: 'result',
      kind: 'choice',
      required: true,
      options: [
        { value: 'found', label: 'information found' },
        { value: 'nothing-found', label: 'searched, nothing found' },
        { value: 'not-applicable', label: 'not applicable' },
      ],
    },
    { name: 'answer', label: 'answer', kind: 'long', required: true },
    {
      name: 'grade',
      label: 'grade of the source',
      kind: 'choice',
      required: true,
      options: grades(),
    },
    ...conditions,
  ],
  consultation: [ground, reasons],
  'consultation-answer': [
    { name: 'answer', label: 'answer', kind: 'long', required: true },
    { name: 'amendment', label: 'what is added to the request', kind: 'long', required: false },
  ],
  refusal: [ground, reasons],
  amendment: [{ name: 'successor', label: 'the new request', kind: 'text', required: true }],
  delay: [reasons, { name: 'expected', label: 'answer expected on', kind: 'day', required: true }],
  'consent-question': [
    { name: 'useCase', label: 'use wanted', kind: 'long', required: true, citation: dl05 },
    { name: 'recipient', label: 'who would read it', kind: 'text', required: true, citation: dl05 },
    {
      name: 'use',
      label: 'kind of use',
      kind: 'choice',
      required: false,
      options: [
        { value: 'onward', label: 'passing on to another authority' },
        { value: 'evidence', label: 'use as evidence' },
        { value: 'purpose', label: 'another purpose' },
      ],
    },
    {
      name: 'items',
      label: 'items',
      kind: 'list',
      required: false,
      help: 'as the list of the matter names them; empty: everything that was given in this matter',
    },
    {
      name: 'recipients',
      label: 'authorities that would get it',
      kind: 'authorities',
      required: false,
    },
    { name: 'forPurposes', label: 'purposes', kind: 'list', required: false, options: purposes },
  ],
  'consent-answer': [
    { name: 'scope', label: 'what is allowed', kind: 'long', required: true },
    {
      name: 'items',
      label: 'items',
      kind: 'list',
      required: false,
      help: 'where it is less than what was asked for',
    },
    { name: 'until', label: 'allowed until', kind: 'day', required: false },
  ],
  'consent-denial': [
    {
      name: 'denial',
      label: 'ground',
      kind: 'choice',
      required: true,
      citation: dl05,
      options: [
        {
          value: 'outside-scope',
          label: 'outside the scope of the law on the unit',
          citation: dl05,
        },
        { value: 'impairs-investigation', label: 'could impair an investigation', citation: dl05 },
        {
          value: 'fundamental-principles',
          label: 'against fundamental principles of national law',
          citation: dl05,
        },
      ],
    },
    reasons,
  ],
  feedback: [
    {
      name: 'usefulness',
      label: 'it was',
      kind: 'choice',
      required: true,
      options: [
        { value: 'useful', label: 'useful' },
        { value: 'known', label: 'already known' },
        { value: 'not-useful', label: 'not useful' },
      ],
    },
    { name: 'outcome', label: 'what came of it', kind: 'long', required: true },
  ],
  retention: [reasons],
} as const satisfies Readonly<Record<string, readonly Field[]>>

/** Source A, B, C or X; content 1 to 4 (the 4x4 grading of police analysis). */
function grades(): readonly Option[] {
  const sources = {
    A: 'no doubt about the source',
    B: 'mostly reliable',
    C: 'mostly unreliable',
    X: 'cannot be judged',
  }
  const contents = {
    1: 'known to be true',
    2: 'known to the source itself',
    3: 'not known to the source itself',
    4: 'cannot be judged',
  }
  return Object.entries(sources).flatMap(([s, source]) =>
    Object.entries(contents).map(([c, content]) => ({
      value: `${s}${c}`,
      label: `${s}${c}: ${source}, ${content}`,
    })),
  )
}
