import { z } from 'zod'
import { done } from '#base'
import { outcomeJson as json, type Route, route } from './route.ts'

const id = z.object({ id: z.uuid() })
const short = z.string().max(200)
const sourceCase = z.strictObject({
  digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
  jurisdiction: z.string().min(1).max(20),
  traits: z.record(z.string().max(60), short),
})

/** Courses and what the network learned, for officers. */
export const learningRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/courses',
    who: 'officer',
    limit: 'read',
    what: 'the catalogue of courses, and those in which the officer has enrolled',
    run: async ({ node, actor }) =>
      done({
        json: { courses: node.learning.courses, mine: await node.learning.mine(actor.id) },
      }),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/course',
    who: 'officer',
    limit: 'read',
    what: 'the tasks of a course, for the officer who enrolled',
    params: id,
    run: async ({ node, actor, params }) => json(await node.learning.module(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/course',
    who: 'officer',
    limit: 'write',
    what: 'hands in the answers; the machine grades them, and issues the credential or says where they differ',
    params: id,
    body: z.strictObject({
      answers: z.record(z.string().max(10), z.record(z.string().max(20), z.string().max(40))),
    }),
    run: async ({ node, actor, params, body }) =>
      json(await node.learning.submit(actor.id, params.id, body.answers)),
  }),
  route({
    method: 'GET',
    path: '/api/knowledge',
    who: 'officer',
    limit: 'read',
    what: 'patterns that the circle of the officer may read, as a STIX 2.1 bundle with handling codes',
    run: async ({ node, actor }) => {
      const circle = node.knowledge.circleOf(actor.id)
      return done({ json: { circle, bundle: await node.knowledge.feed(circle) } })
    },
  }),
  route({
    method: 'POST',
    path: '/api/knowledge/rule',
    who: 'officer',
    limit: 'read',
    what: 'holds a table of cases against the rule of publications; nothing of it is kept',
    body: z.strictObject({
      cases: z.array(sourceCase).max(2000),
      told: z.array(z.string().max(60)).max(12),
    }),
    run: async ({ node, body }) => json(node.knowledge.mayBePublic(body.cases, body.told)),
  }),
]
