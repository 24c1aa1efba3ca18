/** What the network knows, as it comes over the wire. */
export interface Library {
  readonly circle: 'public' | 'partnership' | 'authorities'
  readonly patterns: readonly Pattern[]
  readonly alerts: readonly Alert[]
  readonly statements: readonly Statement[]
  readonly rule: { readonly cases: number; readonly jurisdictions: number }
}

export interface Pattern {
  readonly reference: string
  readonly pattern: string
  readonly text: string
  readonly redFlags: readonly string[]
  readonly detector: string
  readonly handling: string
  readonly version: string
  readonly state: 'released' | 'withdrawn' | 'expired'
  readonly casesAtLeast: number
  readonly jurisdictionsAtLeast: number
  readonly falsePositives: number | null
  readonly hits: number
  readonly falseAlarms: number
  readonly releasedAt: string
  readonly until: string | null
}

export interface Alert {
  readonly matter: string
  readonly reference: string
  readonly subject: string
  readonly from: string
  readonly to: string
  readonly layer: string
  readonly handling: string
  readonly issuedAt: string
  readonly result: string | null
  readonly feedbackAt: string | null
  readonly due: string | null
  readonly isInTime: boolean | null
  readonly proposals: readonly { readonly at: string; readonly rule: string }[]
  readonly stands: string
}

export interface Statement {
  readonly matter: string
  readonly reference: string
  readonly subject: string
  readonly digest: string
  readonly stands: string
  readonly embargo: string
  readonly victims: string
  readonly victimsToldAt: string | null
  readonly releasedAt: string | null
  readonly signatures: readonly {
    readonly authority: string
    readonly name: string
    readonly signed: boolean
    readonly isSame: boolean
  }[]
}

export interface RuleCheck {
  readonly cases: number
  readonly jurisdictions: number
  readonly unique: readonly {
    readonly traits: Readonly<Record<string, string>>
    readonly cases: number
  }[]
  readonly why: string | null
}
