import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome } from '#base'
import type { Node } from '#node'
import type { Config } from './config.ts'
import { type NodeClient, signedIn } from './node-client.ts'
import { keptIn } from './node-options.ts'
import { askNode } from './operator-line.ts'
import { notRunning } from './verify.ts'

/**
 * Acts in a node as the named officer. A running node is reached over HTTP; otherwise it is opened here for as long as
 * it takes, and used the same way: two processes never share one store.
 */
export async function asOfficer<T>(
  dir: string,
  officer: string,
  config: Config,
  use: (client: NodeClient) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const running = await askNode(dir, officer)
  if (running?.ok === false) return running
  if (running) {
    const client = await signedIn(running.value.address, running.value.link ?? '')
    return client.ok ? use(client.value) : client
  }
  return served(dir, config, async (node, address) => {
    const link = node.signInLink(officer)
    if (!link.ok) return link
    const client = await signedIn(address, link.value)
    return client.ok ? use(client.value) : client
  })
}

/** Asks what anybody may ask: at an address, of a node that runs in a folder, or of one that is opened for it. */
export async function atAddress<T>(
  target: string,
  config: Config,
  use: (address: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  if (/^https?:\/\//.test(target)) return use(target)
  if (!existsSync(join(target, 'node.json'))) return notRunning(target)
  const running = await askNode(target, null)
  if (running?.ok) return use(running.value.address)
  return served(target, config, (_, address) => use(address))
}

async function served<T>(
  dir: string,
  config: Config,
  use: (node: Node, address: string) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const [{ openNode }, { serve }] = await Promise.all([import('#node'), import('#api')])
  const node = await openNode(keptIn(dir, config))
  try {
    const server = await serve({ node, host: '127.0.0.1', port: 0 })
    try {
      return await use(node, server.address)
    } finally {
      await server.close()
    }
  } finally {
    await node.close()
  }
}
