import { done, type Outcome } from '#base'
import { exhibitsOf } from './desk-exhibits.ts'
import { fileKey, headOf, removeFile } from './desk-files.ts'
import { previewOf } from './desk-preview.ts'
import type { DeskRoom } from './desk-room.ts'
import { placesOf, type Run, type Tracing, type TracingFile } from './desk-shapes.ts'
import { rowData } from './row-data.ts'

/** The tracings of this authority: which there are, what one of them shows, how one begins and ends. */
export interface DeskTracings {
  list(): Promise<readonly object[]>
  create(actor: string, name: string): Promise<Outcome<{ readonly id: string }>>
  erase(actor: string, id: string): Promise<Outcome<void>>
  view(id: string): Promise<Outcome<object>>
}

export function deskTracings(room: DeskRoom): DeskTracings {
  const { world, load, keep } = room
  const { store } = world
  return {
    async list() {
      const page = await store.rows({ kind: 'tracing', order: 'key', descending: true, limit: 500 })
      return page.rows.map((row) => listed(rowData<Tracing>(row)))
    },

    async create(actor, name) {
      const tracing: Tracing = {
        id: world.ids.next(),
        name,
        createdAt: world.clock.now(),
        createdBy: actor,
        state: 'draft',
        version: 0,
        files: [],
        base: null,
        map: null,
        claims: [],
        skipBadRows: false,
        counts: null,
        summary: null,
        runs: [],
      }
      const kept = await keep(actor, tracing, 'tracing.created', {})
      return kept.ok ? done({ id: tracing.id }) : kept
    },

    async erase(actor, id) {
      return world.locks.run([`tracing/${id}`], async () => {
        const tracing = await load(id)
        if (!tracing.ok) return tracing
        const kept = await keep(actor, { id, gone: true }, 'tracing.erased', {})
        if (!kept.ok) return kept
        for (const file of tracing.value.files) await removeFile(room.folder, file)
        await room.drop(placesOf(tracing.value))
        return done(undefined)
      })
    },

    async view(id) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const { files, runs, summary } = tracing.value
      const read = summary === null ? done({}) : await room.getJson(summary)
      if (!read.ok) return read
      return done({
        ...listed(tracing.value),
        files: await Promise.all(files.map((file) => fileView(room, tracing.value, file))),
        base: tracing.value.base,
        namedClaims: tracing.value.claims,
        ...notYetRead,
        ...read.value,
        runs: runs.map(runView),
        exhibits: await exhibitsOf(world, id),
      })
    },
  }
}

function listed(t: Tracing) {
  return {
    id: t.id,
    name: t.name,
    createdAt: t.createdAt,
    createdBy: t.createdBy,
    state: t.state,
    payments: t.counts?.payments ?? 0,
    accounts: t.counts?.accounts ?? 0,
    claims: t.counts?.claims ?? 0,
    runs: t.runs.length,
  }
}

/** With the first rows while the columns can still be named, so that the page may be loaded again. */
async function fileView(room: DeskRoom, { state }: Tracing, file: TracingFile) {
  const { role, name, bytes, digest } = file
  if (state !== 'draft') return { role, name, bytes, digest }
  const head = await headOf(fileKey(room.folder, file, room.world.keys.kek))
  return { role, name, bytes, digest, preview: await previewOf(role, head) }
}

function runView({ options, result, ...run }: Run) {
  return { ...run, elected: options.elected ?? [], digest: result }
}

/** What a tracing shows before its ledger was read. */
const notYetRead = {
  source: null,
  counts: { payments: 0, accounts: 0, claims: 0, currencies: 0 },
  period: { from: null, to: null },
  currencies: [],
  claims: [],
  accounts: [],
  findings: [],
  leftOut: null,
} as const
