import { digestOf, type Json } from '#base'
import type { Calendar } from './calendars.ts'
import { bases } from './data/bases.ts'
import { calendars } from './data/calendars.ts'
import { elements } from './data/elements.ts'
import { grounds } from './data/grounds.ts'
import { instruments } from './data/instruments.ts'
import { rules } from './data/rules.ts'
import { safeguards } from './data/safeguards.ts'
import { thresholds } from './data/thresholds.ts'
import type { Rule } from './deadlines.ts'
import type { Element } from './elements.ts'
import type { Ground } from './grounds.ts'
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
  readonly instruments: readonly Instrument[]
  readonly bases: readonly Basis[]
  readonly rules: readonly Rule[]
  readonly calendars: readonly Calendar[]
  readonly grounds: readonly Ground[]
  readonly elements: readonly Element[]
  readonly thresholds: readonly Threshold[]
  readonly safeguards: Readonly<Record<SafeguardRowId, Safeguards>>
}

export interface PackName {
  readonly id: string
  readonly version: string
  /** Digest of the pack's own rows. */
  readonly digest: string
}

const rows = { instruments, bases, rules, calendars, grounds, elements, thresholds, safeguards }

/** Digest of rows. A fraction counts as its decimal text, because signed documents hold whole numbers only. */
export function rowsDigest(value: object): string {
  const plain = JSON.stringify(value, (_, v) =>
    typeof v === 'number' && !Number.isSafeInteger(v) ? String(v) : v,
  )
  return digestOf(JSON.parse(plain) as Json)
}

/** The law as it comes with this version of the program, before a node's own packs are laid over it. */
export const shipped: Law = {
  version: rowsDigest(rows),
  packs: [],
  ...rows,
}
