import type { Digest, Json } from '#base'
import { readRecord } from '#exchange'
import { readDocument } from './bodies.ts'
import type { Tracing } from './desk-shapes.ts'
import type { RunRow } from './hit-shapes.ts'
import { keysIn, listsOf } from './hit-subjects.ts'
import { load } from './matter.ts'
import { partiesOf } from './parties.ts'
import { everyRow, rowData } from './row-data.ts'
import { closedCircle } from './standing.ts'
import type { World } from './world.ts'

/** Something at this node that names a person. */
export interface Holding {
  readonly what: 'matter' | 'list' | 'tracing' | 'question'
  /** Stream of the matter, or id of the list, the tracing, or the blind question that was put to partners. */
  readonly id: string
  /** Officer who made the list, the tracing or the question. */
  readonly by?: string
}

/** A request or a complaint of the person is no file about the person; a tip is known to its circle alone. */
const notSearched: ReadonlySet<string> = new Set(['P10', 'P11', ...closedCircle])

/**
 * Everything of one authority of this node that names whom the question fits. It always walks through everything: how
 * long a search takes says nothing of what it found.
 */
export async function heldBy(
  world: World,
  authority: string,
  fits: (identifier: string) => boolean,
  signal?: AbortSignal,
): Promise<{ readonly holdings: readonly Holding[]; readonly keys: readonly string[] }> {
  const holdings = new Map<string, Holding>()
  const keys = new Set<string>()
  const look = (holding: Holding, document: Json | undefined) => {
    for (const key of keysIn(document))
      if (fits(key)) {
        keys.add(key)
        holdings.set(`${holding.what} ${holding.id}`, holding)
      }
  }
  for await (const { stream, document } of documents(world, signal))
    if (await isOf(world, stream, authority)) look({ what: 'matter', id: stream }, document)
  for (const list of await listsOf(world))
    if (list.by.split('/')[0] === authority)
      look(
        { what: 'list', id: list.id, by: list.by },
        listed(await readDocument(world, list.record)),
      )
  for await (const { key, data } of everyRow<RunRow>(world.store, { kind: 'hit-run' }))
    if (data.officer.split('/')[0] === authority)
      look(
        { what: 'question', id: key, by: data.officer },
        listed(await readDocument(world, data.list)),
      )
  const page = await world.store.rows({ kind: 'tracing', order: 'key', limit: 500 })
  for (const row of page.rows) {
    const { createdBy, summary } = rowData<Tracing>(row)
    if (summary === null || createdBy.split('/')[0] !== authority) continue
    const blob = await world.store.blobs.get(summary as Digest)
    if (blob !== undefined)
      look(
        { what: 'tracing', id: row.key, by: createdBy },
        JSON.parse(Buffer.from(blob.bytes).toString('utf8')),
      )
  }
  return { holdings: [...holdings.values()], keys: [...keys].sort() }
}

/** A list holds identifiers as they were written: `name:Goran Tellek|1974-05-11`. */
function listed(body: Readonly<Record<string, Json>> | undefined): Json | undefined {
  const written = Array.isArray(body?.identifiers) ? body.identifiers : []
  return written.map((one) => {
    const text = typeof one === 'string' ? one : String((one as { text?: Json } | null)?.text ?? '')
    const name = /^name:([^|]*)\|(.*)$/.exec(text)
    return name === null ? text : { name: name[1]!, born: name[2]!, kind: 'person' }
  })
}

async function isOf(world: World, stream: string, authority: string): Promise<boolean> {
  const matter = await load(world, stream)
  if (matter === undefined || notSearched.has(matter.state.procedure)) return false
  return partiesOf(matter.state).some(({ id }) => id === authority)
}

/** Every document of every matter that can still be read, whoever wrote it: what is held, not what was made here. */
async function* documents(
  world: World,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly stream: string; readonly document: Json }> {
  let after = -1
  for (;;) {
    const page = await world.store.events({ after, limit: 500 })
    for (const event of page) {
      if (event.record === null || !event.stream.startsWith('matter/')) continue
      const header = readRecord(event.record)
      if (!header.ok || header.value.body === null) continue
      const document = await readDocument(world, header.value.body.id)
      if (document !== undefined) yield { stream: event.stream, document }
    }
    const last = page.at(-1)
    if (last === undefined || page.length < 500) return
    after = last.index
    // The node answers others meanwhile, and a node that closes waits for no search.
    await new Promise(setImmediate)
    signal?.throwIfAborted()
  }
}
