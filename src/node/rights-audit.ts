import { canonical, type Json } from '#base'
import { readRecord } from '#exchange'
import { evolveFiling, type FilingEvent, type FilingState } from '#rights'
import { type FilingRow, filingKind } from './rights-filings.ts'
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

/** Each filing as its signed events tell it: a row that says something else was written by somebody else. */
export async function filingsUnsound(world: World): Promise<readonly Found[]> {
  const told = new Map<string, FilingState>()
  let after = -1
  for (;;) {
    const page = await world.store.events({ types, after, limit: 500 })
    for (const event of page) {
      const header = event.record === null ? undefined : readRecord(event.record)
      if (!header?.ok || !event.stream.startsWith('rights/')) continue
      const id = event.stream.slice('rights/'.length)
      const said = { ...header.value.data, type: event.type, id, filedAt: event.at, at: event.at }
      const before = told.get(id)
      if (before === undefined && event.type !== 'rights.filed') continue
      told.set(id, evolveFiling(before, said as unknown as FilingEvent))
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 500) break
    after = last.index
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
