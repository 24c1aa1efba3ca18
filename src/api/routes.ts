import { z } from 'zod'
import { done, type Outcome, refuse } from '#base'
import {
  actorView,
  auditView,
  authorityView,
  inboxItem,
  logView,
  nodeView,
  requestView,
  startForm,
} from '#node'
import { deskRoutes } from './desk-routes.ts'
import { logRoutes } from './log-routes.ts'
import { type Answer, type Route, route } from './route.ts'

const id = z.object({ id: z.string().min(1).max(100) })
const document = z.record(z.string().max(100), z.unknown())

function json(value: unknown): Outcome<Answer> {
  return done({ json: value })
}

/** The whole face of a node, one row per address. No logic: each row names the function of the node it shows. */
export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/healthz',
    who: 'anybody',
    limit: 'read',
    what: 'whether the node answers',
    answer: z.object({ ok: z.literal(true) }),
    run: async () => json({ ok: true }),
  }),
  route({
    method: 'GET',
    path: '/api/node',
    who: 'anybody',
    limit: 'read',
    what: 'who this node is, its federation and the head of its log',
    answer: nodeView,
    run: async ({ node }) => json(await node.read.node()),
  }),
  route({
    method: 'GET',
    path: '/api/roles',
    who: 'demo',
    limit: 'read',
    what: 'who may sign in by choosing a role, in the demonstration alone',
    answer: z.array(actorView),
    run: async ({ node }) => json(node.actors()),
  }),
  route({
    method: 'POST',
    path: '/api/session',
    who: 'anybody',
    limit: 'sign-in',
    what: 'signs in: by role in the demonstration, by one-time link elsewhere',
    body: z.union([
      z.strictObject({ actor: z.string().max(100) }),
      z.strictObject({ link: z.string().max(100) }),
    ]),
    answer: z.object({ actor: actorView }),
    run: async ({ node, body }) => {
      const signedIn = await node.signIn(body)
      if (!signedIn.ok) return signedIn
      return done({ json: { actor: signedIn.value.actor }, cookie: signedIn.value.token })
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    who: 'officer',
    limit: 'read',
    what: 'who is signed in',
    answer: z.object({ actor: actorView }),
    run: async ({ actor }) => json({ actor }),
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    who: 'anybody',
    limit: 'write',
    what: 'signs out',
    run: async ({ node, session }) => {
      node.sessions.close(session)
      return done({ status: 204, cookie: '' })
    },
  }),
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
    run: async ({ node, query }) => json({ items: await node.read.inbox(query) }),
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
      return form.ok ? json(form.value) : form
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
      return opened.ok ? json({ id: opened.value.id }) : opened
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
      return view.ok ? json(view.value) : view
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
      return view.ok ? json(view.value) : view
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
      return view.ok ? json(view.value) : view
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
  route({
    method: 'GET',
    path: '/api/authorities',
    who: 'officer',
    limit: 'read',
    what: 'cards of the federation, with the legal bases between them and this node',
    answer: z.array(authorityView),
    run: async ({ node }) => json(await node.read.authorities()),
  }),
  route({
    method: 'GET',
    path: '/api/log',
    who: 'officer',
    limit: 'read',
    what: 'entries of the event log, newest page first when no `after` is given',
    query: z.object({
      after: z.coerce.number().int().min(-1).optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: logView,
    run: async ({ node, query }) => json(await node.read.log(query)),
  }),
  route({
    method: 'POST',
    path: '/api/log/verify',
    who: 'officer',
    limit: 'sign-in',
    what: 're-hashes every record, re-derives the tree, checks every signature and both sides of each exchange',
    answer: auditView,
    run: async ({ node }) => json(await node.audit()),
  }),
  route({
    method: 'GET',
    path: '/api/figures',
    who: 'officer',
    limit: 'read',
    what: 'the indicators as staff sees them',
    query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    run: async ({ node, query }) => json(await node.read.figures(query, false)),
  }),
  route({
    method: 'GET',
    path: '/public/figures',
    who: 'anybody',
    limit: 'read',
    what: 'the indicators after the small-count rule',
    query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    run: async ({ node, query }) => json(await node.read.figures(query, true)),
  }),
  route({
    method: 'GET',
    path: '/exchange/card',
    who: 'anybody',
    limit: 'read',
    what: 'the signed card of this authority',
    run: async ({ node }) => json(node.read.card()),
  }),
  route({
    method: 'POST',
    path: '/exchange/envelopes',
    who: 'peer',
    limit: 'letter',
    stream: true,
    what: 'takes one sealed letter; answers with the signed receipt',
    run: async ({ node, stream }) => {
      const bytes = await wholeBody(stream, node.letterLimit)
      if (bytes === undefined)
        return refuse({
          kind: 'too-large',
          name: 'letter-too-large',
          ground: `the envelope is larger than the ${node.letterLimit} bytes that this node accepts`,
          remedy: 'send large content as an attachment by reference',
        })
      const reply = await node.receive(bytes)
      return reply.ok ? done({ status: reply.value.status, bytes: reply.value.receipt }) : reply
    },
  }),
  ...logRoutes,
  ...deskRoutes,
]

async function wholeBody(
  stream: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.length
    if (size > limit) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
