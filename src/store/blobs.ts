import { createHmac } from 'node:crypto'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Digest, digest, isDigest, type Random } from '#base'
import { type Blobs, StoreFault } from './contract.ts'
import { derive, openVault } from './vault.ts'

const magic = Buffer.from('comity-blob/1\n')
/** nonce(12) wrapped key(32) tag(16); see `vault.ts`. */
const wrappedLength = 60

/**
 * Content-addressed files: magic, wrapped key, ciphertext. The name of the file is keyed, so that whoever
 * takes the disk cannot test whether a known document is among them. A file stands under its final name
 * only when it is whole (temporary name, fsync, rename, fsync of the folder).
 */
export async function fileBlobs(options: {
  readonly folder: string
  readonly kek: Uint8Array
  readonly random: Random
}): Promise<Blobs> {
  const vault = openVault(options.kek, options.random)
  const naming = derive(options.kek, 'comity/blob-name/v1')
  await mkdir(options.folder, { recursive: true, mode: 0o700 })

  function pathOf(name: Digest): string {
    if (!isDigest(name)) throw new TypeError('a blob is named by its digest, sha256:<64 hex>')
    const hex = createHmac('sha256', naming).update(name).digest('hex')
    return join(options.folder, hex.slice(0, 2), hex.slice(2))
  }

  return {
    async put(bytes, { kind }) {
      const name = digest(bytes)
      const path = pathOf(name)
      if (await exists(path)) return name
      const about = Buffer.from(JSON.stringify({ kind }))
      const length = Buffer.alloc(4)
      length.writeUInt32BE(about.length)
      const sealed = vault.seal(name, Buffer.concat([length, about, bytes]))
      await writeWhole(path, [magic, sealed.wrapped, sealed.cipher], options.random)
      return name
    },
    async get(name) {
      const file = await readFile(pathOf(name)).catch(absent)
      if (!file) return undefined
      const at = magic.length
      const opened = file.subarray(0, at).equals(magic)
        ? vault.open(name, {
            wrapped: file.subarray(at, at + wrappedLength),
            cipher: file.subarray(at + wrappedLength),
          })
        : undefined
      if (!opened || digest(contentOf(opened)) !== name)
        throw new StoreFault(
          `the blob ${name} cannot be opened: its file was changed or sealed under another key`,
        )
      const about = JSON.parse(Buffer.from(opened.subarray(4, 4 + aboutLength(opened))).toString())
      return { bytes: new Uint8Array(contentOf(opened)), kind: (about as { kind: string }).kind }
    },
    has: async (name) => exists(pathOf(name)),
    async remove(name) {
      const path = pathOf(name)
      try {
        await unlink(path)
      } catch (error) {
        absent(error)
        return false
      }
      await syncFolder(dirname(path))
      return true
    },
  }
}

/** Blobs for `memoryStore`. */
export function memoryBlobs(): Blobs {
  const all = new Map<Digest, { bytes: Uint8Array; kind: string }>()
  return {
    async put(bytes, { kind }) {
      const name = digest(bytes)
      if (!all.has(name)) all.set(name, { bytes: Uint8Array.from(bytes), kind })
      return name
    },
    get: async (name) => all.get(name),
    has: async (name) => all.has(name),
    remove: async (name) => all.delete(name),
  }
}

function aboutLength(opened: Uint8Array): number {
  return Buffer.from(opened.subarray(0, 4)).readUInt32BE()
}

function contentOf(opened: Uint8Array): Uint8Array {
  return opened.subarray(4 + aboutLength(opened))
}

async function writeWhole(
  path: string,
  parts: readonly Uint8Array[],
  random: Random,
): Promise<void> {
  const folder = dirname(path)
  const fresh = await mkdir(folder, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${Buffer.from(random.bytes(8)).toString('hex')}.part`
  const file = await open(temporary, 'wx', 0o600)
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } catch (cause) {
    await unlink(temporary).catch(() => {})
    throw new StoreFault(
      'the disk did not take the blob: free space or repair it, then try again',
      {
        cause,
      },
    )
  } finally {
    await file.close()
  }
  await rename(temporary, path)
  await syncFolder(folder)
  if (fresh) await syncFolder(dirname(folder))
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(path: string): Promise<boolean> {
  return Boolean(await stat(path).catch(absent))
}

function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}
