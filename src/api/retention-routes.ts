import { z } from 'zod'
import { done } from '#base'
import { outcomeJson as json, type Route, route } from './route.ts'

const item = z.object({ item: z.uuid() })

const retentionView = z.object({
  item: z.string(),
  what: z.enum(['record', 'file']),
  matter: z.string(),
  reference: z.string(),
  title: z.string(),
  from: z.string(),
  last: z.string(),
  evidence: z.string(),
  state: z.enum(['running', 'soon', 'overdue', 'held', 'erased']),
  confirmed: z.array(z.string()),
  needsTwo: z.boolean(),
  hold: z.object({ by: z.string(), until: z.string(), reason: z.string() }).nullable(),
  erasedAt: z.string().nullable(),
})

/** What ends when. */
export const retentionRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/retention',
    who: 'officer',
    limit: 'read',
    what: 'what other authorities gave with a last day, by that day',
    answer: z.object({ items: z.array(retentionView) }),
    run: async ({ node, actor }) => {
      const list = await node.retention.list(actor.id)
      return list.ok ? done({ json: { items: list.value } }) : list
    },
  }),
  route({
    method: 'POST',
    path: '/api/retention/:item/confirm',
    who: 'officer',
    limit: 'write',
    what: 'says that an item can be erased: at once, or when a second officer says so too',
    params: item,
    answer: z.object({ erased: z.boolean() }),
    run: async ({ node, actor, params }) =>
      json(await node.retention.confirm(actor.id, params.item)),
  }),
  route({
    method: 'POST',
    path: '/api/retention/:item/hold',
    who: 'officer',
    limit: 'write',
    what: 'holds one item beyond its last day, with a reason and an end',
    params: item,
    body: z.strictObject({ until: z.string().max(20), reason: z.string().max(2000) }),
    status: 204,
    run: async ({ node, actor, params, body }) => {
      const held = await node.retention.hold(actor.id, params.item, body)
      return held.ok ? done({ status: 204 }) : held
    },
  }),
  route({
    method: 'POST',
    path: '/api/retention/:item/lift',
    who: 'officer',
    limit: 'write',
    what: 'ends a hold',
    params: item,
    status: 204,
    run: async ({ node, actor, params }) => {
      const lifted = await node.retention.lift(actor.id, params.item)
      return lifted.ok ? done({ status: 204 }) : lifted
    },
  }),
]
