import type { Instant } from '#base'
import type { MatterChapter, StepDocument } from '../story.ts'

/**
 * An exercise as data (ISO 22398; OpenAEV's words: scenario, inject, expectation). The engine plays it on a federation
 * that is made for it; what is expected is looked for in the signed events of that federation, and nowhere else.
 */
export interface Scenario {
  /** Reference that stands on every card and page, `EX-01`. */
  readonly id: string
  /** How it is called on the command line. */
  readonly slug: string
  readonly name: string
  readonly objectives: string
  /** `2026-05-20T09:00:00Z`: the first minute of the play. */
  readonly begins: string
  /** Minutes of play. */
  readonly minutes: number
  /** Authorities that are exercised; all others are played by the controllers. */
  readonly authorities: readonly string[]
  readonly roles: readonly { readonly role: string; readonly who: string; readonly task: string }[]
  /** What the controllers put on the desks on the days before: orders that are issued, recognised, ready. */
  readonly prepared: readonly MatterChapter[]
  readonly injects: readonly Inject[]
  /** Stops of the clock of the exercise: nothing happens in them, and no time is counted. */
  readonly pauses: readonly {
    readonly minute: number
    readonly seconds: number
    readonly why: string
  }[]
  /** Written in the hot wash of the exercise as it was played. */
  readonly lessons: readonly Lesson[]
}

/** One message into the play, and what is expected to follow from it. */
export interface Inject {
  readonly id: string
  /** Minute of the play, pauses left out. */
  readonly minute: number
  readonly to: readonly string[]
  readonly text: string
  readonly expected: string
  readonly expectations: readonly Expectation[]
  /** What controllers and players do after it. */
  readonly moves: readonly Move[]
}

/** An event that must stand in a log: of that type, by that authority, so many times, so soon after the inject. */
export interface Expectation {
  readonly event: string
  readonly by: string
  readonly times: number
  /** Seconds after the inject. */
  readonly within: number
}

/** One step that somebody takes after an inject. */
export interface Move {
  readonly actor: string
  /** Reference of the matter in the play; the first step on it opens it. */
  readonly matter: string
  readonly opens?: { readonly procedure: string; readonly to?: string }
  readonly step: string
  /** A step that must have been taken in the play before; without it nobody makes this move. */
  readonly needs?: string
  readonly document: (play: Play) => StepDocument
  /** Seconds after the inject: as it was played, and between which two a seed draws. Controllers keep to the plan. */
  readonly after: {
    readonly played: number | 'never'
    readonly drawn?: readonly [number, number]
    /** Under a seed, one player in sixteen forgets it; what others wait for is late and not forgotten. */
    readonly forgettable?: true
    /** Moves of one name under one inject share one draw: an order and its receipt are one deed. */
    readonly as?: string
  }
}

/** What a document may need to know of the play while it runs. */
export interface Play {
  readonly now: Instant
  /** The moment of a minute of the play. */
  readonly minute: (minute: number) => Instant
  /** Id of a matter by its reference. */
  readonly matter: (reference: string) => string
  /** Figures of the conducted freeze from the receipts that were given so far. */
  readonly receipts: readonly Receipt[]
  readonly leaks: readonly { readonly amount: string }[]
}

export interface Receipt {
  readonly leg: string
  readonly executed: Instant
  readonly amount: string
}

export interface Lesson {
  readonly id: string
  /** Inject that taught it. */
  readonly inject: string
  readonly text: string
  /** Authority that owns it, and the function there. */
  readonly owner: string
  readonly function: string
  readonly due: string
  /** What was changed, and when; absent while it is open. */
  readonly closed?: { readonly on: string; readonly change: string }
  /** What the owner promises, in words that can be checked. */
  readonly action: string
  readonly milestones: readonly string[]
  readonly indicator: string
}
