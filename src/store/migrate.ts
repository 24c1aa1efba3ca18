import { readdir, readFile } from 'node:fs/promises'
import { digest } from '#base'
import { StoreFault } from './contract.ts'
import type { ResultRow } from './driver.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** A database whose tables are brought up to date. */
export interface Migratable {
  /** Several statements without values, in one transaction. */
  script(sql: string): Promise<void>
  read(
    statements: readonly { readonly text: string; readonly values: readonly never[] }[],
  ): Promise<readonly (readonly ResultRow[])[]>
}

/** The numbered files of `migrations/`, or of the folder of another dialect, in order. */
export async function migrations(
  folder: URL = new URL('./migrations/', import.meta.url),
): Promise<readonly Migration[]> {
  const names = (await readdir(folder))
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort()
  const found = await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { number: Number(name.slice(0, 4)), name, sql, checksum: digest(Buffer.from(sql)) }
    }),
  )
  for (const [i, { number, name }] of found.entries())
    if (number !== i + 1) throw new Error(`migrations count from 1 without gaps, ${name} does not`)
  return found
}

/**
 * Brings the tables up to date. What was applied once never changes afterwards: a database and a program
 * that remember different pasts do not go on together.
 */
export async function migrate(database: Migratable, known?: readonly Migration[]): Promise<void> {
  const all = known ?? (await migrations())
  await database.script(
    `create table if not exists migrations
       (number integer primary key, name text not null, checksum text not null);`,
  )
  const text = 'select number, name, checksum from migrations order by number'
  const applied = (await database.read([{ text, values: [] }]))[0]!
  for (const [i, row] of applied.entries()) {
    const ours = all[i]
    if (!ours)
      throw new StoreFault(
        `the tables were made by a newer version (${String(row.name)}): start that version`,
      )
    if (row.checksum !== ours.checksum || row.name !== ours.name)
      throw new StoreFault(
        `the migration ${ours.name} differs from the one applied to these tables: restore the file as it was and add a new one for the change`,
      )
  }
  for (const { number, name, sql, checksum } of all.slice(applied.length))
    await database.script(
      `${sql}\ninsert into migrations values (${number}, '${name}', '${checksum}');`,
    )
}
