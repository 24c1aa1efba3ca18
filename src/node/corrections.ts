import { done, type Json, type Outcome, refuse } from '#base'
import { procedureOf } from '#procedure'
import type { RowChange } from '#store'
import { attachmentOf } from './attachments.ts'
import { handleAs } from './handle.ts'
import { sourcesOf } from './item-sources.ts'
import { type Correction, endOfChain, findItem, type Item } from './items.ts'
import { load, type Matter } from './matter.ts'
import { plain, rowData } from './row-data.ts'
import type { Hand, World } from './world.ts'

/** An item that left this node again, inside a document made from it. */
export interface ItemUse {
  /** The source: `RECORD` or `RECORD#part`. */
  readonly item: string
  readonly source: string
  /** Where it went: the matter and the record of the document made from it. */
  readonly stream: string
  readonly record: string
  readonly authority: string
  /** Digests of the corrections that were passed on, or that nobody can pass on. */
  readonly passed: readonly string[]
}

const kind = 'item-use'
const mostUses = 500

/** Rows that remember what a document was made from, so that a correction finds every later holder. */
export function useRows(
  hand: Pick<Hand, 'authority'>,
  stream: string,
  record: string,
  sources: readonly Source[],
): readonly RowChange[] {
  return sources.map(({ item, source }) => {
    const use: ItemUse = { item, source, stream, record, authority: hand.authority, passed: [] }
    return { kind, key: `${source}/${item}/${record}`, data: plain(use) }
  })
}

/** An item from which a document was made, and the matter it stands in. */
export interface Source {
  readonly item: string
  readonly source: string
}

export async function sourcesIn(
  world: World,
  form: string,
  document: Readonly<Record<string, Json>> | undefined,
): Promise<readonly Source[]> {
  const found: Source[] = []
  if (document === undefined) return found
  for (const item of await sourcesOf(world, form, document)) {
    const id = item.split('#')[0]!
    const source = (await world.store.event(id)) ?? (await attachmentOf(world, id))
    if (source !== undefined) found.push({ item, source: source.stream })
  }
  return found
}

/** Documents of this node that were made from items of a matter. */
export async function usesOf(world: World, source: string): Promise<readonly ItemUse[]> {
  const page = await world.store.rows({
    kind,
    prefix: `${source}/`,
    order: 'key',
    limit: mostUses,
  })
  return page.rows.map((row) => rowData<ItemUse>(row))
}

/** A correction names an item that is there, and the end of its chain. Asked before the step is decided. */
export async function checkCorrection(
  world: World,
  matter: Matter,
  step: string,
  document: Readonly<Record<string, Json>>,
): Promise<Outcome<void>> {
  if (!/^(correct|retract)-item/.test(step)) return done(undefined)
  const id = typeof document.item === 'string' ? document.item : ''
  const found = id === '' ? undefined : await findItem(world, id)
  if (found === undefined || found.item.stream !== matter.stream)
    return refuse({
      kind: 'unknown',
      name: 'correction-of-unknown',
      ground: 'the item to be corrected is not in this matter',
      citation: 'OECD CRS status message, 80002',
      remedy: 'take the item from the list of the matter',
      where: { pointer: '/document/item' },
    })
  const end = endOfChain(found.item)
  if (document.corrects === end) return done(undefined)
  const known = [found.item.digest, ...found.item.corrections.map((c) => c.digest)]
  const before = known.some((d) => d === document.corrects)
  return refuse({
    kind: before ? 'conflict' : 'unknown',
    name: before ? 'corrected-already' : 'correction-of-unknown',
    ground: before
      ? 'the record was corrected before'
      : 'the record to be corrected is not a record of that item',
    citation: `OECD CRS status message, ${before ? '80003' : '80002'}`,
    remedy: `correct the end of the chain, ${end}`,
    where: { pointer: '/document/corrects' },
  })
}

/**
 * Passes every correction on to whoever got the item from us, inside a document made from it. The node does it in the
 * name of the authority that passed the item on; a correction that cannot be passed on is kept to be done by hand.
 */
export async function passCorrectionsOn(world: World): Promise<number> {
  let passed = 0
  const page = await world.store.rows({ kind, order: 'key', limit: mostUses })
  for (const row of page.rows) {
    const use = rowData<ItemUse>(row)
    const source = await load(world, use.source)
    if (source === undefined || countOf(source) <= use.passed.length) continue
    const { item } = (await findItem(world, use.item)) ?? {}
    const open = (item?.corrections ?? []).filter((c) => !use.passed.includes(c.digest))
    const done: string[] = []
    for (const correction of open) {
      if (await passOn(world, use, item!, correction)) passed++
      done.push(correction.digest)
    }
    if (done.length > 0)
      await world.store.commit({
        events: [],
        rows: [{ kind, key: row.key, data: plain({ ...use, passed: [...use.passed, ...done] }) }],
      })
  }
  return passed
}

/** How many corrections the matter has seen, in both directions: cheap, from the state alone. */
function countOf({ state }: Matter): number {
  return ['corrections', 'corrections-back'].reduce(
    (sum, name) => sum + Object.keys(state.tallies[name] ?? {}).length,
    0,
  )
}

async function passOn(
  world: World,
  use: ItemUse,
  from: Item,
  correction: Correction,
): Promise<boolean> {
  const matter = await load(world, use.stream)
  const made = (await findItem(world, use.record))?.item
  if (matter === undefined || made === undefined) return false
  const verb = correction.what === 'retracted' ? 'retract' : 'correct'
  const step = `${verb}-item${made.side === 'requesting' ? '-back' : ''}`
  const procedure = procedureOf(matter.state.procedure)
  if (!procedure.ok || !procedure.value.transitions.some((t) => t.id === step)) return false
  const about = `${from.from}, ${from.title}, ${from.at.slice(0, 10)}`
  const hand: Hand = {
    id: `${use.authority}/node`,
    authority: use.authority,
    role: 'node',
    key: world.keys.seal,
  }
  const acted = await handleAs(world, hand, {
    do: 'act',
    id: use.stream.slice(use.stream.indexOf('/') + 1),
    action: step,
    document: {
      item: made.id,
      corrects: endOfChain(made),
      ...(verb === 'retract'
        ? {}
        : {
            ...(correction.wrong === '' ? {} : { wrong: correction.wrong }),
            corrected: correction.right,
          }),
      reasons: `${about}: ${correction.reasons}`,
      cause: correction.digest,
    },
  })
  if (!acted.ok)
    world.observe({
      what: 'refused',
      name: acted.refusal.name,
      kind: acted.refusal.kind,
      in: 'passing a correction on',
    })
  return acted.ok
}
