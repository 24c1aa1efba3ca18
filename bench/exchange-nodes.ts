import { createServer } from 'node:net'
import { join } from 'node:path'
import { type AskedProcess, makeUnits, startProcess } from './node-processes.ts'

/** What a run of the two nodes came to. */
export interface NodesFigure {
  readonly messages: number
  readonly milliseconds: number
  /** Acts decided, sealed, logged, delivered, admitted and acknowledged in a second. */
  readonly perSecond: number
  /** Milliseconds of CPU for one message, all threads of a process. */
  readonly cpu: { readonly sender: number; readonly receiver: number }
  /** Milliseconds from the officer's act to its place on record, and to the receipt on record here. */
  readonly kept: Latency
  readonly receipt: Latency
  /** MiB. */
  readonly rss: { readonly sender: number; readonly receiver: number }
}

export interface Latency {
  readonly p50: number
  readonly p99: number
}

export interface NodesFigures {
  /** Acts of so many matters at the same time, all to one partner. */
  readonly atOnce: number
  readonly together: NodesFigure
  /** One after the other: each waits for the receipt of the one before. */
  readonly alone: NodesFigure
}

interface Sent {
  readonly milliseconds: number
  readonly cpu: number
  readonly kept: readonly number[]
  readonly receipt: readonly number[]
}

const ids = ['XV-FIU', 'XN-FIU'] as const

/**
 * Two real nodes in two processes with durable stores, over HTTP: signed, logged messages a second, from the first
 * officer's act until the last receipt is on record at the sender. The median of the rounds by messages a second.
 *
 * `COMITY_BENCH_NODE_FLAGS`: flags of the runtime for both processes. `COMITY_BENCH_PROFILE`: folder for a profile of
 * the last round of each shape.
 */
export async function nodesFigures(
  messages = 1000,
  rounds = 3,
  atOnce = 256,
): Promise<NodesFigures> {
  const ports = { [ids[0]]: await freePort(), [ids[1]]: await freePort() }
  const units = await makeUnits(ports)
  const running: AskedProcess[] = []
  const script = join(import.meta.dirname, 'exchange-nodes-child.ts')
  const flags = (process.env.COMITY_BENCH_NODE_FLAGS ?? '').split(' ').filter((f) => f !== '')
  try {
    for (const id of ids) {
      const args = [units.dir(id), String(ports[id]), JSON.stringify(units.addresses)]
      running.push(await startProcess(script, args, flags))
    }
    const [sender, receiver] = running as [AskedProcess, AskedProcess]
    // The first round warms both processes and is not counted.
    await round(sender, receiver, Math.min(600, messages), atOnce)
    const together: NodesFigure[] = []
    for (let n = 0; n < rounds; n++) together.push(await round(sender, receiver, messages, atOnce))
    const alone = await round(sender, receiver, Math.min(100, messages), 1)
    return { atOnce, together: middle(together), alone }
  } finally {
    for (const child of running) await child.stop()
    units.remove()
  }
}

async function round(
  sender: AskedProcess,
  receiver: AskedProcess,
  messages: number,
  atOnce: number,
): Promise<NodesFigure> {
  const prepared = await sender.ask<string[]>('prepare', messages, ids[1])
  await recordWork([sender, receiver], atOnce)
  const before = await receiver.ask<NodeJS.CpuUsage>('cpu')
  const sent = await sender.ask<Sent>('send', prepared, atOnce)
  const after = await receiver.ask<NodeJS.CpuUsage>('cpu')
  await recordWork([sender, receiver], atOnce)
  const here = await sender.ask<{ sent: number; answered: number }>('lane', ids[1])
  const there = await receiver.ask<{ received: number }>('lane', ids[0])
  if (here.answered !== here.sent || there.received !== here.sent)
    throw new Error(
      `${here.sent} letters left, ${there.received} arrived, ${here.answered} were answered`,
    )
  return {
    messages,
    milliseconds: sent.milliseconds,
    perSecond: (messages / sent.milliseconds) * 1000,
    cpu: {
      sender: sent.cpu / messages,
      receiver: (after.user + after.system - before.user - before.system) / 1000 / messages,
    },
    kept: latencyOf(sent.kept),
    receipt: latencyOf(sent.receipt),
    rss: { sender: await mebibytes(sender), receiver: await mebibytes(receiver) },
  }
}

function latencyOf(values: readonly number[]): Latency {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]!
  return { p50: at(0.5), p99: at(0.99) }
}

function middle(figures: readonly NodesFigure[]): NodesFigure {
  return figures.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(figures.length / 2)]!
}

/** Begins a profile of each process, or ends it. */
async function recordWork(running: readonly AskedProcess[], atOnce: number): Promise<void> {
  const folder = process.env.COMITY_BENCH_PROFILE
  if (folder === undefined) return
  for (const [i, child] of running.entries())
    await child.ask('profile', join(folder, `${['sender', 'receiver'][i]}-${atOnce}.cpuprofile`))
}

async function mebibytes(child: AskedProcess): Promise<number> {
  return (await child.ask<number>('rss')) / 2 ** 20
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
