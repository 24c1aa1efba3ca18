import type { Instant, Outcome } from '#base'
import type { BuiltIndex, IndexPlan } from '#hit'
import { makeIndex } from './hit-index-thread.ts'
import { placeOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { ownKeys } from './hit-subjects.ts'
import type { World } from './world.ts'

/** An index that is being made, as the desk shows it. */
export interface Building {
  readonly partner: string
  readonly purpose: string
  readonly by: string
  readonly since: Instant
  /** Keys of subjects: how many are done, of how many; 0 of 0 while they are being gathered. */
  readonly done: number
  readonly total: number
}

interface Work {
  view: Building
  readonly cancel: Int32Array
  readonly ended: PromiseWithResolvers<void>
}

const works = new WeakMap<World, Map<string, Work>>()

function worksOf(world: World): Map<string, Work> {
  const known = works.get(world) ?? new Map<string, Work>()
  works.set(world, known)
  return known
}

export function buildings(world: World): readonly Building[] {
  return [...worksOf(world).values()].map((work) => work.view)
}

/** Stops the making of an index; nothing of it was committed to. */
export function stopBuilding(world: World, partner: string, purpose: string): boolean {
  const work = worksOf(world).get(placeOf(partner, purpose))
  if (work === undefined) return false
  Atomics.store(work.cancel, 0, 1)
  return true
}

/** Before the node closes; comes back when nothing is being made any more. */
export async function stopEveryBuilding(world: World): Promise<void> {
  const all = [...worksOf(world).values()]
  for (const { cancel } of all) Atomics.store(cancel, 0, 1)
  await Promise.all(all.map(({ ended }) => ended.promise))
}

/**
 * Gathers the subjects of this authority and makes an index of them; `then` commits to it. One at a time for each
 * partner and purpose; questions are answered under the index before until the new one is on record.
 */
export async function build<T>(
  world: World,
  by: string,
  partner: string,
  plan: Omit<IndexPlan, 'keys'>,
  then: (built: BuiltIndex, subjects: number) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const { purpose } = plan.name
  const place = placeOf(partner, purpose)
  const all = worksOf(world)
  if (all.has(place)) return hitDeskRefusal('hit-building')
  const since = world.clock.now()
  const work: Work = {
    view: { partner, purpose, by, since, done: 0, total: 0 },
    cancel: new Int32Array(new SharedArrayBuffer(4)),
    ended: Promise.withResolvers<void>(),
  }
  all.set(place, work)
  try {
    const keys = await ownKeys(world)
    const onDone = (count: number) => {
      work.view = { ...work.view, done: count, total: keys.length }
    }
    onDone(0)
    const built = await makeIndex({ ...plan, keys }, onDone, work.cancel)
    return built.ok ? await then(built.value, keys.length) : built
  } finally {
    all.delete(place)
    work.ended.resolve()
  }
}
