import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Driver } from './driver.ts'
import { type Migration, migrate, migrations } from './migrate.ts'
import { openPglite } from './pglite.ts'

let dir: string
let driver: Driver
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-migrate-'))
  driver = await openPglite({ dir, durable: false })
})
afterAll(async () => {
  await driver.close()
  await rm(dir, { recursive: true, force: true })
})

function migration(number: number, sql: string): Migration {
  return { number, name: `000${number}_test.sql`, sql, checksum: `sum of ${sql}` }
}

describe('the migrations', () => {
  const first = migration(1, 'create table one (a integer);')
  const second = migration(2, 'create table two (a integer);')

  it('are applied once, in order, and again only what is new', async () => {
    await migrate(driver, [first])
    await migrate(driver, [first])
    await migrate(driver, [first, second])
    const [rows] = await driver.read([
      { text: 'select name from migrations order by 1', values: [] },
    ])
    expect(rows).toEqual([{ name: first.name }, { name: second.name }])
  })

  it('do not change after they were applied', async () => {
    const changed = migration(1, 'create table one (a bigint);')
    await expect(migrate(driver, [changed, second])).rejects.toThrow('add a new one for the change')
  })

  it('of a newer program are not undone by an older one', async () => {
    await expect(migrate(driver, [first])).rejects.toThrow('start that version')
  })

  it('that fail leave nothing half-made', async () => {
    const broken = migration(3, 'create table three (a integer); select nonsense;')
    await expect(migrate(driver, [first, second, broken])).rejects.toThrow('nonsense')
    const text = `select to_regclass('three') as three`
    expect((await driver.read([{ text, values: [] }]))[0]).toEqual([{ three: null }])
  })

  it('of the store count from 1 and name themselves', async () => {
    const names = (await migrations()).map((item) => item.name)
    expect(names[0]).toBe('0001_log_vault_tables.sql')
  })
})
