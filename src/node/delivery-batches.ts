import { type ChannelState, type Letter, packBatch, unpackBatch } from '#exchange'
import { answerStranger, type Reply, refusedUnlogged } from './answer-letter.ts'
import { busy, enter } from './delivery-pressure.ts'
import { keep, stoodStill, type Taken } from './receive-keep.ts'
import { locksFor, openedBy, readLetter } from './receive-read.ts'
import type { World } from './world.ts'

/**
 * Several letters of one call. Each is opened, judged and answered as if it had come alone; those that follow one
 * another go on record in one act of the store, so that they share one wait for the disk.
 */
export async function receiveBatch(world: World, bytes: Uint8Array): Promise<Reply> {
  const parts = unpackBatch('letters', bytes)
  if (!parts.ok) return answerStranger(world, bytes, parts.refusal)
  const replies: (Reply | undefined)[] = []
  const opened: { readonly at: number; readonly letter: Letter }[] = []
  for (const [at, part] of parts.value.entries()) {
    const letter = openedBy(world, part)
    replies.push(letter.ok ? undefined : answerStranger(world, part, letter.refusal))
    if (letter.ok) opened.push({ at, letter: letter.value })
  }
  for (const [from, letters] of Map.groupBy(opened, (o) => o.letter.statement.sender.node)) {
    const size = letters.reduce((sum, { at }) => sum + parts.value[at]!.length, 0)
    const leave = enter(world, from, size)
    if (leave === undefined) {
      for (const { at, letter } of letters) replies[at] = busy(world, letter)
      continue
    }
    try {
      await world.locks.run(locksFor(letters.map((l) => l.letter)), async () => {
        const taken = await takeAll(
          world,
          letters.map((l) => l.letter),
        )
        for (const [i, { at }] of letters.entries()) replies[at] = taken[i]!
      })
    } finally {
      leave()
    }
  }
  return {
    status: 200,
    receipt: packBatch(
      'receipts',
      replies.map((reply) => reply!.receipt),
    ),
  }
}

/** Letters of one sender in their order. What waits to be written is written before something else depends on it. */
async function takeAll(world: World, letters: readonly Letter[]): Promise<readonly Reply[]> {
  const replies = new Map<Letter, Reply>()
  let waiting: Taken[] = []
  const write = async () => {
    for (const [letter, reply] of await keepEach(world, waiting)) replies.set(letter, reply)
    waiting = []
  }
  for (const letter of letters) {
    if (waiting.some((w) => dependsOn(letter, w.letter))) await write()
    const read = await readLetter(world, letter, ahead(waiting))
    if ('receipt' in read) replies.set(letter, read)
    else waiting.push(read)
  }
  await write()
  return letters.map((letter) => replies.get(letter)!)
}

/** Another letter of the same matter, of the same id, or a notice about letters: decided on what stands in the tables. */
function dependsOn({ statement }: Letter, { statement: before }: Letter): boolean {
  return (
    statement.conversation === before.conversation ||
    statement.id === before.id ||
    (statement.kind === 'notice' && before.kind === 'notice')
  )
}

function ahead(waiting: readonly Taken[]): ReadonlyMap<string, ChannelState> {
  return new Map(waiting.map(({ lane, channel }) => [lane, channel]))
}

/** All in one act; when something else moved one of the matters, each for itself, up to the first that cannot be. */
async function keepEach(
  world: World,
  waiting: readonly Taken[],
): Promise<readonly (readonly [Letter, Reply])[]> {
  if (waiting.length === 0) return []
  const together = await keep(world, waiting)
  if (together !== undefined) return waiting.map(({ letter }, i) => [letter, together[i]!])
  const each: (readonly [Letter, Reply])[] = []
  for (const { letter } of waiting) {
    // Read again: what stood before it in this call may not be on record.
    const read = await readLetter(world, letter)
    const kept = 'receipt' in read ? [read] : await keep(world, [read])
    each.push([letter, kept?.[0] ?? refusedUnlogged(world, letter, stoodStill)])
  }
  return each
}
