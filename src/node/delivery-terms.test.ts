import { expect, it } from 'vitest'
import { digest, type Id, type Instant, must } from '#base'
import { memoryStore } from '#store'
import { testWorld } from '../store/test-world.ts'
import { sentKey } from './delivery-rows.ts'
import { numberOldLetters } from './delivery-terms.ts'
import type { World } from './world.ts'

const at = '2025-01-20T09:10:00.000Z' as Instant

/** A store as a node left it before there were two lanes: letters without numbers, and the count of the channel. */
async function oldStore(letters: number, counted: number) {
  const { keeping } = testWorld()
  const store = await memoryStore({ ...keeping, dir: '' } as never)
  for (let i = 1; i <= letters; i++) {
    const id = `01948291-1e40-7000-8000-00000000000${i}`
    const stream = `matter/${i}`
    must(
      await store.commit({
        events: [
          {
            id: `01948291-1e40-7000-8000-0000000000a${i}` as Id,
            stream,
            type: 'request.sent',
            at,
            actor: 'XV-FIU/analyst',
            record: Buffer.from(`record ${i}`),
            signature: Buffer.from('s'),
          },
        ],
        outgoing: [
          { id, to: 'XN-FIU', bytes: Buffer.from(`letter ${i}`), notBefore: at, priority: 5 },
        ],
        rows: [
          {
            kind: 'letter',
            key: `${stream}/${id}`,
            data: { to: 'XN-FIU', stream, record: `r${i}`, sentAt: at },
          },
        ],
      }),
    )
  }
  const data = { sequence: counted, last: null }
  must(await store.commit({ events: [], rows: [{ kind: 'channel', key: 'out:XN-FIU', data }] }))
  return store
}

it('letters of an old folder get the numbers that they have, so that a query finds them', async () => {
  const store = await oldStore(3, 3)
  const world = { store, clock: { now: () => at } } as unknown as World
  await numberOldLetters(world)
  for (let i = 1; i <= 3; i++) {
    const sent = await store.row('sent', sentKey('XN-FIU', 'routine', i))
    const id = `01948291-1e40-7000-8000-00000000000${i}`
    expect(sent?.data).toEqual({ letter: id, stream: `matter/${i}` })
    const letter = await store.row('letter', `matter/${i}/${id}`)
    expect(letter?.data).toMatchObject({
      sequence: i,
      lane: 'routine',
      record: `r${i}`,
      envelope: digest(Buffer.from(`letter ${i}`)),
    })
  }
  const before = (await store.head()).size
  await numberOldLetters(world)
  expect((await store.head()).size).toBe(before)
})

it('where letters are missing from the outbox, no number is guessed', async () => {
  const store = await oldStore(2, 5)
  const world = { store, clock: { now: () => at } } as unknown as World
  await numberOldLetters(world)
  expect(await store.row('sent', sentKey('XN-FIU', 'routine', 1))).toBeUndefined()
})
