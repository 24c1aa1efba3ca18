import type { Day, Instant } from '#base'
import type { Calendar } from './calendars.ts'
import type { Rule } from './deadlines.ts'
import type { Element } from './elements.ts'
import type { Ground } from './grounds.ts'
import type { Network } from './networks.ts'
import type { Criminality, Offence } from './offences.ts'
import type { Basis, Instrument } from './permits.ts'
import type { Row } from './rows.ts'
import type { SafeguardRowId, Safeguards } from './safeguards.ts'
import type { Threshold } from './thresholds.ts'

/** Layers from the bottom: a treaty lies under a memorandum, a memorandum under a national rule. */
export const layers = ['base', 'protocol', 'treaty', 'memorandum', 'national'] as const
export type Layer = (typeof layers)[number]

/** A row that takes the place of the row of a lower layer with the same id, from its own first day on. */
export type Over<T> = T & { readonly replaces?: string }

/** A row of the safeguard matrix as a pack carries it. */
export type SafeguardRow = Row & Safeguards & { readonly id: SafeguardRowId }

/** Rows by table; a table that is left out is not touched. */
export interface PackRows {
  readonly instruments?: readonly Over<Instrument>[]
  readonly bases?: readonly Over<Basis>[]
  readonly rules?: readonly Over<Rule>[]
  readonly calendars?: readonly Over<Calendar>[]
  readonly grounds?: readonly Over<Ground>[]
  readonly elements?: readonly Over<Element>[]
  readonly safeguards?: readonly Over<SafeguardRow>[]
  readonly thresholds?: readonly Over<Threshold>[]
  readonly offences?: readonly Over<Offence>[]
  readonly criminality?: readonly Over<Criminality>[]
  readonly networks?: readonly Over<Network>[]
}

/** Tables of a pack, in the order in which they are read, shown and counted. */
export const tables = [
  'instruments',
  'bases',
  'rules',
  'calendars',
  'grounds',
  'elements',
  'safeguards',
  'thresholds',
  'offences',
  'criminality',
  'networks',
] as const satisfies readonly (keyof PackRows)[]
export type Table = (typeof tables)[number]

/** Rows of law that belong together, as one JSON document: a file that a lawyer edits. */
export interface Pack {
  /** Stable for ever; a new text is a new version. */
  readonly id: string
  readonly name: string
  readonly layer: Layer
  /** 1, 2, 3 ... A pack is replaced as a whole by a higher version. */
  readonly version: number
  /** First day in force. */
  readonly from: Day
  readonly to?: Day
  /** Packs whose rows this one may replace. */
  readonly over?: readonly string[]
  readonly rows: PackRows
}

/** Two persons sign every pack; each signature covers the pack, the signer, the role and the instant. */
export interface PackSignature {
  /** Who signed, `XV-FIU/delegate-1`. */
  readonly signer: string
  /** Name of the key. */
  readonly key: string
  readonly role: string
  readonly at: Instant
  /** Ed25519 (RFC 8032), 64 bytes in base64url. */
  readonly signature: string
}

/** A pack as it travels: the rows, and who signed them. */
export interface SignedPack {
  readonly pack: Pack
  readonly signatures: readonly PackSignature[]
}

/** A person whose signature under a pack counts, and while it counts. */
export interface TrustedSigner {
  readonly signer: string
  readonly key: string
  /** Ed25519, raw 32 bytes in base64url. */
  readonly publicKey: string
  readonly role: string
  readonly from: Day
  readonly to?: Day
}

/** Everybody whose signature counts at a node. */
export type Trust = readonly TrustedSigner[]

/** Roles of the treaty desk: whose signature makes law of a node. */
export const packRoles: readonly string[] = ['delegate', 'head-of-desk']
