import { type Digest, done, type Instant, type Outcome } from '#base'
import {
  type AttachmentNote,
  announces,
  exchangeRefusal,
  type Letter,
  type RecordHeader,
  readAttachment,
  type TravellingRecord,
} from '#exchange'
import type { NewBody, RowChange } from '#store'
import {
  type AttachmentRow,
  attachmentChange,
  attachmentsOf,
  noteOf,
  placeChange,
} from './attachments.ts'
import { contentChange } from './attachments-items.ts'
import { commitment } from './records.ts'
import type { Hand, World } from './world.ts'

/** A released file that goes with a record: what the record commits to, and what travels in the sealed payload. */
export interface Enclosed {
  readonly row: AttachmentRow
  readonly note: AttachmentNote
  readonly body: Uint8Array
  readonly salt: Uint8Array
  readonly commitment: Digest
}

/** The files that go with the next step of this officer's authority that crosses. */
export async function enclosedBy(
  world: World,
  hand: Pick<Hand, 'authority'>,
  stream: string,
): Promise<readonly Enclosed[]> {
  const found: Enclosed[] = []
  for (const row of await attachmentsOf(world, stream)) {
    if (row.state !== 'released' || row.authority !== hand.authority) continue
    const kept = await noteOf(world, row.id)
    if (kept === undefined) continue
    const { note, bytes, salt } = kept
    found.push({ row, note, body: bytes, salt, commitment: commitment(salt, bytes) })
    if (found.length === 16) break
  }
  return found
}

/** The rows of the files after their letters were written. */
export function sentRows(
  enclosed: readonly Enclosed[],
  letters: readonly { readonly node: string; readonly letter: string }[],
): readonly RowChange[] {
  return enclosed.map(({ row }) =>
    attachmentChange({ ...row, state: 'sent', to: [...(row.to ?? []), ...letters] }),
  )
}

/** What a letter brings beside its records: the bodies with the keys, and what is to be fetched. */
export async function readEnclosed(
  world: World,
  letter: Letter,
  records: readonly { readonly header: RecordHeader; readonly travelling: TravellingRecord }[],
  now: Instant,
): Promise<
  Outcome<{
    readonly bodies: readonly (NewBody & { salt: Uint8Array })[]
    readonly rows: readonly RowChange[]
  }>
> {
  const bodies: (NewBody & { salt: Uint8Array })[] = []
  const rows: RowChange[] = []
  const notes: AttachmentNote[] = []
  const invalid = (why: string) => exchangeRefusal('attachment-not-announced', why)
  for (const { header, travelling } of records) {
    const [said, brought] = [header.attachments ?? [], travelling.attachments ?? []]
    if (said.length !== brought.length)
      return invalid(
        `the record ${header.id} names ${said.length} files and ${brought.length} travel with it`,
      )
    for (const [i, { id, commitment: committed }] of said.entries()) {
      const { body, salt } = brought[i]!
      if (salt.length !== 32 || commitment(salt, body) !== committed)
        return invalid(
          `what travels with the record ${header.id} is not the file that it commits to`,
        )
      const note = readAttachment(body)
      if (!note.ok) return note
      if (note.value.id !== id || notes.some((other) => other.id === id))
        return invalid(`the record ${header.id} names a file under the id of another`)
      if ((await world.store.body(id)) !== undefined)
        return invalid(`a file with the id ${id} was received before`)
      notes.push(note.value)
      bodies.push({ id, bytes: body, salt })
      const row: AttachmentRow = {
        id,
        stream: letter.statement.conversation,
        title: note.value.title,
        type: note.value.type,
        bytes: note.value.bytes,
        digest: note.value.digest,
        conditions: note.value.conditions,
        ...(note.value.sources === undefined ? {} : { sources: note.value.sources }),
        state: 'wanted',
        by: letter.statement.sender.node,
        authority: letter.statement.sender.authority ?? letter.statement.sender.node,
        at: now,
        letter: letter.statement.id,
      }
      rows.push(attachmentChange(row, now), placeChange(row), contentChange(row))
    }
  }
  return announces(letter.statement.attachments, notes)
    ? done({ bodies, rows })
    : invalid('the signed statement announces other files than the records bring')
}
