import { type Digest, done, type Instant, instant, millis, type Outcome, refuse } from '#base'
import { exchangeRefusal, keyOfNote, readGet, signGet } from '#exchange'
import { type AttachmentRow, attachmentChange, attachmentOf, noteOf } from './attachments.ts'
import { isFull } from './attachments-refusals.ts'
import { sealOf } from './known-keys.ts'
import { note, write } from './records.ts'
import { rowData } from './row-data.ts'
import { nodeHand, type Pull, type World } from './world.ts'

/** Seconds before a file is asked for again: doubled each time, at most ten minutes. */
const backOff = { firstSeconds: 2, mostSeconds: 600 } as const
/** A peer that is silent for so long has broken off. */
const silenceMilliseconds = 60_000

/** How far the files on their way are, for the page: sealed bytes, by node and file. Lost at a restart, told anew. */
export type Transfers = Map<string, { readonly at: number; readonly length: number }>

/** Asks for every file whose time has come, one after the other from each peer; waits for none. */
export async function fetchAttachments(world: World): Promise<number> {
  const due = await world.store.rows({
    kind: 'attachment',
    dueBefore: instant(millis(world.clock.now()) + 1),
    order: 'due',
    limit: 100,
  })
  let begun = 0
  for (const found of due.rows) {
    const row = rowData<AttachmentRow>(found)
    if (row.state !== 'wanted' || world.transfers.has(`in ${row.id}`)) continue
    world.transfers.set(`in ${row.id}`, { at: 0, length: 1 })
    begun++
    // Beside the letters, not among them: a large file holds up no letter.
    world.flights.start(`files of ${row.by}`, async (signal) => {
      try {
        await fetchOne(world, row, signal)
      } finally {
        world.transfers.delete(`in ${row.id}`)
      }
    })
  }
  return begun
}

async function fetchOne(world: World, row: AttachmentRow, signal: AbortSignal): Promise<void> {
  const kept = await noteOf(world, row.id)
  if (kept === undefined) return
  const arriving = await world.store.blobs.sealed.arriving(
    row.id,
    keyOfNote(kept.note),
    kept.note.bytes,
  )
  const begun = arriving.at
  let outcome: Outcome<void> = done(undefined)
  let cut: string | undefined
  try {
    if (arriving.at < arriving.length) {
      const path = `/exchange/attachments/${row.id}`
      const request = { path, from: arriving.at, node: world.id }
      const headers = signGet(request, world.keys.seal, world.clock.now())
      const url = `${world.addressOf(row.by)}${path}`
      const answer = await world.pull(url, headers, signal)
      if (answer.status !== 206) cut = `status ${answer.status}`
      else
        for await (const part of answer.body) {
          outcome = await arriving.take(part)
          world.transfers.set(`in ${row.id}`, { at: arriving.at, length: arriving.length })
          if (!outcome.ok) break
        }
    }
    if (outcome.ok && cut === undefined) outcome = await arriving.finish(row.digest as Digest)
  } catch (error) {
    cut = isFull(error)
      ? 'the disk of this node has no room for it; it goes on when there is'
      : error instanceof Error
        ? (causeOf(error) ?? error.message)
        : 'unknown fault'
  } finally {
    await arriving.close().catch(() => {})
  }
  if (signal.aborted) return
  if (cut === undefined && outcome.ok) return settle(world, row, 'verified')
  const name = outcome.ok ? undefined : outcome.refusal.name
  // Whoever gives more each time is not made to wait longer each time.
  const attempts = arriving.at > begun ? 1 : (row.attempts ?? 0) + 1
  // A wrong chunk may be the wire's doing; a sender that gives wrong ones time and again is believed to mean it.
  if (name === 'attachment-differs' && attempts >= 8) return settle(world, row, 'refused')
  await later(world, row, attempts, cut ?? name ?? 'cut off')
}

function causeOf(error: Error): string | undefined {
  return (error.cause as { code?: string } | undefined)?.code
}

async function later(world: World, row: AttachmentRow, attempts: number, reason: string) {
  const seconds = Math.min(
    backOff.mostSeconds,
    backOff.firstSeconds * 2 ** Math.min(10, attempts - 1),
  )
  const due = instant(millis(world.clock.now()) + seconds * 1000) as Instant
  await world.store.commit({
    events: [],
    rows: [attachmentChange({ ...row, attempts, reason: reason.slice(0, 200) }, due)],
  })
  world.observe({ what: 'attachment-waits', id: row.id, attempts, reason: reason.slice(0, 200) })
}

/** Whole or refused: on record here, and told to the sender. */
async function settle(world: World, row: AttachmentRow, state: 'verified' | 'refused') {
  const now = world.clock.now()
  const matter = row.stream.slice(row.stream.indexOf('/') + 1)
  const written = write(
    world,
    nodeHand(world, 'node'),
    note(`attachments/${matter}`, `attachment.${state}`, now, {
      attachment: row.id,
      from: row.by,
      letter: row.letter ?? '',
    }),
  )
  const { reason: _, ...rest } = row
  const settled = { ...rest, state, ...(state === 'verified' ? { verifiedAt: now } : {}) }
  await world.store.commit({
    events: [written.event],
    rows: [
      attachmentChange(settled),
      { kind: 'attachment-untold', key: row.id, data: { state }, due: now },
    ],
  })
  world.observe({ what: 'attachment-settled', id: row.id, state })
}

/** The sealed bytes of a file for the node to which a letter announced it, from the byte that it asks for. */
export async function serveAttachment(
  world: World,
  id: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<
  Outcome<{
    readonly from: number
    readonly length: number
    readonly body: AsyncIterable<Uint8Array>
  }>
> {
  const asked = readGet(
    `/exchange/attachments/${id}`,
    headers,
    world.clock.now(),
    (node, keyId, at) => sealOf(world.federation, node, keyId, at),
  )
  if (!asked.ok) return asked
  const { node, from } = asked.value
  const row = await attachmentOf(world, id)
  const unknown = exchangeRefusal(
    'attachment-not-announced',
    'no letter of this node to yours announces such a file',
  )
  if (row === undefined || !row.to?.some((to) => to.node === node)) return unknown
  const length = await world.store.blobs.sealed.sealedLength(id)
  const body = await world.store.blobs.sealed.sealed(id, from)
  if (length === undefined || body === undefined || row.state === 'erased') return unknown
  if (from >= length)
    return refuse({
      kind: 'conflict',
      name: 'attachment-range',
      ground: `the file has ${length} sealed bytes, asked for from byte ${from}`,
      citation: 'RFC 9110, 15.5.17',
      remedy: 'ask from a byte that the file has',
    })
  return done({ from, length, body: counted(world, id, node, from, length, body) })
}

async function* counted(
  world: World,
  id: string,
  node: string,
  from: number,
  length: number,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let at = from
  for await (const part of body) {
    yield part
    at += part.length
    world.transfers.set(`out ${id} ${node}`, { at, length })
  }
}

/** How what is streamed comes in: HTTP, following nobody elsewhere, broken off after a minute of silence. */
export const fetchPull: Pull = async (url, headers, signal) => {
  const silence = new AbortController()
  const patience = () =>
    setTimeout(() => silence.abort(new Error('silent for a minute')), silenceMilliseconds)
  let timer = patience()
  const answer = await fetch(url, {
    headers: { ...headers },
    redirect: 'error',
    signal: AbortSignal.any([silence.signal, ...(signal === undefined ? [] : [signal])]),
  })
  async function* parts(): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of answer.body ?? []) {
        clearTimeout(timer)
        yield part
        timer = patience()
      }
    } finally {
      clearTimeout(timer)
    }
  }
  return { status: answer.status, body: parts() }
}
