import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Digest } from '#base'
import type { Limits } from './limits.ts'
import { stop } from './problem.ts'

/** Bytes with a name: a path, `-` for standard input, or bytes that somebody already holds. */
export type Input =
  | string
  | {
      readonly name: string
      readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
      /** Size in bytes where it is known, for progress. */
      readonly size?: number
    }

export interface ReadOptions {
  readonly limits?: Partial<Limits>
  /** Bytes as received, and all of them where known. */
  readonly onProgress?: (bytesDone: number, bytesTotal: number | undefined) => void
  readonly signal?: AbortSignal
}

/** What is known of the bytes once they are all read. */
export interface Received {
  readonly file: string
  readonly size: number | undefined
  bytes: number
  digest(): Digest
  readonly packed: () => boolean
  /** Unpacked bytes. */
  readonly chunks: AsyncIterable<Uint8Array>
}

const chunkBytes = 4 * 1024 * 1024

/** Opens an input; gzip is recognised by its first bytes and unpacked, other packed formats are named and refused. */
export async function receive(
  input: Input,
  limits: Limits,
  options: ReadOptions,
): Promise<Received> {
  const file = nameOf(input)
  const { raw, size } = await rawChunks(input, file)
  const hash = createHash('sha256')
  let digest: Digest | undefined
  let packed = false
  const received: Received = {
    file,
    size,
    bytes: 0,
    packed: () => packed,
    digest() {
      digest ??= `sha256:${hash.digest('hex')}` as Digest
      return digest
    },
    chunks: plain(),
  }
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of raw) {
      options.signal?.throwIfAborted()
      received.bytes += chunk.length
      hash.update(chunk)
      yield chunk
      options.onProgress?.(received.bytes, size)
    }
  }
  async function* plain(): AsyncGenerator<Uint8Array> {
    const chunks = counted()
    const head = await atLeast(chunks, 8)
    if (head.length === 0) return
    packed = head[0] === 0x1f && head[1] === 0x8b
    if (!packed) {
      refuseOtherFormats(file, head)
      yield head
      yield* chunks
      return
    }
    yield* unpacked(head, chunks, file, limits, () => received.bytes)
  }
  return received
}

export function nameOf(input: Input): string {
  if (typeof input !== 'string') return input.name
  return input === '-' ? 'standard input' : basename(input)
}

async function rawChunks(
  input: Input,
  file: string,
): Promise<{ raw: AsyncIterable<Uint8Array>; size: number | undefined }> {
  if (input === '-') return { raw: process.stdin, size: undefined }
  if (typeof input === 'string') return fileChunks(input, file)
  if (input.bytes instanceof Uint8Array)
    return { raw: slices(input.bytes), size: input.bytes.length }
  return { raw: input.bytes, size: input.size }
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes)
}

const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'no file of that name',
  EISDIR: 'a folder',
  EACCES: 'a file that may not be read by this user',
  EPERM: 'a file that may not be read by this user',
}

async function fileChunks(
  path: string,
  file: string,
): Promise<{ raw: AsyncIterable<Uint8Array>; size: number | undefined }> {
  try {
    const handle = await open(path, 'r')
    const stat = await handle.stat()
    if (stat.isDirectory()) {
      await handle.close()
      throw Object.assign(new Error('folder'), { code: 'EISDIR' })
    }
    return { raw: readAll(handle), size: stat.isFile() ? stat.size : undefined }
  } catch (error) {
    const what = unreadable[(error as NodeJS.ErrnoException).code ?? '']
    if (what === undefined) throw error
    stop(
      file,
      {
        name: 'file-unreadable',
        expected: 'a file that can be read',
        found: what,
        remedy: 'check the path and its permissions',
      },
      what.startsWith('no file') ? 'unknown' : 'malformed',
    )
  }
}

async function* readAll(handle: Awaited<ReturnType<typeof open>>): AsyncGenerator<Uint8Array> {
  try {
    for (;;) {
      // A fresh buffer each time: the consumer may still hold the last one.
      const buffer = Buffer.allocUnsafeSlow(chunkBytes)
      const { bytesRead } = await handle.read(buffer, 0, chunkBytes, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** Joins chunks until `wanted` bytes are there or the input ends. */
export async function atLeast(
  chunks: AsyncIterator<Uint8Array>,
  wanted: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  while (length < wanted) {
    const next = await chunks.next()
    if (next.done) break
    parts.push(next.value)
    length += next.value.length
  }
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
}

async function* unpacked(
  head: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
  file: string,
  limits: Limits,
  packedBytes: () => number,
): AsyncGenerator<Uint8Array> {
  async function* packed() {
    yield head
    yield* rest
  }
  const input = Readable.from(packed(), { objectMode: true, highWaterMark: 1 })
  const gunzip = createGunzip({ chunkSize: 1024 * 1024 })
  input.on('error', (error) => gunzip.destroy(error))
  input.pipe(gunzip)
  let out = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Uint8Array>) {
      out += chunk.length
      if (out > 64 * 1024 * 1024 && out > packedBytes() * limits.gzipRatio) {
        stop(
          file,
          {
            name: 'gzip-bomb',
            expected: `at most ${limits.gzipRatio} unpacked bytes for one packed byte`,
            found: `${out} bytes from ${packedBytes()}`,
            remedy: 'unpack the file yourself and look at it before you read it here',
          },
          'too-large',
        )
      }
      yield chunk
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!code.startsWith('Z_')) throw error
    stop(file, {
      name: code === 'Z_BUF_ERROR' ? 'gzip-truncated' : 'gzip-damaged',
      expected: 'a whole gzip file (RFC 1952)',
      found: code === 'Z_BUF_ERROR' ? 'a file that ends too early' : 'bytes that do not unpack',
      remedy: 'fetch the file again and compare its size and digest with the sender',
    })
  } finally {
    input.destroy()
    gunzip.destroy()
  }
}

const signatures: readonly (readonly [prefix: string, what: string, remedy: string])[] = [
  [
    '504b0304',
    'an Excel workbook or another zip archive',
    'if it is an Excel workbook, save the sheet as CSV; otherwise unpack the archive',
  ],
  ['d0cf11e0', 'an old Excel workbook', 'save the sheet as CSV'],
  ['25504446', 'a PDF document', 'ask for the statement as CSV, or type the table into a sheet'],
  ['50415231', 'a Parquet file', 'export the table as CSV'],
  ['fd377a58', 'an xz archive', 'unpack it, or pack it with gzip'],
  ['28b52ffd', 'a zstd archive', 'unpack it, or pack it with gzip'],
  ['425a68', 'a bzip2 archive', 'unpack it, or pack it with gzip'],
  ['377abcaf', 'a 7-Zip archive', 'unpack it'],
  ['89504e47', 'a picture', 'ask for the table as CSV'],
  ['ffd8ff', 'a picture', 'ask for the table as CSV'],
]

/** Text that is no table, by how it begins. */
const beginnings: readonly (readonly [start: RegExp, what: string, remedy: string])[] = [
  [
    /^<(!doctype html|html)/i,
    'a web page',
    'download the table itself; the page may ask to sign in',
  ],
  [/^<\?xml/i, 'an XML document', 'export the table as CSV'],
]

function refuseOtherFormats(file: string, head: Uint8Array): void {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex')
  const text = Buffer.from(head.subarray(0, 64))
    .toString('utf8')
    .replace(/^\ufeff?\s*/, '')
  const known =
    signatures.find(([prefix]) => hex.startsWith(prefix)) ??
    beginnings.find(([start]) => start.test(text))
  if (known === undefined) return
  stop(file, {
    name: hex.startsWith('504b0304') || hex.startsWith('d0cf11e0') ? 'workbook' : 'not-text',
    expected: 'delimited text (CSV), plain or packed with gzip',
    found: `${known[1]}`,
    remedy: known[2],
  })
}
