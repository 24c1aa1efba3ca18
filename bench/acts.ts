/**
 * `comity bench acts`: how many acts a node keeps in a second. Whole acts through the node (draft, approve, send: signed,
 * sealed, on disk), single commits of the store, one at a time and 64 at once, and a bare write and fsync beside them.
 */
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must } from '#base'
import { openStore } from '#store'
import { sendRequest, testFederation } from '../src/node/testing.ts'
import { anAct, testWorld } from '../src/store/test-world.ts'
import { machine, measure, type Timing, textTable } from './measure-rounds.ts'

interface Task {
  readonly name: string
  /** Acts, commits or writes of one round. */
  readonly count: number
  readonly timing: Timing
}

const rounds = { rounds: 3, warmUp: 1 }

export async function run(args: { readonly json: boolean }): Promise<void> {
  const where = machine()
  const dir = mkdtempSync(join(tmpdir(), 'comity-bench-'))
  try {
    const tasks = [...(await wholeActs()), ...(await commits(dir)), await bareWrites(dir)]
    if (args.json) console.log(JSON.stringify({ benchmark: 'acts', machine: where, tasks }))
    else print(where, tasks)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** Three acts to each request; one officer after the other, as people do. */
async function wholeActs(): Promise<readonly Task[]> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], '2026-01-05T09:00:00.000Z', {
    storage: 'disk',
    durable: true,
  })
  try {
    const node = federation.node('XV-FIU')
    const requests = 60
    const { timing } = await measure(async () => {
      for (let i = 0; i < requests; i++) await sendRequest(node, 'XN-FIU')
    }, rounds)
    return [{ name: 'node: draft, approve, send', count: requests * 3, timing }]
  } finally {
    await federation.close()
  }
}

async function commits(dir: string): Promise<readonly Task[]> {
  const world = testWorld()
  const store = await openStore({ dir, ...world.keeping, durable: true })
  const commit = async () => must(await store.commit(anAct(world)))
  try {
    const count = 512
    const single = await measure(async () => {
      for (let i = 0; i < count; i++) await commit()
    }, rounds)
    const together = await measure(async () => {
      for (let i = 0; i < count; i += 64) await Promise.all(Array.from({ length: 64 }, commit))
    }, rounds)
    return [
      { name: 'store: one commit at a time', count, timing: single.timing },
      { name: 'store: 64 commits at once', count, timing: together.timing },
    ]
  } finally {
    await store.close()
  }
}

async function bareWrites(dir: string): Promise<Task> {
  const file = openSync(join(dir, 'bare'), 'w')
  const page = Buffer.alloc(8192)
  const count = 500
  try {
    const { timing } = await measure(() => {
      for (let i = 0; i < count; i++) {
        writeSync(file, page, 0, page.length, i * page.length)
        fsyncSync(file)
      }
    }, rounds)
    return { name: 'bare: write 8 KiB and fsync', count, timing }
  } finally {
    closeSync(file)
  }
}

function print(m: ReturnType<typeof machine>, tasks: readonly Task[]): void {
  console.log(
    `${m.processors} processors (${m.model}), ${m.memoryGiB} GiB, Node ${m.node}, load ${m.load}, ${m.day}\n`,
  )
  const rate = (count: number, seconds: number) => String(Math.round(count / seconds))
  console.log(
    textTable([
      ['task (median of 3)', 'a second', 'least-most', 'ms each'],
      ...tasks.map(({ name, count, timing: { wall } }) => [
        name,
        rate(count, wall.median),
        `${rate(count, wall.most)}-${rate(count, wall.least)}`,
        ((wall.median * 1000) / count).toFixed(2),
      ]),
    ]),
  )
}
