import { isBatch, isQuery, type Letter } from '#exchange'
import { answerStranger, type Reply, refusedUnlogged } from './answer-letter.ts'
import { receiveBatch } from './delivery-batches.ts'
import { answerQuery } from './delivery-gaps.ts'
import { busy, enter } from './delivery-pressure.ts'
import { keep, stoodStill } from './receive-keep.ts'
import { locksFor, openedBy, readLetter } from './receive-read.ts'
import type { World } from './world.ts'

/**
 * Takes in what another node posts: one letter, several in one call, or a query about missing ones. Which it is, its
 * first bytes say.
 */
export async function receive(world: World, bytes: Uint8Array): Promise<Reply> {
  if (isQuery(bytes)) return answerQuery(world, bytes)
  if (isBatch(bytes)) return receiveBatch(world, bytes)
  const opened = openedBy(world, bytes)
  if (!opened.ok) return answerStranger(world, bytes, opened.refusal)
  const letter = opened.value
  const from = letter.statement.sender.node
  const leave = enter(world, from, bytes.length)
  if (leave === undefined) return busy(world, letter)
  try {
    return await world.locks.run(locksFor([letter]), () => takeOne(world, letter))
  } finally {
    leave()
  }
}

async function takeOne(world: World, letter: Letter): Promise<Reply> {
  const read = await readLetter(world, letter)
  if ('receipt' in read) return read
  const kept = await keep(world, [read])
  return kept?.[0] ?? refusedUnlogged(world, letter, stoodStill)
}
