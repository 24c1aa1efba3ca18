/** What the node says about its keys and the cards that wait; shapes as in its OpenAPI document. */
export interface KeyDesk {
  readonly own: readonly OwnKey[]
  readonly waiting: readonly WaitingCard[]
  readonly council: { readonly members: readonly string[]; readonly needed: number } | null
}

export interface OwnKey {
  readonly id: string
  readonly use: string
  readonly algorithm: string
  readonly from: string
  readonly to: string | null
  readonly revoked: string | null
  /** When the next one should follow. */
  readonly due: string | null
}

export interface WaitingCard {
  readonly id: string
  readonly authority: string
  readonly version: number
  readonly changes: readonly string[]
  readonly print: string
  readonly by: string
  readonly at: string
  /** The old seal cannot vouch for it, so people compare the print by voice. */
  readonly anew: boolean
}
