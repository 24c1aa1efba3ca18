import { done, type Outcome } from '#base'
import type { RowChange } from '#store'
import type { SealedIdentity } from '#tips'
import { allRows, plain, rowData } from './row-data.ts'
import { bytesOf, text } from './tips-unit-key.ts'
import type { World } from './world.ts'

/**
 * What came into the box and waits for the full hour: sealed already, without the time at which it came. At the hour
 * all of it goes on record together, in an order that is chance, so that no record tells when somebody sat at a screen.
 * It waits in rows and not in a file, whose time the disk would tell.
 */
export interface Waiting {
  readonly kind: 'tip' | 'addition' | 'retaliation'
  readonly lookup: string
  readonly receiptKey: string
  /** What is sealed to the unit lies in so many rows beside, so that a list of what waits is short. */
  readonly parts: number
  readonly identity?: SealedIdentity
  readonly retaliation?: string
}

const partBytes = 384 * 1024

/** Rows alone, and no event: an event has a time. */
export async function keepWaiting(
  world: World,
  waits: Omit<Waiting, 'parts'>,
  sealed: Uint8Array,
): Promise<Outcome<undefined>> {
  const key = `${waits.lookup}/${Buffer.from(world.random.bytes(8)).toString('hex')}`
  return put(world, key, waits, sealed, [])
}

/** The same sealed to another key of the unit. */
export async function sealWaitingAnew(
  world: World,
  key: string,
  { parts, ...waits }: Waiting,
  sealed: Uint8Array,
): Promise<Outcome<undefined>> {
  return put(world, key, waits, sealed, partKeys(key, parts))
}

async function put(
  world: World,
  key: string,
  waits: Omit<Waiting, 'parts'>,
  sealed: Uint8Array,
  before: readonly string[],
): Promise<Outcome<undefined>> {
  const rows: RowChange[] = []
  for (let at = 0; at < sealed.length; at += partBytes)
    rows.push({
      kind: 'tip-waiting-part',
      key: partKey(key, rows.length),
      data: { sealed: text(sealed.subarray(at, at + partBytes)) },
    })
  const surplus = before.slice(rows.length).map(noPart)
  const whole = { kind: 'tip-waiting', key, data: plain({ ...waits, parts: rows.length }) }
  const kept = await world.store.commit({ events: [], rows: [whole, ...rows, ...surplus] })
  return kept.ok ? done(undefined) : kept
}

/** What is sealed to the unit, put together again. */
export async function sealedOf(world: World, key: string, { parts }: Waiting): Promise<Uint8Array> {
  const found: Uint8Array[] = []
  for (const one of partKeys(key, parts)) {
    const row = await world.store.row('tip-waiting-part', one)
    found.push(
      row === undefined ? new Uint8Array() : bytesOf(rowData<{ sealed: string }>(row).sealed),
    )
  }
  return Buffer.concat(found)
}

/** What goes when it is on record. */
export function waitsNoMore(key: string, { parts }: Waiting): readonly RowChange[] {
  return [{ kind: 'tip-waiting', key, data: null }, ...partKeys(key, parts).map(noPart)]
}

/** Everything that waits, without what is sealed in it. */
export function allWaiting(world: World) {
  return allRows<Waiting>(world.store, 'tip-waiting')
}

/** What of this receipt has come and is not on record yet. */
export async function waitingAt(world: World, lookup: string): Promise<readonly Waiting[]> {
  const page = await world.store.rows({
    kind: 'tip-waiting',
    prefix: `${lookup}/`,
    order: 'key',
    limit: 100,
  })
  return page.rows.map((row) => rowData<Waiting>(row))
}

function partKeys(key: string, parts: number): readonly string[] {
  return Array.from({ length: parts }, (_, i) => partKey(key, i))
}

function partKey(key: string, number: number): string {
  return `${key}/${String(number).padStart(3, '0')}`
}

function noPart(key: string): RowChange {
  return { kind: 'tip-waiting-part', key, data: null }
}
