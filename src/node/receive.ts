import { digest, done, type Instant, type Json, type Outcome, type Refusal } from '#base'
import {
  advance,
  exchangeRefusal,
  follows,
  inTerm,
  type Letter,
  openLetter,
  type ReceiptBody,
  type RecordHeader,
  readRecord,
  replay,
  type TravellingRecord,
  unpackRecords,
  verifyRecord,
} from '#exchange'
import { admit, authorityOf, type Event, procedureOf } from '#procedure'
import type { Act, NewEvent } from '#store'
import {
  answerStranger,
  type Reply,
  receiptBody,
  refusedUnlogged,
  signReceipt,
  statusFor,
} from './answer-letter.ts'
import { channelFrom, channelRow } from './deliver.ts'
import { factsOfPeer } from './facts.ts'
import { putDueOnRecord } from './handle.ts'
import { actorKey, knownKeys, openingKey } from './known-keys.ts'
import { after, load, type Matter, matterRow } from './matter.ts'
import { isNode, nodeOf } from './parties.ts'
import { commitment, note, write } from './records.ts'
import { nodeHand, type World } from './world.ts'

/**
 * Takes in one letter. What is not authentic is answered and forgotten, so that strangers cannot fill the log; what is
 * authentic is put on record whether admitted or refused, and the same bytes always get the same receipt.
 */
export async function receive(world: World, bytes: Uint8Array): Promise<Reply> {
  const opened = openLetter(bytes, {
    node: world.id,
    now: world.clock.now(),
    openingKey: openingKey(world),
    knownKey: knownKeys(world.federation),
    isKnownSender: (node) => node !== world.id && isNode(world, node),
  })
  if (!opened.ok) return answerStranger(world, bytes, opened.refusal)
  const letter = opened.value
  const { sender, conversation } = letter.statement
  return world.locks.run([`from:${sender.node}`, conversation], () => take(world, letter))
}

async function take(world: World, letter: Letter): Promise<Reply> {
  const { statement, envelope } = letter
  const from = statement.sender.node
  const seen = await world.store.received(from, statement.id)
  const repeated = replay(seen, envelope)
  if (!repeated.ok) return alarm(world, letter, repeated.refusal)
  if (seen !== undefined && repeated.value === 'again')
    return answered(world, letter, seen.answer, seen.index)
  const channel = await channelFrom(world, from)
  const inOrder = follows(channel, statement)
  if (!inOrder.ok && inOrder.refusal.name === 'sequence-gap') {
    world.observe({
      what: 'letter-missing',
      from,
      expected: channel.sequence + 1,
      got: statement.channel.sequence,
    })
    return refusedUnlogged(world, letter, inOrder.refusal)
  }
  if (!inOrder.ok) return alarm(world, letter, inOrder.refusal)
  // A limit that ran out on both sides is told here before what the other side did after it.
  const told = await putDueOnRecord(world, statement.conversation)
  if (!told.ok) return refusedUnlogged(world, letter, told.refusal)
  const read = await admitRecords(world, letter)
  if (!read.ok && read.refusal.name === 'matter-unknown' && hasMoreSides(letter))
    return refusedUnlogged(world, letter, waitsForAnother.refusal)
  return keep(world, letter, read, channelRow('in', from, advance(channel, letter.statementDigest)))
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

interface Admitted {
  readonly events: readonly NewEvent[]
  readonly bodies: Act['bodies']
  readonly matter: Matter
  readonly expect: Act['expect']
}

/** The records of the letter checked against the cards, their bodies, and the rules both sides apply. */
async function admitRecords(world: World, letter: Letter): Promise<Outcome<Admitted>> {
  const term = inTerm(letter.statement, world.clock.now())
  if (!term.ok) return term
  const records = unpackRecords(letter.payload)
  if (!records.ok) return records
  const stream = letter.statement.conversation
  let matter = await load(world, stream)
  const version = matter?.version ?? 0
  const events: NewEvent[] = []
  const bodies: { id: string; bytes: Uint8Array; salt: Uint8Array }[] = []
  for (const travelling of records.value) {
    const read = readTravelling(world, letter, travelling)
    if (!read.ok) return read
    const { header, event } = read.value
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
  return done({ events, bodies, matter: matter as Matter, expect: [{ stream, version }] })
}

/** One record as an event, when its officer signed it and its body is the one it commits to. */
function readTravelling(
  world: World,
  letter: Letter,
  travelling: TravellingRecord,
): Outcome<{ readonly header: RecordHeader; readonly event: Event }> {
  const read = readRecord(travelling.record)
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
  const key = actorKey(world.federation, from, header.actor, header.key, header.at)
  if (key === undefined || !verifyRecord(travelling.record, travelling.signature, key))
    return invalid(
      `the record ${header.id} is not signed by ${header.actor} as the card of ${from} knows them`,
    )
  const document = readBody(header, travelling)
  if (document === undefined)
    return invalid(`the body of the record ${header.id} is not the one it commits to`)
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
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as Readonly<Record<string, Json>>
  } catch {
    return undefined
  }
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

/** Puts the letter on record, admitted with its events or refused with its reason, and answers. */
async function keep(
  world: World,
  letter: Letter,
  read: Outcome<Admitted>,
  channel: ReturnType<typeof channelRow>,
): Promise<Reply> {
  const { statement, envelope } = letter
  const now = world.clock.now()
  const reason = read.ok ? null : read.refusal
  const ours = write(
    world,
    nodeHand(world, 'node'),
    note(
      `channel/${statement.sender.node}`,
      read.ok ? 'envelope.received' : 'envelope.refused-by-us',
      now,
      {
        letter: statement.id,
        envelope,
        sequence: statement.channel.sequence,
        records: read.ok ? read.value.events.map((e) => e.id) : [],
        ...(reason === null ? {} : { reason: reason.name, citation: reason.citation ?? null }),
      },
    ),
  )
  const committed = await world.store.commit({
    events: read.ok ? [...read.value.events, ours.event] : [ours.event],
    ...(read.ok ? { bodies: read.value.bodies ?? [], expect: read.value.expect ?? [] } : {}),
    rows: [channel, ...(read.ok ? [matterRow(world, read.value.matter)] : [])],
    received: { sender: statement.sender.node, id: statement.id, digest: envelope },
  })
  if (!committed.ok)
    return refusedUnlogged(world, letter, {
      ...committed.refusal,
      kind: 'too-early',
      name: 'sequence-gap',
    })
  const body = receiptBody(envelope, reason, committed.value)
  const receipt = await signAndKeep(world, letter, body, now)
  world.observe({
    what: 'letter-received',
    from: statement.sender.node,
    id: statement.id,
    status: reason === null ? 'admitted' : reason.name,
  })
  return { status: statusFor(reason), receipt }
}

/** Kept before it is sent: whoever asks again gets these very bytes. */
async function signAndKeep(
  world: World,
  letter: Letter,
  body: ReceiptBody,
  now: Instant,
): Promise<Uint8Array> {
  const { sender, id } = letter.statement
  const receipt = signReceipt(world, letter.statement, body, now)
  const kept = await world.store.answerReceived(sender.node, id, receipt)
  if (kept.ok) return receipt
  return (await world.store.received(sender.node, id))?.answer ?? receipt
}

/** The letter was on record already. Its receipt was made, unless the node stopped between the two. */
async function answered(
  world: World,
  letter: Letter,
  answer: Uint8Array | undefined,
  index: number,
): Promise<Reply> {
  if (answer !== undefined) return { status: 200, receipt: answer }
  const first = await world.store.eventAt(index)
  const refused = first?.type === 'envelope.refused-by-us'
  const head = await world.store.head()
  const reason = refused && first?.record ? refusedReason(first.record) : null
  const body = receiptBody(letter.envelope, reason, { indexes: [index], head })
  const receipt = await signAndKeep(world, letter, body, world.clock.now())
  return { status: statusFor(reason), receipt }
}

function refusedReason(record: Uint8Array): Refusal {
  const header = readRecord(record)
  const data = header.ok ? header.value.data : {}
  return {
    kind: 'unlawful',
    name: String(data.reason ?? 'refused'),
    ground: 'the letter was refused when it was first received',
    remedy: 'ask the receiving authority, or compose the act again under a new id',
  }
}

/** Another history or another letter under the same id: kept as evidence, answered, and nothing else is changed. */
async function alarm(world: World, letter: Letter, refusal: Refusal): Promise<Reply> {
  const { sender, id } = letter.statement
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(`channel/${sender.node}`, 'envelope.alarm', world.clock.now(), {
      letter: id,
      envelope: letter.envelope,
      sequence: letter.statement.channel.sequence,
      reason: refusal.name,
    }),
  )
  await world.store.commit({ events: [written.event] })
  world.observe({ what: 'letter-alarm', from: sender.node, id, name: refusal.name })
  return refusedUnlogged(world, letter, refusal)
}
