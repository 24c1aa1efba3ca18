import { must, systemRandom } from '#base'
import { signGet } from '#exchange'
import type { Node } from '#node'
import { readEnclosed } from '../../src/node/attachments-enclosed.ts'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import {
  fullRequest,
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import { sealedFilesOn } from '../../src/store/sealed-files.ts'
import { memoryShelf } from '../../src/store/shelf.ts'
import type { Gallery } from './gallery.ts'

interface Room {
  readonly fed: TestFederation
  readonly xv: Node
  readonly xn: Node
  readonly matter: string
  /** Sent to XV-FIU by XN-FIU, and fetched. */
  readonly file: string
}

let opened: Promise<Room> | undefined
function at(): Promise<Room> {
  opened ??= room()
  return opened
}

export async function closeAttachments(): Promise<void> {
  await (await opened)?.fed.close()
}

const key = new Uint8Array(32).fill(3)
const about = { title: 'statement of account', type: 'application/pdf' }
async function* content(text = 'account 4711') {
  yield Buffer.from(text)
}

async function room(): Promise<Room> {
  const fed = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
  const [xv, xn] = [fed.node('XV-FIU'), fed.node('XN-FIU')]
  const matter = await sendRequest(xv, 'XN-FIU', {
    ...fullRequest,
    evidence: 'with-consent',
    retainUntil: '2025-06-30',
  })
  await fed.settle()
  const acknowledge = {
    do: 'act',
    id: matter,
    action: 'acknowledge',
    document: { class: 'normal' },
  } as const
  must(await xn.handle('XN-FIU/analyst', acknowledge))
  const { id: file } = must(await xn.attachments.add('XN-FIU/analyst', matter, about, content()))
  must(await xn.attachments.release('XN-FIU/head', matter, file))
  must(
    await xn.handle('XN-FIU/head', { do: 'act', id: matter, action: 'reply', document: goodReply }),
  )
  await fed.settle()
  await fed.settle()
  return { fed, xv, xn, matter, file }
}

async function kept(): Promise<Room & { readonly fresh: string }> {
  const here = await at()
  const added = await here.xn.attachments.add('XN-FIU/analyst', here.matter, about, content())
  return { ...here, fresh: must(added).id }
}

/** The one item with a last day, at the node that was given it. */
async function item(): Promise<Room & { readonly item: string }> {
  const here = await at()
  const [first] = must(await here.xn.retention.list('XN-FIU/analyst'))
  return { ...here, item: first!.item }
}

const hold = { until: '2025-09-30', reason: 'a court of XN has asked for this document' }

async function arriving(bytes: number) {
  const files = sealedFilesOn(memoryShelf(), key, { bytes: (n) => new Uint8Array(n) })
  return files.arriving('a', key, bytes)
}

export const attachmentsGallery: Gallery = {
  'attachment-unreadable': {
    situation: 'a file is added under a title that turns the reading direction around',
    example: async () => {
      const { xn, matter } = await at()
      const turned = { ...about, title: 'fdp.\u202etnemetats' }
      return xn.attachments.add('XN-FIU/analyst', matter, turned, content())
    },
  },
  'attachment-conditions': {
    situation: 'a file is to be held until a day that is in no calendar',
    example: async () => {
      const { xn, matter } = await at()
      const conditions = {
        handling: 'TLP:AMBER',
        evidence: 'no',
        onward: 'no',
        retainUntil: '2026-02-30',
      }
      return xn.attachments.add('XN-FIU/analyst', matter, { ...about, conditions }, content())
    },
  },
  'attachment-too-large': {
    situation: 'a file has more bytes than a node takes',
    example: async () => {
      const { xn, matter } = await at()
      // The first part says that it is larger than anything that is taken; nothing of it is read.
      async function* endless() {
        yield { length: 2 ** 40 } as Uint8Array
      }
      return xn.attachments.add('XN-FIU/analyst', matter, about, endless())
    },
  },
  'attachment-no-room': {
    situation: 'the disk is full while a file is taken in',
    example: async () => {
      const { xn, matter } = await at()
      // What the stream meets when the disk takes no more of it.
      async function* cut() {
        yield Buffer.from('4711')
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      }
      return xn.attachments.add('XN-FIU/analyst', matter, about, cut())
    },
  },
  'attachment-unknown': {
    situation: 'an officer asks for a file that is not in the matter',
    example: async () => {
      const { xn, matter } = await at()
      return xn.attachments.read('XN-FIU/analyst', matter, '01948291-1e40-7000-8000-000000000001')
    },
  },
  'attachment-not-kept': {
    situation: 'a file that was sent is released once more',
    example: async () => {
      const { xn, matter, file } = await at()
      return xn.attachments.release('XN-FIU/head', matter, file)
    },
  },
  'attachment-own-release': {
    situation: 'the officer who added a file releases it',
    example: async () => {
      const { xn, matter, fresh } = await kept()
      return xn.attachments.release('XN-FIU/analyst', matter, fresh)
    },
  },
  'attachment-not-whole': {
    situation: 'a file is taken as whole before its last chunk is here',
    example: async () =>
      (await arriving(100_000)).finish(
        `sha256:${'0'.repeat(64)}` as Parameters<Awaited<ReturnType<typeof arriving>>['finish']>[0],
      ),
  },
  'attachment-differs': {
    situation: 'what arrives was not sealed under the key of the letter',
    example: async () => (await arriving(100)).take(new Uint8Array(80)),
  },
  'attachment-erased': {
    situation: 'a file is opened after its last day',
    example: async () => {
      const { xv, matter, file } = await at()
      await xv.retention.confirm('XV-FIU/analyst', file)
      must(await xv.retention.confirm('XV-FIU/head', file))
      return xv.attachments.read('XV-FIU/analyst', matter, file)
    },
  },
  'attachment-range': {
    situation: 'a partner asks for a file from a byte behind its end',
    example: async () => {
      const { fed, xn, file } = await at()
      const dir = fed.dir('XV-FIU')
      const { seal } = readKeyring(dir, keySecret(dir, undefined, systemRandom))
      const path = `/exchange/attachments/${file}`
      const request = { path, from: 1_000_000, node: 'XV-FIU' }
      return xn.attachments.serve(file, signGet(request, seal, fed.clock.now()))
    },
  },
  'attachment-not-announced': {
    situation: 'a letter announces a file that none of its records brings',
    example: async () => {
      const statement = {
        attachments: [{ digest: `sha256:${'0'.repeat(64)}`, bytes: 1, type: 'a/b' }],
      }
      const now = '2025-01-20T09:10:00.000Z'
      return readEnclosed({} as never, { statement } as never, [], now as never)
    },
  },
  'request-unsigned': {
    situation: 'somebody asks for the sealed bytes of a file without being a node of the network',
    example: async () => {
      const { xn, file } = await at()
      return xn.attachments.serve(file, { range: 'bytes=0-' })
    },
  },
  'retention-unknown': {
    situation: 'a decision is made about something that has no last day',
    example: async () => (await at()).xn.retention.confirm('XN-FIU/analyst', 'no-such-item'),
  },
  'retention-hold-role': {
    situation: 'an analyst holds an item beyond its last day',
    example: async () => {
      const { xn, item: id } = await item()
      return xn.retention.hold('XN-FIU/analyst', id, hold)
    },
  },
  'retention-hold-term': {
    situation: 'an item is held for three years at once',
    example: async () => {
      const { xn, item: id } = await item()
      return xn.retention.hold('XN-FIU/head', id, { ...hold, until: '2028-01-01' })
    },
  },
  'retention-hold-reason': {
    situation: 'an item is held without a reason',
    example: async () => {
      const { xn, item: id } = await item()
      return xn.retention.hold('XN-FIU/head', id, { ...hold, reason: 'needed' })
    },
  },
  'retention-not-held': {
    situation: 'a hold is ended that nobody ordered',
    example: async () => {
      const { xn, item: id } = await item()
      return xn.retention.lift('XN-FIU/head', id)
    },
  },
  'retention-held': {
    situation: 'an item is to be erased while it is held',
    example: async () => {
      const { xn, item: id } = await item()
      must(await xn.retention.hold('XN-FIU/head', id, hold))
      const refused = await xn.retention.confirm('XN-FIU/analyst', id)
      must(await xn.retention.lift('XN-FIU/head', id))
      return refused
    },
  },
  'retention-second': {
    situation: 'one officer says twice that a piece of evidence can go',
    example: async () => {
      const { xn, item: id } = await item()
      await xn.retention.confirm('XN-FIU/analyst', id)
      return xn.retention.confirm('XN-FIU/analyst', id)
    },
  },
}
