import type { Instant, Json } from '#base'
import type { Notice, PersonChangedNotice, PersonChangedToldNotice } from '#exchange'
import type { Event } from '#procedure'
import { tokenOf, tokensOf } from '#rights'
import type { NewEvent, RowChange } from '#store'
import { sendNotice } from './delivery-notices.ts'
import { handleAs } from './handle.ts'
import { load, type Matter } from './matter.ts'
import { noticeFor } from './notices.ts'
import { isServedHere, nodeOf } from './parties.ts'
import { type Holding, heldBy } from './rights-held.ts'
import { type MarkRow, markChange, markedEvent } from './rights-marks.ts'
import { tryLater, waitingRows } from './rights-queue.ts'
import { jobsFor, owedChange, tickOwed } from './rights-rerun.ts'
import { controllerHand, personOf } from './rights-search.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/**
 * What a controller put right about a person reaches every holder of a copy (Directive (EU) 2016/680 art. 16(6);
 * CP-DSR-PROPAGATE: 48 hours). Each holder looks for the person under marks that name nobody, marks what it finds, makes
 * again what was made from it, and says so; the receipt becomes a step of the matter.
 */
const outKind = 'rights-change'
const inKind = 'rights-change-in'
const toldKind = 'rights-change-told'

type What = PersonChangedNotice['what']
const whats: Readonly<Record<string, What>> = {
  'dsr.rectified': 'rectified',
  'dsr.erased': 'erased',
  'dsr.restricted': 'restricted',
}

interface ChangeRow {
  readonly stream: string
  readonly what: What
  /** base64. */
  readonly key: string
  readonly copies: readonly { readonly authority: string; readonly sent: boolean }[]
}

/** Rows of an act of this node that changes what is held about a person; committed with it. */
export function changeRows(world: World, event: Event): readonly RowChange[] {
  const what = whats[event.type]
  if (what === undefined) return []
  const copies = Array.isArray(event.document?.copies) ? event.document.copies.map(String) : []
  const row: ChangeRow = {
    stream: event.stream,
    what,
    key: Buffer.from(world.random.bytes(32)).toString('base64'),
    copies: copies.map((authority) => ({ authority, sent: false })),
  }
  return [{ kind: outKind, key: world.ids.next(), data: plain(row), due: event.at }]
}

export function changeNoticeRows(from: string, notice: Notice, now: Instant): readonly RowChange[] {
  if (notice.notice !== 'person-changed' && notice.notice !== 'person-changed-told') return []
  const kind = notice.notice === 'person-changed' ? inKind : toldKind
  const key = `${from}/${notice.change}/${notice.holder}`
  return [{ kind, key, data: plain({ ...notice, from }), due: now }]
}

/** One round: tell the holders, mark and run again, take receipts. */
export async function tickChanges(world: World, signal?: AbortSignal): Promise<void> {
  await world.locks.run([outKind], async () => {
    for (const row of await waitingRows(world, outKind))
      await tell(world, row.key, rowData(row), signal)
    for (const row of await waitingRows(world, inKind))
      await take(world, row.key, rowData(row), signal)
    await tickOwed(world, (told) => changeNoticeRows(world.id, told, world.clock.now()))
    for (const row of await waitingRows(world, toldKind))
      await confirm(world, row.key, rowData(row))
  })
}

async function tell(
  world: World,
  change: string,
  row: ChangeRow,
  signal: AbortSignal | undefined,
): Promise<void> {
  const matter = await load(world, row.stream)
  const tokens = tokensOf(Buffer.from(row.key, 'base64'), await personOf(world, matter))
  if (matter === undefined || tokens.length === 0) {
    // Nobody can be told from others of the name: the receipts are taken by hand.
    await world.store.commit({ events: [], rows: [{ kind: outKind, key: change, data: null }] })
    return
  }
  let now = row
  for (const { authority, sent } of row.copies) {
    if (sent) continue
    const copies = now.copies.map((c) => (c.authority === authority ? { ...c, sent: true } : c))
    const next: ChangeRow = { ...now, copies }
    const kept: RowChange = { kind: outKind, key: change, data: plain(next) }
    const words: PersonChangedNotice = {
      ...{ v: 1, notice: 'person-changed', change, holder: authority },
      ...{ what: row.what, key: row.key, tokens },
    }
    const node = nodeOf(world, authority)
    if (isServedHere(world, authority)) {
      const from = matter.state.parties.requested.authority
      const marked = await mark(world, { from, node: null }, words, signal)
      await world.store.commit({ events: [marked.event], rows: [kept, ...marked.rows] })
    } else if (node === undefined) await world.store.commit({ events: [], rows: [kept] })
    else if (!(await sendNotice(world, node, words, { rows: [kept] })).ok) {
      await tryLater(world, outKind, change, now)
      return
    }
    now = next
  }
}

async function take(
  world: World,
  key: string,
  words: PersonChangedNotice & { readonly from: string },
  signal: AbortSignal | undefined,
): Promise<void> {
  const over: RowChange = { kind: inKind, key, data: null }
  if (!isServedHere(world, words.holder)) {
    await world.store.commit({ events: [], rows: [over] })
    return
  }
  const { event, rows } = await mark(world, { from: words.from, node: words.from }, words, signal)
  await world.store.commit({ events: [event], rows: [over, ...rows] })
}

/**
 * Finds the person here, marks each holding, and tells whoever worked on it. What a machine can make again is owed at once,
 * and the receipt after it (`rights-rerun.ts`); the rest waits for officers.
 */
async function mark(
  world: World,
  { from, node }: { readonly from: string; readonly node: string | null },
  words: PersonChangedNotice,
  signal: AbortSignal | undefined,
): Promise<{ readonly event: NewEvent; readonly rows: readonly RowChange[] }> {
  const { change, holder: authority, what } = words
  const key = Buffer.from(words.key, 'base64')
  const tokens = new Set(words.tokens)
  const fits = (id: string) => tokens.has(tokenOf(key, id))
  const { holdings, keys } = await heldBy(world, authority, fits, signal)
  const jobs = await jobsFor(world, authority, holdings, keys)
  const at = world.clock.now()
  const marks = holdings.map((holding): MarkRow => {
    const id = world.ids.next()
    return { id, change, what, from, node, authority, at, holding, keys, state: 'open' }
  })
  const rows: RowChange[] = marks.map(markChange)
  for (const holding of holdings)
    for (const officer of await workedOn(world, authority, holding))
      rows.push(
        noticeFor({
          id: world.ids.next(),
          officer,
          at,
          kind: 'person-changed',
          text: `${from} has ${what} what it held about a person of this ${holding.what}: look at it again, and at what was made from it`,
          about: holding.what === 'matter' ? holding.id.replace('matter/', '') : holding.id,
        }),
      )
  const said = { change, holder: authority, what, from, marked: marks.length, again: jobs.length }
  const event = markedEvent(world, nodeHand(world, 'node'), said, marks)
  rows.push(owedChange(world, { change, holder: authority, node, jobs, rerun: 0 }))
  return { event, rows }
}

async function workedOn(
  world: World,
  authority: string,
  holding: Holding,
): Promise<readonly string[]> {
  if (holding.what !== 'matter')
    return world.officers.filter(({ id }) => id === holding.by).map(({ id }) => id)
  const matter = await load(world, holding.id)
  const all = new Set(Object.values(matter?.state.doers ?? {}).flat())
  return world.officers.filter((o) => o.authority === authority && all.has(o.id)).map((o) => o.id)
}

async function confirm(
  world: World,
  key: string,
  told: PersonChangedToldNotice & { readonly from: string },
): Promise<void> {
  const over: RowChange = { kind: toldKind, key, data: null }
  const found = await world.store.row(outKind, told.change)
  const row = found === undefined ? undefined : rowData<ChangeRow>(found)
  const matter = row === undefined ? undefined : await load(world, row.stream)
  const isTold = row?.copies.some((one) => one.sent && one.authority === told.holder) === true
  if (matter !== undefined && isTold && nodeOf(world, told.holder) === told.from) {
    for (const [action, document] of receiptSteps(matter, told)) {
      const id = matter.stream.slice('matter/'.length)
      const acted = await handleAs(world, controllerHand(world, matter), {
        ...{ do: 'act', id, action },
        document,
      })
      if (!acted.ok)
        world.observe({
          ...{ what: 'refused', name: acted.refusal.name, kind: acted.refusal.kind },
          in: 'receipt of a correction',
        })
    }
  }
  await world.store.commit({ events: [], rows: [over] })
}

/** The first receipt says what was marked; the one after which nothing is left says what came of it. */
function receiptSteps(
  { state }: Matter,
  { holder, marked, rerun, open, changed }: PersonChangedToldNotice,
): readonly (readonly [string, Readonly<Record<string, Json>>])[] {
  const isKnown = Object.hasOwn(state.tallies.receipts ?? {}, holder)
  const isOver = Object.hasOwn(state.tallies.rerun ?? {}, holder)
  return [
    ...(isKnown ? [] : [['confirm-copy', { holder, marked, rerun, open }] as const]),
    ...(open > 0 || isOver
      ? []
      : [['note-rerun', { holder, changed, stays: marked - changed }] as const]),
  ]
}
