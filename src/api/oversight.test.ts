import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest, must } from '#base'
import { fullRequest, sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'
import { cookieName } from './doors.ts'

let federation: TestFederation
let app: FastifyInstance
const analyst = 'XV-FIU/analyst'
const inspector = 'XV-OMB/inspector'
const words = 'eight files without a case of the own'

beforeAll(async () => {
  const start = '2025-06-11T10:00:00.000Z'
  federation = await testFederation(['XV-FIU', 'XN-FIU'], start, { demo: true }, { served: true })
  const node = federation.node('XV-FIU')
  app = await makeApp({ node })
  for (let i = 0; i < 8; i++) {
    const document = { ...fullRequest, reference: `RQ-${i}` }
    const open = { do: 'open', kind: 'request', to: 'XN-FIU', document } as const
    const { id } = must(await node.handle('XV-FIU/head', open))
    must(await node.read.request(analyst, id))
  }
  await sendRequest(node, 'XN-FIU')
  await node.tick()
})
afterAll(async () => {
  await app.close()
  await federation.close()
})

async function signedIn(actor: string) {
  const response = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { 'x-comity': '1', host: 'localhost' },
    payload: { actor },
  })
  const cookie = response.cookies.find((c) => c.name === cookieName(federation.node('XV-FIU')))
  return { cookie: `${cookie?.name}=${cookie?.value}`, 'x-comity': '1', host: 'localhost' }
}

async function call(as: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = await signedIn(as)
  const response = await app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() as Record<string, never> }
}

describe('oversight over HTTP', () => {
  it('shows alarms to those who watch, and nothing to those who are watched', async () => {
    const { status, body } = await call(inspector, 'GET', '/api/oversight')
    expect(status).toBe(200)
    expect(body.alarms).toMatchObject([{ row: 'AR-01', officer: analyst, count: 8 }])
    const own = await call(analyst, 'GET', '/api/oversight')
    expect(own.body).toMatchObject({ watches: false, alarms: [], officers: [] })
    const looks = await call(analyst, 'GET', '/api/oversight/looks')
    expect(looks.status).toBe(403)
  })

  it('finds looks, traces copies, announces samples, tests detectors, tells the report', async () => {
    const looks = await call(inspector, 'GET', `/api/oversight/looks?officer=${analyst}`)
    expect(looks.body.looks).toHaveLength(8)
    const headers = { ...(await signedIn(inspector)), 'content-type': 'application/octet-stream' }
    const url = '/api/oversight/copies'
    const traced = await app.inject({ method: 'POST', url, headers, payload: Buffer.from('x') })
    expect(traced.json()).toMatchObject({ logged: false, found: [] })
    const days = { from: '2025-06-01', to: '2025-06-30' }
    const pot = await call(inspector, 'GET', '/api/oversight/pot?from=2025-06-01&to=2025-06-30')
    expect(pot.body.pot).toMatchObject({ node: 'XV-FIU', leaves: [expect.any(String)] })
    const secretDigest = digest(Buffer.from('a sentence'))
    const asked = { ...days, name: 'A-1', count: 1, secretDigest, pots: [] }
    const made = await call(inspector, 'POST', '/api/oversight/samples', asked)
    expect(made.status).toBe(201)
    const tested = await call(inspector, 'POST', '/api/oversight/disparity', {
      attribute: 'role',
      detector: 'looks',
    })
    expect(tested.body.groups).toContainEqual(
      expect.objectContaining({ group: 'analyst', says: 'too-few' }),
    )
    const report = await call(analyst, 'GET', '/api/oversight/report?year=2025')
    expect(report.body).toMatchObject({ year: 2025, nodes: ['XV-FIU'] })
  })

  it('closes an account with the second signature: the session is gone, and so is the way in', async () => {
    const headers = await signedIn(analyst)
    const body = { officer: analyst, words }
    expect((await call(inspector, 'POST', '/api/oversight/accounts/propose', body)).status).toBe(
      200,
    )
    const alive = await app.inject({ url: '/api/session', headers })
    expect(alive.statusCode).toBe(200)
    expect((await call('XV-FIU/head', 'POST', '/api/oversight/accounts/sign', body)).status).toBe(
      200,
    )
    expect((await app.inject({ url: '/api/session', headers })).statusCode).toBe(401)
    const again = await call(inspector, 'POST', '/api/oversight/accounts/sign', body)
    expect(again.body).toMatchObject({ name: 'hold-decided' })
  })

  it('takes a declaration and never gives it back', async () => {
    const lines = ['Milo Vertan']
    const made = await call('XV-FIU/head', 'POST', '/api/oversight/declaration', { lines })
    expect(made.body).toMatchObject({ made: true, names: 1, owed: false })
    const read = await call('XV-FIU/head', 'GET', '/api/oversight/declaration')
    expect(JSON.stringify(read.body)).not.toMatch(/vertan/i)
  })
})
