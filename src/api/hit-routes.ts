import { z } from 'zod'
import { done, type Instant, type Outcome, refuse } from '#base'
import { hitDeskView, hitFoundView, hitOpeningView, hitPrepared, type Node } from '#node'
import { type Answer, outcomeJson, type Route, route } from './route.ts'
import { wholeBody } from './whole-body.ts'

const id = z.string().min(1).max(100)
const one = z.object({ id })
const none = z.object({})
const shortText = z.string().min(1).max(200)
const pair = z.strictObject({ partner: shortText, purpose: shortText })
const made = z.object({ id: z.string() })
const quota = z.strictObject({
  items: z.int().min(1).max(1_000_000),
  names: z.int().min(0).max(1_000_000),
})

type Desk = Node['hit']

/** An act of an officer at the desk: who acts, on what, with which words. Nothing to tell but that it is done: 204. */
function act<P extends z.ZodObject, B extends z.ZodType>(
  path: string,
  what: string,
  shapes: {
    readonly params?: P
    readonly body?: B
    readonly answer?: z.ZodType
    /** What is made has its own id: 201. */
    readonly makes?: true
    readonly method?: 'DELETE'
  },
  run: (
    desk: Desk,
    actor: string,
    body: z.output<B>,
    params: z.output<P>,
  ) => Promise<Outcome<unknown>>,
): Route {
  const { params, body, makes, method } = shapes
  const answer = makes === true ? made : shapes.answer
  const status = makes === true ? 201 : answer === undefined ? 204 : 200
  return route<P, z.ZodObject, B>({
    method: method ?? 'POST',
    path: `/api/hit/${path}`,
    who: 'officer',
    limit: 'write',
    what,
    ...(params === undefined ? {} : { params }),
    ...(body === undefined ? {} : { body }),
    ...(answer === undefined ? {} : { answer }),
    ...(status === 200 ? {} : { status }),
    run: async (call): Promise<Outcome<Answer>> => {
      const outcome = await run(call.node.hit, call.actor.id, call.body, call.params)
      return answer === undefined && outcome.ok ? done({ status: 204 }) : outcomeJson(outcome)
    },
  })
}

/** Something that an officer sees of the desk. */
function look<P extends z.ZodObject>(
  path: string,
  what: string,
  answer: z.ZodType,
  params: P,
  run: (desk: Desk, actor: string, params: z.output<P>) => Promise<Outcome<unknown>>,
): Route {
  return route<P>({
    method: 'GET',
    path: `/api/hit${path}`,
    who: 'officer',
    limit: 'read',
    what,
    ...(params === none ? {} : { params }),
    answer,
    run: async (call) => outcomeJson(await run(call.node.hit, call.actor.id, call.params)),
  })
}

const fromPeer = {
  epoch:
    'a partner’s greeting: answers with the announcement of its epoch, or a piece of the index',
  ask: 'a partner’s blind question: answers with the evaluated items and their proof, or that it waits for a release',
  withdraw:
    'a partner takes a question back that waits here: answers with its words, signed here too',
  challenge:
    'a partner draws items of our question: answers with the overseer’s word, or nothing yet',
} as const

/** "Do you know him?": the desk of blind questions, and what partners send to it. */
export const hitRoutes: readonly Route[] = [
  look(
    '',
    'the desk of blind questions: asked, being asked, standing, openings',
    hitDeskView,
    none,
    (desk, actor) => desk.view(actor),
  ),
  look(
    '/questions/:id',
    'how far a question is, and the subjects that are known; each look is on record',
    hitFoundView,
    one,
    (desk, actor, params) => desk.run(actor, params.id),
  ),
  look(
    '/openings/:id',
    'items of our own question that a partner drew, for the overseer; each look is on record',
    hitOpeningView,
    one,
    (desk, actor, params) => desk.openings(actor, params.id),
  ),
  act(
    'questions',
    'asks partners which of these subjects they know, blind, and begins at once',
    {
      body: z.strictObject({
        partners: z.array(shortText).min(1).max(16),
        purpose: shortText,
        category: shortText,
        case: z.string().max(200),
        text: z.string().max(900_000),
      }),
      makes: true,
    },
    (desk, actor, body) => desk.ask(actor, body),
  ),
  act(
    'questions/:id/resume',
    'asks again those who did not answer',
    { params: one, answer: made },
    (desk, actor, _, params) => desk.resume(actor, params.id),
  ),
  act(
    'questions/:id/withdraw',
    'takes a question back: what has not left stays here, what waits at a partner is taken back from it',
    { params: one },
    (desk, actor, _, params) => desk.withdraw(actor, params.id),
  ),
  act(
    'questions/:id/request',
    'what is known of a formal request about subjects that a partner knows; an officer completes it',
    {
      params: one,
      body: z.strictObject({
        tokens: z
          .array(z.string().regex(/^[0-9a-f]{32}$/))
          .min(1)
          .max(50),
      }),
      answer: hitPrepared,
    },
    (desk, actor, body, params) => desk.prepare(actor, params.id, body.tokens),
  ),
  act(
    'questions/:id/standing',
    'asks for authority to put a question again at each epoch',
    {
      params: one,
      body: z.strictObject({ reason: z.string().min(10).max(1000), until: z.iso.datetime() }),
      makes: true,
    },
    (desk, actor, { reason, until }, params) =>
      desk.askStanding(actor, params.id, reason, new Date(until).toISOString() as Instant),
  ),
  act(
    'standing/:id',
    'grants a standing question, or ends it',
    { params: one, body: z.strictObject({ grant: z.boolean() }) },
    (desk, actor, body, params) => desk.grantStanding(actor, params.id, body.grant),
  ),
  act(
    'lists',
    'keeps a list of own subjects that partners may find by a blind question',
    { body: z.strictObject({ name: shortText, text: z.string().max(900_000) }), makes: true },
    (desk, actor, body) => desk.keepList(actor, body.name, body.text),
  ),
  act(
    'lists/:id',
    'erases a list of own subjects',
    { params: one, method: 'DELETE' },
    (desk, actor, _, params) => desk.dropList(actor, params.id),
  ),
  act(
    'epochs',
    'agrees to be asked by a partner for a purpose: key and index are committed to and announced',
    {
      body: pair.extend({
        days: z.int().min(1).max(90),
        quota: quota.optional(),
        release: z.enum(['none', 'remarkable', 'each', 'each-two']),
      }),
    },
    (desk, actor, body) => desk.openEpoch(actor, body),
  ),
  act(
    'epochs/grow',
    'makes the index again with the subjects of today, under the same key',
    { body: pair },
    (desk, actor, { partner, purpose }) => desk.growEpoch(actor, partner, purpose),
  ),
  act(
    'epochs/stop',
    'stops the making of an index; the one before goes on',
    { body: pair },
    (desk, actor, { partner, purpose }) => desk.stopBuilding(actor, partner, purpose),
  ),
  act(
    'epochs/close',
    'ends an epoch; its key is erased',
    { body: pair },
    (desk, actor, { partner, purpose }) => desk.closeEpoch(actor, partner, purpose),
  ),
  act(
    'asked/:id/release',
    'an officer releases a partner’s question that waits, or declines it with a reason that the partner reads',
    {
      params: one,
      body: z.strictObject({ grant: z.boolean(), reason: z.string().max(500) }),
    },
    (desk, actor, { grant, reason }, params) => desk.release(actor, params.id, grant, reason),
  ),
  act(
    'asked/:id/draw',
    'draws items of a partner’s question by lot, to be opened to its own overseer',
    {
      params: one,
      body: z.strictObject({ count: z.int().min(1).max(100) }),
      answer: z.object({ chance: z.number() }),
    },
    (desk, actor, body, params) => desk.draw(actor, params.id, body.count),
  ),
  act(
    'asked/:id/lift',
    'answers a case again after the partner explained itself',
    { params: one },
    (desk, actor, _, params) => desk.lift(actor, params.id),
  ),
  act(
    'openings/:id',
    'the overseer’s word: how many of the drawn items stand in the file of the case',
    { params: one, body: z.strictObject({ inCase: z.int().min(0).max(1000) }) },
    (desk, actor, body, params) => desk.attest(actor, params.id, body.inCase),
  ),
  ...(Object.keys(fromPeer) as (keyof typeof fromPeer)[]).map((what) =>
    route({
      method: 'POST',
      path: `/exchange/hit/${what}`,
      who: 'peer',
      limit: 'letter',
      stream: true,
      what: fromPeer[what],
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
