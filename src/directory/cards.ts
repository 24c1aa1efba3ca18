import type { Day, Instant } from '#base'
import type { AuthorityKind, Measure } from '#law'
import type { Revocation } from './key-life.ts'
import type { SuiteEntry } from './suites.ts'

/** What a key is for. One key, one use: a seal never opens a letter, a log key never signs one. */
export const keyUses = ['seal', 'second-seal', 'open', 'log', 'witness', 'second-witness'] as const
export type KeyUse = (typeof keyUses)[number]

export const keyAlgorithms = ['Ed25519', 'ML-DSA-44', 'X25519', 'MLKEM768-X25519'] as const
export type KeyAlgorithm = (typeof keyAlgorithms)[number]

/** Which algorithms serve which use. */
export const algorithmsFor = {
  seal: ['Ed25519'],
  'second-seal': ['ML-DSA-44'],
  open: ['X25519', 'MLKEM768-X25519'],
  log: ['Ed25519'],
  witness: ['Ed25519'],
  'second-witness': ['ML-DSA-44'],
} as const satisfies Record<KeyUse, readonly KeyAlgorithm[]>

/** A public key of an authority. */
export interface AuthorityKey {
  /** `XV-FIU/seal/2025-01`: authority, use, a word that tells it from the next one. */
  readonly id: string
  readonly use: KeyUse
  /**
   * `seal`, `log`, `witness`: Ed25519 (RFC 8032). `second-seal`, `second-witness`: ML-DSA-44 (FIPS 204), for the day
   * elliptic curves fall.
   * `open`: MLKEM768-X25519 or X25519 (RFC 7748), to which letters are sealed.
   */
  readonly algorithm: KeyAlgorithm
  /** Raw bytes in base64url without padding: 32, or 1,312 for ML-DSA-44, or 1,216 for MLKEM768-X25519. */
  readonly publicKey: string
  readonly from: Instant
  readonly to?: Instant
  /** Taken back before its end; an ended or revoked key stays on the card to judge what it signed before. */
  readonly revoked?: Revocation
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
  /** The authority whose node serves this one too; absent where it runs its own. Its letters go there. */
  readonly servedBy?: string
  /** It runs no node and is reached on paper alone; what it does is recorded by the authority that wrote to it. */
  readonly outside?: true
  /** The exercise that it belongs to, by its reference; such a card is worth nothing to a network of real work. */
  readonly exercise?: string
  /** Base address of the node, `https://…`; empty until the node stands. */
  readonly address: string
  readonly keys: readonly AuthorityKey[]
  /** Agreements to the elliptic curve alone; they count where the other side's card has one too. */
  readonly suites?: readonly SuiteEntry[]
  /** Keys with which its officers sign. Their names stay at home: a partner sees the function. */
  readonly officers: readonly OfficerKey[]
  readonly issuedAt: Instant
}

/** The key of one officer, as the authority vouches for it to its partners. */
export interface OfficerKey {
  /** `XV-FIU/analyst-1`. */
  readonly id: string
  readonly role: Role
  /** Name of the key inside signatures and records. */
  readonly key: string
  /** Ed25519, raw 32 bytes in base64url. */
  readonly publicKey: string
  readonly from: Instant
  readonly to?: Instant
  /** Taken back before its end; an ended or revoked key stays on the card to judge what it signed before. */
  readonly revoked?: Revocation
}

/**
 * What an officer may do. `case-officer`: prepares requests, orders and claims; `prosecutor`, `judge`: decide;
 * `registrar`: records for a court, a central authority or a person who comes to the desk; `asset-manager`: keeps and
 * sells; `inspector`: oversight; `delegate`: speaks for a government or the federation; `editor`: releases what is
 * published; `monitor`: watches for civil society or an evaluator.
 */
export const roles = [
  'analyst',
  'head-of-desk',
  'duty-officer',
  'auditor',
  'node',
  'case-officer',
  'prosecutor',
  'judge',
  'registrar',
  'asset-manager',
  'inspector',
  'delegate',
  'editor',
  'monitor',
] as const
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
    .filter((k) => k.revoked === undefined || at < k.revoked.at)
    .sort((a, b) => (a.from < b.from ? 1 : -1))[0]
}
