import { instant, must } from '#base'
import { verifyCard } from '#directory'
import {
  type Keyring,
  makeKeyring,
  type NodeFile,
  nodeFile,
  openNode,
  witnessPolicyText,
} from '#node'
import {
  keepStore,
  type MemoryTables,
  memoryBackend,
  memoryBlobs,
  parseWitnessPolicy,
  type WitnessPolicy,
} from '#store'
import { demoAuthorities } from '../data/authorities.ts'
import { Draws } from './draws.ts'

/** The first instant of every simulation. */
export const begins = Date.parse('2025-09-01T08:00:00.000Z')

/** Most authorities that a simulation can have. */
export const mostMembers = demoAuthorities.length

/** One authority before anything has happened: its keys, its card, and a log in which the others are enrolled. */
export interface Member {
  readonly id: string
  readonly made: { readonly file: NodeFile; readonly keys: Keyring }
  readonly tables: MemoryTables
  /** One partner at least must have cosigned a head of its log. */
  readonly policy: WitnessPolicy
}

const made = new Map<number, Promise<readonly Member[]>>()

/** The first so many authorities of the LANTERN world. Made once in a process; the same in every process. */
export function membersOf(count: number): Promise<readonly Member[]> {
  const known = made.get(count) ?? makeMembers(count)
  made.set(count, known)
  return known
}

async function makeMembers(count: number): Promise<readonly Member[]> {
  const files = demoAuthorities.slice(0, count).map((unit) => {
    const draws = new Draws(0, `keys of ${unit.id}`)
    const officers = unit.officers.map((o) => `${unit.id}/${o.id}`)
    // The hybrid draws randomness of its own, and a simulation must be the same each time.
    const keys = makeKeyring(officers, draws, 'classical')
    const from = instant(begins - 240 * 86_400_000)
    const file = nodeFile(
      { ...unit, dir: '', kind: 'FIU', served: [], address: addressOf(unit.id) },
      keys,
      from,
    )
    return { id: unit.id, made: { file, keys } }
  })
  const cards = files.map(({ made }) => must(verifyCard(made.file.card)))
  return Promise.all(
    files.map(async ({ id, made }) => {
      const backend = memoryBackend()
      const node = await openNode({
        dir: '',
        made,
        clock: { now: () => instant(begins) },
        random: new Draws(0, `first day of ${id}`),
        elapsed: () => 0,
        storage: (options) => keepStore(backend, memoryBlobs(), options),
      })
      for (const other of files) if (other.id !== id) must(await node.enrol(other.made.file.card))
      await node.close()
      const partners = cards.filter((card) => card.id !== id)
      const text = witnessPolicyText({ atLeast: 1, partners, at: instant(begins) })
      return { id, made, tables: new Map(backend.tables), policy: must(parseWitnessPolicy(text)) }
    }),
  )
}

/** Addresses that lead nowhere outside of a simulation. */
export function addressOf(id: string): string {
  return `sim://${id}`
}
