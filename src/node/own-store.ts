import type { Clock, Random } from '#base'
import { type AuthorityCard, keyFor } from '#directory'
import { sign } from '#exchange'
import { memoryStore, openStore, type Store } from '#store'
import type { Keyring } from './keyring.ts'
import { logOrigin } from './log-origin.ts'
import type { NodeOptions } from './node.ts'

/** The store of this node under its own keys: in its folder, in PostgreSQL, or the one that a test brings. */
export async function openStoreOf(
  options: NodeOptions,
  card: AuthorityCard,
  keys: Keyring,
  clock: Clock,
  random: Random,
): Promise<Store> {
  const log = keyFor(card, 'log', card.issuedAt)
  if (log === undefined || log.id !== keys.log.id)
    throw new Error('the card of this node does not list its log key')
  const common = {
    dir: options.dir,
    origin: logOrigin(card.id),
    signHead: (text: Uint8Array) => sign(keys.log, text),
    headKey: keys.log.publicKey,
    kek: keys.kek,
    clock,
    random,
  }
  if (options.storage === 'memory') return memoryStore(common)
  if (typeof options.storage === 'function') return options.storage(common)
  return openStore({
    ...common,
    ...(options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl }),
    ...(options.durable === undefined ? {} : { durable: options.durable }),
  })
}
