import { emptyFold, readings, take } from '#indicators'
import { readKept } from './figures-kept.ts'
import { eventsBehind } from './figures-log.ts'
import type { World } from './world.ts'

/**
 * What is kept of the figures, held against the log: every matter that has not gone on since must say what its events say.
 * A matter that has gone on is read again before it counts.
 */
export async function keptFiguresUnsound(
  world: World,
): Promise<readonly { readonly where: string; readonly text: string }[]> {
  const law = world.laws.now()
  const kept = await readKept(world, law)
  if (kept === undefined) return []
  const anew = emptyFold(law)
  const goneOn = new Set<string>()
  for await (const event of eventsBehind(world, -1))
    if (event.index > kept.upTo) goneOn.add(event.stream)
    else take(anew, event)
  const here = readings(anew)
  const there = kept.fold.read
  const differing = [...new Set([...here.keys(), ...there.keys()])].filter(
    (stream) =>
      !goneOn.has(stream) && JSON.stringify(here.get(stream)) !== JSON.stringify(there.get(stream)),
  )
  return differing.length === 0
    ? []
    : [
        {
          where: 'what is kept of the figures',
          text: `it is not what the events of ${differing.length} matters say: ${differing.slice(0, 3).join(', ')}`,
        },
      ]
}
