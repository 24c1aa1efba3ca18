import { z } from 'zod'
import type { Day } from '#base'
import { outcomeJson, type Route, route } from './route.ts'

const version = z.object({
  id: z.string(),
  version: z.int(),
  digest: z.string(),
  at: z.string(),
  by: z.string(),
  record: z.string(),
  index: z.int(),
  reason: z.string().nullable(),
  matters: z.array(z.string()),
})
const why = z.object({
  kind: z.string(),
  name: z.string(),
  ground: z.string(),
  citation: z.string().optional(),
  remedy: z.string(),
})
const deskView = z.object({
  waiting: z.array(
    version.extend({ document: z.record(z.string(), z.unknown()), blocked: why.nullable() }),
  ),
  released: z.array(version),
  withdrawn: z.array(version),
  restrictions: z.array(
    z.object({
      id: z.string(),
      court: z.string(),
      by: z.string(),
      at: z.string(),
      matters: z.array(z.string()),
      decision: z.string(),
      until: z.string().nullable(),
    }),
  ),
  names: z.record(z.string(), z.string()),
})
const matters = z.array(z.string().min(1).max(100)).min(1).max(500)
const decision = z.string().min(1).max(80)
const id = z.string().regex(/^[a-z0-9-]{1,40}$/)

/** The desk where the page of a case is prepared, released and withdrawn. */
export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/case-pages',
    who: 'officer',
    limit: 'read',
    what: 'pages of cases: what waits for a second person, what is out, what was withdrawn',
    answer: deskView,
    run: async ({ node, actor }) => outcomeJson(await node.cases.view(actor.id)),
  }),
  route({
    method: 'POST',
    path: '/api/case-pages',
    who: 'officer',
    limit: 'write',
    what: 'prepares the page of a case from the signed records of its matters',
    body: z.strictObject({
      id,
      title: z.string().min(1).max(200),
      summary: z.string().min(1).max(4000),
      matters,
      reason: z.string().max(500).optional(),
    }),
    answer: deskView,
    run: async ({ node, actor, body: { reason, ...it } }) =>
      outcomeJson(
        await node.cases.prepare(actor.id, { ...it, ...(reason === undefined ? {} : { reason }) }),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/case-pages/:id/release',
    who: 'officer',
    limit: 'write',
    what: 'releases the page that waits, as a second person, under the digest that was looked at',
    params: z.object({ id }),
    body: z.strictObject({ digest: z.string().max(80) }),
    answer: deskView,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.cases.release(actor.id, params.id, body.digest)),
  }),
  route({
    method: 'POST',
    path: '/api/case-pages/:id/withdraw',
    who: 'officer',
    limit: 'write',
    what: 'takes the page of a case back, with the reason',
    params: z.object({ id }),
    body: z.strictObject({ reason: z.string().max(500) }),
    answer: deskView,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.cases.withdraw(actor.id, params.id, body.reason)),
  }),
  route({
    method: 'POST',
    path: '/api/case-pages/before',
    who: 'officer',
    limit: 'read',
    what: 'what stands before a page of these matters today: a court, no final judgment, victims who were not told',
    body: z.strictObject({ matters }),
    answer: z.array(why),
    run: async ({ node, actor, body }) =>
      outcomeJson(await node.cases.before(actor.id, body.matters)),
  }),
  route({
    method: 'POST',
    path: '/api/case-pages/restrictions',
    who: 'officer',
    limit: 'write',
    what: 'a judge restricts what may be told of these matters; a page of them that is out is not shown from now',
    body: z.strictObject({ matters, decision, until: z.iso.date().optional() }),
    answer: deskView,
    run: async ({ node, actor, body: { until, ...it } }) =>
      outcomeJson(
        await node.cases.restrict(actor.id, {
          ...it,
          ...(until === undefined ? {} : { until: until as Day }),
        }),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/case-pages/restrictions/:id/lift',
    who: 'officer',
    limit: 'write',
    what: 'the court that restricted it lifts that, with its decision',
    params: z.object({ id: z.string().min(1).max(100) }),
    body: z.strictObject({ decision }),
    answer: deskView,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.cases.lift(actor.id, params.id, body.decision)),
  }),
]
