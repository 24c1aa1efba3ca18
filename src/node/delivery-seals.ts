import { digest, type Id, type Outcome } from '#base'
import { largestBatch, type Signer, sealLetters, type WrittenLetter } from '#exchange'
import type { Act, Committed, NewEnvelope, RowChange } from '#store'
import { commitAhead, type LetterRow, withWords } from './delivery-rows.ts'
import type { World } from './world.ts'

/** A letter that is numbered and worded, and not signed and sealed yet. */
export interface OpenLetter {
  readonly id: Id
  readonly to: string
  readonly priority: number
  readonly letter: WrittenLetter
  /** The seals of the node on it, as the two nodes had agreed when it was written. */
  readonly seals: readonly Signer[]
  /** What is kept of it; the digest of the envelope comes in when it is sealed. */
  readonly row: Omit<LetterRow, 'envelope'>
}

/** An act of the store, and the letters that go on record with it. */
export interface OpenAct {
  readonly act: Omit<Act, 'outgoing'>
  readonly letters: readonly OpenLetter[]
}

interface Waiting extends OpenAct {
  readonly resolve: (outcome: Promise<Outcome<Committed>>) => void
  readonly reject: (fault: unknown) => void
}

/** Letters that are signed and sealed in one turn: the node does nothing else meanwhile, some 20 milliseconds. */
const mostLetters = 64

const waiting = new WeakMap<World, Waiting[]>()

/**
 * Seals the letters of an act and commits both as one. Letters of acts that come at the same time are sealed together,
 * those to one peer with one signature of each seal over all of them: the lattice signature costs more than all the rest
 * of a letter. Nothing is kept before it is sealed, and what is committed never changes: after a crash the very same bytes
 * leave again, or the act never was.
 *
 * The next letter on the lane may be written at once; see `commitAhead`.
 */
export function sealAndCommit(world: World, open: OpenAct): Promise<Outcome<Committed>> {
  return commitAhead(
    world,
    open.act,
    () =>
      new Promise((resolve, reject) => {
        const line = waiting.get(world) ?? []
        waiting.set(world, line)
        line.push({ ...open, resolve, reject })
        if (line.length === 1) setImmediate(() => sealWaiting(world, line))
      }),
  )
}

/** Acts go to the store in the order in which they came: the numbers of their letters follow one another. */
function sealWaiting(world: World, line: Waiting[]): void {
  const now: Waiting[] = []
  for (let letters = 0; line.length > 0 && letters < mostLetters; ) {
    const one = line.shift()!
    letters += one.letters.length
    now.push(one)
  }
  // The next ones are sealed when others have had their turn.
  if (line.length > 0) setImmediate(() => sealWaiting(world, line))
  try {
    const sealed = sealTogether(
      world,
      now.flatMap(({ letters }) => letters),
    )
    for (const { act, letters, resolve } of now)
      resolve(world.store.commit(withLetters(act, letters, sealed)))
  } catch (error) {
    for (const { reject } of now) reject(error)
  }
}

/** Letters to one peer under the same seals are one batch. None to another is among them: it would show that there is one. */
function sealTogether(
  world: World,
  letters: readonly OpenLetter[],
): ReadonlyMap<OpenLetter, Uint8Array> {
  const sealed = new Map<OpenLetter, Uint8Array>()
  const batchOf = ({ to, seals }: OpenLetter) => [to, ...seals.map((s) => s.key.id)].join(' ')
  for (const batch of Map.groupBy(letters, batchOf).values())
    for (let at = 0; at < batch.length; at += largestBatch) {
      const part = batch.slice(at, at + largestBatch)
      const all = sealLetters(
        part.map(({ letter }) => letter),
        part[0]!.seals,
        world.random,
      )
      for (const [i, one] of part.entries()) sealed.set(one, all[i]!.bytes)
    }
  return sealed
}

function withLetters(
  act: OpenAct['act'],
  letters: readonly OpenLetter[],
  sealed: ReadonlyMap<OpenLetter, Uint8Array>,
): Act {
  const outgoing: NewEnvelope[] = []
  const rows: RowChange[] = []
  for (const letter of letters) {
    const { id, to, priority, row } = letter
    const bytes = sealed.get(letter)!
    outgoing.push({ id, to, bytes, notBefore: row.sentAt, priority })
    rows.push(withWords(`${row.stream}/${id}`, { ...row, envelope: digest(bytes) }, []))
  }
  return { ...act, outgoing, rows: [...(act.rows ?? []), ...rows] }
}
