/**
 * Part "log" of `comity bench exchange`: entries kept by the disk in batches, beside a loop that hashes the same bytes,
 * appends them to a file and asks the disk to keep them; and a whole audit beside the SHA-256 of the same bytes.
 */
import { hash } from 'node:crypto'
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { must, sha256, systemRandom } from '#base'
import { memoryStore, openStore, type Store, verify } from '#store'
import { anEvent, type TestWorld, testWorld } from '../src/store/test-world.ts'
import type { Row } from './exchange-attachments.ts'

const batch = 256
const recordBytes = 1024
const page = Buffer.alloc(4096)

export async function run(): Promise<readonly Row[]> {
  return [...(await appends()), ...(await audits())]
}

/** A record of the size of a signed act; every one is different. */
function record(n: number): Uint8Array {
  const bytes = Buffer.alloc(recordBytes, 'a step of a procedure, signed by an officer; ')
  bytes.writeUInt32BE(n)
  return bytes
}

async function appends(): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'comity-bench-'))
  const world = testWorld()
  const store = await openStore({ dir: join(dir, 'store'), ...world.keeping, durable: true })
  const file = openSync(join(dir, 'bare'), 'a')
  let n = 0
  const events = () =>
    Array.from({ length: batch }, () =>
      anEvent(world, { record: record(n++), stream: `case/${n % 64}` }),
    )
  type Events = ReturnType<typeof events>
  const kept = async (all: Events) => void must(await store.commit({ events: all }))
  const together = async (all: Events) => {
    const acts = all.map((event) => store.commit({ events: [event] }))
    for (const one of await Promise.all(acts)) must(one)
  }
  const bare = async (all: Events) => {
    const lines: Uint8Array[] = []
    for (const { record: bytes, signature } of all) {
      sha256(bytes, signature)
      lines.push(bytes, signature)
    }
    writeSync(file, Buffer.concat(lines))
    fdatasyncSync(file)
  }
  const times = {
    floor: [] as Spent[],
    one: [] as Spent[],
    many: [] as Spent[],
    disk: [] as Spent[],
  }
  for (let round = 0; round < 44; round++) {
    // The events are made before the clock starts: that is nobody's work here.
    const made = [events(), events(), events()] as const
    const floor = await spent(() => bare(made[0]))
    const one = await spent(() => kept(made[1]))
    const many = await spent(() => together(made[2]))
    // What the disk alone takes for one page at this moment, which on a shared machine is another one each time.
    const disk = await spent(async () => {
      writeSync(file, page)
      fdatasyncSync(file)
    })
    // The first rounds warm the tables.
    if (round < 4) continue
    times.floor.push(floor)
    times.one.push(one)
    times.many.push(many)
    times.disk.push(disk)
  }
  closeSync(file)
  await store.close()
  rmSync(dir, { recursive: true })
  const walls = (all: readonly Spent[]) => all.map((one) => one.wall)
  const perSecond = (all: readonly Spent[]) => Math.round(batch / median(walls(all)))
  const against = (all: readonly Spent[]) => ratioOf(walls(times.floor), walls(all))
  const micros = (all: readonly Spent[]) =>
    Number(((median(all.map((one) => one.cpu)) / batch) * 1e6).toPrecision(3))
  return [
    row('fdatasync of one page', Number((median(walls(times.disk)) * 1000).toPrecision(3)), 'ms'),
    row('hash, append and fdatasync, 256 at a time', perSecond(times.floor), 'entries/s'),
    row('durable append, 256 entries in one act', perSecond(times.one), 'entries/s'),
    row('durable append, 256 acts of one entry at once', perSecond(times.many), 'entries/s'),
    row('durable append in one act against the bare loop', against(times.one), 'x', '>= 0.5'),
    row('durable append of acts at once against the bare loop', against(times.many), 'x'),
    row('CPU of the bare loop', micros(times.floor), 'us an entry'),
    row('CPU of a durable append in one act, both threads', micros(times.one), 'us an entry'),
  ]
}

/** A log of records with bodies, in memory: what an audit costs beside the reading of the database. */
async function audits(): Promise<Row[]> {
  const rows: Row[] = []
  for (const [what, bodyBytes] of [
    ['records of 1 KiB alone', 0],
    ['records of 1 KiB with words of 16 KiB', 16 * 1024],
  ] as const) {
    const world = testWorld()
    const store = await memoryStore(world.keeping)
    const bytes = await fill(store, world, 2048, bodyBytes)
    const { origin, headKey, kek } = world.keeping
    const ours: number[] = []
    const floor: number[] = []
    const least: number[] = []
    for (let round = 0; round < 23; round++) {
      const hashing = cpu(() => {
        for (const part of bytes) sha256(part)
      })
      // The runtime's quickest way, which makes no piece of memory for a digest.
      const quickest = cpu(() => {
        for (const part of bytes) hash('sha256', part, 'binary')
      })
      const report = await cpuOf(() => verify(store, { origin, headKey, kek }))
      if (report.value.findings.length > 0) throw new Error(report.value.findings[0]!.text)
      if (round < 2) continue
      floor.push(hashing)
      least.push(quickest)
      ours.push(report.seconds)
    }
    await store.close()
    const total = bytes.reduce((sum, b) => sum + b.length, 0)
    rows.push(
      row(
        `SHA-256 of the same bytes, ${what}`,
        Math.round(total / 2 ** 20 / median(floor)),
        'MiB/s',
      ),
      row(`full audit, ${what}`, Math.round(total / 2 ** 20 / median(ours)), 'MiB/s'),
      row(`full audit against SHA-256, ${what}`, ratioOf(ours, floor), 'x', '<= 3'),
      row(`full audit against SHA-256 with digests as text, ${what}`, ratioOf(ours, least), 'x'),
    )
  }
  return rows
}

async function fill(
  store: Store,
  world: TestWorld,
  count: number,
  bodyBytes: number,
): Promise<readonly Uint8Array[]> {
  const bytes: Uint8Array[] = []
  for (let at = 0; at < count; at += batch) {
    const events = Array.from({ length: batch }, (_, i) =>
      anEvent(world, { record: record(at + i) }),
    )
    const bodies = events.flatMap((event) =>
      bodyBytes === 0 ? [] : [{ id: event.id, bytes: systemRandom.bytes(bodyBytes) }],
    )
    must(await store.commit({ events, bodies }))
    for (const event of events) bytes.push(event.record, event.signature)
    for (const body of bodies) bytes.push(body.bytes)
  }
  return bytes
}

/** Seconds, of the clock and of all processors together. */
interface Spent {
  readonly wall: number
  readonly cpu: number
}

async function spent(work: () => Promise<void>): Promise<Spent> {
  const begun = performance.now()
  const { seconds } = await cpuOf(work)
  return { wall: (performance.now() - begun) / 1000, cpu: seconds }
}

function cpu(work: () => void): number {
  const begun = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(begun)
  return (user + system) / 1e6
}

async function cpuOf<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const begun = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(begun)
  return { value, seconds: (user + system) / 1e6 }
}

function ratioOf(above: readonly number[], below: readonly number[]): number {
  return Number(median(above.map((a, i) => a / below[i]!)).toPrecision(3))
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function row(figure: string, value: number, unit: string, target?: string): Row {
  return { part: 'log', figure, value, unit, ...(target === undefined ? {} : { target }) }
}
