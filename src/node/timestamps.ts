import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { done, type Instant, type Outcome, readJson, refuse } from '#base'
import { parseCheckpoint } from '#store'
import { everyRow, rowData } from './row-data.ts'
import { type Timestamp, timestampRequest, tokenIn } from './timestamp-token.ts'
import type { Post, World } from './world.ts'

/** Somebody outside the federation who says when bytes existed (RFC 3161 over HTTP). */
export interface TimestampAuthority {
  readonly name: string
  readonly url: string
  /** Certificates in PEM that its chain must end at. */
  readonly roots: readonly string[]
}

/** One day and one authority. The token of a later head vouches for all before it: the log only grows. */
export interface KeptTimestamp {
  readonly authority: string
  readonly size: number
  /** The signed head that the token is about, with the cosignatures it had. */
  readonly note: string
  /** DER in base64, or null while the authority has not answered. */
  readonly token: string | null
  readonly timestamp: Timestamp | null
  readonly roots: readonly string[]
  readonly askedAt: Instant
  readonly failing: string | null
}

const timestampKind = 'timestamp'
const patienceMilliseconds = 15_000
/** An authority that failed is asked again after this time. */
const againMilliseconds = 10 * 60_000
const lastFailed = new WeakMap<World, Map<string, number>>()

/**
 * The newest head goes to each authority once a day, and again until it has answered. Whatever goes wrong here stops
 * nothing else; it is shown, and made good when the authority is back.
 *
 * @param now asks even where today has its token already
 */
export async function stampHead(
  world: World,
  outer: AbortSignal,
  now = false,
): Promise<readonly Outcome<Timestamp>[]> {
  const note = world.witnessing.published() ?? (await world.store.head()).checkpoint
  const outcomes: Outcome<Timestamp>[] = []
  for (const authority of world.timestampAuthorities) {
    if (!now && !(await isDue(world, authority, note))) continue
    outcomes.push(await stampWith(world, authority, note, outer))
  }
  return outcomes
}

async function isDue(world: World, authority: TimestampAuthority, note: string): Promise<boolean> {
  const failed = lastFailed.get(world)?.get(authority.name)
  if (failed !== undefined && world.elapsed() - failed < againMilliseconds) return false
  const size = parseCheckpoint(note)?.size ?? 0
  const newest = await newestOf(world, authority.name)
  if (newest?.size === size && newest.token !== null) return false
  const today = await world.store.row(timestampKind, keyOf(world.clock.now(), authority.name))
  return size > 0 && (today === undefined || rowData<KeptTimestamp>(today).token === null)
}

async function stampWith(
  world: World,
  authority: TimestampAuthority,
  note: string,
  outer: AbortSignal,
): Promise<Outcome<Timestamp>> {
  const nonce = world.random.bytes(16)
  const bytes = Buffer.from(note)
  const askedAt = world.clock.now()
  const signal = AbortSignal.any([outer, AbortSignal.timeout(patienceMilliseconds)])
  let answered: Awaited<ReturnType<typeof tokenIn>>
  try {
    const { status, bytes: answer } = await world.askAuthority(
      authority.url,
      timestampRequest(bytes, nonce),
      signal,
    )
    answered =
      status === 200
        ? await tokenIn(answer, { bytes, nonce, roots: authority.roots })
        : noAnswer(`the authority answered with status ${status}`)
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it could not be asked'
    answered = noAnswer(`the authority did not answer: ${why.slice(0, 200)}`)
  }
  const failures = lastFailed.get(world) ?? new Map<string, number>()
  lastFailed.set(world, failures)
  if (answered.ok) failures.delete(authority.name)
  else failures.set(authority.name, world.elapsed())
  const kept: KeptTimestamp = {
    authority: authority.name,
    size: parseCheckpoint(note)?.size ?? 0,
    note,
    token: answered.ok ? Buffer.from(answered.value.token).toString('base64') : null,
    timestamp: answered.ok ? answered.value.timestamp : null,
    roots: authority.roots,
    askedAt,
    failing: answered.ok ? null : answered.refusal.ground,
  }
  await world.store.commit({
    events: [],
    rows: [
      {
        kind: timestampKind,
        key: keyOf(askedAt, authority.name),
        data: { ...kept } as never,
        sort: askedAt,
      },
    ],
  })
  world.observe({
    what: 'timestamp',
    authority: authority.name,
    size: kept.size,
    failing: kept.failing,
  })
  return answered.ok ? done(answered.value.timestamp) : answered
}

/** Newest first. */
export async function timestampsOf(world: World, limit = 60): Promise<readonly KeptTimestamp[]> {
  const page = await world.store.rows({
    kind: timestampKind,
    order: 'sort',
    descending: true,
    limit,
  })
  return page.rows.map((row) => rowData<KeptTimestamp>(row))
}

/** Every one that is kept, newest first. */
export async function* everyTimestamp(world: World): AsyncGenerator<KeptTimestamp> {
  const query = { kind: timestampKind, order: 'sort', descending: true } as const
  for await (const { data } of everyRow<KeptTimestamp>(world.store, query)) yield data
}

async function newestOf(world: World, authority: string): Promise<KeptTimestamp | undefined> {
  return (await timestampsOf(world)).find((t) => t.authority === authority && t.token !== null)
}

function keyOf(at: Instant, authority: string): string {
  return `${at.slice(0, 10)}/${authority}`
}

const authoritiesShape = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(100),
      url: z.url({ protocol: /^https?$/ }),
      roots: z.array(z.string().max(20_000)).min(1).max(20),
    }),
  )
  .max(10)

/**
 * The authorities of the file `timestamp-authorities` in the folder of a node; none without it.
 *
 * @throws RefusedError when the file is there and cannot be read
 */
export function readTimestampAuthorities(dir: string): Outcome<readonly TimestampAuthority[]> {
  const path = join(dir, 'timestamp-authorities')
  if (!existsSync(path)) return done([])
  const read = readJson(readFileSync(path), { maxBytes: 1024 * 1024, maxDepth: 6 })
  const shaped = read.ok ? authoritiesShape.safeParse(read.value) : undefined
  if (shaped?.success) return done(shaped.data)
  return refuse({
    kind: 'malformed',
    name: 'timestamp-authorities-unreadable',
    ground: `${path} is not a list of names, addresses and root certificates`,
    remedy: 'write [{"name": ..., "url": ..., "roots": ["-----BEGIN CERTIFICATE-----..."]}]',
  })
}

/** A question of a few bytes; an answer with its certificates has a few kilobytes. */
export const askAuthority: Post = async (url, bytes, signal) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: bytes as Uint8Array<ArrayBuffer>,
    redirect: 'error',
    ...(signal === undefined ? {} : { signal }),
  })
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > 64 * 1024) throw new Error('its answer is longer than a token can be')
    parts.push(part)
  }
  return { status: answer.status, bytes: Buffer.concat(parts) }
}

function noAnswer(ground: string) {
  return refuse({
    kind: 'unknown',
    name: 'timestamp-not-given',
    ground,
    citation: 'RFC 3161, section 3.4',
    remedy: 'nothing is lost: the next head that it stamps vouches for all entries before it',
  })
}
