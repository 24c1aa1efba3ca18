import { digest, type Json } from '#base'
import { lanes } from '#exchange'
import type { RowChange } from '#store'
import { channelRow, type LetterRow, readChannel, sentKey } from './delivery-rows.ts'
import { note, write } from './records.ts'
import { plain, rowData } from './row-data.ts'
import { nodeHand, type World } from './world.ts'

/**
 * Letters without a final word whose term ends in a few days go on record once, so that an officer sees them before the
 * other side refuses them for their age. Nothing is decided: silence is no answer, before the end of a term and after it.
 */
export async function warnOfTerms(world: World): Promise<number> {
  const now = world.clock.now()
  const page = await world.store.rows({ kind: 'letter', dueBefore: now, order: 'due', limit: 200 })
  for (const row of page.rows) {
    const id = row.key.slice(row.key.lastIndexOf('/') + 1)
    await world.locks.run([`letter:${id}`], async () => {
      const fresh = await world.store.row('letter', row.key)
      if (fresh?.due === undefined) return
      const letter = rowData<LetterRow>(fresh)
      const written = write(
        world,
        nodeHand(world, 'clock'),
        note(`channel/${letter.to}`, 'letter.term-warned', now, {
          letter: id,
          sentAt: letter.sentAt,
          expires: letter.expires ?? null,
        }),
      )
      await world.store.commit({
        events: [written.event],
        rows: [{ kind: 'letter', key: row.key, data: plain({ ...letter, warnedAt: now }) }],
      })
    })
  }
  return page.rows.length
}

/**
 * Folders of before there were two lanes: letters get the number that they have, which is their place in the order of
 * the log, so that a query about a missing one finds it. Done once, at a start.
 */
export async function numberOldLetters(world: World): Promise<void> {
  if ((await world.store.row('channel', 'numbered')) !== undefined) return
  const all: { to: string; id: string; index: number; envelope: string }[] = []
  let after: string | undefined
  do {
    const page = await world.store.scan('outbox', after, 50)
    for (const row of page.rows)
      all.push({
        to: String(row.recipient),
        id: String(row.id),
        index: Number(row.event_index),
        envelope: digest(row.bytes as Uint8Array),
      })
    after = page.next
  } while (after !== undefined)
  const rows: RowChange[] = []
  for (const [to, letters] of Map.groupBy(all, (l) => l.to)) {
    const out = await readChannel(world, 'out', to, 'routine')
    const inOrder = letters.toSorted((a, b) => a.index - b.index || (a.id < b.id ? -1 : 1))
    // Only where the count says that none is missing is the place in the order the number.
    if (inOrder.length !== out.sequence) continue
    for (const [i, { id, index, envelope }] of inOrder.entries())
      rows.push(...(await oldLetter(world, to, i + 1, { id, index, envelope })))
    rows.push(
      channelRow('ack', to, lanes[0], { sequence: out.sequence, last: null }, world.clock.now()),
    )
  }
  rows.push({ kind: 'channel', key: 'numbered', data: { at: world.clock.now() } })
  await world.store.commit({ events: [], rows })
}

async function oldLetter(
  world: World,
  to: string,
  sequence: number,
  {
    id,
    index,
    envelope,
  }: { readonly id: string; readonly index: number; readonly envelope: string },
): Promise<readonly RowChange[]> {
  const stream = (await world.store.eventAt(index))?.stream ?? `channel/${to}`
  const key = `${stream}/${id}`
  const row = await world.store.row('letter', key)
  const sent: RowChange = {
    kind: 'sent',
    key: sentKey(to, 'routine', sequence),
    data: { letter: id, stream },
  }
  if (row === undefined) return [sent]
  const data = { ...(row.data as Record<string, Json>), sequence, lane: 'routine', envelope }
  return [sent, { kind: 'letter', key, data }]
}
