import type { Digest, Instant, Json } from '#base'

/** Name and version of the format; a reader refuses what it does not know. */
export const exhibitFormat = 'comity-tracing-exhibit/1'

/**
 * Everything a tracing exhibit says. Pages and PDFs are made from this and nothing else, and its canonical
 * bytes (RFC 8785) travel inside them, so that a reader can check what he reads. Amounts are decimal texts,
 * instants ISO 8601; no floats.
 */
export interface ExhibitData {
  readonly format: typeof exhibitFormat
  readonly title: string
  readonly caseReference: string
  readonly authority: string
  readonly preparedBy: string
  readonly preparedFor?: string
  readonly preparedAt: Instant
  /** The one question that the exhibit answers. */
  readonly question: string
  readonly method: ExhibitMethod
  readonly sources: readonly ExhibitSource[]
  readonly openings: readonly ExhibitOpening[]
  readonly rates: readonly ExhibitRate[]
  /** Currencies of the ledger with the digits of their minor unit. */
  readonly currencies: readonly { readonly code: string; readonly digits: number }[]
  /** Column map with which the ledger was read, as given. */
  readonly map?: Json
  readonly claims: readonly ExhibitClaim[]
  readonly holdings: readonly ExhibitHolding[]
  readonly exhausted: readonly ExhibitExhausted[]
  readonly total: ExhibitTotal
  readonly comparison?: ExhibitComparison
  readonly warnings: readonly ExhibitWarning[]
  readonly flow: ExhibitFlow
  readonly schedule: ExhibitSchedule
}

/** `ignored`: the rule does not look at the order. */
export type OrderPolicy = 'given' | 'credits-first' | 'debits-first' | 'interval' | 'ignored'

export interface ExhibitMethod {
  readonly rule: ExhibitRule
  readonly order: OrderPolicy
  readonly arrival: 'ordered' | 'blended'
  readonly arithmetic: 'exact' | 'fast'
  /** Greatest possible rounding error of one figure, in minor units: `0`, `0.0012`, `4.1 x 10^-20`. */
  readonly errorBound: string
  /** Currency in which claims are measured; null when it could not be told. */
  readonly base: string | null
  /** Accounts elected as assets, for the rule that lets a claimant elect. */
  readonly elected?: readonly string[]
  /** Claims named from outside the ledger: every payment out of the account is the claimant's money. */
  readonly claimed?: readonly { readonly claim: string; readonly account: string }[]
}

export interface ExhibitRule {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly citations: readonly string[]
  readonly status: 'verified' | 'to-verify'
}

export interface ExhibitSource {
  readonly role: 'ledger' | 'openings' | 'rates' | 'map'
  readonly file: string
  readonly digest: Digest
  readonly bytes: number
  readonly rows?: number
  readonly encoding?: string
  readonly delimiter?: string
  readonly firstDay?: string
  readonly lastDay?: string
  /** Rows that were not read, each with the reason. */
  readonly leftOut?: readonly { readonly row: number; readonly why: string }[]
}

export interface ExhibitOpening {
  readonly account: string
  readonly currency: string
  readonly amount: string
  readonly claim?: string
}

export interface ExhibitRate {
  readonly currency: string
  readonly rate: string
  readonly from: string
}

export interface ExhibitClaim {
  readonly claim: string
  /** In base currency; null when a rate is missing. */
  readonly claimed: string | null
  readonly introduced: readonly {
    readonly currency: string
    readonly amount: string
    readonly payments: number
  }[]
}

export interface ExhibitHolding {
  readonly account: string
  readonly claim: string
  readonly currency: string
  /** In the account's currency; null where the rule gives membership and no quantity. */
  readonly traced: string | null
  readonly balance: string
  readonly baseTraced: string | null
  /** `baseTraced` rounded on its own, where that differs: figures are rounded together so that they add up. */
  readonly baseNearest?: string
  /** Lowest and highest figure over the orders that are possible. */
  readonly low?: string
  readonly high?: string
}

export interface ExhibitExhausted {
  readonly account: string
  readonly claim: string
  readonly at: string
}

export interface ExhibitTotal {
  readonly claimed: string | null
  readonly traced: string | null
  readonly untraceable: string | null
}

export interface ExhibitComparison {
  readonly rules: readonly { readonly id: string; readonly name: string }[]
  /** One row per account, claim and currency; figures in the order of `rules`, null where a rule gives none. */
  readonly rows: readonly {
    readonly account: string
    readonly claim: string
    readonly currency: string
    readonly figures: readonly (string | null)[]
    readonly low: string | null
    readonly high: string | null
  }[]
  readonly untraceable: readonly (string | null)[]
}

export interface ExhibitWarning {
  readonly code: string
  readonly text: string
  readonly account?: string
  readonly at?: string
}

export interface ExhibitFlow {
  readonly currency: string | null
  readonly nodes: readonly { readonly account: string; readonly currency: string }[]
  /** Indexes into `nodes`; `value` in base currency. */
  readonly links: readonly {
    readonly from: number
    readonly to: number
    readonly value: string
    readonly payments: number
    readonly first: string
    readonly last: string
  }[]
  readonly leftOut: { readonly links: number; readonly value: string | null }
}

export interface ExhibitSchedule {
  /** Payments that moved a claim; `steps` may hold fewer. */
  readonly total: number
  readonly steps: readonly ExhibitStep[]
}

export interface ExhibitStep {
  readonly n: number
  readonly payment: string
  readonly row: number
  readonly at: string
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly currency: string
  readonly received?: string
  readonly receivedCurrency?: string
  readonly purpose?: string
  /** Part of the payment that carries each claim; null where the rule gives membership only. */
  readonly moved: readonly {
    readonly claim: string
    readonly value: string | null
    readonly currency: string
  }[]
}
