import { fetchAttachments } from './attachments-fetch.ts'
import { tellAttachments } from './attachments-tell.ts'
import { tickGlasses } from './break-glass.ts'
import { tellCorrections } from './correction-tell.ts'
import { passCorrectionsOn } from './corrections.ts'
import { warnOfTerms } from './delivery-terms.ts'
import { tellErasures } from './erasure-tell.ts'
import { putDueOnRecord } from './handle.ts'
import { sendDue } from './outbox.ts'
import { tickAccounts } from './oversight-accounts.ts'
import { tickAlarms, watchLooks } from './oversight-alarms.ts'
import { carryOutStops } from './oversight-stops.ts'
import { keepRetention } from './retention.ts'
import { endOldFilings } from './rights-filings.ts'
import { startRightsRound } from './rights-rounds.ts'
import { endOldSuspensions } from './suspension-acts.ts'
import type { World } from './world.ts'

/**
 * What time alone brings about: clocks that ran out go on record, once each (the record itself stops the second), and
 * letters whose time has come are sent.
 */
export async function tick(
  world: World,
): Promise<{ readonly overdue: number; readonly sent: number }> {
  let overdue = 0
  await tickGlasses(world)
  await watchLooks(world)
  await tickAlarms(world)
  await carryOutStops(world)
  await tickAccounts(world)
  const now = world.clock.now()
  const due = await world.store.rows({ kind: 'matter', dueBefore: now, order: 'due', limit: 500 })
  for (const row of due.rows) {
    const put = await alone(world, row.key)
    if (put === undefined) continue
    if (put.ok) overdue += put.value.told
    else
      world.observe({
        what: 'refused',
        name: put.refusal.name,
        kind: put.refusal.kind,
        in: 'tick',
      })
  }
  world.careForLog()
  await warnOfTerms(world)
  await endOldSuspensions(world)
  await keepRetention(world)
  await endOldFilings(world)
  startRightsRound(world)
  await tellErasures(world)
  await fetchAttachments(world)
  await tellAttachments(world)
  await passCorrectionsOn(world)
  await tellCorrections(world)
  return { overdue, sent: await sendDue(world) }
}

/** A matter that cannot be reckoned stops itself, and not the clocks of all others. */
async function alone(
  world: World,
  stream: string,
): Promise<Awaited<ReturnType<typeof putDueOnRecord>> | undefined> {
  try {
    return await world.locks.run([stream], () => putDueOnRecord(world, stream))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    world.observe({ what: 'fault', in: 'tick', message })
    return undefined
  }
}
