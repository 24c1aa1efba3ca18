import type { Json } from '#base'
import { fieldsOf } from '#procedure'

/** What a careful colleague would ask before the text goes out. It stops nothing; the officer decides. */
export interface Prompt {
  readonly id: string
  readonly text: string
  readonly citation: string
  readonly field: string
}

type Document = Readonly<Record<string, Json>>

interface PromptRow extends Prompt {
  readonly when: (document: Document) => boolean
}

const necessity =
  'Directive 2014/41/EU art. 6(1)(a) and Regulation (EU) 2018/1805 recital 21: necessary and proportionate'

/** More persons, or a longer time, than most cases of this kind need. The numbers are a proposal of the protocol. */
const many = { persons: 5, questions: 10, months: 24, characters: 60 } as const

const rows: readonly PromptRow[] = [
  {
    id: 'many-persons',
    field: 'persons',
    text: `More than ${many.persons} persons are named. Does the suspicion reach each of them?`,
    citation: necessity,
    when: ({ persons }) => Array.isArray(persons) && persons.length > many.persons,
  },
  {
    id: 'person-without-identity',
    field: 'persons',
    text: 'A person stands here by name alone. A day of birth, a country or a number keeps others of the same name out.',
    citation: 'UNCAC art. 46(15)(d): identity, location and nationality where possible',
    when: ({ persons }) =>
      Array.isArray(persons) &&
      persons.some((p) => {
        const { born, country, identifier } = (p ?? {}) as Record<string, Json>
        return born === undefined && country === undefined && identifier === undefined
      }),
  },
  {
    id: 'long-period',
    field: 'period',
    text: `The period is longer than ${many.months} months. Which acts lie in each part of it?`,
    citation: necessity,
    when: ({ period, periodFrom, periodTo }) => months(period, periodFrom, periodTo) > many.months,
  },
  {
    id: 'period-open',
    field: 'period',
    text: 'The period has no first and last day. Without them everything ever kept is asked for.',
    citation: necessity,
    when: ({ period, periodFrom }) =>
      periodFrom === undefined && typeof period === 'string' && days(period).length < 2,
  },
  {
    id: 'many-questions',
    field: 'questions',
    text: `More than ${many.questions} questions. Which of them would you ask first?`,
    citation: 'Egmont Group, Principles for Information Exchange 18: as focused as the case allows',
    when: ({ questions }) => Array.isArray(questions) && questions.length > many.questions,
  },
  {
    id: 'facts-short',
    field: 'facts',
    text: 'The facts fit into one line. A reader abroad needs who, what, when and how much.',
    citation: 'UNCAC art. 46(15)(c): a summary of the relevant facts',
    when: ({ facts }) => typeof facts === 'string' && facts.length < many.characters,
  },
  {
    id: 'everything-asked',
    field: 'measure',
    text: '"All" and "any" ask for more than can be shown to be needed. Name accounts, documents or acts.',
    citation: necessity,
    when: ({ measure }) => typeof measure === 'string' && /\b(all|any|every)\b/i.test(measure),
  },
]

export function promptsFor(form: string, document: Document): Prompt[] {
  const names = new Set(fieldsOf(form).map((f) => f.name))
  return rows
    .filter((row) => (names.has(row.field) || row.field in document) && row.when(document))
    .map(({ when: _, ...prompt }) => prompt)
}

function days(text: string): readonly string[] {
  return text.match(/\d{4}-\d{2}-\d{2}/g) ?? []
}

/** Months between the first and the last day that the period names; 0 where it names none. */
function months(...parts: readonly (Json | undefined)[]): number {
  const all = parts.flatMap((p) => (typeof p === 'string' ? days(p) : [])).sort()
  const [first, last] = [all[0], all.at(-1)]
  if (first === undefined || last === undefined) return 0
  return (Date.parse(last) - Date.parse(first)) / (30.44 * 86_400_000)
}
