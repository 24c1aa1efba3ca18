import { z } from 'zod'
import { done, refuse } from '#base'
import { channelsView, deliveryView } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'
import { wholeBody } from './whole-body.ts'

const peer = z.object({ peer: z.string().min(1).max(40) })
const key = z.strictObject({ key: z.string().min(1).max(200) })
const kept = z.object({ key: z.string() })

/** What is known of letters, where the channels to the peers stand, and what is suspended on them. */
export const channelRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/requests/:id/deliveries',
    who: 'officer',
    limit: 'read',
    what: 'what is known of each letter of a matter: the signed words of the other side, and silence as silence',
    params: z.object({ id: z.string().min(1).max(100) }),
    answer: deliveryView,
    run: async ({ node, actor, params }) => json(await node.read.deliveries(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/file-check',
    who: 'officer',
    limit: 'write',
    stream: true,
    what: 'judges a file of bulk data that came with a matter, and tells its sender by a signed status message',
    params: z.object({ id: z.string().min(1).max(100) }),
    answer: z.object({
      message: z.string(),
      verdict: z.enum(['accepted', 'rejected']),
      fileCodes: z.array(z.int()),
      items: z.array(z.object({ ref: z.string(), codes: z.array(z.int()) })),
    }),
    run: async ({ node, actor, params, stream }) => {
      const bytes = await wholeBody(stream, node.letterLimit)
      if (bytes === undefined)
        return refuse({
          kind: 'too-large',
          name: 'file-too-large',
          ground: `the file is larger than the ${node.letterLimit} bytes that are judged in one piece`,
          remedy: 'split it into several messages, each with an id of its own',
        })
      return json(await node.checkFile(actor.id, params.id, bytes))
    },
  }),
  route({
    method: 'GET',
    path: '/api/channels',
    who: 'officer',
    limit: 'read',
    what: 'every peer: where both directions stand, what waits, gaps and alarms, suspensions',
    answer: channelsView,
    run: async ({ node, actor }) => done({ json: await node.read.channels(actor.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/channels/:peer/suspensions',
    who: 'officer',
    limit: 'write',
    what: 'proposes that no new acts of one kind are taken from and sent to a peer for a time',
    params: peer,
    body: z.strictObject({
      instrument: z.string().min(1).max(100),
      measure: z.string().min(1).max(60),
      until: z.string().min(10).max(30),
      ground: z.string().min(1).max(2000),
    }),
    answer: kept,
    run: async ({ node, actor, params, body }) =>
      json(await node.suspensions.propose(actor.id, params.peer, body)),
  }),
  route({
    method: 'POST',
    path: '/api/channels/:peer/suspensions/confirm',
    who: 'officer',
    limit: 'write',
    what: 'confirms a proposed suspension as the second person, and tells the peer',
    params: peer,
    body: key,
    answer: kept,
    run: async ({ node, actor, params, body }) =>
      json(await node.suspensions.confirm(actor.id, params.peer, body.key)),
  }),
  route({
    method: 'POST',
    path: '/api/channels/:peer/suspensions/end',
    who: 'officer',
    limit: 'write',
    what: 'ends a suspension before its time, and tells the peer',
    params: peer,
    body: key,
    answer: kept,
    run: async ({ node, actor, params, body }) =>
      json(await node.suspensions.end(actor.id, params.peer, body.key)),
  }),
]
