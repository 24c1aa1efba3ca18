import type { Instant } from '#base'

/** A signed event as the figures read it: what, when, where, and the facts that the fold needs. */
export interface SignedEvent {
  readonly type: string
  readonly at: Instant
  readonly stream: string
  readonly node: string
  readonly actor: string
  readonly data: unknown
  readonly transition?: string | null
  /** Of the signed bytes: the same in both logs. */
  readonly digest?: string
  /** The other side gets the same record. */
  readonly crosses?: boolean
  /** Node from whose log it was read. */
  readonly held?: string
}

/** What the figures take from the header of a signed record: never its body. */
export interface SignedHeader {
  readonly type: string
  readonly at: Instant
  readonly stream: string
  readonly node: string
  readonly actor: string
  readonly data: unknown
  readonly transition: string | null
  readonly crosses: boolean
}

/**
 * A record of a log as the figures read it.
 *
 * @param digest of the record's bytes
 * @param held node whose log it stands in
 */
export function signedEventOf(header: SignedHeader, digest: string, held: string): SignedEvent {
  const { type, at, stream, node, actor, data, transition, crosses } = header
  return { type, at, stream, node, actor, data, transition, crosses, digest, held }
}

/** Facts of an event that figures look at; anything else in it is passed over. */
export interface Facts {
  readonly parties?: { readonly requesting: Side; readonly requested: Side }
  readonly thread?: string
  readonly clocks?: readonly {
    readonly do: string
    readonly clock: string
    readonly due?: Instant
  }[]
  readonly pause?: 'begin' | 'end'
  readonly clock?: string
  readonly due?: Instant
  readonly notes?: Readonly<Record<string, unknown>>
  readonly tally?: { readonly as: string; readonly key: string; readonly value: unknown }
  readonly party?: string
}

export interface Side {
  readonly authority: string
  readonly country?: string
}
