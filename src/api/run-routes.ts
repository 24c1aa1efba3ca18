import { z } from 'zod'
import { asInstant, done, type Outcome, refuse } from '#base'
import { type Node, runViews, tracingViews } from '#node'
import { type Answer, outcomeJson as json, type Route, route } from './route.ts'

const tracing = z.object({ id: z.string().min(1).max(100) })
const tracingRun = tracing.extend({ run: z.string().min(1).max(100) })
const name = z.string().trim().min(1).max(200)

/** Query words that are absent stay absent. */
function given<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, v]) => v !== undefined)) as never
}

/** Claims followed at the tracing desk, every way to look at what came of it, and the exhibits. */
export const runRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/tracings/:id/runs',
    who: 'officer',
    limit: 'write',
    what: 'follows the claims under one named rule, or under all; answers with a job to watch',
    params: tracing,
    body: z.strictObject({
      rule: z.string().min(1).max(40),
      order: z.enum(['given', 'interval']),
      arrival: z.enum(['ordered', 'blended']),
      arithmetic: z.enum(['exact', 'fast']),
      base: z.string().max(10).optional(),
      elected: z.array(z.string().max(200)).max(1000).optional(),
    }),
    answer: z.object({ job: z.string() }),
    status: 202,
    run: async ({ node, actor, params, body }) =>
      json(await node.desk.run(actor.id, params.id, body)),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/runs/:run',
    who: 'officer',
    limit: 'read',
    what: 'the result document of a run, its holdings a page at a time',
    params: tracingRun,
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(100_000).default(1000),
    }),
    answer: runViews.run,
    long: true,
    run: async ({ node, actor, params, query }) =>
      json(await node.desk.result(actor.id, params.id, params.run, query)),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/compare',
    who: 'officer',
    limit: 'read',
    what: 'holdings under every rule that was run, side by side',
    params: tracing,
    answer: runViews.compare,
    long: true,
    run: async ({ node, actor, params }) => json(await node.desk.compare(actor.id, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/runs/:run/graph',
    who: 'officer',
    limit: 'read',
    what: 'where the claims went, account to account, for a flow picture',
    params: tracingRun,
    query: z.object({
      claim: z.string().max(200).optional(),
      minShare: z.coerce.number().min(0).max(1).optional(),
      max: z.coerce.number().int().min(2).max(500).optional(),
    }),
    answer: runViews.graph,
    long: true,
    run: async ({ node, actor, params, query }) =>
      json(await node.desk.graph(actor.id, params.id, params.run, given(query))),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/runs/:run/steps',
    who: 'officer',
    limit: 'read',
    what: 'the path of the claims, payment by payment',
    params: tracingRun,
    query: z.object({
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      account: z.string().max(200).optional(),
    }),
    answer: runViews.steps,
    long: true,
    run: async ({ node, actor, params, query }) =>
      json(await node.desk.steps(actor.id, params.id, params.run, given(query))),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/runs/:run/payments',
    who: 'officer',
    limit: 'read',
    what: 'the payments behind a figure (account, currency, claim) or behind a link (from, to)',
    params: tracingRun,
    query: z.object({
      account: z.string().max(200).optional(),
      currency: z.string().max(10).optional(),
      claim: z.string().max(200).optional(),
      from: z.string().max(200).optional(),
      to: z.string().max(200).optional(),
    }),
    answer: runViews.behind,
    long: true,
    run: async ({ node, actor, params, query }) =>
      json(await node.desk.behind(actor.id, params.id, params.run, given(query))),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/flow',
    who: 'officer',
    limit: 'read',
    what: 'which accounts money from an account could have reached, in the order of time',
    params: tracing,
    query: z.object({
      from: z.string().min(1).max(200),
      hops: z.coerce.number().int().min(1).max(100).optional(),
      dwell: z
        .string()
        .regex(/^\d+[mhd]$/, 'such as 30m, 72h or 10d')
        .optional(),
      back: z.enum(['true', 'false']).optional(),
      since: z.string().max(40).optional(),
      order: z.enum(['strict', 'unproved-allowed']).default('strict'),
    }),
    answer: runViews.flow,
    long: true,
    run: async ({ node, actor, params, query }) => {
      const since = query.since === undefined ? undefined : asInstant(query.since)
      return json(
        await node.desk.flow(actor.id, params.id, {
          from: query.from,
          order: query.order,
          limit: 2000,
          ...(query.hops === undefined ? {} : { hops: query.hops }),
          ...(query.dwell === undefined ? {} : { dwellSeconds: seconds(query.dwell) }),
          ...(query.back === 'true' ? { back: true } : {}),
          ...(since === undefined ? {} : { since }),
        }),
      )
    },
  }),
  route({
    method: 'POST',
    path: '/api/tracings/:id/runs/:run/exhibit',
    who: 'officer',
    limit: 'write',
    what: 'makes the exhibit of a run as page, PDF and data, with one digest',
    params: tracingRun,
    body: z.strictObject({
      title: name,
      caseReference: name,
      preparedFor: name.optional(),
    }),
    answer: tracingViews.exhibit,
    status: 201,
    run: async ({ node, actor, params, body }) =>
      json(await node.desk.makeExhibit(actor.id, params.id, params.run, body)),
  }),
  route({
    method: 'GET',
    path: '/api/exhibits/:file',
    who: 'officer',
    limit: 'read',
    what: 'an exhibit as .html, .pdf or .json',
    params: z.object({ file: z.string().max(100) }),
    run: async ({ node, actor, params }) => exhibitFile(node, actor.id, params.file),
  }),
]

const exhibitTypes = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json',
} as const

async function exhibitFile(node: Node, actor: string, file: string): Promise<Outcome<Answer>> {
  const dot = file.lastIndexOf('.')
  const form = file.slice(dot + 1)
  if (form !== 'html' && form !== 'pdf' && form !== 'json')
    return refuse({
      kind: 'unknown',
      name: 'exhibit-form-unknown',
      ground: 'an exhibit is a .html, a .pdf or a .json',
      remedy: 'ask for one of the three',
    })
  const bytes = await node.desk.exhibit(actor, file.slice(0, dot), form)
  if (!bytes.ok) return bytes
  return done({ bytes: bytes.value, type: exhibitTypes[form], page: form === 'html' })
}

function seconds(text: string): number {
  const unit = { m: 60, h: 3600, d: 86_400 }[text.at(-1) as 'm' | 'h' | 'd']
  return Number(text.slice(0, -1)) * unit
}
