import { type Instant, instant, millis } from '#base'
import type { ErasedNotice, Notice } from '#exchange'
import type { RowChange } from '#store'
import { type AttachmentRow, attachmentChange, attachmentOf, attachmentsOf } from './attachments.ts'
import { headNow, letterRefs, sendNotice } from './delivery-notices.ts'
import { letterRow } from './delivery-rows.ts'
import { rowData } from './row-data.ts'
import type { World } from './world.ts'

/** Tells the senders which of their files are here whole, or are not what was announced; once each. */
export async function tellAttachments(world: World): Promise<void> {
  const page = await world.store.rows({
    kind: 'attachment-untold',
    dueBefore: instant(millis(world.clock.now()) + 1),
    order: 'due',
    limit: 50,
  })
  for (const { key: id, data } of page.rows) {
    const { state } = rowData<{ state: 'verified' | 'refused' }>({ data })
    const told: RowChange = { kind: 'attachment-untold', key: id, data: null }
    const row = await attachmentOf(world, id)
    const refs = row === undefined ? [] : await letterRefs(world, row.stream)
    const ref = refs.find((r) => r.ref.letter === row?.letter)?.ref
    if (row === undefined || ref === undefined) {
      await world.store.commit({ events: [], rows: [told] })
      continue
    }
    const sent = await sendNotice(
      world,
      row.by,
      {
        v: 1,
        notice: 'attachments',
        letters: [ref],
        head: await headNow(world),
        attachments: [{ id, verdict: state }],
      },
      { conversation: row.stream, rows: [told] },
    )
    if (!sent.ok)
      world.observe({
        what: 'refused',
        name: sent.refusal.name,
        kind: sent.refusal.kind,
        in: 'attachments',
      })
  }
}

/** What a partner says of files that we sent it. */
export async function toldRows(
  world: World,
  from: string,
  notice: Notice,
  at: Instant,
): Promise<readonly RowChange[]> {
  if (notice.notice === 'erased') return erasedThere(world, from, notice, at)
  if (notice.notice !== 'attachments') return []
  const rows: RowChange[] = []
  for (const { id, verdict } of notice.attachments) {
    const row = await attachmentOf(world, id)
    if (row === undefined || !row.to?.some((to) => to.node === from)) continue
    world.transfers.delete(`out ${id} ${from}`)
    rows.push(attachmentChange(told(row, from, verdict, at)))
  }
  return rows
}

function told(
  row: AttachmentRow,
  from: string,
  verdict: 'verified' | 'refused',
  at: Instant,
): AttachmentRow {
  if (verdict === 'refused')
    return { ...row, reason: `${from} says that it is not what was announced` }
  return {
    ...row,
    to: row.to!.map((to) => (to.node === from ? { ...to, verifiedAt: to.verifiedAt ?? at } : to)),
  }
}

/** Our files of which a partner says, by their digests, that they are erased there. */
async function erasedThere(
  world: World,
  from: string,
  notice: ErasedNotice,
  at: Instant,
): Promise<readonly RowChange[]> {
  const gone = new Set<string>(notice.records)
  const changed = new Map<string, AttachmentRow>()
  for (const { letter } of notice.letters) {
    const sent = await letterRow(world, letter)
    for (const row of sent === undefined ? [] : await attachmentsOf(world, sent.letter.stream)) {
      if (!gone.has(row.digest) || row.state !== 'sent') continue
      const to = row.to?.map((one) =>
        one.node === from && one.letter === letter ? { ...one, erasedAt: one.erasedAt ?? at } : one,
      )
      if (to?.some((one) => one.erasedAt === at)) changed.set(row.id, { ...row, to })
    }
  }
  return [...changed.values()].map((row) => attachmentChange(row))
}
