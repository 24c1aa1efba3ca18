import type { Role } from '#directory'
import type { AuthorityKind, Measure, ProcedureId, SafeguardColumn, SafeguardRowId } from '#law'

/** Who opened the matter, and whom it was put to. In a disclosure the one who discloses is `requesting`. */
export type Side = 'requesting' | 'requested'

/**
 * A procedure moves on its main track, `main`. Side tracks run beside it: consent, translation, notice to the person,
 * review by a court, one leg of several.
 */
export type TrackId = string

/** A procedure as a table. The engine knows no procedure by name. */
export interface Procedure {
  readonly id: ProcedureId
  readonly name: string
  readonly citation: string
  readonly measure: Measure
  /** Row of the safeguard matrix for its ordinary steps; `null` where the matrix has no row for it. */
  readonly safeguards: SafeguardRowId | null
  /** What an authority must be to hold a side; `requested` only where it differs. */
  readonly kinds: readonly AuthorityKind[]
  readonly requestedKinds?: readonly AuthorityKind[]
  /**
   * `countries` (the rule): the two sides belong to two countries. `any`: one country may hold both.
   * `one`: the matter has no addressee, both sides are the authority that opens it.
   */
  readonly between?: 'countries' | 'any' | 'one'
  /**
   * `authority` (the rule): a side is one authority. `country`: a step may also be taken by another authority of that
   * side's country whose kind the step names (`Transition.kinds`), such as the court that orders what the asset
   * recovery office proposed.
   */
  readonly team?: 'authority' | 'country'
  /** How the two sides are called in this procedure. */
  readonly sides: Readonly<Record<Side, string>>
  readonly states: readonly StateRow[]
  readonly clocks: readonly ClockRow[]
  readonly transitions: readonly Transition[]
  /** Rule that bounds all pauses of one matter together; absent where no clock can be paused. */
  readonly pauseLimit?: string
  /** What the opening document must contain; the form of the first transition. */
  readonly form: FormId
}

/** A state of a track. */
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

/** A limit: who owes, under which rule, and what follows when it runs out. */
export interface ClockRow {
  readonly id: string
  readonly name: string
  /** `both`: each side on its own, such as retention. */
  readonly owedBy: Side | 'both'
  readonly rule: ClockRule
  readonly pausable: boolean
  /** What follows when it runs out. A clock without a consequence is not a clock. */
  readonly consequence: string
  /** Transitions that its running out opens, or that stop it. */
  readonly opens: readonly string[]
  /** The step that the clock itself takes when it runs out: an order that lapses. Its row has `by: 'clock'`. */
  readonly then?: string
  /** How long before it runs out it warns, the longest first. Absent: by its length (`warns.ts`); empty: never. */
  readonly warns?: readonly { readonly count: number; readonly unit: 'hours' | 'calendar-days' }[]
}

/**
 * Where the limit is written: a rule of the register; a limit that the legal basis between the two names (where it
 * names none, the clock does not start); a day or instant that the document of the step sets; or the rule of the
 * country of a side, `XC-freeze-term`, else that of the protocol, `CP-freeze-term`.
 */
export type ClockRule =
  | string
  | { readonly basis: string }
  | { readonly field: string; readonly citation: string }
  | { readonly national: string; readonly of: Side }

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
  /**
   * What an authority outside the network sent on paper: only an officer of the authority that it reached takes the
   * step, in the sender's name, and the event is marked as recorded. Never crosses, and never stands for a member.
   */
  readonly paper?: true
  /** `clock`: no officer takes it; time alone does (`ClockRow.then`). Never crosses: each side's clock takes it. */
  readonly by?: 'clock'
  /** Competence: which kinds of authority of that side may take it. Absent: the side's own authority. */
  readonly kinds?: readonly AuthorityKind[]
  readonly roles: readonly Role[]
  readonly event: EventType
  /** Does the other authority learn of it? What crosses is sent as a letter. */
  readonly crosses: boolean
  /** The other side may see this as the first thing of the matter. */
  readonly opensPeer?: true
  readonly form: FormId
  /** The form may still have gaps. */
  readonly draft?: true
  readonly guards: readonly GuardRef[]
  /** Transitions whose doers may not do this one. */
  readonly fourEyes?: readonly string[]
  /** Document fields that the state keeps, because a later step needs them. Never personal data. */
  readonly keeps?: readonly string[]
  /** Values of several events of this step, kept by key: votes of legs, signatures, receipts, amounts. */
  readonly tally?: Tally
  /** Tallies that begin anew with this step: votes for a moment say nothing of the next. */
  readonly clears?: readonly string[]
  /** Done once by every party; the track moves only when the last of them has done it. */
  readonly joint?: true
  /** Field of the document that lists further authorities; they join the requested side. */
  readonly invites?: string
  /** Field of the document that names another matter, which this one follows or is followed by. */
  readonly links?: string
  readonly starts?: readonly ClockStart[]
  readonly meets?: readonly string[]
  /** `all`: every clock of the main track. */
  readonly ends?: readonly string[] | 'all'
  readonly pause?: 'begin' | 'end'
  /** This answers the latest of that transition; an answer to an earlier one moves nothing. */
  readonly replyTo?: string
  /** The text as it stands is approved by this step. */
  readonly approvesText?: true
  /**
   * Columns of the safeguard matrix that this step fills. What fills it: a field of the form; `clock:ID`, a clock that
   * it starts; `role`, the officer who alone may take it; `log`, the signed record itself.
   */
  readonly safeguards?: Readonly<Partial<Record<SafeguardColumn, string>>>
  /** The row of the matrix whose columns it fills; without it the row of `coercive`, else that of the procedure. */
  readonly fills?: SafeguardRowId
  /**
   * The step restrains a person or property: every column of this row of the matrix must be filled by an earlier step
   * of the matter or by this one, otherwise it is refused. What is filled for another row does not count, and what the
   * step has to say itself, it says each time it is taken.
   */
  readonly coercive?: SafeguardRowId
  /**
   * Two letters can cross on the way. When this one arrives in the state `in`, both sides end in `to`; without a
   * line here a move that does not fit the state is refused.
   */
  readonly crossed?: readonly { readonly in: string; readonly to: string }[]
  /** For a step that refuses without a consultation before it: why none is due. */
  readonly unconsulted?: string
  readonly citation: string
}

/** Values of several events kept by key: votes, signatures, receipts. */
export interface Tally {
  /** Name under which the state keeps it. */
  readonly as: string
  /** Field whose value is the key; `@authority` is the authority of the actor, `@time` the moment of the step. */
  readonly key: string
  /** Field whose value is kept, or several, kept as an object; `true` keeps that it was done. */
  readonly value: string | readonly string[] | true
}

/** A clock that a step starts, and from when it counts. */
export interface ClockStart {
  readonly clock: string
  /**
   * `now`; `sent`: when the matter was sent; `of`: when that step was last taken; `field`: a day or instant of the
   * document (a day counts from its first second in the calendar of the side that owes), or `now` where it says none.
   */
  readonly from:
    | 'now'
    | 'sent'
    | { readonly of: string }
    | { readonly field: string; readonly or?: 'now' }
  /** Only where the class of the answer changes; only the first time; only where the field of the document is there. */
  readonly when?: 'class-changed' | 'first' | { readonly field: string }
}

/**
 * Vocabulary of signed events, as the indicators count them: `freeze.executed`. The words are the field's own; a test
 * holds every row to the list in `data/vocabulary.ts`.
 */
export type EventType = `${string}.${string}`

/** Name of a form in `data/forms*.ts`; a test holds every row to it. */
export type FormId = string

/** Name of a guard in `guards*.ts`; a test holds every row to it. */
export type GuardName = string

/** A guard, with what it looks at where that differs between steps. */
export type GuardRef =
  | GuardName
  | {
      readonly guard: GuardName
      readonly clock?: string
      readonly field?: string
      readonly tally?: string
      readonly step?: string
      readonly value?: string | number | boolean | readonly string[]
      readonly rule?: string
    }
