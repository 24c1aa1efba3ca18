import { accessRefusal } from '#access'
import { done, type Instant, type Outcome, refuse } from '#base'
import {
  type AttachmentNote,
  attachmentLimits,
  type Conditions,
  keyOfNote,
  packAttachment,
  readAttachment,
} from '#exchange'
import { type RowChange, StoreFault } from '#store'
import { decideAccess, openMatter } from './access.ts'
import { attachmentRefusal } from './attachments-refusals.ts'
import type { Matter } from './matter.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import type { Hand, World } from './world.ts'

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
  readonly conditions: Conditions
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

export interface NewAttachment {
  readonly title: string
  readonly type: string
}

/** Takes in a file as a stream: sealed while it comes, digest while it comes, whole or not at all. */
export async function addAttachment(
  world: World,
  actor: string,
  matterId: string,
  about: NewAttachment,
  source: AsyncIterable<Uint8Array>,
): Promise<Outcome<{ readonly id: string; readonly digest: string; readonly bytes: number }>> {
  const found = await workingOn(world, actor, matterId, 'draft')
  if (!found.ok) return found
  const { matter, hand } = found.value
  const id = world.ids.next()
  const key = world.random.bytes(32)
  const draft: AttachmentNote = {
    v: 1,
    id,
    digest: `sha256:${'0'.repeat(64)}` as AttachmentNote['digest'],
    bytes: 0,
    type: about.type,
    title: about.title,
    key: Buffer.from(key).toString('base64url'),
    conditions: matter.terms?.conditions ?? { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
  }
  const readable = readAttachment(packAttachment(draft))
  if (!readable.ok) return refuse({ ...attachmentRefusal('attachment-unreadable') })
  let sealed: Awaited<ReturnType<typeof world.store.blobs.sealed.put>>
  try {
    sealed = await world.store.blobs.sealed.put(id, key, atMost(source, attachmentLimits.maxBytes))
  } catch (error) {
    if (error instanceof TooLarge) return refuse(attachmentRefusal('attachment-too-large'))
    throw error
  }
  const now = world.clock.now()
  const document = packAttachment({ ...draft, ...sealed })
  const written = write(world, hand, {
    ...note(`attachments/${matterId}`, 'attachment.added', now, {
      attachment: id,
      bytes: sealed.bytes,
    }),
    document,
    bodyId: id,
  })
  const row: AttachmentRow = {
    id,
    stream: matter.stream,
    title: about.title,
    type: about.type,
    bytes: sealed.bytes,
    digest: sealed.digest,
    conditions: draft.conditions,
    state: 'kept',
    by: hand.id,
    authority: hand.authority,
    at: now,
  }
  const committed = await world.store.commit({
    events: [written.event],
    bodies: [written.body!],
    rows: [attachmentChange(row), placeChange(row)],
  })
  if (!committed.ok) {
    await world.store.blobs.sealed.remove(id)
    return committed
  }
  return done({ id, ...sealed })
}

/** A second officer lets it go with the next step that crosses; nobody releases what they added. */
export async function releaseAttachment(
  world: World,
  actor: string,
  matterId: string,
  id: string,
): Promise<Outcome<void>> {
  const found = await workingOn(world, actor, matterId, 'decide')
  if (!found.ok) return found
  const { matter, hand } = found.value
  return world.locks.run([matter.stream], async () => {
    const row = await attachmentOf(world, id)
    if (row === undefined || row.stream !== matter.stream)
      return refuse(attachmentRefusal('attachment-unknown'))
    if (row.state !== 'kept') return refuse(attachmentRefusal('attachment-not-kept'))
    if (row.authority !== hand.authority) return refuse(attachmentRefusal('attachment-unknown'))
    if (row.by === hand.id) return refuse(attachmentRefusal('attachment-own-release'))
    const now = world.clock.now()
    const written = write(
      world,
      hand,
      note(`attachments/${matterId}`, 'attachment.released', now, { attachment: id }),
    )
    const committed = await world.store.commit({
      events: [written.event],
      rows: [attachmentChange({ ...row, state: 'released', releasedBy: hand.id })],
    })
    return committed.ok ? done(undefined) : committed
  })
}

/** The content for an officer, who opened the matter; each file that is taken out is on record. */
export async function readAttachmentFile(
  world: World,
  actor: string,
  matterId: string,
  id: string,
  range: { readonly from?: number; readonly to?: number } = {},
): Promise<Outcome<{ readonly row: AttachmentRow; readonly content: AsyncIterable<Uint8Array> }>> {
  const opened = await openMatter(world, actor, matterId, 'export', { what: id })
  if (!opened.ok) return opened
  const { matter } = opened.value
  const row = await attachmentOf(world, id)
  if (row === undefined || row.stream !== matter.stream)
    return refuse(attachmentRefusal('attachment-unknown'))
  if (row.state === 'wanted' || row.state === 'refused')
    return refuse(attachmentRefusal('attachment-not-whole'))
  const kept = await noteOf(world, id)
  if (kept === undefined) return refuse(attachmentRefusal('attachment-erased'))
  const content = await world.store.blobs.sealed.read(id, keyOfNote(kept.note), range)
  if (content === undefined)
    throw new StoreFault(
      `the file ${id} is on record and not on the disk: restore the folder blobs from a backup`,
    )
  return done({ row, content })
}

/** The matter and the officer, when the officer works on it. */
async function workingOn(
  world: World,
  actor: string,
  matterId: string,
  action: 'draft' | 'decide',
): Promise<Outcome<{ readonly matter: Matter; readonly hand: Hand }>> {
  const opened = await openMatter(world, actor, matterId, 'read')
  if (!opened.ok) return opened
  const { hand, matter } = opened.value
  const verdict = decideAccess(world, hand, action, { kind: 'matter', matter })
  return verdict.allowed ? opened : refuse(accessRefusal(verdict))
}

class TooLarge extends Error {}

async function* atMost(source: AsyncIterable<Uint8Array>, limit: number) {
  let bytes = 0
  for await (const part of source) {
    bytes += part.length
    if (bytes > limit) throw new TooLarge()
    yield part
  }
}
