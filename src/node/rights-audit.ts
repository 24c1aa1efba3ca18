import { canonical, type Instant, type Json } from '#base'
import { readRecord } from '#exchange'
import { evolveFiling, type FilingEvent, type FilingState } from '#rights'
import { type FilingRow, filingKind } from './rights-filings.ts'
import { type MarkRow, markKind } from './rights-marks.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

interface Found {
  readonly where: string
  readonly text: string
}

const types = [
  'rights.filed',
  'rights.taken-up',
  'rights.returned',
  'rights.wished',
  'rights.erased',
]

/**
 * Each thing that a correction asks to be looked at again, as its signed events tell it: none was settled by nobody, none was
 * taken away, none made up.
 */
export async function marksUnsound(world: World): Promise<readonly Found[]> {
  const told = new Map<string, string>()
  const types = ['rights.copy-marked', 'rights.mark-settled']
  for await (const { type, data } of recordsOf(world, types)) {
    if (type === 'rights.mark-settled') told.set(String(data.mark), String(data.outcome))
    else if (Array.isArray(data.things))
      for (const thing of data.things) told.set(String(thing).split(' ')[0] ?? '', 'open')
  }
  const found: Found[] = []
  for await (const { data } of everyRow<MarkRow>(world.store, { kind: markKind })) {
    if (told.get(data.id) !== data.state)
      found.push({
        where: `mark ${data.id}`,
        text: 'what came of looking at something again stands otherwise in the tables than in its signed events',
      })
    told.delete(data.id)
  }
  for (const id of told.keys())
    found.push({ where: `mark ${id}`, text: 'it is on record and not in the tables' })
  return found
}

/** Signed records of these types, in the order of the log. */
async function* recordsOf(
  world: World,
  types: readonly string[],
): AsyncGenerator<{
  readonly type: string
  readonly stream: string
  readonly at: Instant
  readonly data: Readonly<Record<string, Json>>
}> {
  let after = -1
  for (;;) {
    const page = await world.store.events({ types, after, limit: 500 })
    for (const { record, type, stream, at } of page) {
      const header = record === null ? undefined : readRecord(record)
      if (header?.ok)
        yield { type, stream, at, data: header.value.data as Readonly<Record<string, Json>> }
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 500) return
    after = last.index
  }
}

/** Each filing as its signed events tell it: a row that says something else was written by somebody else. */
export async function filingsUnsound(world: World): Promise<readonly Found[]> {
  const told = new Map<string, FilingState>()
  for await (const { type, stream, at, data } of recordsOf(world, types)) {
    if (!stream.startsWith('rights/')) continue
    const id = stream.slice('rights/'.length)
    const said = { ...data, type, id, filedAt: at, at }
    const before = told.get(id)
    if (before === undefined && type !== 'rights.filed') continue
    told.set(id, evolveFiling(before, said as unknown as FilingEvent))
  }
  const found: Found[] = []
  for await (const { key, data } of everyRow<FilingRow>(world.store, { kind: filingKind })) {
    const state = told.get(key)
    told.delete(key)
    const { body: _, proof: __, ...row } = data
    if (state === undefined || text(row) !== text(state))
      found.push({
        where: `filing ${key}`,
        text: 'what a person handed in stands otherwise in the tables than in its signed events',
      })
  }
  for (const id of told.keys())
    found.push({ where: `filing ${id}`, text: 'it is on record and not in the tables' })
  return found
}

function text(state: object): string {
  return Buffer.from(canonical(state as unknown as Json)).toString('utf8')
}
