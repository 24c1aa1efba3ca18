import { instant, millis } from '#base'
import { type RecordHeader, readRecord } from '#exchange'
import type { RowChange, StoredEvent } from '#store'
import { headNow, letterRefs, sendNotice } from './delivery-notices.ts'
import { findItem, textOf, toldIn } from './items.ts'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

const kind = 'correction-untold'
/** A notice that could not be written is tried again after this many minutes. */
const againMinutes = 10

/** A correction or retraction of a partner, of which its sender is to hear that the copy here shows it. */
export function correctionCame(
  { id }: Pick<StoredEvent, 'id'>,
  header: RecordHeader,
  now: Parameters<typeof millis>[0],
): readonly RowChange[] {
  return header.type === 'item.corrected' || header.type === 'item.retracted'
    ? [{ kind, key: id, data: plain({ from: header.node }), due: now }]
    : []
}

/**
 * Says to whoever corrected something that the copy here shows it: the node's own word, at once and once. What was done
 * with papers that were made from it an officer says, in a step of the procedure. A correction that corrects nothing
 * here, because it does not name the end of the chain, is not confirmed by anybody.
 */
export async function tellCorrections(world: World): Promise<void> {
  await world.locks.run([kind], async () => {
    const due = instant(millis(world.clock.now()) + 1)
    const page = await world.store.rows({ kind, dueBefore: due, order: 'due', limit: 50 })
    for (const row of page.rows) await tellOne(world, row.key, rowData<{ from: string }>(row).from)
  })
}

async function tellOne(world: World, id: string, from: string): Promise<void> {
  const over: RowChange = { kind, key: id, data: null }
  const event = await world.store.event(id)
  const stream = event?.stream ?? ''
  const letter =
    event === undefined || !(await isShown(world, event))
      ? undefined
      : (await letterRefs(world, stream, 'corrected'))
          .filter((one) => one.from === from && one.ref.index <= event.index)
          .sort((a, b) => b.ref.index - a.ref.index)[0]
  if (letter === undefined) {
    await world.store.commit({ events: [], rows: [over] })
    return
  }
  const told = { ...letter.row, told: [...letter.row.told, 'corrected'] }
  const sent = await sendNotice(
    world,
    from,
    { v: 1, notice: 'corrected', letters: [letter.ref], head: await headNow(world) },
    {
      conversation: stream,
      rows: [over, { kind: 'letter-in', key: letter.key, data: plain(told) }],
    },
  )
  if (sent.ok) return
  const { name, kind: refused } = sent.refusal
  world.observe({ what: 'refused', name, kind: refused, in: 'correction' })
  const due = instant(millis(world.clock.now()) + againMinutes * 60_000)
  await world.store.commit({ events: [], rows: [{ ...over, data: plain({ from }), due }] })
}

/** Does the chain of the item have this correction? */
async function isShown(world: World, { id, stream, record }: StoredEvent): Promise<boolean> {
  const header = record === null ? undefined : readRecord(record)
  if (!header?.ok) return false
  const told = (await toldIn(world, stream)).find((one) => one.id === id)
  const found = await findItem(world, textOf(told?.document?.item))
  return found?.item.corrections.some((correction) => correction.record === id) === true
}
