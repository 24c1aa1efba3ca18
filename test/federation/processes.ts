import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { must, type Outcome } from '#base'
import { type AuditView, makeNode, type NodeCommand, openNode, type RequestView } from '#node'

/** A node in a process of its own, over HTTP, with the embedded database on disk. */
export interface Running {
  handle(actor: string, command: NodeCommand): Promise<Outcome<{ readonly id: string }>>
  audit(): Promise<AuditView>
  request(actor: string, id: string): Promise<Outcome<RequestView>>
  inbox(): Promise<readonly { readonly id: string; readonly state: string }[]>
  /** `type digest` of every entry of the log. */
  types(): Promise<readonly string[]>
  /** kill -9. */
  kill(): Promise<void>
  stop(): Promise<void>
}

export interface Pair {
  start(id: string): Promise<Running>
  remove(): void
}

/** Two or more units that know each other's cards, each on its own port. */
export async function makePair(ports: Readonly<Record<string, number>>): Promise<Pair> {
  const base = mkdtempSync(join(tmpdir(), 'comity-pair-'))
  const addresses = Object.fromEntries(
    Object.entries(ports).map(([id, port]) => [id, `http://127.0.0.1:${port}`]),
  )
  const cards = []
  for (const id of Object.keys(ports))
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
  return {
    start: (id) => start(join(base, id), ports[id]!, addresses),
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}

async function start(
  dir: string,
  port: number,
  addresses: Readonly<Record<string, string>>,
): Promise<Running> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'child.ts'), dir, String(port), JSON.stringify(addresses)],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  )
  const open = new Map<number, { resolve: (v: never) => void; reject: (e: Error) => void }>()
  let complaint = ''
  let count = 0
  child.stderr.on('data', (data) => {
    complaint += String(data)
  })
  const ended = new Promise<void>((resolve) => {
    child.on('exit', () => {
      for (const asked of open.values()) asked.reject(new Error(`the node ended: ${complaint}`))
      open.clear()
      resolve()
    })
  })
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const message = JSON.parse(line) as { ready?: true; n?: number; answer?: never }
      if (message.ready) return resolve()
      open.get(message.n!)?.resolve(message.answer as never)
      open.delete(message.n!)
    })
    void ended.then(() => reject(new Error(`the node did not start: ${complaint}`)))
  })
  const ask = <T>(what: string, ...args: unknown[]) =>
    new Promise<T>((resolve, reject) => {
      const n = ++count
      open.set(n, { resolve: resolve as (v: never) => void, reject })
      child.stdin.write(`${JSON.stringify({ n, ask: what, args })}\n`)
    })
  return {
    handle: (actor, command) => ask('handle', actor, command),
    audit: () => ask('audit'),
    request: (actor, id) => ask('request', actor, id),
    inbox: () => ask('inbox'),
    types: () => ask('types'),
    kill: () => end(child, 'SIGKILL', ended),
    async stop() {
      child.stdin.write(`${JSON.stringify({ n: 0, ask: 'stop', args: [] })}\n`)
      await ended
    },
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>) {
  child.kill(signal)
  await ended
}

/** Asks until the answer is yes; what two processes tell each other takes its own time. */
export async function until(what: string, yes: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await yes()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`did not come about: ${what}`)
}
