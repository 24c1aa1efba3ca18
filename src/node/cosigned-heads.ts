import { type Clock, type Instant, millis } from '#base'
import type { RowChange, Store } from '#store'
import { everyEvent } from './every-event.ts'
import { everyRow } from './row-data.ts'

/** A head of this log that its quorum has cosigned: nobody writes an entry in front of it any more. */
export interface CosignedHead {
  readonly size: number
  /** When it was read from the log; the cosignatures bear times of their own. */
  readonly at: Instant
  readonly note: string
}

type Known = Pick<CosignedHead, 'size' | 'at'>

/**
 * Heads that were cosigned, kept so that a later day can show when an entry was there: with a stolen key one dates an act
 * back, but not into a head that others signed before. They are thinned, see `tooMany`.
 */
export interface CosignedHeads {
  /** The rows by which a head is kept, and those that it makes superfluous; for the act that says it is cosigned. */
  rowsFor(head: CosignedHead): Promise<readonly RowChange[]>
}

const kind = 'cosigned-head'
/** Events after which somebody's signature may count no more: between the heads on both sides a key changed. */
const keyChanges = ['card.issued', 'card.accepted', 'card.enrolled']
const [minute, day] = [60_000, 86_400_000]
/** All heads of so long, then one of each ten minutes, then one of each day. */
const spans = { all: 60 * minute, fine: 10 * minute, fineFor: day } as const
/** Between two thinnings, in heads. */
const thinEvery = 64
/** What is older than this was thinned for good. */
const settledAfter = 3 * day

export function openCosignedHeads(store: Store, clock: Clock): CosignedHeads {
  let known: Known[] | undefined
  let sinceThinned = 0
  return {
    async rowsFor({ size, at, note }) {
      known ??= await recent(store)
      const put: RowChange = {
        kind,
        key: keyOf(size),
        data: { size, at, note },
        sort: `${at} ${keyOf(size)}`,
      }
      if (known.some((head) => head.size === size)) return [put]
      known = [...known, { size, at }].sort((a, b) => a.size - b.size)
      sinceThinned++
      if (sinceThinned < thinEvery) return [put]
      sinceThinned = 0
      const now = clock.now()
      const dropped = tooMany(known, await changesFrom(store, known[0]!.size), now)
      const settled = millis(now) - settledAfter
      known = known.filter((head) => !dropped.has(head.size) && millis(head.at) >= settled)
      return [put, ...[...dropped].map((gone) => ({ kind, key: keyOf(gone), data: null }))]
    },
  }
}

/**
 * Which heads need not be kept, by their sizes: all of the last hour stay, then the last of each ten minutes for a day, then
 * the last of each day; the newest; and for each change of a key the last head before it and the first after it.
 *
 * @param heads ascending by size
 * @param changes places in the log at which a key changed
 */
export function tooMany(
  heads: readonly Known[],
  changes: readonly number[],
  now: Instant,
): ReadonlySet<number> {
  const kept = new Set<number>()
  const lastOf = new Map<string, number>()
  for (const { size, at } of heads) {
    const [time, age] = [millis(at), millis(now) - millis(at)]
    if (age <= spans.all) kept.add(size)
    else if (age <= spans.fineFor) lastOf.set(`fine ${Math.floor(time / spans.fine)}`, size)
    else lastOf.set(`day ${at.slice(0, 10)}`, size)
  }
  for (const size of lastOf.values()) kept.add(size)
  for (const index of changes) {
    const before = heads.findLast(({ size }) => size <= index)
    const after = heads.find(({ size }) => size > index)
    for (const head of [before, after]) if (head !== undefined) kept.add(head.size)
  }
  const newest = heads.at(-1)
  if (newest !== undefined) kept.add(newest.size)
  return new Set(heads.map(({ size }) => size).filter((size) => !kept.has(size)))
}

/** Heads that may still be thinned, ascending by size, and the one before them. */
async function recent(store: Store): Promise<Known[]> {
  const found: Known[] = []
  let newest: number | undefined
  for await (const { data } of everyRow<CosignedHead>(store, {
    kind,
    order: 'sort',
    descending: true,
  })) {
    const { size, at } = data
    newest ??= millis(at)
    found.push({ size, at })
    if (millis(at) < newest - settledAfter) break
  }
  return found.sort((a, b) => a.size - b.size)
}

async function changesFrom(store: Store, size: number): Promise<number[]> {
  const found: number[] = []
  for await (const { index } of everyEvent(store, { types: keyChanges, after: size - 1 }))
    found.push(index)
  return found
}

/** Every head that is kept, ascending by size. */
export async function* cosignedHeads(store: Store): AsyncGenerator<CosignedHead> {
  for await (const { data } of everyRow<CosignedHead>(store, { kind })) yield data
}

/**
 * For each of these places in the log the oldest head that covers it, each once, ascending by size; no larger than `size`.
 *
 * @param indexes ascending
 */
export async function headsCovering(
  store: Store,
  indexes: readonly number[],
  size: number,
): Promise<readonly CosignedHead[]> {
  const found: CosignedHead[] = []
  let next = 0
  for await (const head of cosignedHeads(store)) {
    if (next >= indexes.length || head.size > size) break
    if (indexes[next]! >= head.size) continue
    found.push(head)
    while (next < indexes.length && indexes[next]! < head.size) next++
  }
  return found
}

function keyOf(size: number): string {
  return String(size).padStart(16, '0')
}
