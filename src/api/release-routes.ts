import { z } from 'zod'
import { releaseDeskView, unsuppressedView } from '#node'
import { outcomeJson, type Route, route } from './route.ts'

const period = z.string().min(4).max(20)
const version = z.coerce.number().int().min(1).max(100_000)

/** The release desk: where figures become public, by two persons. */
export const releaseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/releases',
    who: 'officer',
    limit: 'read',
    what: 'releases that are out, and what waits for the second person',
    answer: releaseDeskView,
    run: async ({ node, actor }) => outcomeJson(await node.releases.view(actor.id)),
  }),
  route({
    method: 'POST',
    path: '/api/releases',
    who: 'officer',
    limit: 'write',
    what: 'counts a period and puts it forward for release; another version says why',
    body: z.strictObject({ period, reason: z.string().max(1000).optional() }),
    answer: releaseDeskView,
    run: async ({ node, actor, body }) =>
      outcomeJson(await node.releases.prepare(actor.id, body.period, body.reason)),
  }),
  route({
    method: 'POST',
    path: '/api/releases/:period/release',
    who: 'officer',
    limit: 'write',
    what: 'the second person releases what was prepared, under the digest that was looked at',
    params: z.object({ period }),
    body: z.strictObject({ digest: z.string().max(100) }),
    answer: releaseDeskView,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.releases.release(actor.id, params.period, body.digest)),
  }),
  route({
    method: 'DELETE',
    path: '/api/releases/:period/prepared',
    who: 'officer',
    limit: 'write',
    what: 'takes back what was prepared',
    params: z.object({ period }),
    answer: releaseDeskView,
    run: async ({ node, actor, params }) =>
      outcomeJson(await node.releases.discard(actor.id, params.period)),
  }),
  route({
    method: 'POST',
    path: '/api/releases/:period/:version/withdraw',
    who: 'officer',
    limit: 'write',
    what: 'withdraws a version; it stays on the list with the reason',
    params: z.object({ period, version }),
    body: z.strictObject({ reason: z.string().min(1).max(1000) }),
    answer: releaseDeskView,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(
        await node.releases.withdraw(actor.id, params.period, params.version, body.reason),
      ),
  }),
  route({
    method: 'GET',
    path: '/api/releases/:period/:version/unsuppressed',
    who: 'officer',
    limit: 'read',
    what: 'the tables before the small-count rule, for evaluators; the look is on record',
    params: z.object({ period, version }),
    answer: unsuppressedView,
    run: async ({ node, actor, params }) =>
      outcomeJson(await node.releases.unsuppressed(actor.id, params.period, params.version)),
  }),
]
