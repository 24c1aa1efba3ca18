import { done, nearest, type Outcome, refuse } from '#base'
import type { Rule } from './deadlines.ts'
import type { Law } from './law.ts'
import { ruleOf } from './reckoning.ts'

/** One point of a list of a rule. */
export interface Point {
  readonly id: string
  readonly text: string
}

/**
 * What a rule demands that is not a time limit. Its id is that of the rule, with a point and a word where the rule
 * demands several things.
 * - `all`: every point must be there.
 * - `only`: a closed list; nothing outside it counts, and something of it must be named.
 * - `never`: these points do not count.
 * - `number`: a count with a least or a most, such as respondents of a cell.
 * - `share`: of an amount above a limit a part goes to the other State, in basis points (5000 is one half).
 * - `sum`: several amounts together stay within a ceiling.
 */
export type Ask = { readonly id: string; readonly of: string } & (
  | { readonly kind: 'all' | 'only' | 'never'; readonly points: readonly Point[] }
  | { readonly kind: 'number'; readonly least?: number; readonly most?: number }
  /** Minor units of EUR; up to and with this amount nothing is shared. */
  | { readonly kind: 'share'; readonly above: number; readonly basisPoints: number }
  | { readonly kind: 'sum' }
)

/** What there is, to hold against what a rule asks: ids of points, a number, or amounts in minor units of EUR. */
export interface Given {
  readonly points?: readonly string[]
  readonly number?: number
  readonly amount?: bigint
  readonly amounts?: readonly bigint[]
  readonly ceiling?: bigint
}

/** The answer to one demand of a rule. */
export interface Finding {
  readonly rule: Rule
  readonly ask: Ask
  readonly holds: boolean
  /** Points that are asked for and not there. */
  readonly missing: readonly string[]
  /** Points that do not count: outside the closed list, or excluded. */
  readonly foreign: readonly string[]
  /** The part that goes to the other State, or the excess over the ceiling; minor units of EUR. */
  readonly amount?: bigint
  readonly text: string
}

/** A demand of a rule by its id: `DL-04`, or `DL-35.content` where the rule demands several things. */
export function askOf(id: string, law: Law): Outcome<{ readonly rule: Rule; readonly ask: Ask }> {
  for (const rule of law.rules)
    for (const ask of rule.asks ?? [])
      if (ask.id === id || (rule.id === id && rule.asks?.length === 1)) return done({ rule, ask })
  const found = ruleOf(id, law)
  if (!found.ok) {
    const known = law.rules.flatMap((r) => (r.asks ?? []).map((a) => a.id))
    const near = nearest(id, known)
    return near === undefined
      ? found
      : refuse({ ...found.refusal, remedy: `did you mean ${near}? ${found.refusal.remedy ?? ''}` })
  }
  const asks = found.value.asks ?? []
  return refuse({
    kind: 'unknown',
    name: asks.length === 0 ? 'nothing-to-examine' : 'demand-not-chosen',
    ground:
      asks.length === 0
        ? `rule ${id} demands nothing but time`
        : `rule ${id} demands ${asks.length} things`,
    citation: found.value.citation,
    remedy:
      asks.length === 0
        ? 'ask when it falls due instead'
        : `choose one of ${asks.map((a) => `${a.id} (${a.of})`).join(', ')}`,
  })
}

/** Holds what there is against one demand of a rule. Something of another kind than the rule asks for is refused. */
export function examine(id: string, given: Given, law: Law): Outcome<Finding> {
  const found = askOf(id, law)
  if (!found.ok) return found
  const { rule, ask } = found.value
  const answer = answerTo(ask, given)
  if (answer === undefined)
    return refuse({
      kind: 'malformed',
      name: 'nothing-given',
      ground: `${ask.id} asks for ${needs[ask.kind]}: ${ask.of}`,
      citation: rule.citation,
      remedy: `give ${needs[ask.kind]}`,
    })
  return done({ rule, ask, missing: [], foreign: [], ...answer })
}

const needs = {
  all: 'the points that are there',
  only: 'the points that are named',
  never: 'the points that are named',
  number: 'a number',
  share: 'an amount',
  sum: 'amounts and their ceiling',
} as const satisfies Record<Ask['kind'], string>

type Answer = Pick<Finding, 'holds' | 'text'> & Partial<Finding>

function answerTo(ask: Ask, given: Given): Answer | undefined {
  switch (ask.kind) {
    case 'all':
      return given.points && whole(ask.of, ids(ask.points), given.points)
    case 'only':
      return given.points && within(ask.of, ids(ask.points), given.points)
    case 'never':
      return given.points && without(ask.of, ids(ask.points), given.points)
    case 'number': {
      const n = given.number
      if (n === undefined) return undefined
      const holds =
        (ask.least === undefined || n >= ask.least) && (ask.most === undefined || n <= ask.most)
      return { holds, text: `${n} ${ask.of}; asked: ${bounds(ask.least, ask.most)}` }
    }
    case 'share': {
      if (given.amount === undefined) return undefined
      const shared = given.amount > BigInt(ask.above)
      const amount = shared ? (given.amount * BigInt(ask.basisPoints)) / 10_000n : 0n
      const text = shared ? `${ask.basisPoints / 100} % is shared` : 'up to the limit nothing is'
      return { holds: shared, amount, text: `${ask.of}: ${text}` }
    }
    case 'sum': {
      if (given.amounts === undefined || given.ceiling === undefined) return undefined
      const total = given.amounts.reduce((sum, a) => sum + a, 0n)
      const amount = total > given.ceiling ? total - given.ceiling : 0n
      const text = amount === 0n ? 'within the ceiling' : 'above the ceiling'
      return { holds: amount === 0n, amount, text: `${ask.of}: ${text}` }
    }
  }
}

function ids(points: readonly Point[]): readonly string[] {
  return points.map((p) => p.id)
}

function whole(of: string, asked: readonly string[], there: readonly string[]): Answer {
  const missing = asked.filter((p) => !there.includes(p))
  const text = `${asked.length - missing.length} of ${asked.length} ${of}`
  return missing.length === 0
    ? { holds: true, text }
    : { holds: false, missing, text: `${text}; missing: ${missing.join(', ')}` }
}

function within(of: string, known: readonly string[], named: readonly string[]): Answer {
  const foreign = named.filter((p) => !known.includes(p))
  if (foreign.length > 0)
    return {
      holds: false,
      foreign,
      text: `not among the ${known.length} ${of}: ${foreign.join(', ')}`,
    }
  return named.length === 0
    ? { holds: false, text: `none of the ${known.length} ${of} is named` }
    : { holds: true, text: `among the ${known.length} ${of}` }
}

function without(of: string, excluded: readonly string[], named: readonly string[]): Answer {
  const foreign = named.filter((p) => excluded.includes(p))
  return foreign.length === 0
    ? { holds: true, text: `no ${of}` }
    : { holds: false, foreign, text: `${of}: ${foreign.join(', ')}` }
}

function bounds(least?: number, most?: number): string {
  if (least !== undefined && most !== undefined)
    return least === most ? `exactly ${least}` : `${least} to ${most}`
  return least !== undefined ? `at least ${least}` : `at most ${most}`
}
