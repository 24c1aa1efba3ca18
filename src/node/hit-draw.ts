import { digest, done, type Outcome } from '#base'
import { chanceToCatch, hitRefusal, readStatement } from '#hit'
import { type Called, callPeer } from './hit-call.ts'
import { streamOf } from './hit-parties.ts'
import { hitDeskRefusal } from './hit-refusals.ts'
import { askedRow } from './hit-release.ts'
import type { OpeningState } from './hit-shapes.ts'
import { note, write } from './records.ts'
import { plain } from './row-data.ts'
import { type Hand, nodeHand, type World } from './world.ts'

/** Owner: draws items of a question by lot, to be opened to the overseer of the authority that asked. */
export async function drawItems(
  world: World,
  hand: Hand,
  id: string,
  count: number,
): Promise<Outcome<{ readonly chance: number }>> {
  const row = await askedRow(world, id)
  if (row === undefined || row.answered === null) return hitDeskRefusal('hit-unknown')
  if (row.opening === null) {
    const seed = Buffer.from(world.random.bytes(32)).toString('hex')
    const opening: OpeningState = {
      at: world.clock.now(),
      seed,
      count: Math.min(count, row.items),
      state: 'waiting',
    }
    const written = write(
      world,
      hand,
      note(streamOf(row.partner, row.purpose), 'hit.items-drawn', opening.at, {
        partner: row.partner,
        question: row.question,
        seed: digest(Buffer.from(seed, 'hex')),
        count: opening.count,
      }),
    )
    const committed = await world.store.commit({
      events: [written.event],
      rows: [{ kind: 'hit-asked', key: id, data: plain({ ...row, opening }), sort: row.at }],
    })
    if (!committed.ok) return committed
  }
  const fetched = await fetchOpening(world, id)
  // A partner that is away answers later; one that answers falsely is told about at once.
  if (!fetched.ok && fetched.refusal.name !== 'hit-no-answer') return fetched
  // The chance to catch somebody who made up one item in ten.
  const fabricated = Math.ceil(row.items / 10)
  return done({ chance: chanceToCatch(row.items, fabricated, Math.min(count, row.items)) })
}

/** Owner: asks again whether the overseer of the partner has answered. Also by the tick. */
export async function fetchOpening(world: World, id: string): Promise<Called<void>> {
  const row = await askedRow(world, id)
  if (row?.opening == null || row.opening.state === 'answered') return done(undefined)
  const { partner, purpose, question, opening } = row
  const answer = await callPeer(world, partner, 'challenge', {
    v: 1,
    kind: 'hit-challenge',
    owner: world.id,
    asker: partner,
    purpose,
    id,
    question,
    seed: opening.seed,
    count: opening.count,
    created: world.clock.now(),
  })
  if (!answer.ok) return answer
  // Nothing yet: the partner has the challenge and its overseer has not spoken.
  if (answer.value.packet === undefined)
    return answer.value.bytes.length === 0 ? done(undefined) : hitDeskRefusal('hit-no-answer')
  const read = readStatement('hit-opened', answer.value.packet.statement)
  if (!read.ok) return read
  const { opened, sound, inCase, overseer } = read.value
  const fits =
    read.value.id === id &&
    read.value.question === question &&
    read.value.seed === opening.seed &&
    opened === opening.count &&
    sound <= opened &&
    inCase <= opened
  if (!fits || overseer === row.officer) return hitRefusal('hit-opening-fails')
  const state: OpeningState = { ...opening, state: 'answered', opened, sound, inCase, overseer }
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(streamOf(partner, purpose), 'hit.items-opened', world.clock.now(), {
      partner,
      question,
      opened,
      sound,
      inCase,
    }),
  )
  const wrong = sound < opened || inCase < opened
  const block = `${partner}|${digest(Buffer.from(row.case))}`
  const committed = await world.store.commit({
    events: [written.event],
    rows: [
      { kind: 'hit-asked', key: id, data: plain({ ...row, opening: state }), sort: row.at },
      ...(wrong
        ? [{ kind: 'hit-block', key: block, data: plain({ at: state.at, question: id }) }]
        : []),
    ],
  })
  return committed.ok ? done(undefined) : committed
}

/** Owner: the partner explained itself; the case is answered again. */
export async function liftBlock(world: World, hand: Hand, id: string): Promise<Outcome<void>> {
  const row = await askedRow(world, id)
  if (row === undefined) return hitDeskRefusal('hit-unknown')
  const written = write(
    world,
    hand,
    note(streamOf(row.partner, row.purpose), 'hit.block-lifted', world.clock.now(), {
      partner: row.partner,
      question: row.question,
    }),
  )
  const block = `${row.partner}|${digest(Buffer.from(row.case))}`
  const committed = await world.store.commit({
    events: [written.event],
    rows: [{ kind: 'hit-block', key: block, data: null }],
  })
  return committed.ok ? done(undefined) : committed
}
