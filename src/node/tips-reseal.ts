import { done, must } from '#base'
import { type BoxKey, openSealed, sealTo } from '#tips'
import { erase } from './erasure.ts'
import { allRows } from './row-data.ts'
import {
  type Box,
  boxOf,
  sealedRecord,
  type TipContent,
  type TipRow,
  tipChange,
  unitHand,
  withTip,
} from './tips-box.ts'
import { forget, putBox, text, type UnitKeys } from './tips-unit-key.ts'
import { allWaiting, sealedOf, sealWaitingAnew } from './tips-waiting.ts'
import type { Hand, World } from './world.ts'

/** Types of records whose bodies are sealed to the unit or to a source. */
const contentTypes: readonly string[] = ['tip.content', 'tip.message', 'tip.resealed']

/**
 * Seals what lies in the box anew to the key of the unit of today, and erases it as it was: who kept an older key, and
 * gets hold of the disk later, reads nothing with it. Tip by tip, each whole; broken off, it is done again from the start
 * and does what is left. Returns the keys that are needed from then on.
 */
export async function resealTips(world: World, actor: string, keys: UnitKeys): Promise<UnitKeys> {
  const hand = must(unitHand(world, actor))
  const [unit, ...earlier] = keys
  // What waits goes on record at the hour: not meanwhile.
  await world.locks.run([`tip-round/${hand.authority}`], async () => {
    for (const { key, data } of await allWaiting(world)) {
      const plainBytes = opened(earlier, await sealedOf(world, key, data))
      if (plainBytes === undefined) continue
      const sealed = sealTo(unit.publicKey, plainBytes, world.random)
      must(await sealWaitingAnew(world, key, data, sealed))
    }
  })
  let pieces = 0
  for (const { key } of await allRows<TipRow>(world.store, 'tip')) {
    const moved = await withTip(world, key, async (tip) =>
      done(await resealTip(world, hand, tip, unit, earlier)),
    )
    if (moved.ok) pieces += moved.value
  }
  return world.locks.run([`tip-box/${hand.authority}`], async () => {
    const box = (await boxOf(world)) as Box
    // Another succession came between: its keys are still needed.
    if (box.unit !== text(unit.publicKey)) return keys
    const { earlier: _, ...now } = box
    await putBox(world, hand, 'tip-box.resealed', now, { pieces })
    forget(earlier)
    return [unit] as const
  })
}

function opened(keys: readonly BoxKey[], sealed: Uint8Array): Uint8Array | undefined {
  for (const key of keys) {
    const plainBytes = openSealed(key, sealed)
    if (plainBytes !== undefined) return plainBytes
  }
  return undefined
}

/** How many pieces of the tip were sealed anew. */
async function resealTip(
  world: World,
  hand: Hand,
  tip: TipRow,
  unit: BoxKey,
  earlier: readonly BoxKey[],
): Promise<number> {
  const contents: TipContent[] = []
  const written = []
  for (const piece of tip.contents) {
    const body = await world.store.body(piece.body)
    const plainBytes = body?.state === 'present' ? opened(earlier, body.bytes) : undefined
    if (plainBytes === undefined) {
      contents.push(piece)
      continue
    }
    const sealed = sealTo(unit.publicKey, plainBytes, world.random)
    const record = sealedRecord(world, hand, tip.matter, 'tip.resealed', sealed)
    written.push(record)
    contents.push({ ...piece, body: record.event.id })
  }
  const now = { ...tip, contents }
  if (written.length > 0)
    must(
      await world.store.commit({
        events: written.map(({ event }) => event),
        bodies: written.map(({ body }) => body!),
        rows: [tipChange(now)],
      }),
    )
  await eraseOlder(world, hand, now)
  return written.length
}

/** What no row names any more was sealed anew: now, or before a start that broke it off. */
async function eraseOlder(world: World, hand: Hand, tip: TipRow): Promise<void> {
  const named = new Set(tip.contents.flatMap(({ body, forSource }) => [body, forSource]))
  const bodies: string[] = []
  for (let after = -1; ; ) {
    const page = await world.store.events({ stream: `tip/${tip.matter}`, after, limit: 500 })
    for (const { id, type } of page)
      if (contentTypes.includes(type) && !named.has(id))
        if ((await world.store.body(id))?.state === 'present') bodies.push(id)
    if (page.length < 500) break
    after = page.at(-1)!.index
  }
  const ground = 'sealed anew to the successor of the key of the unit'
  await erase(world, hand, { bodies, streams: [], ground, type: 'erasure.done' })
}
