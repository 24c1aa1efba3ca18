import { must } from '#base'
import { memoryStore, type Store } from '#store'
import { anAct, anEvent, digestOfText, testWorld, utf8 } from '../../src/store/test-world.ts'
import type { Gallery } from './gallery.ts'

const world = testWorld('gallery.example/log')
let opened: Promise<Store> | undefined
const store = () => {
  opened ??= memoryStore(world.keeping)
  return opened
}

/** Frees the store that the examples shared. */
export async function closeStore(): Promise<void> {
  await (await opened)?.close()
}

const received = (id: string, text = 'the letter') => ({
  sender: 'XN-FIU',
  id,
  digest: digestOfText(text),
})
const body = (id: string) => ({ id, bytes: utf8('the text') })
const envelope = (id: string) => ({
  id,
  to: 'XN-FIU',
  bytes: utf8('sealed'),
  priority: 5,
  notBefore: world.now(),
})

export const storeGallery: Gallery = {
  'stream-moved': {
    situation: 'two officers decide on the same version of a matter',
    example: async () =>
      (await store()).commit(anAct(world, { expect: [{ stream: 'request/2', version: 7 }] })),
  },
  'row-moved': {
    situation: 'an act was decided on a row that was changed in the meantime',
    example: async () =>
      (await store()).commit(
        anAct(world, {
          expectRows: [{ kind: 'channel', key: 'out:XN-FIU', data: { sequence: 7 } }],
        }),
      ),
  },
  'event-exists': {
    situation: 'a record is written twice under one id',
    example: async () => {
      const event = anEvent(world, { stream: 'request/3' })
      must(await (await store()).commit({ events: [event] }))
      return (await store()).commit({ events: [event] })
    },
  },
  'body-exists': {
    situation: 'a text is stored twice under one id',
    example: async () =>
      (await store()).commit(anAct(world, { bodies: [body('b-1'), body('b-1')] })),
  },
  'outgoing-exists': {
    situation: 'a letter is put into the outbox twice under one id',
    example: async () =>
      (await store()).commit(anAct(world, { outgoing: [envelope('o-1'), envelope('o-1')] })),
  },
  'already-received': {
    situation: 'the same letter arrives a second time',
    example: async () => {
      must(await (await store()).commit(anAct(world, { received: received('e-1') })))
      return (await store()).commit(anAct(world, { received: received('e-1') }))
    },
  },
  'received-differs': {
    situation: 'a letter arrives under an id that another letter has used',
    example: async () => {
      must(await (await store()).commit(anAct(world, { received: received('e-2') })))
      return (await store()).commit(anAct(world, { received: received('e-2', 'another letter') }))
    },
  },
  'received-unknown': {
    situation: 'a letter is answered that has not arrived',
    example: async () => (await store()).answerReceived('XN-FIU', 'e-9', utf8('receipt')),
  },
  'already-answered': {
    situation: 'a letter that was answered is answered otherwise',
    example: async () => {
      must(await (await store()).commit(anAct(world, { received: received('e-3') })))
      must(await (await store()).answerReceived('XN-FIU', 'e-3', utf8('receipt')))
      return (await store()).answerReceived('XN-FIU', 'e-3', utf8('another'))
    },
  },
  'outgoing-unknown': {
    situation: 'a delivery is reported that nobody had ordered',
    example: async () =>
      (await store()).settleOutgoing({ id: 'o-9', attempt: 1, answer: utf8('receipt') }),
  },
  'claim-lost': {
    situation: 'a delivery is reported after its time, when another attempt was begun',
    example: async () => {
      must(await (await store()).commit(anAct(world, { outgoing: [envelope('o-2')] })))
      return (await store()).settleOutgoing({ id: 'o-2', attempt: 1, answer: utf8('late') })
    },
  },
  'body-unknown': {
    situation: 'a text is to be erased that is not stored',
    example: async () => (await store()).commit(anAct(world, { erase: ['b-9'] })),
  },
  'event-unknown': {
    situation: 'the person behind a record is to be erased and there is no such record',
    example: async () => (await store()).commit(anAct(world, { redact: ['r-9'] })),
  },
  'beyond-the-log': {
    situation: 'a proof is asked for an entry that the log does not have yet',
    example: async () => (await store()).inclusion(4711, 4711),
  },
}
