import { digest, type Instant } from '#base'
import {
  emptyFold,
  type Figure,
  type Fold,
  figuresOfFold,
  isWithoutEvents,
  type Period,
  type SignedEvent,
  type SignedHeader,
  signedEventOf,
  take,
  takeAgain,
} from '#indicators'
import { everyEvent } from './every-event.ts'
import { erasedAgain, readKept, writeKept } from './figures-kept.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

/** Events of other nodes that agreed to be counted together. */
export interface FiguresSource {
  readonly node: string
  /** Those behind that index of its log; all without one. */
  readonly events: (after?: number) => Promise<readonly SignedEvent[]>
}

/** An event as it was read from a log: at which place. */
export type ReadEvent = SignedEvent & { readonly index: number }

/** What the figures read of this node's log: no bodies, and nothing that was redacted. */
export async function signedEvents(world: World, after = -1): Promise<readonly ReadEvent[]> {
  const found: ReadEvent[] = []
  for await (const event of eventsBehind(world, after)) found.push(event)
  return found
}

/** Streams that the figures read; everything else of the log stays behind its commitment. */
export function isCounted(stream: string): boolean {
  return stream.startsWith('matter/')
}

/** Events that the figures read, behind a place of the own log; of one matter where it is named. */
export async function* eventsBehind(
  world: World,
  after: number,
  stream?: string,
): AsyncGenerator<ReadEvent> {
  const query = stream === undefined ? { after } : { after, stream }
  for await (const event of everyEvent(world.store, query)) {
    if (!isCounted(event.stream)) continue
    if (event.record === null) continue
    const header = plainHeader(event.record) ?? headerOf(event)
    if (header === undefined) continue
    yield { ...signedEventOf(header, digest(event.record), world.id), index: event.index }
  }
}

/**
 * The header of a record of our own log. Its bytes were held against their shape, to the last field, before they were
 * appended, and the audit hashes them; here only what the figures read is looked at, since a quarter can hold a million
 * of them. Undefined where a field is of another kind: then the strict reader has the word.
 */
export function plainHeader(record: Uint8Array): SignedHeader | undefined {
  let read: Partial<Record<keyof SignedHeader, unknown>> | null
  try {
    read = JSON.parse(Buffer.from(record.buffer, record.byteOffset, record.byteLength).toString())
  } catch {
    return undefined
  }
  if (read === null || typeof read !== 'object') return undefined
  const texts = [read.type, read.at, read.stream, read.node, read.actor]
  const plain =
    texts.every((t) => typeof t === 'string') &&
    (read.transition === null || typeof read.transition === 'string') &&
    typeof read.crosses === 'boolean' &&
    typeof read.data === 'object' &&
    read.data !== null
  return plain ? (read as unknown as SignedHeader) : undefined
}

/** What was read before, and how far in each log. */
interface Read {
  readonly law: string
  fold: Fold
  /** Last index that was read, by node. */
  readonly upTo: Map<string, number>
  /** Up to where the own log is covered by what is kept. */
  kept: number
  /** Whoever reads waits for whoever reads already. */
  busy: Promise<void>
}

const readBefore = new WeakMap<World, Read>()

/** So many events behind what is kept, it is kept anew. */
const keepAfter = 2_000

/**
 * The figures of a period from the logs of all sources. Only what is new in them since the last time is read, also after a
 * start; after a change of the law, and after records came back from a backup and were erased again, everything is.
 */
export async function countedFigures(
  world: World,
  period: Period & { readonly asOf: Instant },
): Promise<readonly Figure[]> {
  const law = world.laws.now()
  let read = readBefore.get(world)
  if (read === undefined || read.law !== law.version) {
    read = {
      law: law.version,
      fold: emptyFold(law),
      upTo: new Map(),
      kept: -1,
      busy: Promise.resolve(),
    }
    readBefore.set(world, read)
  }
  const own = read
  // One after the other: two readers at once would read the same events twice and the second cursor could fall back.
  const turn = own.busy.then(() => readOn(world, own))
  own.busy = turn.catch(() => {})
  await turn
  return figuresOfFold(own.fold, period)
}

/** With the logs of others nothing is kept: they are read in one process, for a demonstration or an evaluator. */
function isAlone(world: World): boolean {
  return world.figuresWith.length === 0
}

async function readOn(world: World, read: Read): Promise<void> {
  const after = (node: string) => read.upTo.get(node) ?? -1
  if (isAlone(world) && after(world.id) === -1) await takeOver(world, read)
  for await (const event of eventsBehind(world, after(world.id))) {
    if (isWithoutEvents(read.fold, event.stream)) {
      const before: SignedEvent[] = []
      for await (const one of eventsBehind(world, -1, event.stream))
        if (one.index < event.index) before.push(one)
      takeAgain(read.fold, event.stream, before)
    }
    take(read.fold, event)
    read.upTo.set(world.id, event.index)
  }
  for (const { node, events } of world.figuresWith)
    for (const event of await events(after(node))) {
      take(read.fold, event)
      const { index } = event as Partial<ReadEvent>
      if (index !== undefined) read.upTo.set(node, index)
    }
  if (isAlone(world) && after(world.id) - read.kept >= keepAfter)
    world.flights.start('figures', () => keep(world, read))
}

/** Begins with what was kept, where the law and the program are the same and no record was erased since. */
async function takeOver(world: World, read: Read): Promise<void> {
  const kept = await readKept(world, world.laws.now())
  if (kept === undefined) return
  const erased = await world.store.events({ types: [erasedAgain], after: kept.upTo, limit: 1 })
  if (erased.length > 0) return
  read.fold = kept.fold
  read.kept = kept.upTo
  read.upTo.set(world.id, kept.upTo)
}

/** After whoever reads now: what is kept is what one reader left. */
function keep(world: World, read: Read): Promise<void> {
  const turn = read.busy.then(async () => {
    const upTo = read.upTo.get(world.id) ?? -1
    if (upTo - read.kept < keepAfter) return
    try {
      await writeKept(world, read.fold, { law: read.law, upTo, anew: read.kept === -1 })
      read.kept = upTo
    } catch (fault) {
      // What was given out as changed may not be on the disk: begin again from what is.
      readBefore.delete(world)
      throw fault
    }
  })
  read.busy = turn.catch(() => {})
  return turn
}
