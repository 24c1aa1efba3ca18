import { digest, done, type Json, type Outcome, readJson } from '#base'
import {
  advance,
  type ChannelState,
  exchangeRefusal,
  follows,
  inTerm,
  type Letter,
  laneOf,
  openLetter,
  type RecordHeader,
  readRecord,
  recordsType,
  replay,
  type TravellingRecord,
  unpackRecords,
  verifyRecord,
} from '#exchange'
import { admit, authorityOf, type Event, procedureOf } from '#procedure'
import type { NewEvent } from '#store'
import { type Reply, refusedUnlogged } from './answer-letter.ts'
import { readEnclosed } from './attachments-enclosed.ts'
import { bodyLimits } from './bodies.ts'
import { askMissing } from './delivery-gaps.ts'
import { readNoticeOf } from './delivery-notices.ts'
import { readChannel } from './delivery-rows.ts'
import { factsOfPeer } from './facts.ts'
import { putDueOnRecord } from './handle.ts'
import { actorKey, knownKeys, openingKey } from './known-keys.ts'
import { after, type Matter, matterRow } from './matter.ts'
import { isNode, nodeOf } from './parties.ts'
import { alarm, answered, type Taken } from './receive-keep.ts'
import { commitment } from './records.ts'
import { handWrong } from './signing-hand.ts'
import { suspendedHere } from './suspension.ts'
import type { World } from './world.ts'

/** What is not authentic is answered and forgotten, so that strangers cannot fill the log. */
export function openedBy(world: World, bytes: Uint8Array): Outcome<Letter> {
  return openLetter(bytes, {
    node: world.id,
    now: world.clock.now(),
    openingKey: openingKey(world),
    knownKey: knownKeys(world.federation, world.clock.now()),
    isKnownSender: (node) => node !== world.id && isNode(world, node),
  })
}

/** Letters of one sender are taken one after the other, and none while something else happens in its matter. */
export function locksFor(letters: readonly Letter[]): readonly string[] {
  return letters.flatMap(({ statement }) => [
    `from:${statement.sender.node}`,
    statement.conversation,
  ])
}

/** Lanes of the letters that were read before in the same call and are not on record yet. */
export type Ahead = ReadonlyMap<string, ChannelState>

/**
 * One authentic letter held against what is on record: a reply at once where nothing is to be written, else what to
 * write. What is authentic goes on record whether admitted or refused, and the same bytes always get the same receipt.
 */
export async function readLetter(
  world: World,
  letter: Letter,
  ahead: Ahead = new Map(),
): Promise<Reply | Taken> {
  const { statement, envelope } = letter
  const from = statement.sender.node
  const seen = await world.store.received(from, statement.id)
  const repeated = replay(seen, envelope)
  if (!repeated.ok) return alarm(world, letter, repeated.refusal)
  if (seen !== undefined) return answered(world, letter, seen.answer, seen.index)
  const lane = laneOf(statement)
  const other = lane === 'routine' ? 'emergency' : 'routine'
  const channel = ahead.get(lane) ?? (await readChannel(world, 'in', from, lane))
  const beside =
    statement.channel.after === undefined
      ? undefined
      : (ahead.get(other) ?? (await readChannel(world, 'in', from, other)))
  const inOrder = follows(channel, statement, beside)
  if (!inOrder.ok && inOrder.refusal.name === 'sequence-gap') {
    const expected = channel.sequence + 1
    const got = statement.channel.sequence
    world.observe({ what: 'letter-missing', from, expected, got })
    if (got > expected) askMissing(world, from, lane, channel, got)
    return refusedUnlogged(world, letter, inOrder.refusal)
  }
  if (!inOrder.ok) return alarm(world, letter, inOrder.refusal)
  const moved = { lane, channel: advance(channel, letter.statementDigest) }
  if (statement.kind === 'notice')
    return { letter, ...moved, read: await readNoticeOf(world, letter) }
  // A limit that ran out on both sides is told here before what the other side did after it.
  const told = await putDueOnRecord(world, statement.conversation)
  if (!told.ok) return refusedUnlogged(world, letter, told.refusal)
  const read = await admitRecords(world, letter, told.value.matter)
  if (!read.ok && read.refusal.name === 'matter-unknown' && hasMoreSides(letter))
    return refusedUnlogged(world, letter, waitsForAnother.refusal)
  // The clock here was put back since the letter was opened: the same bytes are good once it is right.
  const early = !read.ok && read.refusal.name === 'peer-clock-ahead'
  if (early && statement.created > world.clock.now())
    return refusedUnlogged(world, letter, exchangeRefusal('not-yet').refusal)
  return { letter, ...moved, read }
}

/** Letters of three authorities take three ways: an answer can be here before the question of another has come. */
const waitsForAnother = exchangeRefusal(
  'sequence-gap',
  'the letter with which another authority opened the matter has not arrived',
)

function hasMoreSides(letter: Letter): boolean {
  const records = unpackRecords(letter.payload)
  const first = records.ok ? readRecord(records.value[0]!.record) : records
  const procedure = first.ok ? procedureOf(first.value.procedure ?? '') : first
  return procedure.ok && procedure.value.transitions.some((t) => t.invites !== undefined)
}

/** The records of the letter checked against the cards, their bodies, and the rules both sides apply. */
async function admitRecords(
  world: World,
  letter: Letter,
  before: Matter | undefined,
): Promise<Taken['read']> {
  const { statement } = letter
  const term = inTerm(statement, world.clock.now())
  if (!term.ok) return term
  if (statement.kind !== 'act' || statement.payload.type !== recordsType)
    return exchangeRefusal('kind-differs')
  const records = unpackRecords(letter.payload)
  if (!records.ok) return records
  const stream = statement.conversation
  const all = records.value.map(({ record }) => readRecord(record))
  let matter = before
  if (matter === undefined) {
    const suspended = await suspendedHere(world, letter, all[0]!)
    if (suspended !== undefined) return suspended
  }
  const version = matter?.version ?? 0
  const events: NewEvent[] = []
  const bodies: { id: string; bytes: Uint8Array; salt: Uint8Array }[] = []
  const headers: { header: RecordHeader; travelling: TravellingRecord }[] = []
  for (const [i, travelling] of records.value.entries()) {
    const read = readTravelling(world, letter, travelling, all[i]!)
    if (!read.ok) return read
    const { header, event } = read.value
    headers.push({ header, travelling })
    const admitted = admit(matter?.state, event, factsOfPeer(world))
    if (!admitted.ok) return admitted
    matter = after(matter, event, { id: header.id, digest: digest(travelling.record) })
    events.push({
      id: header.id,
      stream,
      type: header.type,
      at: header.at,
      actor: header.actor,
      record: travelling.record,
      signature: travelling.signature,
    })
    if (header.body !== null && travelling.body !== null && travelling.salt !== null)
      bodies.push({ id: header.body.id, bytes: travelling.body, salt: travelling.salt })
  }
  const enclosed = await readEnclosed(world, letter, headers, world.clock.now())
  if (!enclosed.ok) return enclosed
  return done({
    events,
    bodies: [...bodies, ...enclosed.value.bodies],
    rows: [...(matter === undefined ? [] : [matterRow(world, matter)]), ...enclosed.value.rows],
    expect: [{ stream, version }],
    about: 'act',
  })
}

/** One record as an event, when its officer signed it and its body is the one it commits to. */
function readTravelling(
  world: World,
  letter: Letter,
  travelling: TravellingRecord,
  read: Outcome<RecordHeader>,
): Outcome<{ readonly header: RecordHeader; readonly event: Event }> {
  if (!read.ok) return read
  const header = read.value
  const from = letter.statement.sender.node
  const invalid = (why: string) => exchangeRefusal('record-invalid', why)
  if (header.node !== from || header.stream !== letter.statement.conversation || !header.crosses)
    return invalid(`the record ${header.id} does not belong into this letter`)
  const authority = authorityOf(header)
  const named = letter.statement.sender.authority ?? from
  if (authority !== named || nodeOf(world, authority) !== from)
    return invalid(
      `the record ${header.id} is an act of ${authority}, and the letter is one of ${named} at the node ${from}`,
    )
  const now = world.clock.now()
  const key = actorKey(world.federation, from, header.actor, header.key, header.at, now)
  if (key === undefined || !verifyRecord(travelling.record, travelling.signature, key))
    return invalid(
      `the record ${header.id} is not signed by ${header.actor} as the card of ${from} knows them`,
    )
  // Whose hand is behind the letter is behind its record: one person answers for both.
  const signed = letter.signatures.find((signature) => signature.slot === 'officer')
  if (signed?.by !== header.actor)
    return invalid(
      `the record ${header.id} is an act of ${header.actor}, and the letter is signed by ${signed?.by}`,
    )
  const document = readBody(header, travelling)
  if (document === undefined)
    return invalid(`the body of the record ${header.id} is not the one it commits to`)
  const wrong = handWrong(world.federation, header, document)
  if (wrong !== undefined) return exchangeRefusal('hand-not-entitled', wrong)
  return done({ header, event: eventOf(header, document) })
}

function readBody(
  header: RecordHeader,
  travelling: TravellingRecord,
): Readonly<Record<string, Json>> | null | undefined {
  if (header.body === null) return travelling.body === null ? null : undefined
  const { body, salt } = travelling
  if (body === null || salt === null || salt.length !== 32) return undefined
  if (commitment(salt, body) !== header.body.commitment) return undefined
  // Under the limits of every later reader: what is taken in can be read again.
  const json = readJson(body, bodyLimits)
  const isDocument = json.ok && typeof json.value === 'object' && !Array.isArray(json.value)
  return isDocument ? (json.value as Readonly<Record<string, Json>> | null) : undefined
}

/** The event of the procedure that a record states. */
export function eventOf(
  header: RecordHeader,
  document: Readonly<Record<string, Json>> | null,
): Event {
  return {
    type: header.type,
    procedure: header.procedure,
    transition: header.transition,
    stream: header.stream,
    at: header.at,
    // The record names the node that keeps it; the act is that of the officer's authority, which the node serves.
    node: authorityOf(header),
    actor: header.actor,
    crosses: header.crosses,
    data: header.data,
    ...(document === null ? {} : { document }),
  } as unknown as Event
}
