export interface Milestone {
  readonly id: string
  readonly due: string
  readonly words: string
  readonly evidence: string | null
  readonly reached: string | null
  readonly state: 'reached' | 'reached late' | 'late' | 'open'
}

export interface Commitment {
  readonly stream: string
  readonly matter: string | null
  readonly reference: string
  readonly owner: string
  readonly country: string
  readonly reviewer: string
  readonly action: string
  readonly indicator: string
  readonly budget: { readonly amount: string; readonly currency: string } | null
  readonly adopted: string | null
  readonly due: string | null
  readonly milestones: readonly Milestone[]
  readonly red: boolean
  readonly done: boolean
  readonly code: string | null
  readonly coded: string | null
  readonly published: string | null
  readonly ladder: string | null
  readonly history: readonly {
    readonly at: string
    readonly what: string
    readonly by: string
    readonly detail: string
  }[]
}

export interface Review {
  readonly stream: string
  readonly matter: string | null
  readonly reference: string
  readonly country: string
  readonly owner: string
  readonly peers: readonly string[]
  readonly lotLog: string
  readonly lotSize: number | null
  readonly stages: readonly {
    readonly id: string
    readonly name: string
    readonly due: string | null
    readonly reached: string | null
    readonly late: boolean
  }[]
  readonly papers: readonly {
    readonly at: string
    readonly organisation: string
    readonly digest: string
  }[]
  readonly recommendations: number | null
  readonly accepted: number | null
  readonly days: number | null
}

export interface Lesson {
  readonly id: string
  readonly from: 'exercise' | 'audit'
  readonly matter: string | null
  readonly owner: string
  readonly due: string
  readonly closed: string | null
  readonly evidence: string | null
  readonly commitment: string | null
  readonly state: 'closed' | 'closed late' | 'open' | 'late'
}

export interface Promises {
  readonly asOf: string
  readonly commitments: readonly Commitment[]
  readonly reviews: readonly Review[]
  readonly lessons: readonly Lesson[]
}
