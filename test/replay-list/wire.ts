import { serve } from '#api'
import type { Node } from '#node'
import { fetchPost } from '../../src/node/fetch-post.ts'
import { type TestFederation, testFederation } from '../../src/node/testing.ts'

/** Two units that speak to each other over HTTP on this machine; a test may stand between a call and its answer. */
export interface Wire {
  readonly federation: TestFederation
  readonly xv: Node
  readonly xn: Node
  /** Address of a node that listens. */
  address(id: string): string
  /** The call as it is made; a test wraps it. */
  readonly straight: TestFederation['wire']['post']
  /** Types of all entries of a log. */
  types(node: Node): Promise<string[]>
  count(node: Node, type: string): Promise<number>
  stopListening(id: string): Promise<void>
  listen(id: string): Promise<void>
  close(): Promise<void>
}

export async function openWire(
  start = '2025-01-20T09:10:00.000Z',
  options: Parameters<typeof testFederation>[2] = {},
): Promise<Wire> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], start, options)
  const servers = new Map<string, Awaited<ReturnType<typeof serve>>>()
  /** Where a node listened last: calls go there whether it still does or not. */
  const addresses = new Map<string, string>()
  const straight: Wire['straight'] = async (url, bytes, signal) => {
    const [, id, path] = /^test:\/\/([^/]+)(\/.*)$/.exec(url)!
    return fetchPost(`${addresses.get(id!)}${path}`, bytes, signal)
  }
  federation.wire.post = straight
  const listen = async (id: string) => {
    const before = addresses.get(id)
    const port = before === undefined ? 0 : Number(new URL(before).port)
    const server = await serve({ node: federation.node(id), host: '127.0.0.1', port })
    servers.set(id, server)
    addresses.set(id, server.address)
  }
  const stopListening = async (id: string) => {
    await servers.get(id)?.close()
    servers.delete(id)
  }
  for (const id of ['XV-FIU', 'XN-FIU']) await listen(id)
  const types = async (node: Node) =>
    (await node.read.log({ after: -1, limit: 500 })).entries.map((e) => e.type)
  return {
    federation,
    xv: federation.node('XV-FIU'),
    xn: federation.node('XN-FIU'),
    address: (id) => addresses.get(id)!,
    straight,
    types,
    count: async (node, type) => (await types(node)).filter((t) => t === type).length,
    stopListening,
    listen,
    async close() {
      for (const id of servers.keys()) await stopListening(id)
      await federation.close()
    },
  }
}
