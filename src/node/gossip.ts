import { logOrigin } from './log-origin.ts'
import type { World } from './world.ts'

/** How often partners are asked which heads they hold of the others. */
const everySeconds = 60
const patienceMilliseconds = 5_000
const lastAsked = new WeakMap<World, number>()

/**
 * Asks each partner for the heads it cosigned of every other log we know: a log that tells two partners two histories is
 * found as soon as the two talk, without its help. Only with a witness policy: a node that asks for nobody's cosignature
 * asks nobody.
 */
export async function gossip(world: World, outer: AbortSignal): Promise<void> {
  if (world.witnessing.policy === undefined) return
  const now = Date.parse(world.clock.now())
  if (now - (lastAsked.get(world) ?? Number.NEGATIVE_INFINITY) < everySeconds * 1000) return
  lastAsked.set(world, now)
  const nodes = world.federation
    .cards()
    .filter((c) => c.keys.some((k) => k.use === 'log') && c.id !== world.id)
  const signal = AbortSignal.any([outer, AbortSignal.timeout(patienceMilliseconds)])
  await Promise.all(
    nodes.map(async (partner) => {
      for (const other of nodes) {
        if (other.id === partner.id) continue
        const origin = logOrigin(other.id)
        const url = `${world.addressOf(partner.id)}/witness/checkpoint?origin=${encodeURIComponent(origin)}`
        try {
          const { status, bytes } = await world.get(url, signal)
          if (status === 200) await world.heads.saw(origin, Buffer.from(bytes).toString('utf8'))
        } catch {
          // A partner that is down is asked again in a minute.
          return
        }
      }
    }),
  )
}
