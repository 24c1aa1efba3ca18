/** The desk of blind questions as the node tells it (`/api/hit`). */
export interface Quota {
  readonly items: number
  readonly names: number
}

export interface RunPartner {
  readonly owner: string
  readonly state: 'waiting' | 'asking' | 'held' | 'done' | 'refused' | 'stopped'
  readonly basis: string | null
  readonly asked: number
  readonly same: number
  readonly possible: number
  readonly left: Quota | null
  readonly epoch: string | null
  readonly version: number | null
  readonly root: string | null
  readonly refusal: {
    readonly name: string
    readonly ground: string
    readonly citation: string | null
    readonly remedy: string
    /** Who signed it; null where this node says it itself. */
    readonly by: string | null
  } | null
  /** It waits for officers of the partner. */
  readonly held: {
    readonly since: string
    readonly until: string
    readonly officers: number
    readonly released: number
  } | null
}

export interface Run {
  readonly id: string
  readonly at: string
  readonly officer: string
  readonly case: string
  readonly category: string
  readonly purpose: string
  readonly identifiers: number
  readonly keys: number
  readonly names: number
  readonly standing: string | null
  readonly partners: readonly RunPartner[]
}

export interface Found {
  readonly identifier: string
  readonly kind: string
  readonly says: 'same' | 'possible'
  readonly key: string
  readonly pointer: {
    readonly token: string
    readonly owner: string
    readonly purpose: string
    readonly epoch: string
    readonly root: string
  }
}

export interface RunWithFound extends Run {
  readonly found: readonly Found[]
}

export interface Epoch {
  readonly partner: string
  readonly purpose: string
  readonly state: 'open' | 'closed' | 'over'
  readonly epoch: string
  readonly version: number
  readonly from: string
  readonly to: string
  readonly key: string
  readonly root: string
  readonly tokens: number
  readonly subjects: number
  readonly quota: Quota
  /** Which questions wait for officers here. */
  readonly release: string
  readonly left: Quota
}

export interface Building {
  readonly partner: string
  readonly purpose: string
  readonly by: string
  readonly since: string
  readonly done: number
  readonly total: number
}

export interface Asked {
  readonly id: string
  readonly partner: string
  readonly purpose: string
  readonly at: string
  readonly officer: string
  readonly case: string
  readonly basis: string
  readonly category: string
  /** Null: it was answered at once. */
  readonly release: {
    readonly state: 'waits' | 'over' | 'released' | 'declined' | 'withdrawn'
    readonly officers: number
    readonly by: readonly string[]
    readonly at: string | null
    readonly reason: string | null
    readonly until: string
    readonly mine: boolean
  } | null
  readonly answered: boolean
  readonly items: number
  readonly names: number
  readonly standing: boolean
  readonly blocked: boolean
  readonly alarms: readonly { readonly name: string; readonly text: string }[]
  readonly opening: {
    readonly at: string
    readonly count: number
    readonly chance: number
    readonly state: 'waiting' | 'answered'
    readonly opened?: number
    readonly sound?: number
    readonly inCase?: number
    readonly overseer?: string
  } | null
}

export interface Standing {
  readonly id: string
  readonly run: string
  readonly case: string
  readonly purpose: string
  readonly identifiers: number
  readonly partners: readonly string[]
  readonly askedBy: string
  readonly at: string
  readonly reason: string
  readonly until: string
  readonly state: 'asked' | 'granted' | 'ended'
  readonly grantedBy: string | null
  readonly newHits: number
  readonly lastAt: string | null
}

export interface Challenge {
  readonly id: string
  readonly owner: string
  readonly purpose: string
  readonly count: number
  readonly at: string
  readonly state: 'waiting' | 'answered'
}

export interface HitDesk {
  readonly may: Readonly<Record<'ask' | 'keep' | 'open' | 'release' | 'grant' | 'oversee', boolean>>
  readonly purposes: readonly {
    readonly id: string
    readonly name: string
    readonly citation: string
  }[]
  /** Offences of the register of law. */
  readonly categories: readonly { readonly id: string; readonly name: string }[]
  readonly releases: readonly { readonly id: string; readonly says: string }[]
  readonly kinds: readonly string[]
  readonly partners: readonly {
    readonly id: string
    readonly name: string
    readonly basis: string | null
    readonly closed: string | null
  }[]
  readonly quota: Quota
  readonly runs: readonly Run[]
  readonly epochs: readonly Epoch[]
  readonly building: readonly Building[]
  readonly lists: readonly {
    readonly id: string
    readonly name: string
    readonly at: string
    readonly by: string
    readonly identifiers: number
  }[]
  readonly asked: readonly Asked[]
  readonly standing: readonly Standing[]
  readonly challenges: readonly Challenge[]
}

export interface Prepared {
  readonly procedure: 'P1'
  readonly to: string
  readonly document: Readonly<Record<string, string | string[]>>
}
