// One durable node in a process of its own, for bench/exchange-nodes.ts; see bench/node-processes.ts.
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { serve } from '#api'
import { type Node, type Observation, openNode } from '#node'
import { answerLines } from './node-processes.ts'

const [dir, port, peers] = process.argv.slice(2) as [string, string, string]

/** When each letter got its final receipt and that is on record here, in the order of the lane. */
const delivered: number[] = []
let whenDelivered = () => {}

const node: Node = await openNode({
  dir,
  durable: true,
  addresses: JSON.parse(peers) as Record<string, string>,
  observe(seen: Observation) {
    if (seen.what === 'fault') throw new Error(seen.message)
    if (seen.what !== 'letter-delivered') return
    if (seen.status !== 'admitted') throw new Error(`a letter was ${seen.status}`)
    delivered.push(performance.now())
    whenDelivered()
  },
})
const server = await serve({ node, host: '127.0.0.1', port: Number(port) })
node.start(200)

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

async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) await work(items[next++]!)
    }),
  )
}

async function act(actor: string, command: Parameters<Node['handle']>[1]) {
  const outcome = await node.handle(`${node.id}/${actor}`, command)
  if (!outcome.ok) throw new Error(`${outcome.refusal.name}: ${outcome.refusal.ground}`)
  return outcome.value
}

/** Drafted and approved, so that only the sending is measured. */
async function prepare(count: number, to: string): Promise<string[]> {
  const ids: string[] = []
  await inParallel(Array.from({ length: count }), 64, async () => {
    const { id } = await act('analyst', {
      do: 'open',
      kind: 'spontaneous',
      to,
      document: disclosure,
    })
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

/** Sends the prepared matters, so many at the same time, and waits for the receipt of the last. In milliseconds. */
async function send(ids: readonly string[], atOnce: number) {
  const first = delivered.length
  const begun = performance.now()
  const cpu = process.cpuUsage()
  const acts: { readonly index: number; readonly asked: number; readonly kept: number }[] = []
  await inParallel(ids, atOnce, async (id) => {
    const asked = performance.now()
    const { index } = await act('analyst', { do: 'act', id, action: 'send', document: {} })
    acts.push({ index, asked, kept: performance.now() })
    // One after the other means: the next one when the receipt of this one is on record.
    while (atOnce === 1 && delivered.length < first + acts.length)
      await new Promise<void>((resolve) => {
        whenDelivered = resolve
      })
  })
  while (delivered.length < first + ids.length)
    await new Promise<void>((resolve) => {
      whenDelivered = resolve
    })
  const { user, system } = process.cpuUsage(cpu)
  // Letters of one lane arrive in the order of the log.
  acts.sort((a, b) => a.index - b.index)
  return {
    milliseconds: performance.now() - begun,
    cpu: (user + system) / 1000,
    kept: acts.map(({ asked, kept }) => kept - asked),
    receipt: acts.map(({ asked }, i) => delivered[first + i]! - asked),
  }
}

let session: Session | undefined

/** Begins to record where the time goes, or writes it into the file. */
async function profile(file: string): Promise<void> {
  if (session === undefined) {
    session = new Session()
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: 200 })
    await session.post('Profiler.start')
    return
  }
  const { profile: recorded } = await session.post('Profiler.stop')
  session.disconnect()
  session = undefined
  writeFileSync(file, JSON.stringify(recorded))
}

async function lane(peer: string) {
  const { channels } = await node.read.channels(`${node.id}/head`)
  const { sent, answered, received } = channels.find((c) => c.peer === peer)!.lanes[0]!
  return { sent, answered, received }
}

answerLines({
  prepare,
  send,
  lane,
  profile,
  cpu: () => process.cpuUsage(),
  rss: () => process.memoryUsage().rss,
  stop: async () => {
    await server.close()
    await node.close()
  },
})
