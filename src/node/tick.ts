import { done, type Outcome } from '#base'
import { dueEvents } from '#procedure'
import { prepare } from './handle.ts'
import { load, type Matter } from './matter.ts'
import { sendDue } from './outbox.ts'
import { servedHere } from './parties.ts'
import { nodeHand, type World } from './world.ts'

/**
 * What time alone brings about: clocks that ran out go on record, once each (the record itself stops the second), and
 * letters whose time has come are sent.
 */
export async function tick(
  world: World,
): Promise<{ readonly overdue: number; readonly sent: number }> {
  let overdue = 0
  const now = world.clock.now()
  const due = await world.store.rows({ kind: 'matter', dueBefore: now, order: 'due', limit: 500 })
  for (const row of due.rows) {
    const put = await alone(world, row.key)
    if (put === undefined) continue
    if (put.ok) overdue += put.value
    else
      world.observe({
        what: 'refused',
        name: put.refusal.name,
        kind: put.refusal.kind,
        in: 'tick',
      })
  }
  return { overdue, sent: await sendDue(world) }
}

/** A matter that cannot be reckoned stops itself, and not the clocks of all others. */
async function alone(world: World, stream: string): Promise<Outcome<number> | undefined> {
  try {
    return await putOverdueOnRecord(world, stream)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    world.observe({ what: 'fault', in: 'tick', message })
    return undefined
  }
}

async function putOverdueOnRecord(world: World, stream: string): Promise<Outcome<number>> {
  return world.locks.run([stream], async () => {
    const matter = (await load(world, stream)) as Matter
    const events = dueEvents(
      matter.state,
      world.clock.now(),
      servedHere(world).map((card) => card.id),
      world.laws.now(),
    )
    if (events.length === 0) return done(0)
    const act = await prepare(world, nodeHand(world, 'clock'), matter, events)
    if (!act.ok) return act
    const committed = await world.store.commit(act.value)
    if (!committed.ok) return committed
    for (const event of events)
      world.observe({ what: 'clock-overdue', stream, rule: String(event.data.clock ?? event.type) })
    return done(events.length)
  })
}
