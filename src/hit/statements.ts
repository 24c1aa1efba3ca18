import type { z } from 'zod'
import {
  type Digest,
  done,
  type Id,
  type Instant,
  type Json,
  type Outcome,
  type RefusalKind,
  readJson,
} from '#base'
import { hitRefusal } from './refusals.ts'
import type { ReleaseRule } from './release.ts'
import { shapes } from './statement-shapes.ts'

/**
 * What the owner says of an epoch before anybody asks in it: under which key it will answer, and over which index. Both
 * are on its log when this is signed, so it can neither answer one asker under a key of his own nor lay another index under
 * a question afterwards.
 */
export interface Announcement {
  readonly v: 1
  readonly kind: 'hit-epoch'
  readonly owner: string
  readonly asker: string
  readonly purpose: string
  readonly epoch: string
  /** Counts up within the epoch: an index only grows. */
  readonly version: number
  readonly from: Instant
  readonly to: Instant
  readonly suite: 'ristretto255-SHA512'
  readonly normaliser: string
  /** Public half of the key, 32 bytes in hex. */
  readonly key: string
  /** RFC 6962 root over the tokens, filler included. */
  readonly root: Digest
  /** How many tokens, filler included: the size class. */
  readonly tokens: number
  readonly file: { readonly digest: Digest; readonly bytes: number }
  /** By which the owner agreed to be asked (Regulation (EU) 2024/1620 art. 40); every question names it. */
  readonly consent: string
  readonly limits: { readonly items: number; readonly names: number }
  /** Which questions an officer of the owner releases before they are evaluated. */
  readonly release: ReleaseRule
  /** Size of the owner's log with the commitment in it. */
  readonly logged: number
}

/** One question: at most a thousand blinded items, and everything a lawful search must say. */
export interface Question {
  readonly v: 1
  readonly kind: 'hit-question'
  readonly id: Id
  readonly asker: string
  readonly owner: string
  /** Who asked, by account; no name. */
  readonly officer: string
  readonly purpose: string
  readonly epoch: string
  readonly key: string
  readonly basis: { readonly instrument: string; readonly article: string }
  /** What the case is about: an offence of the register of law, `corruption`. */
  readonly category: string
  /** The asker's own reference of the case. */
  readonly case: string
  readonly consent: string
  readonly items: number
  /** How many of them are keys of names, which have a lower quota. */
  readonly names: number
  /** Root over the salted items: each can be opened later, none can be changed. */
  readonly commitment: Digest
  /** Digest of the blinded elements that follow, in their order. */
  readonly elements: Digest
  /** Authority for asking again at each epoch, where the question is one of a standing series. */
  readonly standing: string | null
  readonly created: Instant
  readonly expires: Instant
}

/** The answer: the same elements under the key, one proof for all, and what is left of the quota. */
export interface Answer {
  readonly v: 1
  readonly kind: 'hit-answer'
  readonly question: Digest
  readonly id: Id
  readonly owner: string
  readonly asker: string
  readonly epoch: string
  readonly key: string
  readonly root: Digest
  readonly elements: Digest
  /** Challenge and response, 32 bytes each in hex (RFC 9497, 2.2). */
  readonly proof: { readonly c: string; readonly s: string }
  readonly left: { readonly items: number; readonly names: number }
  readonly created: Instant
}

/** The asker's word before anything else: which epoch runs, or a piece of its index. Fresh, so that nobody repeats it later. */
export interface Hello {
  readonly v: 1
  readonly kind: 'hit-hello'
  readonly asker: string
  readonly owner: string
  readonly purpose: string
  /** Null asks for the announcement; else a piece of that file from `offset` on. */
  readonly file: Digest | null
  readonly offset: number
  readonly created: Instant
}

/** The owner draws items of a question to be opened to the asker's own overseer. */
export interface Challenge {
  readonly v: 1
  readonly kind: 'hit-challenge'
  readonly owner: string
  readonly asker: string
  readonly purpose: string
  readonly id: Id
  readonly question: Digest
  /** 32 bytes in hex, chosen after the question was committed to; the places follow from it. */
  readonly seed: string
  readonly count: number
  readonly created: Instant
}

/** What the overseer of the asker found. Counts alone: the owner learns no item. */
export interface Opened {
  readonly v: 1
  readonly kind: 'hit-opened'
  readonly owner: string
  readonly asker: string
  readonly id: Id
  readonly question: Digest
  readonly seed: string
  readonly opened: number
  /** Items that are what was committed to and sent. */
  readonly sound: number
  /** Items that stand in the file of the case. */
  readonly inCase: number
  /** Account of the overseer; never that of who asked. */
  readonly overseer: string
  readonly created: Instant
}

/** A question that is on record and waits for officers of the owner; the same question, sent again, gets what became of it. */
export interface Held {
  readonly v: 1
  readonly kind: 'hit-held'
  readonly owner: string
  readonly asker: string
  readonly id: Id
  readonly question: Digest
  readonly since: Instant
  /** How many officers must release it, and how many have. */
  readonly officers: number
  readonly released: number
  readonly created: Instant
}

/** The asker takes a question back that waits for its release. */
export interface Withdrawal {
  readonly v: 1
  readonly kind: 'hit-withdrawal'
  readonly owner: string
  readonly asker: string
  readonly purpose: string
  readonly id: Id
  readonly question: Digest
  readonly created: Instant
}

/** A "no" that its author stands by: to whom, to which words, on which ground. */
export interface No {
  readonly v: 1
  readonly kind: 'hit-refusal'
  readonly by: string
  readonly to: string
  /** Digest of the statement that is refused. */
  readonly message: Digest
  readonly refusal: {
    readonly kind: RefusalKind
    readonly name: string
    readonly ground: string
    readonly citation: string | null
    readonly remedy: string
  }
  readonly created: Instant
}

interface Statements {
  readonly 'hit-epoch': Announcement
  readonly 'hit-question': Question
  readonly 'hit-answer': Answer
  readonly 'hit-hello': Hello
  readonly 'hit-challenge': Challenge
  readonly 'hit-opened': Opened
  readonly 'hit-held': Held
  readonly 'hit-withdrawal': Withdrawal
  readonly 'hit-refusal': No
}
export type HitKind = keyof Statements

/** Bytes of a statement become that statement, or `hit-malformed` with the field: size and depth come first. */
export function readStatement<K extends HitKind>(
  kind: K,
  bytes: Uint8Array,
): Outcome<Statements[K]> {
  const json = readJson(bytes, { maxBytes: 8 * 1024, maxDepth: 4 }, true)
  if (!json.ok) return hitRefusal('hit-malformed', { ground: json.refusal.ground })
  return shaped(shapes[kind], json.value)
}

export function shaped<T>(shape: z.ZodType, value: Json): Outcome<T> {
  const parsed = shape.safeParse(value)
  if (parsed.success) return done(parsed.data as T)
  const issue = parsed.error.issues[0]!
  return hitRefusal('hit-malformed', {
    ground: `the field ${['', ...issue.path.map(String)].join('/') || '/'} does not hold what it must (${issue.code})`,
  })
}
