import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Random } from '#base'
import { StoreFault } from './contract.ts'

/** One file, or a piece of memory that behaves like one. */
export interface Medium {
  size(): Promise<number>
  /** Up to `length` bytes; fewer at the end. */
  read(at: number, length: number): Promise<Buffer>
  write(bytes: Uint8Array, at: number): Promise<void>
  truncate(length: number): Promise<void>
  /** Returns when the disk has it. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * Files by name, each whole or not there: written under another name, kept by the disk, moved into place. Content that
 * arrives over days has its part, which stays when the process dies.
 */
export interface Shelf {
  /** The work says at its end under which name; when it throws nothing of it stays. */
  add<T extends { readonly name: string }>(work: (medium: Medium) => Promise<T>): Promise<T>
  open(name: string, to?: 'read' | 'write'): Promise<Medium | undefined>
  /** The part of what is arriving under this name; made when there is none. */
  part(name: string): Promise<Medium>
  /** The part is whole now. */
  settle(name: string): Promise<void>
  has(name: string): Promise<boolean>
  /** True when there was one, whole or in part. */
  remove(name: string): Promise<boolean>
  /** Names of whole files. */
  names(): AsyncIterable<string>
}

export function fileShelf(folder: string, random: Random): Shelf {
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name.slice(2))
  const partOf = (name: string) => `${pathOf(name)}.part`
  const move = async (from: string, name: string) => {
    const path = pathOf(name)
    const fresh = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await rename(from, path)
    await syncFolder(dirname(path))
    if (fresh) await syncFolder(folder)
  }
  return {
    async add(work) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const temporary = join(folder, `${Buffer.from(random.bytes(12)).toString('hex')}.new`)
      const medium = fileMedium(await open(temporary, 'wx+', 0o600))
      try {
        const result = await work(medium)
        await medium.sync()
        await medium.close()
        await move(temporary, result.name)
        return result
      } catch (cause) {
        await medium.close().catch(() => {})
        await unlink(temporary).catch(() => {})
        throw cause
      }
    },
    async open(name, to = 'read') {
      const handle = await open(pathOf(name), to === 'read' ? 'r' : 'r+').catch(absent)
      return handle && fileMedium(handle)
    },
    async part(name) {
      const path = partOf(name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const handle = await open(path, 'r+', 0o600).catch(absent)
      return fileMedium(handle ?? (await open(path, 'wx+', 0o600)))
    },
    settle: (name) => move(partOf(name), name),
    has: async (name) => Boolean(await stat(pathOf(name)).catch(absent)),
    async remove(name) {
      const gone = [await removed(pathOf(name)), await removed(partOf(name))].some(Boolean)
      if (gone) await syncFolder(dirname(pathOf(name)))
      return gone
    },
    async *names() {
      for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => []))
        if (entry.isDirectory() && entry.name.length === 2)
          for (const rest of await readdir(join(folder, entry.name)))
            if (!rest.includes('.')) yield entry.name + rest
    },
  }
}

/** For tests and simulations. */
export function memoryShelf(): Shelf {
  const whole = new Map<string, Medium>()
  const parts = new Map<string, Medium>()
  return {
    async add(work) {
      const medium = memoryMedium()
      const result = await work(medium)
      whole.set(result.name, medium)
      return result
    },
    open: async (name) => whole.get(name),
    async part(name) {
      const medium = parts.get(name) ?? memoryMedium()
      parts.set(name, medium)
      return medium
    },
    async settle(name) {
      whole.set(name, parts.get(name)!)
      parts.delete(name)
    },
    has: async (name) => whole.has(name),
    remove: async (name) => [whole.delete(name), parts.delete(name)].some(Boolean),
    async *names() {
      yield* whole.keys()
    },
  }
}

function fileMedium(file: FileHandle): Medium {
  return {
    size: async () => (await file.stat()).size,
    async read(at, length) {
      const into = Buffer.allocUnsafe(length)
      let done = 0
      while (done < length) {
        const { bytesRead } = await file.read(into, done, length - done, at + done)
        if (bytesRead === 0) break
        done += bytesRead
      }
      return into.subarray(0, done)
    },
    async write(bytes, at) {
      try {
        for (let done = 0; done < bytes.length; )
          done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten
      } catch (cause) {
        throw diskFault(cause)
      }
    },
    truncate: (length) => file.truncate(length),
    async sync() {
      await file.sync().catch((cause: unknown) => {
        throw diskFault(cause)
      })
    },
    close: () => file.close(),
  }
}

export function memoryMedium(): Medium {
  let held = Buffer.alloc(0)
  let length = 0
  return {
    size: async () => length,
    read: async (at, count) => Buffer.from(held.subarray(at, Math.min(length, at + count))),
    async write(bytes, at) {
      const end = at + bytes.length
      if (end > held.length) held = Buffer.concat([held, Buffer.alloc(end * 2 - held.length)])
      held.set(bytes, at)
      length = Math.max(length, end)
    },
    async truncate(to) {
      length = Math.min(length, to)
    },
    sync: async () => {},
    close: async () => {},
  }
}

/** What the disk refused, in words. */
function diskFault(cause: unknown): StoreFault {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? 'unknown'
  return new StoreFault(
    `the disk did not take the content (${code}): free space or repair it, then try again; nothing half-written is shown as whole`,
    { cause },
  )
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function removed(path: string): Promise<boolean> {
  try {
    await unlink(path)
    return true
  } catch (error) {
    absent(error)
    return false
  }
}

function absent(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
  throw error
}
