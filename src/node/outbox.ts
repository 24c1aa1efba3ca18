import { digest, type Id, type Instant, instant, type Json, millis } from '#base'
import { isFinal, type Receipt, readReceipt } from '#exchange'
import type { ClaimedEnvelope, Row, RowChange } from '#store'
import { knownKeys } from './known-keys.ts'
import { note, write } from './records.ts'
import { nodeHand, type Post, type World } from './world.ts'

/** Seconds before a letter is tried again: doubled each time, at most ten minutes. */
const backOff = { firstSeconds: 5, mostSeconds: 600 } as const
/** A claimed letter is this node's for so long; after a crash it goes out again when the time has passed. */
const leaseSeconds = 120
const roundSize = 64
const endOfTime = {
  now: '9998-12-31T00:00:00.000Z' as Instant,
  leaseUntil: '9999-12-31T00:00:00.000Z' as Instant,
} as const
/** A peer that answers more than a receipt is not answering with a receipt. */
const mostAnswerBytes = 64 * 1024
const patienceMilliseconds = 30_000

/** The only place from which bytes leave the node. */
export const fetchPost: Post = async (url, bytes, signal) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes as Uint8Array<ArrayBuffer>,
    redirect: 'error',
    signal: AbortSignal.any([
      AbortSignal.timeout(patienceMilliseconds),
      ...(signal === undefined ? [] : [signal]),
    ]),
  })
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > mostAnswerBytes) throw new Error('the answer is longer than a receipt can be')
    parts.push(part)
  }
  return { status: answer.status, bytes: Buffer.concat(parts) }
}

/**
 * One round: every letter whose time has come is taken in hand and leaves, per peer in the order of its channel. Waits
 * for no peer; `world.flights` knows what is on its way. Returns how many were taken in hand. What became of a letter
 * and the record of it are committed together.
 */
export async function sendDue(world: World): Promise<number> {
  const now = world.clock.now()
  const claimed = await world.store.claimOutgoing({
    now,
    limit: roundSize,
    leaseUntil: later(now, leaseSeconds),
  })
  const begun = world.elapsed()
  const mayStillSend = () => world.elapsed() - begun < leaseSeconds * 1000 - patienceMilliseconds
  for (const [peer, envelopes] of Map.groupBy(claimed, (envelope) => envelope.to)) {
    const inOrder = envelopes.toSorted((a, b) => a.index - b.index || (a.id < b.id ? -1 : 1))
    world.flights.start(peer, async (signal) => {
      let blocked: string | undefined
      for (const envelope of inOrder) {
        // Whose lease is about to end is left alone: the next round takes it in hand again.
        if (signal.aborted || !mayStillSend()) return
        if (blocked === undefined) blocked = await send(world, peer, envelope, signal)
        else await postpone(world, envelope, blocked)
      }
    })
  }
  return claimed.length
}

/**
 * After a start: letters that a stopped process had taken in hand go out at once. This process holds the store alone,
 * so nobody else can have them; whether the peer has them already is for the peer to say, with the same receipt.
 */
export async function takeUpAgain(world: World): Promise<void> {
  const now = world.clock.now()
  const found: ClaimedEnvelope[] = []
  for (;;) {
    // Whatever time they wait for: a clock that was put back would let them wait until it has caught up.
    const page = await world.store.claimOutgoing({
      now: endOfTime.now,
      limit: roundSize,
      leaseUntil: endOfTime.leaseUntil,
    })
    found.push(...page)
    if (page.length < roundSize) break
  }
  for (const { id, attempt } of found)
    await world.store.settleOutgoing({
      id,
      attempt,
      error: 'the node was started again',
      retryAt: now,
    })
}

/** Sends one letter. The reason when the peer could not be reached, so that the rest waits its turn. */
async function send(
  world: World,
  peer: string,
  envelope: ClaimedEnvelope,
  signal: AbortSignal,
): Promise<string | undefined> {
  const address = world.addressOf(peer)
  let answer: Awaited<ReturnType<Post>>
  try {
    answer = await world.post(`${address}/exchange/envelopes`, envelope.bytes, signal)
  } catch (error) {
    const reason = error instanceof Error ? causeOf(error) : 'unknown fault'
    await postpone(world, envelope, reason)
    return reason
  }
  const receipt = readReceipt(answer.bytes, {
    from: peer,
    to: world.id,
    envelope: digest(envelope.bytes),
    knownKey: knownKeys(world.federation),
  })
  if (!receipt.ok) {
    // An answer that nobody signed proves nothing: neither that it arrived nor that it was refused.
    const reason = `status ${answer.status} without a valid receipt: ${receipt.refusal.ground}`
    await postpone(world, envelope, reason)
    return reason
  }
  const { status, reason } = receipt.value.body
  if (status === 'refused' && reason !== null && !isFinal(reason.name)) {
    await postpone(world, envelope, reason.name)
    return reason.name
  }
  await settle(world, peer, envelope, answer.bytes, receipt.value)
  return undefined
}

async function settle(
  world: World,
  peer: string,
  envelope: ClaimedEnvelope,
  answer: Uint8Array,
  receipt: Receipt,
): Promise<void> {
  const { body, statement } = receipt
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(`channel/${peer}`, `envelope.${body.status}`, world.clock.now(), {
      letter: envelope.id,
      envelope: body.envelope,
      attempt: envelope.attempt,
      receipt: digest(answer),
      reason: body.reason === null ? null : body.reason.name,
      log: body.log === null ? null : { ...body.log },
    }),
  )
  const row = await letterRow(world, envelope.id)
  const settled = await world.store.commit({
    events: [written.event],
    settle: [{ id: envelope.id, attempt: envelope.attempt, answer }],
    rows: row === undefined ? [] : [withReceipt(row.key, row.data, receipt, statement.created)],
  })
  world.observe(
    settled.ok
      ? {
          what: 'letter-delivered',
          to: peer,
          id: envelope.id,
          attempt: envelope.attempt,
          status: body.status,
        }
      : { what: 'refused', name: settled.refusal.name, kind: settled.refusal.kind, in: 'outbox' },
  )
}

/** The row of a letter, found through the first record of the act that sent it. */
async function letterRow(world: World, id: string): Promise<Row | undefined> {
  const sent = await world.store.outgoing(id)
  const first = sent === undefined ? undefined : await world.store.eventAt(sent.index)
  return first === undefined ? undefined : world.store.row('letter', `${first.stream}/${id}`)
}

function withReceipt(key: string, data: Json, receipt: Receipt, at: Instant): RowChange {
  const { status, reason, log } = receipt.body
  return {
    kind: 'letter',
    key,
    data: {
      ...(data as Record<string, Json>),
      receipt: {
        status,
        at,
        index: log?.index ?? -1,
        size: log?.size ?? 0,
        reason: reason === null ? null : { ...reason },
      },
    },
  }
}

async function postpone(world: World, envelope: ClaimedEnvelope, reason: string): Promise<void> {
  const now = world.clock.now()
  const seconds = Math.min(
    backOff.mostSeconds,
    backOff.firstSeconds * 2 ** Math.min(10, envelope.attempt - 1),
  )
  const retryAt = later(now, seconds)
  await world.store.settleOutgoing({
    id: envelope.id,
    attempt: envelope.attempt,
    error: reason.slice(0, 500),
    retryAt,
  })
  world.observe({
    what: 'letter-failed',
    to: envelope.to,
    id: envelope.id as Id,
    attempt: envelope.attempt,
    reason: reason.slice(0, 200),
    retryAt,
  })
}

function later(at: Instant, seconds: number): Instant {
  return instant(millis(at) + seconds * 1000)
}

/** What stands behind "fetch failed": the code of the system call, without addresses of people. */
function causeOf(error: Error): string {
  const cause = error.cause as { code?: string } | undefined
  return cause?.code ?? error.message
}
