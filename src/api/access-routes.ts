import { z } from 'zod'
import { done } from '#base'
import { accessLogView, glassView, noticeView, policiesView, purposesView } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

const id = z.object({ id: z.string().min(1).max(100) })
const words = z.string().trim().max(2000)

/** Who may look and why: purposes, the log of looks, broken glasses, notices, the policies themselves. */
export const accessRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/access/policies',
    who: 'officer',
    limit: 'read',
    what: 'who may do what at this node: the rows, and the digest that stands in every record',
    answer: policiesView,
    run: async ({ node }) => done({ json: node.access.policies() }),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/purposes',
    who: 'officer',
    limit: 'read',
    what: 'purposes under which the officer may open a matter, and the one that holds now',
    params: id,
    answer: purposesView,
    run: async ({ node, actor, params }) => json(await node.access.purposes(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/purposes',
    who: 'officer',
    limit: 'write',
    what: 'says why a matter is opened; good for an hour',
    params: id,
    body: z.strictObject({ purpose: z.string().min(1).max(40), reason: words.default('') }),
    answer: purposesView,
    run: async ({ node, actor, params, body }) =>
      json(await node.access.claim(actor.id, params.id, body.purpose, body.reason)),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/access',
    who: 'officer',
    limit: 'read',
    what: 'who looked at a matter, printed it, took it out or sent it; reading this is an entry too',
    params: id,
    answer: accessLogView,
    run: async ({ node, actor, params }) => json(await node.access.log(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/break-glass',
    who: 'officer',
    limit: 'sign-in',
    what: 'opens a matter of others for four hours; heads and inspectors are told at once',
    params: id,
    body: z.strictObject({ reason: words }),
    answer: glassView,
    status: 201,
    run: async ({ node, actor, params, body }) =>
      json(await node.access.breakGlass(actor.id, params.id, body.reason)),
  }),
  route({
    method: 'GET',
    path: '/api/access/glasses',
    who: 'officer',
    limit: 'read',
    what: 'broken glasses that concern the officer: the own, those to know of, those to review',
    answer: z.object({ glasses: z.array(glassView) }),
    run: async ({ node, actor }) =>
      done({ json: { glasses: await node.access.glasses(actor.id) } }),
  }),
  route({
    method: 'POST',
    path: '/api/access/glasses/:id/review',
    who: 'officer',
    limit: 'write',
    what: 'says whether it was needed; not by whoever broke it, and once',
    params: id,
    body: z.strictObject({
      finding: z.enum(['justified', 'not-justified']),
      words: words.default(''),
    }),
    answer: glassView,
    run: async ({ node, actor, params, body }) =>
      json(await node.access.review(actor.id, params.id, body.finding, body.words)),
  }),
  route({
    method: 'GET',
    path: '/api/notices',
    who: 'officer',
    limit: 'read',
    what: 'what the officer was told besides matters',
    answer: z.object({ notices: z.array(noticeView) }),
    run: async ({ node, actor }) =>
      done({ json: { notices: await node.access.notices(actor.id) } }),
  }),
  route({
    method: 'POST',
    path: '/api/notices/seen',
    who: 'officer',
    limit: 'write',
    what: 'marks the notices as seen',
    answer: z.object({ notices: z.array(noticeView) }),
    run: async ({ node, actor }) => {
      await node.access.seeNotices(actor.id)
      return done({ json: { notices: await node.access.notices(actor.id) } })
    },
  }),
]
