import type { HitDesk } from './hit.ts'
import type { LawDesk } from './law-desk.ts'
import type { Observation } from './observe.ts'
import { sendDue } from './outbox.ts'
import { tick } from './tick.ts'
import type { TipDesk } from './tips.ts'
import type { World } from './world.ts'

export interface Ticker {
  once(): Promise<void>
  start(everyMilliseconds?: number): void
  wake(): void
  stop(): Promise<void>
}

/** One tick at a time, soon after a letter was written and otherwise every few seconds. */
export function makeTicker(
  world: World,
  law: LawDesk,
  hit: HitDesk,
  tips: Pick<TipDesk, 'tick'>,
): Ticker {
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let started = false
  let woken = false
  let lastMaintained = world.elapsed()
  const once = () => {
    running = running.then(async () => {
      if (stopped) return
      try {
        await law.tick()
        await tick(world)
        hit.tick()
        await tips.tick()
        if (world.elapsed() - lastMaintained > 3_600_000) {
          lastMaintained = world.elapsed()
          await world.store.maintain()
        }
      } catch (error) {
        world.observe(faultIn('tick', error))
      }
    })
    return running
  }
  return {
    once,
    start(everyMilliseconds = 5000) {
      started = true
      timer = setInterval(once, everyMilliseconds)
      void once()
    },
    wake() {
      // Of many letters written at once one call sends all; the clocks wait for their own tick.
      if (!started || woken) return
      woken = true
      setImmediate(() => {
        running = running.then(async () => {
          woken = false
          if (stopped) return
          await sendDue(world).catch((error) => world.observe(faultIn('outbox', error)))
        })
      })
    },
    async stop() {
      clearInterval(timer)
      await running
      stopped = true
    },
  }
}

/** What went wrong in a part that nobody waits for, as an observation. */
export function faultIn(where: string, error: unknown): Observation {
  const message = error instanceof Error ? error.message : String(error)
  return { what: 'fault', in: where, message }
}
