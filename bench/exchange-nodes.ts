import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { must } from '#base'
import { makeNode, openNode } from '#node'

/** What a run of the two nodes came to. */
export interface NodesFigure {
  readonly messages: number
  readonly milliseconds: number
  /** Acts decided, sealed, logged, delivered, admitted and acknowledged in a second. */
  readonly perSecond: number
  /** Milliseconds of CPU for one message, all threads of a process. */
  readonly cpu: { readonly sender: number; readonly receiver: number }
  /** MiB. */
  readonly rss: { readonly sender: number; readonly receiver: number }
}

interface Child {
  ask<T>(what: string, ...args: unknown[]): Promise<T>
  stop(): Promise<void>
}

/**
 * Two real nodes in two processes with durable stores, over HTTP: signed, logged messages a second, from the first
 * officer's act until the last receipt is on record at the sender.
 */
export async function nodesFigure(messages = 1000, rounds = 3): Promise<NodesFigure> {
  const base = mkdtempSync(join(tmpdir(), 'comity-bench-nodes-'))
  const ports = [await freePort(), await freePort()]
  const ids = ['XV-FIU', 'XN-FIU'] as const
  const addresses = Object.fromEntries(ids.map((id, i) => [id, `http://127.0.0.1:${ports[i]}`]))
  const children: Child[] = []
  try {
    const cards = []
    for (const id of ids)
      cards.push({
        id,
        card: must(
          await makeNode({
            dir: join(base, id),
            id,
            name: `unit ${id}`,
            country: id.slice(0, 2),
            kind: 'FIU',
            address: addresses[id]!,
            officers: [
              { id: 'analyst', name: 'Ana Lyst', role: 'analyst' },
              { id: 'head', name: 'Hedda Desk', role: 'head-of-desk' },
            ],
          }),
        ),
      })
    for (const { id } of cards) {
      const node = await openNode({ dir: join(base, id) })
      for (const other of cards) if (other.id !== id) must(await node.enrol(other.card))
      await node.close()
    }
    for (const [i, id] of ids.entries())
      children.push(await start(join(base, id), ports[i]!, addresses))
    const [sender, receiver] = children as [Child, Child]
    const figures: NodesFigure[] = []
    for (let round = 0; round <= rounds; round++) {
      // The first round warms both processes and is not counted.
      const count = round === 0 ? Math.min(300, messages) : messages
      const prepared = await sender.ask<string[]>('prepare', count, 'XN-FIU')
      const before = await receiver.ask<NodeJS.CpuUsage>('cpu')
      const sent = await sender.ask<{ milliseconds: number; cpu: number }>(
        'send',
        prepared,
        'XN-FIU',
      )
      const after = await receiver.ask<NodeJS.CpuUsage>('cpu')
      if (round === 0) continue
      figures.push({
        messages: count,
        milliseconds: sent.milliseconds,
        perSecond: (count / sent.milliseconds) * 1000,
        cpu: {
          sender: sent.cpu / count,
          receiver: (after.user + after.system - before.user - before.system) / 1000 / count,
        },
        rss: { sender: await mebibytes(sender), receiver: await mebibytes(receiver) },
      })
    }
    return figures.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(figures.length / 2)]!
  } finally {
    for (const child of children) await child.stop()
    rmSync(base, { recursive: true, force: true })
  }
}

async function mebibytes(child: Child): Promise<number> {
  return (await child.ask<number>('rss')) / 2 ** 20
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function start(dir: string, port: number, addresses: object): Promise<Child> {
  const file = new URL('./exchange-nodes-child.ts', import.meta.url).pathname
  const flags = (process.env.COMITY_BENCH_NODE_FLAGS ?? '').split(' ').filter((f) => f !== '')
  const child: ChildProcess = spawn(
    process.execPath,
    [...flags, file, dir, String(port), JSON.stringify(addresses)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const waiting = new Map<number, { resolve: (v: never) => void; reject: (e: Error) => void }>()
  let n = 0
  const answer = <T>(id: number) =>
    new Promise<T>((resolve, reject) => waiting.set(id, { resolve: resolve as never, reject }))
  const ready = answer<string>(0)
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const said = JSON.parse(line) as { n: number; answer?: never; fault?: string }
    const one = waiting.get(said.n)
    waiting.delete(said.n)
    if (said.fault !== undefined) one?.reject(new Error(said.fault))
    else one?.resolve(said.answer as never)
  })
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`the node ended with ${code}`))
  })
  await ready
  const ask = <T>(what: string, ...args: unknown[]) => {
    n++
    const promise = answer<T>(n)
    child.stdin!.write(`${JSON.stringify({ n, ask: what, args })}\n`)
    return promise
  }
  return {
    ask,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      await ask('stop').catch(() => {})
      await gone
    },
  }
}
