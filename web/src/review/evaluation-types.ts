export interface Handover {
  readonly at: string
  readonly by: string
  readonly bundle: string
  readonly period: string
  readonly seenBy: 'public' | 'staff'
  readonly evaluator: string
  readonly entries: number
  readonly sampled: number
}

export interface OpinionView {
  readonly id: string
  readonly evaluator: string
  readonly by: string
  readonly at: string
  readonly from: string
  readonly to: string
  readonly kind: 'unqualified' | 'qualified' | 'adverse' | 'disclaimer'
  readonly recounted: number
  readonly differing: readonly string[]
  readonly sampled: number
  readonly reservations: readonly { readonly figure: string | null; readonly text: string }[]
}

export interface EvaluationAnswer {
  readonly handovers: readonly Handover[]
  readonly opinions: readonly OpinionView[]
}
