import { done, type Outcome, refuse } from '#base'
import type { Rule } from './deadlines.ts'
import { type Law, shipped } from './law.ts'
import { ruleOf } from './reckoning.ts'

/** One point of a list of a rule. */
export interface Point {
  readonly id: string
  readonly text: string
}

/**
 * What a rule demands that is not a time limit.
 * - `all`: every point must be there.
 * - `only`: a closed list; nothing outside it counts.
 * - `number`: a count with a least or a most, `n` respondents.
 * - `share`: what exceeds an amount is shared; the part of the other State in basis points (5000 is one half).
 */
export type Ask =
  | { readonly kind: 'all'; readonly of: string; readonly points: readonly Point[] }
  | { readonly kind: 'only'; readonly of: string; readonly points: readonly Point[] }
  | {
      readonly kind: 'number'
      readonly of: string
      readonly least?: number
      readonly most?: number
    }
  | {
      readonly kind: 'share'
      readonly of: string
      /** Minor units of EUR; up to and with this amount nothing is shared. */
      readonly above: bigint
      readonly basisPoints: number
    }

/** What there is, to hold against what a rule asks: ids of points, a number, or an amount in minor units. */
export interface Given {
  readonly points?: readonly string[]
  readonly number?: number
  readonly amount?: bigint
}

/** The answer to one demand of a rule. */
export interface Finding {
  readonly rule: Rule
  readonly ask: Ask
  readonly holds: boolean
  /** Points that are asked for and not there. */
  readonly missing: readonly string[]
  /** Points that the closed list does not know. */
  readonly foreign: readonly string[]
  /** The part that goes to the other State, minor units, where amounts are shared. */
  readonly share?: bigint
  readonly text: string
}

/** Holds what there is against every demand of a rule. A rule that asks for nothing but time is refused. */
export function examine(
  id: string,
  given: Given,
  law: Law = shipped,
): Outcome<readonly [Finding, ...Finding[]]> {
  const found = ruleOf(id, law)
  if (!found.ok) return found
  const rule = found.value
  const asks = (rule.asks ?? []).filter((ask) => concerns(ask, given))
  const [first, ...rest] = asks.map((ask) => find(rule, ask, given))
  if (first === undefined)
    return refuse({
      kind: 'unknown',
      name: 'nothing-to-examine',
      ground: `rule ${id} asks for nothing of that kind`,
      citation: rule.citation,
      remedy:
        rule.asks === undefined
          ? 'ask when it falls due instead'
          : `it asks for ${rule.asks.map((a) => a.of).join('; ')}`,
    })
  return done([first, ...rest])
}

function concerns(ask: Ask, given: Given): boolean {
  if (ask.kind === 'number') return given.number !== undefined
  if (ask.kind === 'share') return given.amount !== undefined
  return given.points !== undefined
}

function find(rule: Rule, ask: Ask, given: Given): Finding {
  const plain = { rule, ask, missing: [], foreign: [] }
  switch (ask.kind) {
    case 'all': {
      const missing = ask.points.map((p) => p.id).filter((p) => !given.points!.includes(p))
      const text =
        missing.length === 0
          ? `all ${ask.points.length}: ${ask.of}`
          : `${ask.points.length - missing.length} of ${ask.points.length} ${ask.of}; missing: ${missing.join(', ')}`
      return { ...plain, missing, holds: missing.length === 0, text }
    }
    case 'only': {
      const known = ask.points.map((p) => p.id)
      const foreign = given.points!.filter((p) => !known.includes(p))
      const holds = foreign.length === 0 && given.points!.length > 0
      const text = holds
        ? `among the ${known.length} ${ask.of}`
        : foreign.length > 0
          ? `not among the ${known.length} ${ask.of}: ${foreign.join(', ')}`
          : `none of the ${known.length} ${ask.of} is named`
      return { ...plain, foreign, holds, text }
    }
    case 'number': {
      const n = given.number!
      const holds =
        (ask.least === undefined || n >= ask.least) && (ask.most === undefined || n <= ask.most)
      return { ...plain, holds, text: `${n} ${ask.of}; asked: ${bounds(ask.least, ask.most)}` }
    }
    case 'share': {
      const amount = given.amount!
      const share = amount > ask.above ? (amount * BigInt(ask.basisPoints)) / 10_000n : 0n
      const text =
        share === 0n ? `nothing is shared up to the limit` : `${ask.basisPoints / 100} % is shared`
      return { ...plain, holds: share > 0n, share, text: `${ask.of}: ${text}` }
    }
  }
}

function bounds(least?: number, most?: number): string {
  if (least !== undefined && most !== undefined)
    return least === most ? `exactly ${least}` : `${least} to ${most}`
  return least !== undefined ? `at least ${least}` : `at most ${most}`
}
