import type { Instant } from '#base'
import type { Notice, SearchAskedNotice, SearchToldNotice } from '#exchange'
import type { Event } from '#procedure'
import { tokenOf, tokensOf } from '#rights'
import type { RowChange } from '#store'
import { readDocument } from './bodies.ts'
import { sendNotice } from './delivery-notices.ts'
import { handleAs } from './handle.ts'
import { keysIn } from './hit-subjects.ts'
import { load, type Matter } from './matter.ts'
import { isServedHere, nodeOf } from './parties.ts'
import { note, write } from './records.ts'
import { heldBy } from './rights-held.ts'
import { tryLater, waitingRows } from './rights-queue.ts'
import { plain, rowData } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/**
 * Search certificates (P10, LOCATED): whoever may hold a copy is asked by the node, under marks that name nobody, and
 * answers yes or no. Rows wait for the next tick, so that a search survives a restart and no officer waits for a peer.
 */
const outKind = 'rights-search'
const inKind = 'rights-search-in'
const toldKind = 'rights-search-told'

/** Searches that one partner may have answered in a day: a right of persons is no way around the quotas of blind questions. */
export const searchesADay = 50
const dayMs = 86_400_000

interface SearchRow {
  readonly stream: string
  readonly peers: readonly { readonly authority: string; readonly sent: boolean }[]
  /** base64; drawn when the first peer is asked. */
  readonly key: string
}

/** Rows of an act of this node that asks peers; committed with it. */
export function searchRows(world: World, event: Event): readonly RowChange[] {
  if (event.type !== 'dsr.search_asked' || event.document?.digest !== undefined) return []
  const peers = Array.isArray(event.document?.peers) ? event.document.peers.map(String) : []
  const row: SearchRow = {
    stream: event.stream,
    peers: peers.map((authority) => ({ authority, sent: false })),
    key: Buffer.from(world.random.bytes(32)).toString('base64'),
  }
  return [{ kind: outKind, key: world.ids.next(), data: plain(row), due: event.at }]
}

/** What a notice of a partner leaves to be done here. */
export function searchNoticeRows(from: string, notice: Notice, now: Instant): readonly RowChange[] {
  if (notice.notice === 'search-asked') {
    const { v: _, notice: __, ...asked } = notice
    return [
      {
        kind: inKind,
        key: `${from}/${notice.search}/${notice.peer}`,
        data: plain({ ...asked, from, at: now }),
        due: now,
      },
    ]
  }
  if (notice.notice === 'search-told')
    return [
      {
        kind: toldKind,
        key: `${from}/${notice.search}/${notice.peer}`,
        data: plain({ ...notice, from }),
        due: now,
      },
    ]
  return []
}

/** One round: ask, answer, certify. */
export async function tickSearches(world: World, signal?: AbortSignal): Promise<void> {
  await world.locks.run([outKind], async () => {
    for (const row of await waitingRows(world, outKind))
      await ask(world, row.key, rowData<SearchRow>(row), signal)
    for (const row of await waitingRows(world, inKind))
      await answer(world, row.key, rowData(row), signal)
    for (const row of await waitingRows(world, toldKind))
      await certify(world, row.key, rowData(row))
  })
}

/** Identifiers of the person of a request, in the one form in which everybody compares them. */
export async function personOf(
  world: World,
  matter: Matter | undefined,
): Promise<readonly string[]> {
  const request = matter?.text == null ? undefined : await readDocument(world, matter.text)
  return [...keysIn({ persons: request?.persons ?? [] })]
}

async function ask(
  world: World,
  search: string,
  row: SearchRow,
  signal: AbortSignal | undefined,
): Promise<void> {
  const matter = await load(world, row.stream)
  const key = Buffer.from(row.key, 'base64')
  const tokens = tokensOf(key, await personOf(world, matter))
  // Without a day of birth or a number nobody can be told from others of the name: the officer asks by hand.
  if (matter === undefined || tokens.length === 0) {
    await world.store.commit({ events: [], rows: [{ kind: outKind, key: search, data: null }] })
    return
  }
  let now = row
  for (const { authority, sent } of row.peers) {
    if (sent) continue
    const peers = now.peers.map((one) =>
      one.authority === authority ? { ...one, sent: true } : one,
    )
    const next: SearchRow = { ...now, peers }
    // The row stays: an answer is taken from whoever was asked, and from nobody else.
    const kept: RowChange = { kind: outKind, key: search, data: plain(next) }
    const asked: SearchAskedNotice = {
      ...{ v: 1, notice: 'search-asked', search, peer: authority },
      ...{ key: row.key, tokens },
    }
    const node = nodeOf(world, authority)
    if (isServedHere(world, authority)) {
      const told = await judged(world, asked, signal)
      await world.store.commit({
        events: [],
        rows: [kept, ...searchNoticeRows(world.id, told, world.clock.now())],
      })
    } else if (node === undefined) await world.store.commit({ events: [], rows: [kept] })
    else if (!(await sendNotice(world, node, asked, { rows: [kept] })).ok) {
      await tryLater(world, outKind, search, now)
      return
    }
    now = next
  }
}

async function answer(
  world: World,
  key: string,
  row: SearchAskedNotice & { readonly from: string; readonly at: Instant },
  signal: AbortSignal | undefined,
): Promise<void> {
  const over: RowChange = { kind: inKind, key, data: null }
  if (!isServedHere(world, row.peer)) {
    await world.store.commit({ events: [], rows: [over] })
    return
  }
  const today = world.clock.now().slice(0, 10)
  const counted = `${row.from}/${today}`
  const found = await world.store.row('rights-searches', counted)
  const count = found === undefined ? 0 : rowData<{ count: number }>(found).count
  if (count >= searchesADay) return tryLater(world, inKind, key, row, dayMs)
  const told = await judged(world, row, signal)
  const counting = { kind: 'rights-searches', key: counted, data: plain({ count: count + 1 }) }
  const data = { search: row.search, from: row.from, peer: row.peer, held: told.held }
  const written = write(
    world,
    nodeHand(world, 'node'),
    note('rights/searches', 'rights.searched', world.clock.now(), data),
  )
  const sent = await sendNotice(world, row.from, told, {
    rows: [over, counting],
    events: [written.event],
  })
  if (!sent.ok) await tryLater(world, inKind, key, row)
}

async function judged(
  world: World,
  asked: SearchAskedNotice,
  signal: AbortSignal | undefined,
): Promise<SearchToldNotice> {
  const key = Buffer.from(asked.key, 'base64')
  const tokens = new Set(asked.tokens)
  const { holdings } = await heldBy(world, asked.peer, (id) => tokens.has(tokenOf(key, id)), signal)
  const searched = world.clock.now().slice(0, 10)
  const { search, peer } = asked
  return { v: 1, notice: 'search-told', search, peer, held: holdings.length > 0 ? 1 : 0, searched }
}

/** The certificate goes on record as a step of the matter, in the name of the controller's node. */
async function certify(
  world: World,
  key: string,
  told: SearchToldNotice & { readonly from: string },
): Promise<void> {
  const over: RowChange = { kind: toldKind, key, data: null }
  const found = await world.store.row(outKind, told.search)
  const row = found === undefined ? undefined : rowData<SearchRow>(found)
  const matter = row === undefined ? undefined : await load(world, row.stream)
  const isAsked = row?.peers.some((one) => one.sent && one.authority === told.peer) === true
  if (matter !== undefined && isAsked && nodeOf(world, told.peer) === told.from) {
    const acted = await handleAs(world, controllerHand(world, matter), {
      do: 'act',
      id: matter.stream.slice('matter/'.length),
      action: 'certify-search',
      document: { peer: told.peer, holds: told.held === 1 ? 'yes' : 'no', searched: told.searched },
    })
    if (!acted.ok)
      world.observe({
        ...{ what: 'refused', name: acted.refusal.name, kind: acted.refusal.kind },
        in: 'certificate of a search',
      })
  }
  await world.store.commit({ events: [], rows: [over] })
}

/** The node acts for the controller; the record names it as the node. */
export function controllerHand(world: World, { state }: Matter): Hand {
  const { authority } = state.parties.requested
  return { id: `${authority}/node`, authority, role: 'node', key: world.keys.seal }
}
