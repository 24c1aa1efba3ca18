import type { Role } from '#directory'

/** What somebody may want to do inside one authority. Acts of a procedure are one of `draft` to `release`. */
export const accessActions = [
  /** Open a subject and see what it says. */
  'read',
  /** See that a subject is there, in a list, with its reference and its state. */
  'list',
  /** Take a copy out of the node: a proof, a data file, an exhibit. */
  'export',
  /** Make a page or a PDF of it. */
  'print',
  /** Write or change what has not left the authority. */
  'draft',
  /** Take a step that binds nobody outside. */
  'decide',
  /** Approve what somebody else wrote. */
  'approve',
  /** Let it leave for another authority. */
  'release',
  /** Confirm officers' keys, change who may do what. */
  'administer',
  /** Open, for a few hours, what is closed. */
  'break-glass',
  /** Verify the log, review what was opened by breaking the glass. */
  'audit',
  /** Read who looked at what, and why. */
  'read-audit',
] as const
export type AccessAction = (typeof accessActions)[number]

/** What it is done to. `log`: the commitments of the node; `access-log`: who looked at a subject. */
export const subjectKinds = [
  'matter',
  'tracing',
  'log',
  'access-log',
  'officer',
  'grant',
  /** The desk of blind questions. */
  'hit',
  /** The console of those who watch: alarms, accounts, samples, red lines. */
  'oversight',
] as const
export type SubjectKind = (typeof subjectKinds)[number]

/**
 * How the officer's authority stands to the subject. `party`: it is a side, and the matter was put to it; `team`: an
 * authority of that side's country whose kind a step names; `not-yet`: it will be one of the two, but nothing has been
 * put to it; `own`: made by this authority for itself; `none`: it has no part.
 */
export const relations = ['party', 'team', 'not-yet', 'own', 'none'] as const
export type Relation = (typeof relations)[number]

/** How surely the node knows who acts: by a link or a chosen role, by another system, or by a passkey. */
export const assurances = ['link', 'openid', 'passkey'] as const
export type Assurance = (typeof assurances)[number]

/** `none`, `valid`, `expired`, or `suspended` after a finding of misuse. */
export const ethicsStates = ['none', 'valid', 'expired', 'suspended'] as const
export type Ethics = (typeof ethicsStates)[number]

/**
 * One question, of plain values alone: no ids of persons or matters, so that two questions with the same values have
 * the same answer and need be answered once.
 */
export interface AccessQuestion {
  readonly officer: {
    readonly role: Role
    /** Kind of the officer's authority, such as `FIU`, `court`, `oversight`. */
    readonly kind: string
    /** Works here on this day. */
    readonly active: boolean
    readonly hasPasskey: boolean
  }
  readonly action: AccessAction
  readonly subject: {
    readonly kind: SubjectKind
    /** Seen by those who work on it and by nobody else: tips. */
    readonly circle: boolean
    /** Traffic-light mark (FIRST TLP 2.0); empty where the author set none. */
    readonly handling: string
    /** Purposes for which its author lets it be used; empty where none were set. */
    readonly uses: readonly string[]
  }
  readonly relation: Relation
  /** The officer's role has a step in it, or the officer has taken one. */
  readonly works: boolean
  /** Why it is opened: a purpose of `purposes.ts`, or empty. */
  readonly purpose: string
  /** Words were given beside the purpose. */
  readonly reasoned: boolean
  /** The use to which what is taken out is to be put, or empty: the use for which it was given. */
  readonly use: string
  /** The officer made what is to be approved, reviewed or confirmed. */
  readonly selfMade: boolean
  /** The key that approves belongs to whoever made what is approved. */
  readonly sameKey: boolean
  /** Somebody else has approved what is to leave, or the procedure asks for no approval of it. */
  readonly approved: boolean
  /** A legal basis stands in the matter, or the procedure needs none for this step. */
  readonly based: boolean
  /** Every recipient takes part in the matter. */
  readonly inside: boolean
  readonly assurance: Assurance
  /** The officer has broken the glass for this subject, and the time has not run out. */
  readonly glass: boolean
  /** The officer was taken off it: a declared interest, or a name of the own. */
  readonly recused: boolean
  /** A declaration of interests is owed and was not made. */
  readonly undeclared: boolean
  /** How the officer stands to the yearly course on ethics: `none`, where there never was a credential. */
  readonly ethics: Ethics
}

/** What the policies say, and which of them said it. */
export interface Verdict {
  readonly allowed: boolean
  /** Ids of the policies that decided: those that forbid, else those that permit; none where nothing permits. */
  readonly by: readonly string[]
  /** Digest of the policies and their schema. */
  readonly policy: string
}

/** A question with nothing special in it; callers change what they know. */
export const plainQuestion: AccessQuestion = {
  officer: { role: 'analyst', kind: 'FIU', active: true, hasPasskey: false },
  action: 'read',
  subject: { kind: 'matter', circle: false, handling: '', uses: [] },
  relation: 'none',
  works: false,
  purpose: '',
  reasoned: false,
  use: '',
  selfMade: false,
  sameKey: false,
  approved: true,
  based: true,
  inside: true,
  assurance: 'link',
  glass: false,
  recused: false,
  undeclared: false,
  ethics: 'none',
}
