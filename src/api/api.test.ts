import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fullRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'
import { readPlace } from './log-routes.ts'
import { statusOf } from './problem.ts'
import { routes } from './routes.ts'

let federation: TestFederation
let app: FastifyInstance
const mine = { 'x-comity': '1' }

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    demo: true,
  })
  app = await makeApp({ node: federation.node('XV-FIU') })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await federation.close()
})

async function signIn(actor = 'XV-FIU/analyst'): Promise<Record<string, string>> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: mine,
    payload: { actor },
  })
  const [cookie] = answer.cookies
  return { ...mine, cookie: `${cookie!.name}=${cookie!.value}` }
}

describe('the door', () => {
  it('is closed for everything an officer may do, until somebody signs in', async () => {
    for (const row of routes.filter((r) => r.who === 'officer')) {
      const url = row.path.replaceAll(/:\w+/g, 'x').replaceAll('*', '000')
      const answer = await app.inject({ method: row.method, url, headers: mine })
      expect(`${row.method} ${row.path} ${answer.statusCode}`).toBe(`${row.method} ${row.path} 401`)
      expect(answer.headers['content-type']).toContain('application/problem+json')
    }
  })

  it('opens by role in the demonstration, with a cookie that scripts cannot read', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: mine,
      payload: { actor: 'XV-FIU/analyst' },
    })
    expect(answer.json()).toMatchObject({ actor: { id: 'XV-FIU/analyst', role: 'analyst' } })
    const [cookie] = answer.cookies
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(Buffer.from(cookie!.value, 'base64url').length).toBe(32)
  })

  it('opens once by link where it is no demonstration', async () => {
    const real = await testFederation(['XV-FIU'], '2025-01-20T09:10:00.000Z')
    const there = await makeApp({ node: real.node('XV-FIU') })
    const post = (payload: object) =>
      there.inject({ method: 'POST', url: '/api/session', headers: mine, payload })
    expect((await post({ actor: 'XV-FIU/analyst' })).statusCode).toBe(403)
    const link = real.node('XV-FIU').signInLink('XV-FIU/analyst')
    expect(link.ok).toBe(true)
    const token = link.ok ? link.value : ''
    expect((await post({ link: token })).statusCode).toBe(200)
    expect((await post({ link: token })).statusCode).toBe(401)
    await there.close()
    await real.close()
  })

  it('is shut for a page of somebody else', async () => {
    const signed = await signIn()
    const { cookie } = signed
    const write = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/api/requests', headers, payload: {} })
    expect((await write({ cookie: cookie! })).json()).toMatchObject({ name: 'foreign-page' })
    const elsewhere = { ...signed, origin: 'https://elsewhere.example' }
    expect((await write(elsewhere)).json()).toMatchObject({ name: 'foreign-page' })
  })

  it('closes behind who signs out', async () => {
    const signed = await signIn()
    await app.inject({ method: 'DELETE', url: '/api/session', headers: signed })
    const answer = await app.inject({ method: 'GET', url: '/api/inbox', headers: signed })
    expect(answer.statusCode).toBe(401)
  })
})

describe('a session cookie', () => {
  it('is named after its node, for cookies do not keep ports of one host apart', async () => {
    const other = await makeApp({ node: federation.node('XN-FIU') })
    const signIn = (at: FastifyInstance, actor: string) =>
      at.inject({ method: 'POST', url: '/api/session', headers: mine, payload: { actor } })
    const [here] = (await signIn(app, 'XV-FIU/analyst')).cookies
    const [there] = (await signIn(other, 'XN-FIU/analyst')).cookies
    expect([here!.name, there!.name]).toEqual(['comity_session_xv_fiu', 'comity_session_xn_fiu'])
    const both = { cookie: [here!, there!].map((c) => `${c.name}=${c.value}`).join('; ') }
    const who = async (at: FastifyInstance, headers: Record<string, string>) =>
      (await at.inject({ method: 'GET', url: '/api/session', headers })).json()
    expect(await who(app, both)).toMatchObject({ actor: { id: 'XV-FIU/analyst' } })
    expect(await who(other, both)).toMatchObject({ actor: { id: 'XN-FIU/analyst' } })
    const borrowed = { cookie: `${there!.name}=${here!.value}` }
    expect(await who(other, borrowed)).toMatchObject({ name: 'not-signed-in' })
    await other.close()
  })
})

describe('an act over HTTP', () => {
  it('drafts, shows, revises; and says no with ground, citation and remedy', async () => {
    const headers = await signIn()
    const opened = await app.inject({
      method: 'POST',
      url: '/api/requests',
      headers,
      payload: { kind: 'request', to: 'XN-FIU', document: fullRequest },
    })
    expect(opened.statusCode).toBe(201)
    const { id } = opened.json() as { id: string }
    const view = await app.inject({ method: 'GET', url: `/api/requests/${id}`, headers })
    expect(view.json()).toMatchObject({ state: 'DRAFT', completeness: { missing: [] } })
    const revised = await app.inject({
      method: 'PUT',
      url: `/api/requests/${id}/draft`,
      headers,
      payload: { document: { ...fullRequest, subject: 'accounts of two persons' } },
    })
    expect(revised.json()).toMatchObject({ subject: 'accounts of two persons' })
    const refused = await app.inject({
      method: 'POST',
      url: `/api/requests/${id}/acts`,
      headers,
      payload: { action: 'approve', document: {} },
    })
    expect(refused.statusCode).toBe(403)
    expect(refused.json()).toMatchObject({
      name: 'role-not-entitled',
      kind: 'forbidden',
      status: 403,
      remedy: 'ask head of desk',
    })
    expect((refused.json() as { citation: string }).citation).not.toBe('')
  })

  it('says which field it cannot read', async () => {
    const headers = await signIn()
    const answer = await app.inject({
      method: 'POST',
      url: '/api/requests',
      headers,
      payload: { kind: 'letter', to: 'XN-FIU', document: {} },
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({ name: 'call-malformed', where: { pointer: '/kind' } })
  })

  it('takes no body beyond its limit', async () => {
    const headers = await signIn()
    const answer = await app.inject({
      method: 'POST',
      url: '/api/requests',
      headers,
      payload: { kind: 'request', to: 'XN-FIU', document: { facts: 'x'.repeat(2_000_000) } },
    })
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toMatchObject({ kind: 'too-large' })
  })
})

describe('the machine side', () => {
  it('answers bytes that are no letter with a signed refusal', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/exchange/envelopes',
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from('hello'),
    })
    expect(answer.statusCode).toBe(400)
    expect(answer.rawPayload.subarray(0, 17).toString()).toBe('comity-receipt/1\n')
  })

  it('describes itself in OpenAPI 3.1, every route of the table and nothing else', async () => {
    const answer = await app.inject({ method: 'GET', url: '/openapi.json' })
    const document = answer.json() as {
      openapi: string
      paths: Record<string, Record<string, { summary?: string; responses: object }>>
    }
    expect(document.openapi).toBe('3.1.0')
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((m) => `${m.toUpperCase()} ${path}`),
    )
    const table = routes.map(
      (r) => `${r.method} ${r.path.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{*}')}`,
    )
    expect(told.map(plain).sort()).toEqual(table.map(plain).sort())
    for (const methods of Object.values(document.paths))
      for (const operation of Object.values(methods)) expect(operation.summary).toBeTruthy()
  })

  it('serves the head of the log as a signed note, and its tiles', async () => {
    const note = await app.inject({ method: 'GET', url: '/log/checkpoint' })
    const [origin, size] = note.body.split('\n')
    expect(origin).toBe('comity.invalid/xv-fiu')
    const width = Math.min(255, Number(size))
    const tile = await app.inject({ method: 'GET', url: `/log/tile/0/000.p/${width}` })
    expect(tile.rawPayload.length).toBe(32 * width)
    const beyond = await app.inject({ method: 'GET', url: '/log/tile/0/999' })
    expect(beyond.statusCode).toBe(404)
  })

  it('reads the path of a tile as C2SP writes it', () => {
    expect(readPlace('x001/x234/067')).toEqual({ index: 1_234_067, width: 256 })
    expect(readPlace('000.p/12')).toEqual({ index: 0, width: 12 })
    for (const wrong of ['1', 'x001', '000.p/257', '000.p/0', '../x'])
      expect(readPlace(wrong)).toBeUndefined()
  })
})

describe('every answer', () => {
  it('forbids inline scripts and framing', async () => {
    const answer = await app.inject({ method: 'GET', url: '/healthz' })
    const policy = String(answer.headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("script-src 'unsafe-inline'")
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })

  it('has a status of its own for each kind of refusal', () => {
    const all = Object.values(statusOf)
    expect(new Set(all).size).toBe(all.length)
  })

  it('is a problem document where nothing is', async () => {
    const answer = await app.inject({ method: 'GET', url: '/api/nothing' })
    expect(answer.statusCode).toBe(404)
    expect(answer.json()).toMatchObject({ name: 'no-such-address' })
  })
})

describe('the workbench', () => {
  it('is served whole after it was built again while the node runs', async () => {
    const web = mkdtempSync(join(tmpdir(), 'comity-web-'))
    const build = (asset: string) => {
      rmSync(join(web, 'assets'), { recursive: true, force: true })
      mkdirSync(join(web, 'assets'))
      writeFileSync(join(web, 'assets', asset), `// ${asset}`)
      writeFileSync(join(web, 'index.html'), `<script src="/assets/${asset}"></script>`)
    }
    build('first.js')
    const served = await makeApp({ node: federation.node('XV-FIU'), web })
    const get = (url: string) =>
      served.inject({ method: 'GET', url, headers: { accept: 'text/html' } })
    expect((await get('/')).body).toContain('first.js')
    build('second.js')
    for (const page of ['/', '/requests/RQ-01', '/index.html'])
      expect((await get(page)).body).toBe('<script src="/assets/second.js"></script>')
    expect((await get('/assets/second.js')).body).toBe('// second.js')
    const gone = await served.inject({ method: 'GET', url: '/assets/first.js' })
    expect(gone.statusCode).toBe(404)
    expect(gone.json()).toMatchObject({ name: 'no-such-address' })
    const outside = await served.inject({ method: 'GET', url: '/..%2f..%2fetc/passwd' })
    expect(outside.statusCode).toBeGreaterThanOrEqual(400)
    rmSync(join(web, 'index.html'))
    expect((await get('/')).statusCode).toBe(404)
    await served.close()
    rmSync(web, { recursive: true, force: true })
  })
})

describe('too many calls', () => {
  it('are answered with 429 before anything is done', async () => {
    let last = 0
    for (let i = 0; i < 70; i++) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/session',
        headers: { ...mine, cookie: `comity_session_xv_fiu=flood-${i}` },
        payload: { link: 'no-such-link' },
      })
      last = answer.statusCode
    }
    expect(last).toBe(429)
  })
})

/** Names of parameters differ between the two spellings; their places do not. */
function plain(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}')
}
