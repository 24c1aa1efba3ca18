import type { Digest, Instant } from '#base'
import type { Alarm, Announcement, Quota } from '#hit'

/** An epoch that this node keeps open for a partner. The seed of its key is the body of the record `seed`. */
export interface OwnEpoch {
  readonly announced: Announcement
  /** The signed announcement, base64. */
  readonly packet: string
  readonly seed: string
  readonly state: 'open' | 'closed'
  readonly quota: Quota
  /** Subjects behind it, without filler: the owner's own business. */
  readonly subjects: number
}

/** An epoch of a partner as this node has fetched and checked it. */
export interface SeenEpoch {
  readonly announced: Announcement
  readonly packet: string
  readonly at: Instant
}

/** One question to this node, answered. */
export interface AskedRow {
  readonly id: string
  readonly partner: string
  readonly purpose: string
  readonly epoch: string
  readonly at: Instant
  readonly officer: string
  readonly case: string
  readonly basis: string
  readonly items: number
  readonly names: number
  readonly standing: string | null
  readonly question: Digest
  /** Record whose body is the packet of the question. */
  readonly record: string
  readonly alarms: readonly Alarm[]
  readonly opening: OpeningState | null
}

/** An opening by lot, as the owner sees it. */
export interface OpeningState {
  readonly at: Instant
  readonly seed: string
  readonly count: number
  readonly state: 'waiting' | 'answered'
  readonly opened?: number
  readonly sound?: number
  readonly inCase?: number
  readonly overseer?: string
}

/** One question of an officer here, to one partner or several. Identifiers are in bodies, never in this row. */
export interface RunRow {
  readonly id: string
  readonly at: Instant
  readonly officer: string
  readonly case: string
  readonly purpose: string
  readonly identifiers: number
  readonly keys: number
  readonly names: number
  /** Record whose body is the list. */
  readonly list: string
  readonly standing: string | null
  readonly partners: readonly RunPartner[]
}

export interface RunPartner {
  readonly owner: string
  readonly state: 'waiting' | 'asking' | 'done' | 'refused' | 'stopped'
  readonly basis: string | null
  readonly asked: number
  readonly same: number
  readonly possible: number
  readonly left: Quota | null
  readonly epoch: string | null
  readonly version: number | null
  readonly root: Digest | null
  readonly questions: readonly RunQuestion[]
  readonly refusal: RefusalWords | null
}

export interface RunQuestion {
  readonly id: string
  readonly question: Digest
  /** Record with the items, and the record with the answer and what it showed. */
  readonly asked: string
  readonly answered: string
}

export interface RefusalWords {
  readonly name: string
  readonly ground: string
  readonly citation: string | null
  readonly remedy: string
}

/** Authority to ask again, at each epoch and whenever the index grows. */
export interface StandingRow {
  readonly id: string
  readonly run: string
  readonly askedBy: string
  readonly at: Instant
  readonly reason: string
  readonly until: Instant
  readonly state: 'asked' | 'granted' | 'ended'
  readonly grantedBy: string | null
  /** Epoch and version last asked, by partner. */
  readonly seen: Readonly<Record<string, string>>
  readonly newHits: number
  readonly lastAt: Instant | null
}

/** A challenge of a partner that the overseer here has to answer. */
export interface ChallengeRow {
  readonly id: string
  readonly owner: string
  readonly purpose: string
  readonly question: Digest
  readonly seed: string
  readonly count: number
  readonly at: Instant
  readonly state: 'waiting' | 'answered'
  /** The signed answer, base64. */
  readonly packet: string | null
}
