import { join } from 'node:path'
import type { Outcome } from '#base'
import type { AuditView, NodeCommand, RequestView } from '#node'
import { makeUnits, startProcess } from '../../bench/node-processes.ts'

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
  const units = await makeUnits(ports)
  return {
    async start(id) {
      const script = join(import.meta.dirname, 'child.ts')
      const args = [units.dir(id), String(ports[id]), JSON.stringify(units.addresses)]
      const { ask, kill, stop } = await startProcess(script, args)
      return {
        handle: (actor, command) => ask('handle', actor, command),
        audit: () => ask('audit'),
        request: (actor, of) => ask('request', actor, of),
        inbox: () => ask('inbox'),
        types: () => ask('types'),
        kill,
        stop,
      }
    },
    remove: units.remove,
  }
}

/** Asks until the answer is yes; what two processes tell each other takes its own time. */
export async function until(what: string, yes: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 300; i++) {
    if (await yes()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`did not come about: ${what}`)
}
