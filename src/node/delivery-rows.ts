import { type Digest, digest, type Instant, instant, type Json, millis } from '#base'
import { type ChannelState, type Evidence, type Lane, newChannel, withEvidence } from '#exchange'
import type { RowChange } from '#store'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/** A letter that this node sent, under `STREAM/ID`. Due when its term comes near and nobody has answered. */
export interface LetterRow {
  readonly to: string
  readonly stream: string
  /** The record it carries; absent in a notice. */
  readonly record?: string
  readonly sentAt: Instant
  readonly expires?: Instant
  readonly lane?: Lane
  readonly sequence?: number
  readonly envelope?: Digest
  /** The first final receipt. */
  readonly receipt?: {
    readonly status: string
    readonly at: string
    readonly index: number
    readonly size: number
    readonly reason?: Json
  }
  readonly evidence?: readonly Evidence[]
  /** When it was first told that the term comes near. */
  readonly warnedAt?: Instant
}

/** A letter that this node took in, under `STREAM/ID`: what its sender was told of it afterwards. */
export interface LetterInRow {
  readonly from: string
  readonly envelope: Digest
  readonly told: readonly string[]
}

/** Where a lane stands; `at` is when it last moved. */
export interface ChannelRow extends ChannelState {
  readonly at?: Instant
}

/** `out` is what we sent, `in` what we took in, `ack` the last of ours with a final receipt. */
export type Direction = 'in' | 'out' | 'ack'

/** The routine lane keeps the key it had before there were two. */
export function channelKey(direction: Direction, peer: string, lane: Lane): string {
  return `${direction}:${peer}${lane === 'routine' ? '' : `:${lane}`}`
}

export async function readChannel(
  world: World,
  direction: Direction,
  peer: string,
  lane: Lane,
): Promise<ChannelRow> {
  const row = await world.store.row('channel', channelKey(direction, peer, lane))
  return row === undefined ? newChannel : rowData<ChannelRow>(row)
}

export function channelRow(
  direction: Direction,
  peer: string,
  lane: Lane,
  channel: ChannelState,
  at: Instant,
): RowChange {
  const { sequence, last } = channel
  return {
    kind: 'channel',
    key: channelKey(direction, peer, lane),
    data: plain({ sequence, last, at }),
  }
}

/** Which letter has a number: what a query about missing letters is answered from. */
export function sentKey(peer: string, lane: Lane, sequence: number): string {
  return `${peer}/${lane}/${String(sequence).padStart(12, '0')}`
}

/** The row of a letter that was sent, with its key, found through the first record of the act that sent it. */
export async function letterRow(
  world: World,
  id: string,
): Promise<{ readonly key: string; readonly letter: LetterRow } | undefined> {
  const sent = await world.store.outgoing(id)
  const first = sent === undefined ? undefined : await world.store.eventAt(sent.index)
  if (first === undefined) return undefined
  const key = `${first.stream}/${id}`
  const row = await world.store.row('letter', key)
  return row === undefined ? undefined : { key, letter: rowData<LetterRow>(row) }
}

/** The row with more evidence; a term is no longer watched once a final word is there. */
export function withWords(
  key: string,
  letter: LetterRow,
  more: readonly Evidence[],
  receipt?: LetterRow['receipt'],
): RowChange {
  const evidence = withEvidence(letter.evidence ?? [], more)
  const final = receipt ?? letter.receipt
  return {
    kind: 'letter',
    key,
    data: plain({ ...letter, evidence, ...(final === undefined ? {} : { receipt: final }) }),
    ...(final === undefined && letter.expires !== undefined && letter.warnedAt === undefined
      ? { due: termWarning(letter.expires) }
      : {}),
  }
}

/** Days before the end of its term at which a letter without an answer is told of. */
const warnDays = 5

export function termWarning(expires: Instant): Instant {
  return instant(millis(expires) - warnDays * 86_400_000)
}

/** Did this node send exactly this envelope to that node? */
export async function isOurs(
  world: World,
  to: string,
  ref: { readonly letter: string; readonly envelope: Digest },
): Promise<boolean> {
  const sent = await world.store.outgoing(ref.letter)
  return sent !== undefined && sent.to === to && digest(sent.bytes) === ref.envelope
}
