import { z } from 'zod'
import { done } from '#base'
import { procedureItem, procedureView, refusalsView } from '#node'
import { outcomeJson, type Route, route } from './route.ts'

/** The tables of the procedures, as rows to read. */
export const procedureRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/procedures',
    who: 'officer',
    limit: 'read',
    what: 'every procedure, and whether the officer may begin one',
    answer: z.object({ procedures: z.array(procedureItem) }),
    run: async ({ node, actor }) => done({ json: node.read.procedures(actor.id) }),
  }),
  route({
    method: 'GET',
    path: '/api/procedures/:id',
    who: 'officer',
    limit: 'read',
    what: 'one procedure as a table: states, steps, clocks, safeguards, forms',
    params: z.object({ id: z.string().min(1).max(20) }),
    answer: procedureView,
    run: async ({ node, params }) => outcomeJson(node.read.procedure(params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/refusals',
    who: 'officer',
    limit: 'read',
    what: 'every "no" that the procedures can say, with its ground in law and what to do',
    answer: refusalsView,
    run: async ({ node }) => done({ json: node.read.refusals() }),
  }),
]
