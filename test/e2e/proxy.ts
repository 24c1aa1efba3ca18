import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Headers by which what stands in front of a node tells who called, all of which must go nowhere. */
export const betraying = {
  'x-forwarded-for': '203.0.113.77, 198.51.100.7',
  'x-real-ip': '203.0.113.77',
  forwarded: 'for="203.0.113.77:47011";proto=https',
  'true-client-ip': '203.0.113.77',
  'cf-connecting-ip': '203.0.113.77',
  via: '1.1 marked-gateway.example',
  'x-request-id': 'marked-request-7731',
  traceparent: '00-7731773177317731773177317731773a-7731773177317731-01',
} as const

export interface TestProxy {
  readonly address: string
  close(): Promise<void>
}

/** What an operator may have put in front of a node, with every header that betrays a caller. */
export async function startProxy(to: string): Promise<TestProxy> {
  const { hostname, port } = new URL(to)
  const server = createServer((asked, answer) => {
    const passed = request(
      {
        hostname,
        port,
        method: asked.method,
        path: asked.url,
        headers: { ...asked.headers, ...betraying },
      },
      (got) => {
        answer.writeHead(got.statusCode ?? 502, got.headers)
        got.pipe(answer)
      },
    )
    passed.on('error', () => answer.destroy())
    asked.pipe(passed)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
