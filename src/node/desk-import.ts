import { done, type Json, type Outcome, refuse } from '#base'
import { keepFile, removeFile } from './desk-files.ts'
import { previewOf } from './desk-preview.ts'
import {
  alreadyImported,
  changedMeanwhile,
  noLedger,
  noSuchFile,
  unknownRole,
} from './desk-refusals.ts'
import type { DeskRoom } from './desk-room.ts'
import {
  type ClaimRule,
  type FileRole,
  fileRoles,
  placesOf,
  type Tracing,
  type TracingFile,
} from './desk-shapes.ts'

/** From files to payments: files taken in and taken back, the import, claims named afterwards. */
export interface DeskImport {
  putFile(
    actor: string,
    id: string,
    role: string,
    name: string,
    input: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<object>>
  /** Takes a file back before the import. */
  dropFile(actor: string, id: string, role: string): Promise<Outcome<void>>
  import(actor: string, id: string, options: ImportOptions): Promise<Outcome<{ job: string }>>
  nameClaims(
    actor: string,
    id: string,
    claims: readonly ClaimRule[],
  ): Promise<Outcome<{ job: string }>>
}

interface ImportOptions {
  readonly base?: string | undefined
  readonly map?: Json | undefined
  readonly skipBadRows?: boolean | undefined
}

export function deskImport(room: DeskRoom): DeskImport {
  const { world, folder, load, change } = room
  return {
    async putFile(actor, id, role, name, input) {
      if (!isRole(role)) return refuse(unknownRole(role))
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      if (tracing.value.state !== 'draft') return refuse(alreadyImported)
      const kept = await keepFile(folder, world.ids.next(), world.keys.kek, world.random, input)
      if (!kept.ok) return kept
      const { file, head } = kept.value
      const said = { role, digest: file.digest, bytes: file.bytes }
      let old: TracingFile | undefined
      const changed = await change(actor, id, 'tracing.file', said, (t) => {
        old = t.files.find((f) => f.role === role)
        const others = t.files.filter((f) => f.role !== role)
        return t.state === 'draft'
          ? done({ ...t, files: [...others, { ...file, role, name }] })
          : refuse(alreadyImported)
      })
      const left = changed.ok ? old : file
      if (left !== undefined) await removeFile(folder, left)
      if (!changed.ok) return changed
      return done({
        name,
        bytes: file.bytes,
        digest: file.digest,
        preview: await previewOf(role, head),
      })
    },

    async dropFile(actor, id, role) {
      if (!isRole(role)) return refuse(unknownRole(role))
      let old: TracingFile | undefined
      const changed = await change(actor, id, 'tracing.file.removed', { role }, (t) => {
        old = t.files.find((f) => f.role === role)
        if (t.state !== 'draft') return refuse(alreadyImported)
        if (old === undefined) return refuse(noSuchFile(role))
        return done({ ...t, files: t.files.filter((f) => f.role !== role) })
      })
      if (changed.ok && old !== undefined) await removeFile(folder, old)
      return changed
    },

    async import(actor, id, options) {
      const tracing = await load(id)
      if (!tracing.ok) return tracing
      return importNow(room, actor, {
        ...tracing.value,
        base: options.base ?? null,
        map: options.map ?? null,
        skipBadRows: options.skipBadRows === true,
      })
    },

    async nameClaims(actor, id, claims) {
      const tracing = await load(id)
      return tracing.ok ? importNow(room, actor, { ...tracing.value, claims }) : tracing
    },
  }
}

/** Reads the files of the tracing as a job; the tracing changes when the whole ledger was read, and not before. */
async function importNow(
  room: DeskRoom,
  actor: string,
  draft: Tracing,
): Promise<Outcome<{ job: string }>> {
  if (!draft.files.some((f) => f.role === 'ledger')) return refuse(noLedger)
  const next: Tracing = { ...draft, version: draft.version + 1 }
  const job = room.jobs.start(async (onProgress, cancel) => {
    const read = await room.thread
      .ask(room.specOf(next), { what: 'import' }, { onProgress, cancel })
      .catch(async (fault: unknown) => {
        // A file that was taken back while it was read cannot be opened: that is no fault of the node.
        const now = await room.load(next.id)
        if (now.ok && sameFiles(now.value, next)) throw fault
        return now.ok ? refuse(changedMeanwhile) : now
      })
    if (!read.ok) return read
    const { summary, counts } = read.value as {
      summary: object
      counts: NonNullable<Tracing['counts']>
    }
    const blob = await room.putJson(next.id, summary)
    let before: readonly (string | null)[] = []
    const imported = (tracing: Tracing): Outcome<Tracing> => {
      if (tracing.version !== draft.version || !sameFiles(tracing, next))
        return refuse(changedMeanwhile)
      before = placesOf(tracing)
      return done({ ...next, state: 'imported', counts, summary: blob, runs: [] })
    }
    const kept = await room.change(
      actor,
      next.id,
      'tracing.imported',
      {
        files: next.files.map((f) => ({ role: f.role, digest: f.digest, bytes: f.bytes })),
        counts: { ...counts },
        summary: blob,
      },
      imported,
    )
    await room.drop(kept.ok ? before : [blob])
    return kept.ok ? done({ id: next.id }) : kept
  })
  return done({ job })
}

function sameFiles(one: Tracing, other: Tracing): boolean {
  const places = ({ files }: Tracing) => files.map((f) => f.place).join(' ')
  return places(one) === places(other)
}

function isRole(role: string): role is FileRole {
  return (fileRoles as readonly string[]).includes(role)
}
