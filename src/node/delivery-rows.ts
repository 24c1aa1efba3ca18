import { type Digest, digest, type Instant, instant, type Json, millis, type Outcome } from '#base'
import { type ChannelState, type Evidence, type Lane, newChannel, withEvidence } from '#exchange'
import type { Act, Committed, RowChange } from '#store'
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
function channelKey(direction: Direction, peer: string, lane: Lane): string {
  return `${direction}:${peer}${lane === 'routine' ? '' : `:${lane}`}`
}

export async function readChannel(
  world: World,
  direction: Direction,
  peer: string,
  lane: Lane,
): Promise<ChannelRow> {
  const key = channelKey(direction, peer, lane)
  const ahead = aheadOf(world).get(key)
  if (ahead !== undefined) return ahead
  const row = await world.store.row('channel', key)
  return row === undefined ? newChannel : rowData<ChannelRow>(row)
}

/** Our lanes as they will stand after the acts that are on their way to the disk. */
const lanesAhead = new WeakMap<World, Map<string, ChannelRow>>()

function aheadOf(world: World): Map<string, ChannelRow> {
  const known = lanesAhead.get(world) ?? new Map<string, ChannelRow>()
  lanesAhead.set(world, known)
  return known
}

/** The lane must stand as it was read: an act that was decided on another one is refused, and takes nothing with it. */
export function lanesExpected(
  peer: string,
  lane: Lane,
  channel: ChannelRow,
): NonNullable<Act['expectRows']>[number] {
  const { sequence, last, at } = channel
  return {
    kind: 'channel',
    key: channelKey('out', peer, lane),
    data: sequence === 0 ? null : plain({ sequence, last, ...(at === undefined ? {} : { at }) }),
  }
}

/**
 * Hands an act over (`commit`: to the store, or to where its letters are sealed first) and lets the next letter on the
 * same lane be written before the disk has answered: acts go in their order, and one that is refused makes the store
 * refuse those that were built on it. The caller holds the channel until this returns, and may let it go then.
 */
export function commitAhead(
  world: World,
  { rows = [] }: Pick<Act, 'rows'>,
  commit: () => Promise<Outcome<Committed>>,
): Promise<Outcome<Committed>> {
  const ahead = aheadOf(world)
  const moved = rows.filter((r) => r.kind === 'channel' && r.key.startsWith('out:'))
  for (const { key, data } of moved) ahead.set(key, data as unknown as ChannelRow)
  const forget = (ok: boolean) => {
    for (const { key, data } of moved)
      if (!ok || ahead.get(key) === (data as unknown as ChannelRow)) ahead.delete(key)
  }
  const committing = commit()
  committing.then(
    (outcome) => forget(outcome.ok),
    () => forget(false),
  )
  return committing
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

/** Streams of the letters that were sent lately: without them each receipt would read the letter itself. */
const streams = new WeakMap<World, Map<string, string>>()

export function rememberStream(world: World, letter: string, stream: string): void {
  const known = streams.get(world) ?? new Map<string, string>()
  streams.set(world, known)
  known.set(letter, stream)
  if (known.size > 10_000) known.delete(known.keys().next().value!)
}

/** The row of a letter that was sent, with its key, found through the first record of the act that sent it. */
export async function letterRow(
  world: World,
  id: string,
): Promise<{ readonly key: string; readonly letter: LetterRow } | undefined> {
  const stream = streams.get(world)?.get(id) ?? (await streamOf(world, id))
  if (stream === undefined) return undefined
  const key = `${stream}/${id}`
  const row = await world.store.row('letter', key)
  return row === undefined ? undefined : { key, letter: rowData<LetterRow>(row) }
}

async function streamOf(world: World, id: string): Promise<string | undefined> {
  const sent = await world.store.outgoing(id)
  return sent === undefined ? undefined : (await world.store.eventAt(sent.index))?.stream
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

function termWarning(expires: Instant): Instant {
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
