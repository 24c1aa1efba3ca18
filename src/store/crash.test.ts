import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from './contract.ts'
import { openStore } from './open.ts'
import { databaseUrl, storyKeys, utf8, withoutPostgres } from './test-world.ts'
import { verify } from './verify.ts'

const rounds = 10

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-crash-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

/** Runs the child until it is killed at a moment nobody chose, and returns the ids it had acknowledged. */
async function killedChild(origin: string, url: string): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'crash-child.ts'), dir, url], {
    env: { ...process.env, COMITY_TEST_ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString()
  })
  const exited = new Promise((resolve) => child.once('exit', resolve))
  const acknowledged: string[] = []
  for await (const line of createInterface(child.stdout)) {
    if (acknowledged.length === 0) setTimeout(() => child.kill('SIGKILL'), Math.random() * 400)
    acknowledged.push(line)
  }
  await exited
  if (acknowledged.length === 0) throw new Error(`the child never committed: ${errors}`)
  // The last line may have been cut by the kill.
  return acknowledged.filter((id) => id.length === 36)
}

async function allIds(store: Store): Promise<readonly string[]> {
  const ids: string[] = []
  for (;;) {
    const page = await store.events({ after: ids.length - 1, limit: 1000 })
    if (page.length === 0) return ids
    ids.push(...page.map((event) => event.id))
  }
}

function crashTest(name: string, url: string): void {
  it(`kill -9 in ${name} loses nothing acknowledged and repeats nothing, ${rounds} times over`, async () => {
    const origin = `crash-${process.pid}-${Date.now()}.example/log`
    process.env.COMITY_TEST_ORIGIN = origin
    const { keeping } = storyKeys()
    const acknowledged: string[] = []
    for (let round = 0; round < rounds; round++) {
      acknowledged.push(...(await killedChild(origin, url)))
      const store = await openStore({ dir, ...(url ? { databaseUrl: url } : {}), ...keeping })
      const stored = await allIds(store)
      const known = new Set(stored)
      expect(known.size).toBe(stored.length)
      expect(acknowledged.filter((id) => !known.has(id))).toEqual([])
      const report = await verify(store, keeping)
      expect(report.findings).toEqual([])
      // Whole acts only: as many bodies, rows and envelopes as events.
      const { events, bodies, rows, outbox } = report.checked
      expect([bodies, rows, outbox]).toEqual([events, events, events])
      const last = stored.at(-1)!
      expect(await store.body(last)).toMatchObject({ bytes: utf8(`body of ${last}`) })
      await store.close()
    }
    expect(acknowledged.length).toBeGreaterThan(rounds)
  }, 120_000)
}

describe('a process that dies at any moment', () => {
  crashTest('the embedded database', '')
  if (databaseUrl === undefined) it.skip(`in PostgreSQL: ${withoutPostgres}`, () => {})
  else crashTest('PostgreSQL', databaseUrl)
})
