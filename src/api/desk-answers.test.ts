import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { must } from '#base'
import { harbour, openings, type TestDesk, testDesk, who } from '../node/desk-testing.ts'
import { makeApp } from './app.ts'
import { routes } from './routes.ts'

let at: TestDesk
let app: FastifyInstance
let headers: Record<string, string>
/** The tracing, a run under FIFO and a draft. */
let id: string
let runId: string
let draft: string

beforeAll(async () => {
  at = await testDesk()
  app = await makeApp({ node: at.node })
  const link = must(at.node.signInLink(who))
  const mine = { 'x-comity': '1' }
  const [cookie] = (
    await app.inject({ method: 'POST', url: '/api/session', headers: mine, payload: { link } })
  ).cookies
  headers = { ...mine, cookie: `${cookie!.name}=${cookie!.value}` }
  // Anybody is told what two persons have released.
  const { releases } = at.node
  const { waiting } = must(await releases.prepare('XV-FIU/analyst', '2024-Q4'))
  must(await releases.release('XV-FIU/head', '2024-Q4', waiting[0]!.digest))
  id = (await call('POST', '/api/tracings', { name: 'Harbour' })).id as string
  draft = (await call('POST', '/api/tracings', { name: 'draft' })).id as string
  await put(id, 'ledger', harbour)
  await put(id, 'openings', openings)
  await put(draft, 'ledger', harbour)
  await put(draft, 'map', '{}')
  await ended(await call('POST', `/api/tracings/${id}/import`, { base: 'EUR' }))
  const run = { order: 'given', arrival: 'ordered', arithmetic: 'exact', base: 'EUR' }
  const fifo = await call('POST', `/api/tracings/${id}/runs`, { ...run, rule: 'fifo' })
  runId = (await ended(fifo)).id
  for (const rule of ['rolling', 'poison', 'libr'])
    await ended(await call('POST', `/api/tracings/${id}/runs`, { ...run, rule, order: 'interval' }))
})
afterAll(async () => {
  await app.close()
  await at.federation.close()
})

type Answered = Record<string, unknown>

async function call(method: 'GET' | 'POST', url: string, payload?: object): Promise<Answered> {
  const answer = await app.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const json = answer.json() as Answered
  if (answer.statusCode >= 400) throw new Error(`${url}: ${answer.body}`)
  return json
}

async function put(tracing: string, role: string, content: string): Promise<Answered> {
  const answer = await app.inject({
    method: 'PUT',
    url: `/api/tracings/${tracing}/files/${role}?name=${role}.csv`,
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(content),
  })
  return answer.json() as Answered
}

async function ended(job: Answered): Promise<{ id: string }> {
  return must(
    await at.finished(job.job as string).then((view) => {
      if (view.result === undefined) throw new Error(JSON.stringify(view))
      return { ok: true as const, value: view.result }
    }),
  )
}

/** What the answer says beyond the shape that OpenAPI tells, or against it, shows as a difference. */
function told(method: string, path: string, answer: unknown): unknown {
  const shape = routes.find((r) => r.method === method && r.path === path)?.answer
  if (shape === undefined) throw new Error(`no shape for ${method} ${path}`)
  return shape.parse(answer)
}

describe('every answer of the desk', () => {
  const run = (rest = '') => `/api/tracings/:id/runs/:run${rest}`
  const asked = [
    ['/api/rules', ''],
    ['/api/tracings', ''],
    ['/api/tracings/:id', ''],
    ['/api/tracings/:id/accounts', '?q=har'],
    ['/api/tracings/:id/compare', ''],
    ['/api/tracings/:id/flow', '?from=Peter'],
    ['/api/tracings/:id/flow', '?from=Shop&back=true&dwell=72h&hops=3'],
    [run(), ''],
    [run('/graph'), ''],
    [run('/steps'), ''],
    [run('/payments'), '?account=Shop&currency=EUR&claim=Peter'],
    ['/api/figures', ''],
    ['/public/figures', ''],
  ] as const
  it.each(asked)(
    'GET %s%s has the shape that OpenAPI tells, and nothing beyond',
    async (path, query) => {
      const url = path.replace(':id', id).replace(':run', runId) + query
      const answer = await call('GET', url)
      expect(told('GET', path, answer)).toEqual(answer)
    },
  )

  it('has its shape under every rule, for the interval of orders and for membership too', async () => {
    const runs = (await call('GET', `/api/tracings/${id}`)).runs as { id: string; rule: string }[]
    expect(runs.map((r) => r.rule)).toEqual(['fifo', 'rolling', 'poison', 'libr'])
    for (const one of runs)
      for (const rest of ['', '/graph', '/steps', '/payments']) {
        const answer = await call('GET', `/api/tracings/${id}/runs/${one.id}${rest}`)
        expect(told('GET', run(rest), answer)).toEqual(answer)
      }
  })

  it('has its shape for a draft, for a file, for a job and for an exhibit too', async () => {
    const view = await call('GET', `/api/tracings/${draft}`)
    expect(told('GET', '/api/tracings/:id', view)).toEqual(view)
    const before = await call('GET', `/api/tracings/${draft}/compare`)
    expect(told('GET', '/api/tracings/:id/compare', before)).toEqual(before)
    const file = await put(draft, 'ledger', harbour)
    expect(told('PUT', '/api/tracings/:id/files/:role', file)).toEqual(file)
    const words = { title: 'Harbour', caseReference: 'C-1' }
    const exhibit = await call('POST', `/api/tracings/${id}/runs/${runId}/exhibit`, words)
    expect(told('POST', '/api/tracings/:id/runs/:run/exhibit', exhibit)).toEqual(exhibit)
    const listed = await call('GET', `/api/tracings/${id}`)
    expect(listed.exhibits).toMatchObject([{ id: exhibit.id }])
    expect(told('GET', '/api/tracings/:id', listed)).toEqual(listed)
    const { job } = await call('POST', `/api/tracings/${id}/runs`, {
      rule: 'none such',
      order: 'given',
      arrival: 'ordered',
      arithmetic: 'exact',
    })
    await at.finished(job as string)
    const refused = await call('GET', `/api/jobs/${job}`)
    expect(refused).toMatchObject({ state: 'refused', problem: { name: 'rule-unknown' } })
    expect(told('GET', '/api/jobs/:id', refused)).toEqual(refused)
  })

  it('is told in OpenAPI wherever an officer gets JSON', () => {
    const bytes = [
      '/api/exhibits/:file',
      '/api/evaluation/bundle',
      '/api/evaluation/sample',
      '/api/requests/:id/proof',
      '/api/requests/:id/documents/:record',
      '/api/requests/:id/attachments/:file',
      '/api/log/forks/:id',
      '/api/rights/filings/:id/letter',
      '/api/tips/:id/files/:piece/:name',
      '/api/exercise/report/:form',
      '/api/oversight/pot',
      '/api/oversight/samples/:id/lot',
    ]
    const untold = routes.filter(
      (r) =>
        r.who === 'officer' && r.method !== 'DELETE' && r.answer === undefined && r.status !== 204,
    )
    expect(untold.map((r) => r.path).filter((path) => !bytes.includes(path))).toEqual([])
    for (const { answer } of routes) if (answer) z.toJSONSchema(answer)
  })
})

describe('the holdings of a run', () => {
  it('come a page at a time, with their number', async () => {
    const whole = await call('GET', `/api/tracings/${id}/runs/${runId}`)
    const all = whole.holdings as object[]
    expect(whole.holdings_page).toEqual({ offset: 0, limit: 1000, total: all.length })
    const second = await call('GET', `/api/tracings/${id}/runs/${runId}?offset=1&limit=1`)
    expect(second.holdings).toEqual([all[1]])
    expect(second.holdings_page).toEqual({ offset: 1, limit: 1, total: all.length })
    expect(second.total).toEqual(whole.total)
    const none = await call('GET', `/api/tracings/${id}/runs/${runId}?offset=500`)
    expect(none.holdings).toEqual([])
  })
})
