import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { serve } from '#api'
import { must } from '#base'
import type { SignedCard } from '#directory'
import { openNode } from '#node'

/** One node as a process of its own: answers HTTP, ticks, and takes acts of its officers as lines of JSON. */
const [dir, port, partner, addresses, databaseUrl] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]
const node = await openNode({
  dir,
  demo: true,
  addresses: JSON.parse(addresses) as Record<string, string>,
  ...(databaseUrl === '' ? {} : { databaseUrl }),
  observe: (seen) => {
    if (seen.what === 'fault') process.stderr.write(`${JSON.stringify(seen)}\n`)
  },
})
const card = JSON.parse(readFileSync(partner, 'utf8')) as SignedCard
for (const pending of [card]) await node.enrol(pending)
await serve({ node, host: '127.0.0.1', port: Number(port) })
node.start(200)
process.stdout.write('ready\n')

interface Line {
  readonly actor: string
  readonly command: Parameters<typeof node.handle>[1]
}

for await (const line of createInterface(process.stdin)) {
  const { actor, command } = JSON.parse(line) as Line
  process.stdout.write(`${JSON.stringify(must(await node.handle(actor, command)))}\n`)
}
