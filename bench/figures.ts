/**
 * `comity bench figures --size 1M`: a quarter over a million signed events, from the bytes of four logs to the forty-two
 * figures, before and after the small-count rule. Then one more event, and the figures again. The target is a minute.
 */
import { digest, type Instant, instant } from '#base'
import {
  emptyFold,
  type Figure,
  figuresOfFold,
  publicView,
  type SignedEvent,
  signedEventOf,
  take,
} from '#indicators'
import { shipped } from '#law'
import { plainHeader } from '../src/node/figures-log.ts'
import { type LoggedRecord, loggedRecords } from './figures-workload.ts'
import { machine, residentMiB, textTable, thousands } from './measure-rounds.ts'

const sizes: Readonly<Record<string, number>> = {
  '10k': 10_000,
  '100k': 100_000,
  '1M': 1_000_000,
  '10M': 10_000_000,
}
const seed = 2026
const chunk = 20_000
const period = {
  from: '2026-01-01T00:00:00.000Z' as Instant,
  to: '2026-04-01T00:00:00.000Z' as Instant,
  asOf: instant(Date.UTC(2028, 11, 31)),
}

interface Part {
  readonly name: string
  seconds: number
  /** Of the processor, all threads of this process. */
  cpu: number
}

export async function run(args: { size: string; json: boolean }): Promise<void> {
  const count = sizes[args.size]
  if (count === undefined)
    throw new RangeError(`there is no size ${args.size}; choose ${Object.keys(sizes).join(', ')}`)
  const where = machine()
  const fold = emptyFold(shipped)
  const [read, taken, counted, published] = [
    'records read and hashed',
    'taken in',
    '42 figures',
    'small-count rule',
  ].map((name): Part => ({ name, seconds: 0, cpu: 0 })) as [Part, Part, Part, Part]
  for (const records of chunks(loggedRecords(count, seed))) {
    const events = timed(read, () => records.map(asEvent))
    timed(taken, () => {
      for (const event of events) take(fold, event)
    })
  }
  const figures = timed(counted, () => figuresOfFold(fold, period))
  const view = timed(published, () => publicView(figures, { to: period.to, on: period.asOf }))
  const parts = [read, taken, counted, published]
  const whole = parts.reduce((sum, part) => sum + part.seconds, 0)
  const more = oneMore(fold)
  const report = {
    benchmark: 'figures',
    size: args.size,
    seed,
    machine: where,
    events: count,
    matters: fold.streams.size,
    seconds: Number(whole.toFixed(2)),
    cpu: Number(parts.reduce((sum, part) => sum + part.cpu, 0).toFixed(2)),
    eventsPerSecond: Math.round(count / whole),
    parts: parts.map((p) => ({
      ...p,
      seconds: Number(p.seconds.toFixed(2)),
      cpu: Number(p.cpu.toFixed(2)),
    })),
    oneMoreEvent: more,
    residentMiB: residentMiB(),
    figures: figures.map((f) => ({ id: f.id, text: f.text, n: f.n })),
    shown: view.filter((f) => f.shown).length,
  }
  console.log(args.json ? JSON.stringify(report) : asText(report))
}

function* chunks(all: Iterable<LoggedRecord>): Generator<readonly LoggedRecord[]> {
  let some: LoggedRecord[] = []
  for (const one of all) {
    some.push(one)
    if (some.length < chunk) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** As a node reads its own log: the header is read, and the bytes are hashed. */
function asEvent({ bytes, node }: LoggedRecord): SignedEvent {
  const header = plainHeader(bytes)
  if (header === undefined) throw new Error('a record is none')
  return signedEventOf(header, digest(bytes), node)
}

function timed<T>(part: Part, work: () => T): T {
  const used = process.cpuUsage()
  const start = performance.now()
  const result = work()
  part.seconds += (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(used)
  part.cpu += (user + system) / 1e6
  return result
}

/** Milliseconds to take one more event in, and to have the figures again. */
function oneMore(fold: ReturnType<typeof emptyFold>): { take: number; figures: number } {
  const [record] = loggedRecords(1, seed + 1)
  const event = asEvent(record!)
  const before = performance.now()
  take(fold, { ...event, stream: `${event.stream}-more` })
  const between = performance.now()
  const figures: readonly Figure[] = figuresOfFold(fold, period)
  if (figures.length !== 42) throw new Error('not all figures were counted')
  const after = performance.now()
  return {
    take: Number((between - before).toFixed(3)),
    figures: Number((after - between).toFixed(1)),
  }
}

function asText(report: {
  events: number
  matters: number
  seconds: number
  cpu: number
  eventsPerSecond: number
  parts: readonly Part[]
  oneMoreEvent: { take: number; figures: number }
  residentMiB: number
  machine: unknown
}): string {
  return [
    `${thousands(report.events)} events of ${thousands(report.matters)} matters, seed ${seed}`,
    '',
    textTable([
      ['part', 'seconds', 'of the processor'],
      ...report.parts.map((p) => [p.name, `${p.seconds}`, `${p.cpu}`]),
      ['together', `${report.seconds}`, `${report.cpu}`],
    ]),
    '',
    `${thousands(report.eventsPerSecond)} events a second; ${report.residentMiB} MiB resident`,
    `one more event: ${report.oneMoreEvent.take} ms to take in, ${report.oneMoreEvent.figures} ms for all figures`,
  ].join('\n')
}
