import { done, type Outcome, refuse } from '#base'
import {
  boxKey,
  kindOf,
  openSealed,
  type Receipt,
  readContent,
  receiptKeys,
  tipRefusal,
} from '#tips'
import { clocksOf } from './facts.ts'
import { load } from './matter.ts'
import { type Box, tipAt } from './tips-box.ts'
import { bytesOf, forget } from './tips-unit-key.ts'
import { waitingAt } from './tips-waiting.ts'
import type { World } from './world.ts'

/** What a source sees with the receipt: what was done and said, and nothing of what the source wrote. */
export interface TipStatus {
  /** State of the matter, or `WAITING` before the hour at which it goes on record. */
  readonly state: string
  readonly protection: string | null
  /** Days, never hours: by when the unit owes what. */
  readonly clocks: readonly { readonly id: string; readonly due: string; readonly status: string }[]
  /** What the unit wrote, oldest first. */
  readonly messages: readonly { readonly day: string; readonly text: string }[]
  /** Pieces that wait for the hour. */
  readonly waiting: number
  readonly mayAdd: boolean
  readonly mayReport: boolean
  readonly hasIdentity: boolean
}

const adds = ['WAITING', 'SUBMITTED', 'ACKNOWLEDGED', 'DIALOGUE', 'TRIAGED', 'FEEDBACK']

/** Leaves no trace: that a source looked is on no record, in no row and in no count. */
export async function tipStatus(
  world: World,
  box: Box,
  receipt: Receipt,
): Promise<Outcome<TipStatus>> {
  const { lookup, seed } = await receiptKeys(receipt, bytesOf(box.salt))
  const [tip, waits] = [await tipAt(world, lookup), await waitingAt(world, lookup)]
  if (tip === undefined && waits.length === 0) return refuse(tipRefusal('receipt-unknown'))
  const matter = tip && (await load(world, `matter/${tip.matter}`))
  const key = boxKey(seed, kindOf(bytesOf(tip?.receiptKey ?? waits[0]!.receiptKey)))
  const messages: { day: string; text: string }[] = []
  for (const { forSource, at } of tip?.contents ?? []) {
    if (forSource === undefined) continue
    const body = await world.store.body(forSource)
    const packed = body?.state === 'present' ? openSealed(key, body.bytes) : undefined
    const content = packed && readContent(packed)
    if (content !== undefined) messages.push({ day: at.slice(0, 10), text: content.text })
  }
  forget([key])
  seed.fill(0)
  const state = matter?.state.states.main ?? 'WAITING'
  const protection = matter?.state.states.protection ?? null
  const now = world.clock.now()
  const free = protection === null || protection === 'RESOLVED' || protection === 'UNFOUNDED'
  return done({
    state,
    protection,
    clocks: (matter === undefined ? [] : clocksOf(world, matter.state, now))
      .filter(({ due }) => due !== undefined)
      .map(({ id, due, status }) => ({ id, due: String(due).slice(0, 10), status })),
    messages,
    waiting: waits.length,
    mayAdd: adds.includes(state),
    mayReport: adds.includes(state) && free && !waits.some((w) => w.kind === 'retaliation'),
    hasIdentity: tip?.identity !== undefined || waits.some((w) => w.identity !== undefined),
  })
}
