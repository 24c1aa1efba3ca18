import { type Instant, instant, millis } from '#base'
import type { Notice, PersonChangedNotice, PersonChangedToldNotice } from '#exchange'
import type { Event } from '#procedure'
import { tokenOf, tokensOf } from '#rights'
import type { RowChange } from '#store'
import { sendNotice } from './delivery-notices.ts'
import { handleAs } from './handle.ts'
import { load } from './matter.ts'
import { noticeFor } from './notices.ts'
import { isServedHere, nodeOf } from './parties.ts'
import { note, write } from './records.ts'
import { type Holding, heldBy } from './rights-held.ts'
import { controllerHand, personOf } from './rights-search.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/**
 * What a controller put right about a person reaches every holder of a copy (Directive (EU) 2016/680 art. 16(6);
 * CP-DSR-PROPAGATE: 48 hours). Each holder looks for the person under marks that name nobody, marks what it finds, runs
 * again what was derived from it, and says so; the receipt becomes a step of the matter.
 */
const outKind = 'rights-change'
const inKind = 'rights-change-in'
const toldKind = 'rights-change-told'
const markKind = 'rights-mark'

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

/** One holding of an authority after a change: what must be looked at again, and by whom. */
export interface MarkRow {
  readonly change: string
  readonly what: What
  /** Controller that changed it. */
  readonly from: string
  readonly authority: string
  readonly at: Instant
  readonly holding: Holding
  /** Identifiers of the person as this node has them; they leave the index of blind questions. */
  readonly keys: readonly string[]
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
    for (const row of await due(world, outKind)) await tell(world, row.key, rowData(row), signal)
    for (const row of await due(world, inKind)) await take(world, row.key, rowData(row), signal)
    for (const row of await due(world, toldKind)) await confirm(world, row.key, rowData(row))
  })
}

async function due(world: World, kind: string) {
  const before = instant(millis(world.clock.now()) + 1)
  return (await world.store.rows({ kind, dueBefore: before, order: 'due', limit: 50 })).rows
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
      const { told, rows } = await mark(
        world,
        matter.state.parties.requested.authority,
        words,
        signal,
      )
      const told1 = changeNoticeRows(world.id, told, world.clock.now())
      await world.store.commit({ events: [], rows: [kept, ...rows, ...told1] })
    } else if (node === undefined) await world.store.commit({ events: [], rows: [kept] })
    else if (!(await sendNotice(world, node, words, { rows: [kept] })).ok) {
      const again = instant(millis(world.clock.now()) + 10 * 60_000)
      const waiting = { kind: outKind, key: change, data: plain(now), due: again }
      await world.store.commit({ events: [], rows: [waiting] })
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
  const { told, rows } = await mark(world, words.from, words, signal)
  const { change, holder, what } = words
  const data = { change, holder, what, from: words.from, rerun: told.rerun }
  const at = world.clock.now()
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('rights/changes', 'rights.copy-marked', at, data),
  )
  const sent = await sendNotice(world, words.from, told, {
    rows: [over, ...rows],
    events: [written.event],
  })
  if (sent.ok) return
  const again = instant(millis(at) + 10 * 60_000)
  await world.store.commit({ events: [], rows: [{ ...over, data: plain(words), due: again }] })
}

/**
 * Finds the person here, marks each holding, and tells whoever worked on it. What was derived is run again at once where a
 * machine can: the person's identifiers leave the index of blind questions with its next epoch (`ownKeys`). Lists, tracings
 * and matters are listed for their officers.
 */
async function mark(
  world: World,
  from: string,
  words: PersonChangedNotice,
  signal: AbortSignal | undefined,
): Promise<{ readonly told: PersonChangedToldNotice; readonly rows: readonly RowChange[] }> {
  const { change, holder, what } = words
  const key = Buffer.from(words.key, 'base64')
  const tokens = new Set(words.tokens)
  const { holdings, keys } = await heldBy(
    world,
    holder,
    (id) => tokens.has(tokenOf(key, id)),
    signal,
  )
  const at = world.clock.now()
  const rows: RowChange[] = []
  for (const holding of holdings) {
    const row: MarkRow = { change, what, from, authority: holder, at, holding, keys }
    rows.push({
      kind: markKind,
      key: `${holder}/${change}/${holding.what}/${holding.id.replaceAll('/', '-')}`,
      data: plain(row),
      sort: at,
    })
    for (const officer of await workedOn(world, holder, holding))
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
  }
  const matters = holdings.filter((one) => one.what === 'matter').length
  const rerun = holdings.length - matters + keys.length
  return {
    told: { v: 1, notice: 'person-changed-told', change, holder, matters, rerun },
    rows,
  }
}

async function workedOn(
  world: World,
  authority: string,
  holding: Holding,
): Promise<readonly string[]> {
  if (holding.what !== 'matter') return []
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
    const hand = controllerHand(world, matter)
    const id = matter.stream.slice('matter/'.length)
    const document = { holder: told.holder, rerun: true }
    const acted = await handleAs(world, hand, { do: 'act', id, action: 'confirm-copy', document })
    if (!acted.ok)
      world.observe({
        ...{ what: 'refused', name: acted.refusal.name, kind: acted.refusal.kind },
        in: 'receipt of a correction',
      })
  }
  await world.store.commit({ events: [], rows: [over] })
}

/** What must be looked at again after a change, newest first, for one authority. */
export async function marksOf(world: World, authority: string): Promise<readonly MarkRow[]> {
  const page = await world.store.rows({
    kind: markKind,
    prefix: `${authority}/`,
    order: 'key',
    limit: 500,
  })
  return page.rows.map((row) => rowData<MarkRow>(row)).sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** Identifiers that leave the index of blind questions: of persons that were deleted, restricted or linked by mistake. */
export async function markedKeys(world: World, authority: string): Promise<ReadonlySet<string>> {
  return new Set((await marksOf(world, authority)).flatMap((mark) => mark.keys))
}
