import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must } from '#base'
import { contractTests } from './contract-tests.ts'
import { openStore } from './open.ts'
import { schemaOf } from './postgres.ts'
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
      const first = await openStore({ dir: join(dir, 'lock'), databaseUrl: url, ...world.keeping })
      await expect(
        openStore({ dir: join(dir, 'lock'), databaseUrl: url, ...world.keeping }),
      ).rejects.toThrow('another process writes this log')
      await first.close()
      await (
        await openStore({ dir: join(dir, 'lock'), databaseUrl: url, ...world.keeping })
      ).close()
    })
  })

  describe('row-level security', () => {
    /** A node with one act in it, and a bare connection of the very user under whom it connects. */
    async function guarded(name: string) {
      const world = testWorld(`${name}.${run}.example/log`)
      const store = await openStore({ dir: join(dir, name), databaseUrl: url, ...world.keeping })
      must(await store.commit(anAct(world)))
      const schema = schemaOf(world.keeping.origin)
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const enter = async (role = `${schema}_node`, node = world.keeping.origin) => {
        await client.query(`begin; set local role ${role}`)
        await client.query("select set_config('comity.node', $1, true)", [node])
      }
      const count = async () =>
        (await client.query<{ n: number }>(`select count(*)::int as n from ${schema}.events`))
          .rows[0]?.n
      const end = () => client.query('rollback')
      return { store, schema, client, enter, count, end }
    }

    it('a pooled connection that says nothing, or names another node, sees nothing', async () => {
      const { store, schema, client, enter, count, end } = await guarded('rls-pool')
      await enter()
      expect(await count()).toBe(1)
      await client.query('commit')
      // The transaction is over: neither role nor node is left on the connection that goes back to the pool.
      const left = await client.query(
        "select current_user = session_user as own, current_setting('comity.node', true) as node",
      )
      expect(left.rows[0]).toEqual({ own: true, node: '' })
      await client.query(`begin; set local role ${schema}_node`)
      expect(await count()).toBe(0)
      await end()
      await enter(undefined, 'somebody.else.example/log')
      expect(await count()).toBe(0)
      await end()
      await client.end()
      await store.close()
    })

    it('the role of a node cannot delete, empty, drop or open its own log', async () => {
      const { store, schema, client, enter, end } = await guarded('rls-role')
      for (const attack of [
        `delete from ${schema}.events`,
        `truncate ${schema}.events`,
        `drop table ${schema}.events`,
        `alter table ${schema}.events disable row level security`,
        `drop policy own_node on ${schema}.events`,
        `delete from ${schema}.bodies`,
        `delete from ${schema}.head`,
        `insert into ${schema}.migrations values (99, 'x', 'x')`,
        `create table ${schema}.other (x integer)`,
      ]) {
        await enter()
        await expect(client.query(attack), attack).rejects.toThrow(
          /permission denied|must be owner/,
        )
        await end()
      }
      await client.end()
      await store.close()
    })

    it('the role of one node sees nothing of another, whatever it says', async () => {
      const one = await guarded('rls-one')
      const two = await guarded('rls-two')
      await two.enter(`${one.schema}_node`)
      await expect(two.count()).rejects.toThrow(/permission denied/)
      await two.end()
      for (const { client, store } of [one, two]) {
        await client.end()
        await store.close()
      }
    })

    it('says what an administrator must do where the user may make no role, and works after it', async () => {
      const admin = new pg.Client({ connectionString: url })
      await admin.connect()
      const name = `plain_${process.pid}_${Date.now()}`
      await admin.query(`create role ${name} login password 'plain'`)
      await admin.query(
        `do $$ begin execute format('grant create on database %I to ${name}', current_database()); end $$`,
      )
      const plain = new URL(url)
      plain.username = name
      plain.password = 'plain'
      const world = testWorld(`rls-plain.${run}.example/log`)
      const open = () =>
        openStore({ dir: join(dir, 'rls-plain'), databaseUrl: plain.href, ...world.keeping })
      const role = `${schemaOf(world.keeping.origin)}_node`
      await expect(open()).rejects.toThrow(`create role ${role} nologin`)
      await admin.query(`create role ${role} nologin; grant ${role} to ${name}`)
      const store = await open()
      must(await store.commit(anAct(world)))
      await store.close()
      await admin.end()
    })

    it('is what the store itself works under', async () => {
      const { store, schema, client } = await guarded('rls-used')
      expect(await store.events({ limit: 10 })).toHaveLength(1)
      await client.query(`revoke select on ${schema}.events from ${schema}_node`)
      await expect(store.events({ limit: 10 })).rejects.toThrow('permission denied')
      await client.end()
      await store.close()
    })

    it('holds the owner of the tables too', async () => {
      const { store, schema, client } = await guarded('rls-owner')
      const forced = await client.query<{ on: boolean }>(
        `select bool_and(relrowsecurity and relforcerowsecurity) as on from pg_class
         where relnamespace = $1::regnamespace and relkind = 'r' and relname <> 'migrations'`,
        [schema],
      )
      expect(forced.rows[0]?.on).toBe(true)
      await client.end()
      await store.close()
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
