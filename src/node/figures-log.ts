import { digest, type Instant } from '#base'
import {
  emptyFold,
  type Figure,
  type Fold,
  figuresOfFold,
  type Period,
  type SignedEvent,
  type SignedHeader,
  signedEventOf,
  take,
} from '#indicators'
import { everyEvent } from './every-event.ts'
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

async function* eventsBehind(world: World, after: number): AsyncGenerator<ReadEvent> {
  for await (const event of everyEvent(world.store, { after })) {
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
  readonly fold: Fold
  /** Last index that was read, by node. */
  readonly upTo: Map<string, number>
  /** Whoever reads waits for whoever reads already. */
  busy: Promise<void>
}

const kept = new WeakMap<World, Read>()

/**
 * The figures of a period from the logs of all sources. Only what is new in them since the last time is read; the first
 * time after a start, and after a change of the law, everything is.
 */
export async function countedFigures(
  world: World,
  period: Period & { readonly asOf: Instant },
): Promise<readonly Figure[]> {
  const law = world.laws.now()
  let read = kept.get(world)
  if (read === undefined || read.law !== law.version) {
    read = { law: law.version, fold: emptyFold(law), upTo: new Map(), busy: Promise.resolve() }
    kept.set(world, read)
  }
  const own = read
  // One after the other: two readers at once would read the same events twice and the second cursor could fall back.
  const turn = own.busy.then(() => readOn(world, own))
  own.busy = turn.catch(() => {})
  await turn
  return figuresOfFold(own.fold, period)
}

async function readOn(world: World, { fold, upTo }: Read): Promise<void> {
  const after = (node: string) => upTo.get(node) ?? -1
  for await (const event of eventsBehind(world, after(world.id))) {
    take(fold, event)
    upTo.set(world.id, event.index)
  }
  for (const { node, events } of world.figuresWith)
    for (const event of await events(after(node))) {
      take(fold, event)
      const { index } = event as Partial<ReadEvent>
      if (index !== undefined) upTo.set(node, index)
    }
}
