/** What the node says about who may look and act; shapes as in its OpenAPI document. */

export interface Purposes {
  readonly purposes: readonly {
    readonly id: string
    readonly name: string
    readonly citation: string
    readonly reason: boolean
  }[]
  readonly current: string | null
  readonly leastReason: number
}

export interface AccessLog {
  readonly entries: readonly {
    readonly index: number
    readonly at: string
    readonly kind: string
    readonly officer: string
    readonly officerName: string
    readonly purpose: string
    readonly reason: string
    readonly what: string
    readonly recipient: string
    readonly policies: readonly string[]
    readonly policy: string
  }[]
}

export interface Glass {
  readonly id: string
  readonly officer: string
  readonly officerName: string
  readonly subject: string
  readonly at: string
  readonly until: string
  readonly reviewBy: string
  readonly open: boolean
  readonly late: boolean
  readonly reason: string
  readonly told: readonly string[]
  readonly mayReview: boolean
  readonly review: { readonly by: string; readonly at: string; readonly finding: string } | null
}

export interface Notice {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly text: string
  readonly about: string
  readonly seen: boolean
}

export interface Passkey {
  readonly id: string
  readonly officer: string
  readonly officerName: string
  readonly print: string
  readonly registeredAt: string
  readonly state: 'waiting' | 'confirmed' | 'withdrawn'
  readonly confirmedBy: string | null
  readonly own: boolean
  readonly mayConfirm: boolean
}

export interface Policies {
  readonly digest: string
  readonly policies: readonly {
    readonly id: string
    readonly effect: 'permit' | 'forbid'
    readonly floor: boolean
    readonly sentence: string
    readonly citation: string
    readonly text: string
  }[]
}

export interface Statement {
  readonly statement: Readonly<Record<string, unknown>>
  readonly challenge: string
  readonly credentials: readonly string[]
  readonly rpId: string | null
}
