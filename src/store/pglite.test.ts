import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { contractTests } from './contract-tests.ts'
import { openStore } from './open.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-store-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

contractTests('the embedded database', (world) => openStore({ dir, ...world.keeping }))
