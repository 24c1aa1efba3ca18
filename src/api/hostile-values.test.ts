import { afterAll, beforeAll, expect, it } from 'vitest'
import { must } from '#base'
import { type TestFederation, testFederation } from '../node/testing.ts'
import { samples } from '../procedure/samples.ts'
import { makeApp } from './app.ts'
import { routes } from './routes.ts'

let federation: TestFederation
let app: Awaited<ReturnType<typeof makeApp>>
let cookie: string | undefined
let matter: string

const from = { 'x-comity': '1', 'content-type': 'application/json', host: '127.0.0.1' }

beforeAll(async () => {
  federation = await testFederation(
    ['XV-FIU', 'XN-FIU'],
    '2025-02-03T09:00:00.000Z',
    { demo: true },
    { served: true },
  )
  const node = federation.node('XV-FIU')
  app = await makeApp({ node })
  const signedIn = await ask('POST', '/api/session', { actor: 'XV-CA/registrar' })
  cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  const opened = await node.handle('XV-CA/case-officer', {
    do: 'open',
    procedure: 'P3',
    to: 'XN-CA',
    document: samples['mla-request']!,
  })
  matter = opened.ok ? opened.value.id : ''
})
afterAll(() => federation.close())

/** Calls are counted by session; who is told to wait signs in again. */
async function ask(method: string, url: string, body?: unknown) {
  const send = () =>
    app.inject({
      method: method as 'GET',
      url,
      headers: { ...from, ...(cookie === undefined ? {} : { cookie }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
  const answer = await send()
  if (answer.statusCode !== 429 || cookie === undefined) return answer
  const session = must(await federation.node('XV-FIU').signIn({ actor: 'XV-CA/registrar' }))
  cookie = `${cookie.split('=')[0]}=${session.token}`
  return send()
}

const names = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '%00',
  '%ff',
  '..%2f..',
  '\u202e',
  "'; drop table rows; --",
  '-1',
  '1e999',
  'NaN',
  '9999-12-31',
  '2025-13-45T99:99:99Z',
  'P1',
  'P99',
  'x'.repeat(90),
]

it('no name in a path or a question breaks the node', async () => {
  const broken: string[] = []
  for (const { method, path } of routes.filter((r) => r.path !== '/api/session'))
    for (const name of names) {
      const value = name.startsWith('%') || name.startsWith('..') ? name : encodeURIComponent(name)
      const asked = path.replaceAll(/:\w+|\*/g, value)
      const queries = ['q', 'table', 'procedure', 'rule', 'start', 'calendar', 'from', 'to', 'id']
      const url = `${asked}?${queries.map((q) => `${q}=${value}`).join('&')}`
      for (const one of method === 'GET' ? [asked, url] : [asked]) {
        const answer = await ask(method, one, method === 'GET' ? undefined : { [name]: name })
        if (answer.statusCode >= 500 || answer.statusCode === 429)
          broken.push(
            `${answer.statusCode} ${method} ${one.slice(0, 120)} ${answer.body.slice(0, 200)}`,
          )
      }
    }
  expect(broken).toEqual([])
  expect((await ask('GET', '/api/law')).statusCode).toBe(200)
}, 120_000)

it('no document breaks the node', async () => {
  const deep = JSON.parse('['.repeat(60) + ']'.repeat(60))
  const values = [
    null,
    [],
    {},
    deep,
    'a'.repeat(100_000),
    1e18,
    -1,
    true,
    '\u202e',
    [null],
    { amount: 'NaN' },
  ]
  const broken: string[] = []
  const sample = samples['mla-request']!
  const check = async (method: string, url: string, body: unknown) => {
    const answer = await ask(method, url, body)
    if (answer.statusCode >= 500 || answer.statusCode === 429)
      broken.push(`${method} ${url} ${answer.body.slice(0, 200)}`)
  }
  for (const field of [...Object.keys(sample), '__proto__', 'constructor'])
    for (const value of values) {
      const document = { ...sample, [field]: value }
      await check('POST', '/api/requests', { procedure: 'P3', to: 'XN-CA', document })
      await check('POST', '/api/forms/check', { procedure: 'P3', document })
      await check('POST', '/api/forms/check', {
        procedure: 'P3',
        form: field,
        action: field,
        document,
      })
      await check('PUT', `/api/requests/${matter}/draft`, { document })
    }
  for (const value of values)
    for (const pack of [
      value,
      { rows: value },
      { id: 'X', rows: { rules: value } },
      { rows: { rules: [value] } },
    ])
      await federation
        .node('XV-FIU')
        .law.draft('XV-CA/delegate', pack)
        .catch((e) => broken.push(String(e)))
  expect(broken).toEqual([])
  expect((await ask('GET', '/api/law')).statusCode).toBe(200)
}, 120_000)
