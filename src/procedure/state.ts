import type { Digest, Instant, Json } from '#base'
import type { Role } from '#directory'
import type { ClockClass, Party, ProcedureId, SafeguardColumn, SafeguardRowId } from '#law'
import type { EventType, Side, TrackId } from './rows.ts'

/** Who acts. The node has checked who it is; the procedure asks what they may do. */
export interface Actor {
  /** `XV-FIU/analyst-1`. */
  readonly id: string
  readonly authority: string
  readonly role: Role
}

/** What somebody wants to do. */
export interface Command {
  readonly procedure: ProcedureId
  readonly transition: string
  /** The matter. New for the first transition; made by the node. */
  readonly stream: string
  /** The other authority, only for the first transition: the addressee, or the sender of a paper that is recorded. */
  readonly to?: string
  readonly document: Readonly<Record<string, Json>>
}

/**
 * What happened. The node signs it and appends it; one that `crosses` goes to the other authority, which applies
 * the same event. `data` holds what the fold and the figures need, and no personal data; `document` holds the words
 * and may be erased later without harm to the fold.
 */
export interface Event {
  readonly type: EventType
  readonly procedure: ProcedureId
  /** `null` for an event of the clock. */
  readonly transition: string | null
  readonly stream: string
  readonly at: Instant
  /** Authority at which it happened. */
  readonly node: string
  /** Officer, or `XV-FIU/clock`. */
  readonly actor: string
  readonly crosses: boolean
  readonly data: EventData
  readonly document?: Readonly<Record<string, Json>>
}

/**
 * Facts of an event that the fold needs. No personal data: it outlives the erasure of the document.
 */
export interface EventData {
  readonly role: Role
  readonly side: Side
  readonly track: TrackId
  /** State of the track after the event. */
  readonly to: string
  /** Of the canonical document, where there is one. */
  readonly document?: Digest
  readonly parties?: Parties
  /** First matter of the thread; an amended request keeps it. */
  readonly thread?: string
  readonly basis?: BasisNote
  readonly class?: ClockClass
  readonly clocks?: readonly ClockEffect[]
  readonly pause?: 'begin' | 'end'
  /** Required elements that the draft does not have yet. */
  readonly missing?: readonly string[]
  /** Fields kept from the document. */
  readonly notes?: Readonly<Record<string, Json>>
  /** How often the transition that this one answers had been done. */
  readonly round?: number
  /** Events of the clock: which clock, and when it ran out. */
  readonly clock?: string
  readonly due?: Instant
  /** A warning before a clock runs out: its place in the row's list. */
  readonly warning?: number
  /** Version of the law under which it was decided. */
  readonly law?: string
  /** A value kept by key, as the row's `tally` says. */
  readonly tally?: { readonly as: string; readonly key: string; readonly value: Json }
  /** Columns of the safeguard matrix filled by this step, by its row; of what crosses, all that are filled so far. */
  readonly filled?: FilledColumns
  /** Another matter that the document names. */
  readonly link?: string
  /** The other side stands outside the network; the step was recorded from paper by the side that keeps the log. */
  readonly recorded?: true
  /** Authorities that this step adds to the matter; the opening names all of them in `parties`. */
  readonly joined?: readonly Party[]
  /** The party for which a common step was taken. */
  readonly party?: string
}

/** Columns by the row of the matrix: what is filled for the sale says nothing of the confiscation. */
export type FilledColumns = Readonly<Partial<Record<SafeguardRowId, readonly SafeguardColumn[]>>>

/** Who takes part, by side. */
export interface Parties {
  readonly requesting: Party
  readonly requested: Party
  /** Further authorities on the requested side, where a matter joins more than two. */
  readonly others?: readonly Party[]
}

/** The legal basis as it stood when it was relied on. */
export interface BasisNote {
  readonly id: string
  readonly instrument: string
  readonly citation: string
}

/** What an event does to a clock. */
export type ClockEffect =
  | {
      readonly do: 'start'
      readonly clock: string
      readonly rule: string
      readonly citation: string
      readonly owedBy: Side | 'both'
      readonly from: Instant
      readonly due: Instant
      readonly calendar: string
    }
  | { readonly do: 'meet'; readonly clock: string }
  | { readonly do: 'end'; readonly clock: string }

/** A running or finished clock. Restarting a clock replaces it. */
export interface ClockState {
  readonly clock: string
  readonly rule: string
  readonly citation: string
  readonly owedBy: Side | 'both'
  readonly from: Instant
  /** Without pauses. */
  readonly due: Instant
  readonly calendar: string
  readonly stopped?: { readonly at: Instant; readonly how: 'met' | 'ended' }
  /** When the node noticed that it had run out. */
  readonly overdueSince?: Instant
  /** Warnings that were given, by their place in the row. */
  readonly warned?: readonly number[]
}

/** A matter as its events make it. Plain data; the node keeps it as a row. */
export interface State {
  readonly procedure: ProcedureId
  readonly stream: string
  readonly thread: string
  readonly states: Readonly<Partial<Record<TrackId, string>>>
  /** Where CLARIFICATION or CONSULTING began. */
  readonly before?: string
  readonly parties: Parties
  readonly basis?: BasisNote
  readonly class?: ClockClass
  readonly clocks: readonly ClockState[]
  readonly pauses: readonly { readonly from: Instant; readonly to?: Instant }[]
  /** Transition to the officers who did it, for four eyes. */
  readonly doers: Readonly<Record<string, readonly string[]>>
  /** How often each transition was done. */
  readonly counts: Readonly<Record<string, number>>
  readonly missing: readonly string[]
  readonly notes: Readonly<Record<string, Json>>
  /** Votes, signatures, receipts: by the name of the tally, then by key. */
  readonly tallies: Readonly<Record<string, Readonly<Record<string, Json>>>>
  /** When each transition was last taken. */
  readonly stamps: Readonly<Record<string, Instant>>
  /** Columns of the safeguard matrix filled so far: by the row, with the step that filled each. */
  readonly filled: Readonly<
    Partial<Record<SafeguardRowId, Readonly<Partial<Record<SafeguardColumn, string>>>>>
  >
  /** Other matters that documents name, by the step that named them. */
  readonly links: Readonly<Record<string, string>>
  /** Common steps that some parties have taken and others not: by step, then by party. */
  readonly joint?: Readonly<Record<string, Readonly<Record<string, Signed>>>>
  /** Digest of the request as last drafted, approved or sent. */
  readonly text?: Digest
  readonly approvedText?: Digest
  readonly sentAt?: Instant
  readonly openedAt: Instant
  readonly changedAt: Instant
  readonly events: number
}

/** One party's part of a common step, and what its event does to the clocks once all have taken it. */
export interface Signed {
  readonly at: Instant
  readonly clocks: readonly ClockEffect[]
}
