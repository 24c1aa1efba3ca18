/** An exercise as it comes over the wire. */
export type Stage = 'waiting' | 'running' | 'paused' | 'played' | 'talked-over' | 'reported'

export interface Lesson {
  readonly id: string
  readonly inject: string
  readonly text: string
  readonly owner: string
  readonly function: string
  readonly due: string
  readonly action: string
}

export interface PlannedInject {
  readonly id: string
  readonly minute: number
  readonly to: readonly string[]
  readonly text: string
  readonly expected: string
  readonly at: string | null
  readonly mark: 'waiting' | 'open' | 'in-time' | 'late' | 'missing'
  readonly seconds: number | null
  readonly within: number
  readonly found: string
}

/** What those see who lead it. */
export interface Control {
  readonly matter: string
  readonly injects: readonly PlannedInject[]
  readonly seats: readonly {
    readonly authority: string
    readonly task: string
    readonly by: 'people' | 'script'
  }[]
  readonly notes: readonly { readonly at: string; readonly inject: string; readonly text: string }[]
  readonly refused: readonly {
    readonly inject: string
    readonly actor: string
    readonly step: string
    readonly refusal: string
  }[]
  readonly score: number
  readonly spread: number | null
  readonly drafts: readonly Lesson[]
  readonly lessons: readonly Lesson[]
}

export interface Exercise {
  readonly id: string
  readonly name: string
  readonly objectives: string
  readonly minutes: number
  readonly stage: Stage
  readonly second: number
  readonly now: string
  readonly task: string | null
  readonly told: readonly { readonly inject: string; readonly at: string; readonly text: string }[]
  readonly control: Control | null
}
