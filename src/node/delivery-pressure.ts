import { exchangeRefusal, type Letter } from '#exchange'
import { type Reply, refusedUnlogged } from './answer-letter.ts'
import type { World } from './world.ts'

/**
 * What a node has in hand at once of one peer, and of all together. Beyond it the answer is a signed "not now, again
 * after N seconds", so that memory stays bounded whatever the others send and no sender has to guess.
 */
export const windows = {
  peer: { calls: 32, bytes: 32 * 1024 * 1024 },
  all: { calls: 256, bytes: 128 * 1024 * 1024 },
} as const

/** Seconds after which a peer may come again: the more is in hand, the longer. */
const again = { least: 1, most: 60 } as const

interface InHand {
  calls: number
  bytes: number
}

interface Hands {
  readonly all: InHand
  readonly peers: Map<string, InHand>
}

const hands = new WeakMap<World, Hands>()

function handsOf(world: World): Hands {
  const known = hands.get(world) ?? { all: { calls: 0, bytes: 0 }, peers: new Map() }
  hands.set(world, known)
  return known
}

/** Takes a call in hand, and gives back how to let it go; undefined when the hands are full. */
export function enter(world: World, from: string, bytes: number): (() => void) | undefined {
  const { all, peers } = handsOf(world)
  const peer = peers.get(from) ?? { calls: 0, bytes: 0 }
  if (!fits(peer, bytes, windows.peer) || !fits(all, bytes, windows.all)) return undefined
  peers.set(from, peer)
  for (const hand of [peer, all]) {
    hand.calls++
    hand.bytes += bytes
  }
  return () => {
    for (const hand of [peer, all]) {
      hand.calls--
      hand.bytes -= bytes
    }
    if (peer.calls === 0) peers.delete(from)
  }
}

/** One call always fits into an empty hand, however long it is: its own limit was held before. */
function fits(hand: InHand, bytes: number, window: { calls: number; bytes: number }): boolean {
  return hand.calls === 0 || (hand.calls < window.calls && hand.bytes + bytes <= window.bytes)
}

/** Seconds a peer is asked to wait, from how full the hands are. */
function waitSeconds(world: World): number {
  const { all } = handsOf(world)
  const full = Math.max(all.calls / windows.all.calls, all.bytes / windows.all.bytes)
  return Math.min(again.most, Math.max(again.least, Math.round(full * again.most)))
}

/** The signed "not now" to an authentic letter. Nothing is put on record: it will come again. */
export function busy(world: World, letter: Letter): Reply {
  const seconds = waitSeconds(world)
  const { refusal } = exchangeRefusal(
    'busy',
    `this node has as many letters of ${letter.statement.sender.node} in hand as it takes at once: again after ${seconds} s`,
  )
  world.observe({ what: 'refused', name: refusal.name, kind: refusal.kind, in: 'envelope' })
  return refusedUnlogged(world, letter, refusal, seconds)
}
