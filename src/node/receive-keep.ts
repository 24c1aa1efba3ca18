import type { Json, Outcome, Refusal } from '#base'
import { type ChannelState, exchangeRefusal, type Lane, type Letter, readRecord } from '#exchange'
import type { Act, Committed, RowChange } from '#store'
import {
  type Reply,
  receiptBody,
  refusedUnlogged,
  signReceipts,
  statusFor,
} from './answer-letter.ts'
import { channelRow } from './delivery-rows.ts'
import { followRecords } from './oversight-steps.ts'
import { note, type Written, write } from './records.ts'
import { plain } from './row-data.ts'
import { forgetSuspensions } from './suspension.ts'
import { nodeHand, type World } from './world.ts'

/** What an admitted letter changes here. */
export interface Admitted {
  readonly events: Act['events']
  readonly bodies: Act['bodies']
  readonly rows: readonly RowChange[]
  readonly expect: Act['expect']
  /** `act`, or the word of a notice: what its own record says of it. */
  readonly about: string
  readonly data?: Readonly<Record<string, Json>>
}

/** A letter that is to go on record: admitted, or refused with its reason. */
export interface Taken {
  readonly letter: Letter
  readonly lane: Lane
  /** The lane after this letter: one that is refused counts too. */
  readonly channel: ChannelState
  readonly read: Outcome<Admitted>
}

/** Nothing was written: the same letter may be taken the next time. */
export const { refusal: stoodStill } = exchangeRefusal(
  'sequence-gap',
  'something else happened in the matter meanwhile',
)

/**
 * Puts letters on record in one act, each admitted with its events or refused with its reason, and answers each.
 * Undefined when something else had moved one of the matters: then nothing was written.
 */
export async function keep(
  world: World,
  taken: readonly Taken[],
): Promise<readonly Reply[] | undefined> {
  const now = world.clock.now()
  const events: Act['events'][number][] = []
  const firsts: number[] = []
  for (const one of taken) {
    firsts.push(events.length)
    if (one.read.ok) events.push(...one.read.value.events)
    events.push(ownRecord(world, one).event)
  }
  const committed = await world.store.commit({
    events,
    bodies: taken.flatMap(({ read }) => (read.ok ? (read.value.bodies ?? []) : [])),
    expect: taken.flatMap(({ read }) => (read.ok ? (read.value.expect ?? []) : [])),
    rows: rowsOf(taken, now),
    received: taken.map(({ letter }, i) => ({
      sender: letter.statement.sender.node,
      id: letter.statement.id,
      digest: letter.envelope,
      event: firsts[i]!,
    })),
  })
  if (!committed.ok) return undefined
  for (const { letter, read } of taken)
    if (read.ok && read.value.about !== 'act')
      forgetSuspensions(world, letter.statement.sender.node)
  await followRecords(
    world,
    taken.flatMap(({ read }) => (read.ok ? read.value.events : [])),
  )
  const places = firsts.map((first) => ({
    indexes: [committed.value.indexes[first] ?? 0],
    head: committed.value.head,
  }))
  return answerAll(
    world,
    taken.map(({ letter, read }, i) => ({
      letter,
      reason: read.ok ? null : read.refusal,
      place: places[i]!,
    })),
  )
}

function ownRecord(world: World, { letter, lane, read }: Taken): Written {
  const { statement, envelope } = letter
  const refused = read.ok ? null : read.refusal
  return write(
    world,
    nodeHand(world, 'node'),
    note(
      `channel/${statement.sender.node}`,
      refused === null ? 'envelope.received' : 'envelope.refused-by-us',
      world.clock.now(),
      {
        letter: statement.id,
        envelope,
        sequence: statement.channel.sequence,
        ...(lane === 'routine' ? {} : { lane }),
        records: read.ok ? read.value.events.map((e) => e.id) : [],
        ...(read.ok && read.value.about !== 'act' ? { notice: read.value.about } : {}),
        ...(read.ok ? read.value.data : {}),
        ...(refused === null ? {} : { reason: refused.name, citation: refused.citation ?? null }),
      },
    ),
  )
}

/** Rows of all letters; of one written twice, the last form. */
function rowsOf(taken: readonly Taken[], now: ReturnType<World['clock']['now']>): RowChange[] {
  const all = taken.flatMap(({ letter, lane, channel, read }) => {
    const { sender, conversation, id } = letter.statement
    return [
      channelRow('in', sender.node, lane, channel, now),
      ...(read.ok ? read.value.rows : []),
      ...(read.ok && read.value.about === 'act'
        ? [
            {
              kind: 'letter-in',
              key: `${conversation}/${id}`,
              data: plain({ from: sender.node, envelope: letter.envelope, told: [] }),
            },
          ]
        : []),
    ]
  })
  return [...new Map(all.map((row) => [`${row.kind} ${row.key}`, row])).values()]
}

interface Answer {
  readonly letter: Letter
  readonly reason: Refusal | null
  readonly place: Committed
}

/** Receipts are kept before they are sent: whoever asks again gets these very bytes. */
async function answerAll(world: World, answers: readonly Answer[]): Promise<readonly Reply[]> {
  const now = world.clock.now()
  const receipts = signReceipts(
    world,
    answers.map(({ letter, reason, place }) => ({
      about: letter.statement,
      body: receiptBody(letter.envelope, reason, place),
    })),
    now,
  )
  const kept = await world.store.commit({
    events: [],
    answers: answers.map(({ letter }, i) => ({
      sender: letter.statement.sender.node,
      id: letter.statement.id,
      answer: receipts[i]!,
    })),
  })
  return Promise.all(
    answers.map(async ({ letter, reason }, i) => {
      const { sender, id } = letter.statement
      world.observe({
        what: 'letter-received',
        from: sender.node,
        id,
        status: reason === null ? 'admitted' : reason.name,
      })
      const stored = kept.ok ? undefined : (await world.store.received(sender.node, id))?.answer
      return { status: statusFor(reason), receipt: stored ?? receipts[i]! }
    }),
  )
}

/** The letter was on record already. Its receipt was made, unless the node stopped between the two. */
export async function answered(
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
  const [reply] = await answerAll(world, [{ letter, reason, place: { indexes: [index], head } }])
  return reply!
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
export async function alarm(world: World, letter: Letter, refusal: Refusal): Promise<Reply> {
  const { sender, id, channel } = letter.statement
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(`channel/${sender.node}`, 'envelope.alarm', world.clock.now(), {
      letter: id,
      envelope: letter.envelope,
      sequence: channel.sequence,
      reason: refusal.name,
    }),
  )
  await world.store.commit({ events: [written.event] })
  world.observe({ what: 'letter-alarm', from: sender.node, id, name: refusal.name })
  return refusedUnlogged(world, letter, refusal)
}
