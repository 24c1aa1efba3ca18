import type { Instant, Json } from '#base'
import type { KeptFile } from './desk-files.ts'

export const fileRoles = ['ledger', 'openings', 'rates', 'map'] as const
export type FileRole = (typeof fileRoles)[number]

/** Claims named at the desk, for ledgers without a claim column. */
export interface ClaimRule {
  readonly claim: string
  /** Every payment out of, or into, the account is the claimant's money. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** These payments are. */
  readonly ids?: readonly string[] | undefined
}

export interface RunOptions {
  readonly rule: string
  readonly order: 'given' | 'interval'
  readonly arrival: 'ordered' | 'blended'
  readonly arithmetic: 'exact' | 'fast'
  readonly base?: string | undefined
  readonly elected?: readonly string[] | undefined
}

export interface TracingFile extends KeptFile {
  readonly role: FileRole
  readonly name: string
}

/** One tracing as the node keeps it: one ledger with its runs. */
export interface Tracing {
  readonly id: string
  readonly name: string
  readonly createdAt: Instant
  readonly createdBy: string
  readonly state: 'draft' | 'imported'
  readonly version: number
  readonly files: readonly TracingFile[]
  readonly base: string | null
  readonly map: Json
  readonly claims: readonly ClaimRule[]
  readonly skipBadRows: boolean
  readonly counts: {
    readonly payments: number
    readonly accounts: number
    readonly claims: number
    readonly currencies: number
  } | null
  /** Digest of the encrypted summary: accounts, findings, claims. */
  readonly summary: string | null
  readonly runs: readonly Run[]
}

/** Where the content of a tracing lies: what is erased with it. */
export function placesOf({ summary, runs }: Tracing): readonly (string | null)[] {
  return [summary, ...runs.map((run) => run.result)]
}

export interface Run {
  readonly id: string
  readonly rule: string
  readonly order: string
  readonly arrival: string
  readonly arithmetic: string
  readonly base: string | null
  readonly at: Instant
  readonly by: string
  readonly options: RunOptions
  readonly total: Json
  readonly warnings: number
  /** Digest of the result document, encrypted beside. */
  readonly result: string
}
