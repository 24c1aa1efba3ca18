import { createHash } from 'node:crypto'
import { type Digest, done, type Outcome, type Random, refuse } from '#base'
import {
  type ChunkKey,
  chunkAt,
  chunkHeaderBytes,
  chunkKeyOf,
  newChunkKey,
  openChunk,
  sealedChunkBytes,
  sealedLength,
} from './chunked.ts'
import { batchChunks, ContentFault, openStream, sealStream } from './sealed-stream.ts'
import type { Medium, Shelf } from './shelf.ts'
import { hiddenName, type Kek, keysOf } from './vault.ts'

/**
 * Large content whose key lies elsewhere, in the body of the record that names it: to erase that body is to erase the
 * content, in every backup. The file is the very bytes that travel, so that nothing is sealed anew for a partner, and
 * what arrives is kept chunk by chunk and goes on where it was cut.
 */
export interface SealedFiles {
  /** Seals a stream under the key; whole or not at all. */
  put(
    name: string,
    key: Uint8Array,
    source: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly digest: Digest; readonly bytes: number }>
  /** The content, or a range of it (`to` not included). Throws `ContentFault` at the first chunk that is not it. */
  read(
    name: string,
    key: Uint8Array,
    range?: { readonly from?: number; readonly to?: number },
  ): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Length of the sealed bytes of a whole file. */
  sealedLength(name: string): Promise<number | undefined>
  /** The sealed bytes as they travel, from `from` on. */
  sealed(name: string, from: number): Promise<AsyncIterable<Uint8Array> | undefined>
  /** Takes up what is arriving under this name at the last whole chunk. */
  arriving(name: string, key: Uint8Array, bytes: number): Promise<Arriving>
  has(name: string): Promise<boolean>
  remove(name: string): Promise<boolean>
}

/** Content on its way here, chunk by chunk. */
export interface Arriving {
  /** Sealed bytes that are here and good: ask the sender from there on. */
  readonly at: number
  /** Sealed bytes of the whole. */
  readonly length: number
  /** Takes more, in order; a chunk that does not open is refused and nothing of it is kept. */
  take(bytes: Uint8Array): Promise<Outcome<void>>
  /** Reads all of it from the disk again; whole and with this digest it stands under its name. */
  finish(digest: Digest): Promise<Outcome<void>>
  close(): Promise<void>
}

const context = Buffer.from('comity/attachment/v1')
/** The disk is asked to keep what came after so many bytes, so that a power cut costs no more. */
const syncEvery = 64 * 1024 * 1024

export function sealedFilesOn(shelf: Shelf, kek: Kek, random: Random): SealedFiles {
  const { fixed } = keysOf(kek)
  const fileOf = (name: string) => hiddenName(fixed, 'comity/attachment/v1', name)
  return {
    async put(name, key, source) {
      const { digest, bytes } = await shelf.add(async (medium) => {
        const chunks = newChunkKey(key, random.bytes(24), context)
        const { hash, bytes } = await sealStream(medium, 0, chunks, source)
        const digest = `sha256:${hash.digest('hex')}` as Digest
        return { name: fileOf(name), digest, bytes }
      })
      return { digest, bytes }
    },
    async read(name, key, range) {
      const medium = await shelf.open(fileOf(name))
      return medium && closing(medium, openStream(medium, 0, key, context, range))
    },
    async sealedLength(name) {
      const medium = await shelf.open(fileOf(name))
      if (!medium) return undefined
      const size = await medium.size()
      await medium.close()
      return size
    },
    async sealed(name, from) {
      const medium = await shelf.open(fileOf(name))
      return medium && closing(medium, bytesFrom(medium, from))
    },
    arriving: async (name, key, bytes) => {
      const file = fileOf(name)
      return openArriving(shelf, file, await shelf.part(file), key, sealedLength(bytes))
    },
    has: (name) => shelf.has(fileOf(name)),
    remove: (name) => shelf.remove(fileOf(name)),
  }
}

async function openArriving(
  shelf: Shelf,
  file: string,
  medium: Medium,
  key: Uint8Array,
  length: number,
): Promise<Arriving> {
  let chunks: ChunkKey | undefined
  let at = wholeChunks(await medium.size(), length)
  if (at > 0) chunks = chunkKeyOf(key, await medium.read(0, chunkHeaderBytes), context)
  if (chunks === undefined) at = 0
  await medium.truncate(at)
  let held = Buffer.alloc(0)
  let unsynced = 0
  const keep = async (bytes: Uint8Array) => {
    await medium.write(bytes, at)
    at += bytes.length
    unsynced += bytes.length
    if (unsynced < syncEvery) return
    await medium.sync()
    unsynced = 0
  }
  return {
    get at() {
      return at
    },
    length,
    async take(bytes) {
      held = held.length === 0 ? Buffer.from(bytes) : Buffer.concat([held, bytes])
      if (at + held.length > length) return refuse(differs('it is longer than the letter says'))
      let from = 0
      if (chunks === undefined) {
        if (held.length < chunkHeaderBytes) return done(undefined)
        chunks = chunkKeyOf(key, held.subarray(0, chunkHeaderBytes), context)
        if (chunks === undefined) {
          held = Buffer.alloc(0)
          return refuse(differs('it was not sealed under the key of the letter'))
        }
        from = chunkHeaderBytes
      }
      let end = from
      let wrong: number | undefined
      while (wrong === undefined) {
        const size = Math.min(sealedChunkBytes, length - at - end)
        if (size === 0 || held.length - end < size) break
        const number = Math.floor((at + end - chunkHeaderBytes) / sealedChunkBytes)
        if (openChunk(chunks, number, held.subarray(end, end + size)) === undefined) wrong = number
        else end += size
      }
      if (end > 0) await keep(held.subarray(0, end))
      held = wrong === undefined ? Buffer.from(held.subarray(end)) : Buffer.alloc(0)
      return wrong === undefined
        ? done(undefined)
        : refuse(differs(`chunk ${wrong} is not what was sealed`))
    },
    async finish(digest) {
      if (at !== length || chunks === undefined) return refuse(notWhole(at, length))
      await medium.sync()
      const hash = createHash('sha256')
      try {
        for await (const part of openStream(medium, 0, key, context)) hash.update(part)
      } catch (error) {
        if (!(error instanceof ContentFault)) throw error
        // What the disk lost since it was checked is fetched again.
        at = error.chunk === undefined ? 0 : chunkAt(error.chunk)
        if (at === 0) chunks = undefined
        await medium.truncate(at)
        return refuse(notWhole(at, length))
      }
      if (`sha256:${hash.digest('hex')}` !== digest) {
        at = 0
        chunks = undefined
        await medium.truncate(0)
        return refuse(differs('its digest is another than the one in the letter'))
      }
      await medium.close()
      await shelf.settle(file)
      return done(undefined)
    },
    close: () => medium.close(),
  }
}

/** What of so many bytes is worth keeping: the header and whole chunks. */
function wholeChunks(size: number, length: number): number {
  if (size < chunkHeaderBytes) return 0
  if (size >= length) return length
  return chunkAt(Math.floor((size - chunkHeaderBytes) / sealedChunkBytes))
}

async function* bytesFrom(medium: Medium, from: number): AsyncGenerator<Uint8Array> {
  for (let at = from; ; ) {
    const part = await medium.read(at, batchChunks * sealedChunkBytes)
    if (part.length === 0) return
    yield part
    at += part.length
  }
}

async function* closing<T>(medium: Medium, content: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* content
  } finally {
    await medium.close()
  }
}

function differs(why: string) {
  return {
    kind: 'malformed',
    name: 'attachment-differs',
    ground: `the attachment is not what the letter announced: ${why}`,
    citation: 'C2SP chunked-encryption; the digest in the signed statement',
    remedy: 'ask the sender to send it again; nothing of the wrong part was kept',
  } as const
}

function notWhole(at: number, length: number) {
  return {
    kind: 'too-early',
    name: 'attachment-not-whole',
    ground: `${at} of ${length} sealed bytes of the attachment are here`,
    remedy: 'wait; the node asks for the rest where it was cut',
  } as const
}
