import { type Digest, done, type Outcome, type Refusal } from '#base'
import { type No, type Packet, packPacket, readStatement } from '#hit'
import { documentBytes } from './deliver.ts'
import { firstTime, keepAnswer, keptAnswer } from './hit-noticed.ts'
import { type Received, streamOf } from './hit-parties.ts'
import { base64, sealed } from './hit-wire.ts'
import { note, write } from './records.ts'
import { nodeHand, type World } from './world.ts'

/**
 * A "no" to a partner under the seals of this node, on record with the words that it answers, before it leaves. The same
 * words that are refused for the same reason get the same bytes. A greeting is made anew each minute: of these one a day
 * is put on record for each reason.
 */
export async function answerNo(
  world: World,
  { peer, purpose, packet, message }: Received,
  refusal: Refusal,
): Promise<Uint8Array> {
  const place = `no ${message} ${refusal.name}`
  const before = keptAnswer(world, place)
  if (before !== undefined) return before
  const bytes = noTo(world, peer, message, refusal)
  keepAnswer(world, place, bytes)
  const question = readStatement('hit-question', packet.statement)
  const day = world.clock.now().slice(0, 10)
  const once = question.ok ? place : `no ${peer} ${purpose} ${refusal.name} ${day}`
  if (!firstTime(world, once)) return bytes
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(peer, purpose), 'hit.refused', world.clock.now(), {
      partner: peer,
      purpose: purpose.slice(0, 40),
      message,
      name: refusal.name,
    }),
    document: documentBytes({
      message: base64(packPacket({ ...packet, elements: [] })),
      answer: base64(bytes),
    }),
  })
  await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
  })
  const { name } = refusal
  world.observe({ what: 'refused', name, kind: 'hit', in: 'hit' })
  return bytes
}

/** The signed words alone. */
export function noTo(world: World, to: string, message: Digest, refusal: Refusal): Uint8Array {
  const { kind, name, ground, citation, remedy } = refusal
  const said: No = {
    v: 1,
    kind: 'hit-refusal',
    by: world.id,
    to,
    message,
    refusal: {
      kind,
      name,
      ground: ground.slice(0, 1_000),
      citation: citation?.slice(0, 1_000) ?? null,
      remedy,
    },
    created: world.clock.now(),
  }
  return sealed(world, to, said)
}

/** A partner's signed "no" to what was said to it, or undefined where the packet is something else. */
export function noFrom(
  world: World,
  peer: string,
  message: Digest,
  packet: Packet,
): Outcome<No> | undefined {
  const read = readStatement('hit-refusal', packet.statement)
  if (!read.ok) return undefined
  const { by, to } = read.value
  // A "no" to somebody else, or to other words, is none.
  return by === peer && to === world.id && read.value.message === message
    ? done(read.value)
    : undefined
}

/** The partner's "no", kept whole: who said it, to what, and when. */
export async function keepNo(
  world: World,
  peer: string,
  purpose: string,
  packet: Packet,
  no: No,
): Promise<void> {
  const { message, refusal, created } = no
  if (!firstTime(world, `told ${peer} ${message} ${refusal.name} ${created}`)) return
  const written = write(world, nodeHand(world, 'node'), {
    ...note(streamOf(peer, purpose), 'hit.refusal-received', world.clock.now(), {
      partner: peer,
      purpose: purpose.slice(0, 40),
      message,
      name: refusal.name,
      created,
    }),
    document: documentBytes({ packet: base64(packPacket(packet)) }),
  })
  await world.store.commit({
    events: [written.event],
    bodies: written.body === undefined ? [] : [written.body],
  })
}
