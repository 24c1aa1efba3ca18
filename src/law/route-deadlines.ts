import { type Rule, type Term, termInWords } from './deadlines.ts'
import type { Law } from './law.ts'
import type { Basis } from './permits.ts'

/** One time limit of a route. */
export interface RouteDeadline {
  /** Id of the limit, which `comity due` reckons. */
  readonly id: string
  /** What is due: `acknowledge`, `decide`, `answer, normal`. */
  readonly what: string
  /** `30 calendar-days from receipt: ...`, with the words of the rule. */
  readonly text: string
  readonly citation: string
  readonly status: Rule['status']
}

/** The time limits that the article sets, the soonest step first as the row lists them. */
export function deadlinesOf(basis: Basis, law: Law): readonly RouteDeadline[] {
  const named: (readonly [string, string])[] = [
    ...Object.entries(basis.limits ?? {}),
    ...Object.entries(basis.answer).map(([name, id]) => [`answer, ${name}`, id] as const),
  ]
  return named.flatMap(([what, id]) => {
    const found = limit(id, law)
    if (found === undefined) return []
    const { rule, term } = found
    const words = term === undefined ? rule.text : `${termInWords(term)}, ${term.when}`
    return [{ id, what, text: words, citation: rule.citation, status: rule.status }]
  })
}

function limit(id: string, law: Law): { rule: Rule; term: Term | undefined } | undefined {
  for (const rule of law.rules) {
    const term = rule.terms.find((t) => t.id === id)
    if (term !== undefined) return { rule, term }
    if (rule.id === id) return { rule, term: rule.terms[0] }
  }
  return undefined
}
