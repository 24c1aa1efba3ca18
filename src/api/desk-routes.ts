import { z } from 'zod'
import { asInstant, done, type Json, type Outcome, refuse } from '#base'
import type { JobView, Node } from '#node'
import { asProblem } from './problem.ts'
import { type Answer, type Route, route } from './route.ts'

const tracing = z.object({ id: z.string().min(1).max(100) })
const tracingRun = z.object({ id: z.string().min(1).max(100), run: z.string().min(1).max(100) })
const name = z.string().trim().min(1).max(200)

function json(outcome: Outcome<unknown>, status?: number): Outcome<Answer> {
  if (!outcome.ok) return outcome
  return done({ json: outcome.value, ...(status === undefined ? {} : { status }) })
}

/** Query words that are absent stay absent. */
function given<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, v]) => v !== undefined)) as never
}

/** The tracing desk. Answers are the desk's own documents; see `src/node/desk-*.ts` and `#trace`. */
export const deskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rules',
    who: 'officer',
    limit: 'read',
    what: 'the legal tracing rules: what each says, its switches, its sources',
    run: async ({ node }) => done({ json: node.desk.rules() }),
  }),
  route({
    method: 'GET',
    path: '/api/tracings',
    who: 'officer',
    limit: 'read',
    what: 'the tracings of this authority, newest first',
    run: async ({ node }) => done({ json: await node.desk.list() }),
  }),
  route({
    method: 'POST',
    path: '/api/tracings',
    who: 'officer',
    limit: 'write',
    what: 'opens a tracing',
    body: z.strictObject({ name }),
    answer: z.object({ id: z.string() }),
    status: 201,
    run: async ({ node, actor, body }) => json(await node.desk.create(actor.id, body.name)),
  }),
  route({
    method: 'DELETE',
    path: '/api/tracings/:id',
    who: 'officer',
    limit: 'write',
    what: 'erases a tracing with its files and results; the log keeps that it was there',
    params: tracing,
    run: async ({ node, actor, params }) => {
      const erased = await node.desk.erase(actor.id, params.id)
      return erased.ok ? done({ status: 204 }) : erased
    },
  }),
  route({
    method: 'PUT',
    path: '/api/tracings/:id/files/:role',
    who: 'officer',
    limit: 'write',
    stream: true,
    what: 'takes a file of a tracing as a stream (role ledger, openings, rates or map), up to 2 GB',
    params: z.object({ id: tracing.shape.id, role: z.string().max(20) }),
    query: z.object({ name: name.default('ledger.csv') }),
    run: async ({ node, actor, params, query, stream }) =>
      json(await node.desk.putFile(actor.id, params.id, params.role, query.name, stream)),
  }),
  route({
    method: 'DELETE',
    path: '/api/tracings/:id/files/:role',
    who: 'officer',
    limit: 'write',
    what: 'takes a file back before the import',
    params: z.object({ id: tracing.shape.id, role: z.string().max(20) }),
    run: async ({ node, actor, params }) => {
      const dropped = await node.desk.dropFile(actor.id, params.id, params.role)
      return dropped.ok ? done({ status: 204 }) : dropped
    },
  }),
  route({
    method: 'POST',
    path: '/api/tracings/:id/import',
    who: 'officer',
    limit: 'write',
    what: 'reads the files of a tracing; answers with a job to watch',
    params: tracing,
    body: z.strictObject({
      base: z.string().max(10).optional(),
      map: z.record(z.string(), z.unknown()).optional(),
      skipBadRows: z.boolean().optional(),
    }),
    answer: z.object({ job: z.string() }),
    status: 202,
    run: async ({ node, actor, params, body }) =>
      json(
        await node.desk.import(actor.id, params.id, { ...body, map: body.map as Json | undefined }),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/tracings/:id/claims',
    who: 'officer',
    limit: 'write',
    what: 'names claims by account or by payment and reads the ledger again with them',
    params: tracing,
    body: z.strictObject({
      claims: z
        .array(
          z
            .strictObject({
              claim: name,
              from: name.optional(),
              to: name.optional(),
              ids: z.array(z.string().max(200)).max(5000).optional(),
            })
            .refine((c) => c.from ?? c.to ?? c.ids, 'one of from, to, ids'),
        )
        .max(1000),
    }),
    answer: z.object({ job: z.string() }),
    status: 202,
    run: async ({ node, actor, params, body }) =>
      json(await node.desk.nameClaims(actor.id, params.id, body.claims)),
  }),
  route({
    method: 'GET',
    path: '/api/jobs/:id',
    who: 'officer',
    limit: 'read',
    what: 'how far a job is',
    params: tracing,
    run: async ({ node, params }) => {
      const job = node.desk.job(params.id)
      return job.ok ? done({ json: jobView(job.value) }) : job
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/jobs/:id',
    who: 'officer',
    limit: 'write',
    what: 'cancels a job',
    params: tracing,
    run: async ({ node, params }) => {
      const cancelled = node.desk.cancel(params.id)
      return cancelled.ok ? done({ status: 204 }) : cancelled
    },
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id',
    who: 'officer',
    limit: 'read',
    what: 'one tracing: files, accounts, claims, findings, runs',
    params: tracing,
    run: async ({ node, params }) => json(await node.desk.view(params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/accounts',
    who: 'officer',
    limit: 'read',
    what: 'accounts of a tracing whose name contains the words',
    params: tracing,
    query: z.object({ q: z.string().max(200).default('') }),
    run: async ({ node, params, query }) => json(await node.desk.accounts(params.id, query.q)),
  }),
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
    what: 'the result document of a run',
    params: tracingRun,
    run: async ({ node, params }) => json(await node.desk.result(params.id, params.run)),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/compare',
    who: 'officer',
    limit: 'read',
    what: 'holdings under every rule that was run, side by side',
    params: tracing,
    run: async ({ node, params }) => json(await node.desk.compare(params.id)),
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
    run: async ({ node, params, query }) =>
      json(await node.desk.graph(params.id, params.run, given(query))),
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
    run: async ({ node, params, query }) =>
      json(await node.desk.steps(params.id, params.run, given(query))),
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
    run: async ({ node, params, query }) =>
      json(await node.desk.behind(params.id, params.run, given(query))),
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
    run: async ({ node, params, query }) => {
      const since = query.since === undefined ? undefined : asInstant(query.since)
      return json(
        await node.desk.flow(params.id, {
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
    run: async ({ node, params }) => exhibitFile(node, params.file),
  }),
]

const exhibitTypes = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json',
} as const

async function exhibitFile(node: Node, file: string): Promise<Outcome<Answer>> {
  const dot = file.lastIndexOf('.')
  const form = file.slice(dot + 1)
  if (form !== 'html' && form !== 'pdf' && form !== 'json')
    return refuse({
      kind: 'unknown',
      name: 'exhibit-form-unknown',
      ground: 'an exhibit is a .html, a .pdf or a .json',
      remedy: 'ask for one of the three',
    })
  const bytes = await node.desk.exhibit(file.slice(0, dot), form)
  if (!bytes.ok) return bytes
  return done({ bytes: bytes.value, type: exhibitTypes[form], page: form === 'html' })
}

function jobView(job: JobView): unknown {
  const { refusal, ...view } = job
  return refusal === undefined ? view : { ...view, problem: asProblem(refusal) }
}

function seconds(text: string): number {
  const unit = { m: 60, h: 3600, d: 86_400 }[text.at(-1) as 'm' | 'h' | 'd']
  return Number(text.slice(0, -1)) * unit
}
