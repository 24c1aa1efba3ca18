import { z } from 'zod'
import { done, type Outcome } from '#base'
import { actorView, auditView, authorityView, figuresView, logView, nodeView } from '#node'
import { accessRoutes } from './access-routes.ts'
import { attachmentRoutes } from './attachment-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { channelRoutes } from './channel-routes.ts'
import { evaluationRoutes } from './evaluation-routes.ts'
import { exchangeRoutes } from './exchange-routes.ts'
import { exerciseRoutes } from './exercise-routes.ts'
import { hitRoutes } from './hit-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { lawRoutes } from './law-routes.ts'
import { learningRoutes } from './learning-routes.ts'
import { logRoutes } from './log-routes.ts'
import { openDataRoutes } from './open-routes.ts'
import { openidAnswer, openidRoutes } from './openid-routes.ts'
import { oversightRoutes } from './oversight-routes.ts'
import { assertionShape, passkeyRoutes } from './passkey-routes.ts'
import { procedureRoutes } from './procedure-routes.ts'
import { promiseRoutes } from './promise-routes.ts'
import { publicKnowledgeRoutes } from './public-knowledge-routes.ts'
import { publicRightsRoutes } from './public-rights-routes.ts'
import { publicRoutes } from './public-routes.ts'
import { publicTipsRoutes } from './public-tips-routes.ts'
import { releaseRoutes } from './release-routes.ts'
import { requestRoutes } from './request-routes.ts'
import { retentionRoutes } from './retention-routes.ts'
import { rightsRoutes } from './rights-routes.ts'
import { type Answer, outcomeJson, type Route, route } from './route.ts'
import { runRoutes } from './run-routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { tipsRoutes } from './tips-routes.ts'
import { tracingRoutes } from './tracing-routes.ts'
import { witnessRoutes } from './witness-routes.ts'

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
    what: 'whether the node answers and can read its log',
    answer: z.object({ ok: z.literal(true) }),
    run: async ({ node }) => {
      await node.read.log({ after: -1, limit: 1 })
      return json({ ok: true })
    },
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
    what: 'signs in: by role in the demonstration, elsewhere by one-time link, passkey or the agency’s service',
    body: z.union([
      z.strictObject({ actor: z.string().max(100) }),
      z.strictObject({ link: z.string().max(100) }),
      z.strictObject({ passkey: assertionShape }),
      openidAnswer,
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
  ...accessRoutes,
  ...oversightRoutes,
  ...passkeyRoutes,
  ...openidRoutes,
  ...requestRoutes,
  ...channelRoutes,
  ...keyRoutes,
  ...attachmentRoutes,
  ...retentionRoutes,
  ...learningRoutes,
  ...exerciseRoutes,
  ...publicKnowledgeRoutes,
  ...publicRightsRoutes,
  ...rightsRoutes,
  ...procedureRoutes,
  ...lawRoutes,
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
    run: async ({ node, actor, query }) => json(await node.read.log(query, actor.id)),
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
    what: 'the indicators as staff sees them; what was released, for who looks on from outside the cases',
    query: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
    answer: figuresView,
    run: async ({ node, actor, query }) => outcomeJson(await node.read.figuresFor(actor.id, query)),
  }),
  route({
    method: 'GET',
    path: '/public/figures',
    who: 'anybody',
    limit: 'read',
    what: 'the indicators after the small-count rule, by whole quarters that are over',
    query: z.object({ quarter: z.string().max(20).optional() }),
    answer: figuresView,
    run: async ({ node, query }) => outcomeJson(await node.read.publicFigures(query.quarter)),
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
    method: 'GET',
    path: '/exchange/cards',
    who: 'anybody',
    limit: 'read',
    what: 'the signed cards of this authority and of those that its node serves',
    run: async ({ node }) => json({ cards: node.read.cards() }),
  }),
  ...evaluationRoutes,
  ...releaseRoutes,
  ...openDataRoutes,
  ...promiseRoutes,
  ...exchangeRoutes,
  ...logRoutes,
  ...settingsRoutes,
  ...witnessRoutes,
  ...tracingRoutes,
  ...runRoutes,
  ...hitRoutes,
  ...caseRoutes,
  ...publicRoutes,
  ...publicTipsRoutes,
  ...tipsRoutes,
]
