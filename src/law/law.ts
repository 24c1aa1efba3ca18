import { type Day, must } from '#base'
import type { Calendar } from './calendars.ts'
import { shippedDay, shippedPacks } from './data/packs.ts'
import type { Rule } from './deadlines.ts'
import type { Element } from './elements.ts'
import type { Ground } from './grounds.ts'
import { layOver } from './lay-over.ts'
import type { Network } from './networks.ts'
import type { Criminality, Offence } from './offences.ts'
import type { Layer, Table } from './pack.ts'
import type { Basis, Instrument } from './permits.ts'
import type { SafeguardRowId, Safeguards } from './safeguards.ts'
import type { Threshold } from './thresholds.ts'

/**
 * The law under which a decision is made: all rows of the packs in force at a node, laid over each other. Every function
 * of this folder answers from one such value, so an old decision is made again from the rows it was made from.
 */
export interface Law {
  /** Digest of the rows, `sha256:…`; what a signed event names. */
  readonly version: string
  /** The packs it was laid together from, the lowest layer first. */
  readonly packs: readonly PackName[]
  /** Where each row comes from, by `table/id`. */
  readonly origins: Readonly<Record<string, Origin>>
  readonly instruments: readonly Instrument[]
  readonly bases: readonly Basis[]
  readonly rules: readonly Rule[]
  readonly calendars: readonly Calendar[]
  readonly grounds: readonly Ground[]
  readonly elements: readonly Element[]
  readonly thresholds: readonly Threshold[]
  readonly safeguards: Readonly<Record<SafeguardRowId, Safeguards>>
  readonly offences: readonly Offence[]
  readonly criminality: readonly Criminality[]
  readonly networks: readonly Network[]
}

/** A pack in force. */
export interface PackName {
  readonly id: string
  readonly name: string
  readonly layer: Layer
  readonly version: number
  readonly from: Day
  readonly to?: Day
  /** Digest of the whole pack. */
  readonly digest: string
  /** How many rows it has, and how many of them nobody has checked yet. */
  readonly rows: number
  readonly toVerify: number
  /** Who signed it; nobody where it comes with the program. */
  readonly signers: readonly string[]
}

/** From which pack a row comes. */
export interface Origin {
  readonly pack: string
  /** The pack whose row it takes the place of. */
  readonly replaced?: string
}

/** Laws by version: what a recomputation asks for. A version that is not there cannot be recomputed, and says so. */
export type Laws = (version: string) => Law | undefined

/** The law as it comes with this version of the program, before a node's own packs are laid over it. */
export const shipped: Law = must(layOver(shippedPacks, shippedDay))

/** From which pack a row comes, and which pack's row it replaced. */
export function originOf(law: Law, table: Table, id: string): Origin | undefined {
  return law.origins[`${table}/${id}`]
}
