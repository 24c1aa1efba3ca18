import type { Role } from '#directory'
import type { AuthorityKind, Measure, ProcedureId, SafeguardColumn, SafeguardRowId } from '#law'

/** Who opened the matter, and whom it was put to. In a disclosure the one who discloses is `requesting`. */
export type Side = 'requesting' | 'requested'

/**
 * A procedure moves on its main track. Consent to another use runs beside it, once for what the requested side gave
 * (`consent`) and once for what the requesting side wrote (`consent-back`).
 */
export type TrackId = 'main' | 'consent' | 'consent-back'

/** A procedure as a table. The engine knows no procedure by name. */
export interface Procedure {
  readonly id: ProcedureId
  readonly name: string
  readonly citation: string
  readonly measure: Measure
  readonly safeguards: SafeguardRowId
  readonly kinds: readonly AuthorityKind[]
  /** How the two sides are called in this procedure. */
  readonly sides: Readonly<Record<Side, string>>
  readonly states: readonly StateRow[]
  readonly clocks: readonly ClockRow[]
  readonly transitions: readonly Transition[]
  /** Rule that bounds all pauses of one matter together. */
  readonly pauseLimit: string
  /** What the opening document must contain; the form of the first transition. */
  readonly form: FormId
}

export interface StateRow {
  readonly id: string
  readonly track: TrackId
  readonly name: string
  /** Whose move it is. */
  readonly waitsFor: Side | 'nobody'
  /** Nothing more is owed; only the retention clock runs. */
  readonly closed?: true
  /** An interruption: the matter goes back to where it was. */
  readonly aside?: true
}

export interface ClockRow {
  readonly id: string
  readonly name: string
  /** `both`: each side on its own, such as retention. */
  readonly owedBy: Side | 'both'
  /** A rule of the register, or the limit that the legal basis between the two names. */
  readonly rule: string | { readonly basis: 'acknowledge' | 'answer' }
  readonly pausable: boolean
  /** What follows when it runs out. A clock without a consequence is not a clock. */
  readonly consequence: string
  /** Transitions that its running out opens, or that stop it. */
  readonly opens: readonly string[]
}

/** One move. Everything that may differ between procedures is here. */
export interface Transition {
  readonly id: string
  /** As a button says it. */
  readonly name: string
  readonly track: TrackId
  /** States of its track from which it starts; `null` is: nothing is there yet. */
  readonly from: readonly (string | null)[]
  /** `same` stays, `before` goes back to where the questions or the consultation began. */
  readonly to: string | 'same' | 'before'
  /** For side tracks: states of the main track in which it is open. */
  readonly during?: readonly string[]
  /** `either`: each side for itself; never crosses. */
  readonly side: Side | 'either'
  readonly roles: readonly Role[]
  readonly event: EventType
  /** Does the other authority learn of it? What crosses is sent as a letter. */
  readonly crosses: boolean
  /** The other side may see this as the first thing of the matter. */
  readonly opensPeer?: true
  readonly form: FormId
  /** The form may still have gaps. */
  readonly draft?: true
  readonly guards: readonly GuardName[]
  /** Transitions whose doers may not do this one. */
  readonly fourEyes?: readonly string[]
  /** Document fields that the state keeps, because a later step needs them. Never personal data. */
  readonly keeps?: readonly string[]
  readonly starts?: readonly ClockStart[]
  readonly meets?: readonly string[]
  /** `all`: every clock of the main track. */
  readonly ends?: readonly string[] | 'all'
  readonly pause?: 'begin' | 'end'
  /** This answers the latest of that transition; an answer to an earlier one moves nothing. */
  readonly replyTo?: string
  /** The text as it stands is approved by this step. */
  readonly approvesText?: true
  /** Columns of the safeguard matrix that this step fills: column and the field that fills it. */
  readonly safeguards?: Readonly<Partial<Record<SafeguardColumn, string>>>
  /**
   * Two letters can cross on the way. When this one arrives in the state `in`, both sides end in `to`; without a
   * line here a move that does not fit the state is refused.
   */
  readonly crossed?: readonly { readonly in: string; readonly to: string }[]
  readonly citation: string
}

export interface ClockStart {
  readonly clock: string
  /** `now`, or the instant at which the named event of the matter happened. */
  readonly from: 'now' | 'sent'
  /** Only where the class of the answer changes; only the first time. */
  readonly when?: 'class-changed' | 'first'
}

/** Vocabulary of signed events, as the indicators count them. */
export type EventType =
  | `request.${'drafted' | 'revised' | 'returned' | 'approved' | 'discarded' | 'sent' | 'ack' | 'reclassed' | 'clarify' | 'clarified' | 'proceeded' | 'partial' | 'final' | 'consulted' | 'consult_answered' | 'refused' | 'amended' | 'withdrawn' | 'reminded' | 'delayed' | 'closed'}`
  | `disclosure.${'prepared' | 'revised' | 'returned' | 'approved' | 'discarded' | 'sent' | 'ack' | 'reminded' | 'closed'}`
  | `consent.${'asked' | 'given' | 'denied'}`
  | 'feedback.given'
  | 'retention.reviewed'
  | `clock.${'overdue' | 'resumed'}`

export type FormId =
  | 'fiu-request'
  | 'fiu-disclosure'
  | 'approval'
  | 'reason'
  | 'nothing'
  | 'acknowledgement'
  | 'class-change'
  | 'questions'
  | 'answers'
  | 'partial-reply'
  | 'final-reply'
  | 'consultation'
  | 'consultation-answer'
  | 'refusal'
  | 'amendment'
  | 'delay'
  | 'consent-question'
  | 'consent-answer'
  | 'consent-denial'
  | 'feedback'
  | 'retention'

export type GuardName =
  | 'complete'
  | 'permitted'
  | 'urgency-explained'
  | 'class-agreed'
  | 'same-text'
  | 'class-change-explained'
  | 'ground-open'
  | 'ground-consulted'
  | 'consultation-over'
  | 'other-side-late'
  | 'own-side-late'
  | 'retention-over'
