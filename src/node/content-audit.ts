import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Digest } from '#base'
import { fileKey, readFile } from './desk-files.ts'
import { placesOf, type Tracing, type TracingFile } from './desk-shapes.ts'
import type { OwnEpoch } from './hit-shapes.ts'
import { everyRow } from './row-data.ts'
import type { World } from './world.ts'

interface Found {
  readonly where: string
  readonly text: string
}

/**
 * Content beside the database that a row names: ledgers as they were dropped in, what was reckoned from them, exhibits, the
 * index of an epoch. Each ledger is read to its end and held against its digest; of the rest, whose bytes the store checks
 * file by file, it is asked whether they are there.
 */
export async function contentUnsound(world: World): Promise<readonly Found[]> {
  const found: Found[] = []
  const { blobs } = world.store
  const missing = async (where: string, what: string, digest: string | null | undefined) => {
    if (digest && !(await blobs.has(digest as Digest)))
      found.push({ where, text: `${what} is on record and not on the disk` })
  }
  for await (const { key, data } of everyRow<Tracing>(world.store, { kind: 'tracing' })) {
    const where = `tracing ${key}`
    for (const file of data.files) {
      const text = await ledgerWrong(world, file)
      if (text !== undefined) found.push({ where, text })
    }
    for (const place of placesOf(data)) await missing(where, 'what was reckoned from it', place)
  }
  const exhibits = everyRow<{ places?: Record<string, string> }>(world.store, { kind: 'exhibit' })
  for await (const { key, data } of exhibits)
    for (const [form, place] of Object.entries(data.places ?? {}))
      await missing(`exhibit ${key}`, `the exhibit as ${form}`, place)
  for await (const { key, data } of everyRow<OwnEpoch>(world.store, { kind: 'hit-epoch' }))
    if (data.state === 'open')
      await missing(`blind questions ${key}`, 'the index of the epoch', data.announced.file.digest)
  return found
}

async function ledgerWrong(world: World, file: TracingFile): Promise<string | undefined> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    const key = fileKey(join(world.dir, 'desk'), file, world.keys.kek)
    for await (const part of readFile(key)) {
      hash.update(part)
      bytes += part.length
    }
  } catch (error) {
    const gone = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (gone) return `the ledger ${file.place} is on record and not on the disk`
    return `the ledger ${file.place} cannot be read: ${error instanceof Error ? error.message : String(error)}`
  }
  return bytes === file.bytes && `sha256:${hash.digest('hex')}` === file.digest
    ? undefined
    : `the ledger ${file.place} has another content than was dropped in`
}
