import { z } from 'zod'
import { done } from '#base'
import { certificateView, libraryView, rosterView } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

const id = z.object({ id: z.uuid() })
const course = z.object({
  id: z.string(),
  name: z.string(),
  says: z.string(),
  kinds: z.array(z.string()),
  tasks: z.number(),
  passMark: z.number(),
  roles: z.array(z.string()),
  gates: z.boolean(),
  citation: z.string(),
})
const sitting = z.object({
  matter: z.string(),
  course: z.string(),
  stands: z.string(),
  credential: z.enum(['none', 'valid', 'expired', 'suspended']),
  until: z.string().nullable(),
})
const task = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  table: z.object({ head: z.array(z.string()), rows: z.array(z.array(z.string())) }).optional(),
  options: z.array(z.string()).optional(),
  asks: z.array(z.object({ name: z.string(), label: z.string(), kind: z.string() })),
})
const graded = z.object({
  score: z.number(),
  passed: z.boolean(),
  right: z.number(),
  of: z.number(),
  differs: z.array(
    z.object({
      task: z.string(),
      name: z.string(),
      given: z.string(),
      golden: z.string(),
      because: z.string(),
    }),
  ),
  answers: z.string(),
  golden: z.string(),
})

/** Courses and what the network learned, for officers. */
export const learningRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/courses',
    who: 'officer',
    limit: 'read',
    what: 'the catalogue of courses, and those in which the officer has enrolled',
    answer: z.object({ courses: z.array(course), mine: z.array(sitting) }),
    run: async ({ node, actor }) =>
      done({
        json: { courses: node.learning.courses, mine: await node.learning.mine(actor.id) },
      }),
  }),
  route({
    method: 'GET',
    path: '/api/courses/roster',
    who: 'officer',
    limit: 'read',
    what: 'who of the own authority has which credential and whose runs out soon, for those who answer for the desk',
    answer: rosterView,
    run: async ({ node, actor }) => json(node.learning.roster(actor.id)),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/certificate',
    who: 'officer',
    limit: 'read',
    what: 'what the certificate of a course says, for the officer who passed it',
    params: id,
    answer: certificateView,
    run: async ({ node, actor, params }) =>
      json(await node.learning.certificate(actor.id, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/course',
    who: 'officer',
    limit: 'read',
    what: 'the tasks of a course, for the officer who enrolled',
    params: id,
    answer: z.object({
      format: z.string(),
      course: z.string(),
      name: z.string(),
      passMark: z.number(),
      tasks: z.array(task),
    }),
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
    answer: graded,
    run: async ({ node, actor, params, body }) =>
      json(await node.learning.submit(actor.id, params.id, body.answers)),
  }),
  route({
    method: 'GET',
    path: '/api/knowledge',
    who: 'officer',
    limit: 'read',
    what: 'patterns that the circle of the officer may read, as a STIX 2.1 bundle with handling codes',
    answer: z.object({
      circle: z.enum(['public', 'partnership', 'authorities']),
      bundle: z.looseObject({ type: z.literal('bundle'), id: z.string() }),
    }),
    run: async ({ node, actor }) => {
      const circle = node.knowledge.circleOf(actor.id)
      return done({ json: { circle, bundle: await node.knowledge.feed(circle) } })
    },
  }),
  route({
    method: 'GET',
    path: '/api/library',
    who: 'officer',
    limit: 'read',
    what: 'patterns of the officer’s circle, and the alerts and joint statements the authority takes part in',
    answer: libraryView,
    run: async ({ node, actor }) => done({ json: await node.knowledge.library(actor.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/knowledge/rule',
    who: 'officer',
    limit: 'read',
    what: 'holds a table of cases against the rule of publications; nothing of it is kept',
    body: z.strictObject({
      table: z.array(z.string().max(2000)).max(2000),
      told: z.array(z.string().min(1).max(60)).max(12),
    }),
    answer: z.object({
      cases: z.number(),
      jurisdictions: z.number(),
      unique: z.array(z.object({ traits: z.record(z.string(), z.string()), cases: z.number() })),
      /** Why a text of it may not be public; null where it may. */
      why: z.string().nullable(),
    }),
    run: async ({ node, body }) => json(node.knowledge.ruleCheck(body.table, body.told)),
  }),
]
