import { createHash } from 'node:crypto'
import { type Digest, digest, done, type Outcome, type Refusal, RefusedError, refuse } from '#base'
import { readRecord, verifyRecord } from '#exchange'
import { type SignedEvent, signedEventOf } from '#indicators'
import {
  append,
  type Checkpoint,
  emptyFrontier,
  type Frontier,
  leafData,
  leafHash,
  rootOf,
  same,
} from '#store'
import {
  type EvaluatedEntry,
  type EvaluationHead,
  evaluationUnreadable,
  LineCutter,
  readEntry,
  readEvaluationHead,
} from './evaluation-file.ts'
import { isCounted } from './figures-log.ts'
import { actorKey } from './known-keys.ts'
import { cardsIn } from './proof-cards.ts'
import { bytesOf, type Cards, headOf } from './proof-head.ts'
import { Report } from './proof-report.ts'
import { handWrong } from './signing-hand.ts'

/** An event with its place in the log. */
export type PlacedEvent = SignedEvent & { readonly index: number }

/** A bundle whose every line was held against its head. */
export interface CheckedBundle {
  readonly digest: Digest
  readonly head: EvaluationHead
  readonly checkpoint: Checkpoint | undefined
  readonly cards: Cards
  /** What the figures read, in the order of the log. */
  readonly events: readonly PlacedEvent[]
  /** Commitments of the entries that were withheld, by place. */
  readonly withheld: ReadonlyMap<number, string>
  readonly entries: number
  readonly erased: number
  readonly report: Report
}

/**
 * Checks the file of one node: the cards signed, the head signed by the log key of the card, the tree made again from
 * every line to the last hash, every shown record signed by who its card says, and none of a matter left out that a later
 * one follows.
 */
export function checkBundle(bytes: Uint8Array): Outcome<CheckedBundle> {
  const check = new BundleCheck()
  const refused = check.take(bytes, true)
  return refused === undefined ? check.end() : refuse(refused)
}

/** The same for a file that is read piece by piece: never more than a line of it is held, beside what the figures read. */
export async function checkBundleFrom(
  source: AsyncIterable<Uint8Array>,
): Promise<Outcome<CheckedBundle>> {
  const check = new BundleCheck()
  try {
    for await (const bytes of source) {
      const refused = check.take(bytes)
      if (refused !== undefined) return refuse(refused)
    }
  } catch (error) {
    // What was sealed breaks off or was changed.
    if (error instanceof RefusedError) return refuse(error.refusal)
    throw error
  }
  const refused = check.take(new Uint8Array(), true)
  return refused === undefined ? check.end() : refuse(refused)
}

class BundleCheck {
  readonly #report = new Report()
  readonly #hash = createHash('sha256')
  readonly #cutter = new LineCutter()
  #begun:
    | { readonly head: EvaluationHead; readonly cards: Cards; readonly lines: Lines }
    | undefined
  #checkpoint: Checkpoint | undefined

  take(bytes: Uint8Array, last = false): Refusal | undefined {
    this.#hash.update(bytes)
    for (const line of this.#cutter.take(bytes, last)) {
      if (this.#begun !== undefined) {
        this.#begun.lines.take(readEntry(line))
        continue
      }
      const head = readEvaluationHead(line)
      if (!head.ok) return head.refusal
      this.#begin(head.value)
    }
    return undefined
  }

  #begin(head: EvaluationHead): void {
    const { cards, findings } = cardsIn(head)
    this.#report.findings.push(...findings)
    this.#checkpoint = headOf(head, cards, this.#report)
    this.#begun = { head, cards, lines: new Lines(cards, head.node, this.#report) }
  }

  end(): Outcome<CheckedBundle> {
    if (this.#begun === undefined) return refuse(evaluationUnreadable('it has no first line'))
    const { head, cards, lines } = this.#begun
    lines.end(head)
    this.#report.doubt(
      'that the cards in the file are those the authorities handed over: compare their fingerprints',
    )
    return done({
      digest: `sha256:${this.#hash.digest('hex')}` as Digest,
      head,
      checkpoint: this.#checkpoint,
      cards,
      events: lines.events,
      withheld: lines.withheld,
      entries: lines.index,
      erased: lines.erased,
      report: this.#report,
    })
  }
}

/** Told one by one up to here; a file in which everything is wrong says so in a few lines. */
const mostTold = 20

class Lines {
  readonly events: PlacedEvent[] = []
  readonly withheld = new Map<number, string>()
  index = 0
  erased = 0
  readonly #cards: Cards
  readonly #node: string
  readonly #report: Report
  readonly #seen = new Set<string>()
  #frontier: Frontier = emptyFrontier
  #leaves: Uint8Array[] = []
  #told = 0

  constructor(cards: Cards, node: string, report: Report) {
    this.#cards = cards
    this.#node = node
    this.#report = report
  }

  take(entry: EvaluatedEntry | undefined): void {
    const index = this.index++
    const leaf = entry === undefined ? undefined : this.#leafOf(index, entry)
    if (leaf?.length !== 32) {
      this.#find(`entry ${index}: the line is no entry of a log`)
      return
    }
    this.#leaves.push(leafHash(leaf))
    if (this.#leaves.length === 4096) this.#grow()
  }

  end({ head }: EvaluationHead): void {
    this.#grow()
    if (this.index !== head.size)
      this.#report.find(`the file has ${this.index} entries, its head has ${head.size}`)
    if (!same(rootOf(this.#frontier), bytesOf(head.root)))
      this.#report.find('the entries of the file do not make the root of its head')
    if (this.#told > mostTold)
      this.#report.find(`and ${this.#told - mostTold} more entries in which something is wrong`)
    if (this.erased > 0)
      this.#report.doubt(
        `${this.erased} entries: they were erased, and nobody can count them again`,
      )
  }

  #leafOf(index: number, entry: EvaluatedEntry): Uint8Array | undefined {
    if ('leaf' in entry) {
      if (entry.erased) this.erased++
      else this.withheld.set(index, entry.leaf)
      return bytesOf(entry.leaf)
    }
    const parts = {
      record: bytesOf(entry.record),
      signature: bytesOf(entry.signature),
      salt: bytesOf(entry.salt),
    }
    if (parts.salt.length !== 32) return undefined
    this.#record(index, parts.record, parts.signature)
    return leafData(parts)
  }

  #record(index: number, record: Uint8Array, signature: Uint8Array): undefined {
    const read = readRecord(record)
    if (!read.ok) return this.#find(`entry ${index}: ${read.refusal.ground}`)
    const { at, stream, node, actor, key, previous } = read.value
    const directory = { card: (id: string) => this.#cards.get(id) }
    const known = actorKey(directory, node, actor, key, at)
    if (known === undefined)
      return this.#find(`entry ${index}: no card lists the key ${key} for ${actor} at ${at}`)
    if (!verifyRecord(record, signature, known))
      return this.#find(`entry ${index}: it is not the signature of ${actor}`)
    const wrong = handWrong(directory, read.value, undefined)
    if (wrong !== undefined) return this.#find(`entry ${index}: ${wrong}`)
    if (!isCounted(stream))
      return this.#find(
        `entry ${index}: it belongs to ${stream.split('/')[0]}, which no figure reads`,
      )
    if (node === this.#node && previous !== null && !this.#seen.has(previous) && this.erased === 0)
      return this.#find(`entry ${index}: it follows a record that the file does not show`)
    this.#seen.add(digest(record))
    this.events.push({ ...signedEventOf(read.value, digest(record), this.#node), index })
  }

  #grow(): void {
    this.#frontier = append(this.#frontier, this.#leaves).frontier
    this.#leaves = []
  }

  #find(text: string): undefined {
    if (this.#told++ < mostTold) this.#report.find(text)
  }
}
