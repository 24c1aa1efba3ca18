import type { Basis, Field } from './types.ts'

/** What a node tells about procedures, law, routes and time limits. Days YYYY-MM-DD, instants ISO 8601. */

export interface ProcedureItem {
  readonly id: string
  readonly name: string
  readonly citation: string
  readonly family: string
  readonly between: string
  readonly measure?: string
  readonly mayOpen: boolean
  readonly why?: string
  readonly states: number
  readonly steps: number
}

export interface StateRow {
  readonly id: string
  readonly track: string
  readonly name: string
  readonly waitsFor: string
  readonly closed: boolean
}

export interface StepRow {
  readonly id: string
  readonly name: string
  readonly track: string
  /** `null`: nothing is there yet. */
  readonly from: readonly (string | null)[]
  readonly to: string
  readonly side: string
  readonly sideName: string
  readonly roles: readonly string[]
  readonly kinds: readonly string[]
  readonly form: string
  readonly citation: string
  readonly coercive: boolean
  readonly crosses?: boolean
  readonly fourEyes: readonly string[]
  readonly byClock: boolean
}

export interface ProcedureTable {
  readonly id: string
  readonly name: string
  readonly citation: string
  readonly family?: string
  readonly sides: { readonly requesting: string; readonly requested: string }
  readonly states: readonly StateRow[]
  readonly transitions: readonly StepRow[]
  readonly clocks: readonly {
    readonly id: string
    readonly name: string
    readonly owedBy: string
    readonly rule: string
    readonly ruleText: string
    readonly citation: string
    readonly consequence: string
    readonly warns?: readonly string[]
  }[]
  readonly safeguards:
    | readonly { readonly column: string; readonly label: string; readonly text: string | null }[]
    | null
  readonly forms: readonly {
    readonly id: string
    readonly name?: string
    readonly fields: readonly Field[]
    readonly schema?: unknown
  }[]
}

export interface RefusalRow {
  readonly name: string
  readonly kind: string
  readonly title: string
  readonly situation: string
  readonly citation: string | null
  readonly remedy: string
  readonly families?: readonly string[]
}

export interface Addressee {
  readonly id: string
  readonly name: string
  readonly country?: string
  readonly kind?: string
}

export interface StartForm {
  readonly procedure: { readonly id: string; readonly name: string; readonly citation?: string }
  readonly elements: number
  /** Steps with which it can begin. */
  readonly steps?: readonly { readonly id: string; readonly name: string }[]
  /** The matter has no addressee. */
  readonly alone?: boolean
  /** What is written goes to the other side at once. */
  readonly sends?: boolean
  readonly addressees: readonly Addressee[]
  readonly closed?: readonly (Addressee & {
    readonly why: string
    readonly citation?: string
    readonly remedy: string
  })[]
  readonly form: readonly Field[]
  readonly bases: readonly Basis[]
}

export interface Named {
  readonly id: string
  readonly name: string
}

export interface RouteChoices {
  readonly countries: readonly Named[]
  readonly measures: readonly (string | Named)[]
  readonly offences: readonly Named[]
  readonly kinds: readonly (string | Named)[]
}

export interface RouteCard {
  readonly instrument: string
  readonly name: string
  readonly citation: string
  readonly channel: string
  readonly why: string
  readonly informal: boolean
  readonly who: string
  readonly elements: readonly {
    readonly id: string
    readonly label: string
    readonly citation: string
  }[]
  readonly deadlines: readonly {
    readonly id: string
    readonly what: string
    readonly text: string
  }[]
  readonly grounds: readonly {
    readonly id: string
    readonly name: string
    readonly citation: string
    readonly likely: boolean | string
    readonly why: string
  }[]
  readonly reservations: readonly (string | { readonly text: string })[]
  readonly languages?: readonly string[]
  readonly status?: string
  readonly procedure?: string
}

export interface RouteAnswer {
  readonly question?: unknown
  readonly answer: 'routes' | 'none' | 'unknown'
  readonly because: string
  readonly routes: readonly RouteCard[]
  readonly dualCriminality: {
    readonly answer: 'yes' | 'no' | 'unknown'
    readonly because: string
    readonly rows: readonly Readonly<Record<string, unknown>>[]
  } | null
}

export interface Gap {
  readonly from: string
  readonly to: string
  readonly measure: string
  readonly ground: string
  readonly name: string
  readonly count: number
  readonly last: string
}

export interface LawRule {
  readonly id: string
  readonly citation: string
  readonly text: string
  readonly status: string
  readonly from: string
  readonly to?: string | null
  readonly source: string
  readonly terms: readonly {
    readonly id: string
    readonly when: string
    readonly text: string
    readonly extendable?: number
  }[]
}

export interface Reckoned {
  readonly rule: string
  readonly term?: string
  readonly citation: string
  readonly status: string
  readonly text?: string
  readonly due: string
  readonly dueDay: string
  readonly steps: readonly (
    | string
    | { readonly text: string; readonly at?: string; readonly day?: string }
  )[]
}

export interface PackRow {
  readonly id: string
  readonly name: string
  readonly layer: string
  readonly version: number | string
  readonly from: string
  readonly signers: readonly (string | { readonly signer: string; readonly at?: string })[]
  readonly rows: number
  readonly toVerify: number
  readonly shipped: boolean
  /** `in-force`, or `waits` for its first day. */
  readonly status?: string
}

export interface DiffRow {
  readonly table: string
  readonly id: string
  readonly change: 'added' | 'changed' | 'ended'
  readonly fields: readonly {
    readonly field: string
    readonly before: unknown
    readonly after: unknown
  }[]
  readonly wins: string
}

export interface Draft {
  readonly id: string
  readonly pack: string | { readonly id: string; readonly name?: string; readonly version?: number }
  readonly by: string
  readonly byName?: string
  readonly at: string
  readonly approvals: readonly {
    readonly by: string
    readonly name?: string
    readonly at?: string
  }[]
  /** The officer signed in may sign it. */
  readonly mayApprove?: boolean
  readonly why?: string
  readonly faults: readonly (
    | string
    | {
        readonly name?: string
        readonly ground: string
        readonly remedy?: string
        readonly citation?: string
      }
  )[]
  readonly diff?: { readonly rows: readonly DiffRow[] } | readonly DiffRow[]
}

export interface LawOverview {
  readonly version: string
  readonly packs: readonly PackRow[]
  readonly drafts: readonly Draft[]
  readonly mayDraft: boolean
  readonly mayApprove: boolean
}

export interface LawRow {
  readonly id: string
  readonly citation: string
  readonly text: string
  readonly from: string
  readonly to?: string | null
  readonly status: string
  readonly source: string
  readonly pack: string
  readonly replaced?: string | null
  readonly row: Readonly<Record<string, unknown>>
}
