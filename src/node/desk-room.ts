import { join } from 'node:path'
import { type Digest, done, type Json, type Outcome, refuse } from '#base'
import type { CaseSpec } from './desk-case.ts'
import { fileKey } from './desk-files.ts'
import { type Jobs, makeJobs } from './desk-jobs.ts'
import { erasedContent, notHere, notImported, unknownRun, unknownTracing } from './desk-refusals.ts'
import type { Run, Tracing } from './desk-shapes.ts'
import { type Ask, type DeskThread, deskThread } from './desk-thread.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { handOf, type World } from './world.ts'

type Data = { readonly [key: string]: Json }

/** What everything at the desk works with: the rows of the tracings, their content, the thread that computes. */
export interface DeskRoom {
  readonly world: World
  readonly folder: string
  readonly thread: DeskThread
  readonly jobs: Jobs
  load(id: string): Promise<Outcome<Tracing>>
  /** The tracing as it stands after the act, and the act on record, in one commit. */
  keep(
    actor: string,
    tracing: Tracing | { readonly id: string; readonly gone: true },
    type: string,
    data: Data,
  ): Promise<Outcome<void>>
  /** One change at a time: two jobs that end together both stand in the row. `how` sees the tracing as it is by then. */
  change(
    actor: string,
    id: string,
    type: string,
    data: Data,
    how: (tracing: Tracing) => Outcome<Tracing>,
  ): Promise<Outcome<void>>
  /** Kept encrypted, and once for each tracing: what one erases is not another's. */
  putJson(tracing: string, value: object): Promise<Digest>
  getJson(place: string): Promise<Outcome<object>>
  /** Erases the content; the digests in the log stay. */
  drop(places: readonly (string | null)[]): Promise<void>
  specOf(tracing: Tracing): CaseSpec
  /** A question about the ledger. */
  ask(id: string, what: Ask): Promise<Outcome<unknown>>
  /** A question about one run. */
  askRun(
    id: string,
    runId: string,
    what: (run: Run, tracing: Tracing) => Ask,
  ): Promise<Outcome<unknown>>
}

export function deskRoom(world: World): DeskRoom {
  const folder = join(world.dir, 'desk')
  const thread = deskThread()
  const { store } = world

  const load: DeskRoom['load'] = async (id) => {
    const row = await store.row('tracing', id)
    return row === undefined ? refuse(unknownTracing(id)) : done(rowData<Tracing>(row))
  }

  const keep: DeskRoom['keep'] = async (actor, tracing, type, data) => {
    const hand = handOf(world, actor)
    if (hand === undefined) return refuse(notHere(actor))
    const written = write(world, hand, note(`tracing/${tracing.id}`, type, world.clock.now(), data))
    const row = 'gone' in tracing ? null : plain(tracing)
    const committed = await store.commit({
      events: [written.event],
      rows: [{ kind: 'tracing', key: tracing.id, data: row }],
    })
    return committed.ok ? done(undefined) : committed
  }

  const specOf = (tracing: Tracing) => caseSpec(world, folder, tracing)

  return {
    world,
    folder,
    thread,
    jobs: makeJobs(world),
    load,
    keep,
    specOf,
    change: (actor, id, type, data, how) =>
      world.locks.run([`tracing/${id}`], async () => {
        const tracing = await load(id)
        const next = tracing.ok ? how(tracing.value) : tracing
        return next.ok ? keep(actor, next.value, type, data) : next
      }),
    putJson: (tracing, value) => {
      const kept = { tracing, as: world.ids.next() }
      return store.blobs.put(Buffer.from(JSON.stringify({ ...value, kept })), { kind: 'desk' })
    },
    async getJson(place) {
      const blob = await store.blobs.get(place as Digest)
      if (blob === undefined) return refuse(erasedContent)
      const { kept: _, ...value } = JSON.parse(Buffer.from(blob.bytes).toString('utf8'))
      return done(value)
    },
    async drop(places) {
      for (const place of places) if (place !== null) await store.blobs.remove(place as Digest)
    },
    async ask(id, what) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.state !== 'imported') return refuse(notImported)
      return thread.ask(specOf(tracing.value), what)
    },
    async askRun(id, runId, what) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      const run = tracing.value.runs.find((r) => r.id === runId)
      if (run === undefined) return refuse(unknownRun(runId))
      return thread.ask(specOf(tracing.value), what(run, tracing.value))
    },
  }
}

function caseSpec(world: World, folder: string, tracing: Tracing): CaseSpec {
  return {
    tracing: tracing.id,
    version: tracing.version,
    files: tracing.files.map((file) => ({
      role: file.role,
      name: file.name,
      digest: file.digest,
      key: fileKey(folder, file, world.keys.kek),
    })),
    ...(tracing.base === null ? {} : { base: tracing.base }),
    ...(tracing.map === null ? {} : { map: tracing.map }),
    claims: tracing.claims,
    skipBadRows: tracing.skipBadRows,
  }
}
