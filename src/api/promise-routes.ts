import { done } from '#base'
import { harmonyView, promisesView } from '#node'
import { type Route, route } from './route.ts'

/** Commitments and peer reviews of the network, on the desk. */
export const promiseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/commitments',
    who: 'officer',
    limit: 'read',
    what: 'commitments with their milestones and reviews with their stages, from signed headers alone',
    answer: promisesView,
    run: async ({ node, actor }) => done({ json: await node.read.promises(actor.id) }),
  }),
  route({
    method: 'GET',
    path: '/api/harmony',
    who: 'officer',
    limit: 'read',
    what: 'levels of adoption, model laws with their adaptations, and early warnings, from counts alone',
    answer: harmonyView,
    run: async ({ node, actor }) => done({ json: await node.read.harmony(actor.id) }),
  }),
]
