import type { Instant } from '#base'
import type { ItemUse } from './corrections.ts'
import type { LetterRow } from './delivery-rows.ts'
import { type Correction, findItem, type Item, toldIn } from './items.ts'
import { load, type Matter } from './matter.ts'
import { nodeOf, partiesOf } from './parties.ts'
import { everyRow } from './row-data.ts'
import type { ItemView } from './views-items.ts'
import { authorityName } from './words.ts'
import type { World } from './world.ts'

type Holder = ItemView['corrections'][number]['holders'][number]

/**
 * Whoever has a copy of what was corrected: every other party of the matter, everybody to whom one of them passed it on,
 * and everybody to whom this node did. For each: when the letter came, when the node said that the copy shows it, and
 * when an officer said what was done with the copy.
 */
export async function holdersOf(
  world: World,
  matter: Matter,
  correction: Correction,
  uses: readonly ItemUse[],
): Promise<Holder[]> {
  const holders = await partiesWith(world, matter, correction, 'direct')
  for (const { by, at, passedOn } of correction.confirmations)
    for (const id of passedOn)
      holders.push({ ...named(world, id), by, told: at, applied: null, confirmed: null })
  for (const use of uses) {
    const onward = await load(world, use.stream)
    const made = (await findItem(world, use.record))?.item
    if (onward === undefined || made === undefined) continue
    const passed = await causedBy(world, made, correction.digest)
    holders.push(...(await partiesWith(world, onward, passed, onward.words.reference)))
  }
  return holders
}

/** The parties of a matter but the one that corrects; without a correction there yet, none of them was told. */
async function partiesWith(
  world: World,
  matter: Matter,
  correction: Correction | undefined,
  by: string,
): Promise<Holder[]> {
  const letters = correction === undefined ? [] : await lettersWith(world, matter, correction)
  const giver = correction?.by ?? ours(world, matter)
  return partiesOf(matter.state)
    .filter(({ id }) => id !== giver)
    .map(({ id }) => {
      const node = nodeOf(world, id)
      const letter = letters.find((one) => one.to === node)
      // Between authorities of one node there is no letter: what one writes stands in the log of the other.
      const here = node === world.id ? (correction?.at as Instant | undefined) : undefined
      return {
        ...named(world, id),
        by,
        told: letter?.receipt?.at ?? here ?? null,
        applied: letter?.evidence?.find((e) => e.says === 'corrected')?.at ?? here ?? null,
        confirmed: correction?.confirmations.find((said) => said.by === id)?.at ?? null,
      }
    })
}

/** Whoever of this node takes part, and so passed it on. */
function ours(world: World, matter: Matter): string | undefined {
  return partiesOf(matter.state).find(({ id }) => nodeOf(world, id) === world.id)?.id
}

async function lettersWith(
  world: World,
  { stream }: Matter,
  { record }: Correction,
): Promise<readonly LetterRow[]> {
  const found: LetterRow[] = []
  const rows = everyRow<LetterRow>(world.store, { kind: 'letter', prefix: `${stream}/` })
  for await (const { data } of rows) if (data.record === record) found.push(data)
  return found
}

async function causedBy(world: World, made: Item, cause: string): Promise<Correction | undefined> {
  const passed = (await toldIn(world, made.stream)).find((t) => t.document?.cause === cause)
  return made.corrections.find((c) => c.record === passed?.id)
}

function named(world: World, id: string) {
  return { id, name: authorityName(world, id) }
}
