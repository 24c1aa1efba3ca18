import { type Digest, digest, type Instant, type Json } from '#base'
import { type RecordHeader, signRecord } from '#exchange'
import { bodyCommitment, type NewBody, type NewEvent } from '#store'
import type { Hand, World } from './world.ts'

/** What is to be put on record; everything else the node adds. */
export interface Entry {
  readonly stream: string
  readonly type: string
  readonly at: Instant
  readonly procedure: string | null
  readonly transition: string | null
  readonly data: RecordHeader['data']
  readonly crosses: boolean
  readonly previous: Digest | null
  /** Kept encrypted, committed to by the record, erasable. */
  readonly document?: Uint8Array
  /** Id of the body, where it is to be found by another than that of its record. */
  readonly bodyId?: string
  /** Bodies that are kept already and go with the record. */
  readonly attachments?: RecordHeader['attachments']
}

export interface Written {
  readonly event: NewEvent
  readonly header: RecordHeader
  readonly digest: Digest
  readonly body?: NewBody
}

/** Signs an entry with the hand of whoever did it. */
export function write(world: World, hand: Hand, entry: Entry): Written {
  const id = world.ids.next()
  const salt = world.random.bytes(32)
  const body: NewBody | undefined =
    entry.document === undefined
      ? undefined
      : { id: entry.bodyId ?? id, bytes: entry.document, salt }
  const signed = signRecord(
    {
      v: 1,
      id,
      node: world.id,
      actor: hand.id,
      key: hand.key.id,
      at: entry.at,
      stream: entry.stream,
      type: entry.type,
      procedure: entry.procedure,
      transition: entry.transition,
      data: entry.data,
      crosses: entry.crosses,
      body: body === undefined ? null : { id: body.id, commitment: commitment(salt, body.bytes) },
      ...((entry.attachments ?? []).length === 0 ? {} : { attachments: entry.attachments }),
      previous: entry.previous,
      pack: world.laws.now().version,
      ...(hand.role === 'node' ? {} : { policy: world.access.decider.set.digest as Digest }),
    },
    hand.key,
  )
  return {
    event: {
      id,
      stream: entry.stream,
      type: entry.type,
      at: entry.at,
      actor: hand.id,
      record: signed.bytes,
      signature: signed.signature,
    },
    header: signed.header,
    digest: digest(signed.bytes),
    ...(body === undefined ? {} : { body }),
  }
}

/** The commitment in the form that records carry it. */
export function commitment(salt: Uint8Array, bytes: Uint8Array): Digest {
  return `sha256:${Buffer.from(bodyCommitment(salt, bytes)).toString('hex')}` as Digest
}

/** An entry about the node's own doings, outside of every procedure. */
export function note(
  stream: string,
  type: string,
  at: Instant,
  data: { readonly [key: string]: Json | undefined },
): Entry {
  return {
    stream,
    type,
    at,
    procedure: null,
    transition: null,
    data,
    crosses: false,
    previous: null,
  }
}
