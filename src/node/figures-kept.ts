import type { Json } from '#base'
import { changedPieces, type Fold, forgetEvents, keptFold, readingVersion } from '#indicators'
import type { Law } from '#law'
import type { RowChange } from '#store'
import { everyRow, rowData } from './row-data.ts'
import type { World } from './world.ts'

/** Says that records which a backup brought back are gone again: what was kept of them goes with them. */
export const erasedAgain = 'erasure.repeated'

/** What the pieces cover. Written behind them: pieces that are newer than it says are read on from an older place. */
interface Covered {
  readonly reading: string
  readonly law: string
  readonly upTo: number
  readonly words: readonly string[]
}

const piecesOfAct = 16

/** Rows of figures as they were kept: sealed and encrypted as every row, and good for nothing but to save time. */
export async function readKept(
  world: World,
  law: Law,
): Promise<{ readonly fold: Fold; readonly upTo: number } | undefined> {
  const row = await world.store.row('figures', 'covered')
  if (row === undefined) return undefined
  const { reading, law: under, upTo, words } = rowData<Covered>(row)
  if (reading !== readingVersion || under !== law.version) return undefined
  const pieces: string[] = []
  for await (const { data } of everyRow<string>(world.store, { kind: 'figures-piece' }))
    pieces.push(data)
  const fold = keptFold(law, world.id, words, pieces)
  return fold === undefined ? undefined : { fold, upTo }
}

/**
 * Writes what changed, and lets the events go that it was read from.
 *
 * @param anew the fold was read from the beginning: nothing that was kept before stays
 * @throws Error when the store refuses; then some pieces are newer than it says, or nothing is covered
 */
export async function writeKept(
  world: World,
  fold: Fold,
  { law, upTo, anew }: { readonly law: string; readonly upTo: number; readonly anew: boolean },
): Promise<void> {
  const commit = async (rows: readonly RowChange[]) => {
    const done = await world.store.commit({ events: [], rows })
    if (!done.ok) throw new Error(`the figures were not kept: ${done.refusal.name}`)
  }
  const covered: Covered = { reading: readingVersion, law, upTo, words: [...fold.words].sort() }
  if (anew) {
    const gone: RowChange[] = [{ kind: 'figures', key: 'covered', data: null }]
    for await (const { key } of everyRow(world.store, { kind: 'figures-piece' }))
      gone.push({ kind: 'figures-piece', key, data: null })
    await commit(gone)
  }
  let rows: RowChange[] = []
  for (const [key, text] of changedPieces(fold)) {
    rows.push({ kind: 'figures-piece', key, data: text })
    if (rows.length < piecesOfAct) continue
    await commit(rows)
    rows = []
  }
  await commit([...rows, { kind: 'figures', key: 'covered', data: covered as unknown as Json }])
  forgetEvents(fold)
}
