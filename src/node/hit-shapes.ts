import type { Digest, Id, Instant } from '#base'
import type { Alarm, Announcement, Quota, ReleaseRule } from '#hit'

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

/** One question to this node, admitted. */
export interface AskedRow {
  readonly id: string
  readonly partner: string
  readonly purpose: string
  readonly epoch: string
  readonly at: Instant
  readonly officer: string
  readonly case: string
  readonly basis: string
  /** Offence of the register of law. */
  readonly category: string
  readonly items: number
  readonly names: number
  readonly standing: string | null
  readonly question: Digest
  /** The end of its term: nobody releases it afterwards. */
  readonly expires: Instant
  /** Null: it was answered at once. */
  readonly release: Release | null
  /** When it was evaluated. */
  readonly answered: Instant | null
  /** Record whose body is the packet of the question. */
  readonly record: string
  readonly alarms: readonly Alarm[]
  readonly opening: OpeningState | null
}

/** What officers here said about a question that waits for them. */
export interface Release {
  readonly rule: ReleaseRule
  /** How many must release it. */
  readonly officers: number
  readonly state: 'waits' | 'released' | 'declined' | 'withdrawn'
  /** Who released it; the last is who declined it. */
  readonly by: readonly string[]
  readonly at: Instant | null
  /** Why it was declined, as the asker reads it. */
  readonly reason: string | null
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
  readonly category: string
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
  /** `held`: an officer of the partner has to release it; `stopped`: it was taken back here. */
  readonly state: 'waiting' | 'asking' | 'held' | 'done' | 'refused' | 'stopped'
  readonly basis: string | null
  readonly asked: number
  readonly same: number
  readonly possible: number
  readonly left: Quota | null
  readonly epoch: string | null
  readonly version: number | null
  readonly root: Digest | null
  readonly questions: readonly RunQuestion[]
  /** The question that left and is not answered: it is sent again as it was, and counted once. */
  readonly pending: PendingQuestion | null
  readonly refusal: RefusalWords | null
}

export interface PendingQuestion {
  readonly id: Id
  readonly question: Digest
  /** Record with the items. */
  readonly asked: string
  readonly until: Instant
  /** Since when it waits for officers of the partner, as the partner signed it. */
  readonly since: Instant | null
  readonly officers: number
  readonly released: number
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
  /** Whose signed word it is; null where this node says it itself. */
  readonly by: string | null
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
  /** Runs of the series that wait for officers of a partner: what they find is counted when it comes. */
  readonly late: readonly string[]
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
