/**
 * `comity bench exchange [PART]`: what the exchange costs, each figure beside the bare work of the runtime or of a peer in
 * the same run. Without a part it runs all of them, one after the other.
 */
import type { Row } from './exchange-attachments.ts'
import type { Pair } from './measure-pairs.ts'
import { machine, textTable, thousands } from './measure-rounds.ts'

interface Args {
  readonly json: boolean
  readonly peer: boolean
  readonly part?: string | undefined
}

/** Each part lies in a file of its own, `bench/exchange-PART.ts`; this is the order in which they run. */
const parts: Readonly<Record<string, (args: Args) => Promise<readonly (Pair | Row)[]>>> = {
  letters: async () => (await import('./exchange-letters.ts')).lettersPart(),
  policy: async () => (await import('./exchange-policy.ts')).policyPart(),
  log: async () => (await import('./exchange-log.ts')).run(),
  attachments: async () => (await import('./exchange-attachments.ts')).run(),
  hit: hitPart,
  nodes: nodesPart,
}

async function hitPart({ peer }: Args): Promise<readonly Row[]> {
  const { hitFigures } = await import('./exchange-hit.ts')
  const { match, batch, targets } = await hitFigures(peer)
  const row = (figure: string, value: number, unit: string, target: string): Row => ({
    part: 'hit',
    figure,
    value: Number(value.toPrecision(3)),
    unit,
    target,
  })
  const asked = '10,000 against 100,000, proved and checked'
  return [
    row(asked, match.cpuSeconds.total, 'CPU-s', `at most ${targets.cpuSeconds}`),
    row('on the wire', match.bytes.total / 1e6, 'MB', `at most ${targets.megabytes}`),
    row('batch of 256', batch.ours, 'items a CPU-s', ''),
    ...(batch.ratio === null
      ? []
      : [row('batch of 256, of the peer', batch.ratio, 'times', `at least ${targets.overPeer}`)]),
  ]
}

async function nodesPart(): Promise<readonly Row[]> {
  const { nodesFigures } = await import('./exchange-nodes.ts')
  const { atOnce, together, alone } = await nodesFigures()
  const row = (figure: string, value: number, unit: string, target?: string): Row => ({
    part: 'nodes',
    figure,
    value: Number(value.toPrecision(3)),
    unit,
    ...(target === undefined ? {} : { target }),
  })
  const latencies = (what: string, { kept, receipt }: typeof alone) => [
    row(`${what}: act to record, p50`, kept.p50, 'ms'),
    row(`${what}: act to record, p99`, kept.p99, 'ms'),
    row(`${what}: act to receipt on record, p50`, receipt.p50, 'ms'),
    row(`${what}: act to receipt on record, p99`, receipt.p99, 'ms'),
  ]
  const shape = `${atOnce} matters at a time`
  return [
    row(
      `signed, logged messages between two nodes, ${shape}`,
      Math.round(together.perSecond),
      'a second',
      'at least 1000',
    ),
    row('CPU of the sender', together.cpu.sender, 'ms a message'),
    row('CPU of the receiver', together.cpu.receiver, 'ms a message'),
    ...latencies(shape, together),
    ...latencies('one after the other', alone),
    row('memory of the sender', together.rss.sender, 'MiB'),
    row('memory of the receiver', together.rss.receiver, 'MiB'),
  ]
}

export async function run(args: Args): Promise<void> {
  const chosen = args.part === undefined ? Object.keys(parts) : [args.part]
  const unknown = chosen.find((name) => parts[name] === undefined)
  if (unknown !== undefined) {
    console.error(`comity: there is no part "${unknown}"; parts: ${Object.keys(parts).join(', ')}`)
    process.exitCode = 2
    return
  }
  const done: Record<string, unknown> = {}
  for (const name of chosen) {
    // Others may be at work on the machine, so each part says how busy it was before and after.
    const before = machine().load
    const figures = await parts[name]!(args)
    const load = [before, machine().load] as const
    done[name] = { load, figures }
    if (!args.json) print(name, figures, load)
  }
  if (args.json)
    console.log(JSON.stringify({ benchmark: 'exchange', machine: machine(), parts: done }))
}

function print(
  name: string,
  figures: readonly (Pair | Row)[],
  [before, after]: readonly [number, number],
): void {
  const { processors, model, node, day } = machine()
  console.log(
    `\n${name}: ${processors} x ${model}, Node ${node}, ${day}, load ${before} at the start, ${after} at the end`,
  )
  const pairs = figures
    .filter(isPair)
    .map((p) => [
      p.name,
      thousands(p.ours),
      thousands(p.floor),
      `${p.ratio.median} (${p.ratio.least}-${p.ratio.most})`,
      p.target === undefined
        ? ''
        : `${p.target}: ${p.ratio.median >= p.target ? 'met' : 'not met'}`,
    ])
  const rows = figures
    .filter((f): f is Row => !isPair(f))
    .map((r) => [r.figure, thousands(r.value), r.unit, r.target ?? ''])
  if (pairs.length > 0)
    console.log(textTable([['per CPU second', 'ours', 'floor', 'ratio', 'target'], ...pairs]))
  if (rows.length > 0) console.log(textTable([['figure', 'value', 'unit', 'target'], ...rows]))
}

function isPair(value: Pair | Row): value is Pair {
  return 'ratio' in value
}
