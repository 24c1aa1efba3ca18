import { z } from 'zod'
import { done } from '#base'
import { inboxItem, requestView, startForm } from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

const id = z.object({ id: z.string().min(1).max(100) })
const document = z.record(z.string().max(100), z.unknown())

/** Requests and disclosures: inbox, forms, drafts, acts and the proof of one matter. */
export const requestRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/inbox',
    who: 'officer',
    limit: 'read',
    what: 'requests and disclosures of this authority, by what is due first',
    query: z.object({
      show: z.enum(['open', 'closed', 'all']).default('open'),
      q: z.string().max(200).default(''),
    }),
    answer: z.object({ items: z.array(inboxItem) }),
    run: async ({ node, query }) => done({ json: { items: await node.read.inbox(query) } }),
  }),
  route({
    method: 'GET',
    path: '/api/forms/request',
    who: 'officer',
    limit: 'read',
    what: 'the form of a new request to one authority, with the legal bases between the two',
    query: z.object({
      to: z.string().min(1).max(40),
      kind: z.enum(['request', 'spontaneous']).default('request'),
    }),
    answer: startForm,
    run: async ({ node, actor, query }) => {
      const form = await node.read.startForm(actor.id, query.to, query.kind)
      return json(form)
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests',
    who: 'officer',
    limit: 'write',
    what: 'opens a draft',
    body: z.strictObject({
      kind: z.enum(['request', 'spontaneous']),
      to: z.string().min(1).max(40),
      document,
    }),
    answer: z.object({ id: z.string() }),
    status: 201,
    run: async ({ node, actor, body }) => {
      const opened = await node.handle(actor.id, { do: 'open', ...body })
      return opened.ok ? done({ json: { id: opened.value.id } }) : opened
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id',
    who: 'officer',
    limit: 'read',
    what: 'one request whole: document, timeline, clocks, what may be done now',
    params: id,
    answer: requestView,
    run: async ({ node, actor, params }) => {
      const view = await node.read.request(actor.id, params.id)
      return json(view)
    },
  }),
  route({
    method: 'PUT',
    path: '/api/requests/:id/draft',
    who: 'officer',
    limit: 'write',
    what: 'replaces the document of a draft',
    params: id,
    body: z.strictObject({ document }),
    answer: requestView,
    run: async ({ node, actor, params, body }) => {
      const kept = await node.handle(actor.id, { do: 'draft', id: params.id, ...body })
      if (!kept.ok) return kept
      const view = await node.read.request(actor.id, params.id)
      return json(view)
    },
  }),
  route({
    method: 'POST',
    path: '/api/requests/:id/acts',
    who: 'officer',
    limit: 'write',
    what: 'does one of the actions that the view offers',
    params: id,
    body: z.strictObject({ action: z.string().min(1).max(60), document: document.default({}) }),
    answer: requestView,
    run: async ({ node, actor, params, body }) => {
      const acted = await node.handle(actor.id, { do: 'act', id: params.id, ...body })
      if (!acted.ok) return acted
      const view = await node.read.request(actor.id, params.id)
      return json(view)
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/proof',
    who: 'officer',
    limit: 'read',
    what: 'records, inclusion proofs, signed head and receipts of one request, for a stranger to check',
    params: id,
    run: async ({ node, actor, params }) => {
      const proof = await node.read.proof(actor.id, params.id)
      if (!proof.ok) return proof
      return done({ json: proof.value, filename: `comity-proof-${params.id}.json` })
    },
  }),
]
