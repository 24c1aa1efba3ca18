import { done, type Outcome } from '#base'
import { statementBytes, type Withdrawal } from '#hit'
import { callPeer } from './hit-call.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { change, lateRuns, runOf } from './hit-runs.ts'
import type { RunPartner } from './hit-shapes.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import type { Hand, World } from './world.ts'

/** Not answered to its end: what has not left will not leave, what waits at the partner is taken back from it. */
function isOpen(partner: RunPartner): boolean {
  return partner.state !== 'done' && partner.state !== 'stopped'
}

/** The officers here take a question back. What was answered before stays answered, counted and on record. */
export async function withdrawRun(world: World, hand: Hand, id: string): Promise<Outcome<void>> {
  const taken = await world.locks.run([`hit-run/${id}`], async (): Promise<Outcome<void>> => {
    const run = await runOf(world, id)
    if (run === undefined) return hitDeskRefusal('hit-unknown')
    const open = run.partners.filter(isOpen).map((p) => p.owner)
    if (open.length === 0) return hitDeskRefusal('hit-answered')
    const about = { run: id, partners: open }
    const entry = note('hit/questions', 'hit.question-withdrawn', world.clock.now(), about)
    const written = write(world, hand, entry)
    const partners = run.partners.map(
      (p): RunPartner => (isOpen(p) ? { ...p, state: 'stopped' } : p),
    )
    const committed = await world.store.commit({
      events: [written.event],
      rows: [{ kind: 'hit-run', key: id, data: plain({ ...run, partners }), sort: run.at }],
    })
    return committed.ok ? done(undefined) : committed
  })
  if (taken.ok) await tellWithdrawn(world, id)
  return taken
}

/** Takes back from partners what waits there; a partner that is away is told by the next round. */
export async function tellWithdrawn(world: World, id: string): Promise<void> {
  const run = await runOf(world, id)
  for (const partner of run?.partners ?? []) {
    const { owner, state, pending } = partner
    if (run === undefined || state !== 'stopped' || pending === null) continue
    const words: Withdrawal = {
      v: 1,
      kind: 'hit-withdrawal',
      owner,
      asker: world.id,
      purpose: run.purpose,
      id: pending.id,
      question: pending.question,
      created: world.clock.now(),
    }
    const told = await callPeer(world, owner, 'withdraw', words)
    const signed = told.ok
      ? told.value.packet !== undefined &&
        Buffer.compare(told.value.packet.statement, statementBytes(words)) === 0
      : told.by !== undefined
    // Its counter-signature, or its signed word that nothing waits there; until its term is over we say it again.
    if (signed || world.clock.now() >= pending.until)
      await change(world, run.id, owner, (p) => ({ ...p, pending: null }))
  }
}

/** Runs that were taken back here and not yet at every partner. */
export async function untold(world: World): Promise<readonly string[]> {
  return lateRuns(world, (run) =>
    run.partners.some((p) => p.state === 'stopped' && p.pending !== null),
  )
}
