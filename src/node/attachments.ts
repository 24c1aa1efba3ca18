import type { Instant } from '#base'
import { type AttachmentNote, type FileConditions, readAttachment } from '#exchange'
import type { RowChange } from '#store'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/**
 * Large files of a matter. They lie sealed in chunks beside the database; the key of each lies in a body, so that
 * erasing the body erases the file in every backup. A file that goes to another authority is approved by a second
 * officer, is named by the signed record of the next step that crosses, and travels beside the letter.
 */
export interface AttachmentRow {
  readonly id: string
  /** The matter. */
  readonly stream: string
  readonly title: string
  readonly type: string
  readonly bytes: number
  readonly digest: string
  readonly conditions: FileConditions
  /** Items and files from which it was made. */
  readonly sources?: readonly string[]
  /** `kept`: ours, not released. `released`: goes with the next step that crosses. `wanted`: theirs, on its way here. */
  readonly state: 'kept' | 'released' | 'sent' | 'wanted' | 'verified' | 'refused' | 'erased'
  /** Officer here, or the node that sent it. */
  readonly by: string
  readonly authority: string
  readonly at: Instant
  /** Second pair of eyes. */
  readonly releasedBy?: string
  /** Where it went, and when each said that it is there whole, and gone again. */
  readonly to?: readonly {
    readonly node: string
    readonly letter: string
    readonly verifiedAt?: Instant
    /** When it said that the file is erased there. */
    readonly erasedAt?: Instant
  }[]
  /** The letter that brought it. */
  readonly letter?: string
  readonly attempts?: number
  readonly verifiedAt?: Instant
  readonly reason?: string
}

export function attachmentChange(row: AttachmentRow, due?: Instant): RowChange {
  return {
    kind: 'attachment',
    key: `${row.stream}/${row.id}`,
    data: plain(row),
    sort: row.at,
    ...(due === undefined ? {} : { due }),
  }
}

/** Found by its own id, which is all that a transport sees. */
export function placeChange(row: Pick<AttachmentRow, 'id' | 'stream'>): RowChange {
  return { kind: 'attachment-place', key: row.id, data: { stream: row.stream } }
}

export async function attachmentOf(world: World, id: string): Promise<AttachmentRow | undefined> {
  const place = await world.store.row('attachment-place', id)
  if (place === undefined) return undefined
  const { stream } = rowData<{ stream: string }>(place)
  const row = await world.store.row('attachment', `${stream}/${id}`)
  return row && rowData<AttachmentRow>(row)
}

export async function attachmentsOf(
  world: World,
  stream: string,
): Promise<readonly AttachmentRow[]> {
  const page = await world.store.rows({
    kind: 'attachment',
    prefix: `${stream}/`,
    order: 'key',
    limit: 500,
  })
  return page.rows.map((row) => rowData<AttachmentRow>(row))
}

/** What the vault says of it, with its key; undefined once it was erased. */
export async function noteOf(
  world: World,
  id: string,
): Promise<
  | { readonly note: AttachmentNote; readonly bytes: Uint8Array; readonly salt: Uint8Array }
  | undefined
> {
  const body = await world.store.body(id)
  if (body?.state !== 'present') return undefined
  const note = readAttachment(body.bytes)
  return note.ok ? { note: note.value, bytes: body.bytes, salt: body.salt } : undefined
}
