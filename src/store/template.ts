import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { syncFolder } from './blobs.ts'
import { StoreFault } from './contract.ts'
import { startThread } from './pglite-thread.ts'

/**
 * A data folder ready to be opened. The first initdb in WebAssembly costs seconds, a copy of its result
 * a fraction of one; so the result is kept beside the installed packages. Where it cannot be kept,
 * the database makes its folder itself.
 */
export async function prepareFolder(folder: string, durable: boolean): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  await refuseToReplace(folder)
  const template = await templateFolder()
  if (!template) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return
  }
  // Never half a folder: what a killed process leaves behind bears another name and is made anew.
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  const fresh = `${folder}.new`
  await rm(fresh, { recursive: true, force: true })
  await cp(template, fresh, { recursive: true })
  if (durable) await syncTree(fresh)
  await rm(folder, { recursive: true, force: true })
  await rename(fresh, folder)
  await syncFolder(dirname(folder))
}

/**
 * What lies there is somebody's data, whatever it has lost.
 *
 * @throws StoreFault when the folder holds anything, or cannot be looked into
 */
async function refuseToReplace(folder: string): Promise<void> {
  const held = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  if (held.length > 0)
    throw new StoreFault(
      `${folder} holds no whole database (PG_VERSION is missing): restore it from a backup, or move it away if the node was never used`,
    )
}

let building: Promise<string | undefined> | undefined

/** The template for the installed version of the database, built on first use. Undefined: cannot be kept here. */
export function templateFolder(): Promise<string | undefined> {
  building ??= buildTemplate().catch(() => undefined)
  return building
}

async function buildTemplate(): Promise<string> {
  const require = createRequire(import.meta.url)
  const cache = join(rootAbove(import.meta.filename), 'node_modules', '.cache', 'comity')
  const installed = rootAbove(require.resolve('@electric-sql/pglite'))
  const { version } = require(join(installed, 'package.json')) as { version: string }
  const final = join(cache, `pglite-${version}`)
  if (existsSync(final)) return final
  await mkdir(cache, { recursive: true })
  const temporary = await mkdtemp(join(cache, 'building-'))
  try {
    const thread = await startThread({ folder: join(temporary, 'db'), durable: false })
    await thread.ask({ op: 'maintain' })
    await thread.stop()
    await rename(join(temporary, 'db'), final).catch((error: unknown) => {
      // Somebody else was quicker; theirs is as good.
      if (!existsSync(final)) throw error
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return final
}

/** The nearest folder with a package.json at or above this file. */
function rootAbove(file: string): string {
  let folder = dirname(file)
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error(`no package.json above ${file}`)
    folder = above
  }
  return folder
}

async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? syncTree(path) : syncFile(path)
    }),
  )
  await syncFolder(folder)
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
