// One node as a process of its own, so that a test can kill it; see bench/node-processes.ts.
import { serve } from '#api'
import { openNode } from '#node'
import { answerLines } from '../../bench/node-processes.ts'

const [dir, port, peers] = process.argv.slice(2) as [string, string, string]
const node = await openNode({
  dir,
  durable: true,
  demo: true,
  addresses: JSON.parse(peers) as Record<string, string>,
})
const server = await serve({ node, host: '127.0.0.1', port: Number(port) })
node.start(200)

answerLines({
  handle: (actor, command) => node.handle(actor, command),
  audit: () => node.audit(),
  inbox: () => node.read.inbox({ show: 'all', q: '' }),
  request: (actor, id) => node.read.request(actor, id),
  types: async () => {
    const log = await node.read.log({ after: -1, limit: 500 })
    return log.entries.map((e) => `${e.type} ${e.digest}`)
  },
  stop: async () => {
    await server.close()
    await node.close()
  },
})
