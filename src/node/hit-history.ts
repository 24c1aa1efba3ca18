import { type Instant, instant, millis } from '#base'
import type { Asked } from '#hit'
import { streamOf } from './hit-parties.ts'
import type { World } from './world.ts'

const historyDays = 31

/** What this partner asked for this purpose in the last month, answered or held, from our own log alone. */
export async function historyOf(
  world: World,
  partner: string,
  purpose: string,
  now: Instant,
): Promise<readonly Asked[]> {
  const since = instant(millis(now) - historyDays * 86_400_000)
  const found: Asked[] = []
  let after = -1
  for (;;) {
    const page = await world.store.events({
      stream: streamOf(partner, purpose),
      types: ['hit.evaluated', 'hit.held'],
      after,
      limit: 500,
    })
    for (const event of page) {
      if (event.record === null || event.at < since) continue
      const { data } = JSON.parse(Buffer.from(event.record).toString('utf8')) as {
        data: { items: number; names: number; case: string; standing?: boolean }
      }
      const { items, names, case: reference, standing } = data
      found.push({ at: event.at, items, names, case: reference, standing: standing === true })
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 500) return found
    after = last.index
  }
}
