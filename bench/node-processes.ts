import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { must } from '#base'
import { makeNode, openNode } from '#node'

/** Units that know each other's cards, each with a folder and a port of its own. Nothing runs yet. */
export interface Units {
  /** By id, `http://127.0.0.1:PORT`. */
  readonly addresses: Readonly<Record<string, string>>
  dir(id: string): string
  remove(): void
}

/** Makes the units, with an analyst and a head of desk each. */
export async function makeUnits(ports: Readonly<Record<string, number>>): Promise<Units> {
  const base = mkdtempSync(join(tmpdir(), 'comity-units-'))
  const addresses = Object.fromEntries(
    Object.entries(ports).map(([id, port]) => [id, `http://127.0.0.1:${port}`]),
  )
  const cards = []
  for (const id of Object.keys(ports)) {
    const made = await makeNode({
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
    })
    cards.push({ id, card: must(made) })
  }
  for (const { id } of cards) {
    const node = await openNode({ dir: join(base, id) })
    for (const other of cards) if (other.id !== id) must(await node.enrol(other.card))
    await node.close()
  }
  return {
    addresses,
    dir: (id) => join(base, id),
    remove: () => rmSync(base, { recursive: true, force: true }),
  }
}

/** A process that is asked over its standard input, one line of JSON for each question; see `answerLines`. */
export interface AskedProcess {
  /** Rejects with what the process said of itself when it ends before it has answered. */
  ask<T>(what: string, ...args: readonly unknown[]): Promise<T>
  /** kill -9. */
  kill(): Promise<void>
  /** Asks it to end, and waits. */
  stop(): Promise<void>
}

export async function startProcess(
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<AskedProcess> {
  const child: ChildProcess = spawn(process.execPath, [...flags, script, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const open = new Map<number, { resolve: (value: never) => void; reject: (e: Error) => void }>()
  let complaint = ''
  child.stderr!.on('data', (data) => {
    complaint += String(data)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code) => {
      for (const { reject } of open.values())
        reject(new Error(`the node ended with ${code}: ${complaint}`))
      open.clear()
      resolve()
    })
  })
  const answer = <T>(n: number) =>
    new Promise<T>((resolve, reject) => open.set(n, { resolve: resolve as never, reject }))
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const said = JSON.parse(line) as { n: number; answer?: never; fault?: string }
    const asked = open.get(said.n)
    open.delete(said.n)
    if (said.fault === undefined) asked?.resolve(said.answer as never)
    else asked?.reject(new Error(said.fault))
  })
  let count = 0
  const ask = <T>(what: string, ...given: readonly unknown[]) => {
    const answered = answer<T>(++count)
    child.stdin!.write(`${JSON.stringify({ n: count, ask: what, args: given })}\n`)
    return answered
  }
  await answer<void>(0)
  return {
    ask,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      await ask('stop').catch(() => {})
      await ended
    },
  }
}

/** The other end: says that it is ready, and answers each line. `stop` ends the process when it has answered. */
export function answerLines(
  answers: Readonly<Record<string, (...args: never[]) => unknown>>,
): void {
  const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`)
  createInterface({ input: process.stdin }).on('line', async (line) => {
    const { n, ask, args } = JSON.parse(line) as { n: number; ask: string; args: never[] }
    try {
      say({ n, answer: (await answers[ask]!(...args)) ?? null })
      if (ask === 'stop') process.exit(0)
    } catch (error) {
      say({ n, fault: String(error) })
    }
  })
  say({ n: 0, answer: null })
}
