import { type Instant, instant, millis } from '#base'
import {
  type Checkpoint,
  composeAddCheckpoint,
  cosignedBy,
  type NoteSignature,
  type PolicyWitness,
  parseCheckpoint,
  parseNoteLines,
  same,
  signedBy,
} from '#store'
import { witnessKeyWrong } from './witness-keys.ts'
import type { AskedWitness } from './witnessing.ts'
import type { World } from './world.ts'

const patienceMilliseconds = 10_000
/** A witness that failed is asked again after so many seconds at the soonest. */
const againSeconds = 10

/** One place where heads are handed in; an authority with two keys is one place. */
interface Door {
  readonly prefix: string
  readonly witnesses: readonly PolicyWitness[]
}

/**
 * One round: the head that stands now goes to every witness that has not cosigned it, at the same time; what comes back
 * is kept together. Called by the tick, so that all acts between two ticks share one cosignature.
 *
 * @returns why this node may not write any more, when a witness showed a newer or another history under our own key
 */
export async function collect(world: World, signal?: AbortSignal): Promise<string | undefined> {
  const { policy } = world.witnessing
  if (policy === undefined || policy.witnesses.length === 0) return undefined
  const head = await world.store.head()
  const at = world.clock.now()
  await world.witnessing.stands(head.size)
  // After a start each is asked, also about a head that it cosigned before: only then is it known to be the newest.
  const due = doorsOf(world, policy.witnesses).filter(
    ({ witnesses }) =>
      !world.witnessing.heard() ||
      witnesses.some((w) => isDue(world.witnessing.asked(w.name), head.size, at)),
  )
  if (due.length === 0) return undefined
  const checkpoint = parseCheckpoint(head.checkpoint)!
  const answers = await Promise.all(
    due.map((door) => ask(world, door, { ...checkpoint, note: head.checkpoint }, signal)),
  )
  const lines: NoteSignature[] = []
  const witnesses: Record<string, AskedWitness> = {}
  for (const [i, answer] of answers.entries())
    for (const { name, key } of due[i]!.witnesses) {
      const before = world.witnessing.asked(name)
      const noted = { ...checkpoint, signatures: answer.lines }
      const seconds = cosignedBy(noted, key)
      const keyWrong = witnessKeyWrong(
        world.federation,
        key,
        seconds ?? Math.floor(millis(at) / 1000),
        world.clock.now(),
      )
      if (seconds === undefined || keyWrong !== undefined) {
        const why =
          keyWrong ?? answer.why ?? 'it answered without a cosignature of this key that holds'
        witnesses[name] = { ...before, failing: { since: before.failing?.since ?? at, why } }
        continue
      }
      lines.push(...answer.lines.filter((l) => cosignedBy({ ...noted, signatures: [l] }, key)))
      witnesses[name] = {
        size: checkpoint.size,
        cosignedAt: instant(seconds * 1000),
        failing: null,
      }
    }
  await world.witnessing.answered(head.checkpoint, at, lines, witnesses)
  return answers.find((a) => a.older !== undefined)?.older
}

/**
 * What the witnesses know of our log, asked before anything is written: the sentence that says why this history is not
 * the newest, when one of them shows a head that our own key signed and that this log does not lead to.
 */
export async function olderHistory(
  world: Pick<World, 'store' | 'get' | 'addressOf'>,
  witnesses: readonly PolicyWitness[],
  ownKeys: readonly Uint8Array[],
): Promise<string | undefined> {
  const signal = AbortSignal.timeout(3_000)
  const said = await Promise.all(
    doorsOf(world, witnesses).map((door) => otherHistory(world, door, ownKeys, signal)),
  )
  return said.find((sentence) => sentence !== undefined)
}

function isDue(asked: AskedWitness, size: number, now: Instant): boolean {
  if (asked.failing === null) return asked.size !== size
  const since = Date.parse(now) - Date.parse(asked.failing.since)
  // The first failures are tried again with every tick, later ones now and then.
  return since < 60_000 || Math.floor(since / 1000) % againSeconds < 5
}

interface Said {
  readonly lines: readonly NoteSignature[]
  readonly why?: string
  readonly older?: string
}

type Head = Checkpoint & { readonly note: string }

async function ask(world: World, door: Door, head: Head, outer?: AbortSignal): Promise<Said> {
  const signal = AbortSignal.any([
    AbortSignal.timeout(patienceMilliseconds),
    ...(outer === undefined ? [] : [outer]),
  ])
  try {
    const old = Math.max(...door.witnesses.map((w) => world.witnessing.asked(w.name).size))
    const first = await handIn(world, door, head, Math.min(old, head.size), signal)
    const moved = first.status === 409 ? sizeIn(first.bytes) : undefined
    if (moved === undefined || moved > head.size)
      return await understood(world, door, first, signal)
    const second = await handIn(world, door, head, moved, signal)
    return await understood(world, door, second, signal)
  } catch (error) {
    return { lines: [], why: error instanceof Error ? reasonOf(error) : 'it could not be asked' }
  }
}

async function handIn(world: World, door: Door, head: Head, old: number, signal: AbortSignal) {
  // From nothing, and from the same head, there is nothing to prove.
  const proof =
    old === 0 || old === head.size ? undefined : await world.store.consistency(old, head.size)
  if (proof !== undefined && !proof.ok) throw new Error(proof.refusal.ground)
  const body = composeAddCheckpoint(old, proof?.value ?? [], head.note)
  return world.post(`${door.prefix}/add-checkpoint`, Buffer.from(body), signal)
}

async function understood(
  world: World,
  door: Door,
  { status, bytes }: { readonly status: number; readonly bytes: Uint8Array },
  signal: AbortSignal,
): Promise<Said> {
  if (status === 200) {
    const lines = parseNoteLines(Buffer.from(bytes).toString('utf8'))
    return lines === undefined ? { lines: [], why: 'its answer is no signature line' } : { lines }
  }
  const why = `it answered with status ${status}`
  if (status !== 409 && status !== 422) return { lines: [], why }
  // Its word alone stops nobody: it must show a head that we signed ourselves.
  const older = await otherHistory(world, door, [world.keys.log.publicKey], signal)
  return older === undefined ? { lines: [], why } : { lines: [], why: older, older }
}

async function otherHistory(
  world: Pick<World, 'store' | 'get'>,
  door: Door,
  ownKeys: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const who = door.witnesses[0]!.name
  try {
    const { origin } = world.store
    const url = `${door.prefix}/checkpoint?origin=${encodeURIComponent(origin)}`
    const { status, bytes } = await world.get(url, signal)
    const theirs = status === 200 ? parseCheckpoint(Buffer.from(bytes).toString('utf8')) : undefined
    if (theirs?.origin !== origin) return undefined
    if (!ownKeys.some((key) => signedBy(theirs, origin, key))) return undefined
    const { size } = await world.store.head()
    if (theirs.size > size)
      return `the log here has ${size} entries, but ${who} holds a head of ${theirs.size} entries that this node signed: an older history was put in the place of the newer one`
    const root = await world.store.rootAt(theirs.size)
    return root.ok && !same(root.value, theirs.root)
      ? `${who} holds a head of ${theirs.size} entries that this node signed, and the first ${theirs.size} entries here lead to another root: two histories were written`
      : undefined
  } catch {
    // Whoever does not answer knows nothing; letters wait until the quorum has been heard.
    return undefined
  }
}

/** `409` says the size of the head cosigned last, in decimal and a newline; anything else says nothing. */
function sizeIn(bytes: Uint8Array): number | undefined {
  const size = /^(0|[1-9]\d{0,15})\n$/.exec(Buffer.from(bytes).toString('utf8'))?.[1]
  return size === undefined ? undefined : Number(size)
}

/** Witnesses by the place where they are asked: the address told at this start, else the policy's own. */
function doorsOf(
  world: Pick<World, 'addressOf'>,
  witnesses: readonly PolicyWitness[],
): readonly Door[] {
  const byPrefix = Map.groupBy(witnesses, (w) => prefixOf(world, w))
  return [...byPrefix]
    .filter(([prefix]) => prefix !== '')
    .map(([prefix, at]) => ({ prefix, witnesses: at }))
}

/** A partner's name in the policy may end with `/second`, for its other key. */
function prefixOf(world: Pick<World, 'addressOf'>, { name, url }: PolicyWitness): string {
  const address = world.addressOf(name.split('/')[0]!)
  return url ?? (address === undefined || address === '' ? '' : `${address}/witness`)
}

function reasonOf(error: Error): string {
  const { cause } = error
  return cause instanceof Error ? `${error.message}: ${cause.message}`.slice(0, 200) : error.message
}
