import { done, type Instant, type Outcome } from '#base'
import { deliveryOf, deliverySentence, type Lane, lanes } from '#exchange'
import { measures } from '#law'
import type { StoredEvent } from '#store'
import { openMatter } from './access.ts'
import { restOf } from './delivery-rests.ts'
import { type LetterInRow, type LetterRow, readChannel } from './delivery-rows.ts'
import { isNode } from './parties.ts'
import { headerOf } from './request-view.ts'
import { rowData } from './row-data.ts'
import { neverSuspended, type Suspension } from './suspension.ts'
import { longestSuspensionDays } from './suspension-acts.ts'
import type { ChannelsView, DeliveryView } from './views-delivery.ts'
import { authorityName } from './words.ts'
import { type Hand, handOf, type World } from './world.ts'

/** What is known of every letter of a matter: ours with their evidence, theirs with what they were told. */
export async function deliveriesOf(
  world: World,
  actor: string,
  id: string,
): Promise<Outcome<DeliveryView>> {
  const opened = await openMatter(world, actor, id, 'read')
  if (!opened.ok) return opened
  const prefix = `${opened.value.matter.stream}/`
  const ours = await world.store.rows({ kind: 'letter', prefix, order: 'key', limit: 500 })
  const theirs = await world.store.rows({ kind: 'letter-in', prefix, order: 'key', limit: 500 })
  const letters: DeliveryView['letters'] = []
  for (const row of ours.rows)
    letters.push(await letterView(world, row.key.slice(prefix.length), rowData<LetterRow>(row)))
  return done({
    letters,
    received: theirs.rows.map((row) => {
      const { from, told } = rowData<LetterInRow>(row)
      return {
        id: row.key.slice(prefix.length),
        from,
        fromName: authorityName(world, from),
        told: [...told],
      }
    }),
  })
}

async function letterView(
  world: World,
  id: string,
  letter: LetterRow,
): Promise<DeliveryView['letters'][number]> {
  const delivery = deliveryOf(letter.evidence ?? [])
  const sent = await world.store.outgoing(id)
  const waits = sent?.state === 'waiting' || sent?.state === 'claimed'
  return {
    id,
    record: letter.record ?? '',
    to: letter.to,
    toName: authorityName(world, letter.to),
    lane: letter.lane ?? 'routine',
    number: letter.sequence ?? 0,
    sentAt: letter.sentAt,
    expires: letter.expires ?? '',
    rung: delivery.rung,
    refused: delivery.refused,
    contradicted: delivery.contradicted,
    late: delivery.late,
    words: deliverySentence(delivery, letter, world.clock.now()),
    waiting: waits ? (sent.error ?? '') : '',
    attempts: sent?.attempt ?? 0,
    evidence: delivery.evidence.map((e) => ({
      says: e.says,
      by: e.by,
      at: e.at,
      digest: e.digest,
      reason: e.reason ?? '',
      index: e.index ?? -1,
    })),
  }
}

/** Every peer: where both directions stand, what waits, what was alarming, what is suspended. */
export async function channelsOf(world: World, actor: string): Promise<ChannelsView> {
  const hand = handOf(world, actor)
  const peers = world.federation.cards().filter((c) => c.id !== world.id && isNode(world, c.id))
  const channels: ChannelsView['channels'] = []
  for (const card of peers.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    channels.push({
      peer: card.id,
      name: card.name,
      country: card.country,
      ...(await lanesOf(world, card.id)),
      alarms: await alarmsOf(world, card.id),
      suspensions: await suspensionsOf(world, card.id, hand),
    })
  return {
    channels,
    instruments: world.laws.now().instruments.map(({ id, name }) => ({ id, name })),
    measures: measures.filter((m) => !neverSuspended.includes(m)),
    mayPropose: hand !== undefined && hand.role !== 'auditor',
    longestDays: longestSuspensionDays,
  }
}

async function lanesOf(world: World, peer: string) {
  const now = world.clock.now()
  const moments = { out: [] as string[], ack: [] as string[], in: [] as string[] }
  const read = async (direction: 'out' | 'ack' | 'in', lane: Lane) => {
    const row = await readChannel(world, direction, peer, lane)
    if (row.at !== undefined) moments[direction].push(row.at)
    return row.sequence
  }
  const all: ChannelsView['channels'][number]['lanes'] = []
  for (const lane of lanes) {
    const [sent, answered, received] = [
      await read('out', lane),
      await read('ack', lane),
      await read('in', lane),
    ]
    const rest = restOf(world, peer, lane)
    all.push({
      lane,
      sent,
      answered,
      waiting: Math.max(0, sent - answered),
      received,
      restsUntil: rest === undefined || rest.until <= now ? '' : rest.until,
      failures: rest?.failures ?? 0,
    })
  }
  const newest = (of: readonly string[]) => of.toSorted().at(-1) ?? ''
  return {
    lanes: all,
    lastSent: newest(moments.out),
    lastAnswered: newest(moments.ack),
    lastReceived: newest(moments.in),
  }
}

const alarming = ['envelope.alarm', 'gap.alarm', 'gap.queried', 'gap.asked', 'letter.term-warned']

async function alarmsOf(world: World, peer: string) {
  const stream = `channel/${peer}`
  const found = await world.store.events({ stream, types: alarming, limit: 1000 })
  return found
    .slice(-20)
    .reverse()
    .map((event) => ({
      at: event.at,
      type: event.type,
      reason: reasonIn(event),
      index: event.index,
    }))
}

function reasonIn(event: StoredEvent): string {
  const { reason, first, last } = headerOf(event)?.data ?? {}
  if (typeof reason === 'string') return reason
  return typeof first === 'number' ? `letters ${first} to ${String(last)}` : ''
}

async function suspensionsOf(world: World, peer: string, hand: Hand | undefined) {
  const found: ChannelsView['channels'][number]['suspensions'] = []
  const isHead = hand?.role === 'head-of-desk'
  const now: Instant = world.clock.now()
  for (const side of ['with', 'by'] as const) {
    const prefix = `${side}:${peer}/`
    const page = await world.store.rows({ kind: 'suspension', prefix, order: 'key', limit: 200 })
    for (const row of page.rows) {
      const s = rowData<Suspension>(row)
      if (s.until <= now) continue
      const ours = s.by === world.id
      const holds = !ours || s.confirmedBy !== undefined
      found.push({
        key: row.key,
        by: s.by,
        instrument: s.instrument,
        measure: s.measure,
        until: s.until,
        ground: s.ground,
        proposedBy: s.proposedBy ?? '',
        confirmedBy: s.confirmedBy ?? '',
        holds,
        mayConfirm: ours && !holds && isHead && s.proposedBy !== hand.id,
        mayEnd: ours && isHead,
      })
    }
  }
  return found
}
