import {
  bestOf,
  type Credential,
  type CredentialState,
  credentialOf,
  ethicsCourse,
  standingAt,
} from '#learning'
import type { Store } from '#store'
import type { Matter } from './matter.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

/** Credentials of the officers of this node, by the matter that tells them. Read when the node opens. */
export type Credentials = Map<string, Credential>

/** Matters of P14 whose credentials are looked at again with every event. */
export async function openCredentials(
  store: Store,
  world: Pick<World, 'clock' | 'laws'>,
): Promise<Credentials> {
  const found: Credentials = new Map()
  for await (const { data: matter } of everyRow<Matter>(store, { kind: 'matter' }))
    noteCredential(world, found, matter)
  return found
}

/** What a matter says of a credential from now on; matters of other procedures say nothing. */
export function noteCredential(
  world: Pick<World, 'clock' | 'laws'>,
  known: Credentials,
  matter: Pick<Matter, 'stream' | 'state'> | undefined,
): void {
  if (matter?.state.procedure !== 'P14') return
  const credential = credentialOf(matter.state, world.clock.now(), world.laws.now())
  if (credential === undefined) known.delete(matter.stream)
  else known.set(matter.stream, credential)
}

/** How an officer stands to the yearly course on ethics, by the clock of the node. */
export function ethicsOf(world: World, officer: string): CredentialState {
  const now = world.clock.now()
  const states: CredentialState[] = []
  for (const credential of world.credentials.values())
    if (credential.officer === officer && credential.course === ethicsCourse)
      states.push(standingAt(credential, now))
  return bestOf(states)
}
