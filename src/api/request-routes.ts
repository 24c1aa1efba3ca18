import { z } from 'zod'
import { done } from '#base'
import { completeness, consentsView, inboxItem, itemsView, requestView, startForm } from '#node'
import { assertionShape } from './passkey-routes.ts'
import { outcomeJson as json, type Route, route } from './route.ts'

const id = z.object({ id: z.string().min(1).max(100) })
const document = z.record(z.string().max(100), z.unknown())

const documentTypes = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json',
} as const

/** Requests and disclosures: inbox, forms, drafts, acts and the proof of one matter. */
export const requestRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/inbox',
    who: 'officer',
    limit: 'read',
    what: 'matters in which the officer takes part, by what is due first',
    query: z.object({
      show: z.enum(['open', 'closed', 'all']).default('open'),
      q: z.string().max(200).default(''),
      procedure: z.string().max(20).optional(),
    }),
    answer: z.object({ items: z.array(inboxItem) }),
    run: async ({ node, actor, query }) =>
      done({ json: { items: await node.read.inbox(query, actor.id) } }),
  }),
  route({
    method: 'GET',
    path: '/api/forms/request',
    who: 'officer',
    limit: 'read',
    what: 'the form of a new request to one authority, with the legal bases between the two',
    query: z.object({
      to: z.string().min(1).max(40).optional(),
      kind: z.enum(['request', 'spontaneous']).default('request'),
    }),
    answer: startForm,
    run: async ({ node, actor, query }) => {
      const procedure = query.kind === 'request' ? 'P1' : 'P1b'
      return json(await node.read.startForm(actor.id, { procedure, to: query.to }))
    },
  }),
  route({
    method: 'GET',
    path: '/api/forms/:procedure',
    who: 'officer',
    limit: 'read',
    what: 'the form with which a procedure begins, and to whom it can be put',
    params: z.object({ procedure: z.string().min(1).max(20) }),
    query: z.object({
      to: z.string().min(1).max(40).optional(),
      step: z.string().min(1).max(60).optional(),
    }),
    answer: startForm,
    run: async ({ node, actor, params, query }) =>
      json(await node.read.startForm(actor.id, { ...params, ...query })),
  }),
  route({
    method: 'GET',
    path: '/api/forms/defaults',
    who: 'officer',
    limit: 'read',
    what: 'what an earlier matter of the case lets a new document begin with',
    query: z.object({
      procedure: z.string().min(1).max(20),
      from: z.string().min(1).max(100),
    }),
    answer: z.object({ document }),
    run: async ({ node, actor, query }) => json(await node.read.formDefaults(actor.id, query)),
  }),
  route({
    method: 'POST',
    path: '/api/forms/check',
    who: 'officer',
    limit: 'read',
    what: 'how complete a document is while it is written; nothing is kept',
    body: z.strictObject({
      procedure: z.string().min(1).max(20),
      form: z.string().min(1).max(60).optional(),
      action: z.string().min(1).max(60).optional(),
      document,
      matter: z.string().min(1).max(100).optional(),
    }),
    answer: completeness,
    run: async ({ node, actor, body }) => json(await node.read.checkForm(actor.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/requests',
    who: 'officer',
    limit: 'write',
    what: 'opens a matter of any procedure with its first document',
    body: z
      .strictObject({
        kind: z.enum(['request', 'spontaneous']).optional(),
        procedure: z.string().min(1).max(20).optional(),
        step: z.string().min(1).max(60).optional(),
        to: z.string().min(1).max(40).optional(),
        document,
      })
      .refine((b) => (b.kind === undefined) !== (b.procedure === undefined), {
        message: 'must name a procedure',
        path: ['procedure'],
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
    body: z.strictObject({
      action: z.string().min(1).max(60),
      document: document.default({}),
      passkey: assertionShape.optional(),
    }),
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
    path: '/api/requests/:id/documents/:record',
    who: 'officer',
    limit: 'read',
    what: 'one document of a matter as page, PDF or data, in one language or two, with one digest',
    params: id.extend({ record: z.string().min(1).max(100) }),
    query: z.object({
      as: z.enum(['html', 'pdf', 'json']).default('html'),
      second: z.string().min(2).max(10).optional(),
      for: z.string().min(1).max(40).optional(),
      exculpatory: z.stringbool().optional(),
    }),
    run: async ({ node, actor, params, query }) => {
      const made = await node.read.document(actor.id, params.id, params.record, query)
      if (!made.ok) return made
      return done({
        bytes: made.value.bytes,
        type: documentTypes[query.as],
        page: query.as === 'html',
        ...(query.as === 'html' ? {} : { filename: `comity-${params.record}.${query.as}` }),
      })
    },
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/items',
    who: 'officer',
    limit: 'read',
    what: 'what was exchanged in a matter: conditions of each item, consents, corrections and their holders',
    params: id,
    answer: itemsView,
    run: async ({ node, actor, params }) => json(await node.read.items(actor.id, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/consents',
    who: 'officer',
    limit: 'read',
    what: 'every question for consent in the matters that the officer may see, and its answer',
    answer: consentsView,
    run: async ({ node, actor }) =>
      done({ json: { consents: await node.read.consents(actor.id) } }),
  }),
  route({
    method: 'GET',
    path: '/api/requests/:id/proof',
    who: 'officer',
    limit: 'read',
    what: 'records, inclusion proofs, signed head and receipts of one request, for a stranger to check',
    params: id,
    query: z.object({ words: z.enum(['yes', 'no']).default('no') }),
    run: async ({ node, actor, params, query }) => {
      const proof = await node.read.proof(actor.id, params.id, query.words === 'yes')
      if (!proof.ok) return proof
      return done({ json: proof.value, filename: `comity-proof-${params.id}.json` })
    },
  }),
]
