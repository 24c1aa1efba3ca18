import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { digest, must, systemRandom } from '#base'
import { fileBlobs } from './blobs.ts'
import { chunkAt, chunkBytes, sealedChunkBytes, sealedLength } from './chunked.ts'
import { sealedFilesOn } from './sealed-files.ts'
import { ContentFault } from './sealed-stream.ts'
import { memoryMedium, memoryShelf, type Shelf } from './shelf.ts'
import { rotatedKek } from './vault.ts'

const kek = new Uint8Array(32).fill(1)
const key = new Uint8Array(32).fill(2)

function content(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let i = 0; i < length; i++) bytes[i] = (i * 31 + (i >> 14)) & 0xff
  return bytes
}

async function* inParts(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function all(source: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source ?? []) parts.push(part)
  return Buffer.concat(parts)
}

/** A shelf on which a test can change the bytes of the one file. */
function openShelf(): {
  shelf: Shelf
  file: () => Promise<Buffer>
  set: (bytes: Uint8Array) => Promise<void>
} {
  const shelf = memoryShelf()
  const one = async () => {
    for await (const name of shelf.names()) return (await shelf.open(name))!
    throw new Error('nothing is here')
  }
  return {
    shelf,
    file: async () => {
      const medium = await one()
      return medium.read(0, await medium.size())
    },
    set: async (bytes) => {
      const medium = await one()
      await medium.truncate(0)
      await medium.write(bytes, 0)
    },
  }
}

const lengths = [
  0,
  1,
  chunkBytes - 1,
  chunkBytes,
  chunkBytes + 1,
  64 * chunkBytes,
  70 * chunkBytes + 9,
]

describe('sealed content', () => {
  it.each(lengths)('of %i bytes comes back, whole and in any range', async (length) => {
    const files = sealedFilesOn(memoryShelf(), kek, systemRandom)
    const bytes = content(length)
    expect(await files.put('a', key, inParts(bytes))).toEqual({
      digest: digest(bytes),
      bytes: length,
    })
    expect(await files.sealedLength('a')).toBe(sealedLength(length))
    expect((await all(await files.read('a', key))).equals(bytes)).toBe(true)
    await fc.assert(
      fc.asyncProperty(fc.nat(length), fc.nat(length), async (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const part = await all(await files.read('a', key, { from, to }))
        expect(part.equals(bytes.subarray(from, to))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  it('with any byte changed, cut anywhere, or with chunks swapped or doubled ends with a fault, and shows no byte of the bad chunk', async () => {
    const { shelf, file, set } = openShelf()
    const files = sealedFilesOn(shelf, kek, systemRandom)
    const bytes = content(5 * chunkBytes + 100)
    await files.put('a', key, inParts(bytes))
    const good = await file()
    const look = async (changed: Uint8Array, firstBad: number) => {
      await set(changed)
      const seen: Uint8Array[] = []
      const read = async () => {
        for await (const part of (await files.read('a', key))!) seen.push(part)
      }
      await expect(read()).rejects.toThrow(ContentFault)
      const shown = Buffer.concat(seen)
      expect(shown.length).toBeLessThanOrEqual(firstBad * chunkBytes)
      expect(shown.equals(bytes.subarray(0, shown.length))).toBe(true)
    }
    const chunkOf = (at: number) => Math.max(0, Math.floor((at - 56) / sealedChunkBytes))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (at, flip) => {
          const changed = Buffer.from(good)
          changed[at]! ^= flip
          await look(changed, chunkOf(at))
        },
      ),
      { numRuns: 150 },
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), (at) => look(good.subarray(0, at), chunkOf(at))),
      { numRuns: 80 },
    )
    for (let n = 0; n <= 5; n++) await look(good.subarray(0, chunkAt(n)), n)
    const chunk = (n: number) => good.subarray(chunkAt(n), chunkAt(n + 1))
    const around = (n: number, ...middle: Uint8Array[]) =>
      Buffer.concat([good.subarray(0, chunkAt(n)), ...middle])
    await look(around(1, chunk(2), chunk(1), good.subarray(chunkAt(3))), 1)
    await look(around(1, chunk(1), chunk(1), good.subarray(chunkAt(2))), 2)
    await look(around(1, good.subarray(chunkAt(2))), 1)
    await look(Buffer.concat([good, Buffer.of(0)]), 5)
    await set(good)
    expect((await all(await files.read('a', key))).equals(bytes)).toBe(true)
  })

  it('that cannot be written to the end leaves nothing behind, and the sentence names the disk', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'comity-full-'))
    const blobs = fileBlobs({ folder: dir, kek, random: systemRandom })
    async function* breaks() {
      yield content(100_000)
      throw Object.assign(new Error('write failed'), { code: 'ENOSPC' })
    }
    await expect(blobs.sealed.put('a', key, breaks())).rejects.toThrow('write failed')
    await expect(blobs.putStream(breaks(), { kind: 'x' })).rejects.toThrow('write failed')
    const left = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((e) =>
      e.isFile(),
    )
    expect(left).toEqual([])
    await rm(dir, { recursive: true })
  })
})

describe('content on its way', () => {
  const bytes = content(20 * chunkBytes + 777)
  async function sent(): Promise<Buffer> {
    const files = sealedFilesOn(memoryShelf(), kek, systemRandom)
    await files.put('a', key, inParts(bytes))
    return all(await files.sealed('a', 0))
  }

  it('goes on at the last whole chunk wherever it was cut, and is whole at the end', async () => {
    const wire = await sent()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(wire.length), { maxLength: 5 }), async (cuts) => {
        const here = sealedFilesOn(memoryShelf(), new Uint8Array(32).fill(8), systemRandom)
        for (const cut of [...cuts, wire.length]) {
          const arriving = await here.arriving('b', key, bytes.length)
          expect(
            arriving.at === 0 ||
              (arriving.at - 56) % sealedChunkBytes === 0 ||
              arriving.at === wire.length,
          ).toBe(true)
          for await (const part of inParts(
            wire.subarray(arriving.at, Math.max(cut, arriving.at)),
            9_999,
          ))
            must(await arriving.take(part))
          if (cut === wire.length) must(await arriving.finish(digest(bytes)))
        }
        expect((await all(await here.read('b', key))).equals(bytes)).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('is refused at the chunk that is not what was sealed, and goes on from there', async () => {
    const wire = await sent()
    const here = sealedFilesOn(memoryShelf(), kek, systemRandom)
    const bad = Buffer.from(wire)
    bad[chunkAt(7) + 5]! ^= 1
    const arriving = await here.arriving('b', key, bytes.length)
    expect(await arriving.take(bad)).toMatchObject({
      ok: false,
      refusal: { name: 'attachment-differs', ground: expect.stringContaining('chunk 7') },
    })
    expect(arriving.at).toBe(chunkAt(7))
    must(await arriving.take(wire.subarray(arriving.at)))
    must(await arriving.finish(digest(bytes)))
  })

  it('is refused under another key, when it is longer than announced, and when the whole has another digest', async () => {
    const wire = await sent()
    const here = sealedFilesOn(memoryShelf(), kek, systemRandom)
    const wrongKey = await here.arriving('b', new Uint8Array(32), bytes.length)
    expect(await wrongKey.take(wire)).toMatchObject({ refusal: { name: 'attachment-differs' } })
    const short = await here.arriving('c', key, bytes.length - 1)
    expect(await short.take(wire)).toMatchObject({ refusal: { name: 'attachment-differs' } })
    const other = await here.arriving('d', key, bytes.length)
    expect(await other.finish(digest(bytes))).toMatchObject({
      refusal: { name: 'attachment-not-whole' },
    })
    must(await other.take(wire))
    expect(await other.finish(digest(Buffer.from('another')))).toMatchObject({
      refusal: { name: 'attachment-differs', ground: expect.stringContaining('digest') },
    })
    expect(other.at).toBe(0)
  })

  it('is fetched again from the chunk that the disk lost after it was checked', async () => {
    const wire = await sent()
    const shelf = memoryShelf()
    const medium = memoryMedium()
    const here = sealedFilesOn({ ...shelf, part: async () => medium }, kek, systemRandom)
    const arriving = await here.arriving('b', key, bytes.length)
    must(await arriving.take(wire))
    await medium.write(new Uint8Array(100), chunkAt(3))
    expect(await arriving.finish(digest(bytes))).toMatchObject({
      refusal: { name: 'attachment-not-whole' },
    })
    expect(arriving.at).toBe(chunkAt(3))
  })
})

describe('blobs after a rotation', () => {
  let dir: string
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'comity-blobs-'))
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('open under the new key alone, wherever the rotation was cut', async () => {
    const before = fileBlobs({ folder: dir, kek, random: systemRandom })
    const name = await before.put(content(40_000), { kind: 'exhibit' })
    const keys = rotatedKek(kek, new Uint8Array(32).fill(3), '2027-01-01T00:00:00.000Z')
    const between = fileBlobs({ folder: dir, kek: keys, random: systemRandom })
    expect((await between.get(name))?.kind).toBe('exhibit')
    await between.rewrap()
    await between.rewrap()
    const after = fileBlobs({ folder: dir, kek: { ...keys, former: [] }, random: systemRandom })
    expect((await after.get(name))?.bytes.length).toBe(40_000)
    await expect(before.get(name)).rejects.toThrow('cannot be opened')
    const wrong = []
    for await (const found of after.check()) wrong.push(found.wrong)
    expect(wrong).toEqual([undefined])
    const file = (await readdir(dir, { recursive: true, withFileTypes: true })).find((e) =>
      e.isFile(),
    )!
    const path = join(file.parentPath, file.name)
    const good = await readFile(path)
    await truncate(path, (await stat(path)).size - 1)
    for await (const found of after.check()) expect(found.wrong).toContain('not what was sealed')
    await writeFile(path, good)
    expect(
      (await all(await after.read(name, { from: 20_000, to: 20_010 }))).equals(
        content(40_000).subarray(20_000, 20_010),
      ),
    ).toBe(true)
  })
})
