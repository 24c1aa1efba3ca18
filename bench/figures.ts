/**
 * `comity bench figures --size 1M`: a quarter over a million signed events of a node, from its store on disk to the
 * forty-two figures, before and after the small-count rule. Then the node is started again, and asked again; and once
 * more with a thousand events more. The target is a minute for the first answer.
 */
import type { Instant } from '#base'
import type { Node } from '#node'
import { evaluatorOf } from './figures-evaluator.ts'
import { type LongLog, longLog } from './figures-node.ts'
import { machine, textTable, thousands } from './measure-rounds.ts'

const sizes: Readonly<Record<string, number>> = {
  '10k': 10_000,
  '100k': 100_000,
  '1M': 1_000_000,
}
const seed = 2026
const later = 1_000
const quarter = { from: '2026-01-01', to: '2026-03-31' } as const

interface Part {
  readonly name: string
  readonly seconds: number
  /** Of the processor, all threads of this process. */
  readonly cpu: number
}

interface Told {
  readonly asOf: Instant
  readonly indicators: readonly { readonly id: string; readonly text: string }[]
}

export async function run(args: { size: string; json: boolean }): Promise<void> {
  const count = sizes[args.size]
  if (count === undefined)
    throw new RangeError(`there is no size ${args.size}; choose ${Object.keys(sizes).join(', ')}`)
  const where = machine()
  const parts: Part[] = []
  const log = await longLog(count, seed)
  try {
    const first = await asked(log, parts, 'first figures')
    const again = await asked(log, parts, 'after a new start')
    if (JSON.stringify(first) !== JSON.stringify(again))
      throw new Error('the node tells other figures after a new start')
    await log.more(later)
    await asked(log, parts, `after ${thousands(later)} events more and a new start`)
    const evaluator = evaluatorOf(log, quarter)
    await timed(parts, 'evaluator: the node seals its log for him', evaluator.handOver)
    await timed(parts, 'evaluator: checked and counted again from the file', evaluator.recount)
    const report = {
      benchmark: 'figures',
      size: args.size,
      seed,
      machine: where,
      events: count,
      eventsPerSecond: Math.round(count / parts[1]!.seconds),
      parts,
      // In kibibytes, the most at any moment of the run; the writing of the log lies in it.
      residentMiB: Math.round(process.resourceUsage().maxRSS / 1024),
      figures: first,
    }
    console.log(args.json ? JSON.stringify(report) : asText(report))
  } finally {
    log.remove()
  }
}

/** Starts the node, asks for the quarter as staff and as the public see it, and asks again. */
async function asked(log: LongLog, parts: Part[], when: string): Promise<Told['indicators']> {
  const node: Node = await timed(parts, `${when}: start of the node`, log.open)
  const staff = await timed(parts, `${when}: 42 figures`, () => node.read.figures(quarter, false))
  await timed(parts, `${when}: small-count rule, figures again`, () =>
    node.read.figures(quarter, true),
  )
  await timed(parts, `${when}: close`, () => node.close())
  return (staff as never as Told).indicators.map(({ id, text }) => ({ id, text }))
}

async function timed<T>(parts: Part[], name: string, work: () => Promise<T>): Promise<T> {
  const used = process.cpuUsage()
  const start = performance.now()
  const result = await work()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(used)
  parts.push({
    name,
    seconds: Number(seconds.toFixed(2)),
    cpu: Number(((user + system) / 1e6).toFixed(2)),
  })
  return result
}

function asText(report: {
  events: number
  eventsPerSecond: number
  parts: readonly Part[]
  residentMiB: number
}): string {
  return [
    `${thousands(report.events)} events in the log of one node, seed ${seed}`,
    '',
    textTable([
      ['part', 'seconds', 'of the processor'],
      ...report.parts.map((p) => [p.name, `${p.seconds}`, `${p.cpu}`]),
    ]),
    '',
    `${thousands(report.eventsPerSecond)} events a second at the first count; at most ${report.residentMiB} MiB resident`,
  ].join('\n')
}
