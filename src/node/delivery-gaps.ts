import { type Digest, digest, type Refusal } from '#base'
import {
  type ChannelState,
  composeAnswer,
  composeQuery,
  deliveryOf,
  exchangeRefusal,
  type Lane,
  type MissingQuery,
  mostMissing,
  mostWithdrawn,
  readAnswer,
  readQuery,
  type Withdrawn,
} from '#exchange'
import { answerStranger, coverOf, type Reply, statusFor } from './answer-letter.ts'
import { recordEvidence } from './delivery-evidence.ts'
import { channelRow, letterRow, readChannel, sentKey } from './delivery-rows.ts'
import { knownKeys, sealsFor } from './known-keys.ts'
import { isNode } from './parties.ts'
import { note, write } from './records.ts'
import { rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/** Seconds before the same gap is asked about again. */
const patienceSeconds = 60

const asked = new WeakMap<World, Map<string, { expected: number; at: number }>>()

/**
 * Asks the sender for what is missing, once a minute for each gap. Does not wait: the letter that showed the gap is
 * answered first, and what is missing comes back as letters.
 */
export function askMissing(
  world: World,
  from: string,
  lane: Lane,
  channel: ChannelState,
  got: number,
): void {
  const known = asked.get(world) ?? new Map<string, { expected: number; at: number }>()
  asked.set(world, known)
  const expected = channel.sequence + 1
  const last = known.get(`${from} ${lane}`)
  const now = world.elapsed()
  if (last?.expected === expected && now - last.at < patienceSeconds * 1000) return
  known.set(`${from} ${lane}`, { expected, at: now })
  world.flights.start(`query:${from}`, (signal) =>
    ask(
      world,
      from,
      {
        lane,
        holds: channel.sequence,
        last: channel.last,
        lacks: [expected, Math.min(got - 1, channel.sequence + mostMissing)],
      },
      signal,
    ),
  )
}

async function ask(
  world: World,
  from: string,
  body: MissingQuery,
  signal: AbortSignal,
): Promise<void> {
  const card = world.federation.card(from)
  const seal = card?.keys.find((k) => k.use === 'seal')
  const address = world.addressOf(from)
  if (card === undefined || seal === undefined || address === undefined) return
  const about = { conversation: `channel/${world.id}`, sender: { node: from, key: seal.id } }
  const now = world.clock.now()
  const query = composeQuery(coverOf(world, about, now), body, sealsFor(world, from))
  const [first, last] = body.lacks
  await record(world, from, 'gap.queried', {
    lane: body.lane,
    holds: body.holds,
    first,
    last,
    query: digest(query),
  })
  let bytes: Uint8Array
  try {
    bytes = (await world.post(`${address}/exchange/queries`, query, signal)).bytes
  } catch {
    return // Nothing is known: the gap is asked about again when the next letter shows it.
  }
  const answer = readAnswer(bytes, {
    from,
    to: world.id,
    query: digest(query),
    isKnownSender: (node) => node === from,
    knownKey: knownKeys(world.federation, world.clock.now()),
  })
  if (!answer.ok) return
  const { sentAgain, neverWritten, withdrawn = [] } = answer.value.body
  await record(world, from, 'gap.answered', {
    lane: body.lane,
    again: sentAgain.length,
    answer: digest(bytes),
  })
  if (neverWritten.length > 0) await neverWrittenAlarm(world, from, body.lane, neverWritten, bytes)
  if (withdrawn.length > 0) await stepOver(world, from, body.lane, withdrawn, bytes)
}

/**
 * The sender has signed that nothing comes under these numbers any more, because we refused what was under them and kept
 * nothing of it. The lane goes on behind them, with the signed words on record.
 */
async function stepOver(
  world: World,
  peer: string,
  lane: Lane,
  withdrawn: readonly Withdrawn[],
  signed: Uint8Array,
): Promise<void> {
  await world.locks.run([`from:${peer}`], async () => {
    const before = await readChannel(world, 'in', peer, lane)
    let channel: ChannelState = before
    for (const { number, statement } of withdrawn)
      if (number === channel.sequence + 1) channel = { sequence: number, last: statement }
    if (channel === before) return
    const now = world.clock.now()
    const entry = note(`channel/${peer}`, 'gap.withdrawn', now, {
      lane,
      first: before.sequence + 1,
      last: channel.sequence,
      evidence: digest(signed),
      signed: Buffer.from(signed).toString('base64').slice(0, 40_000),
    })
    await world.store.commit({
      events: [write(world, nodeHand(world, 'node'), entry).event],
      rows: [channelRow('in', peer, lane, channel, now)],
    })
  })
}

/** One of the two logs is not what it was: evidence on both sides, and nothing is decided by it. */
async function neverWrittenAlarm(
  world: World,
  peer: string,
  lane: Lane,
  numbers: readonly number[],
  signed: Uint8Array,
): Promise<void> {
  await record(world, peer, 'gap.alarm', {
    lane,
    numbers: numbers.slice(0, 100),
    reason: 'number-unknown',
    evidence: digest(signed),
    // The signed words themselves: no stranger believes a digest of what nobody kept.
    signed: Buffer.from(signed).toString('base64').slice(0, 40_000),
  })
  world.observe({ what: 'letter-alarm', from: peer, id: lane, name: 'number-unknown' })
}

/** Queries of one peer that are answered in a minute: a gap is asked about once a minute for each lane. */
const mostQueries = 12

const answeredTo = new WeakMap<World, Map<string, readonly number[]>>()

/** Has the peer asked so often in the last minute that it is told to wait? Counts this question. */
function asksTooOften(world: World, from: string): boolean {
  const known = answeredTo.get(world) ?? new Map<string, readonly number[]>()
  answeredTo.set(world, known)
  const now = world.elapsed()
  const recent = (known.get(from) ?? []).filter((at) => now - at < 60_000)
  known.set(from, [...recent.slice(-mostQueries), now])
  return recent.length >= mostQueries
}

/** A partner lacks letters of ours: they leave again at once, as they were, and what was never written is said so. */
export async function answerQuery(world: World, bytes: Uint8Array): Promise<Reply> {
  const query = readQuery(bytes, {
    to: world.id,
    isKnownSender: (node) => node !== world.id && isNode(world, node),
    knownKey: knownKeys(world.federation, world.clock.now()),
  })
  if (!query.ok) return answerStranger(world, bytes, query.refusal)
  const { statement, body } = query.value
  const from = statement.sender.node
  if (asksTooOften(world, from))
    return answerStranger(world, bytes, exchangeRefusal('busy').refusal)
  const { lane, lacks } = body
  const found: { readonly number: number; readonly letter: string }[] = []
  const neverWritten: number[] = []
  const withdrawn: Withdrawn[] = []
  const { sequence } = await readChannel(world, 'out', from, lane)
  for (let number = lacks[0]; number <= lacks[1]; number++) {
    if (number > sequence) neverWritten.push(number)
    else {
      // A number that was given and is not found any more is in neither list: it was written.
      const row = await world.store.row('sent', sentKey(from, lane, number))
      if (row === undefined) continue
      const { letter, statement } = rowData<SentRow>(row)
      if (statement === undefined || !(await isRefusedUnkept(world, letter)))
        found.push({ number, letter })
      else if (withdrawn.length < mostWithdrawn) withdrawn.push({ number, statement })
    }
  }
  const now = world.clock.now()
  const answer = composeAnswer(
    coverOf(world, statement, now),
    {
      query: digest(bytes),
      sentAgain: found.map((f) => f.number),
      neverWritten,
      ...(withdrawn.length === 0 ? {} : { withdrawn }),
    },
    sealsFor(world, from),
  )
  await record(world, from, 'gap.asked', {
    lane,
    first: lacks[0],
    last: lacks[1],
    again: found.length,
    ...(withdrawn.length === 0 ? {} : { withdrawn: withdrawn.length }),
    query: digest(bytes),
  })
  if (neverWritten.length > 0) await neverWrittenAlarm(world, from, lane, neverWritten, bytes)
  if (found.length > 0)
    world.flights.start(`again:${from}`, (signal) =>
      sendAgain(
        world,
        from,
        found.map((f) => f.letter),
        signal,
      ),
    )
  const refusal: Refusal | null =
    neverWritten.length === 0 ? null : exchangeRefusal('number-unknown').refusal
  return { status: refusal === null ? 200 : statusFor(refusal), receipt: answer }
}

/** What stands under a number that was given; `statement` is missing in rows of before it was kept. */
interface SentRow {
  readonly letter: string
  readonly statement?: Digest
}

/** Everything that the peer has said of it is a refusal for good of which its own log has nothing: it will never be taken. */
async function isRefusedUnkept(world: World, letter: string): Promise<boolean> {
  const found = await letterRow(world, letter)
  if (found?.letter.receipt === undefined) return false
  const { receipt, evidence = [] } = found.letter
  const { refused, rung } = deliveryOf(evidence)
  return receipt.status === 'refused' && receipt.index < 0 && refused && rung === 'none'
}

/** The very same bytes, one after the other; whatever is answered is evidence. Those still in the outbox go too. */
async function sendAgain(
  world: World,
  to: string,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const address = world.addressOf(to)
  for (const id of ids) {
    const sent = await world.store.outgoing(id)
    if (sent === undefined || signal.aborted || !world.witnessing.gate().ok) return
    let bytes: Uint8Array
    try {
      bytes = (await world.post(`${address}/exchange/envelopes`, sent.bytes, signal)).bytes
    } catch {
      return // The partner asks again when it is up.
    }
    await recordEvidence(world, to, { id, bytes: sent.bytes }, bytes)
  }
}

async function record(
  world: World,
  peer: string,
  type: string,
  data: Parameters<typeof note>[3],
): Promise<void> {
  const entry = note(`channel/${peer}`, type, world.clock.now(), data)
  await world.store.commit({ events: [write(world, nodeHand(world, 'node'), entry).event] })
}
