/** A "no" as the node says it of something that is not asked yet. */
export interface Why {
  readonly kind: string
  readonly name: string
  readonly ground: string
  readonly citation?: string
  readonly remedy: string
}

export interface CaseVersion {
  readonly id: string
  readonly version: number
  readonly digest: string
  readonly at: string
  readonly by: string
  readonly reason: string | null
  readonly matters: readonly string[]
}

export interface Restriction {
  readonly id: string
  readonly court: string
  readonly by: string
  readonly at: string
  readonly matters: readonly string[]
  readonly decision: string
  readonly until: string | null
}

/** What anybody will read; amounts in cents, null where no record says them or a small number is held back. */
export interface CaseDocument {
  readonly title: string
  readonly summary: string
  readonly finalOn: string
  readonly countries: readonly string[]
  readonly stages: readonly {
    readonly indicator: string
    readonly line: string | null
    readonly cents: number | null
  }[]
  readonly claims: {
    readonly lines: number
    readonly allowed: number
    readonly groups: readonly { readonly claimant: string; readonly lines: number | null }[]
  }
  readonly notice: { readonly on: string; readonly closes: string | null }
  readonly tranches: readonly {
    readonly on: string
    readonly country: string
    readonly cents: number
  }[]
}

export interface CaseDesk {
  readonly waiting: readonly (CaseVersion & {
    readonly document: CaseDocument
    readonly blocked: Why | null
  })[]
  readonly released: readonly CaseVersion[]
  readonly withdrawn: readonly CaseVersion[]
  readonly restrictions: readonly Restriction[]
  readonly names: Readonly<Record<string, string>>
}
