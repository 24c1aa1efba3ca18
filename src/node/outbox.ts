import { digest, type Id, type Instant, instant, millis } from '#base'
import {
  batchLimits,
  type Lane,
  laneFor,
  packBatch,
  type Receipt,
  readReceipt,
  unpackBatch,
} from '#exchange'
import type { ClaimedEnvelope } from '#store'
import { peerIsUp, resting, restLane } from './delivery-rests.ts'
import { failedAmong, settleAll, type Word } from './delivery-settle.ts'
import { causeOf, patienceMilliseconds } from './fetch-post.ts'
import { knownKeys } from './known-keys.ts'
import type { Post, World } from './world.ts'

/** A claimed letter is this node's for so long; after a crash it goes out again when the time has passed. */
const leaseSeconds = 120
/** Letters and bytes taken in hand at once: what a flight to one peer may hold in memory. */
const round = { letters: batchLimits.letters, bytes: batchLimits.maxBytes } as const
const endOfTime = '9999-12-31T00:00:00.000Z' as Instant

/** Lanes on which letters are on their way: they are not taken in hand a second time. */
const flying = new WeakMap<
  World,
  Map<string, { readonly to: string; readonly emergency: boolean }>
>()

function flyingOf(world: World) {
  const known = flying.get(world) ?? new Map<string, { to: string; emergency: boolean }>()
  flying.set(world, known)
  return known
}

/**
 * One round: every letter whose time has come is taken in hand and leaves, per lane in the order of its numbers, several
 * in one call where several wait. Waits for no peer; `world.flights` knows what is on its way, and a flight that got
 * through takes the next letters of its lane in hand. Returns how many were taken in hand.
 */
export async function sendDue(world: World): Promise<number> {
  let count = 0
  for (;;) {
    const { taken } = await takeInHand(world)
    if (taken === 0) return count
    count += taken
  }
}

interface InHand {
  readonly envelopes: readonly ClaimedEnvelope[]
  /** When they were taken in hand, by `world.elapsed`. */
  readonly begun: number
}

/**
 * Takes letters in hand whose time has come. They leave at once, but for those of the lane that asks: it is in the air
 * and takes them along.
 */
async function takeInHand(
  world: World,
  own?: string,
): Promise<{ readonly taken: number; readonly own: InHand }> {
  const now = world.clock.now()
  const others = [...flyingOf(world)].filter(([key]) => key !== own).map(([, lane]) => lane)
  // Never silently open: a history that the witnesses do not know is not built upon by letters.
  const claimed = world.witnessing.gate().ok
    ? await world.store.claimOutgoing({
        now,
        limit: round.letters,
        leaseUntil: later(now, leaseSeconds),
        passOver: [...resting(world, now), ...others],
        mostBytes: round.bytes,
      })
    : []
  const begun = world.elapsed()
  const lanes = Map.groupBy(claimed, laneKey)
  for (const [key, envelopes] of lanes)
    if (key !== own) depart(world, key, { envelopes: inOrder(envelopes), begun })
  const mine = own === undefined ? [] : (lanes.get(own) ?? [])
  return { taken: claimed.length, own: { envelopes: inOrder(mine), begun } }
}

function inOrder(envelopes: readonly ClaimedEnvelope[]): readonly ClaimedEnvelope[] {
  return envelopes.toSorted((a, b) => a.index - b.index || (a.id < b.id ? -1 : 1))
}

function laneKey({ to, priority }: ClaimedEnvelope): string {
  return `${to} ${laneFor(priority)}`
}

function depart(world: World, key: string, first: InHand): void {
  const { to, priority } = first.envelopes[0]!
  const lane = laneFor(priority)
  const all = flyingOf(world)
  all.set(key, { to, emergency: lane === 'emergency' })
  world.flights.start(key, async (signal) => {
    let through = false
    try {
      through = await fly(world, { to, lane, key, signal }, first)
    } finally {
      all.delete(key)
    }
    if (through && !signal.aborted) await sendDue(world)
  })
}

interface Flight {
  readonly to: string
  readonly lane: Lane
  readonly key: string
  readonly signal: AbortSignal
}

/** Peers that do not know the call for several letters: they get them one by one. */
const single = new WeakMap<World, Set<string>>()

/**
 * True when every letter got its final word, so that the next ones may go. Final words of one call are put on record
 * while the next call is on its way: the peer has what it acknowledged, and after a crash in between the letters leave
 * again and get the same receipts. More than one call behind the record never gets.
 */
async function fly(world: World, flight: Flight, first: InHand): Promise<boolean> {
  const recording = oneBehind()
  let { envelopes: rest, begun } = first
  try {
    while (rest.length > 0) {
      // Whose lease is about to end is left alone: the next round takes it in hand again.
      const lastMoment = begun + leaseSeconds * 1000 - patienceMilliseconds
      if (flight.signal.aborted || world.elapsed() >= lastMoment) return false
      const together = single.get(world)?.has(flight.to) === true ? rest.slice(0, 1) : rest
      const words = await callWith(world, flight, together)
      if (words === undefined) continue
      rest = rest.slice(together.length)
      await recording.over()
      const failed = failedAmong(together, words)
      if (failed !== undefined) {
        await settleAll(world, flight, together, words)
        const retryAt = restLane(world, flight.to, flight.lane, failed)
        for (const { envelope, reason } of failed.letters)
          await postpone(world, envelope, reason, retryAt)
        for (const envelope of rest)
          await postpone(world, envelope, failed.letters[0]!.reason, retryAt)
        return false
      }
      peerIsUp(world, flight.to)
      recording.begin(settleAll(world, flight, together, words))
      if (rest.length === 0 && !flight.signal.aborted) {
        const { own } = await takeInHand(world, flight.key)
        rest = own.envelopes
        begun = own.begun
      }
    }
    return true
  } finally {
    await recording.over()
  }
}

/** Work beside which something else is done; its fault is told to whoever waits for its end. */
function oneBehind() {
  let last: Promise<unknown> = Promise.resolve()
  return {
    begin(work: Promise<unknown>): void {
      last = work
      // Until somebody waits for it, it is nobody's.
      last.catch(() => {})
    },
    over: () => last,
  }
}

/** What the peer says to each letter of one call; undefined when it has to be called again, letter by letter. */
async function callWith(
  world: World,
  { to, signal }: Flight,
  envelopes: readonly ClaimedEnvelope[],
): Promise<readonly Word[] | undefined> {
  const address = world.addressOf(to)
  const [first] = envelopes
  const alone = envelopes.length === 1
  let answer: Awaited<ReturnType<Post>>
  try {
    answer = alone
      ? await world.post(`${address}/exchange/envelopes`, first!.bytes, signal)
      : await world.post(
          `${address}/exchange/envelopes/batch`,
          packBatch(
            'letters',
            envelopes.map((e) => e.bytes),
          ),
          signal,
        )
  } catch (error) {
    const reason = error instanceof Error ? causeOf(error) : 'unknown fault'
    return envelopes.map(() => ({ reason }))
  }
  const { retryAfter } = answer
  const unsigned = (word: Word): Word =>
    'reason' in word && retryAfter !== undefined ? { ...word, asks: retryAfter } : word
  if (alone) return [unsigned(wordOf(world, to, first!, answer.bytes, answer.status))]
  const parts = unpackBatch('receipts', answer.bytes)
  if (parts.ok && parts.value.length === envelopes.length)
    return envelopes.map((e, i) => wordOf(world, to, e, parts.value[i]!, answer.status))
  // Whoever is asked to wait is not called again at once, letter by letter.
  if (retryAfter !== undefined && (answer.status === 429 || answer.status === 503))
    return envelopes.map(() => unsigned({ reason: `status ${answer.status}` }))
  const known = single.get(world) ?? new Set<string>()
  single.set(world, known.add(to))
  return undefined
}

/** A receipt that counts, or why there is none. What nobody signed proves neither arrival nor refusal. */
function wordOf(
  world: World,
  from: string,
  envelope: ClaimedEnvelope,
  bytes: Uint8Array,
  status: number,
): Word {
  const receipt = readReceipt(bytes, {
    from,
    to: world.id,
    envelope: digest(envelope.bytes),
    knownKey: knownKeys(world.federation, world.clock.now()),
  })
  if (receipt.ok) return { receipt: receipt.value as Receipt, bytes }
  return { reason: `status ${status} without a valid receipt: ${receipt.refusal.ground}` }
}

/**
 * After a start: letters that a stopped process had taken in hand go out at once. This process holds the store alone,
 * so nobody else can have them; whether the peer has them already is for the peer to say, with the same receipt.
 */
export async function takeUpAgain(world: World): Promise<void> {
  const now = world.clock.now()
  const found = new Map<string, number>()
  for (let lease: Instant = endOfTime; ; lease = later(lease, 1)) {
    for (;;) {
      // Whatever time they wait for: a clock that was put back would let them wait until it has caught up.
      const page = await world.store.claimOutgoing({
        now: later(lease, -1),
        limit: round.letters,
        leaseUntil: lease,
        mostBytes: round.bytes,
      })
      if (page.length === 0) break
      for (const { id, attempt } of page) found.set(id, attempt)
    }
    // A start that was itself cut short left letters in hand until that same day: they are found a second later.
    if (found.size >= (await world.store.outgoingCounts()).claimed) break
  }
  for (const [id, attempt] of found)
    await world.store.settleOutgoing({
      id,
      attempt,
      error: 'the node was started again',
      retryAt: now,
    })
}

async function postpone(
  world: World,
  envelope: ClaimedEnvelope,
  reason: string,
  retryAt: Instant,
): Promise<void> {
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
