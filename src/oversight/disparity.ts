import { done, type Outcome } from '#base'
import { oversightRefusal } from './refusals.ts'

/** One group: how many of how many a detector flagged. */
export interface GroupCount {
  readonly group: string
  readonly flagged: number
  readonly total: number
}

/**
 * By what a detector may be tested. Each attribute is one that the records hold for another reason; none is of a special
 * category (Directive (EU) 2016/680, art. 10), and none is collected for the test.
 */
export const lawfulAttributes = [
  ['country', 'country of the authority that asks or is asked', 'stands on every request'],
  ['kind-of-person', 'natural person or company', 'stands on the form of the request'],
  ['sector', 'kind of authority', 'stands on the card of the authority'],
  ['role', 'role of the officer', 'stands on the roll of officers'],
  ['authority', 'authority of the officer', 'stands in every record'],
  ['channel', 'way in which it came: network or paper', 'stands in the matter'],
] as const satisfies readonly (readonly [id: string, name: string, source: string])[]

/** Below this a group is not compared: a rate of a few cases says nothing and shows persons. */
export const leastGroup = 30
/** And below this number of expected flags the interval is not to be trusted. */
export const leastFlags = 5

export interface GroupResult extends GroupCount {
  readonly rate: number | null
  /** Rate of this group over the rate of all others together, with its 95 % interval (Katz, log method). */
  readonly ratio: number | null
  readonly interval: readonly [number, number] | null
  /**
   * `too-few`: nothing is said; `no-sign`: one lies in the interval; `look`: it does not, and somebody has to look why.
   * A `look` is no verdict: rates may differ for lawful reasons.
   */
  readonly says: 'too-few' | 'no-sign' | 'look'
  /**
   * The rate of the group flagged least lies below four fifths of this one's (29 CFR 1607.4(D)): a hint, no more, because
   * it knows nothing of chance.
   */
  readonly fourFifths: boolean
}

/**
 * Compares each group with all others together.
 *
 * @param attribute one of `lawfulAttributes`; another is refused before a number is looked at
 */
export function disparity(
  attribute: string,
  counts: readonly GroupCount[],
): Outcome<readonly GroupResult[]> {
  if (!lawfulAttributes.some(([id]) => id === attribute))
    return oversightRefusal('attribute-unlawful', attribute.slice(0, 40))
  if (counts.some(isNoCount) || new Set(counts.map((c) => c.group)).size !== counts.length)
    return oversightRefusal('disparity-malformed')
  const enough = counts.filter((c) => c.total >= leastGroup)
  const lowest = Math.min(...enough.map((c) => c.flagged / c.total))
  return done(counts.map((count) => compare(count, counts, lowest, enough.length)))
}

function compare(
  count: GroupCount,
  all: readonly GroupCount[],
  lowest: number,
  groups: number,
): GroupResult {
  const others = all.filter((c) => c !== count)
  const rest = { flagged: sum(others, 'flagged'), total: sum(others, 'total') }
  const rate = count.total === 0 ? null : count.flagged / count.total
  const few =
    count.total < leastGroup ||
    rest.total < leastGroup ||
    count.flagged + rest.flagged < leastFlags ||
    expected(count, rest) < 1
  if (few || rate === null)
    return { ...count, rate, ratio: null, interval: null, says: 'too-few', fourFifths: false }
  const interval = katz(count, rest)
  const ratio = rest.flagged === 0 ? null : rate / (rest.flagged / rest.total)
  const equal = interval[0] <= 1 && 1 <= interval[1]
  return {
    ...count,
    rate,
    ratio,
    interval,
    says: equal ? 'no-sign' : 'look',
    fourFifths: groups > 1 && rate > 0 && lowest < 0.8 * rate,
  }
}

/** Flags that this group would have if every group had the same rate. */
function expected(count: GroupCount, rest: Omit<GroupCount, 'group'>): number {
  return ((count.flagged + rest.flagged) * count.total) / (count.total + rest.total)
}

/**
 * Interval of a ratio of two rates on the log scale (Katz et al. 1978), with a half added to a group that has no flag or
 * nothing but flags.
 */
function katz(
  a: Omit<GroupCount, 'group'>,
  b: Omit<GroupCount, 'group'>,
): readonly [number, number] {
  const half = [a, b].some((c) => c.flagged === 0 || c.flagged === c.total) ? 0.5 : 0
  const rate = (c: Omit<GroupCount, 'group'>) => (c.flagged + half) / (c.total + half)
  const part = (c: Omit<GroupCount, 'group'>) => 1 / (c.flagged + half) - 1 / (c.total + half)
  const middle = Math.log(rate(a) / rate(b))
  const width = 1.959964 * Math.sqrt(Math.max(0, part(a)) + Math.max(0, part(b)))
  return [Math.exp(middle - width), Math.exp(middle + width)]
}

function sum(counts: readonly GroupCount[], of: 'flagged' | 'total'): number {
  return counts.reduce((n, c) => n + c[of], 0)
}

function isNoCount({ group, flagged, total }: GroupCount): boolean {
  const whole = (n: number) => Number.isSafeInteger(n) && n >= 0
  return group === '' || group.length > 80 || !whole(flagged) || !whole(total) || flagged > total
}
