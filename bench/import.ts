/**
 * `comity bench import --size 1M`: the comparison workload as a ledger file, read by the product and traced under a
 * rule, as an investigator would. With `--peer`, DuckDB reads the same file.
 */
import { type Ledger, type Reading, readLedger, readOpenings } from '#intake'
import { follow, type RuleId } from '#trace'
import {
  type WorkloadSize,
  workload,
  workloadCsv,
  workloadOpeningsCsv,
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
import { openPeer, withFiles } from './peer-duckdb.ts'

interface Task {
  readonly name: string
  readonly timing: Timing
}

const rounds = { rounds: 3, warmUp: 1 }
const traced: readonly (readonly [RuleId, 'exact' | 'fast'])[] = [
  ['rolling', 'exact'],
  ['fifo', 'exact'],
  ['rolling', 'fast'],
  ['fifo', 'fast'],
]

export async function run(args: { size: string; json: boolean; peer?: boolean }): Promise<void> {
  if (!(args.size in workloadSizes))
    throw new RangeError(
      `there is no workload of size ${args.size}; choose ${Object.keys(workloadSizes).join(', ')}`,
    )
  const where = machine()
  const w = workload(workloadSizes[args.size as WorkloadSize].payments)
  const files = { 'ledger.csv': workloadCsv(w), 'openings.csv': workloadOpeningsCsv(w) }
  const report = await withFiles(files, async (paths) => {
    const tasks: Task[] = []
    const read = await measure(() => readCase(paths['ledger.csv']!, paths['openings.csv']!), rounds)
    tasks.push({ name: 'read ledger and openings', timing: read.timing })
    const { payments, source } = read.result
    const totals: Record<string, string> = {}
    for (const [rule, arithmetic] of traced) {
      const { timing, result } = await measure(() => {
        const trace = follow(payments, { rule, arithmetic })
        if (!trace.ok) throw new Error(trace.refusal.ground)
        return trace.value
      }, rounds)
      tasks.push({ name: `trace ${rule}, ${arithmetic}`, timing })
      const { claimed, traced: found, untraceable } = result.total
      totals[`${rule}, ${arithmetic}`] = `${found} + ${untraceable} = ${claimed} minor units`
    }
    const first = (name: string) => tasks.find((t) => t.name === name)!.timing.wall.median
    const readAndTrace = Number(
      (first('read ledger and openings') + first('trace rolling, exact')).toFixed(2),
    )
    const peer = args.peer === true ? await peerReads(paths['ledger.csv']!) : undefined
    return {
      benchmark: 'import',
      size: args.size,
      machine: where,
      payments: payments.count,
      bytes: source.bytes,
      tasks,
      totals,
      readAndTraceSeconds: readAndTrace,
      memoryMiB: residentMiB(),
      ...(peer === undefined ? {} : { peer }),
    }
  })
  if (args.json) console.log(JSON.stringify(report))
  else print(report)
}

async function readCase(ledger: string, openings: string): Promise<Ledger> {
  const stated = value(await readOpenings(openings))
  return value(await readLedger(ledger, { openings: stated }))
}

function value<T>(reading: Reading<T>): T {
  if (reading.ok) return reading.value
  throw new Error(reading.refusal.ground)
}

/** DuckDB reads the same columns into a table: typed, but without opening balances, checks or a digest. */
async function peerReads(
  path: string,
): Promise<{ name: string; tasks: Task[] } | { name: string; missing: true }> {
  const peer = await openPeer(2)
  if (peer === undefined) return { name: '@duckdb/node-api', missing: true }
  try {
    const { timing } = await measure(
      () =>
        peer.run(`CREATE OR REPLACE TABLE ledger AS SELECT * FROM read_csv('${path}', header = true,
          columns = {'id': 'VARCHAR', 'time': 'TIMESTAMP', 'from': 'VARCHAR', 'to': 'VARCHAR',
            'amount': 'DECIMAL(18,2)', 'currency': 'VARCHAR'})`),
      rounds,
    )
    return { name: `DuckDB ${peer.version}, 2 threads`, tasks: [{ name: 'read_csv', timing }] }
  } finally {
    peer.close()
  }
}

type Report = {
  readonly size: string
  readonly machine: ReturnType<typeof machine>
  readonly payments: number
  readonly bytes: number
  readonly tasks: readonly Task[]
  readonly totals: Readonly<Record<string, string>>
  readonly readAndTraceSeconds: number
  readonly memoryMiB: number
  readonly peer?: Awaited<ReturnType<typeof peerReads>>
}

function print(r: Report): void {
  const m = r.machine
  console.log(
    `ledger of ${thousands(r.payments)} payments, ${(r.bytes / 1e6).toFixed(0)} MB; ${m.processors} processors (${m.model}), ${m.memoryGiB} GiB, Node ${m.node}, load ${m.load}, ${m.day}\n`,
  )
  const peer = r.peer === undefined || 'missing' in r.peer ? [] : r.peer.tasks
  console.log(
    textTable([
      ['task (median of 3, least-most)', 'wall', 'cpu'],
      ...r.tasks.map((t) => [t.name, seconds(t.timing.wall), seconds(t.timing.cpu)]),
      ...peer.map((t) => [
        `${r.peer!.name}: ${t.name}`,
        seconds(t.timing.wall),
        seconds(t.timing.cpu),
      ]),
    ]),
  )
  for (const [name, total] of Object.entries(r.totals)) console.log(`${name}: ${total}`)
  console.log(
    `\nread and trace under rolling, exact: ${r.readAndTraceSeconds} s of wall time (target: 60 s)`,
  )
  console.log(`memory at the end: ${r.memoryMiB} MiB`)
  if (r.peer !== undefined && 'missing' in r.peer)
    console.log(`peer: ${r.peer.name} is not installed`)
}
