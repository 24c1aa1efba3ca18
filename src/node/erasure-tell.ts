import { type Digest, digest, instant, millis } from '#base'
import { type LetterRef, readRecord } from '#exchange'
import type { RowChange } from '#store'
import { attachmentOf } from './attachments.ts'
import { headNow, letterRefs, sendNotice } from './delivery-notices.ts'
import { plain, rowData } from './row-data.ts'
import type { World } from './world.ts'

/** What one sender has still to be told: written in the transaction of the erasure, gone in that of the notice. */
interface Untold {
  readonly stream: string
  readonly peer: string
  readonly letters: readonly LetterRef[]
  /** Of the records that were erased, and of the content of files. */
  readonly records: readonly Digest[]
  readonly ground: string
}

/** Digests in one notice. */
const mostRecords = 256
/** A notice that could not be written is tried again after this many minutes. */
const againMinutes = 10

/**
 * The rows that remember whom to tell of an erasure. They are kept in its own transaction, so that a machine that goes
 * off in between tells the senders when it is on again.
 *
 * @param bodies of records and of files; those that this node wrote itself are told to nobody
 * @param erasure id of the event of the erasure, which makes the keys its own
 */
export async function untoldRows(
  world: World,
  stream: string,
  bodies: readonly string[],
  ground: string,
  erasure: string,
): Promise<readonly RowChange[]> {
  const letters = await letterRefs(world, stream)
  const gone = (await Promise.all(bodies.map((id) => whatWas(world, id)))).filter(
    (one) => one !== undefined,
  )
  const now = world.clock.now()
  const rows: RowChange[] = []
  for (const [peer, theirs] of Map.groupBy(gone, (one) => one.from)) {
    const sent = letters.filter((letter) => letter.from === peer).map((letter) => letter.ref)
    for (let at = 0; at < theirs.length; at += mostRecords) {
      const some = theirs.slice(at, at + mostRecords)
      // What was erased, and not everything that the peer ever wrote in the matter.
      const named = new Map(
        some.flatMap((one) => {
          const brought = one.broughtBy(sent)
          return brought === undefined ? [] : [[brought.letter, brought] as const]
        }),
      )
      if (named.size === 0) continue
      const untold: Untold = {
        stream,
        peer,
        letters: [...named.values()],
        records: some.map((one) => one.digest),
        ground,
      }
      const key = `${erasure}/${peer}/${at}`
      rows.push({ kind: 'erasure-untold', key, data: plain(untold), due: now })
    }
  }
  return rows
}

/** Something of a partner that is to be erased, and which of its letters brought it. */
interface Gone {
  readonly from: string
  readonly digest: Digest
  broughtBy(letters: readonly LetterRef[]): LetterRef | undefined
}

async function whatWas(world: World, id: string): Promise<Gone | undefined> {
  const file = await attachmentOf(world, id)
  if (file !== undefined)
    return file.letter === undefined
      ? undefined
      : {
          from: file.by,
          digest: file.digest as Digest,
          broughtBy: (letters) => letters.find((ref) => ref.letter === file.letter),
        }
  const event = await world.store.event(id)
  const header = event?.record ? readRecord(event.record) : undefined
  if (!event?.record || !header?.ok || header.value.node === world.id) return undefined
  return {
    from: header.value.node,
    digest: digest(event.record),
    // The records of a letter follow each other in the log, from the index under which the letter is kept.
    broughtBy: (letters) =>
      letters
        .filter((ref) => ref.index <= event.index)
        .reduce<LetterRef | undefined>(
          (best, ref) => (best === undefined || ref.index > best.index ? ref : best),
          undefined,
        ),
  }
}

/** Tells everybody who gave something that it is gone here, once each. Must not be called while a channel is held. */
export async function tellErasures(world: World): Promise<void> {
  await world.locks.run(['erasure-untold'], async () => {
    const page = await world.store.rows({
      kind: 'erasure-untold',
      dueBefore: instant(millis(world.clock.now()) + 1),
      order: 'due',
      limit: 50,
    })
    for (const row of page.rows) await tellOne(world, row.key, rowData<Untold>(row))
  })
}

async function tellOne(world: World, key: string, untold: Untold): Promise<void> {
  const { stream, peer, letters, records, ground } = untold
  const sent = await sendNotice(
    world,
    peer,
    { v: 1, notice: 'erased', letters, head: await headNow(world), records, ground },
    { conversation: stream, rows: [{ kind: 'erasure-untold', key, data: null }] },
  )
  if (sent.ok) return
  const { name, kind } = sent.refusal
  world.observe({ what: 'refused', name, kind, in: 'erasure' })
  const due = instant(millis(world.clock.now()) + againMinutes * 60_000)
  await world.store.commit({
    events: [],
    rows: [{ kind: 'erasure-untold', key, data: plain(untold), due }],
  })
}
