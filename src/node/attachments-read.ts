import { done, type Outcome, refuse } from '#base'
import { allowed, keyOfNote, type Use } from '#exchange'
import { StoreFault } from '#store'
import { openMatter } from './access.ts'
import { type AttachmentRow, attachmentOf, noteOf } from './attachments.ts'
import { fileItem } from './attachments-items.ts'
import { attachmentRefusal } from './attachments-refusals.ts'
import { notAllowed, verdictOnItem } from './conditions.ts'
import type { Matter } from './matter.ts'
import { peerNodes } from './parties.ts'
import { isHeld } from './retention.ts'
import { handOf, type World } from './world.ts'

/** A part of a file: `to` is not included. */
interface Range {
  readonly from?: number
  readonly to?: number
}

/** A file that an officer may have for that use. */
export interface OpenFile {
  readonly row: AttachmentRow
  readonly kept: NonNullable<Awaited<ReturnType<typeof noteOf>>>
  content(range: Range): Promise<AsyncIterable<Uint8Array>>
}

/**
 * Opens a file for an officer: the matter is opened under the mark of the file itself, the look is on record, and the
 * conditions of the file are asked for that use. A file that is not released is its authority's own, as drafts are.
 */
export async function openFile(
  world: World,
  actor: string,
  matterId: string,
  id: string,
  use: Use,
): Promise<Outcome<OpenFile>> {
  const row = await attachmentOf(world, id)
  const ofMatter = row?.stream === `matter/${matterId}`
  const kept = ofMatter ? await noteOf(world, id) : undefined
  const mark = kept?.note.conditions.handling
  const opened = await openMatter(world, actor, matterId, 'export', { what: id }, mark)
  if (!opened.ok) return opened
  const hand = handOf(world, actor)
  if (row === undefined || !ofMatter) return refuse(attachmentRefusal('attachment-unknown'))
  if (
    isOwnAlone(world, opened.value.matter, row) &&
    row.authority !== hand?.authority &&
    hand?.role !== 'auditor'
  )
    return refuse(attachmentRefusal('attachment-unknown'))
  if (row.state === 'wanted' || row.state === 'refused')
    return refuse(attachmentRefusal('attachment-not-whole'))
  if (kept === undefined) return refuse(attachmentRefusal('attachment-erased'))
  const item = await fileItem(world, id)
  if (item === undefined) return refuse(attachmentRefusal('attachment-unknown'))
  const verdict = await verdictOnItem(world, item, '', use)
  const { barriers } = verdict
  // What a head of desk holds stays readable beyond its last day; for nothing but the own file.
  const late = barriers.every((b) => b.condition === 'retainUntil') && use.do === 'read'
  if (!allowed(verdict) && !(late && (await isHeld(world, id))))
    return refuse(notAllowed(world, item, '', use, verdict))
  return done({
    row,
    kept,
    content: async (range) => {
      const content = await world.store.blobs.sealed.read(id, keyOfNote(kept.note), range)
      if (content !== undefined) return content
      throw new StoreFault(
        `the file ${id} is on record and not on the disk: restore the folder blobs from a backup`,
      )
    },
  })
}

/** The content for an officer, who opened the matter; each file that is taken out is on record. */
export async function readAttachmentFile(
  world: World,
  actor: string,
  matterId: string,
  id: string,
  range: Range = {},
  use: Use = { do: 'read' },
): Promise<Outcome<{ readonly row: AttachmentRow; readonly content: AsyncIterable<Uint8Array> }>> {
  const opened = await openFile(world, actor, matterId, id, use)
  if (!opened.ok) return opened
  const { row, content } = opened.value
  return done({ row, content: await content(range) })
}

/**
 * Seen by its own authority alone, until a second officer lets it go and a step takes it along. Between authorities of one
 * node no letter takes anything along: there it is seen once it was let go.
 */
export function isOwnAlone(
  world: World,
  { state: matter }: Pick<Matter, 'state'>,
  { state }: Pick<AttachmentRow, 'state'>,
): boolean {
  return state === 'kept' || (state === 'released' && peerNodes(world, matter).length > 0)
}
