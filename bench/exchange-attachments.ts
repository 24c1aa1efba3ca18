// Content through the chunks of the store against AES-256-GCM of the runtime over the same bytes in one go, in turns
// in one process, in processor time; and the memory that a stream of a gibibyte takes.
import { createCipheriv } from 'node:crypto'
import { systemRandom } from '#base'
import { newChunkKey } from '../src/store/chunked.ts'
import { openStream, sealStream } from '../src/store/sealed-stream.ts'
import { type Medium, memoryMedium } from '../src/store/shelf.ts'

const mebibyte = 1024 * 1024
const context = Buffer.from('comity/bench')

export interface Row {
  readonly part: string
  readonly figure: string
  readonly value: number
  readonly unit: string
  readonly target?: string
}

export async function run(): Promise<readonly Row[]> {
  const size = 64 * mebibyte
  const rounds = 7
  const content = Buffer.alloc(size, 'a line of a statement of account\n')
  const key = systemRandom.bytes(32)
  const raw: number[] = []
  const hashed: number[] = []
  const sealing: number[] = []
  const opening: number[] = []
  const kept = sinkOf(sealedSize(size))
  for (let round = 0; round < rounds; round++) {
    raw.push(await cpuSeconds(async () => rawGcm(key, content)))
    const chunks = newChunkKey(key, systemRandom.bytes(24), context)
    sealing.push(
      await cpuSeconds(async () => void (await sealStream(kept, 0, chunks, inParts(content)))),
    )
    opening.push(
      await cpuSeconds(async () => {
        for await (const _ of openStream(kept, 0, key, context));
      }),
    )
    hashed.push(
      await cpuSeconds(async () => void (await import('node:crypto')).hash('sha256', content)),
    )
  }
  const perSecond = (times: readonly number[]) => Math.round(size / mebibyte / median(times))
  const floor = median(raw)
  const grown = await memoryOfAGibibyte(key)
  return [
    row('AES-256-GCM of the runtime, 64 MiB in one call', perSecond(raw), 'MiB/s'),
    row('SHA-256 of the runtime, the same bytes', perSecond(hashed), 'MiB/s'),
    row('sealed in chunks with its digest', perSecond(sealing), 'MiB/s'),
    row('opened in chunks', perSecond(opening), 'MiB/s'),
    row('sealing against raw AES-256-GCM', ratio(floor, sealing), 'x', '>= 0.4'),
    row('opening against raw AES-256-GCM', ratio(floor, opening), 'x', '>= 0.4'),
    row('sealing against raw AES-256-GCM and SHA-256', ratio(floor + median(hashed), sealing), 'x'),
    row('memory added by a stream of 1 GiB while it is sealed', grown, 'MiB', 'flat'),
  ]
}

function row(figure: string, value: number, unit: string, target?: string): Row {
  return { part: 'attachments', figure, value, unit, ...(target === undefined ? {} : { target }) }
}

function ratio(floor: number, times: readonly number[]): number {
  return Math.round((100 * floor) / median(times)) / 100
}

function rawGcm(key: Uint8Array, content: Uint8Array): void {
  const cipher = createCipheriv('aes-256-gcm', key, new Uint8Array(12))
  cipher.update(content)
  cipher.final()
  cipher.getAuthTag()
}

async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function sealedSize(bytes: number): number {
  return 56 + bytes + (Math.floor(bytes / 16_384) + 1) * 16
}

/** A medium of one fixed piece of memory. */
function sinkOf(size: number): Medium {
  const held = Buffer.alloc(size)
  return {
    ...memoryMedium(),
    size: async () => size,
    read: async (at, length) => held.subarray(at, Math.min(size, at + length)),
    write: async (bytes, at) => {
      held.set(bytes, at)
    },
  }
}

/** Most resident memory above that of before, while a gibibyte is sealed; what is written is thrown away. */
async function memoryOfAGibibyte(key: Uint8Array): Promise<number> {
  const part = Buffer.alloc(64 * 1024, 1)
  async function* gibibyte() {
    for (let i = 0; i < 16 * 1024; i++) yield part
  }
  const nowhere: Medium = { ...memoryMedium(), write: async () => {} }
  const chunks = newChunkKey(key, systemRandom.bytes(24), context)
  let most = 0
  const before = process.memoryUsage.rss()
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 10)
  await sealStream(nowhere, 0, chunks, gibibyte())
  most = Math.max(most, process.memoryUsage.rss())
  clearInterval(watch)
  return Math.max(0, Math.round((most - before) / mebibyte))
}

async function* inParts(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 64 * 1024) yield content.subarray(at, at + 64 * 1024)
}

if (import.meta.main)
  for (const { figure, value, unit, target = '' } of await run())
    console.log(`${figure.padEnd(56)} ${String(value).padStart(8)} ${unit} ${target}`)
