import { z } from 'zod'
import { done, type Json } from '#base'
import { type JobView, tracingViews } from '#node'
import { asProblem } from './problem.ts'
import { outcomeJson as json, type Route, route } from './route.ts'

const tracing = z.object({ id: z.string().min(1).max(100) })
const file = tracing.extend({ role: z.string().max(20) })
const name = z.string().trim().min(1).max(200)

/** Ledgers at the tracing desk: rules, tracings, their files, the import and its jobs. */
export const tracingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rules',
    who: 'officer',
    limit: 'read',
    what: 'the legal tracing rules: what each says, its switches, its sources',
    answer: tracingViews.rules,
    run: async ({ node }) => done({ json: node.desk.rules() }),
  }),
  route({
    method: 'GET',
    path: '/api/tracings',
    who: 'officer',
    limit: 'read',
    what: 'the tracings of this authority, newest first',
    answer: tracingViews.list,
    run: async ({ node, actor }) => done({ json: await node.desk.list(actor.id) }),
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
    params: file,
    query: z.object({ name: name.default('ledger.csv') }),
    answer: tracingViews.file,
    run: async ({ node, actor, params, query, stream }) =>
      json(await node.desk.putFile(actor.id, params.id, params.role, query.name, stream)),
  }),
  route({
    method: 'DELETE',
    path: '/api/tracings/:id/files/:role',
    who: 'officer',
    limit: 'write',
    what: 'takes a file back before the import',
    params: file,
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
    answer: tracingViews.job,
    run: async ({ node, actor, params }) => {
      const job = node.desk.job(actor.id, params.id)
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
    run: async ({ node, actor, params }) => {
      const cancelled = node.desk.cancel(actor.id, params.id)
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
    answer: tracingViews.tracing,
    long: true,
    run: async ({ node, actor, params }) => json(await node.desk.view(actor.id, params.id)),
  }),
  route({
    method: 'GET',
    path: '/api/tracings/:id/accounts',
    who: 'officer',
    limit: 'read',
    what: 'accounts of a tracing whose name contains the words',
    params: tracing,
    query: z.object({ q: z.string().max(200).default('') }),
    answer: tracingViews.accounts,
    long: true,
    run: async ({ node, actor, params, query }) =>
      json(await node.desk.accounts(actor.id, params.id, query.q)),
  }),
]

function jobView(job: JobView): unknown {
  const { refusal, ...view } = job
  return refusal === undefined ? view : { ...view, problem: asProblem(refusal) }
}
