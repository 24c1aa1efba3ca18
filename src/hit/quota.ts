import { done, type Instant, type Outcome } from '#base'
import { hitRefusal } from './refusals.ts'

/** What the owner's log says of one question that it evaluated. No content: counts, and by whose case. */
export interface Asked {
  readonly at: Instant
  readonly items: number
  readonly names: number
  /** Digest of the case reference, so that cases can be counted and not read. */
  readonly case: string
  /** One of a series that was authorised to be asked again. */
  readonly standing: boolean
}

export interface Quota {
  /** Items a day, per partner and purpose. */
  readonly items: number
  /** Of them keys of names: a name has few spellings and many bearers. */
  readonly names: number
}

/** 10,000 items a day need 27 years for all numbers of nine digits; a question about a real case is seldom over 1,000. */
export const defaultQuota: Quota = { items: 10_000, names: 1_500 }

/** What is left of the day (UTC) after what was asked in it. */
export function leftToday(history: readonly Asked[], quota: Quota, now: Instant): Quota {
  const today = history.filter((asked) => asked.at.slice(0, 10) === now.slice(0, 10))
  const sum = (of: 'items' | 'names') => today.reduce((total, asked) => total + asked[of], 0)
  return {
    items: Math.max(0, quota.items - sum('items')),
    names: Math.max(0, quota.names - sum('names')),
  }
}

/** What will be left when this question is answered, or the refusal with what is left now. */
export function admit(
  history: readonly Asked[],
  quota: Quota,
  question: Pick<Asked, 'items' | 'names'>,
  now: Instant,
): Outcome<Quota> {
  const left = leftToday(history, quota, now)
  if (question.items > left.items || question.names > left.names)
    return hitRefusal('hit-quota-spent', {
      ground: `the question has ${question.items} items, ${question.names} of them keys of names; ${left.items} and ${left.names} are left today (UTC) for this partner and purpose`,
    })
  return done({ items: left.items - question.items, names: left.names - question.names })
}

/** Days until a domain of that many values is asked through at this quota: the bound on fishing. */
export function daysToAskThrough(domain: number, quota: Quota): number {
  return Math.ceil(domain / quota.items)
}
