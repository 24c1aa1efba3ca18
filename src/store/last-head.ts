import { open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from './blobs.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { type Store, StoreFault } from './contract.ts'
import { same } from './merkle.ts'

/**
 * The head of the log, written beside the database at each opening, at maintenance and at each closing. A database
 * that is older than this head, or tells another history, was put in the place of the newer one: writing on would
 * give two histories to the partners. A folder copied back whole is noticed by them alone, in the next letter.
 */
export async function withLastHead(store: Store, dir: string): Promise<Store> {
  await checkLastHead(store, dir)
  await writeLastHead(store, dir)
  let closed = false
  // One after the other: two at once would write over each other's file before it is moved into place.
  let last: Promise<void> = Promise.resolve()
  const writeNext = () => {
    last = last.catch(() => {}).then(() => writeLastHead(store, dir))
    return last
  }
  return {
    ...store,
    async maintain() {
      await store.maintain()
      await writeNext()
    },
    async close() {
      if (closed) return
      closed = true
      // A full disk must not keep the store from closing; an older head here is no harm.
      await writeNext().catch(() => {})
      await store.close()
    },
  }
}

const fileName = 'last-head'

async function checkLastHead(store: Store, dir: string): Promise<void> {
  const path = join(dir, fileName)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return
  const last = parseCheckpoint(text)
  if (last?.origin !== store.origin)
    throw new StoreFault(
      `${path} is not a head of this log: look who changed it; to go on with the database as it is, delete the file`,
    )
  const { size, checkpoint } = await store.head()
  const remedy = `put the newest database back; to go on with this one nevertheless, tell the partners and delete ${path}`
  if (size < last.size)
    throw new StoreFault(
      `the log has ${size} entries, but had ${last.size} when it was last open here: ${remedy}`,
    )
  const root = await store.rootAt(last.size)
  if (!root.ok || !same(root.value, last.root))
    throw new StoreFault(
      `the first ${last.size} entries of the log are not those that were last open here: ${remedy}`,
    )
  if (size === last.size && text !== checkpoint)
    throw new StoreFault(
      `${path} and the head in the database were written together and differ: look who changed which of them; to go on with the database as it is, delete the file`,
    )
}

/** Whole or not at all: written under another name, kept by the disk, then moved into place. */
async function writeLastHead(store: Store, dir: string): Promise<void> {
  const { checkpoint } = await store.head()
  const path = join(dir, fileName)
  const file = await open(`${path}.new`, 'w', 0o600)
  try {
    await file.writeFile(checkpoint)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
  await syncFolder(dir)
}
