import { createHash, createHmac } from 'node:crypto'
import { canonical, done, type Instant, type Json, type Outcome, readJson } from '#base'
import type { AttachmentRow } from './attachments.ts'
import { everyEvent } from './every-event.ts'
import { noticeFor } from './notices.ts'
import { markKey } from './oversight-marks.ts'
import { openConsole, overseersOf } from './oversight-who.ts'
import { note, write } from './records.ts'
import { headerOf } from './request-view.ts'
import { everyRow } from './row-data.ts'
import { handOf, nodeHand, type World } from './world.ts'

const type = 'access.copied'
/** A copy that somebody hands in is read up to this size as one piece; a larger one is known by its bytes alone. */
const asText = { maxBytes: 32 * 1024 * 1024, maxDepth: 64 } as const

/** Where a copy came from, as the log says. */
export interface CopyFound {
  readonly index: number
  readonly at: Instant
  readonly officer: string
  /** Id of the matter, or `tracing/ID`. */
  readonly subject: string
  readonly what: string
}

/**
 * The content of a copy, in one form: JSON by its canonical bytes, so that a program that indents it again makes no other
 * copy of it; everything else byte for byte.
 */
function contentOf(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x7b && bytes[0] !== 0x5b) return bytes
  const read = readJson(bytes, asText)
  if (!read.ok) return bytes
  try {
    return canonical(read.value as Json)
  } catch {
    return bytes
  }
}

/** Keyed, so that the log does not tell whoever reads it whether a text was taken out. */
function markOfDigest(key: Uint8Array, sha256: Uint8Array): string {
  return createHmac('sha256', key).update('copy ').update(sha256).digest('base64url')
}

/**
 * Before a copy leaves: which content it is, by a keyed digest. A copy that turns up outside is then led back to the
 * officer who took it; one that leads nowhere did not leave through a door that keeps a record.
 */
export async function putCopyOnRecord(
  world: World,
  actor: string,
  subject: string,
  what: string,
  content: Uint8Array | string,
): Promise<void> {
  const hand = handOf(world, actor)
  if (hand === undefined) throw new Error('a copy was made for nobody')
  const bytes = contentOf(typeof content === 'string' ? Buffer.from(content) : content)
  const mark = markOfDigest(await markKey(world), createHash('sha256').update(bytes).digest())
  const entry = note(`access/${subject}`, type, world.clock.now(), { subject, what, mark })
  const committed = await world.store.commit({ events: [write(world, hand, entry).event] })
  if (!committed.ok) throw new Error(`a copy could not be put on record: ${committed.refusal.name}`)
}

/** What the log knows of a copy that somebody brings. */
export interface CopyTraced {
  readonly sha256: string
  readonly found: readonly CopyFound[]
  /** It is a file of a matter that nobody took out by the record. */
  readonly fileOf: readonly string[]
  /** It is known here and no taking out is on record, or it is not known at all. */
  readonly logged: boolean
}

/**
 * Whose copy is this? By its content: copies that were taken out, then files of matters with the officers who took them.
 * Where nothing is on record, that is put on record and told to those who watch.
 */
export async function traceCopy(
  world: World,
  actor: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Outcome<CopyTraced>> {
  const hand = await openConsole(world, actor, 'audit', '', { part: 'copies', what: 'whose copy' })
  if (!hand.ok) return hand
  const { digests, sha256 } = await digestsOf(content)
  const key = await markKey(world)
  const marks = new Set(digests.map((one) => markOfDigest(key, one)))
  const files = await filesWith(world, sha256)
  const found: CopyFound[] = []
  for await (const event of everyEvent(world.store, { types: [type, 'access.exported'] })) {
    const data = headerOf(event)?.data as
      | { subject?: string; what?: string; mark?: string }
      | undefined
    const { subject = '', what = '', mark = '' } = data ?? {}
    const isCopy = event.type === type && marks.has(mark)
    const isFile = event.type !== type && files.some((f) => f.id === what && f.stream === subject)
    if (isCopy || isFile)
      found.push({ index: event.index, at: event.at, officer: event.actor, subject, what })
  }
  const logged = found.length > 0
  if (!logged) await tellOfUnlogged(world, sha256, files.length > 0)
  return done({ sha256, found, fileOf: files.map((f) => f.stream), logged })
}

async function digestsOf(
  content: AsyncIterable<Uint8Array>,
): Promise<{ readonly digests: readonly Uint8Array[]; readonly sha256: string }> {
  const whole = createHash('sha256')
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of content) {
    whole.update(part)
    size += part.length
    if (size <= asText.maxBytes) parts.push(part)
    else parts.length = 0
  }
  const plain = whole.digest()
  const digests = [plain]
  if (size <= asText.maxBytes)
    digests.push(
      createHash('sha256')
        .update(contentOf(Buffer.concat(parts)))
        .digest(),
    )
  return { digests, sha256: `sha256:${plain.toString('hex')}` }
}

async function filesWith(world: World, digest: string): Promise<readonly AttachmentRow[]> {
  const found: AttachmentRow[] = []
  for await (const { data } of everyRow<AttachmentRow>(world.store, { kind: 'attachment' }))
    if (data.digest === digest) found.push(data)
  return found
}

/** An unlogged export: the digest stays out of the log, that one was found does not. */
async function tellOfUnlogged(world: World, sha256: string, isFile: boolean): Promise<void> {
  const at = world.clock.now()
  const told = overseersOf(world, world.id, '')
  const entry = note('oversight/copies', 'oversight.copy-unlogged', at, { file: isFile })
  await world.store.commit({
    events: [write(world, nodeHand(world, 'node'), entry).event],
    rows: told.map((officer) =>
      noticeFor({
        id: world.ids.next(),
        officer,
        at,
        kind: 'copy-unlogged',
        text: `a copy was handed in (${sha256.slice(0, 19)}) whose taking out is nowhere on record`,
        about: '',
      }),
    ),
  })
}
