import { type Digest, digest, type Outcome } from '#base'
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
import { type EvaluatedEntry, type EvaluationHead, readEvaluation } from './evaluation-file.ts'
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
  const read = readEvaluation(bytes)
  if (!read.ok) return read
  const { head, entries } = read.value
  const report = new Report()
  const { cards, findings } = cardsIn(head)
  report.findings.push(...findings)
  const checkpoint = headOf(head, cards, report)
  const lines = new Lines(cards, head.node, report)
  for (const entry of entries) lines.take(entry)
  lines.end(head)
  report.doubt(
    'that the cards in the file are those the authorities handed over: compare their fingerprints',
  )
  return {
    ok: true,
    value: {
      digest: digest(bytes),
      head,
      checkpoint,
      cards,
      events: lines.events,
      withheld: lines.withheld,
      entries: lines.index,
      erased: lines.erased,
      report,
    },
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
