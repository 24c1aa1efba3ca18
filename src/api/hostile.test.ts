import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fullRequest, sendRequest, type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp, serve } from './app.ts'

let federation: TestFederation
let served: Awaited<ReturnType<typeof serve>>
let port: number
let cookie: string
/** A letter as XN-FIU got it, for changing it here and there. */
let letter: Uint8Array
const clientHeaders = { 'x-comity': '1', 'content-type': 'application/json' }

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T09:00:00.000Z', {
    demo: true,
  })
  const { post } = federation.wire
  federation.wire.post = async (url, bytes) => {
    letter = bytes
    return post(url, bytes)
  }
  await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  served = await serve({ node: federation.node('XN-FIU'), host: '127.0.0.1', port: 0 })
  port = Number(new URL(served.address).port)
  const signedIn = await call('POST', '/api/session', { actor: 'XN-FIU/analyst' })
  cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
})
afterAll(async () => {
  await served.close()
  await federation.close()
})

function call(method: string, path: string, body: unknown, headers = {}): Promise<Response> {
  return fetch(`${served.address}${path}`, {
    method,
    headers: { ...clientHeaders, cookie: cookie ?? '', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/** Sends bytes as they are; the answer as text. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let text = ''
    socket.on('data', (part) => {
      text += part.toString('latin1')
      if (text.includes('\r\n\r\n')) setTimeout(() => socket.destroy(), 50)
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(text))
    socket.write(bytes)
  })
}

const host = 'Host: 127.0.0.1\r\n'
const inside = /node:internal|node_modules|file:\/\/|\.ts:\d/

describe('a call made to hurt is refused with problem details and shows nothing of the inside', () => {
  const many = Array.from({ length: 10_000 }, (_, i) => `X-${i}: a\r\n`).join('')
  it.each([
    ['ten thousand headers', `GET /api/node HTTP/1.1\r\n${host}${many}\r\n`, 431],
    ['a method of its own', `BREW /api/node HTTP/1.1\r\n${host}\r\n`, 400],
    [
      'two lengths at once',
      `POST /api/session HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'a gigabyte announced',
      `POST /api/session HTTP/1.1\r\n${host}x-comity: 1\r\ncontent-type: application/json\r\nContent-Length: 1000000000\r\n\r\n`,
      413,
    ],
    ['a path out of the folder', `GET /../../../etc/passwd HTTP/1.1\r\n${host}\r\n`, 404],
    [
      'a path out of the folder, escaped',
      `GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n${host}\r\n`,
      404,
    ],
    ['an escape that is none', `GET /api/requests/%ff HTTP/1.1\r\n${host}\r\n`, 400],
    ['a foreign name for this host', 'GET /api/node HTTP/1.1\r\nHost: evil.example\r\n\r\n', 403],
  ])('%s', async (_name, bytes, status) => {
    const answer = await raw(bytes)
    expect(answer.split('\r\n')[0]).toContain(` ${status} `)
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json')
    expect(answer).not.toMatch(inside)
  })

  it.each([
    ['/api/requests/%00', 400],
    ['/api/tracings/%00', 400],
    ['/api/requests/x%27%20or%201=1--', 404],
    ['/api/tracings/..%2f..%2fsecret', 404],
    ['/api/inbox?q=%00', 400],
    ['/api/log?after=9007199254740993', 400],
    ['/log/tile/0/x999/x999/x999/x999/999', 404],
  ])('GET %s by an officer', async (path, status) => {
    const answer = await fetch(`${served.address}${path}`, { headers: { cookie } })
    const text = await answer.text()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ])
    expect(text).not.toMatch(inside)
  })

  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  it.each([
    ['lists within lists', `{"kind":"request","to":"XV-FIU","document":{"facts":${nested}}}`],
    ['half a character', '{"kind":"request","to":"XV-FIU","document":{"facts":"\\ud800"}}'],
    ['the character NUL', '{"kind":"request","to":"XV-FIU","document":{"facts":"\\u0000"}}'],
    ['a prototype', '{"kind":"request","to":"XV-FIU","document":{"__proto__":{"x":1}}}'],
  ])('a document with %s', async (_name, body) => {
    const answer = await call('POST', '/api/requests', body)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      400,
      'application/problem+json',
    ])
  })

  it('an authority whose name is a statement is unknown, and nothing else happens', async () => {
    const to = "x'; drop table rows;--"
    const answer = await call('POST', '/api/requests', {
      kind: 'request',
      to,
      document: fullRequest,
    })
    expect(answer.status).toBe(404)
  })
})

describe('the door for letters', () => {
  it('refuses 2,000 changed letters one by one and keeps none of them', async () => {
    const node = federation.node('XN-FIU')
    const before = await node.read.log({ after: -1, limit: 500 })
    let seed = 7
    const draw = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    }
    const odd: unknown[] = []
    for (let i = 0; i < 2000; i++) {
      const changed = Buffer.from(letter)
      const at = draw(changed.length)
      if (i % 4 === 0) changed[at] = changed[at]! ^ (1 << draw(8))
      const bytes =
        i % 4 === 1
          ? changed.subarray(0, at)
          : i % 4 === 2
            ? Buffer.concat([changed, Buffer.from([draw(256)])])
            : i % 4 === 3
              ? Buffer.concat([changed.subarray(0, at), changed.subarray(at + 1)])
              : changed
      const reply = await node.receive(bytes)
      if (!reply.ok || reply.value.status < 400 || reply.value.status > 499)
        odd.push([i, at, reply])
    }
    expect(odd).toEqual([])
    const after = await node.read.log({ after: -1, limit: 500 })
    expect(after.entries.length).toBe(before.entries.length)
  })
})

describe('a node whose disk has failed', () => {
  it('says so, to its officers and to whoever watches over it', async () => {
    const node = federation.node('XV-FIU')
    const fault = Object.assign(new Error('disk'), { name: 'StoreFault' })
    const broken = { ...node, read: { ...node.read, log: () => Promise.reject(fault) } }
    const app = await makeApp({ node: broken })
    const answer = await app.inject({ method: 'GET', url: '/healthz' })
    expect([answer.statusCode, answer.json().name]).toEqual([503, 'store-stopped'])
    await app.close()
  })
})
