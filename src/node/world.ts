import type { Clock, Ids, Instant, Random } from '#base'
import type { AuthorityCard, Officer, Role, SignedCard } from '#directory'
import type { SigningKey } from '#exchange'
import type { Law } from '#law'
import type { Store } from '#store'
import type { AccessState } from './access-state.ts'
import type { Transfers } from './attachments-fetch.ts'
import type { Credentials } from './credentials.ts'
import type { FiguresSource } from './figures.ts'
import type { Flights } from './flights.ts'
import type { Heads } from './heads.ts'
import type { Keyring } from './keyring.ts'
import type { Locks } from './locks.ts'
import type { Observe } from './observe.ts'
import type { OpenId } from './openid.ts'
import type { OversightState } from './oversight-state.ts'
import type { Sessions } from './sessions.ts'
import type { TimestampAuthority } from './timestamps.ts'
import type { Witnessing } from './witnessing.ts'

/** Posts bytes to a peer and brings back its answer. The one hole in the wall; see `outbox.ts`. */
export type Post = (
  url: string,
  bytes: Uint8Array,
  /** Breaks the call off when the node stops. */
  signal?: AbortSignal,
) => Promise<{
  readonly status: number
  readonly bytes: Uint8Array
  /** Seconds that whoever answered asks for (RFC 9110, 10.2.3). Nobody signed it: it may be a proxy's word. */
  readonly retryAfter?: number | undefined
}>

/** Fetches what a partner serves to anybody, at most a mebibyte; see `fetch-get.ts`. */
export type Get = (
  url: string,
  signal?: AbortSignal,
) => Promise<{ readonly status: number; readonly bytes: Uint8Array }>

/** Asks a partner for something long and reads it as it comes; see `attachments-fetch.ts`. */
export type Pull = (
  url: string,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
) => Promise<{ readonly status: number; readonly body: AsyncIterable<Uint8Array> }>

/** Everything the parts of one running node share. */
export interface World {
  readonly dir: string
  readonly id: string
  readonly demo: boolean
  readonly store: Store
  readonly keys: Keyring
  readonly clock: Clock
  readonly random: Random
  /** Milliseconds that have passed since some moment, whatever the clock was set to. */
  readonly elapsed: () => number
  readonly ids: Ids
  readonly locks: Locks
  readonly observe: Observe
  readonly sessions: Sessions
  /** Policies, broken glasses, passkeys: what every decision about access is made from. */
  readonly access: AccessState
  /** Accounts held up, recusals, declarations, alarms, and the looks that may still count. */
  readonly oversight: OversightState
  /** Credentials of the officers here, by the matter of the course. */
  readonly credentials: Credentials
  /** The agency’s own sign-in service, where one is set up. */
  readonly openid: OpenId | undefined
  readonly post: Post
  readonly get: Get
  readonly pull: Pull
  /** Files on their way, in either direction. */
  readonly transfers: Transfers
  /** Where our log stands with its witnesses. */
  readonly witnessing: Witnessing
  /** Who is asked for timestamps, and how. */
  readonly timestampAuthorities: readonly TimestampAuthority[]
  readonly askAuthority: Post
  /** Heads of partners' logs, held against each other. */
  readonly heads: Heads
  /** One round of care for the log beside the tick: cosignatures, comparisons, timestamps. */
  careForLog: () => void
  readonly flights: Flights
  /** Where a partner is reached: the address of its card, unless this start was told another. */
  readonly addressOf: (id: string) => string | undefined
  readonly federation: Federation
  readonly officers: readonly Officer[]
  readonly laws: LawBook
  /** Nodes whose events are counted together with ours. */
  readonly figuresWith: readonly FiguresSource[]
  readonly figuresPeriod: { readonly from: string; readonly to: string } | undefined
  /** Set when an envelope was committed, so that the outbox need not wait for its next round. */
  wake: () => void
}

/** The cards a node knows. */
export interface Federation {
  readonly own: AuthorityCard
  readonly ownSigned: SignedCard
  /** Cards of the authorities that this node serves, as they travel. */
  readonly served: readonly SignedCard[]
  /** Newest version of each, own included, by id. */
  cards(): readonly AuthorityCard[]
  card(id: string): AuthorityCard | undefined
  /** When this node heard that the key was revoked; undefined while it stands. */
  heard(authority: string, keyId: string): Instant | undefined
}

/** The law of a node: what holds now, and what held when something was decided. */
export interface LawBook {
  now(): Law
  /** By the version that a record names; undefined when this node never decided under it. */
  version(version: string): Law | undefined
}

/** Somebody who acts at this node, with the key that signs for them. */
export interface Hand {
  readonly id: string
  readonly authority: string
  readonly role: Role
  readonly key: SigningKey
}

/** The officer as a hand, or undefined for a stranger or somebody whose time here is over. */
export function handOf(world: World, actor: string): Hand | undefined {
  const officer = world.officers.find((o) => o.id === actor)
  const key = world.keys.officers[actor]
  const today = world.clock.now().slice(0, 10)
  if (officer === undefined || key === undefined) return undefined
  if (officer.from > today || (officer.to !== undefined && officer.to < today)) return undefined
  return { id: officer.id, authority: officer.authority, role: officer.role, key }
}

/** The node itself, when it keeps the clocks or takes in letters. */
export function nodeHand(world: World, as: 'clock' | 'node'): Hand {
  return { id: `${world.id}/${as}`, authority: world.id, role: 'node', key: world.keys.seal }
}
