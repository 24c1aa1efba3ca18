import type { Day, Instant, Json } from '#base'
import type { AuthorityCard } from '#directory'
import type { Law, Party } from '#law'
import type { Tables } from './procedures.ts'
import type { Document } from './read-form.ts'
import type { Procedure, Side, TrackId, Transition } from './rows.ts'
import type { Actor, Parties, State } from './state.ts'

/** What the node knows at the moment of a decision and hands in. */
export interface Facts {
  readonly now: Instant
  readonly actor: Actor
  /** Cards of the federation, as verified. */
  readonly directory: readonly AuthorityCard[]
  /** The law under which it is decided; the event names its version. */
  readonly law: Law
  /** Other tables than the shipped ones. */
  readonly tables?: Tables
  /** Files of the matter, for a step whose guard looks at them; absent where a matter is told on paper. */
  readonly files?: readonly MatterFile[]
}

/** A file that lies with a matter at this node. */
export interface MatterFile {
  /** Of its bytes, reckoned here while they came in. */
  readonly digest: string
  /** Authority that put it to the matter. */
  readonly authority: string
  /** A second officer of that authority let it go. */
  readonly released: boolean
  /** Whole here. */
  readonly whole: boolean
  /** Officers of this node who opened it, by the record of looks. */
  readonly openedBy: readonly string[]
}

/** One step seen from everywhere a guard may look. */
export interface Situation {
  readonly procedure: Procedure
  readonly row: Transition
  readonly state: State | undefined
  readonly parties: Parties
  readonly side: Side
  /** The party for which the step is taken; the actor's authority may be another of its country. */
  readonly party: Party
  /** The step is of a side outside the network, and is written down from paper by the other side. */
  readonly recorded?: true
  readonly now: Instant
  readonly actor: Actor
  readonly law: Law
  readonly directory: readonly AuthorityCard[]
  readonly tables: Tables
  readonly files?: readonly MatterFile[]
  readonly document?: Document
}

/** Where a track stands; `null` before its first step. */
export function standing(state: State | undefined, track: TrackId): string | null {
  return state?.states[track] ?? null
}

/** What was kept under a name and a key. A key is a person's text, so only own keys count: `constructor` is none. */
export function keptAs(
  state: Pick<State, 'tallies'> | undefined,
  name: string,
  key: unknown,
): Json | undefined {
  const tally = state?.tallies[name]
  return tally !== undefined && Object.hasOwn(tally, String(key)) ? tally[String(key)] : undefined
}

/** The civil day in UTC. */
export function dayOf(at: Instant): Day {
  return at.slice(0, 10) as Day
}

/** The side that an authority holds as a party; those who joined hold the requested side. */
export function sideOf(parties: Parties, authority: string): Side | undefined {
  if (parties.requesting.authority === authority) return 'requesting'
  if (parties.requested.authority === authority) return 'requested'
  return parties.others?.some((p) => p.authority === authority) ? 'requested' : undefined
}

/** The opposite side. */
export function other(side: Side): Side {
  return side === 'requesting' ? 'requested' : 'requesting'
}
