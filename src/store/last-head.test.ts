import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { must } from '#base'
import { openStore } from './open.ts'
import { anAct, testWorld } from './test-world.ts'

let dir: string
const world = testWorld()
const open = () => openStore({ dir, ...world.keeping, durable: false })
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-head-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

/** Opens, commits so many acts, closes. */
async function live(acts: number): Promise<void> {
  const store = await open()
  for (let i = 0; i < acts; i++) must(await store.commit(anAct(world)))
  await store.close()
}

it('a database of yesterday under the head of today is not written on', async () => {
  await live(2)
  await cp(join(dir, 'db'), join(dir, 'yesterday'), { recursive: true })
  await live(2)
  await rm(join(dir, 'db'), { recursive: true })
  await cp(join(dir, 'yesterday'), join(dir, 'db'), { recursive: true })
  await expect(open()).rejects.toThrow('has 2 entries, but had 4')
  await rm(join(dir, 'last-head'))
  await (await open()).close()
})

it('a node whose database is gone does not begin a second history', async () => {
  await live(1)
  await rm(join(dir, 'db'), { recursive: true })
  await expect(open()).rejects.toThrow('has 0 entries, but had 1')
})

it('another history of the same length is not written on', async () => {
  await live(2)
  await rm(join(dir, 'db'), { recursive: true })
  await cp(join(dir, 'last-head'), join(dir, 'kept'))
  await rm(join(dir, 'last-head'))
  await live(2)
  await cp(join(dir, 'kept'), join(dir, 'last-head'))
  await expect(open()).rejects.toThrow('are not those that were last open here')
})

it.each([
  ['its first byte', 0],
  ['its size', 20],
  ['its root', 40],
  ['its signature', 120],
])('a head beside the database with %s changed is not passed over', async (_what, at) => {
  await live(3)
  const bytes = await readFile(join(dir, 'last-head'))
  bytes[at]! ^= 1
  await writeFile(join(dir, 'last-head'), bytes)
  await expect(open()).rejects.toThrow(/last-head|entries/)
})

it('a folder that lost the file of its database is left alone, never made anew', async () => {
  await live(1)
  const file = join(dir, 'db', 'comity.sqlite')
  await rename(file, `${file}.moved`)
  await expect(open()).rejects.toThrow('holds no whole database')
})

it('a folder written by an early version says what it is, and is left alone', async () => {
  await mkdir(join(dir, 'db'))
  await writeFile(join(dir, 'db', 'PG_VERSION'), '18')
  await expect(open()).rejects.toThrow('database of an early version of this program')
  expect(await readdir(join(dir, 'db'))).toEqual(['PG_VERSION'])
})

it.each([
  ['overwritten at its beginning', (bytes: Buffer) => bytes.fill(7, 0, 100)],
  ['overwritten in its first page', (bytes: Buffer) => bytes.fill(7, 100, 4000)],
  ['cut to half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
])('a database %s says where it lies and what to do', async (_what, damage) => {
  await live(1)
  const file = join(dir, 'db', 'comity.sqlite')
  await writeFile(file, damage(await readFile(file)))
  await expect(open()).rejects.toThrow(/the database in .*db cannot be opened .* restore it/)
})

it('a database emptied to nothing is not begun anew', async () => {
  await live(1)
  await writeFile(join(dir, 'db', 'comity.sqlite'), '')
  await expect(open()).rejects.toThrow('has 0 entries, but had 1')
})
