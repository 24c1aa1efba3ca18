import type { SignedEvent } from '#indicators'
import { type TransparencyReport, transparencyReport } from '#oversight'
import { everyEvent } from './every-event.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** The report of a year from the signed events of this node. */
export async function reportOf(world: World, year: number): Promise<TransparencyReport> {
  const events: SignedEvent[] = []
  for await (const event of everyEvent(world.store)) {
    if (!event.at.startsWith(`${year}-`)) continue
    const header = headerOf(event)
    if (header === undefined) continue
    const { type, at, stream, node, actor, data } = header
    events.push({ type, at, stream, node, actor, data })
  }
  return transparencyReport(events, { year })
}
