import type { Day, Instant } from '#base'
import type { AuthorityKind, Measure } from '#law'

/** What a key is for. One key, one use: a seal never opens a letter, a log key never signs one. */
export const keyUses = ['seal', 'open', 'log'] as const
export type KeyUse = (typeof keyUses)[number]

/** A public key of an authority. */
export interface AuthorityKey {
  /** `XV-FIU/seal/2025-01`: authority, use, a word that tells it from the next one. */
  readonly id: string
  readonly use: KeyUse
  /** `seal` and `log`: Ed25519 (RFC 8032). `open`: X25519 (RFC 7748), to which letters are sealed. */
  readonly algorithm: 'Ed25519' | 'X25519'
  /** Raw 32 bytes in base64url without padding. */
  readonly publicKey: string
  readonly from: Instant
  readonly to?: Instant
}

/** Who answers at any hour. */
export interface DutyDesk {
  readonly name: string
  readonly hours: string
  readonly telephone?: string
}

/**
 * The card with which an authority introduces itself to the federation. A new version replaces the whole card.
 * Version 1 is enrolled under the authority's own seal key after its print has been compared by voice.
 */
export interface AuthorityCard {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly country: string
  readonly kind: AuthorityKind
  /** What it may answer for. */
  readonly competences: readonly Measure[]
  /** BCP 47 tags, in order of preference. */
  readonly languages: readonly string[]
  readonly desk: DutyDesk
  /** Base address of the node, `https://…`; empty until the node stands. */
  readonly address: string
  readonly keys: readonly AuthorityKey[]
  readonly issuedAt: Instant
}

/** What an officer may do. */
export const roles = ['analyst', 'head-of-desk', 'duty-officer', 'auditor', 'node'] as const
export type Role = (typeof roles)[number]

/** A person who acts for an authority; `node` is the machine that sends and keeps the clocks. */
export interface Officer {
  /** `XV-FIU/analyst-1`. */
  readonly id: string
  readonly authority: string
  readonly name: string
  readonly role: Role
  /** Ed25519, raw 32 bytes in base64url; absent until the officer has enrolled a key. */
  readonly publicKey?: string
  readonly from: Day
  readonly to?: Day
}

/** The key of that use that is valid at the instant; the newest where two overlap. */
export function keyFor(card: AuthorityCard, use: KeyUse, at: Instant): AuthorityKey | undefined {
  return card.keys
    .filter((k) => k.use === use && k.from <= at && (k.to === undefined || at <= k.to))
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0]
}
