import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backend } from './backend.ts'
import { fileBlobs, memoryBlobs } from './blobs.ts'
import type { Store, StoreOptions } from './contract.ts'
import { ledgerFile } from './erasure-ledger.ts'
import { type Keeping, keepStore } from './keep-store.ts'
import { withLastHead } from './last-head.ts'
import { memoryBackend } from './memory.ts'
import { openPostgres } from './postgres.ts'
import { sqlBackend } from './sql-backend.ts'
import { openSqlite } from './sqlite.ts'
import { withErasures } from './with-erasures.ts'

/**
 * Opens the store of one node: PostgreSQL when a URL is given, else the embedded database under `dir`.
 *
 * @throws StoreFault when another process has it, when the head cannot be built upon or is older than the last
 * one seen in `dir`, or when commits would not be kept although `durable` is asked for (the default).
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  await mkdir(options.dir, { recursive: true, mode: 0o700 })
  const durable = options.durable ?? true
  const backend = options.databaseUrl
    ? await sqlBackend(
        await openPostgres({ url: options.databaseUrl, origin: options.origin, durable }),
      )
    : await openSqlite({ dir: options.dir, durable })
  const store = await storeOn(backend, options)
  try {
    return await withLastHead(store, options.dir)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** The store on tables that are already open; closes them when they cannot be used. */
export async function storeOn(
  backend: Backend,
  options: Keeping & { readonly dir: string; readonly erasures?: string },
): Promise<Store> {
  try {
    const { kek, random } = options
    const blobs = fileBlobs({ folder: join(options.dir, 'blobs'), kek, random })
    const store = await keepStore(backend, blobs, options)
    const path = options.erasures ?? join(options.dir, 'erasures')
    return await withErasures(store, backend, ledgerFile(path), kek)
  } catch (error) {
    await backend.close()
    throw error
  }
}

/** A store that keeps nothing beyond the process: the same behaviour, for pure tests and simulations. */
export function memoryStore(options: Keeping): Promise<Store> {
  return keepStore(memoryBackend(), memoryBlobs(), options)
}
