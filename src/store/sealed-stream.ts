import { createHash, type Hash } from 'node:crypto'
import {
  type ChunkKey,
  chunkAt,
  chunkBytes,
  chunkHeaderBytes,
  chunkKeyOf,
  openChunk,
  plainLength,
  sealChunk,
  sealChunkInto,
  sealedChunkBytes,
} from './chunked.ts'
import { StoreFault } from './contract.ts'
import type { Medium } from './shelf.ts'

/** Chunks that are sealed, written and read together: 1 MiB of content, and all the memory that a stream takes. */
export const batchChunks = 64

/** Writes a stream as chunks at `at` of the file; memory does not grow with its length. Answers digest and length. */
export async function sealStream(
  medium: Medium,
  at: number,
  key: ChunkKey,
  source: AsyncIterable<Uint8Array>,
): Promise<{ readonly hash: Hash; readonly bytes: number }> {
  const hash = createHash('sha256')
  const held = Buffer.allocUnsafe(batchChunks * chunkBytes)
  const out = Buffer.allocUnsafe(batchChunks * sealedChunkBytes)
  let filled = 0
  let number = 0
  let bytes = 0
  let place = at
  const put = async (parts: readonly Uint8Array[]) => {
    for (const part of parts) {
      await medium.write(part, place)
      place += part.length
    }
  }
  const flush = async (length: number) => {
    let end = 0
    for (let from = 0; from < length; from += chunkBytes)
      end = sealChunkInto(out, end, key, number++, held.subarray(from, from + chunkBytes))
    await put([out.subarray(0, end)])
  }
  await put([key.header])
  for await (const part of source) {
    hash.update(part)
    bytes += part.length
    for (let from = 0; from < part.length; ) {
      const taken = Math.min(part.length - from, held.length - filled)
      held.set(part.subarray(from, from + taken), filled)
      filled += taken
      from += taken
      if (filled < held.length) continue
      await flush(filled)
      filled = 0
    }
  }
  const whole = filled - (filled % chunkBytes)
  if (whole > 0) await flush(whole)
  // The last chunk is always a short one, be it empty.
  await put([sealChunk(key, number, held.subarray(whole, filled))])
  return { hash, bytes }
}

/** The range `from` to `to` (not included) of the content. A chunk that is not what was sealed there is a fault. */
export async function* openStream(
  medium: Medium,
  at: number,
  inputKey: Uint8Array,
  context: Uint8Array,
  range: { readonly from?: number; readonly to?: number } = {},
): AsyncGenerator<Buffer> {
  const length = (await medium.size()) - at
  const total = plainLength(length)
  if (total === undefined) throw cutOff()
  const header = await medium.read(at, chunkHeaderBytes)
  const key = chunkKeyOf(inputKey, header, context)
  if (key === undefined) throw changed('its beginning')
  const from = Math.max(0, range.from ?? 0)
  const to = Math.min(total, range.to ?? total)
  const last = Math.floor(total / chunkBytes)
  // Even the empty last chunk is opened when the end is asked for: it says that this is the end.
  const end = to === total ? last : Math.floor((to - 1) / chunkBytes)
  for (let first = Math.floor(from / chunkBytes); first <= end; first += batchChunks) {
    const count = Math.min(batchChunks, end - first + 1)
    const sealed = await medium.read(
      at + chunkAt(first),
      Math.min(count * sealedChunkBytes, length - chunkAt(first)),
    )
    const parts: Buffer[] = []
    for (let i = 0; i < count; i++) {
      const chunk = sealed.subarray(i * sealedChunkBytes, (i + 1) * sealedChunkBytes)
      const plain = openChunk(key, first + i, chunk)
      if (plain === undefined) {
        if (parts.length > 0) yield within(Buffer.concat(parts), first * chunkBytes, from, to)
        throw changed(`chunk ${first + i}`)
      }
      parts.push(plain as Buffer)
    }
    const part = within(Buffer.concat(parts), first * chunkBytes, from, to)
    if (part.length > 0) yield part
  }
}

function within(part: Buffer, at: number, from: number, to: number): Buffer {
  return part.subarray(Math.max(0, from - at), Math.max(0, to - at))
}

export class ContentFault extends StoreFault {
  /** First chunk that is not what was sealed, where one was found. */
  readonly chunk: number | undefined
  constructor(message: string, chunk?: number) {
    super(message)
    this.name = 'ContentFault'
    this.chunk = chunk
  }
}

function cutOff(): ContentFault {
  return new ContentFault(
    'the content was cut off or added to: no content has a file of this length; restore it, or have it sent again',
  )
}

function changed(what: string): ContentFault {
  const number = /^chunk (\d+)$/.exec(what)?.[1]
  return new ContentFault(
    `the content is not what was sealed, ${what} does not open: restore it, or have it sent again`,
    number === undefined ? undefined : Number(number),
  )
}
