import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { must } from '#base'
import type { Node } from '#node'

const folder = join(import.meta.dirname, 'data', 'lantern')

const files = [
  { role: 'ledger', name: 'ledger.csv' },
  { role: 'openings', name: 'openings.csv' },
  { role: 'rates', name: 'rates.csv' },
] as const

/** The LANTERN ledger as a tracing of one node, read and followed under every rule, as an analyst would do it. */
export async function importLedger(node: Node): Promise<string> {
  const actor = `${node.id}/analyst`
  const { desk } = node
  const { id } = must(await desk.create(actor, 'Operation LANTERN'))
  for (const { role, name } of files)
    must(await desk.putFile(actor, id, role, name, createReadStream(join(folder, name))))
  await finished(node, actor, must(await desk.import(actor, id, { base: 'EUR' })).job)
  const run = {
    rule: 'all',
    order: 'given',
    arrival: 'blended',
    arithmetic: 'exact',
  } as const
  await finished(node, actor, must(await desk.run(actor, id, run)).job)
  return id
}

async function finished(node: Node, actor: string, job: string): Promise<void> {
  for (;;) {
    const view = must(node.desk.job(actor, job))
    if (view.state === 'done') return
    if (view.state !== 'running')
      throw new Error(`the ledger was not taken in: ${view.refusal?.ground ?? view.state}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
