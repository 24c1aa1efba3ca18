import { type Day, type Digest, digest, done, type Instant, type Outcome } from '#base'
import { hitRefusal, type Packet } from '#hit'
import { hitDeskRefusal } from './hit-refusals.ts'
import { claims, unsealed } from './hit-wire.ts'
import type { World } from './world.ts'

/** A message whose seals are those of the partner that it names: from here on the partner is owed a signed answer. */
export interface Received {
  readonly peer: string
  readonly purpose: string
  readonly packet: Packet
  /** By which an answer names it. */
  readonly message: Digest
}

/** Who speaks: the asker in a greeting, a question and a withdrawal, the owner when it draws items by lot. */
export function received(
  world: World,
  bytes: Uint8Array,
  side: 'asker' | 'owner',
): Outcome<Received> {
  const claim = claims(bytes)
  if (!claim.ok) return claim
  const peer = claim.value[side]
  if (world.federation.card(peer) === undefined) return hitDeskRefusal('hit-partner-unknown')
  const packet = unsealed(world, peer, bytes)
  if (!packet.ok) return packet
  // Items belong to a question and to nothing else.
  if (claim.value.kind !== 'hit-question' && packet.value.elements.length > 0)
    return hitRefusal('hit-malformed', { ground: 'the message carries items where none belong' })
  const message = digest(packet.value.statement)
  return done({ peer, purpose: claim.value.purpose, packet: packet.value, message })
}

/** Between whom and on which day, as the law asks it. */
export function partiesOf(world: World, from: string, to: string, now: Instant) {
  const party = (id: string) => {
    const card = world.federation.card(id)
    return {
      authority: id,
      country: card?.country ?? '',
      kind: card?.kind ?? ('government' as const),
    }
  }
  return { from: party(from), to: party(to), on: now.slice(0, 10) as Day }
}

/** Everything between this node and a partner for a purpose, in the order of the log. */
export function streamOf(partner: string, purpose: string): string {
  return `hit/${partner}/${purpose.slice(0, 40)}`
}

/** The place in the queue: one question after the other for each partner and purpose. */
export function placeOf(partner: string, purpose: string): string {
  return `hit/${partner}/${purpose}`
}
