import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
} from 'node:crypto'
import { same } from './merkle.ts'

/**
 * Large content in chunks of 16 KiB, each sealed by itself: C2SP chunked-encryption (https://c2sp.org/chunked-encryption),
 * in the instantiation that it names Cobblestone-256 (HKDF-Expand with SHA-512, AES-256-GCM). Any chunk is opened alone,
 * nothing of a chunk is shown before it is authenticated, and the last chunk is always shorter than the others, so that
 * content cut off at the end of a chunk is found too. A file is: salt(24) commitment(32) chunks, each with its tag(16).
 */
export const chunkBytes = 16 * 1024
export const tagBytes = 16
export const sealedChunkBytes = chunkBytes + tagBytes
export const chunkHeaderBytes = 24 + 32
/** 4 PiB; the counter has 38 bits. */
const mostChunks = 2 ** 38

export interface ChunkSuite {
  readonly hash: 'sha256' | 'sha512'
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm'
  /** Name in the IANA registry of AEAD algorithms. */
  readonly aead: 'AEAD_AES_128_GCM' | 'AEAD_AES_256_GCM'
  readonly keyBytes: 16 | 32
}

const cobblestone256: ChunkSuite = {
  hash: 'sha512',
  cipher: 'aes-256-gcm',
  aead: 'AEAD_AES_256_GCM',
  keyBytes: 32,
}

/** What the chunks of one file are sealed with; never used for a second file. */
export interface ChunkKey {
  readonly suite: ChunkSuite
  /** As an object: the runtime then sets it up eight times as fast. */
  readonly key: KeyObject
  readonly baseNonce: Uint8Array
  /** salt, commitment: stands in front of the chunks. */
  readonly header: Uint8Array
}

/** The key of a new file. `salt` is 24 random bytes, `context` says what the file is for and is needed again to open it. */
export function newChunkKey(
  inputKey: Uint8Array,
  salt: Uint8Array,
  context: Uint8Array,
  suite: ChunkSuite = cobblestone256,
): ChunkKey {
  if (inputKey.length !== suite.keyBytes || salt.length !== 24)
    throw new TypeError(`a chunk key is made of ${suite.keyBytes} bytes and a salt of 24`)
  const info = Buffer.concat([
    Buffer.from(`c2sp.org/chunked-encryption@v1+${suite.aead}\0`, 'latin1'),
    salt,
    context,
  ])
  const okm = expand(suite.hash, inputKey, info, suite.keyBytes + 12 + 32)
  return {
    suite,
    key: createSecretKey(okm.subarray(0, suite.keyBytes)),
    baseNonce: okm.subarray(suite.keyBytes, suite.keyBytes + 12),
    header: Buffer.concat([salt, okm.subarray(suite.keyBytes + 12)]),
  }
}

/** The key of a file that exists, or undefined when its header was not made with this key and context. */
export function chunkKeyOf(
  inputKey: Uint8Array,
  header: Uint8Array,
  context: Uint8Array,
  suite: ChunkSuite = cobblestone256,
): ChunkKey | undefined {
  if (header.length !== chunkHeaderBytes) return undefined
  const key = newChunkKey(inputKey, header.subarray(0, 24), context, suite)
  return same(key.header, header) ? key : undefined
}

/** Seals chunk `number`. Only the last is shorter than 16 KiB, and it always is. */
export function sealChunk(key: ChunkKey, number: number, plain: Uint8Array): Buffer {
  const sealed = Buffer.allocUnsafe(plain.length + tagBytes)
  sealChunkInto(sealed, 0, key, number, plain)
  return sealed
}

/** The same into a buffer that is there; answers where the chunk ends. */
export function sealChunkInto(
  into: Buffer,
  at: number,
  key: ChunkKey,
  number: number,
  plain: Uint8Array,
): number {
  if (plain.length > chunkBytes) throw new TypeError('a chunk has at most 16 KiB')
  const cipher = createCipheriv(key.suite.cipher, key.key, nonceOf(key, number))
  into.set(cipher.update(plain), at)
  cipher.final()
  into.set(cipher.getAuthTag(), at + plain.length)
  return at + plain.length + tagBytes
}

/** The plain bytes of chunk `number`, or undefined when they are not what was sealed there. */
export function openChunk(
  key: ChunkKey,
  number: number,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < tagBytes || sealed.length > sealedChunkBytes) return undefined
  const options = { authTagLength: tagBytes }
  const decipher = createDecipheriv(key.suite.cipher, key.key, nonceOf(key, number), options)
  decipher.setAuthTag(sealed.subarray(-tagBytes))
  const plain = decipher.update(sealed.subarray(0, -tagBytes))
  try {
    decipher.final()
    return plain
  } catch {
    plain.fill(0)
    return undefined
  }
}

/** Length of the file that `plain` bytes become. There is one way only to divide a length into chunks. */
export function sealedLength(plain: number): number {
  const chunks = Math.floor(plain / chunkBytes) + 1
  return chunkHeaderBytes + plain + chunks * tagBytes
}

/** Length of the content of a file of this length, or undefined when no file has it: it was cut off or added to. */
export function plainLength(sealed: number): number | undefined {
  const body = sealed - chunkHeaderBytes
  if (body < tagBytes) return undefined
  const full = Math.floor(body / sealedChunkBytes)
  const last = body - full * sealedChunkBytes
  return last < tagBytes ? undefined : full * chunkBytes + last - tagBytes
}

/** Where chunk `number` begins in the file. */
export function chunkAt(number: number): number {
  return chunkHeaderBytes + number * sealedChunkBytes
}

function nonceOf(key: ChunkKey, number: number): Uint8Array {
  if (!Number.isInteger(number) || number < 0 || number >= mostChunks)
    throw new RangeError('a file has at most 2^38 chunks')
  const nonce = Buffer.from(key.baseNonce)
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ (number >>> 0)) >>> 0, 8)
  nonce[7]! ^= Math.floor(number / 2 ** 32)
  return nonce
}

/** HKDF-Expand (RFC 5869, 2.3); the input key is uniformly random, so there is nothing to extract. */
function expand(hash: string, key: Uint8Array, info: Uint8Array, length: number): Buffer {
  const blocks: Buffer[] = []
  let last = Buffer.alloc(0)
  for (let i = 1; blocks.reduce((sum, block) => sum + block.length, 0) < length; i++) {
    last = createHmac(hash, key).update(last).update(info).update(Uint8Array.of(i)).digest()
    blocks.push(last)
  }
  return Buffer.concat(blocks).subarray(0, length)
}
