import { get } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { makeApp, serve } from '#api'
import { must } from '#base'
import { dropSlowBody } from '../../src/api/doors.ts'
import { routes } from '../../src/api/routes.ts'
import { sendRequest, type TestFederation, testFederation } from '../../src/node/testing.ts'
import { bombs, send, type Told } from './bombs.ts'

let federation: TestFederation
let served: Awaited<ReturnType<typeof serve>>
let port: number
let matter: string

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T09:00:00.000Z', {
    demo: true,
  })
  matter = await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  served = await serve({ node: federation.node('XV-FIU'), host: '127.0.0.1', port: 0 })
  port = Number(new URL(served.address).port)
})
afterAll(async () => {
  await served.close()
  await federation.close()
})

/** The headers of an officer who is signed in, anew for each route: calls are counted by session. */
async function signedIn(): Promise<string> {
  const session = must(await federation.node('XV-FIU').signIn({ actor: 'XV-FIU/analyst' }))
  return `host: 127.0.0.1\r\nx-comity: 1\r\ncookie: comity_session_xv_fiu=${session.token}\r\n`
}

/** The address of a route with something in its places. */
function addressOf(path: string): string {
  return path
    .replace('/api/requests/:id', `/api/requests/${matter}`)
    .replaceAll(/:\w+|\*/g, '0193f5e0-0000-7000-8000-000000000001')
}

let sources = 1
/** Callers are counted by address too; this machine has sixteen million. */
const nextSource = () => `127.0.${1 + ((sources >> 7) % 250)}.${1 + (sources++ % 127)}`

/** Somebody else, from another address each time, gets an answer. */
async function probe(): Promise<void> {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path: '/healthz', localAddress: nextSource(), agent: false },
      (answer) => answer.resume().on('end', () => resolve(answer.statusCode)),
    ).on('error', reject)
  })
  expect(status).toBe(200)
}

const faults = () => federation.observed.filter((o) => o.observation.what === 'fault')
const inside = /node:internal|node_modules|file:\/\/|\.ts:\d/

const rows = routes.map((row) => [`${row.method} ${row.path}`, row] as const)

describe.each(rows)('%s', (_, row) => {
  it('answers every bomb with a refusal or the end of the line, and everybody else meanwhile', async () => {
    const headers = await signedIn()
    const took = bombs.filter(
      ({ to }) =>
        to === 'all' ||
        (row.method !== 'GET' && to === 'body') ||
        (row.body !== undefined && to === 'json'),
    )
    const path = addressOf(row.path)
    const odd: string[] = []
    for (const bomb of took) {
      const before = faults().length
      const to = { port, method: row.method, path, from: nextSource() }
      const [told] = await Promise.all([send(bomb, to, headers), probe()])
      const wrong = fault(told, row.stream === true, bomb.to === 'json')
      if (wrong !== undefined) odd.push(`${bomb.name}: ${wrong}`)
      if (faults().length > before)
        odd.push(
          `${bomb.name}: a fault of the node, ${JSON.stringify(faults().at(-1)).slice(0, 600)}`,
        )
    }
    expect(odd).toEqual([])
  }, 120_000)
})

/** What is wrong with what became of a bomb; counted in bytes, not in time. */
function fault(told: Told | undefined, streams: boolean, json: boolean): string | undefined {
  if (told === undefined) return 'neither an answer nor an end'
  if (told.status >= 500 && told.status !== 503) return `${told.status} ${told.text.slice(0, 300)}`
  if (inside.test(told.text)) return 'shows its inside'
  if (json && told.status < 400) return `taken with ${told.status}`
  // What a body may have, and what lies in the buffers of two sockets.
  const most = (streams ? 8 + 1 : 1) * 1024 * 1024 + 8 * 1024 * 1024
  return told.sent > most && told.status !== 201 ? `${told.sent} bytes were taken` : undefined
}

describe('slow and silent callers', () => {
  it('three hundred of them, each in the middle of a call, keep nobody else waiting', async () => {
    const begun = [
      'GET /api/node HTTP/1.1\r\nhost: 127.0.0.1\r\nx-slow',
      'POST /exchange/envelopes HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/octet-stream\r\ncontent-length: 9000\r\n\r\nx',
      'POST /api/session HTTP/1.1\r\nhost: 127.0.0.1\r\nx-comity: 1\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{',
    ]
    const sockets = Array.from({ length: 300 }, (_, i) => {
      const socket = connect({ port, host: '127.0.0.1', localAddress: nextSource() })
      socket.on('error', () => {})
      socket.write(begun[i % 3]!)
      return socket
    })
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('x')
    }, 50)
    for (let i = 0; i < 20; i++) await probe()
    clearInterval(drip)
    for (const socket of sockets) socket.destroy()
    await probe()
  }, 60_000)

  it.each([
    ['json', 20_000],
    ['letter', 60_000],
  ] as const)('whose body of %s has not come after %i ms is not waited for', (what, limit) => {
    vi.useFakeTimers()
    try {
      const raw = { complete: false, destroy: vi.fn() }
      dropSlowBody({ raw } as never, { raw: { once: () => {} } } as never, what)
      vi.advanceTimersByTime(limit - 1)
      expect(raw.destroy).not.toHaveBeenCalled()
      vi.advanceTimersByTime(1)
      expect(raw.destroy).toHaveBeenCalledOnce()
    } finally {
      vi.useRealTimers()
    }
  })

  it('whose head has not come after ten seconds is not waited for', async () => {
    const app = await makeApp({ node: federation.node('XV-FIU') })
    expect(app.server.headersTimeout).toBe(10_000)
    await app.close()
  })
})
