import type { Node } from '#node'
import { asked } from './asked.ts'
import type { Entry } from './book.ts'
import { type Broken, broken } from './invariants.ts'
import type { Simulation } from './simulation.ts'
import type { Station } from './station.ts'

/** A word about a letter as the sender put it on record. */
interface Word extends Entry {
  readonly data: Readonly<Record<string, unknown>> & {
    readonly letter: string
    readonly says: string
  }
}

/**
 * Whatever a partner says about one letter stays, the first word and its contrary: which two go against each other is on
 * record, and an officer who looks at the letter sees both. What a hostile partner never said counts nowhere.
 */
export async function bothWords(simulation: Simulation): Promise<Broken | undefined> {
  const { honest, said, suspects } = simulation
  if (said.size === 0) return undefined
  for (const station of honest) {
    const ours = station.book.entries.filter(isWord).filter((e) => suspects.has(peerOf(e)))
    for (const [letter, all] of Map.groupBy(ours, (e) => e.data.letter)) {
      const found =
        all.map((e) => neverSaid(station, e, said)).find((b) => b !== undefined) ??
        (await contradiction(simulation, station, letter, all))
      if (found !== undefined) return found
    }
  }
  return undefined
}

function isWord(entry: Entry): entry is Word {
  return /^envelope\.(admitted|refused|evidence)$/.test(entry.type)
}

function neverSaid(
  { id }: Station,
  entry: Word,
  said: ReadonlyMap<string, ReadonlySet<string>>,
): Broken | undefined {
  const { says, envelope } = entry.data
  const word = says === 'deferred' ? 'refused' : says
  if (said.get(String(envelope))?.has(word) === true) return undefined
  return broken(
    'true-receipt',
    id,
    `entry ${entry.index} says ${says}, which ${peerOf(entry)} never said of that letter`,
  )
}

/** The second of two receipts that go against each other says so, once; both are shown with the letter. */
async function contradiction(
  { agenda }: Simulation,
  station: Station,
  letter: string,
  all: readonly Word[],
): Promise<Broken | undefined> {
  const { id, book, node } = station
  const against = all.find((_, i) => {
    const until = all.slice(0, i + 1).map((e) => e.data.says)
    return until.includes('admitted') && until.includes('refused')
  })
  if (against === undefined) return undefined
  const stream = book.about.get(letter) ?? ''
  const actor = station.member.made.file.officers.find((o) => o.role === 'auditor')
  const seen = await shown(agenda, node, actor?.id ?? '', stream, letter)
  if (seen === undefined) return undefined
  const lost = all.find((e) => !seen.evidence.some((s) => s.digest === e.data.receipt))
  if (lost !== undefined)
    return broken('both-words', id, `the word of entry ${lost.index} is not shown with its letter`)
  if (!seen.contradicted)
    return broken(
      'both-words',
      id,
      `entry ${against.index} goes against a word that is shown as certain`,
    )
  // A notice that the letter was worked on may have said so before.
  const words = seen.evidence.every((e) => /^(admitted|refused|deferred)$/.test(e.says))
  if (words && against.data.contradicts !== true)
    return broken('both-words', id, `entry ${against.index} does not say that it goes against one`)
  return undefined
}

async function shown(
  agenda: Simulation['agenda'],
  node: Node | undefined,
  actor: string,
  stream: string,
  letter: string,
) {
  if (node === undefined || !stream.startsWith('matter/')) return undefined
  const view = await asked(agenda, node.read.deliveries(actor, stream.slice('matter/'.length)))
  return view.ok ? view.value.letters.find((l) => l.id === letter) : undefined
}

function peerOf({ stream }: Entry): string {
  return stream.slice('channel/'.length)
}
