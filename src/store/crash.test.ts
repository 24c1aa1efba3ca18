import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { databaseUrl, withoutPostgres } from './test-world.ts'

const rounds = 10

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'comity-crash-'))
})
afterAll(() => rm(dir, { recursive: true, force: true }))

interface Run {
  readonly checked: boolean
  readonly acknowledged: readonly string[]
  readonly errors: string
}

/** Runs the child; it checks first, then commits until it is killed at a moment nobody chose. */
async function run(
  story: { origin: string; url: string; folder: string; file: string },
  mode: 'commit' | 'check',
): Promise<Run> {
  const script = join(import.meta.dirname, 'crash-child.ts')
  const child = spawn(process.execPath, [script, story.folder, story.url, story.file, mode], {
    env: { ...process.env, COMITY_TEST_ORIGIN: story.origin },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (text: Buffer) => {
    errors += text.toString()
  })
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    if (lines.length === 1) setTimeout(() => child.kill('SIGKILL'), Math.random() * 400)
    lines.push(line)
  }
  const [first, ...ids] = lines
  // The last line may have been cut by the kill.
  return {
    checked: first === 'checked',
    acknowledged: ids.filter((id) => id.length === 36),
    errors,
  }
}

function crashTest(name: string, url: string): void {
  it(`kill -9 in ${name} loses nothing acknowledged and repeats nothing, ${rounds} times over`, async () => {
    const origin = `crash-${process.pid}-${Date.now()}.example/log`
    // A folder of its own: the last head in it is that of one log.
    const folder = await mkdtemp(join(dir, 'story-'))
    const story = { origin, url, folder, file: join(folder, 'acknowledged') }
    const acknowledged: string[] = []
    for (let round = 0; round <= rounds; round++) {
      await writeFile(story.file, acknowledged.join('\n'))
      const result = await run(story, round < rounds ? 'commit' : 'check')
      expect(result).toMatchObject({ checked: true, errors: '' })
      acknowledged.push(...result.acknowledged)
    }
    expect(acknowledged.length).toBeGreaterThan(rounds)
  }, 180_000)
}

describe('a process that dies at any moment', () => {
  crashTest('the embedded database', '')
  if (databaseUrl === undefined) it.skip(`in PostgreSQL: ${withoutPostgres}`, () => {})
  else crashTest('PostgreSQL', databaseUrl)
})
