import type { Day, Instant } from '#base'
import type { AuthorityCard } from '#directory'
import type { Document } from './read-form.ts'
import type { Procedure, Side, TrackId, Transition } from './rows.ts'
import type { Actor, Parties, State } from './state.ts'

/** What the node knows at the moment of a decision and hands in. */
export interface Facts {
  readonly now: Instant
  readonly actor: Actor
  /** Cards of the federation, as verified. */
  readonly directory: readonly AuthorityCard[]
}

/** One step seen from everywhere a guard may look. */
export interface Situation {
  readonly procedure: Procedure
  readonly row: Transition
  readonly state: State | undefined
  readonly parties: Parties
  readonly side: Side
  readonly now: Instant
  readonly actor: Actor
  readonly document?: Document
}

/** Where a track stands; `null` before its first step. */
export function standing(state: State | undefined, track: TrackId): string | null {
  return state?.states[track] ?? null
}

export function dayOf(at: Instant): Day {
  return at.slice(0, 10) as Day
}

export function sideOf(parties: Parties, authority: string): Side | undefined {
  if (parties.requesting.authority === authority) return 'requesting'
  return parties.requested.authority === authority ? 'requested' : undefined
}

export function other(side: Side): Side {
  return side === 'requesting' ? 'requested' : 'requesting'
}
