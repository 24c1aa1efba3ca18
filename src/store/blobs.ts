import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { type Digest, digest, isDigest, type Random } from '#base'
import { newChunkKey } from './chunked.ts'
import { type Blobs, StoreFault } from './contract.ts'
import { sealedFilesOn } from './sealed-files.ts'
import { ContentFault, openStream, sealStream } from './sealed-stream.ts'
import { fileShelf, type Medium, memoryShelf, type Shelf } from './shelf.ts'
import { type Kek, keysOf, openVault } from './vault.ts'

export { syncFolder } from './shelf.ts'

const magic = Buffer.from('comity-blob/2\n')
/** Of before: sealed as one piece, and read so. */
const firstMagic = Buffer.from('comity-blob/1\n')
const firstWrapped = 60
const context = Buffer.from('comity/blob/v2')
/** Twice nonce(12) wrapped key(32) and kind(32) tag(16): a new key-encryption key writes the other one. */
const slotBytes = 92
const contentAt = magic.length + 2 * slotBytes
const kindBytes = 32

/**
 * Content-addressed files: magic, wrapped key, content in chunks (`chunked.ts`). The name of the file is keyed, so that
 * whoever takes the disk cannot test whether a known document is among them.
 */
export function fileBlobs(options: {
  readonly folder: string
  readonly kek: Kek
  readonly random: Random
}): Blobs {
  const shelf = fileShelf(options.folder, options.random)
  const sealed = fileShelf(join(options.folder, 'sealed'), options.random)
  return blobsOn(shelf, sealed, options)
}

/** Blobs for `memoryStore`, which nobody can take away: their own keys are none, those of sealed files come from outside. */
export function memoryBlobs(): Blobs {
  const options = { kek: new Uint8Array(32), random: { bytes: (n: number) => new Uint8Array(n) } }
  return blobsOn(memoryShelf(), memoryShelf(), options)
}

export function blobsOn(
  shelf: Shelf,
  sealedShelf: Shelf,
  options: { readonly kek: Kek; readonly random: Random },
): Blobs {
  const { random } = options
  const vault = openVault(options.kek, random)
  const { fixed } = keysOf(options.kek)
  const fileOf = (name: string): string => {
    if (!isDigest(name)) throw new TypeError('a blob is named by its digest, sha256:<64 hex>')
    return createHmac('sha256', fixed.names).update(name).digest('hex')
  }

  async function putStream(source: AsyncIterable<Uint8Array>, { kind }: { kind: string }) {
    const key = random.bytes(32)
    return shelf.add(async (medium) => {
      const { hash, bytes } = await sealStream(
        medium,
        contentAt,
        newChunkKey(key, random.bytes(24), context),
        source,
      )
      const name = `sha256:${hash.digest('hex')}` as Digest
      const slot = vault.wrap(fileOf(name), Buffer.concat([key, kindField(kind)]))
      await medium.write(Buffer.concat([magic, slot, random.bytes(slotBytes)]), 0)
      return { name: fileOf(name), digest: name, bytes }
    })
  }

  /** The key and kind of a file, from whichever slot opens. */
  async function unlock(medium: Medium, file: string, first = magic) {
    const head = await medium.read(0, contentAt)
    if (!head.subarray(0, magic.length).equals(first)) return undefined
    for (const at of [0, 1]) {
      const slot = head.subarray(magic.length + at * slotBytes).subarray(0, slotBytes)
      const opened = vault.unwrap(file, slot)
      if (opened) return { key: opened.subarray(0, 32), kind: kindOf(opened), slot, at }
    }
    return undefined
  }

  async function* contentOf(medium: Medium, file: string, range?: { from?: number; to?: number }) {
    try {
      const found = await unlock(medium, file)
      if (!found)
        throw new ContentFault('its key does not open: it was changed or is of another node')
      yield* openStream(medium, contentAt, found.key, context, range)
    } finally {
      await medium.close()
    }
  }

  async function whole(name: Digest, medium: Medium) {
    const file = fileOf(name)
    const head = await medium.read(0, firstMagic.length)
    if (head.equals(firstMagic)) return firstFormat(vault, name, medium)
    const found = await unlock(medium, file)
    const parts: Buffer[] = []
    try {
      for await (const part of contentOf(medium, file)) parts.push(part)
    } catch (error) {
      if (error instanceof ContentFault) return undefined
      throw error
    }
    const bytes = Buffer.concat(parts)
    return found && { bytes, kind: found.kind }
  }

  return {
    sealed: sealedFilesOn(sealedShelf, options.kek, random),
    async put(bytes, about) {
      const name = digest(bytes)
      if (!(await shelf.has(fileOf(name)))) await putStream(once(bytes), about)
      return name
    },
    async putStream(source, about) {
      const { digest: name, bytes } = await putStream(source, about)
      return { digest: name, bytes }
    },
    async get(name) {
      const medium = await shelf.open(fileOf(name))
      if (!medium) return undefined
      const first = (await medium.read(0, firstMagic.length)).equals(firstMagic)
      const opened = await whole(name, medium)
      if (first) await medium.close()
      if (!opened || digest(opened.bytes) !== name)
        throw new StoreFault(
          `the blob ${name} cannot be opened: its file was changed or sealed under another key`,
        )
      if (first) await putStream(once(opened.bytes), opened)
      return { bytes: new Uint8Array(opened.bytes), kind: opened.kind }
    },
    async read(name, range) {
      const medium = await shelf.open(fileOf(name))
      return medium && contentOf(medium, fileOf(name), range)
    },
    has: async (name) => shelf.has(fileOf(name)),
    remove: async (name) => shelf.remove(fileOf(name)),
    async *check() {
      for await (const file of shelf.names()) {
        const medium = (await shelf.open(file))!
        if ((await medium.read(0, firstMagic.length)).equals(firstMagic)) {
          // A file of the old form has no slots; one of today that only claims to be old is not passed over.
          const claims = (await unlock(medium, file, firstMagic)) !== undefined
          await medium.close()
          yield { file, wrong: claims ? 'says that it is of an older form, and is not' : undefined }
          continue
        }
        const wrong = await faultOf(contentOf(medium, file))
        yield { file, wrong }
      }
    },
    async rewrap() {
      for await (const file of shelf.names()) {
        const medium = (await shelf.open(file, 'write'))!
        try {
          const found = await unlock(medium, file)
          const fresh = found && vault.rewrap(file, found.slot)
          if (found && fresh) {
            await medium.write(fresh, magic.length + (1 - found.at) * slotBytes)
            await medium.sync()
            // Only now: until the new key is on disk the old one is the only one.
            await medium.write(random.bytes(slotBytes), magic.length + found.at * slotBytes)
            await medium.sync()
          }
        } finally {
          await medium.close()
        }
      }
    },
  }
}

async function faultOf(content: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  try {
    for await (const _ of content);
    return undefined
  } catch (error) {
    if (error instanceof ContentFault) return error.message
    throw error
  }
}

async function firstFormat(vault: ReturnType<typeof openVault>, name: Digest, medium: Medium) {
  const file = await medium.read(firstMagic.length, await medium.size())
  const opened = vault.open(name, {
    wrapped: file.subarray(0, firstWrapped),
    cipher: file.subarray(firstWrapped),
  })
  if (!opened) return undefined
  const about = 4 + Buffer.from(opened.subarray(0, 4)).readUInt32BE()
  const { kind } = JSON.parse(Buffer.from(opened.subarray(4, about)).toString()) as { kind: string }
  return { bytes: Buffer.from(opened.subarray(about)), kind }
}

function kindField(kind: string): Uint8Array {
  const field = Buffer.alloc(kindBytes)
  const text = Buffer.from(kind)
  if (text.length > kindBytes)
    throw new TypeError(`the kind of a blob has at most ${kindBytes} bytes`)
  field.set(text)
  return field
}

function kindOf(opened: Uint8Array): string {
  const field = Buffer.from(opened.subarray(32))
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? kindBytes : end).toString()
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
