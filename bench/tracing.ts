/**
 * `comity bench tracing --size 1M`: the comparison workload, its counts, and how fast the kernels are that
 * `comity flow` and `comity trace --arithmetic fast` use. With `--peer`, DuckDB on the same questions.
 */
import { fastJob } from '../src/trace/fast-job.ts'
import { touchPass } from '../src/trace/fast-touch.ts'
import { fastPass } from '../src/trace/fast-trace.ts'
import { indexColumns } from '../src/trace/index-columns.ts'
import { earliestArrival, unreached } from '../src/trace/reach-arrival.ts'
import { reachTogether } from '../src/trace/reach-together.ts'
import { scratch, within } from '../src/trace/reach-within.ts'
import { ruleOf } from '../src/trace/rules.ts'
import {
  expectedAtOneMillion,
  type WorkloadSize,
  workload,
  workloadPayments,
  workloadSeeds,
  workloadSizes,
} from '../src/trace/workload.ts'
import {
  machine,
  measure,
  residentMiB,
  seconds,
  type Timing,
  textTable,
  thousands,
} from './measure-rounds.ts'
import { arrivalSql, flowSql, loadSql, numbersCsv, openPeer, withFiles } from './peer-duckdb.ts'

interface Check {
  readonly name: string
  readonly counted: number
  /** Null where no count is published for this size. */
  readonly expected: number | null
}

interface Task {
  readonly name: string
  readonly timing: Timing
  /** Payments a second of CPU, for passes over all payments. */
  readonly perSecond?: number
}

const dwell = 72 * 3600
const maxHops = 6
const passRules = ['rolling', 'fifo', 'lifo', 'libr', 'proceeds-first'] as const

export async function run(args: { size: string; json: boolean; peer?: boolean }): Promise<void> {
  if (!(args.size in workloadSizes))
    throw new RangeError(
      `there is no workload of size ${args.size}; choose ${Object.keys(workloadSizes).join(', ')}`,
    )
  const size = args.size as WorkloadSize
  const rounds = { rounds: 7, warmUp: 3 }
  const checks: Check[] = []
  const tasks: Task[] = []
  const where = machine()
  const published: { readonly planted?: number; readonly hash?: number } = workloadSizes[size]
  const expected = size === '1M' ? expectedAtOneMillion : undefined
  const check = (name: string, counted: number, known: number | undefined) =>
    checks.push({ name, counted, expected: known ?? null })

  const w = workload(workloadSizes[size].payments)
  check('planted ring payments', w.planted, published.planted)
  check('hash of the sorted columns', w.hash, published.hash)
  const payments = workloadPayments(w)
  const seeds = workloadSeeds(w.accounts, 100)
  const claimed = 1_000_000 * new Set(seeds).size
  const scope = { first: 0, end: w.count, back: false }
  const before = residentMiB()
  const build = await measure(() => indexColumns(payments), rounds)
  const index = build.result
  tasks.push({ name: 'index by payer and by payee', timing: build.timing })

  const arrival = await measure(() => {
    let reached = 0
    for (const seed of seeds.slice(0, 10))
      for (const key of earliestArrival(payments, w.accounts, [seed], scope))
        if (key !== unreached) reached++
    return reached
  }, rounds)
  check('T1 accounts reached from 10 seeds', arrival.result, expected?.reach10)
  tasks.push({ name: 'T1 earliest arrival, 10 seeds', timing: arrival.timing })

  const together = await measure(() => {
    let pairs = 0
    const origins = seeds.slice(0, 32).map((seed) => [seed])
    for (let bits of reachTogether(payments, w.accounts, origins, scope))
      for (; bits !== 0; bits = (bits & (bits - 1)) >>> 0) pairs++
    return pairs
  }, rounds)
  check('T1b pairs reached from 32 seeds', together.result, expected?.reach32)
  tasks.push({ name: 'T1b 32 seeds in one pass', timing: together.timing })

  const memory = scratch(payments)
  const limits = { maxHops, dwellSeconds: dwell, hub: Number.POSITIVE_INFINITY }
  const flow = await measure(() => {
    let found = 0
    for (const seed of seeds)
      found += within(payments, index, memory, [seed], scope, 'strict', limits).payments.length
    return found
  }, rounds)
  check('T2 payments in 6 hops and 72 h, 100 seeds', flow.result, expected?.flow100)
  tasks.push({ name: 'T2 100 seeds, 6 hops, 72 h', timing: flow.timing })

  const job = fastJob(payments)
  const poison = await measure(() => touchPass(job), rounds)
  check('poison payments', poison.result.position.length, expected?.poisonPayments)
  tasks.push(pass('poison', w.count, poison.timing))
  for (const rule of passRules) {
    const { timing, result } = await measure(() => fastPass(job, ruleOf(rule)!), rounds)
    const moved = sum(result.moves.amount)
    if (rule === 'rolling')
      check('rolling moved, minor units', Math.floor(moved), expected?.rollingMoved)
    if (rule === 'fifo') {
      check('fifo moved, minor units', moved, expected?.fifoMoved)
      check('fifo lots handed over', result.lotMoves, expected?.fifoLotMoves)
    }
    check(`${rule}: claims at the end`, Math.round(sum(result.held)), claimed)
    tasks.push(pass(rule, w.count, timing))
  }
  const memoryMiB = { beforeIndex: before, atEnd: residentMiB() }

  const peer = args.peer === true ? await comparePeer(w, seeds, arrival, flow) : undefined
  const wrong = checks.filter((c) => c.expected !== null && c.expected !== c.counted)
  const report = {
    benchmark: 'tracing',
    size,
    machine: where,
    checks,
    tasks,
    memoryMiB,
    ...(peer ? { peer } : {}),
  }
  if (args.json) console.log(JSON.stringify(report))
  else print(report)
  if (wrong.length > 0) throw new Error(`wrong counts: ${wrong.map((c) => c.name).join(', ')}`)
}

function pass(rule: string, count: number, timing: Timing): Task {
  return { name: `${rule} pass`, timing, perSecond: Math.round(count / timing.cpu.median) }
}

function sum(column: Float64Array): number {
  return column.reduce((a, b) => a + b, 0)
}

interface PeerTask {
  readonly name: string
  readonly timing: Timing
  readonly agrees: boolean | null
  /** Peer's median over ours. */
  readonly wallRatio: number | null
  readonly cpuRatio: number | null
}

/** The peer on the same payments, in the same process and run. */
async function comparePeer(
  w: ReturnType<typeof workload>,
  seeds: readonly number[],
  arrival: { timing: Timing; result: number },
  flow: { timing: Timing; result: number },
): Promise<{ name: string; tasks: PeerTask[] } | { name: string; missing: true }> {
  const peer = await openPeer(2)
  if (peer === undefined) return { name: '@duckdb/node-api', missing: true }
  const few = { rounds: 3, warmUp: 1 }
  const ratio = (theirs: number, ours: number) => Number((theirs / ours).toPrecision(3))
  const tasks: PeerTask[] = []
  try {
    await withFiles({ 'payments.csv': numbersCsv(w) }, async (paths) => {
      const { timing } = await measure(() => peer.run(loadSql(paths['payments.csv']!)), few)
      tasks.push({ name: 'load from csv', timing, agrees: null, wallRatio: null, cpuRatio: null })
    })
    const questions = [
      ['T1 earliest arrival, 10 seeds', arrivalSql(seeds.slice(0, 10)), arrival],
      ['T2 100 seeds, 6 hops, 72 h', flowSql(seeds, maxHops, dwell), flow],
    ] as const
    for (const [name, sql, ours] of questions) {
      const { timing, result } = await measure(() => peer.number(sql), few)
      tasks.push({
        name,
        timing,
        agrees: result === ours.result,
        wallRatio: ratio(timing.wall.median, ours.timing.wall.median),
        cpuRatio: ratio(timing.cpu.median, ours.timing.cpu.median),
      })
    }
  } finally {
    peer.close()
  }
  return { name: `DuckDB ${peer.version}, 2 threads`, tasks }
}

type Report = {
  readonly size: string
  readonly machine: ReturnType<typeof machine>
  readonly checks: readonly Check[]
  readonly tasks: readonly Task[]
  readonly memoryMiB: { readonly beforeIndex: number; readonly atEnd: number }
  readonly peer?: Awaited<ReturnType<typeof comparePeer>>
}

function print({ size, machine: m, checks, tasks, memoryMiB, peer }: Report): void {
  console.log(
    `tracing workload ${size}; ${m.processors} processors (${m.model}), ${m.memoryGiB} GiB, Node ${m.node}, load ${m.load}, ${m.day}\n`,
  )
  console.log(
    textTable([
      ['count', 'here', 'published', ''],
      ...checks.map((c) => [
        c.name,
        thousands(c.counted),
        c.expected === null ? '-' : thousands(c.expected),
        c.expected === null ? '' : c.expected === c.counted ? 'equal' : 'DIFFERENT',
      ]),
    ]),
  )
  console.log(
    `\n${textTable([
      ['task (median of 7, least-most)', 'wall', 'cpu', 'payments/s of cpu'],
      ...tasks.map((t) => [
        t.name,
        seconds(t.timing.wall),
        seconds(t.timing.cpu),
        t.perSecond === undefined ? '' : `${(t.perSecond / 1e6).toFixed(1)} M`,
      ]),
    ])}`,
  )
  console.log(
    `\nmemory: ${memoryMiB.beforeIndex} MiB with the workload, ${memoryMiB.atEnd} MiB at the end`,
  )
  if (peer === undefined) return
  if ('missing' in peer) {
    console.log(`\npeer: ${peer.name} is not installed`)
    return
  }
  console.log(
    `\n${textTable([
      [`${peer.name} (median of 3)`, 'wall', 'cpu', 'count', 'wall / ours', 'cpu / ours'],
      ...peer.tasks.map((t) => [
        t.name,
        seconds(t.timing.wall),
        seconds(t.timing.cpu),
        t.agrees === null ? '' : t.agrees ? 'equal' : 'DIFFERENT',
        t.wallRatio === null ? '' : String(t.wallRatio),
        t.cpuRatio === null ? '' : String(t.cpuRatio),
      ]),
    ])}`,
  )
}
