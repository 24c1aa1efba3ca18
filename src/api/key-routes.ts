import { z } from 'zod'
import { done, type Outcome } from '#base'
import { keyDeskView, type Node, signedCardShape, waitingCard } from '#node'
import { type Route, route } from './route.ts'

/** A card as the desk takes it; the shape above has let through nothing else. */
type Card = Parameters<Node['keys']['propose']>[1]

const print = z.string().min(1).max(100).optional()
const number = z.string().min(1).max(100)
const accepted = z.object({ id: z.string(), version: z.int() })

/** Keys of this node, and cards of partners that two officers accept, each signed in for themselves. */
export const keyRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/keys',
    who: 'officer',
    limit: 'read',
    what: 'keys of this node with their ends, when the next ones are due, and cards that wait for a second officer',
    answer: keyDeskView,
    run: async ({ node }) => done({ json: await node.keys.view() }),
  }),
  route({
    method: 'POST',
    path: '/api/keys/cards',
    who: 'officer',
    limit: 'write',
    what: 'puts a new card of a partner forward; with the print of its seal where the old one was stolen',
    body: z.strictObject({ card: signedCardShape, print }),
    answer: waitingCard,
    run: async ({ node, actor, body }) =>
      answered(await node.keys.propose(actor.id, body.card as Card, body.print)),
  }),
  route({
    method: 'POST',
    path: '/api/keys/cards/confirm',
    who: 'officer',
    limit: 'write',
    what: 'accepts a card that another officer put forward; from now on it counts',
    body: z.strictObject({ id: number, print }),
    answer: accepted,
    run: async ({ node, actor, body }) => {
      const card = await node.keys.confirm(actor.id, body.id, body.print)
      return card.ok ? done({ json: { id: card.value.id, version: card.value.version } }) : card
    },
  }),
  route({
    method: 'POST',
    path: '/api/keys/cards/decline',
    who: 'officer',
    limit: 'write',
    what: 'declines a card that was put forward',
    body: z.strictObject({ id: number }),
    status: 204,
    run: async ({ node, actor, body }) => {
      const declined = await node.keys.decline(actor.id, body.id)
      return declined.ok ? done({ status: 204 }) : declined
    },
  }),
  route({
    method: 'POST',
    path: '/api/keys/cards/cosign',
    who: 'officer',
    limit: 'write',
    what: 'puts the seal of this node under a card of another authority, as a member of the council',
    body: z.strictObject({ card: signedCardShape }),
    answer: signedCardShape,
    run: async ({ node, actor, body }) =>
      answered(await node.keys.cosign(actor.id, body.card as Card)),
  }),
]

function answered<T>(outcome: Outcome<T>) {
  return outcome.ok ? done({ json: outcome.value as never }) : outcome
}
