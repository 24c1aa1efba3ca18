import { done, type Outcome } from '#base'
import { oversightRefusal } from '#oversight'
import { type MarkOutcome, rightsRefusal } from '#rights'
import type { RowChange } from '#store'
import { isSuspended } from './oversight-accounts.ts'
import { note, write } from './records.ts'
import {
  changesStream,
  type MarkRow,
  markChange,
  markKind,
  marksOf,
  maySeeHolding,
} from './rights-marks.ts'
import { isOwed, owedChange } from './rights-rerun.ts'
import { rowData } from './row-data.ts'
import { handOf, type World } from './world.ts'

/**
 * An officer has looked at one holding again; the record says which, and what came of it, in a word of the list.
 * When it was the last one of a change, the controller gets the second receipt.
 */
export async function settleMark(
  world: World,
  actor: string,
  id: string,
  outcome: MarkOutcome,
): Promise<Outcome<void>> {
  const hand = handOf(world, actor)
  if (hand === undefined) return rightsRefusal('mark-unknown')
  if (isSuspended(world, actor)) return oversightRefusal('account-suspended')
  return world.locks.run([markKind], async () => {
    const found = await world.store.row(markKind, `${hand.authority}/${id}`)
    const row = found === undefined ? undefined : rowData<MarkRow>(found)
    if (row === undefined || hand.role === 'auditor') return rightsRefusal('mark-unknown')
    if (!(await maySeeHolding(world, hand, row.holding))) return rightsRefusal('mark-unknown')
    if (row.state !== 'open') return rightsRefusal('mark-settled')
    const at = world.clock.now()
    const mark: MarkRow = { ...row, state: outcome, settled: { by: hand.id, at } }
    const { change, holding, authority: holder } = row
    const data = { mark: id, change, holder, holding: holding.what, about: holding.id, outcome }
    const { event } = write(world, hand, note(changesStream, 'rights.mark-settled', at, data))
    const left = (await marksOf(world, hand.authority)).filter(
      (one) => one.change === change && one.state === 'open' && one.id !== id,
    )
    const committed = await world.store.commit({
      events: [event],
      rows: [markChange(mark), ...(left.length > 0 ? [] : await owedAgain(world, mark))],
    })
    return committed.ok ? done(undefined) : committed
  })
}

/** Where the first receipt has not left yet, it will say that nothing is left. */
async function owedAgain(
  world: World,
  { change, authority: holder, node }: MarkRow,
): Promise<readonly RowChange[]> {
  if (await isOwed(world, holder, change)) return []
  return [owedChange(world, { change, holder, node, jobs: [], rerun: 0 })]
}
