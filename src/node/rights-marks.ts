import type { Instant, Json } from '#base'
import type { PersonChangedNotice } from '#exchange'
import { isLeftAsItIs, type MarkOutcome } from '#rights'
import type { RowChange } from '#store'
import { maySee } from './access.ts'
import { load } from './matter.ts'
import { note, write } from './records.ts'
import type { Holding } from './rights-held.ts'
import { everyRow, plain } from './row-data.ts'
import { type Hand, handOf, type World } from './world.ts'

export const markKind = 'rights-mark'
export const changesStream = 'rights/changes'

/** One holding of an authority after a change: what must be looked at again, by whom, and what came of it. */
export interface MarkRow {
  readonly id: string
  readonly change: string
  readonly what: PersonChangedNotice['what']
  /** Controller that changed it. */
  readonly from: string
  /** Its node, which is owed the receipt; null where it is this one. */
  readonly node: string | null
  readonly authority: string
  readonly at: Instant
  readonly holding: Holding
  /** Identifiers of the person as this node has them; they leave the index of blind questions. */
  readonly keys: readonly string[]
  readonly state: 'open' | MarkOutcome
  readonly settled?: { readonly by: string; readonly at: Instant }
}

/** Without the identifiers: who may open the matter sees whom it is about. */
export type MarkView = Omit<MarkRow, 'keys' | 'node'>

export function markChange(row: MarkRow): RowChange {
  return { kind: markKind, key: `${row.authority}/${row.id}`, data: plain(row), sort: row.at }
}

/** What must be looked at again after a change, newest first, for one authority. */
export async function marksOf(world: World, authority: string): Promise<readonly MarkRow[]> {
  const found: MarkRow[] = []
  const prefix = `${authority}/`
  for await (const { data } of everyRow<MarkRow>(world.store, { kind: markKind, prefix }))
    found.push(data)
  return found.sort((a, b) => (a.at < b.at ? 1 : -1))
}

/**
 * Identifiers that leave the index of blind questions: of persons that were put right, deleted or restricted. They come
 * back when officers have found that every holding about them is right as it is.
 */
export async function markedKeys(world: World, authority: string): Promise<ReadonlySet<string>> {
  const marks = await marksOf(world, authority)
  return new Set(marks.filter(({ state }) => !isLeftAsItIs(state)).flatMap(({ keys }) => keys))
}

/** Marks of what this officer may see. */
export async function marksFor(world: World, actor: string): Promise<readonly MarkView[]> {
  const hand = handOf(world, actor)
  if (hand === undefined) return []
  const seen: MarkView[] = []
  for (const { keys: _, node: __, ...mark } of await marksOf(world, hand.authority))
    if (await maySeeHolding(world, hand, mark.holding)) seen.push(mark)
  return seen
}

/** The record that a holder looked for the person and marked what it found: counts, and which things. */
export function markedEvent(
  world: World,
  hand: Hand,
  said: Readonly<Record<string, Json>>,
  marks: readonly MarkRow[],
) {
  const things = marks.map(({ id, holding }) => `${id} ${holding.what} ${holding.id}`)
  return write(
    world,
    hand,
    note(changesStream, 'rights.copy-marked', world.clock.now(), { ...said, things }),
  ).event
}

export async function maySeeHolding(
  world: World,
  hand: Hand,
  { what, id }: Holding,
): Promise<boolean> {
  if (what !== 'matter') return true
  const matter = await load(world, id)
  return matter !== undefined && maySee(world, matter, hand)
}
