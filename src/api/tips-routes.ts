import { z } from 'zod'
import { done, type Outcome } from '#base'
import { leadView, tipDeskViewShape, tipViewShape } from '#node'
import { type Call, outcomeJson, type Route, route } from './route.ts'

const ofTip = z.object({ id: z.string().max(60) })
const passphrase = z.strictObject({ passphrase: z.string().max(500) })
const ofColleague = passphrase.extend({ officer: z.string().max(100) })
const turn = z.strictObject({
  passphrase: z.string().max(500),
  reasons: z.string().min(10).max(4000),
})

/** The desk of the unit that keeps the box. */
export const tipsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/tips',
    who: 'officer',
    limit: 'read',
    quiet: true,
    what: 'who holds keys of the tip box, and its tips by state and time limit',
    answer: tipDeskViewShape,
    run: async ({ node, actor, session }) => outcomeJson(await node.tips.desk(actor.id, session)),
  }),
  route({
    method: 'POST',
    path: '/api/tips/keys',
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what: 'makes the key of an officer of the unit under a passphrase',
    body: passphrase,
    status: 204,
    run: async ({ node, actor, body }) => {
      const made = await node.tips.keys.make(actor.id, body.passphrase)
      return made.ok ? done({ status: 204 }) : made
    },
  }),
  route({
    method: 'POST',
    path: '/api/tips/keys/let-in',
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what: 'gives the key of the unit to a colleague who has made one',
    body: z.strictObject({ officer: z.string().max(100) }),
    status: 204,
    run: async ({ node, actor, session, body }) => {
      const done_ = await node.tips.keys.letIn(actor.id, session, body.officer)
      return done_.ok ? done({ status: 204 }) : done_
    },
  }),
  keyRoute(
    '/renew',
    passphrase,
    'makes a new key for an officer who lost the passphrase; two colleagues put it in place of the old one',
    ({ node, actor, body }) => node.tips.keys.renew(actor.id, body.passphrase),
  ),
  keyRoute(
    '/confirm',
    ofColleague,
    'says that the new key of a colleague is really theirs; the second who does lets it in',
    ({ node, actor, body }) => node.tips.keys.confirm(actor.id, body.passphrase, body.officer),
  ),
  keyRoute(
    '/leave',
    z.strictObject({ officer: z.string().max(100) }),
    'says that an officer leaves the unit; said again, takes it back',
    ({ node, actor, body }) => node.tips.keys.askToLeave(actor.id, body.officer),
  ),
  keyRoute(
    '/remove',
    ofColleague,
    'takes the key of an officer who leaves, and gives the key of the unit a successor',
    ({ node, actor, body }) => node.tips.keys.remove(actor.id, body.passphrase, body.officer),
  ),
  keyRoute(
    '/succeed',
    passphrase,
    'gives the key of the unit a successor, and seals what lies in the box anew',
    ({ node, actor, body }) => node.tips.keys.succeed(actor.id, body.passphrase),
  ),
  route({
    method: 'POST',
    path: '/api/tips/keys/share',
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what: 'offers or completes a part in the sealed envelopes for a colleague whose key is newer',
    body: ofColleague,
    answer: z.object({ offered: z.number(), given: z.number() }),
    run: async ({ node, actor, body }) =>
      outcomeJson(await node.tips.keys.shareOut(actor.id, body.passphrase, body.officer)),
  }),
  route({
    method: 'POST',
    path: '/api/tips/unlock',
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what: 'opens the own key for this session and a quarter of an hour',
    body: passphrase,
    status: 204,
    run: async ({ node, actor, session, body }) => {
      const opened = await node.tips.keys.unlock(actor.id, session, body.passphrase)
      return opened.ok ? done({ status: 204 }) : opened
    },
  }),
  route({
    method: 'POST',
    path: '/api/tips/lock',
    who: 'officer',
    limit: 'write',
    what: 'closes the own key',
    status: 204,
    run: async ({ node, session }) => {
      node.tips.keys.lock(session)
      return done({ status: 204 })
    },
  }),
  route({
    method: 'GET',
    path: '/api/tips/:id',
    who: 'officer',
    limit: 'read',
    quiet: true,
    what: 'one tip, opened with the key of the unit',
    params: ofTip,
    answer: tipViewShape,
    run: async ({ node, actor, session, params }) =>
      outcomeJson(await node.tips.view(actor.id, session, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/tips/:id/files/:piece/:name',
    who: 'officer',
    limit: 'read',
    quiet: true,
    what: 'one file of a tip',
    params: z.object({
      id: z.string().max(60),
      piece: z.coerce.number().int().min(0).max(10_000),
      name: z.string().max(40),
    }),
    run: async ({ node, actor, session, params }) => {
      const file = await node.tips.file(actor.id, session, params)
      if (!file.ok) return file
      const { name, bytes } = file.value
      // Never shown in the page: what a stranger sent is opened where the unit opens such things.
      return done({ type: 'application/octet-stream', bytes, filename: name })
    },
  }),
  route({
    method: 'POST',
    path: '/api/tips/:id/messages',
    who: 'officer',
    limit: 'write',
    quiet: true,
    what: 'a step that speaks to the source: acknowledgement, question, feedback',
    params: ofTip,
    body: z.strictObject({
      step: z.enum(['acknowledge', 'ask-source', 'give-feedback']),
      message: z.string().max(20_000),
      harmless: z.boolean().optional(),
    }),
    answer: z.object({ id: z.string(), index: z.number() }),
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.tips.say(actor.id, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/tips/:id/leads',
    who: 'officer',
    limit: 'write',
    quiet: true,
    what: 'passes words of the unit and chosen files on to an office that works on cases',
    params: ofTip,
    body: z.strictObject({
      to: z.string().max(60),
      words: z.string().max(20_000),
      files: z
        .array(
          z.strictObject({ piece: z.number().int().min(0).max(10_000), name: z.string().max(40) }),
        )
        .max(8),
    }),
    answer: z.object({ lead: z.string() }),
    run: async ({ node, actor, session, params, body }) =>
      outcomeJson(await node.tips.giveLead(actor.id, session, params.id, body)),
  }),
  route({
    method: 'GET',
    path: '/api/leads',
    who: 'officer',
    limit: 'read',
    quiet: true,
    what: 'leads that a unit for tips gave to this office, without their source',
    answer: z.array(leadView),
    run: async ({ node, actor }) => outcomeJson(await node.tips.leads(actor.id)),
  }),
  route({
    method: 'POST',
    path: '/api/leads/:id/files',
    who: 'officer',
    limit: 'write',
    quiet: true,
    what: 'puts a file of a lead to a matter, as an exhibit whose source is sealed',
    params: ofTip,
    body: z.strictObject({
      file: z.string().max(40),
      matter: z.string().max(60),
      exhibit: z.string().min(1).max(60),
    }),
    answer: z.object({ id: z.string(), digest: z.string(), bytes: z.number() }),
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.tips.leadIntoMatter(actor.id, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/tips/:id/first-key',
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what: 'turns the first key to the sealed envelope, with reasons',
    params: ofTip,
    body: turn,
    answer: z.object({ id: z.string(), index: z.number() }),
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.tips.turnFirst(actor.id, params.id, body)),
  }),
  route({
    method: 'POST',
    path: '/api/tips/:id/second-key',
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what: 'opens the sealed envelope with the second key; its words are answered once',
    params: ofTip,
    body: turn,
    answer: z.object({ identity: z.string() }),
    run: async ({ node, actor, params, body }) =>
      outcomeJson(await node.tips.turnSecond(actor.id, params.id, body)),
  }),
]

/** One act on the keys of the box, which answers nothing but that it is done. */
function keyRoute<B extends object>(
  path: string,
  body: z.ZodType<B>,
  what: string,
  act: (call: Call<unknown, unknown, B>) => Promise<Outcome<undefined>>,
): Route {
  return route({
    method: 'POST',
    path: `/api/tips/keys${path}`,
    who: 'officer',
    limit: 'sign-in',
    quiet: true,
    what,
    body,
    status: 204,
    run: async (call) => {
      const acted = await act(call as Call<unknown, unknown, B>)
      return acted.ok ? done({ status: 204 }) : acted
    },
  })
}
