import type { Outcome } from '#base'
import type { Config } from './config.ts'
import { type NodeClient, signedIn } from './node-client.ts'
import { keptIn } from './node-options.ts'
import { askNode } from './operator-line.ts'

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
  const [{ openNode }, { serve }] = await Promise.all([import('#node'), import('#api')])
  const node = await openNode(keptIn(dir, config))
  try {
    const link = node.signInLink(officer)
    if (!link.ok) return link
    const served = await serve({ node, host: '127.0.0.1', port: 0 })
    try {
      const client = await signedIn(served.address, link.value)
      return client.ok ? await use(client.value) : client
    } finally {
      await served.close()
    }
  } finally {
    await node.close()
  }
}
