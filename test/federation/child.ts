// One node as a process of its own, so that a test can kill it. Speaks lines of JSON on stdin and stdout.
import { createInterface } from 'node:readline'
import { serve } from '#api'
import { openNode } from '#node'

const [dir, port, peers] = process.argv.slice(2) as [string, string, string]
const node = await openNode({
  dir,
  durable: true,
  demo: true,
  addresses: JSON.parse(peers) as Record<string, string>,
})
const server = await serve({ node, host: '127.0.0.1', port: Number(port) })
node.start(200)
say({ ready: true })

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { n, ask, args } = JSON.parse(line) as {
    n: number
    ask: 'handle' | 'audit' | 'inbox' | 'request' | 'types' | 'stop'
    args: unknown[]
  }
  if (ask === 'stop') {
    await server.close()
    await node.close()
    process.exit(0)
  }
  const [a, b] = args as [never, never]
  const answer = {
    handle: () => node.handle(a, b),
    audit: () => node.audit(),
    inbox: () => node.read.inbox({ show: 'all', q: '' }),
    request: () => node.read.request(a, b),
    types: async () => {
      const log = await node.read.log({ after: -1, limit: 500 })
      return log.entries.map((e) => `${e.type} ${e.digest}`)
    },
  }[ask]
  say({ n, answer: await answer() })
})

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
