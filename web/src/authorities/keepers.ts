import type { Actor } from '../api/types.ts'
import type { OwnKey, WaitingCard } from './types.ts'

/** Roles that put a partner's card forward, accept or decline it; the node holds every call against them again. */
const keepers = ['analyst', 'duty-officer', 'registrar', 'head-of-desk']

/** May this officer keep the cards of partners: a keeper of the authority whose node it is. */
export function isKeeper(actor: Actor | null | undefined, node: string | undefined): boolean {
  return !!actor && actor.authority === node && keepers.includes(actor.role)
}

/** One card as a file holds it: alone, or the first of those that a node hands out. */
export function cardIn(text: string): unknown {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return undefined
  }
  const cards = (read as { cards?: unknown } | null)?.cards
  return Array.isArray(cards) ? cards[0] : read
}

/** What the officer who looks can do with a card that waits, as a sentence; `undefined` where nothing is in the way. */
export function waitsFor(card: WaitingCard, actor: Actor | null | undefined): string | undefined {
  if (actor?.id !== card.by) return undefined
  return 'You put it forward. Another officer accepts it; one of the two is the head of desk.'
}

/** Should a new key follow this one, by the clock of the node, which in the demonstration is not that of the browser. */
export function isDue(key: OwnKey, now: string): boolean {
  const stands = key.to === null && key.revoked === null
  return stands && key.due !== null && Date.parse(key.due) <= Date.parse(now)
}
