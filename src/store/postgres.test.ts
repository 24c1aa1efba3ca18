import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { contractTests } from './contract-tests.ts'
import { openStore } from './open.ts'
import { anAct, databaseUrl, testWorld, withoutPostgres } from './test-world.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-store-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** Every run gets a schema of its own, so that one server serves many runs. */
const run = `run-${process.pid}-${Date.now()}`

if (databaseUrl === undefined) {
  describe('the store in PostgreSQL', () => {
    it.skip(withoutPostgres, () => {})
  })
} else {
  const url = databaseUrl
  contractTests(`PostgreSQL ${run}`, (world) =>
    openStore({ dir, databaseUrl: url, ...world.keeping }),
  )

  describe('two nodes on one PostgreSQL', () => {
    it('keep their logs apart', async () => {
      const worlds = ['xv', 'xn'].map((node) => testWorld(`${node}.${run}.example/log`))
      const stores = await Promise.all(
        worlds.map((world, i) =>
          openStore({ dir: join(dir, `node-${i}`), databaseUrl: url, ...world.keeping }),
        ),
      )
      for (const [i, store] of stores.entries())
        for (let n = 0; n <= i; n++) must(await store.commit(anAct(worlds[i]!)))
      expect(await Promise.all(stores.map(async (store) => (await store.head()).size))).toEqual([
        1, 2,
      ])
      await Promise.all(stores.map((store) => store.close()))
    })

    it('are never two writers of one log', async () => {
      const world = testWorld(`lock.${run}.example/log`)
      const first = await openStore({ dir, databaseUrl: url, ...world.keeping })
      await expect(openStore({ dir, databaseUrl: url, ...world.keeping })).rejects.toThrow(
        'another process writes this log',
      )
      await first.close()
      await (await openStore({ dir, databaseUrl: url, ...world.keeping })).close()
    })
  })

  it('a server that does not answer is a fault that says where to look', async () => {
    const nowhere = openStore({
      dir,
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      ...testWorld().keeping,
    })
    await expect(nowhere).rejects.toThrow('check DATABASE_URL')
  })
}
