import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { digest, must } from '#base'
import type { Node } from './open-node.ts'
import { goodReply, sendRequest, type TestFederation, testFederation } from './testing.ts'

/** How many bytes the disk below the folder still takes; the database lies elsewhere. */
const disk = vi.hoisted(() => ({ folder: '', left: Number.POSITIVE_INFINITY }))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  return {
    ...real,
    async open(...args: Parameters<typeof real.open>) {
      const file = await real.open(...args)
      if (disk.folder === '' || !String(args[0]).startsWith(disk.folder)) return file
      return new Proxy(file, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name)
          if (name === 'write')
            return async (bytes: Uint8Array, at: number, length: number, to: number) => {
              if (length > disk.left)
                throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
              disk.left -= length
              return target.write(bytes, at, length, to)
            }
          return typeof value === 'function' ? value.bind(target) : value
        },
      })
    },
  }
})

let fed: TestFederation
let xv: Node
let xn: Node
let id: string
const statement = Buffer.alloc(300_000, '4711;Ilka Brandt;12 000.00\n')
const about = { title: 'statement', type: 'text/csv' }

async function* parts() {
  for (let at = 0; at < statement.length; at += 50_000) yield statement.subarray(at, at + 50_000)
}

beforeEach(async () => {
  const options = { durable: false } as const
  fed = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', options, {
    storage: 'disk',
  })
  xv = fed.node('XV-FIU')
  xn = fed.node('XN-FIU')
  id = await sendRequest(xv, 'XN-FIU')
  await fed.settle()
  const document = { class: 'normal' }
  must(await xn.handle('XN-FIU/analyst', { do: 'act', id, action: 'acknowledge', document }))
})
afterEach(async () => {
  disk.folder = ''
  disk.left = Number.POSITIVE_INFINITY
  await fed.close()
})

/** Everything that lies below the blobs of a node. */
function files(node: string): readonly string[] {
  const folder = join(fed.dir(node), 'blobs')
  if (!existsSync(folder)) return []
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

const types = async () =>
  (await xn.read.log({ limit: 200 }, 'XN-FIU/head')).entries.map((entry) => entry.type)

describe('what a machine that went off left of an upload', () => {
  it('is taken away at the next start, and nothing else is', async () => {
    const { id: file } = must(await xn.attachments.add('XN-FIU/analyst', id, about, parts()))
    const before = files('XN-FIU')
    const blobs = join(fed.dir('XN-FIU'), 'blobs')
    for (const folder of [blobs, join(blobs, 'sealed')])
      if (existsSync(folder)) writeFileSync(join(folder, `${'0a'.repeat(12)}.new`), 'half of it')
    expect(files('XN-FIU').length).toBeGreaterThan(before.length)
    xn = await fed.reopen('XN-FIU')
    expect(files('XN-FIU')).toEqual(before)
    expect((await xn.attachments.read('XN-FIU/analyst', id, file)).ok).toBe(true)
  })
})

describe('a disk that is full', () => {
  it.each([0, 1, 70_000, 299_000])(
    'after %i more bytes refuses a file by name, and keeps nothing of it',
    async (left) => {
      Object.assign(disk, { folder: join(fed.dir('XN-FIU'), 'blobs'), left })
      const before = files('XN-FIU')
      const refused = await xn.attachments.add('XN-FIU/analyst', id, about, parts())
      expect(refused).toMatchObject({
        ok: false,
        refusal: { name: 'attachment-no-room', remedy: expect.stringContaining('operator') },
      })
      expect(files('XN-FIU')).toEqual(before)
      expect(must(await xn.attachments.list('XN-FIU/analyst', id))).toEqual([])
      expect(await types()).not.toContain('attachment.added')
      disk.left = Number.POSITIVE_INFINITY
      must(await xn.attachments.add('XN-FIU/analyst', id, about, parts()))
      expect((await xn.audit()).findings).toEqual([])
    },
  )

  it('holds a file up on its way, says why, and loses nothing of what came', async () => {
    const { id: file } = must(await xn.attachments.add('XN-FIU/analyst', id, about, parts()))
    must(await xn.attachments.release('XN-FIU/head', id, file))
    Object.assign(disk, { folder: join(fed.dir('XV-FIU'), 'blobs'), left: 100_000 })
    const reply = { do: 'act', id, action: 'reply', document: goodReply } as const
    must(await xn.handle('XN-FIU/head', reply))
    await fed.settle()
    const here = async () => must(await xv.attachments.list('XV-FIU/analyst', id))[0]!
    expect(await here()).toMatchObject({
      state: 'wanted',
      reason: 'the disk of this node has no room for it; it goes on when there is',
    })
    expect(await xv.attachments.read('XV-FIU/analyst', id, file)).toMatchObject({
      refusal: { name: 'attachment-not-whole' },
    })
    // Letters and acts go on meanwhile: the file alone waits.
    must(await xv.handle('XV-FIU/analyst', { do: 'act', id, action: 'ask-status', document: {} }))
    disk.left = Number.POSITIVE_INFINITY
    for (let round = 0; round < 3; round++) {
      fed.clock.forward(20)
      await fed.settle()
    }
    expect(await here()).toMatchObject({ state: 'verified', digest: digest(statement) })
    expect((await xv.audit()).findings).toEqual([])
  })
})
