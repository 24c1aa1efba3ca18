import { z } from 'zod'
import { done, refuse } from '#base'
import { hitDeskView, hitFoundView, hitOpeningView, hitPrepared } from '#node'
import { outcomeJson, type Route, route } from './route.ts'
import { wholeBody } from './whole-body.ts'

const id = z.string().min(1).max(100)
const shortText = z.string().min(1).max(200)
const pair = z.strictObject({ partner: shortText, purpose: shortText })
const made = z.object({ id: z.string() })
const gone = { status: 204 } as const
const quota = z.strictObject({
  items: z.int().min(1).max(1_000_000),
  names: z.int().min(0).max(1_000_000),
})

/** "Do you know him?": the desk of blind questions, and what partners send to it. */
export const hitRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/hit',
    who: 'officer',
    limit: 'read',
    what: 'the desk of blind questions: asked, being asked, standing, openings',
    answer: hitDeskView,
    run: async ({ node, actor }) => outcomeJson(await node.hit.view(actor.id)),
  }),
  route({
    method: 'POST',
    path: '/api/hit/questions',
    who: 'officer',
    limit: 'write',
    what: 'asks partners which of these subjects they know, blind, and begins at once',
    body: z.strictObject({
      partners: z.array(shortText).min(1).max(16),
      purpose: shortText,
      case: z.string().max(200),
      text: z.string().max(900_000),
    }),
    answer: made,
    status: 201,
    run: async ({ node, actor, body }) => outcomeJson(await node.hit.ask(actor.id, body)),
  }),
  route({
    method: 'GET',
    path: '/api/hit/questions/:id',
    who: 'officer',
    limit: 'read',
    what: 'how far a question is, and the subjects that are known; each look is on record',
    params: z.object({ id }),
    answer: hitFoundView,
    run: async ({ node, actor, params }) => outcomeJson(await node.hit.run(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/hit/questions/:id/resume',
    who: 'officer',
    limit: 'write',
    what: 'asks again those who did not answer',
    params: z.object({ id }),
    answer: made,
    run: async ({ node, actor, params }) => outcomeJson(await node.hit.resume(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/hit/questions/:id/request',
    who: 'officer',
    limit: 'write',
    what: 'what is known of a formal request about one subject that a partner knows; an officer completes it',
    params: z.object({ id }),
    body: z.strictObject({ token: z.string().regex(/^[0-9a-f]{32}$/) }),
    answer: hitPrepared,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.hit.prepare(actor.id, params.id, body.token)),
  }),
  route({
    method: 'POST',
    path: '/api/hit/questions/:id/standing',
    who: 'officer',
    limit: 'write',
    what: 'asks for authority to put a question again at each epoch',
    params: z.object({ id }),
    body: z.strictObject({
      reason: z.string().min(10).max(1000),
      until: z.iso.datetime(),
    }),
    answer: made,
    status: 201,
    run: async ({ node, actor, params, body }) =>
      outcomeJson(
        await node.hit.askStanding(
          actor.id,
          params.id,
          body.reason,
          new Date(body.until).toISOString() as Parameters<typeof node.hit.askStanding>[3],
        ),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/hit/standing/:id',
    who: 'officer',
    limit: 'write',
    what: 'grants a standing question, or ends it',
    params: z.object({ id }),
    body: z.strictObject({ grant: z.boolean() }),
    status: 204,
    run: async ({ node, actor, params, body }) => {
      const granted = await node.hit.grantStanding(actor.id, params.id, body.grant)
      return granted.ok ? done(gone) : granted
    },
  }),
  route({
    method: 'POST',
    path: '/api/hit/lists',
    who: 'officer',
    limit: 'write',
    what: 'keeps a list of own subjects that partners may find by a blind question',
    body: z.strictObject({ name: shortText, text: z.string().max(900_000) }),
    answer: made,
    status: 201,
    run: async ({ node, actor, body }) =>
      outcomeJson(await node.hit.keepList(actor.id, body.name, body.text)),
  }),
  route({
    method: 'DELETE',
    path: '/api/hit/lists/:id',
    who: 'officer',
    limit: 'write',
    what: 'erases a list of own subjects',
    params: z.object({ id }),
    status: 204,
    run: async ({ node, actor, params }) => {
      const dropped = await node.hit.dropList(actor.id, params.id)
      return dropped.ok ? done(gone) : dropped
    },
  }),
  route({
    method: 'POST',
    path: '/api/hit/epochs',
    who: 'officer',
    limit: 'write',
    what: 'agrees to be asked by a partner for a purpose: key and index are committed to and announced',
    body: pair.extend({ days: z.int().min(1).max(90), quota: quota.optional() }),
    status: 204,
    run: async ({ node, actor, body }) => {
      const opened = await node.hit.openEpoch(actor.id, body)
      return opened.ok ? done(gone) : opened
    },
  }),
  route({
    method: 'POST',
    path: '/api/hit/epochs/grow',
    who: 'officer',
    limit: 'write',
    what: 'makes the index again with the subjects of today, under the same key',
    body: pair,
    status: 204,
    run: async ({ node, actor, body }) => {
      const grown = await node.hit.growEpoch(actor.id, body.partner, body.purpose)
      return grown.ok ? done(gone) : grown
    },
  }),
  route({
    method: 'POST',
    path: '/api/hit/epochs/close',
    who: 'officer',
    limit: 'write',
    what: 'ends an epoch; its key is erased',
    body: pair,
    status: 204,
    run: async ({ node, actor, body }) => {
      const closed = await node.hit.closeEpoch(actor.id, body.partner, body.purpose)
      return closed.ok ? done(gone) : closed
    },
  }),
  route({
    method: 'POST',
    path: '/api/hit/asked/:id/draw',
    who: 'officer',
    limit: 'write',
    what: 'draws items of a partner’s question by lot, to be opened to its own overseer',
    params: z.object({ id }),
    body: z.strictObject({ count: z.int().min(1).max(100) }),
    answer: z.object({ chance: z.number() }),
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.hit.draw(actor.id, params.id, body.count)),
  }),
  route({
    method: 'POST',
    path: '/api/hit/asked/:id/lift',
    who: 'officer',
    limit: 'write',
    what: 'answers a case again after the partner explained itself',
    params: z.object({ id }),
    status: 204,
    run: async ({ node, actor, params }) => {
      const lifted = await node.hit.lift(actor.id, params.id)
      return lifted.ok ? done(gone) : lifted
    },
  }),
  route({
    method: 'GET',
    path: '/api/hit/openings/:id',
    who: 'officer',
    limit: 'read',
    what: 'items of our own question that a partner drew, for the overseer; each look is on record',
    params: z.object({ id }),
    answer: hitOpeningView,
    run: async ({ node, actor, params }) =>
      outcomeJson(await node.hit.openings(actor.id, params.id)),
  }),
  route({
    method: 'POST',
    path: '/api/hit/openings/:id',
    who: 'officer',
    limit: 'write',
    what: 'the overseer’s word: how many of the drawn items stand in the file of the case',
    params: z.object({ id }),
    body: z.strictObject({ inCase: z.int().min(0).max(1000) }),
    status: 204,
    run: async ({ node, actor, params, body }) => {
      const attested = await node.hit.attest(actor.id, params.id, body.inCase)
      return attested.ok ? done(gone) : attested
    },
  }),
  ...(['epoch', 'ask', 'challenge'] as const).map((what) =>
    route({
      method: 'POST',
      path: `/exchange/hit/${what}`,
      who: 'peer',
      limit: 'letter',
      stream: true,
      what: {
        epoch:
          'a partner’s greeting: answers with the announcement of its epoch, or a piece of the index',
        ask: 'a partner’s blind question: answers with the evaluated items and their proof',
        challenge:
          'a partner draws items of our question: answers with the overseer’s word, or nothing yet',
      }[what],
      run: async ({ node, stream }) => {
        const bytes = await wholeBody(stream, node.hit.mostBytes)
        if (bytes === undefined)
          return refuse({
            kind: 'too-large',
            name: 'hit-too-large',
            ground: `the message is larger than the ${node.hit.mostBytes} bytes that a blind question can have`,
            remedy: 'ask in several questions of at most 1,000 items',
          })
        const answer = await node.hit.receive(what, bytes)
        return answer.ok ? done({ bytes: answer.value }) : answer
      },
    }),
  ),
]
