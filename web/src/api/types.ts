/** What comes over the wire from a node. Amounts are decimal strings, instants ISO 8601, days YYYY-MM-DD. */

export interface Actor {
  readonly id: string
  readonly name: string
  readonly role: string
  readonly roleName: string
  readonly authority: string
  readonly authorityName?: string
}

export interface Peer {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly address: string
  readonly self: boolean
}

export interface NodeInfo {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly countryName: string
  readonly demo: boolean
  readonly exercise: string | null
  /** The authority that keeps the tip box here. */
  readonly tipBox: string | null
  readonly now: string
  readonly federation: readonly Peer[]
  readonly log: { readonly size: number; readonly root: string }
}

export type DueStatus = 'running' | 'soon' | 'overdue' | 'paused' | 'met' | 'none'

export type MatterKind = 'request' | 'spontaneous' | 'matter'

export interface InboxItem {
  readonly id: string
  readonly reference: string
  readonly kind: MatterKind
  readonly procedure: { readonly id: string; readonly name: string }
  /** The officer signed in has a step to take. */
  readonly officersTurn: boolean
  readonly subject: string
  readonly side: 'requesting' | 'requested'
  readonly counterpart: { readonly id: string; readonly name: string }
  readonly state: string
  readonly stateName: string
  readonly urgency: string
  readonly due: string | null
  readonly dueName: string | null
  readonly dueStatus: DueStatus
  readonly remainingSeconds: number | null
  readonly waitingFor: 'us' | 'them' | 'nobody'
  readonly updatedAt: string
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly citation?: string
}

export interface Field {
  readonly name: string
  readonly label: string
  readonly kind:
    | 'text'
    | 'long'
    | 'choice'
    | 'day'
    | 'instant'
    | 'number'
    | 'money'
    | 'list'
    | 'check'
    | 'persons'
    | 'assets'
    | 'matter'
    | 'authorities'
    | 'digest'
  readonly required: boolean
  readonly section?: string
  readonly citation?: string
  readonly least?: number
  readonly most?: number
  readonly help?: string
  /** Said beside the document; folded away until it is wanted. */
  readonly beside?: true
  readonly options?: readonly Option[]
}

export interface Action {
  readonly id: string
  readonly name: string
  readonly open: boolean
  readonly why?: string
  readonly remedy?: string
  readonly citation?: string
  readonly form: readonly Field[]
  readonly coercive?: boolean
  readonly crosses?: boolean
  /** Text that is there already and may be changed. */
  readonly document?: Readonly<Record<string, unknown>>
  readonly elements?: Completeness
}

export interface Clock {
  readonly id: string
  readonly name: string
  readonly rule: string
  readonly citation: string
  readonly start: string
  readonly due: string | null
  readonly status: string
  readonly remainingSeconds: number | null
  readonly steps: readonly string[]
  readonly owedBy?: string
  readonly consequence?: string
  /** Instants at which it warns. */
  readonly warnings?: readonly string[]
}

/** How much of what the law asks for a document has, and what else to think of. */
export interface Completeness {
  readonly have: number
  readonly of: number
  readonly missing: readonly MissingElement[]
  readonly prompts?: readonly Prompt[]
}

export interface MissingElement {
  readonly id: string
  readonly name: string
  readonly citation: string
  readonly fields?: readonly string[]
}

export interface Prompt {
  readonly id: string
  readonly text: string
  readonly citation: string
  readonly field: string
}

export interface TimelineEntry {
  readonly id: string
  readonly at: string
  readonly type: string
  readonly title: string
  readonly actor: { readonly id: string; readonly name: string; readonly authority: string }
  readonly node: string
  readonly ours: boolean
  readonly crossed: boolean
  readonly document?: Readonly<Record<string, unknown>>
  /** Last day on which the words could be held; they are not shown any more. */
  readonly withheld?: string
  readonly digest: string
  readonly index: number | null
  readonly receipt?: {
    readonly status: string
    readonly at: string
    readonly index: number
    readonly size: number
  }
  readonly approvedWith?: 'passkey' | 'node-key'
}

export interface PathState {
  readonly track: string
  readonly id: string
  readonly name: string
  /** When it was first reached. */
  readonly reached: string | null
  readonly current: boolean
  readonly waitsFor?: string
  readonly closed?: boolean
}

export interface SafeguardCell {
  readonly column: string
  readonly label: string
  readonly needed: string | null
  readonly filledBy: string | null
}

export interface DocumentRow {
  readonly record: string
  readonly form: string
  readonly formName: string
  readonly title: string
  readonly at: string
  readonly by: string
}

export interface RequestView {
  readonly id: string
  readonly reference: string
  readonly kind: MatterKind
  readonly procedure: string
  readonly procedureName: string
  readonly citation: string
  readonly family: string
  readonly tracks: readonly {
    readonly id: string
    readonly state: string
    readonly stateName: string
  }[]
  readonly path: readonly PathState[]
  readonly parties: readonly {
    readonly side: string
    readonly sideName: string
    readonly id: string
    readonly name: string
    readonly outside?: boolean
  }[]
  readonly links: readonly {
    readonly step: string
    readonly stepName?: string
    readonly id: string
    readonly reference: string
    readonly procedureName: string
  }[]
  readonly tallies: readonly {
    readonly name: string
    readonly title: string
    readonly by: { readonly name: string; readonly label: string }
    readonly limit: { readonly label: string; readonly value: string } | null
    readonly zero: { readonly label: string; readonly at: string } | null
    readonly rows: readonly {
      readonly key: string
      readonly value: string
      readonly parts: readonly {
        readonly name: string
        readonly label: string
        readonly kind: 'text' | 'instant' | 'money'
        readonly value: string
      }[]
    }[]
  }[]
  readonly safeguards: readonly SafeguardCell[] | null
  readonly documents: readonly DocumentRow[]
  readonly law: { readonly version: string; readonly now: string; readonly changed: boolean }
  readonly subject: string
  readonly side: 'requesting' | 'requested'
  readonly from: { readonly id: string; readonly name: string }
  readonly to: { readonly id: string; readonly name: string }
  readonly state: string
  readonly stateName: string
  readonly urgency: string
  readonly legalBasis: {
    readonly id: string
    readonly name: string
    readonly citation: string
  } | null
  readonly conditions: {
    readonly handling?: string
    readonly purposes?: readonly string[]
    readonly evidence?: string
    readonly onward?: string
    readonly retainUntil?: string
  } | null
  readonly document: Readonly<Record<string, unknown>>
  readonly timeline: readonly TimelineEntry[]
  readonly clocks: readonly Clock[]
  readonly actions: readonly Action[]
  readonly reply?: Readonly<Record<string, unknown>>
  readonly completeness: Completeness | null
}

export interface Basis {
  readonly id: string
  readonly name: string
  readonly citation: string
  readonly clocks?: unknown
}

export interface Card {
  readonly id: string
  readonly name: string
  readonly country: string
  readonly kind: string
  readonly competences: readonly string[]
  readonly languages: readonly string[]
  readonly address: string
  readonly keys: readonly {
    readonly use: string
    readonly id: string
    readonly fingerprint: string
    readonly from: string
    readonly to: string | null
  }[]
  readonly bases: readonly Basis[]
}

export interface LogEntry {
  readonly index: number
  readonly at: string
  readonly type: string
  readonly actor: string
  readonly stream: string
  readonly digest: string
  readonly leaf: string
  readonly foreign: boolean
}

export interface LogPageData {
  readonly head: { readonly size: number; readonly root: string; readonly checkpoint: string }
  readonly entries: readonly LogEntry[]
}

export interface Verification {
  readonly ok: boolean
  readonly findings: readonly { readonly where: string; readonly text: string }[]
  readonly checked: {
    readonly records: number
    readonly bodies: number
    readonly signatures: number
  }
  readonly head: { readonly size: number; readonly root: string }
}

export interface Indicator {
  readonly id: string
  readonly name: string
  readonly formula: string
  readonly unit: string
  readonly shown: boolean
  /** The figure as it is printed, or what is said in its place. */
  readonly text: string
  /** Staff only: in the unit, sums in cents; null where nothing was counted. */
  readonly value?: number | null
  /** Number of cases; staff only. */
  readonly n?: number
  /** Number of cases as a class; public view. */
  readonly cases?: string
  /** Step of the small-count rule that withheld it. */
  readonly note?: string
  /** 95 % Wilson interval of a share, as fractions of one. */
  readonly interval?: readonly [number, number]
  readonly parts?: readonly IndicatorPart[]
}

export interface IndicatorPart {
  readonly by: string
  readonly key: string
  readonly text: string
  readonly value?: number | null
  /** Where it differs from the figure's. */
  readonly unit?: string
  readonly n?: number
  readonly shown?: boolean
  readonly note?: string
}

export interface Figures {
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly nodes: readonly string[]
  readonly indicators: readonly Indicator[]
  readonly log?: { readonly origin: string; readonly size: number; readonly root: string }
}

export interface Problem {
  readonly title: string
  readonly status: number
  readonly name?: string
  readonly kind?: string
  readonly detail: string
  readonly citation?: string
  readonly remedy?: string
  readonly where?: {
    readonly file?: string
    readonly row?: number
    readonly column?: string
    readonly pointer?: string
  }
  readonly problems?: readonly RowProblem[]
}

export interface RowProblem {
  readonly row?: number
  readonly column?: string
  readonly expected: string
  readonly found?: string
  readonly remedy: string
}

export interface TracingSummary {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly createdBy: string
  readonly state: 'draft' | 'imported'
  readonly payments: number | null
  readonly accounts: number | null
  readonly claims: number | null
  readonly runs: number
}

export type FileRole = 'ledger' | 'openings' | 'rates' | 'map'

export interface Preview {
  /** Null when the file could not be read at all; the notes say why. */
  readonly delimiter: string | null
  readonly encoding: string | null
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly guess?: { readonly columns?: Readonly<Record<string, string>> }
  readonly notes?: readonly { readonly text: string; readonly remedy?: string }[]
}

export interface TracingFile {
  readonly role: FileRole
  readonly name: string
  readonly bytes: number
  readonly digest: string
  /** While a draft; null for a map, which has no rows. */
  readonly preview?: Preview | null
}

export interface Finding {
  readonly code: string
  readonly text: string
  readonly account?: string
  readonly at?: string
  readonly count?: number
  readonly figure?: string
}

export interface AccountRow {
  readonly account: string
  readonly currency: string
  /** Whether the case states an opening balance. */
  readonly opened: boolean
  readonly credits: string
  readonly debits: string
  readonly closing: string
  readonly payments: number
}

export interface RunSummary {
  readonly id: string
  readonly rule: string
  readonly order: string
  readonly arrival: string
  readonly arithmetic: string
  readonly at: string
  readonly by?: string
}

export interface ExhibitLink {
  readonly id: string
  readonly title?: string
  readonly digest: string
  readonly html: string
  readonly pdf: string
  readonly at?: string
}

export interface Tracing {
  readonly id: string
  readonly name: string
  readonly state: 'draft' | 'imported'
  readonly createdAt?: string
  readonly createdBy?: string
  readonly files: readonly TracingFile[]
  readonly counts?: {
    readonly payments: number
    readonly accounts: number
    readonly claims: number
    readonly currencies: number
  }
  readonly period?: { readonly from: string; readonly to: string } | null
  readonly currencies?: readonly { readonly code: string; readonly digits: number }[]
  readonly claims?: readonly {
    readonly claim: string
    readonly introduced: readonly {
      readonly currency: string
      readonly amount: string
      readonly payments: number
    }[]
  }[]
  readonly accounts?: readonly AccountRow[]
  readonly findings?: readonly Finding[]
  readonly leftOut?: unknown
  readonly base?: string | null
  readonly runs?: readonly RunSummary[]
  readonly exhibits?: readonly ExhibitLink[]
}

export interface Rule {
  readonly id: string
  readonly name: string
  readonly text: string
  readonly classes?: unknown
  readonly order?: unknown
  readonly citations?: readonly unknown[]
}

export interface Job {
  readonly state: 'running' | 'done' | 'refused' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number
  readonly what: string
  readonly problem?: Problem
  readonly result?: { readonly id: string; readonly ids?: readonly string[] }
}

export interface RunDocument {
  readonly id: string
  readonly rule: string
  readonly order: string
  readonly arrival?: string
  readonly arithmetic?: string
  readonly base: string | null
  readonly at: string
  readonly by?: string
  readonly error_bound?: string | number
  readonly claims: readonly { readonly claim: string; readonly claimed: string }[]
  readonly holdings: readonly Holding[]
  readonly exhausted: readonly {
    readonly account: string
    readonly claim: string
    readonly at: string
  }[]
  readonly warnings: readonly Warning[]
  readonly total: {
    readonly claimed: string | null
    readonly traced: string | null
    readonly untraceable: string | null
  }
}

export interface Holding {
  readonly account: string
  readonly claim: string
  readonly currency: string
  readonly traced: string | null
  readonly balance: string
  readonly base_traced: string | null
  readonly low?: string
  readonly high?: string
}

export interface Warning {
  readonly code: string
  readonly account?: string
  readonly at?: string
  readonly text: string
  readonly count?: number
  readonly touches_claims?: boolean
}

export interface RuleFigures {
  /** Decimal text by rule; `touched` or null where a rule measures membership alone. */
  readonly figures: Readonly<Record<string, string | null>>
  readonly low: string | null
  readonly high: string | null
}

/** Figures of one account and claim in the account's currency, and in the base where there is one. */
export interface CompareRow extends RuleFigures {
  readonly account: string
  readonly claim: string | null
  readonly currency: string
  readonly balance: string
  readonly inBase?: RuleFigures
}

export interface Compare {
  readonly rules: readonly string[]
  readonly rows: readonly CompareRow[]
  readonly base?: string | null
  readonly runs?: Readonly<Record<string, string>>
  readonly untraceable?: Readonly<Record<string, string | null>>
}

export interface GraphNode {
  readonly id: string
  readonly account: string
  readonly currency: string
  readonly layer?: number
  /** Still held, in the base currency. */
  readonly traced: string | null
}

export interface GraphLink {
  /** Ids of nodes. */
  readonly from: string
  readonly to: string
  /** In the base currency; null where nothing is measured. */
  readonly value: string | null
  readonly payments: number
  readonly first: string
  readonly last: string
  readonly returns?: boolean
}

export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly links: readonly GraphLink[]
  readonly base?: string | null
  readonly leftOut: {
    readonly links: number
    readonly nodes?: number
    readonly value: string | number | null
  }
}

export interface Moved {
  readonly claim: string
  /** In the currency of the debited account; null where the rule measures membership alone. */
  readonly value: string | null
}

export interface Step {
  readonly n: number
  readonly payment: {
    readonly id: string
    readonly time: string
    readonly from: string
    readonly to: string
    readonly amount: string
    readonly currency: string
    readonly received?: string
    readonly receivedCurrency?: string
    readonly purpose?: string
    readonly type?: string
    readonly row: number
  }
  readonly moved: readonly Moved[]
  readonly balanceAfter?: string
}

export interface Behind {
  readonly total: number
  /** In the base currency: what came in less what went out, or what a link moved. */
  readonly moved: string | null
  readonly base?: string | null
  readonly payments: readonly BehindPayment[]
}

export interface BehindPayment {
  readonly id: string
  readonly row: number
  readonly time: string
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly currency: string
  readonly purpose?: string
  readonly type?: string
  readonly claim?: string
  readonly direction?: 'in' | 'out'
  /** In the currency of the debited account. */
  readonly moved: string | null
  /** In the base currency. */
  readonly movedBase?: string | null
}
