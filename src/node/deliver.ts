import {
  canonical,
  digest,
  done,
  type Instant,
  instant,
  type Json,
  millis,
  type Outcome,
  refuse,
} from '#base'
import {
  type Approval,
  type AttachmentRef,
  advance,
  type ChannelState,
  type Conditions,
  type Correspondent,
  type Lane,
  type LegalBasis,
  laneFor,
  type Notice,
  nextOn,
  noticeType,
  packNotice,
  packRecords,
  recordsType,
  refOf,
  type Signer,
  type Statement,
  writeLetter,
} from '#exchange'
import type { RowChange } from '#store'
import type { Enclosed } from './attachments-enclosed.ts'
import {
  type ChannelRow,
  channelRow,
  type LetterRow,
  readChannel,
  rememberStream,
  sentKey,
} from './delivery-rows.ts'
import type { OpenLetter } from './delivery-seals.ts'
import { sealingKey, sealsFor, suiteWith } from './known-keys.ts'
import type { Written } from './records.ts'
import { rowData } from './row-data.ts'
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
  /** 0 for an emergency, which has a lane of its own. */
  readonly priority: number
  /** Where the lane to the peer stands; two letters of one act follow each other on it. */
  readonly channel: ChannelState
  /** Number of the letter of this matter on the other lane that goes before. */
  readonly after?: number | undefined
}

interface Dispatch {
  readonly letter: OpenLetter
  readonly rows: readonly RowChange[]
  /** The lane after this letter. */
  readonly channel: ChannelState
}

/**
 * The letter for one record, and the channel moved on by one. Both are committed with the record (the letter signed and
 * sealed by then), so a letter exists exactly when its act is on record, and its number is used exactly once.
 */
export async function dispatch(
  world: World,
  hand: Hand,
  { event, body }: Written,
  covering: Covering,
  enclosed: readonly Enclosed[] = [],
): Promise<Outcome<Dispatch>> {
  const payload = packRecords([
    {
      record: event.record,
      signature: event.signature,
      body: body?.bytes ?? null,
      salt: body?.salt ?? null,
      attachments: enclosed,
    },
  ])
  return written(world, covering, {
    kind: 'act',
    type: recordsType,
    payload,
    authority: hand.authority,
    officer: [{ slot: 'officer', by: hand.id, key: hand.key }],
    row: { stream: covering.conversation, record: event.id },
    attachments: enclosed.map(({ note }) => refOf(note)),
  })
}

/** What a notice says around itself: a node's own word stands under no basis and is nobody's to pass on or keep back. */
export function noticeCovering(
  to: string,
  conversation: string,
  at: Instant,
  channel: ChannelState,
  priority: number,
): Covering {
  return {
    to,
    authority: to,
    conversation,
    at,
    basis: null,
    purposes: [],
    conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
    approvals: [],
    priority,
    channel,
  }
}

/** The letter of a notice; `stream` is where the record stands that it was sent. */
export function dispatchNotice(
  world: World,
  notice: Notice,
  covering: Covering,
  stream: string,
): Outcome<Dispatch> {
  return written(world, covering, {
    kind: 'notice',
    type: noticeType,
    payload: packNotice(notice),
    authority: world.id,
    officer: [],
    row: { stream },
  })
}

interface Inside {
  readonly kind: 'act' | 'notice'
  readonly type: string
  readonly payload: Uint8Array
  readonly authority: string
  readonly officer: readonly Signer[]
  readonly row: { readonly stream: string; readonly record?: string }
  readonly attachments?: readonly AttachmentRef[]
}

function written(world: World, covering: Covering, inside: Inside): Outcome<Dispatch> {
  const peer = world.federation.card(covering.to)
  const now = world.clock.now()
  const key = peer === undefined ? undefined : sealingKey(peer, now, suiteWith(world, peer, now))
  if (peer === undefined || key === undefined || peer.address === '')
    return refuse({
      kind: 'unknown',
      name: 'peer-unreachable',
      ground: `the card of ${covering.to} with an address and a key to seal to is not in the directory`,
      remedy: 'ask the authority for its card and enrol it',
    })
  const { payload } = inside
  const lane = laneFor(covering.priority)
  const expires = instant(millis(now) + termDays * 86_400_000)
  const statement: Statement = {
    v: 1,
    id: world.ids.next(),
    kind: inside.kind,
    conversation: covering.conversation,
    channel: nextOn(covering.channel, lane, covering.after),
    sender: correspondent(world.id, world.keys.seal.id, inside.authority),
    recipients: [correspondent(covering.to, key.id, covering.authority)],
    created: now,
    expires,
    basis: covering.basis,
    purposes: covering.purposes,
    conditions: covering.conditions,
    payload: { digest: digest(payload), bytes: payload.length, type: inside.type },
    approvals: covering.approvals,
    ...((inside.attachments ?? []).length === 0 ? {} : { attachments: inside.attachments }),
  }
  const letter = writeLetter({ statement, payload, officers: inside.officer, to: key })
  const moved = advance(covering.channel, letter.statementDigest)
  const { sequence } = statement.channel
  rememberStream(world, statement.id, inside.row.stream)
  return done({
    channel: moved,
    letter: {
      id: statement.id,
      to: covering.to,
      priority: covering.priority,
      letter,
      seals: sealsFor(world, covering.to),
      row: { ...inside.row, to: covering.to, sentAt: now, expires, lane, sequence },
    },
    rows: [
      channelRow('out', covering.to, lane, moved, now),
      {
        kind: 'sent',
        key: sentKey(covering.to, lane, sequence),
        data: {
          letter: statement.id,
          stream: inside.row.stream,
          statement: letter.statementDigest,
        },
      },
      ...laneRows(covering, lane, sequence),
    ],
  })
}

/** Only a matter that has been on the emergency lane needs to be known by lane; all others are on the routine one. */
function laneRows(covering: Covering, lane: Lane, sequence: number): readonly RowChange[] {
  if (lane === 'routine') return []
  const key = `${covering.to} ${covering.conversation}`
  return [{ kind: 'lane', key, data: { emergency: sequence } }]
}

/** Where the lane stands, and the letter of the same matter on the other lane that must be taken in before. */
export async function placeOn(
  world: World,
  peer: string,
  lane: Lane,
  conversation: string,
): Promise<{ readonly channel: ChannelRow; readonly after: number | undefined }> {
  const channel = await readChannel(world, 'out', peer, lane)
  const after =
    lane === 'routine'
      ? await lastOnEmergency(world, peer, conversation)
      : await lastOnRoutine(world, peer, conversation)
  return { channel, after }
}

async function lastOnEmergency(
  world: World,
  peer: string,
  conversation: string,
): Promise<number | undefined> {
  const row = await world.store.row('lane', `${peer} ${conversation}`)
  return row === undefined ? undefined : rowData<{ emergency: number }>(row).emergency
}

async function lastOnRoutine(
  world: World,
  peer: string,
  conversation: string,
): Promise<number | undefined> {
  const prefix = `${conversation}/`
  const page = await world.store.rows({ kind: 'letter', prefix, order: 'key', limit: 1000 })
  const numbers = page.rows
    .map((row) => rowData<LetterRow>(row))
    .filter((letter) => letter.to === peer && letter.lane !== 'emergency')
    .map((letter) => letter.sequence ?? 0)
  return numbers.length === 0 ? undefined : Math.max(...numbers)
}

/** A served authority is named beside its node. */
function correspondent(node: string, key: string, authority: string): Correspondent {
  return { node, key, ...(authority === node ? {} : { authority }) }
}

/** Canonical bytes of a document, as it is committed to and kept. */
export function documentBytes(document: Readonly<Record<string, Json>>): Uint8Array {
  return canonical(document)
}
