import {
  canonical,
  digest,
  type Instant,
  instant,
  type Json,
  millis,
  type Outcome,
  refuse,
} from '#base'
import {
  type Approval,
  advance,
  type ChannelState,
  type Conditions,
  type Correspondent,
  composeLetter,
  type LegalBasis,
  newChannel,
  nextOn,
  packRecords,
  recordsType,
  type Statement,
} from '#exchange'
import type { NewEnvelope, RowChange } from '#store'
import { sealingKey } from './known-keys.ts'
import type { Written } from './records.ts'
import { plain, rowData } from './row-data.ts'
import type { Hand, World } from './world.ts'

/** Days a letter may be on its way before the receiver refuses it. */
const termDays = 30

/** What a letter says around the record it carries. */
export interface Covering {
  /** The node, and the authority it serves to whom the letter is addressed. */
  readonly to: string
  readonly authority: string
  readonly conversation: string
  readonly at: Instant
  readonly basis: LegalBasis | null
  readonly purposes: readonly string[]
  readonly conditions: Conditions
  /** Whose second pair of eyes stands behind the act; the records themselves stay at home. */
  readonly approvals: readonly Approval[]
  /** 0 for an emergency; smaller goes first. */
  readonly priority: number
  /** Where the channel to the peer stands; two letters of one act follow each other on it. */
  readonly channel: ChannelState
}

interface Dispatch {
  readonly outgoing: NewEnvelope
  readonly rows: readonly RowChange[]
  /** The channel after this letter. */
  readonly channel: ChannelState
}

/**
 * The sealed letter for one record, and the channel moved on by one. Both are committed with the record, so a letter
 * exists exactly when its act is on record, and its number is used exactly once.
 */
export async function dispatch(
  world: World,
  hand: Hand,
  written: Written,
  covering: Covering,
): Promise<Outcome<Dispatch>> {
  const peer = world.federation.card(covering.to)
  const now = world.clock.now()
  const key = peer === undefined ? undefined : sealingKey(peer, now)
  if (peer === undefined || key === undefined || peer.address === '')
    return refuse({
      kind: 'unknown',
      name: 'peer-unreachable',
      ground: `the card of ${covering.to} with an address and a key to seal to is not in the directory`,
      remedy: 'ask the authority for its card and enrol it',
    })
  const payload = packRecords([
    {
      record: written.event.record,
      signature: written.event.signature,
      body: written.body?.bytes ?? null,
      salt: written.body?.salt ?? null,
    },
  ])
  const statement: Statement = {
    v: 1,
    id: world.ids.next(),
    kind: 'act',
    conversation: covering.conversation,
    channel: nextOn(covering.channel),
    sender: correspondent(world.id, world.keys.seal.id, hand.authority),
    recipients: [correspondent(covering.to, key.id, covering.authority)],
    created: now,
    expires: instant(millis(now) + termDays * 86_400_000),
    basis: covering.basis,
    purposes: covering.purposes,
    conditions: covering.conditions,
    payload: {
      digest: digest(payload),
      bytes: payload.length,
      type: recordsType,
    },
    approvals: covering.approvals,
  }
  const letter = composeLetter(
    statement,
    payload,
    [
      { slot: 'officer', by: hand.id, key: hand.key },
      { slot: 'seal', by: world.id, key: world.keys.seal },
      { slot: 'second-seal', by: world.id, key: world.keys.secondSeal },
    ],
    key,
    world.random,
  )
  const moved = advance(covering.channel, letter.statementDigest)
  return {
    ok: true,
    value: {
      channel: moved,
      outgoing: {
        id: statement.id,
        to: covering.to,
        bytes: letter.bytes,
        notBefore: now,
        priority: covering.priority,
      },
      rows: [
        channelRow('out', covering.to, moved),
        {
          kind: 'letter',
          key: `${covering.conversation}/${statement.id}`,
          data: {
            to: covering.to,
            stream: covering.conversation,
            record: written.event.id,
            sentAt: now,
          },
        },
      ],
    },
  }
}

/** A served authority is named beside its node. */
function correspondent(node: string, key: string, authority: string): Correspondent {
  return { node, key, ...(authority === node ? {} : { authority }) }
}

export async function channelTo(world: World, peer: string): Promise<ChannelState> {
  return readChannel(world, `out:${peer}`)
}

export async function channelFrom(world: World, peer: string): Promise<ChannelState> {
  return readChannel(world, `in:${peer}`)
}

async function readChannel(world: World, key: string): Promise<ChannelState> {
  const row = await world.store.row('channel', key)
  return row === undefined ? newChannel : rowData<ChannelState>(row)
}

export function channelRow(
  direction: 'in' | 'out',
  peer: string,
  channel: ChannelState,
): RowChange {
  return { kind: 'channel', key: `${direction}:${peer}`, data: plain(channel) }
}

/** Canonical bytes of a document, as it is committed to and kept. */
export function documentBytes(document: Readonly<Record<string, Json>>): Uint8Array {
  return canonical(document)
}
