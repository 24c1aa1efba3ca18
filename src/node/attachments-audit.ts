import { createHash } from 'node:crypto'
import { canonical, digest } from '#base'
import { keyOfNote } from '#exchange'
import { type AttachmentRow, noteOf } from './attachments.ts'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/** States in which the whole file must lie on this disk. */
const whole: readonly AttachmentRow['state'][] = ['kept', 'released', 'sent', 'verified']

/**
 * Files that are not what the log says of them: gone, changed in any byte, or another content than the note that a
 * record commits to. Each file is read to its end, in memory that does not grow with it.
 */
export async function filesUnsound(
  world: World,
): Promise<{ readonly where: string; readonly text: string }[]> {
  const found: { where: string; text: string }[] = []
  let next: string | undefined
  do {
    const page = await world.store.rows({
      kind: 'attachment',
      order: 'key',
      limit: 500,
      ...(next === undefined ? {} : { after: next }),
    })
    for (const row of page.rows) {
      const file = rowData<AttachmentRow>(row)
      const text = whole.includes(file.state) ? await wrongWith(world, file) : undefined
      if (text !== undefined) found.push({ where: `attachment ${file.id}`, text })
    }
    next = page.next
  } while (next !== undefined)
  return found
}

async function wrongWith(world: World, row: AttachmentRow): Promise<string | undefined> {
  const kept = await noteOf(world, row.id)
  // Erased content has no key any more, and its row says so; a body that is gone otherwise is found by its own check.
  if (kept === undefined) return 'the file is listed as whole, and its key is not in the vault'
  const { note } = kept
  if (note.digest !== row.digest || note.bytes !== row.bytes)
    return 'the file is listed otherwise than the record commits to'
  if (digest(canonical(plain(note.conditions))) !== digest(canonical(plain(row.conditions))))
    return 'the file is listed under other conditions than the record commits to'
  const content = await world.store.blobs.sealed.read(row.id, keyOfNote(note))
  if (content === undefined) return 'the file is on record and not on the disk'
  const hash = createHash('sha256')
  try {
    for await (const part of content) hash.update(part)
  } catch (error) {
    return `the file does not open: ${error instanceof Error ? error.message : String(error)}`
  }
  return `sha256:${hash.digest('hex')}` === note.digest
    ? undefined
    : 'the file has another content than the record commits to'
}
