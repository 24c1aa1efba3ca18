import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest, must, systemRandom } from '#base'
import { type Node, type NodeOptions, openNode } from '#node'
import { keepStore, memoryBackend } from '#store'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import { readNodeFile } from '../../src/node/make-node.ts'
import {
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'
import { blobsOn } from '../../src/store/blobs.ts'
import { memoryShelf } from '../../src/store/shelf.ts'

/** Compromised host, "flip any byte": of the files beside the database, at the sender and at the receiver. */

const statement = Buffer.alloc(150_000, 'account 4711, booked, balance\n')
async function* once(bytes: Uint8Array) {
  yield bytes
}

interface Disk {
  readonly backend: ReturnType<typeof memoryBackend>
  readonly blobs: ReturnType<typeof memoryShelf>
  readonly sealed: ReturnType<typeof memoryShelf>
}

let federation: TestFederation
const disks = new Map<string, Disk>()
const made = new Map<string, NonNullable<NodeOptions['made']>>()
const sides = ['XN-FIU', 'XV-FIU'] as const

const onDisk =
  ({ backend, blobs, sealed }: Disk): Exclude<NodeOptions['storage'], string | undefined> =>
  (options) =>
    keepStore(backend, blobsOn(blobs, sealed, { kek: options.kek, random: systemRandom }), options)

beforeAll(async () => {
  const storage: NodeOptions['storage'] = (options) => {
    const disk = { backend: memoryBackend(), blobs: memoryShelf(), sealed: memoryShelf() }
    disks.set(options.origin.split('/')[1]!.toUpperCase(), disk)
    return onDisk(disk)(options)
  }
  federation = await testFederation(sides, '2025-01-20T09:10:00.000Z', { storage })
  const [xn, xv] = [federation.node('XN-FIU'), federation.node('XV-FIU')]
  const id = await sendRequest(xv, 'XN-FIU')
  await federation.settle()
  const act = async (action: string, document: object) =>
    must(await xn.handle('XN-FIU/head', { do: 'act', id, action, document: document as never }))
  await act('acknowledge', { class: 'normal' })
  const about = { title: 'statements of two accounts', type: 'application/pdf' }
  const file = must(await xn.attachments.add('XN-FIU/analyst', id, about, once(statement)))
  must(await xn.attachments.release('XN-FIU/head', id, file.id))
  await act('reply', goodReply)
  await federation.settle()
  await federation.settle()
  const [there] = must(await xv.attachments.list('XV-FIU/analyst', id))
  expect(there).toMatchObject({ state: 'verified', digest: digest(statement) })
  for (const side of sides) {
    const dir = federation.dir(side)
    const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
    made.set(side, { file: readNodeFile(dir), keys })
  }
}, 60_000)
afterAll(() => federation.close())

/** What the auditor is told of this disk. */
async function audited(side: string, disk: Disk): Promise<readonly string[]> {
  const node: Node = await openNode({
    dir: federation.dir(side),
    made: made.get(side)!,
    clock: federation.clock,
    storage: onDisk({ ...disk, backend: memoryBackend(disk.backend.tables) }),
    post: async () => {
      throw new Error('alone')
    },
  })
  try {
    return (await node.audit()).findings.map((f) => `${f.where}: ${f.text}`)
  } finally {
    await node.close()
  }
}

async function filesOn(disk: Disk): Promise<string[]> {
  const names: string[] = []
  for await (const name of disk.sealed.names()) names.push(name)
  return names
}

/** The file with one byte changed; gives back how it was. */
async function flipped(disk: Disk, at: number, by: number): Promise<() => Promise<void>> {
  const [name] = await filesOn(disk)
  const medium = (await disk.sealed.open(name!, 'write'))!
  const place = at % (await medium.size())
  const was = Buffer.from(await medium.read(place, 1))
  await medium.write(Uint8Array.of(was[0]! ^ by), place)
  return async () => {
    await medium.write(was, place)
    await medium.close()
  }
}

describe.each(sides)('the file of a matter on the disk of %s', (side) => {
  it('is whole, and so says the audit', async () => {
    const disk = disks.get(side)!
    expect(await filesOn(disk)).toHaveLength(1)
    expect(await audited(side, disk)).toEqual([])
  })

  it('is found with any byte changed', async () => {
    const disk = disks.get(side)!
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const restore = await flipped(disk, at, by)
        try {
          const findings = await audited(side, disk)
          expect(findings.join('\n')).toMatch(/^attachment [0-9a-f-]{36}: the file does not open: /)
        } finally {
          await restore()
        }
      }),
      {
        numRuns: 25,
        examples: [
          [0, 1],
          [31, 1],
          [149_999, 255],
        ],
      },
    )
    expect(await audited(side, disk)).toEqual([])
  }, 60_000)

  it('is missed when it is gone', async () => {
    const disk = disks.get(side)!
    const gone = { ...disk, sealed: memoryShelf() }
    expect(await audited(side, gone)).toEqual([
      expect.stringMatching(/: the file is on record and not on the disk$/),
    ])
  })
})

describe('large content that is named by its digest', () => {
  it('is found with any byte changed that carries something', async () => {
    const kek = systemRandom.bytes(32)
    const shelf = memoryShelf()
    const blobs = blobsOn(shelf, memoryShelf(), { kek, random: systemRandom })
    await blobs.put(statement, { kind: 'ledger' })
    const faults = async () => {
      const found: (string | undefined)[] = []
      for await (const { wrong } of blobs.check()) found.push(wrong)
      return found
    }
    expect(await faults()).toEqual([undefined])
    const names: string[] = []
    for await (const name of shelf.names()) names.push(name)
    const [name] = names
    const medium = (await shelf.open(name!, 'write'))!
    // Magic, the slot of the key, a slot of random bytes for the next key, and the content.
    const spare = { from: 14 + 92, to: 14 + 2 * 92 }
    const places = fc.nat({ max: (await medium.size()) - 1 })
    await fc.assert(
      fc.asyncProperty(
        places.filter((at) => at < spare.from || at >= spare.to),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const was = Buffer.from(await medium.read(at, 1))
          await medium.write(Uint8Array.of(was[0]! ^ by), at)
          const found = await faults()
          await medium.write(was, at)
          expect(found).toEqual([expect.stringMatching(/.{20}/)])
        },
      ),
      // The twelfth: the version of the form, 2 made to 1.
      {
        numRuns: 60,
        examples: [
          [0, 1],
          [12, 3],
          [13, 1],
          [14, 1],
          [spare.to, 1],
        ],
      },
    )
    expect(await faults()).toEqual([undefined])
  })
})
