import { z } from 'zod'
import { done } from '#base'
import { dueView, lawDiff, lawRows, lawView, rulesView } from '#node'
import { outcomeJson, type Route, route } from './route.ts'

const draftId = z.object({ id: z.string().min(1).max(100) })
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
  route({
    method: 'GET',
    path: '/api/law',
    who: 'officer',
    limit: 'read',
    what: 'the law of this node: packs in force, packs that wait, drafts',
    answer: lawView,
    run: async ({ node, actor }) => outcomeJson(await node.law.view(actor.id)),
  }),
  route({
    method: 'GET',
    path: '/api/law/rows',
    who: 'officer',
    limit: 'read',
    what: 'rows of one table of the law, with the pack from which each comes',
    query: z.object({
      table: z.string().min(1).max(40).optional(),
      q: z.string().max(200).optional(),
      pack: z.string().max(80).optional(),
    }),
    answer: lawRows,
    run: async ({ node, query }) => outcomeJson(node.read.lawRows(query)),
  }),
  route({
    method: 'GET',
    path: '/api/law/diff',
    who: 'officer',
    limit: 'read',
    what: 'what a draft changes, row by row, and which clause wins',
    query: z.object({ draft: z.string().min(1).max(100) }),
    answer: lawDiff,
    run: async ({ node, query }) => outcomeJson(await node.law.diff(query.draft)),
  }),
  route({
    method: 'POST',
    path: '/api/law/drafts',
    who: 'officer',
    limit: 'write',
    what: 'puts a pack forward, signed by the first person; one that does not fit is refused and the law stays',
    body: z.strictObject({ pack: z.record(z.string(), z.unknown()) }),
    answer: z.object({ id: z.string() }),
    status: 201,
    run: async ({ node, actor, body }) => outcomeJson(await node.law.draft(actor.id, body.pack)),
  }),
  route({
    method: 'POST',
    path: '/api/law/drafts/:id/approve',
    who: 'officer',
    limit: 'write',
    what: 'the second person signs; the pack is law from its first day',
    params: draftId,
    body: z.strictObject({ reasons: z.string().min(1).max(2000) }),
    answer: lawView,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.law.approve(actor.id, params.id, body.reasons)),
  }),
  route({
    method: 'DELETE',
    path: '/api/law/drafts/:id',
    who: 'officer',
    limit: 'write',
    what: 'withdraws a draft',
    params: draftId,
    run: async ({ node, actor, params }) => {
      const withdrawn = await node.law.withdraw(actor.id, params.id)
      return withdrawn.ok ? done({ status: 204 }) : withdrawn
    },
  }),
  route({
    method: 'GET',
    path: '/api/law/packs/:id',
    who: 'officer',
    limit: 'read',
    what: 'a pack as a file to edit',
    params: draftId,
    query: z.object({ as: z.enum(['json']).default('json') }),
    answer: z.record(z.string(), z.unknown()),
    run: async ({ node, params }) => outcomeJson(node.law.pack(params.id)),
  }),
]
