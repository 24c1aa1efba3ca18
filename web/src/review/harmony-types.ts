export interface GateLine {
  readonly id: string
  readonly words: string
  readonly have: number
  readonly least?: number
}

export interface Level {
  readonly country: string
  readonly level: number
  readonly name: string
  readonly next: readonly GateLine[]
  readonly passed: readonly (GateLine & {
    readonly records: readonly {
      readonly type: string
      readonly at: string
      readonly digest: string | null
    }[]
  })[]
}

export interface Warning {
  readonly row: string
  readonly indicator: string
  readonly name: string
  readonly state: 'steady' | 'warning' | 'too little'
  readonly since: string | null
  readonly reference: number | null
  /** How far the sum of deviations has come. */
  readonly sum: number | null
  readonly method: 'cusum' | 'runs'
  readonly leastCases: number
  readonly baseline: number
  readonly citation: string
  readonly words: string
  readonly points: readonly {
    readonly period: string
    readonly value: number
    readonly n: number
  }[]
}

export interface Clause {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly source: string
  readonly prevents: readonly string[]
}

export interface Diff {
  readonly clause: string
  readonly title: string
  readonly kind: 'same' | 'changed' | 'left out' | 'added'
  readonly words: readonly { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }[]
  readonly reason: string
  readonly stillPossible: readonly string[]
}

export interface Law {
  readonly id: string
  readonly title: string
  readonly version: number
  readonly from: string
  readonly provenance: string
  readonly licence: string
  readonly clauses: readonly Clause[]
  readonly adaptations: readonly {
    readonly country: string
    readonly status: string
    readonly since: string
    readonly source: string
    readonly diff: readonly Diff[]
  }[]
}

export interface HarmonyAnswer {
  readonly asOf: string
  readonly levels: readonly Level[]
  readonly rows: readonly {
    readonly level: number
    readonly name: string
    readonly features: readonly string[]
    readonly clocks: readonly string[]
    readonly support: string
  }[]
  readonly warnings: readonly Warning[]
  readonly laws: readonly Law[]
  readonly refused: Readonly<Record<string, number>>
}
