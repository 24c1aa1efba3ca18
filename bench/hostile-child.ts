// One listening node in a process of its own, for bench/hostile.ts. Tells its port and sessions; lives until it is ended.
import { serve } from '#api'
import { must } from '#base'
import { sendRequest, testFederation } from '../src/node/testing.ts'

const federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T09:00:00.000Z', {
  demo: true,
})
const node = federation.node('XV-FIU')
const matter = await sendRequest(node, 'XN-FIU')
await federation.settle()
const served = await serve({ node, host: '127.0.0.1', port: 0 })
const sessions: string[] = []
for (let i = 0; i < Number(process.argv[2]); i++)
  sessions.push(must(await node.signIn({ actor: 'XV-FIU/analyst' })).token)
process.stdout.write(`${JSON.stringify({ address: served.address, sessions, matter })}\n`)
// Whoever started it has gone.
process.stdin.resume().on('end', () => process.exit())
