export interface TipLine {
  readonly id: string
  readonly state: string
  readonly protection: string | null
  readonly at: string
  readonly due: string | null
  readonly isOverdue: boolean
  readonly hasIdentity: boolean
}

export interface TipDeskInfo {
  readonly authority: string
  readonly isOpen: boolean
  /** The officer's own key: none made, waiting to be let in, closed, open. */
  readonly mine: 'none' | 'waits' | 'closed' | 'open'
  readonly officers: readonly TipOfficer[]
  /** Sealed envelopes in the box. */
  readonly envelopes: number
  readonly tips: readonly TipLine[]
}

export interface TipOfficer {
  readonly officer: string
  readonly isLetIn: boolean
  /** In so many of the sealed envelopes the officer has a part. */
  readonly parts: number
  readonly offeredBy: readonly string[]
  readonly renewal: { readonly confirmedBy: string | null } | null
  readonly leaveAskedBy: string | null
}

export interface TipPiece {
  readonly number: number
  readonly kind: 'tip' | 'addition' | 'retaliation' | 'message'
  readonly at: string
  readonly text: string
  readonly happened: string | null
  readonly place: string | null
  readonly files: readonly {
    readonly name: string
    readonly type: string
    readonly bytes: number
  }[]
}

export interface TipInfo extends TipLine {
  readonly pieces: readonly TipPiece[]
  readonly firstKeyBy: string | null
  /** Offices to which it may be passed on, when it was sorted as a lead. */
  readonly passTo: readonly { readonly id: string; readonly name: string }[] | null
  readonly mayFirst: boolean
  readonly maySecond: boolean
}

export interface Lead {
  readonly id: string
  readonly from: string
  readonly at: string
  readonly words: string
  readonly files: readonly string[]
}

export const tipStates: Readonly<Record<string, string>> = {
  SUBMITTED: 'received, with a receipt',
  ACKNOWLEDGED: 'acknowledged',
  DIALOGUE: 'question to the source',
  TRIAGED: 'sorted',
  FEEDBACK: 'the source knows what was done',
  CLOSED: 'closed',
  DELETED: 'deleted',
  REPORTED: 'retaliation reported',
  KEYED: 'first key turned',
  PROTECTED: 'protected',
  RESOLVED: 'protection ended',
  UNFOUNDED: 'no retaliation found',
}
