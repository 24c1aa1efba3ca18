import { instant, must, rememberVerdicts } from '#base'
import { type AuthorityCard, type SignedCard, verifyCard } from '#directory'
import { ristretto255 } from '#hit'
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
  /** The authorities that its node speaks for, its own first. */
  readonly serves: readonly string[]
  /** Every card of the federation. */
  readonly cards: readonly AuthorityCard[]
  /** One partner at least must have cosigned a head of its log. */
  readonly policy: WitnessPolicy
}

const made = new Map<string, Promise<readonly Member[]>>()

/**
 * The first so many units of the LANTERN world, and where `wide` the courts, prosecutors and other authorities of their
 * countries, which their nodes serve. Made once in a process; the same in every process.
 */
export function membersOf(count: number, wide: boolean): Promise<readonly Member[]> {
  const key = `${count} ${wide}`
  rememberVerdicts()
  const known = made.get(key) ?? makeMembers(count, wide)
  made.set(key, known)
  return known
}

async function makeMembers(count: number, wide: boolean): Promise<readonly Member[]> {
  // The group of blind questions is loaded once, so that nothing in a simulation waits for it.
  await ristretto255()
  const files = demoAuthorities.slice(0, count).map((unit) => {
    const served = wide ? unit.served : []
    const draws = new Draws(0, `keys of ${unit.id}`)
    const officers = [unit, ...served].flatMap((a) => a.officers.map((o) => `${a.id}/${o.id}`))
    // The hybrid draws randomness of its own, and a simulation must be the same each time.
    const keys = makeKeyring(officers, draws, 'classical')
    const from = instant(begins - 240 * 86_400_000)
    const file = nodeFile(
      { ...unit, dir: '', kind: 'FIU', served, address: addressOf(unit.id) },
      keys,
      from,
    )
    return { id: unit.id, made: { file, keys } }
  })
  const units = files.map(({ made }) => must(verifyCard(made.file.card)))
  const cards = files.flatMap(({ made }, i) => [
    units[i]!,
    ...(made.file.served ?? []).map((card) => must(verifyCard(card, undefined, units[i]))),
  ])
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
      for (const { made: other } of files.filter((f) => f.id !== id))
        for (const card of [other.file.card, ...(other.file.served ?? [])])
          if (!isOutside(card, cards)) must(await node.enrol(card))
      await node.close()
      const partners = units.filter((card) => card.id !== id)
      const serves = cards.filter((c) => (c.servedBy ?? c.id) === id && c.outside !== true)
      const text = witnessPolicyText({ atLeast: 1, partners, at: instant(begins) })
      return {
        id,
        made,
        tables: new Map(backend.tables),
        serves: [id, ...serves.map((c) => c.id).filter((served) => served !== id)],
        cards,
        policy: must(parseWitnessPolicy(text)),
      }
    }),
  )
}

/** One that is reached on paper alone stands in the directory of one node. */
function isOutside({ card }: SignedCard, cards: readonly AuthorityCard[]): boolean {
  const { id } = JSON.parse(Buffer.from(card, 'base64url').toString('utf8')) as AuthorityCard
  return cards.find((c) => c.id === id)?.outside === true
}

/** Addresses that lead nowhere outside of a simulation. */
export function addressOf(id: string): string {
  return `sim://${id}`
}
