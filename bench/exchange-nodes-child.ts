// One durable node in a process of its own, for bench/exchange-nodes.ts. Lines of JSON on stdin and stdout.
import { createInterface } from 'node:readline'
import { serve } from '#api'
import { type Node, openNode } from '#node'

const [dir, port, peers] = process.argv.slice(2) as [string, string, string]
const node: Node = await openNode({
  dir,
  durable: true,
  addresses: JSON.parse(peers) as Record<string, string>,
})
const server = await serve({ node, host: '127.0.0.1', port: Number(port) })
node.start(200)

/** Acts of this node that are decided at the same time. */
const atOnce = 64

const disclosure = {
  reference: 'SP-01',
  subject: 'payments through three accounts',
  facts: 'payments for imaging units went to accounts abroad '.repeat(20),
  reasons: 'the accounts receive more than the declared income explains',
  link: 'a correspondent of Norrhavn Privatbank booked the payments',
  handling: 'TLP:AMBER',
  purposes: ['analysis'],
  evidence: 'with-consent',
  onward: 'with-consent',
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) await work(items[next++]!)
    }),
  )
}

async function act(actor: string, command: Parameters<Node['handle']>[1]): Promise<string> {
  const outcome = await node.handle(`${node.id}/${actor}`, command)
  if (!outcome.ok) throw new Error(`${outcome.refusal.name}: ${outcome.refusal.ground}`)
  return outcome.value.id
}

/** Drafted and approved, so that only the sending is measured. */
async function prepare(count: number, to: string): Promise<string[]> {
  const ids: string[] = []
  await inParallel(Array.from({ length: count }), async () => {
    const id = await act('analyst', { do: 'open', kind: 'spontaneous', to, document: disclosure })
    await act('head', {
      do: 'act',
      id,
      action: 'approve',
      document: { necessity: 'the accounts are the only lead to the money', redLines: true },
    })
    ids.push(id)
  })
  return ids
}

async function admitted(to: string): Promise<number> {
  const view = await node.read.channels(`${node.id}/head`)
  return view.channels.find((c) => c.peer === to)!.lanes[0]!.answered
}

/** Milliseconds from the first act until the last receipt is on record here. */
async function send(ids: readonly string[], to: string) {
  const before = await admitted(to)
  const begun = performance.now()
  const cpu = process.cpuUsage()
  await inParallel(ids, async (id) => {
    await act('analyst', { do: 'act', id, action: 'send', document: {} })
  })
  const acts = performance.now() - begun
  while ((await admitted(to)) - before < ids.length) await new Promise((r) => setTimeout(r, 5))
  const { user, system } = process.cpuUsage(cpu)
  return { milliseconds: performance.now() - begun, acts, cpu: (user + system) / 1000 }
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { n, ask, args } = JSON.parse(line) as { n: number; ask: string; args: never[] }
  const say = (value: object) => process.stdout.write(`${JSON.stringify({ n, ...value })}\n`)
  try {
    if (ask === 'stop') {
      await server.close()
      await node.close()
      say({ answer: null })
      process.exit(0)
    }
    const answers: Record<string, () => Promise<unknown>> = {
      prepare: () => prepare(args[0]!, args[1]!),
      send: () => send(args[0]!, args[1]!),
      cpu: async () => process.cpuUsage(),
      rss: async () => process.memoryUsage().rss,
    }
    say({ answer: await answers[ask]!() })
  } catch (error) {
    say({ fault: String(error) })
  }
})
process.stdout.write(`${JSON.stringify({ n: 0, answer: 'ready' })}\n`)
