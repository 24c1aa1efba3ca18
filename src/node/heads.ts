import { digest } from '#base'
import {
  type Checkpoint,
  consistency,
  type ForkEvidence,
  forkEvidence,
  parseCheckpoint,
  rootAt,
  same,
  signedBy,
} from '#store'
import { logOrigin } from './log-origin.ts'
import { note as entry, write } from './records.ts'
import { everyRow, plain, rowData } from './row-data.ts'
import { remoteTree, type TiledTree } from './tile-client.ts'
import { heldHead, logKeysOf } from './witness.ts'
import { nodeHand, type World } from './world.ts'

/**
 * Heads of partners' logs, from wherever they come: handed in for a cosignature, in a receipt, in a notice. Each is held
 * against the one we hold of that log; two that cannot both be true are kept for ever and told as an alarm.
 */
export interface Heads {
  /**
   * A head that somebody showed, by the origin it claims or by the node it is of. Takes in what its log signed, no more;
   * never throws.
   */
  saw(origin: string, note: string): Promise<void>
  /** Heads of different sizes, compared by the tiles that the partner serves; what it does not serve now waits. */
  compare(): Promise<void>
}

type Signed = Checkpoint & { readonly note: string }

/** Heads that wait for a comparison, per log; of more than these the oldest and the newest are kept. */
const mostWaiting = 64
/** Milliseconds between two that take the place of another. */
const pauseWhenFull = 1000
/** After a comparison for which a partner served no tiles: doubled each time, at most five minutes. */
const pauseSeconds = { first: 2, most: 300 } as const
/** No question to a partner whose tiles cannot be had, until so many milliseconds of `world.elapsed`. */
interface Pause {
  readonly until: number
  readonly seconds: number
  readonly failed: Signed
}

/** Logs as read in one round, by their sizes, so that no tile is fetched twice. */
type Trees = Map<number, TiledTree>

const seenKind = 'seen-head'
/** Heads that nobody could compare yet outlive a restart: a log that waits until we start again hides nothing. */
const waitingKind = 'waiting-head'
export const forkKind = 'fork'

export function openHeads(of: () => World): Heads {
  const waiting = new Map<string, readonly Signed[]>()
  const pauses = new Map<string, Pause>()
  const lastKept = new Map<string, number>()
  let loading: Promise<void> | undefined
  const load = async () => {
    for await (const { data } of everyRow<{ note: string }>(of().store, { kind: waitingKind })) {
      const checkpoint = parseCheckpoint(data.note)
      if (checkpoint === undefined) continue
      const head = { ...checkpoint, note: data.note }
      waiting.set(head.origin, [...(waiting.get(head.origin) ?? []), head])
    }
  }
  const loaded = async () => {
    loading ??= load()
    try {
      await loading
    } catch (error) {
      // Read again when the disk answers; half of a list is none.
      loading = undefined
      waiting.clear()
      throw error
    }
  }
  /** The list of a log after a change, on disk before in memory: by size, as it will be read again. */
  const keep = async (world: World, origin: string, gone: readonly Signed[], come?: Signed) => {
    await world.store.commit({
      events: [],
      rows: [
        ...gone.map((head) => ({ kind: waitingKind, key: waitingKey(head), data: null })),
        ...(come === undefined
          ? []
          : [{ kind: waitingKind, key: waitingKey(come), data: { note: come.note } }]),
      ],
    })
    // Others may have come meanwhile: these alone are done with.
    const left = (waiting.get(origin) ?? []).filter((head) => !gone.includes(head))
    const list = come === undefined ? left : [...left, come]
    if (list.length === 0) waiting.delete(origin)
    else
      waiting.set(
        origin,
        list.toSorted((a, b) => a.size - b.size),
      )
  }
  const take = async (world: World, head: Signed) => {
    await loaded()
    const kept = await held(world, head.origin)
    const list = waiting.get(head.origin) ?? []
    const known = [...list, ...kept]
    if (known.some((h) => h.size === head.size && same(h.root, head.root))) return
    const other = known.find((h) => h.size === head.size)
    if (other !== undefined) await tell(world, forkEvidence([other, head], null))
    else if (head.size > 0) {
      const full = list.length >= mostWaiting
      // Each costs a commit: a partner that brings a new head with every letter does not set the pace of this node.
      if (full && world.elapsed() - (lastKept.get(head.origin) ?? 0) < pauseWhenFull) return
      lastKept.set(head.origin, world.elapsed())
      await keep(world, head.origin, full ? [list[list.length >> 1]!] : [], head)
    }
  }
  return {
    async saw(origin, note) {
      const world = of()
      const head = read(world, origin.includes('/') ? origin : logOrigin(origin), note)
      if (head === undefined || head.origin === world.store.origin) return
      // One head of a log after the other: of two that come at once, the second is held against the first.
      await world.locks
        .run([`heads:${head.origin}`], () => take(world, head))
        .catch((error) => {
          const reason = error instanceof Error ? error.message : String(error)
          notCompared(world, head, reason)
        })
    },
    async compare() {
      const world = of()
      await loaded()
      for (const [origin, list] of [...waiting]) {
        const pause = pauses.get(origin)
        if (pause !== undefined && world.elapsed() < pause.until) continue
        const { gone, failed } = await compareAll(world, origin, list, pause?.failed)
        if (gone.length > 0)
          await world.locks.run([`heads:${origin}`], () => keep(world, origin, gone))
        if (failed === undefined) {
          pauses.delete(origin)
          continue
        }
        const seconds = Math.min(pauseSeconds.most, (pause?.seconds ?? 0) * 2 || pauseSeconds.first)
        pauses.set(origin, { until: world.elapsed() + seconds * 1000, seconds, failed })
      }
    },
  }
}

/** Heads of one log in one round: those that are done with, and the first for which no tiles were served. */
async function compareAll(
  world: World,
  origin: string,
  list: readonly Signed[],
  failedBefore: Signed | undefined,
): Promise<{ readonly gone: readonly Signed[]; readonly failed: Signed | undefined }> {
  const gone: Signed[] = []
  const trees: Trees = new Map()
  // The largest first: the tiles under it lead to all others. One whose tiles were not served hides no other.
  const place = (head: Signed) => (head === failedBefore ? -1 : head.size)
  for (const head of list.toSorted((a, b) => place(b) - place(a))) {
    if (!(await compareOne(world, origin, head, trees))) return { gone, failed: head }
    gone.push(head)
  }
  return { gone, failed: undefined }
}

function waitingKey({ origin, size, root }: Signed): string {
  return `${origin} ${String(size).padStart(16, '0')} ${Buffer.from(root).toString('hex')}`
}

/** The heads we hold of a log: the one cosigned last, and the newest one compared. */
async function held(world: World, origin: string): Promise<readonly Signed[]> {
  const row = await world.store.row(seenKind, origin)
  const seen = row === undefined ? undefined : rowData<{ note: string }>(row).note
  const checkpoint = seen === undefined ? undefined : parseCheckpoint(seen)
  const cosigned = await heldHead(world, origin)
  return [
    ...(cosigned === undefined || cosigned.size === 0 ? [] : [cosigned]),
    ...(checkpoint === undefined ? [] : [{ ...checkpoint, note: seen! }]),
  ]
}

function read(world: World, origin: string, note: string): Signed | undefined {
  const checkpoint = parseCheckpoint(note)
  if (checkpoint?.origin !== origin) return undefined
  const keys = logKeysOf(world.federation, origin)
  return keys.some((key) => signedBy(checkpoint, origin, key)) ? { ...checkpoint, note } : undefined
}

/** False when the partner does not serve what is needed now. */
async function compareOne(
  world: World,
  origin: string,
  head: Signed,
  trees: Trees,
): Promise<boolean> {
  const others = await held(world, origin)
  try {
    for (const other of others) {
      const evidence = await differing(world, origin, other, head, trees)
      if (evidence !== undefined) {
        await tell(world, evidence)
        return true
      }
    }
  } catch (error) {
    notCompared(world, head, error instanceof Error ? error.message : String(error))
    return false
  }
  if (others.every((other) => other.size < head.size))
    await world.store.commit({
      events: [],
      rows: [{ kind: seenKind, key: origin, data: { note: head.note, at: world.clock.now() } }],
    })
  return true
}

/**
 * The evidence that these heads cannot both be true, or undefined where they can.
 *
 * @throws Error when the partner serves no tiles, or others than it signed
 */
async function differing(
  world: World,
  origin: string,
  a: Signed,
  b: Signed,
  trees: Trees,
): Promise<ForkEvidence | undefined> {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  if (small.size === large.size)
    return same(small.root, large.root) ? undefined : forkEvidence([small, large], null)
  const node = world.federation.cards().find((c) => logOrigin(c.id) === origin)
  const tree =
    trees.get(large.size) ??
    remoteTree(world.get, world.addressOf(node?.id ?? '') ?? '', large.size)
  trees.set(large.size, tree)
  const [whole, beginning, path] = [
    await rootAt(tree, large.size),
    await rootAt(tree, small.size),
    await consistency(tree, small.size, large.size),
  ]
  if (!whole.ok || !beginning.ok || !path.ok) throw new Error('the tiles do not fit the head')
  if (!same(whole.value, large.root))
    throw new Error(`the tiles do not lead to the head of ${large.size} entries that it signed`)
  if (same(beginning.value, small.root)) return undefined
  const full = isPowerOfTwo(small.size) ? [beginning.value, ...path.value] : path.value
  return forkEvidence([small, large], full)
}

function isPowerOfTwo(n: number): boolean {
  return 2 ** Math.round(Math.log2(n)) === n
}

function notCompared(world: World, { origin, size }: Signed, why: string): void {
  world.observe({ what: 'head-not-compared', origin, size, reason: why.slice(0, 200) })
}

/** Once for each pair of heads: the evidence as a row for ever, and an event that says so. */
async function tell(world: World, evidence: ForkEvidence): Promise<void> {
  const id = digest(Buffer.from(evidence.heads.join('\n'))).slice('sha256:'.length)
  if ((await world.store.row(forkKind, id)) !== undefined) return
  const at = world.clock.now()
  const node = world.federation.cards().find((c) => logOrigin(c.id) === evidence.origin)
  const sizes = evidence.heads.map((h) => parseCheckpoint(h)?.size ?? 0)
  const written = write(
    world,
    nodeHand(world, 'node'),
    entry(`log/${evidence.origin}`, 'log.forked', at, {
      origin: evidence.origin,
      sizes,
      evidence: id,
    }),
  )
  await world.store.commit({
    events: [written.event],
    rows: [
      {
        kind: forkKind,
        key: id,
        data: { evidence: plain(evidence), node: node?.id ?? '', at, sizes },
        sort: at,
      },
    ],
  })
  world.observe({ what: 'log-forked', origin: evidence.origin, sizes })
}
