import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Digest, done, type Outcome, type Random, refuse } from '#base'
import { type Kek, keysOf, StoreFault } from '#store'

/**
 * Files that investigators drop in, kept encrypted under a key of their own (AES-256-CTR as a stream; the digest, which
 * stands in the signed log, shows any change). Erasing the key erases the file.
 */
export interface KeptFile {
  /** Name of the file on disk, without a folder. */
  readonly place: string
  /** Of the plain bytes. */
  readonly digest: Digest
  readonly bytes: number
  /** The file's key and counter, encrypted under the node's key (base64: nonce, ciphertext, tag). */
  readonly sealedKey: string
}

/** What a thread needs to read the file, and nothing that outlives it. */
export interface FileKey {
  readonly path: string
  readonly bytes: number
  /** 32 bytes of key and 16 of counter. */
  readonly key: Uint8Array
}

/** Largest file, in bytes. */
const fileLimit = 2 * 1024 ** 3

const previewBytes = 1024 * 1024

/** Writes the file, encrypted; when it does not come whole, nothing of it stays. */
export async function keepFile(
  folder: string,
  place: string,
  kek: Kek,
  random: Random,
  input: AsyncIterable<Uint8Array>,
  limit = fileLimit,
): Promise<Outcome<{ readonly file: KeptFile; readonly head: Uint8Array }>> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const part = join(folder, `${place}.part`)
  const key = random.bytes(48)
  const cipher = createCipheriv('aes-256-ctr', key.subarray(0, 32), key.subarray(32))
  const hash = createHash('sha256')
  const head: Uint8Array[] = []
  let bytes = 0
  const handle = await open(part, 'w', 0o600)
  const drop = async () => {
    await handle.close()
    await rm(part, { force: true })
  }
  try {
    for await (const chunk of input) {
      if (bytes + chunk.length > limit) {
        await drop()
        return refuse(tooLarge(limit))
      }
      if (bytes < previewBytes) head.push(Buffer.from(chunk))
      bytes += chunk.length
      hash.update(chunk)
      await handle.write(cipher.update(chunk))
    }
    await handle.sync()
  } catch (error) {
    await drop()
    throw error
  }
  await handle.close()
  await rename(part, join(folder, place))
  const file: KeptFile = {
    place,
    digest: `sha256:${hash.digest('hex')}` as Digest,
    bytes,
    sealedKey: sealKey(kek, key, random),
  }
  return done({ file, head: Buffer.concat(head).subarray(0, previewBytes) })
}

function tooLarge(limit: number) {
  return {
    kind: 'too-large',
    name: 'file-too-large',
    ground: `the file has more than ${limit} bytes`,
    remedy: 'split the ledger by account or period, or pack it with gzip',
  } as const
}

function sealKey(keys: Kek, key: Uint8Array, random: Random): string {
  const { kek } = keysOf(keys)
  const nonce = random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', kek, nonce)
  cipher.setAAD(Buffer.from('comity/desk-file/v1'))
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
}

export function fileKey(folder: string, file: KeptFile, keys: Kek): FileKey {
  const { kek, former } = keysOf(keys)
  const sealed = Buffer.from(file.sealedKey, 'base64')
  const key = openKey(kek, sealed) ?? former.map((item) => openKey(item.kek, sealed)).find((k) => k)
  if (key === undefined)
    throw new StoreFault(
      'the key of a file of the tracing desk does not open under the keys of this node: restore the key file',
    )
  return { path: join(folder, file.place), bytes: file.bytes, key: new Uint8Array(key) }
}

/** The file with its key under the key-encryption key of now; undefined when it is so already. */
export function resealed(file: KeptFile, keys: Kek, random: Random): KeptFile | undefined {
  const { kek, former } = keysOf(keys)
  const sealed = Buffer.from(file.sealedKey, 'base64')
  if (former.length === 0 || openKey(kek, sealed)) return undefined
  const { key } = fileKey('', file, keys)
  return { ...file, sealedKey: sealKey(keys, key, random) }
}

function openKey(kek: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', kek, sealed.subarray(0, 12))
  decipher.setAAD(Buffer.from('comity/desk-file/v1'))
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
  } catch {
    return undefined
  }
}

/** The plain bytes, all of them or the first few. */
export async function* readFile(
  file: FileKey,
  first = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const key = Buffer.from(file.key)
  const decipher = createDecipheriv('aes-256-ctr', key.subarray(0, 32), key.subarray(32))
  const end = first - 1
  for await (const chunk of createReadStream(file.path, { highWaterMark: 4 * 1024 * 1024, end }))
    yield decipher.update(chunk as Buffer)
}

/** The first bytes of a kept file: what a preview is made of. */
export async function headOf(file: FileKey): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of readFile(file, previewBytes)) parts.push(part)
  return Buffer.concat(parts)
}

export async function removeFile(folder: string, file: KeptFile): Promise<void> {
  await rm(join(folder, file.place), { force: true })
}
