import { done, type Outcome } from '#base'
import type { Use } from '#exchange'
import { openMatter } from './access.ts'
import { type AttachmentRow, attachmentsOf } from './attachments.ts'
import { serveAttachment } from './attachments-fetch.ts'
import { fileItem } from './attachments-items.ts'
import { isOwnAlone, readAttachmentFile } from './attachments-read.ts'
import {
  addAttachment,
  copyAttachment,
  type NewAttachment,
  releaseAttachment,
} from './attachments-take.ts'
import { conditionStrip } from './conditions-strip.ts'
import { isRetracted } from './items.ts'
import type { ItemView } from './views-items.ts'
import type { World } from './world.ts'

/** The files of matters, as officers and partners reach them. */
export interface Attachments {
  list(actor: string, matter: string): Promise<Outcome<readonly AttachmentView[]>>
  add(
    actor: string,
    matter: string,
    about: NewAttachment,
    source: AsyncIterable<Uint8Array>,
  ): ReturnType<typeof addAttachment>
  release(actor: string, matter: string, id: string): Promise<Outcome<void>>
  read(
    actor: string,
    matter: string,
    id: string,
    range?: { readonly from?: number; readonly to?: number },
    use?: Use,
  ): ReturnType<typeof readAttachmentFile>
  /** Puts it to another matter too, under the conditions that it has. */
  copy(
    actor: string,
    matter: string,
    id: string,
    to: Parameters<typeof copyAttachment>[4],
  ): ReturnType<typeof copyAttachment>
  /** For the node to which a letter announced it. */
  serve(
    id: string,
    headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  ): ReturnType<typeof serveAttachment>
}

/** One file as the page of its matter shows it. */
export interface AttachmentView {
  readonly id: string
  readonly title: string
  readonly type: string
  readonly bytes: number
  readonly digest: string
  /** How it may be used now, with what its giver said of it since. */
  readonly strip: ItemView['strip']
  /** Items and files from which it was made. */
  readonly sources: readonly string[]
  /** Its giver took it back. */
  readonly retracted: boolean
  readonly direction: 'ours' | 'theirs'
  readonly state: AttachmentRow['state']
  readonly by: string
  readonly at: string
  readonly releasedBy: string | null
  /** Parts of a thousand that are here, where it is on its way. */
  readonly arrived: number | null
  readonly to: readonly {
    readonly node: string
    readonly verifiedAt: string | null
    /** When it said that the file is erased there. */
    readonly erasedAt: string | null
    /** Parts of a thousand that it has asked for since this node was started. */
    readonly sent: number
  }[]
  readonly verifiedAt: string | null
  readonly reason: string | null
}

export function attachmentsDesk(world: World): Attachments {
  return {
    async list(actor, matter) {
      const opened = await openMatter(world, actor, matter, 'read')
      if (!opened.ok) return opened
      const { hand, matter: found } = opened.value
      const rows = await attachmentsOf(world, found.stream)
      // What was not released is its authority's own; so are drafts.
      const seen = rows.filter(
        (row) =>
          row.authority === hand.authority ||
          !isOwnAlone(world, found, row) ||
          hand.role === 'auditor',
      )
      return done(await Promise.all(seen.map((row) => viewOf(world, row))))
    },
    add: (actor, matter, about, source) => addAttachment(world, actor, matter, about, source),
    release: (actor, matter, id) => releaseAttachment(world, actor, matter, id),
    read: (actor, matter, id, range, use) =>
      readAttachmentFile(world, actor, matter, id, range, use),
    copy: (actor, matter, id, to) => copyAttachment(world, actor, matter, id, to),
    serve: (id, headers) => serveAttachment(world, id, headers),
  }
}

async function viewOf(world: World, row: AttachmentRow): Promise<AttachmentView> {
  const item = await fileItem(world, row.id)
  const share = (transfer: { at: number; length: number } | undefined) =>
    transfer === undefined ? 0 : Math.floor((1000 * transfer.at) / Math.max(1, transfer.length))
  return {
    id: row.id,
    title: row.title,
    type: row.type,
    bytes: row.bytes,
    digest: row.digest,
    strip: item === undefined || item.erased ? [] : conditionStrip(item.conditions),
    sources: [...(item?.sources ?? [])],
    retracted: item !== undefined && isRetracted(item),
    direction: row.letter === undefined ? 'ours' : 'theirs',
    state: row.state,
    by: row.by,
    at: row.at,
    releasedBy: row.releasedBy ?? null,
    arrived: row.state === 'wanted' ? share(world.transfers.get(`in ${row.id}`)) : null,
    to: (row.to ?? []).map(({ node, verifiedAt, erasedAt }) => ({
      node,
      verifiedAt: verifiedAt ?? null,
      erasedAt: erasedAt ?? null,
      sent: verifiedAt === undefined ? share(world.transfers.get(`out ${row.id} ${node}`)) : 1000,
    })),
    verifiedAt: row.verifiedAt ?? null,
    reason: row.reason ?? null,
  }
}
