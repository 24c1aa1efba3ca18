import { done, type Json, type Outcome } from '#base'
import { hitRefusal, readStatement } from '#hit'
import type { RowChange } from '#store'
import { documentBytes } from './deliver.ts'
import { placeOf, type Received, streamOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import type { AskedRow, Release } from './hit-shapes.ts'
import { fresh, sealed } from './hit-wire.ts'
import { note, write } from './records.ts'
import { allRows, everyRow, plain, rowData } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** Plain words on one line: what an officer of another country reads. */
const reasonForm = /^[^\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]{10,500}$/u

export async function askedRow(world: World, id: string): Promise<AskedRow | undefined> {
  const row = await world.store.row('hit-asked', id)
  return row === undefined ? undefined : rowData<AskedRow>(row)
}

/** Keeps a question on the list of those that wait, or takes it off: however many are newer, none is overlooked. */
export function waitingRow(row: AskedRow): RowChange {
  const { partner, expires } = row
  const data = row.release?.state === 'waits' ? plain({ partner, expires }) : null
  return { kind: 'hit-waiting', key: row.id, data, sort: row.at }
}

/** Questions that wait for officers here, the newest first; those whose term is over stay on record and leave the list. */
export async function waitingHere(world: World): Promise<readonly AskedRow[]> {
  const now = world.clock.now()
  const found: AskedRow[] = []
  const query = { kind: 'hit-waiting', order: 'sort', descending: true } as const
  for await (const { key, data } of everyRow<{ expires: string }>(world.store, query)) {
    const row = now < data.expires ? await askedRow(world, key) : undefined
    if (row !== undefined) found.push(row)
  }
  return found
}

/** Questions of one partner that may wait at once: more than anybody looks through in a day is a flood. */
const mostWaiting = 50

/** Refused where as many questions of that partner wait already as officers here can look at. */
export async function mayWait(world: World, partner: string): Promise<Outcome<void>> {
  const now = world.clock.now()
  const all = await allRows<{ partner: string; expires: string }>(world.store, 'hit-waiting')
  const waiting = all.filter(({ data }) => data.partner === partner && now < data.expires).length
  return waiting < mostWaiting
    ? done(undefined)
    : hitRefusal('hit-quota-spent', {
        ground: `${waiting} questions of this authority wait for officers here already`,
        remedy: 'wait until they are released, or take some back',
      })
}

/** Takes what ran out off the list. */
export async function clearWaiting(world: World): Promise<void> {
  const now = world.clock.now()
  for (const { key, data } of await allRows<{ expires: string }>(world.store, 'hit-waiting'))
    if (now >= data.expires)
      await world.store.commit({ events: [], rows: [{ kind: 'hit-waiting', key, data: null }] })
}

/**
 * What a question that is held up gets instead of an answer: the signed word that it waits, or why it never will be
 * answered. Undefined: it may be evaluated.
 */
export function whatWaits(world: World, row: AskedRow): Outcome<Uint8Array | undefined> {
  const { release } = row
  switch (release?.state) {
    case 'waits':
      return done(
        sealed(world, row.partner, {
          v: 1,
          kind: 'hit-held',
          owner: world.id,
          asker: row.partner,
          id: row.id,
          question: row.question,
          since: row.at,
          officers: release.officers,
          released: release.by.length,
          created: world.clock.now(),
        }),
      )
    case 'declined':
      return hitRefusal('hit-declined', {
        ground: `an officer looked at the question and did not release it: ${release.reason ?? ''}`,
      })
    case 'withdrawn':
      return hitRefusal('hit-withdrawn')
    default:
      return done(undefined)
  }
}

/** A question that officers released is evaluated: on record before it is, once. */
export async function answeredNow(world: World, row: AskedRow): Promise<Outcome<void>> {
  if (row.answered !== null) return done(undefined)
  const at = world.clock.now()
  const data = { partner: row.partner, question: row.question, items: row.items }
  return put(world, nodeHand(world, 'node'), { ...row, answered: at }, 'hit.answer-given', data)
}

/** An officer here releases a question, or declines it with a reason. Two officers are two persons. */
export async function decideRelease(
  world: World,
  hand: Hand,
  id: string,
  grant: boolean,
  reason: string,
): Promise<Outcome<void>> {
  const first = await askedRow(world, id)
  if (first === undefined) return hitDeskRefusal('hit-unknown')
  return world.locks.run([placeOf(first.partner, first.purpose)], async () => {
    const row = (await askedRow(world, id))!
    const { release } = row
    if (release?.state !== 'waits') return hitDeskRefusal('hit-answered')
    const at = world.clock.now()
    if (at >= row.expires) return hitRefusal('hit-not-released')
    if (release.by.includes(hand.id))
      return hitDeskRefusal(
        'hit-four-eyes',
        `${hand.id} has released this question; the second officer is another person`,
      )
    const by = [...release.by, hand.id]
    const about = { partner: row.partner, question: row.question, officers: release.officers }
    if (!grant) {
      const words = reason.trim()
      if (!reasonForm.test(words)) return hitDeskRefusal('hit-reason-missing')
      const declined: Release = { ...release, state: 'declined', by, at, reason: words }
      return put(world, hand, { ...row, release: declined }, 'hit.declined', about, {
        reason: words,
      })
    }
    const enough = by.length >= release.officers
    const released: Release = { ...release, by, at, state: enough ? 'released' : 'waits' }
    const data = { ...about, released: by.length }
    return put(world, hand, { ...row, release: released }, 'hit.released', data)
  })
}

/** A partner takes a question back that waits here. What was answered stays answered. */
export async function takenBack(
  world: World,
  { peer, packet }: Received,
): Promise<Outcome<Uint8Array>> {
  const read = readStatement('hit-withdrawal', packet.statement)
  if (!read.ok) return read
  const { owner, asker, id, question, created } = read.value
  if (owner !== world.id || asker !== peer) return hitRefusal('hit-epoch-other')
  if (!fresh(world, created)) return hitDeskRefusal('hit-stale')
  const found = await askedRow(world, id)
  if (found === undefined || found.partner !== peer || found.question !== question)
    return hitDeskRefusal('hit-unknown')
  return world.locks.run([placeOf(found.partner, found.purpose)], async () => {
    const row = (await askedRow(world, id))!
    const { release } = row
    if (release?.state !== 'withdrawn') {
      if (release === null || release.state === 'declined' || row.answered !== null)
        return hitDeskRefusal('hit-answered')
      const at = world.clock.now()
      const withdrawn: Release = { ...release, state: 'withdrawn', at }
      const data = { partner: peer, question }
      const hand = nodeHand(world, 'node')
      const kept = await put(world, hand, { ...row, release: withdrawn }, 'hit.withdrawn', data)
      if (!kept.ok) return kept
    }
    // The partner's own words under our seals as well.
    return done(sealed(world, peer, read.value))
  })
}

async function put(
  world: World,
  hand: Hand,
  row: AskedRow,
  type: string,
  data: Readonly<Record<string, string | number>>,
  document?: { readonly [key: string]: Json },
): Promise<Outcome<void>> {
  const written = write(world, hand, {
    ...note(streamOf(row.partner, row.purpose), type, world.clock.now(), data),
    ...(document === undefined ? {} : { document: documentBytes(document) }),
  })
  const committed = await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
    rows: [{ kind: 'hit-asked', key: row.id, data: plain(row), sort: row.at }, waitingRow(row)],
  })
  return committed.ok ? done(undefined) : committed
}
