import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import { type Migration, migrate, migrations } from './migrate.ts'
import { scriptsOn } from './sqlite.ts'

const db = new DatabaseSync(':memory:')
const tables = scriptsOn(db)
afterAll(() => db.close())

function migration(number: number, sql: string): Migration {
  return { number, name: `000${number}_test.sql`, sql, checksum: `sum of ${sql}` }
}

describe('the migrations', () => {
  const first = migration(1, 'create table one (a integer);')
  const second = migration(2, 'create table two (a integer);')

  it('are applied once, in order, and again only what is new', async () => {
    await migrate(tables, [first])
    await migrate(tables, [first])
    await migrate(tables, [first, second])
    const rows = db.prepare('select name from migrations order by number').all()
    expect(rows.map((row) => row.name)).toEqual([first.name, second.name])
  })

  it('do not change after they were applied', async () => {
    const changed = migration(1, 'create table one (a bigint);')
    await expect(migrate(tables, [changed, second])).rejects.toThrow('add a new one for the change')
  })

  it('of a newer program are not undone by an older one', async () => {
    await expect(migrate(tables, [first])).rejects.toThrow('start that version')
  })

  it('that fail leave nothing half-made', async () => {
    const broken = migration(3, 'create table three (a integer); select nonsense;')
    await expect(migrate(tables, [first, second, broken])).rejects.toThrow('nonsense')
    expect(db.prepare("select * from sqlite_schema where name = 'three'").all()).toEqual([])
  })

  it('of the store count from 1 and name themselves', async () => {
    for (const folder of ['./migrations/', './migrations-sqlite/']) {
      const all = await migrations(new URL(folder, import.meta.url))
      expect(all[0]?.name).toBe('0001_log_vault_tables.sql')
      expect(all.map((item) => item.number)).toEqual(all.map((_, i) => i + 1))
    }
  })
})
