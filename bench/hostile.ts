/**
 * `comity bench hostile`: what a bomb costs the node that it is sent to. One route of each kind, or with `comity bench hostile
 * all` every route, gets every bomb (`test/hostile/bombs.ts`), one after the other, while somebody else asks whether the node lives. For each: time to the
 * refusal, peak of resident memory above what it was before (Linux), and the longest that somebody else waited.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { createInterface } from 'node:readline'
import { routes } from '#api'
import { type Bomb, bombs, send } from '../test/hostile/bombs.ts'
import { machine, textTable } from './measure-rounds.ts'

interface Figure {
  readonly bomb: string
  readonly calls: number
  readonly milliseconds: { readonly median: number; readonly most: number }
  /** Above the resident memory before the call, MiB. */
  readonly mebibytes: { readonly median: number; readonly most: number }
  readonly others: number
  readonly worst: string
}

const targets = { milliseconds: 50, mebibytes: 64 } as const

/** One route for each way of being asked: method, caller, body. */
const kinds = routes.filter(
  (row, i) => routes.findIndex((other) => kindOf(other) === kindOf(row)) === i,
)

function kindOf({ method, who, body, stream }: (typeof routes)[number]): string {
  return `${method} ${who} ${body !== undefined} ${stream === true}`
}

export async function run(args: {
  readonly json: boolean
  readonly part?: string | undefined
}): Promise<void> {
  const chosen = args.part === 'all' ? routes : kinds
  const child = spawn(
    process.execPath,
    [new URL('./hostile-child.ts', import.meta.url).pathname, String(routes.length)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  try {
    const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
    const { address, sessions, matter } = JSON.parse(value as string) as {
      address: string
      sessions: string[]
      matter: string
    }
    const figures: Figure[] = []
    for (const bomb of bombs)
      figures.push(
        await measured(child, bomb, chosen, Number(new URL(address).port), sessions, matter),
      )
    print(figures, chosen.length, args.json)
  } finally {
    child.kill()
    await once(child, 'exit')
  }
}

async function measured(
  child: ChildProcess,
  bomb: Bomb,
  chosen: typeof routes,
  port: number,
  sessions: readonly string[],
  matter: string,
): Promise<Figure> {
  const times: number[] = []
  const growths: number[] = []
  let others = 0
  let worst = ''
  for (const [i, row] of chosen.entries()) {
    const takes = row.method !== 'GET' && (bomb.to !== 'json' || row.body !== undefined)
    if (bomb.to !== 'all' && !takes) continue
    const path = row.path
      .replace('/api/requests/:id', `/api/requests/${matter}`)
      .replaceAll(/:\w+|\*/g, '0193f5e0-0000-7000-8000-000000000001')
    // Calls are counted by address and by session, so each comes from another.
    const from = `127.1.${1 + (i % 250)}.${1 + (bombs.indexOf(bomb) % 250)}`
    const headers = `host: 127.0.0.1\r\nx-comity: 1\r\ncookie: comity_session_xv_fiu=${sessions[i]}\r\n`
    const before = restPeak(child.pid!)
    const asked = probe(port)
    const told = await send(bomb, { port, method: row.method, path, from }, headers, 3000)
    others = Math.max(others, await asked)
    const grown = peak(child.pid!) - before
    const time = told?.milliseconds ?? 3000
    if (time > Math.max(0, ...times)) worst = `${row.method} ${row.path}`
    times.push(time)
    growths.push(grown)
  }
  return {
    bomb: bomb.name,
    calls: times.length,
    milliseconds: spread(times),
    mebibytes: spread(growths),
    others: round(others),
    worst,
  }
}

let probes = 0

/** Milliseconds that somebody else waits; from another address each time, since calls are counted by address. */
async function probe(port: number): Promise<number> {
  const began = performance.now()
  const localAddress = `127.2.${1 + (Math.floor(probes / 250) % 250)}.${1 + (probes++ % 250)}`
  const status = await new Promise<number | undefined>((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/healthz', localAddress, agent: false }, (answer) =>
      answer.resume().on('end', () => resolve(answer.statusCode)),
    ).on('error', reject)
  })
  if (status !== 200) throw new Error(`the node answered ${status} to somebody else`)
  return performance.now() - began
}

/** Resident memory now, in MiB; its peak is counted anew from here. */
function restPeak(pid: number): number {
  if (process.platform === 'linux') writeFileSync(`/proc/${pid}/clear_refs`, '5')
  return memory(pid, 'VmRSS')
}

function peak(pid: number): number {
  return memory(pid, 'VmHWM')
}

function memory(pid: number, name: string): number {
  if (process.platform !== 'linux') return 0
  const found = new RegExp(`${name}:\\s+(\\d+) kB`).exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'),
  )
  return Number(found?.[1] ?? 0) / 1024
}

function spread(values: readonly number[]) {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: round(sorted[sorted.length >> 1]!), most: round(sorted.at(-1)!) }
}

function round(value: number): number {
  return Number(value.toPrecision(3))
}

function print(figures: readonly Figure[], asked: number, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ benchmark: 'hostile', machine: machine(), targets, figures }))
    return
  }
  const { processors, model, node, load } = machine()
  const calls = figures.reduce((sum, f) => sum + f.calls, 0)
  console.log(
    `${calls} calls to ${asked} of ${routes.length} routes; ${processors} x ${model}, Node ${node}, load ${load}`,
  )
  const rows = figures
    .toSorted((a, b) => b.milliseconds.most - a.milliseconds.most)
    .map((f) => [
      f.bomb,
      String(f.calls),
      `${f.milliseconds.median} (${f.milliseconds.most})`,
      `${f.mebibytes.median} (${f.mebibytes.most})`,
      String(f.others),
      f.worst,
    ])
  const head = [
    'bomb',
    'calls',
    'ms, median (most)',
    'MiB, median (most)',
    'others waited, ms',
    'slowest at',
  ]
  console.log(textTable([head, ...rows]))
  const slow = figures.filter((f) => f.milliseconds.most > targets.milliseconds).length
  const large = figures.filter((f) => f.mebibytes.most > targets.mebibytes).length
  console.log(
    `over ${targets.milliseconds} ms at the slowest: ${slow} of ${figures.length} bombs; over ${targets.mebibytes} MiB at the largest: ${large}`,
  )
}
