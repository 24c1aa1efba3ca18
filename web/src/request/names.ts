import { sentence } from '../text/words.ts'

/** What happened, in the past tense. An event type without a row here shows the name of the act. */
const happened: Readonly<Record<string, string>> = {
  'request.drafted': 'Request drafted',
  'request.revised': 'Draft changed',
  'request.returned': 'Sent back to the author',
  'request.approved': 'Approved',
  'request.discarded': 'Draft discarded',
  'request.sent': 'Request sent',
  'request.ack': 'Acknowledged',
  'request.clarify': 'Questions asked',
  'request.clarified': 'Questions answered',
  'request.reclassed': 'Put into another class',
  'request.delayed': 'Delay announced',
  'request.partial': 'Answered in part',
  'request.final': 'Answered in full',
  'request.consulted': 'Consulted before a refusal',
  'request.consult_answered': 'Consultation answered',
  'request.proceeded': 'Handling resumed',
  'request.refused': 'Refused',
  'request.amended': 'Amended request sent',
  'request.reminded': 'Reminded',
  'request.withdrawn': 'Withdrawn',
  'request.closed': 'Closed',
  'consent.asked': 'Another use asked for',
  'consent.given': 'Another use allowed',
  'consent.denied': 'Another use denied',
  'feedback.given': 'Feedback given',
  'disclosure.prepared': 'Disclosure prepared',
  'disclosure.revised': 'Draft changed',
  'disclosure.returned': 'Sent back to the author',
  'disclosure.approved': 'Approved',
  'disclosure.discarded': 'Draft discarded',
  'disclosure.sent': 'Disclosure sent',
  'disclosure.ack': 'Acknowledged',
  'disclosure.reminded': 'Reminded',
  'disclosure.closed': 'Closed',
  'retention.reviewed': 'Retention reviewed',
  'clock.overdue': 'A limit ran out',
}

export function eventName(type: string, title: string): string {
  return happened[type] ?? sentence(title)
}

/** Names and order of a document's fields where the form itself is not at hand. */
export const fieldNames: Readonly<Record<string, string>> = {
  subject: 'Subject',
  class: 'Class',
  urgencyReason: 'Why it is urgent',
  facts: 'Relevant facts',
  background: 'Background',
  reasons: 'Reasons',
  link: 'Link with the country',
  use: 'Intended use',
  persons: 'Persons and companies',
  questions: 'Information wanted',
  result: 'Result',
  answer: 'Answer',
  outstanding: 'Still missing',
  ground: 'Ground',
  grade: 'Grade of the source',
  necessity: 'Purpose and necessity',
  redLines: 'No red line is crossed',
  deconfliction: 'Same inquiry elsewhere',
  usefulness: 'It was',
  outcome: 'What came of it',
  handling: 'Handling',
  purposes: 'Allowed purposes',
  evidence: 'Use as evidence',
  onward: 'Passing on',
  retainUntil: 'May be held until',
  reference: 'Reference of the asking unit',
}

/** The order in which a reader wants them; the wire sorts them by name. */
export function inOrder(names: readonly string[]): readonly string[] {
  const order = Object.keys(fieldNames)
  const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
  return [...names].sort((a, b) => place(a) - place(b))
}

const urgencies: Readonly<Record<string, string>> = {
  normal: 'Normal',
  register: 'Normal, open register',
  indirect: 'Urgent, others must be asked',
  direct: 'Urgent, direct access',
  emergency: 'Emergency',
}

export function urgencyName(id: string): string {
  return urgencies[id] ?? sentence(id)
}
