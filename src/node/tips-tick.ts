import { millis } from '#base'
import { erase } from './erasure.ts'
import { load } from './matter.ts'
import { allRows } from './row-data.ts'
import { type Box, boxOf, type TipRow } from './tips-box.ts'
import { putTipsOnRecord } from './tips-submit.ts'
import { nodeHand, type World } from './world.ts'

/**
 * What the box does with time: at each full round everything that waits goes on record together, and what the clock of
 * the procedure has deleted is erased with its receipt. A start is no round: it happens at a time that somebody may know.
 */
export function makeTipRound(world: World, minutes: number): () => Promise<void> {
  const roundNow = () => Math.floor(millis(world.clock.now()) / (minutes * 60_000))
  let last = roundNow()
  return async () => {
    const now = roundNow()
    if (now === last) return
    const box = await boxOf(world)
    if (box !== undefined) {
      await world.locks.run([`tip-round/${box.authority}`], async () => {
        await putTipsOnRecord(world, box)
        await eraseDeleted(world, box)
      })
    }
    last = now
  }
}

async function eraseDeleted(world: World, box: Box): Promise<void> {
  for (const { key, data } of await allRows<TipRow>(world.store, 'tip')) {
    const stream = `matter/${data.matter}`
    const matter = await load(world, stream)
    if (matter?.state.states.main !== 'DELETED') continue
    const bodies = [...(await bodiesOf(world, `tip/${key}`)), ...(await bodiesOf(world, stream))]
    await erase(world, nodeHand(world, 'node'), {
      bodies,
      streams: [stream],
      ground: `the tip was deleted, ${box.authority}: CP-TIP-DELETE, Directive (EU) 2019/1937 art. 18(1)`,
      type: 'erasure.done',
      rows: [
        { kind: 'tip', key, data: null },
        { kind: 'tip-receipt', key: data.lookup, data: null },
      ],
    })
  }
}

/** Bodies of a stream that are still there. Each is found under the id of its record. */
async function bodiesOf(world: World, stream: string): Promise<readonly string[]> {
  const found: string[] = []
  let after = -1
  for (;;) {
    const page = await world.store.events({ stream, after, limit: 500 })
    for (const { id } of page) if ((await world.store.body(id))?.state === 'present') found.push(id)
    if (page.length < 500) return found
    after = page.at(-1)!.index
  }
}
