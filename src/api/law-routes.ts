import { z } from 'zod'
import { done } from '#base'
import { dueView, rulesView } from '#node'
import { outcomeJson, type Route, route } from './route.ts'

const instantText = z.string().min(10).max(40)

/** Limits, rules, routes and packs of law. */
export const lawRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/due',
    who: 'officer',
    limit: 'read',
    what: 'when a limit falls due, with every step of the reckoning',
    query: z.object({
      rule: z.string().min(1).max(80),
      start: instantText,
      calendar: z.string().min(1).max(10).optional(),
      pause: z.string().max(1000).optional(),
      extend: z.coerce.number().int().min(0).max(20).optional(),
    }),
    answer: dueView,
    run: async ({ node, query }) => outcomeJson(node.read.due(query)),
  }),
  route({
    method: 'GET',
    path: '/api/limits',
    who: 'officer',
    limit: 'read',
    what: 'rules of the register by words, with their limits',
    query: z.object({ q: z.string().max(200).default('') }),
    answer: rulesView,
    run: async ({ node, query }) => done({ json: node.read.rules(query.q) }),
  }),
]
