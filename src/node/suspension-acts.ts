import { done, type Instant, instant, millis, type Outcome, type Refusal, refuse } from '#base'
import { measures } from '#law'
import type { RowChange } from '#store'
import { sendNotice } from './delivery-notices.ts'
import { isNode } from './parties.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { forgetSuspensions, neverSuspended, type Suspension } from './suspension.ts'
import { type Hand, handOf, nodeHand, type World } from './world.ts'

/** Days a suspension may last; whoever wants more decides again, with reasons of that day. */
export const longestSuspensionDays = 180

export interface SuspensionAsked {
  readonly instrument: string
  readonly measure: string
  readonly until: string
  readonly ground: string
}

/** The desk at which two officers hold up new acts with a peer. */
export interface Suspensions {
  propose(
    actor: string,
    peer: string,
    asked: SuspensionAsked,
  ): Promise<Outcome<{ readonly key: string }>>
  confirm(actor: string, peer: string, key: string): Promise<Outcome<{ readonly key: string }>>
  end(actor: string, peer: string, key: string): Promise<Outcome<{ readonly key: string }>>
}

export function suspensionsDesk(world: World): Suspensions {
  return {
    propose: (actor, peer, asked) => proposeSuspension(world, actor, peer, asked),
    confirm: (actor, peer, key) => confirmSuspension(world, actor, peer, key),
    end: (actor, peer, key) => endSuspension(world, actor, peer, key),
  }
}

/** First of two: an officer puts it down with its reason and its end. It holds nothing up yet. */
async function proposeSuspension(
  world: World,
  actor: string,
  peer: string,
  asked: SuspensionAsked,
): Promise<Outcome<{ readonly key: string }>> {
  const hand = handOf(world, actor)
  if (hand === undefined || hand.role === 'auditor') return refuse(notForThem(actor))
  if (peer === world.id || !isNode(world, peer)) return refuse(unknownPeer(peer))
  const wrong = wrongIn(world, asked)
  if (wrong !== undefined) return refuse(wrong)
  const { instrument, measure, ground } = asked
  const until = instant(millis(asked.until as Instant))
  const key = `with:${peer}/${instrument}/${measure}`
  const now = world.clock.now()
  const row: Suspension = {
    peer,
    by: world.id,
    instrument,
    measure,
    until,
    ground,
    at: now,
    proposedBy: hand.id,
  }
  return keepRow(world, hand, 'peer.suspension-proposed', key, row)
}

/** Second of two: a head of desk who is not the one who proposed it. From now on it counts, and the peer is told. */
async function confirmSuspension(
  world: World,
  actor: string,
  peer: string,
  key: string,
): Promise<Outcome<{ readonly key: string }>> {
  const hand = handOf(world, actor)
  if (hand?.role !== 'head-of-desk') return refuse(notForThem(actor))
  const found = await proposed(world, peer, key)
  if (found === undefined || found.confirmedBy !== undefined) return refuse(noneToConfirm(key))
  if (found.proposedBy === hand.id)
    return refuse({
      kind: 'forbidden',
      name: 'suspension-second-person',
      ground: `${hand.id} has proposed it, and nobody confirms their own proposal`,
      remedy: 'ask another head of desk to confirm it',
    })
  const { instrument, measure, until, ground } = found
  // In one transaction: a machine that goes off between the two would leave the peer untold.
  const sent = await sendNotice(
    world,
    peer,
    { v: 1, notice: 'suspended', instrument, measure, until, ground },
    changeOf(world, hand, 'peer.suspended', key, { ...found, confirmedBy: hand.id }),
  )
  forgetSuspensions(world, peer)
  return sent.ok ? done({ key }) : sent
}

/** A head of desk ends it before its time: what it held up may go again, and the peer is told. */
async function endSuspension(
  world: World,
  actor: string,
  peer: string,
  key: string,
): Promise<Outcome<{ readonly key: string }>> {
  const hand = handOf(world, actor)
  if (hand?.role !== 'head-of-desk') return refuse(notForThem(actor))
  const found = await proposed(world, peer, key)
  if (found === undefined) return refuse(noneToConfirm(key))
  if (found.confirmedBy === undefined) return keepRow(world, hand, 'peer.resumed', key, found, true)
  const { instrument, measure } = found
  const sent = await sendNotice(
    world,
    peer,
    { v: 1, notice: 'resumed', instrument, measure },
    changeOf(world, hand, 'peer.resumed', key, found, true),
  )
  forgetSuspensions(world, peer)
  return sent.ok ? done({ key }) : sent
}

/** Suspensions whose time is over go on record and out of the table; the peer knows their end from the notice. */
export async function endOldSuspensions(world: World): Promise<number> {
  const now = world.clock.now()
  const page = await world.store.rows({
    kind: 'suspension',
    dueBefore: now,
    order: 'due',
    limit: 100,
  })
  for (const { key, data } of page.rows)
    await keepRow(
      world,
      nodeHand(world, 'clock'),
      'peer.suspension-ended',
      key,
      rowData<Suspension>({ data }),
      true,
    )
  return page.rows.length
}

async function proposed(world: World, peer: string, key: string): Promise<Suspension | undefined> {
  if (!key.startsWith(`with:${peer}/`)) return undefined
  const row = await world.store.row('suspension', key)
  return row === undefined ? undefined : rowData<Suspension>(row)
}

async function keepRow(
  world: World,
  hand: Hand,
  type: string,
  key: string,
  row: Suspension,
  over = false,
): Promise<Outcome<{ readonly key: string }>> {
  const committed = await world.store.commit(changeOf(world, hand, type, key, row, over))
  forgetSuspensions(world, row.peer)
  return committed.ok ? done({ key }) : committed
}

/** The record of it and the row that holds it, or lets it go where it is over. */
function changeOf(
  world: World,
  hand: Hand,
  type: string,
  key: string,
  row: Suspension,
  over = false,
) {
  const { peer, by, instrument, measure, until, ground } = row
  const entry = note(`channel/${peer}`, type, world.clock.now(), {
    by,
    instrument,
    measure,
    until,
    ground,
  })
  const change: RowChange = {
    ...{ kind: 'suspension', key, data: over ? null : plain(row) },
    ...(over ? {} : { due: until }),
  }
  return { events: [write(world, hand, entry).event], rows: [change] }
}

function wrongIn(
  world: World,
  { instrument, measure, until, ground }: SuspensionAsked,
): Refusal | undefined {
  const malformed = (why: string): Refusal => ({
    kind: 'malformed',
    name: 'suspension-malformed',
    ground: why,
    remedy: `name an instrument and a measure or "any", a reason, and an end within ${longestSuspensionDays} days`,
  })
  const end = Date.parse(until)
  const now = millis(world.clock.now())
  if (Number.isNaN(end) || end <= now || end > now + longestSuspensionDays * 86_400_000)
    return malformed('its end is not a moment within the days that a suspension may last')
  if (ground.trim().length < 10) return malformed('its reason has fewer than ten letters')
  if (measure !== 'any' && !(measures as readonly string[]).includes(measure))
    return malformed(`${measure.slice(0, 40)} is no measure`)
  if (neverSuspended.includes(measure)) return malformed(`new acts of ${measure} are never held up`)
  const known = world.laws.now().instruments.some((i) => i.id === instrument)
  return instrument === 'any' || known
    ? undefined
    : malformed(`${instrument.slice(0, 40)} is no instrument`)
}

function notForThem(actor: string): Refusal {
  return {
    kind: 'forbidden',
    name: 'suspension-not-yours',
    ground: `${actor.slice(0, 60)} may not suspend new acts with a peer`,
    remedy: 'an officer proposes it and a head of desk confirms or ends it',
  }
}

function unknownPeer(peer: string): Refusal {
  return {
    kind: 'unknown',
    name: 'peer-unknown',
    ground: `${peer.slice(0, 60)} is no node of the directory with which letters are exchanged`,
    remedy: 'choose a peer of the page of channels',
  }
}

function noneToConfirm(key: string): Refusal {
  return {
    kind: 'unknown',
    name: 'suspension-unknown',
    ground: `no suspension ${key.slice(0, 100)} of this node waits for it`,
    remedy: 'open the page of channels again; somebody else may have been first',
  }
}
