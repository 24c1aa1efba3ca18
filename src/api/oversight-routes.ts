import { z } from 'zod'
import { done, type Outcome } from '#base'
import {
  consoleView,
  copyTracedView,
  declarationView,
  disparityView,
  foundLooksView,
  reportView,
} from '#node'
import { outcomeJson as json, type Route, route } from './route.ts'

const id = z.string().min(1).max(100)
const words = z.string().trim().max(2000)
const day = z.iso.date()
const okShape = z.object({ ok: z.literal(true) })

/** What was done; the page reads the console again. */
function said(outcome: Outcome<unknown>) {
  return outcome.ok ? done({ json: { ok: true } }) : outcome
}

const officerAnd = z.strictObject({ officer: id, words })

/** Watching those who look: alarms, accounts, samples, red lines, declarations, copies, the report. */
export const oversightRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/oversight',
    who: 'officer',
    limit: 'read',
    what: 'alarms, accounts, samples, red lines and recusals, as far as the officer may know of them',
    answer: consoleView,
    run: async ({ node, actor }) => json(await node.oversight.console(actor.id)),
  }),
  route({
    method: 'GET',
    path: '/api/oversight/looks',
    who: 'officer',
    limit: 'read',
    what: 'who saw what, when and why, by matter, officer and days; the search is a look of its own',
    query: z.object({
      matter: id.optional(),
      officer: id.optional(),
      from: day.optional(),
      to: day.optional(),
    }),
    answer: foundLooksView,
    run: async ({ node, actor, query }) => json(await node.oversight.search(actor.id, query)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/alarms/:id',
    who: 'officer',
    limit: 'write',
    what: 'settles an alarm, with words; not by the officer it is about',
    params: z.object({ id }),
    body: z.strictObject({ outcome: z.enum(['explained', 'misuse']), words }),
    answer: okShape,
    run: async ({ node, actor, params, body }) =>
      said(await node.oversight.settle(actor.id, params.id, body.outcome, body.words)),
  }),
  ...(
    [
      ['propose', 'proposes to suspend an account, as the first of two persons'],
      ['sign', 'signs the suspension of an account; with the second person it holds'],
      ['give-back', 'declines a suspension, or gives an account back'],
      ['hear', 'puts down what the officer says to it'],
    ] as const
  ).map(([step, what]) =>
    route({
      method: 'POST',
      path: `/api/oversight/accounts/${step}`,
      who: 'officer',
      limit: 'write',
      what,
      body: officerAnd,
      answer: okShape,
      run: async ({ node, actor, body }) => {
        const { oversight } = node
        const act = {
          propose: oversight.propose,
          sign: oversight.sign,
          'give-back': oversight.giveBack,
          hear: oversight.hear,
        }[step]
        return said(await act(actor.id, body.officer, body.words))
      },
    }),
  ),
  route({
    method: 'POST',
    path: '/api/oversight/recusals/lift',
    who: 'officer',
    limit: 'write',
    what: 'says that a recusal rests on a namesake; it takes two',
    body: z.strictObject({ officer: id, matter: id, words }),
    answer: okShape,
    run: async ({ node, actor, body }) =>
      said(await node.oversight.lift(actor.id, body.officer, body.matter, body.words)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/lines/:id',
    who: 'officer',
    limit: 'write',
    what: 'says why a matter may go on beyond a red line; it takes two, and neither wrote it',
    params: z.object({ id }),
    body: z.strictObject({ words }),
    answer: okShape,
    run: async ({ node, actor, params, body }) =>
      said(await node.oversight.signLine(actor.id, params.id, body.words)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/copies',
    who: 'officer',
    limit: 'write',
    stream: true,
    what: 'whose copy is this: leads a file back to the officer who took it out, or says that nobody did by the record',
    answer: copyTracedView,
    run: async ({ node, actor, stream }) => json(await node.oversight.trace(actor.id, stream)),
  }),
  route({
    method: 'GET',
    path: '/api/oversight/pot',
    who: 'officer',
    limit: 'read',
    what: 'every release of this node between two days by its leaf, signed, for a lot over several nodes',
    query: z.object({ from: day, to: day }),
    run: async ({ node, actor, query }) => {
      const pot = await node.oversight.givePot(actor.id, query.from, query.to)
      return pot.ok ? done({ json: pot.value, filename: `comity-pot-${node.id}.json` }) : pot
    },
  }),
  route({
    method: 'POST',
    path: '/api/oversight/samples',
    who: 'officer',
    limit: 'write',
    what: 'announces a lot over the releases of this node and of those whose pots are brought',
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      from: day,
      to: day,
      count: z.int().min(1).max(1000),
      secretDigest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
      pots: z.array(z.string().max(900_000)).max(20),
    }),
    answer: z.object({ id: z.string() }),
    status: 201,
    run: async ({ node, actor, body }) => {
      const made = await node.oversight.announce(actor.id, body)
      return made.ok ? done({ json: { id: made.value.id } }) : made
    },
  }),
  route({
    method: 'POST',
    path: '/api/oversight/samples/:id/draw',
    who: 'officer',
    limit: 'write',
    what: 'reveals the secret and draws, once every log has reached its announced size',
    params: z.object({ id }),
    body: z.strictObject({ secret: z.string().min(1).max(1000) }),
    answer: okShape,
    run: async ({ node, actor, params, body }) =>
      said(await node.oversight.draw(actor.id, params.id, body.secret)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/samples/:id/judge',
    who: 'officer',
    limit: 'write',
    what: 'judges one release of the sample by the criteria',
    params: z.object({ id }),
    body: z.strictObject({
      ticket: z.string().max(300),
      finding: z.string().max(20),
      words: words.default(''),
    }),
    answer: okShape,
    run: async ({ node, actor, params, body }) =>
      said(await node.oversight.judge(actor.id, params.id, body.ticket, body.finding, body.words)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/samples/:id/reply',
    who: 'officer',
    limit: 'write',
    what: 'replies to the findings about a node',
    params: z.object({ id }),
    body: z.strictObject({ node: id, words }),
    answer: okShape,
    run: async ({ node, actor, params, body }) =>
      said(await node.oversight.reply(actor.id, params.id, body.node, body.words)),
  }),
  ...(
    [
      [
        'tell',
        'tells those concerned when every release is judged; they have fourteen days to reply',
      ],
      ['finish', 'closes the sample: its result stands'],
    ] as const
  ).map(([step, what]) =>
    route({
      method: 'POST',
      path: `/api/oversight/samples/:id/${step}`,
      who: 'officer',
      limit: 'write',
      what,
      params: z.object({ id }),
      answer: okShape,
      run: async ({ node, actor, params }) => said(await node.oversight[step](actor.id, params.id)),
    }),
  ),
  route({
    method: 'GET',
    path: '/api/oversight/samples/:id/lot',
    who: 'officer',
    limit: 'read',
    what: 'everything that draws the lot again: plan, secret, heads, and what was drawn',
    params: z.object({ id }),
    run: async ({ node, actor, params }) => {
      const file = await node.oversight.lotFile(actor.id, params.id)
      return file.ok ? done({ json: file.value, filename: `comity-lot-${params.id}.json` }) : file
    },
  }),
  route({
    method: 'GET',
    path: '/api/oversight/declaration',
    who: 'officer',
    limit: 'read',
    what: 'whether the officer has declared interests, and until when; never what',
    answer: declarationView,
    run: async ({ node, actor }) => json(await node.oversight.declaration(actor.id)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/declaration',
    who: 'officer',
    limit: 'write',
    what: 'declares interests for a year; kept as keyed digests that nobody can read back',
    body: z.strictObject({ lines: z.array(z.string().max(300)).max(200) }),
    answer: declarationView,
    run: async ({ node, actor, body }) => json(await node.oversight.declare(actor.id, body.lines)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/declaration/round',
    who: 'officer',
    limit: 'write',
    what: 'the head of an authority says from which day on nobody decides without a declaration',
    body: z.strictObject({ from: day }),
    answer: okShape,
    run: async ({ node, actor, body }) => said(await node.oversight.openRound(actor.id, body.from)),
  }),
  route({
    method: 'POST',
    path: '/api/oversight/disparity',
    who: 'officer',
    limit: 'write',
    what: 'does a detector flag one group more often; over a detector of this node, or over counts that are brought',
    body: z.union([
      z.strictObject({
        attribute: z.string().min(1).max(40),
        detector: z.string().min(1).max(20),
        row: z.string().min(1).max(20).optional(),
      }),
      z.strictObject({
        attribute: z.string().min(1).max(40),
        counts: z
          .array(z.strictObject({ group: z.string().max(80), flagged: z.int(), total: z.int() }))
          .min(1)
          .max(500),
      }),
    ]),
    answer: disparityView,
    run: async ({ node, actor, body }) => {
      const found = await node.oversight.disparity(actor.id, body.attribute, body)
      if (!found.ok) return found
      const groups = found.value.map(({ interval, ...group }) => ({
        ...group,
        low: interval?.[0] ?? null,
        high: interval?.[1] ?? null,
      }))
      return done({ json: { groups } })
    },
  }),
  route({
    method: 'GET',
    path: '/api/oversight/report',
    who: 'officer',
    limit: 'read',
    what: 'the transparency report of a year, from events alone, small counts held back',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2200) }),
    answer: reportView,
    run: async ({ node, query }) => done({ json: await node.oversight.report(query.year) }),
  }),
]
