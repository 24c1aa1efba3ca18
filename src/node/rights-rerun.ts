import { millis } from '#base'
import type { PersonChangedToldNotice } from '#exchange'
import { isLeftAsItIs } from '#rights'
import type { RowChange } from '#store'
import { sendNotice } from './delivery-notices.ts'
import { closeEpoch, openEpoch, ownEpoch } from './hit-epochs.ts'
import type { OwnEpoch } from './hit-shapes.ts'
import { grantStanding, standings } from './hit-standing.ts'
import { ownKeys } from './hit-subjects.ts'
import type { Holding } from './rights-held.ts'
import { marksOf } from './rights-marks.ts'
import { tryLater, waitingRow, waitingRows } from './rights-queue.ts'
import { allRows, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/**
 * What was made from data that were wrong, and that a machine can make again without anybody: the index of blind questions,
 * under a new key, without the person; questions of this authority that are asked again and again stop. Everything else is
 * left for officers (`rights-marks.ts`).
 */
export type Job =
  | {
      readonly again: 'index'
      readonly partner: string
      readonly purpose: string
      readonly epoch: string
    }
  | { readonly again: 'standing'; readonly id: string }

/** What is owed to the controller for one change at one holder: first the jobs, then the receipt. */
interface OwedRow {
  readonly change: string
  readonly holder: string
  /** Node of the controller; null where it is this one. */
  readonly node: string | null
  readonly jobs: readonly Job[]
  readonly rerun: number
}

const kind = 'rights-owed'
const dayMs = 86_400_000

/** Which indexes hold one of these keys, and which standing questions ask for the person. */
export async function jobsFor(
  world: World,
  holder: string,
  holdings: readonly Holding[],
  keys: readonly string[],
): Promise<readonly Job[]> {
  const jobs: Job[] = []
  if (holder === world.id && keys.length > 0) {
    const indexed = new Set(await ownKeys(world))
    if (keys.some((key) => indexed.has(key)))
      for (const { data } of await allRows<OwnEpoch>(world.store, 'hit-epoch')) {
        const { asker: partner, purpose, epoch, to } = data.announced
        if (data.state === 'open' && world.clock.now() < to)
          jobs.push({ again: 'index', partner, purpose, epoch })
      }
  }
  const questions = new Set(holdings.filter((h) => h.what === 'question').map(({ id }) => id))
  for (const row of await standings(world))
    if (row.state !== 'ended' && questions.has(row.run))
      jobs.push({ again: 'standing', id: row.id })
  return jobs
}

export function owedChange(world: World, row: OwedRow): RowChange {
  const key = `${row.holder}/${row.change}`
  return waitingRow(kind, key, row, world.clock.now())
}

export async function isOwed(world: World, holder: string, change: string): Promise<boolean> {
  return (await world.store.row(kind, `${holder}/${change}`)) !== undefined
}

/** Does the jobs that are left, each of them on record, and hands the receipt to `toldHere` or to the node that asked. */
export async function tickOwed(
  world: World,
  toldHere: (told: PersonChangedToldNotice) => readonly RowChange[],
): Promise<void> {
  for (const { key, data } of await waitingRows(world, kind)) {
    let row = rowData<OwedRow>({ data })
    for (const job of row.jobs) {
      if (!(await isDone(world, job))) break
      row = { ...row, jobs: row.jobs.slice(1), rerun: row.rerun + 1 }
      await tryLater(world, kind, key, row, 0)
    }
    if (row.jobs.length > 0) {
      await tryLater(world, kind, key, row)
      continue
    }
    const told = await receiptOf(world, row)
    const over: RowChange = { kind, key, data: null }
    if (row.node === null) {
      await world.store.commit({ events: [], rows: [over, ...toldHere(told)] })
      continue
    }
    const sent = await sendNotice(world, row.node, told, { rows: [over] })
    if (!sent.ok) await tryLater(world, kind, key, row)
  }
}

async function receiptOf(world: World, row: OwedRow): Promise<PersonChangedToldNotice> {
  const { change, holder, rerun } = row
  const marks = (await marksOf(world, holder)).filter((mark) => mark.change === change)
  const open = marks.filter(({ state }) => state === 'open').length
  const changed = marks.filter(({ state }) => state !== 'open' && !isLeftAsItIs(state)).length
  const counts = { marked: marks.length, rerun, open, changed }
  return { v: 1, notice: 'person-changed-told', change, holder, ...counts }
}

/** False where it has to wait: an index is being made at this moment. */
async function isDone(world: World, job: Job): Promise<boolean> {
  const hand = nodeHand(world, 'node')
  if (job.again === 'standing') {
    await grantStanding(world, hand, job.id, false)
    return true
  }
  const { partner, purpose } = job
  const epoch = await ownEpoch(world, partner, purpose)
  // Somebody has closed it, or made it anew: then it is without the person already.
  if (epoch?.state !== 'open' || epoch.announced.epoch !== job.epoch) return true
  const { to, release } = epoch.announced
  const days = Math.floor((millis(to) - millis(world.clock.now())) / dayMs)
  // Less than a day is left, and an agreement is never made longer by this.
  if (days < 1) return (await closeEpoch(world, hand, partner, purpose)).ok
  const made = await openEpoch(world, hand, { partner, purpose, days, quota: epoch.quota, release })
  if (made.ok) return true
  if (made.refusal.name === 'hit-building') return false
  return (await closeEpoch(world, hand, partner, purpose)).ok
}
