import type { Use } from './use.ts'

/** The kinds of use for which an originator can be asked. */
export const consentUses = ['onward', 'evidence', 'purpose'] as const
export type ConsentUse = (typeof consentUses)[number]

/** What an originator allowed, as its signed record says. */
export interface Grant {
  /** The record that gives it. */
  readonly record: string
  /** Authority that gave it. */
  readonly from: string
  /** Record of the item, or record and part: `...#answer`. Empty: everything given in the matter. */
  readonly items: readonly string[]
  /** Records that were given in the matter: what an empty list means. */
  readonly matter: readonly string[]
  /** `null`: the question did not say, so the answer allows no more than what it says in words. */
  readonly use: ConsentUse | null
  /** Authorities that may get it; of another use it says nothing. */
  readonly recipients: readonly string[]
  readonly purposes: readonly string[]
  readonly until: string | null
  readonly withdrawn: boolean
}

/**
 * Does the grant cover the use of that item? A grant for the whole covers its parts and none the other way; to pass
 * something on is not to allow its use as evidence; and what was withdrawn or has ended covers nothing.
 */
export function covers(grant: Grant, item: string, use: Use, on: string): boolean {
  if (grant.withdrawn || (grant.until !== null && on > grant.until)) return false
  const items = grant.items.length === 0 ? grant.matter : grant.items
  if (!items.some((id) => within(item, id))) return false
  switch (use.do) {
    case 'onward':
      return (
        grant.use === 'onward' &&
        grant.recipients.includes(use.to) &&
        (use.purpose === undefined ||
          grant.purposes.length === 0 ||
          grant.purposes.includes(use.purpose))
      )
    case 'evidence':
      return grant.use === 'evidence'
    case 'purpose':
      return grant.use === 'purpose' && grant.purposes.includes(use.purpose)
    default:
      return false
  }
}

/** Is the item that one, or a part of it? */
export function within(item: string, whole: string): boolean {
  return item === whole || item.startsWith(`${whole}#`) || item.startsWith(`${whole}/`)
}
