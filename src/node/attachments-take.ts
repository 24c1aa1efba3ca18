import { accessRefusal } from '#access'
import { done, type Json, type Outcome, refuse } from '#base'
import {
  type AttachmentNote,
  attachmentLimits,
  type FileConditions,
  packAttachment,
  readAttachment,
  readFileConditions,
} from '#exchange'
import { decideAccess, openMatter } from './access.ts'
import {
  type AttachmentRow,
  attachmentChange,
  attachmentOf,
  noteOf,
  placeChange,
} from './attachments.ts'
import {
  checkFileSources,
  contentChange,
  copiesChange,
  sameContent,
  usualConditions,
} from './attachments-items.ts'
import { openFile } from './attachments-read.ts'
import { attachmentRefusal, isFull } from './attachments-refusals.ts'
import { useRows } from './corrections.ts'
import type { Matter } from './matter.ts'
import { note, write } from './records.ts'
import type { Hand, World } from './world.ts'

/** A file that an officer puts to a matter. */
export interface NewAttachment {
  readonly title: string
  readonly type: string
  /** How it may be used, in the names of the fields of a document; absent: as the text of the matter. */
  readonly conditions?: Readonly<Record<string, Json>> | undefined
  /** Items and files from which it was made; files of others with the same content are found without being named. */
  readonly sources?: readonly string[] | undefined
}

interface Kept {
  readonly id: string
  readonly digest: string
  readonly bytes: number
}

/** Takes in a file as a stream: sealed while it comes, digest while it comes, whole or not at all. */
export async function addAttachment(
  world: World,
  actor: string,
  matterId: string,
  about: NewAttachment,
  source: AsyncIterable<Uint8Array>,
): Promise<Outcome<Kept>> {
  const found = await workingOn(world, actor, matterId, 'draft')
  if (!found.ok) return found
  const { matter, hand } = found.value
  const stated =
    about.conditions === undefined
      ? done(await usualConditions(world, matter, hand.authority))
      : readFileConditions(about.conditions)
  if (!stated.ok) return refuse(attachmentRefusal('attachment-conditions', stated.refusal.ground))
  const sources = about.sources ?? []
  const allowed = await checkFileSources(world, hand, matter, '', {
    conditions: stated.value,
    sources,
  })
  if (!allowed.ok) return allowed
  return takeIn(world, { matter, hand }, { ...about, conditions: stated.value, sources }, source)
}

/**
 * Puts a file of one matter to another one: a copy under a key of its own, with the conditions of what it was copied
 * from unless stricter ones are given. Refused where they do not let the parties of the other matter have it.
 */
export async function copyAttachment(
  world: World,
  actor: string,
  matterId: string,
  id: string,
  to: { readonly matter: string; readonly conditions?: Readonly<Record<string, Json>> | undefined },
): Promise<Outcome<Kept>> {
  const target = await workingOn(world, actor, to.matter, 'draft')
  if (!target.ok) return target
  const opened = await openFile(world, actor, matterId, id, { do: 'read' })
  if (!opened.ok) return opened
  const { row, kept, content } = opened.value
  const stated =
    to.conditions === undefined ? done(kept.note.conditions) : readFileConditions(to.conditions)
  if (!stated.ok) return refuse(attachmentRefusal('attachment-conditions', stated.refusal.ground))
  const { matter, hand } = target.value
  const { title, type } = row
  const about = { title, type, conditions: stated.value, sources: [id] }
  const allowed = await checkFileSources(world, hand, matter, '', about)
  if (!allowed.ok) return allowed
  return takeIn(world, { matter, hand }, about, await content({}))
}

interface Taking {
  readonly title: string
  readonly type: string
  readonly conditions: FileConditions
  readonly sources: readonly string[]
}

async function takeIn(
  world: World,
  { matter, hand }: { readonly matter: Matter; readonly hand: Hand },
  { title, type, conditions, sources: named }: Taking,
  source: AsyncIterable<Uint8Array>,
): Promise<Outcome<Kept>> {
  const id = world.ids.next()
  const key = world.random.bytes(32)
  const draft: AttachmentNote = {
    v: 1,
    id,
    digest: `sha256:${'0'.repeat(64)}` as AttachmentNote['digest'],
    bytes: 0,
    type,
    title,
    key: Buffer.from(key).toString('base64url'),
    conditions,
    ...(named.length === 0 ? {} : { sources: named }),
  }
  const readable = readAttachment(packAttachment(draft))
  if (!readable.ok) return refuse(attachmentRefusal('attachment-unreadable'))
  let sealed: Awaited<ReturnType<typeof world.store.blobs.sealed.put>>
  try {
    sealed = await world.store.blobs.sealed.put(id, key, atMost(source, attachmentLimits.maxBytes))
  } catch (error) {
    if (error instanceof TooLarge) return refuse(attachmentRefusal('attachment-too-large'))
    if (isFull(error)) return refuse(attachmentRefusal('attachment-no-room'))
    throw error
  }
  const same = await sameContent(world, sealed.digest)
  const sources = [...new Set([...named, ...same])]
  const allowed = await checkFileSources(world, hand, matter, '', { conditions, sources })
  const committed = allowed.ok ? await keep(sources) : allowed
  if (committed.ok) return done({ id, ...sealed })
  await world.store.blobs.sealed.remove(id)
  return committed

  async function keep(sources: readonly string[]) {
    const now = world.clock.now()
    const made = sources.length === 0 ? {} : { sources }
    const written = write(world, hand, {
      ...note(streamOf(matter), 'attachment.added', now, { attachment: id, bytes: sealed.bytes }),
      document: packAttachment({ ...draft, ...sealed, ...made }),
      bodyId: id,
    })
    const row: AttachmentRow = {
      ...{ id, stream: matter.stream, title, type, conditions, ...made },
      ...{ bytes: sealed.bytes, digest: sealed.digest },
      ...{ state: 'kept', by: hand.id, authority: hand.authority, at: now },
    }
    const places = await Promise.all(
      sources.map(async (item) => ({ item, source: await streamFor(item) })),
    )
    return world.store.commit({
      events: [written.event],
      bodies: [written.body!],
      rows: [
        ...[attachmentChange(row), placeChange(row), contentChange(row)],
        ...(sources.length === 0 ? [] : [copiesChange(matter.stream)]),
        ...useRows(
          hand,
          matter.stream,
          id,
          places.flatMap(({ item, source }) => (source === undefined ? [] : [{ item, source }])),
        ),
      ],
    })
  }

  async function streamFor(item: string): Promise<string | undefined> {
    const id = item.split('#')[0]!
    return ((await world.store.event(id)) ?? (await attachmentOf(world, id)))?.stream
  }
}

/** A second officer lets it go with the next step that crosses; nobody releases what they added. */
export async function releaseAttachment(
  world: World,
  actor: string,
  matterId: string,
  id: string,
): Promise<Outcome<void>> {
  const found = await workingOn(world, actor, matterId, 'release')
  if (!found.ok) return found
  const { matter, hand } = found.value
  return world.locks.run([matter.stream], async () => {
    const row = await attachmentOf(world, id)
    if (row === undefined || row.stream !== matter.stream)
      return refuse(attachmentRefusal('attachment-unknown'))
    if (row.state !== 'kept') return refuse(attachmentRefusal('attachment-not-kept'))
    if (row.authority !== hand.authority) return refuse(attachmentRefusal('attachment-unknown'))
    if (row.by === hand.id) return refuse(attachmentRefusal('attachment-own-release'))
    const { conditions, sources = [] } = (await noteOf(world, id))?.note ?? row
    const allowed = await checkFileSources(world, hand, matter, '', { conditions, sources })
    if (!allowed.ok) return allowed
    const now = world.clock.now()
    const written = write(
      world,
      hand,
      note(streamOf(matter), 'attachment.released', now, { attachment: id }),
    )
    const committed = await world.store.commit({
      events: [written.event],
      rows: [attachmentChange({ ...row, state: 'released', releasedBy: hand.id })],
    })
    return committed.ok ? done(undefined) : committed
  })
}

/** The matter and the officer, when the officer works on it. */
async function workingOn(
  world: World,
  actor: string,
  matterId: string,
  action: 'draft' | 'release',
): Promise<Outcome<{ readonly matter: Matter; readonly hand: Hand }>> {
  const opened = await openMatter(world, actor, matterId, 'read')
  if (!opened.ok) return opened
  const { hand, matter } = opened.value
  // Of a release: it is the approval itself, and the step that takes the file along is asked for its basis.
  const verdict = decideAccess(world, hand, action, { kind: 'matter', matter })
  return verdict.allowed ? opened : refuse(accessRefusal(verdict))
}

function streamOf({ stream }: Pick<Matter, 'stream'>): string {
  return `attachments/${stream.slice(stream.indexOf('/') + 1)}`
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
