import type { AnyRow, Change } from '#store'
import { type Book, type Entry, isTaken, laneOf, type Passed } from './book.ts'
import { blindWithin } from './check-blind.ts'
import { type Broken, broken } from './invariants.ts'

/** What the checks may ask about the nodes around: their books, and whether a node is honest. */
export interface Onlooker {
  book(id: string): Book | undefined
  /** False for a hostile node, and for one whose disk was set back. */
  honest(id: string): boolean
}

/**
 * What a transaction that has just landed must not have done. `book` has it already; `before` is how many entries it
 * had. Only what is new is looked at: what was there before was looked at when it came.
 */
export function checkLanded(
  book: Book,
  change: Change,
  before: number,
  onlooker: Onlooker,
): Broken | undefined {
  const added = book.entries.slice(before)
  return (
    grows(book, change, before) ??
    once(book, added) ??
    ownRecords(book, added, onlooker) ??
    inOrder(book, added, onlooker) ??
    trueReceipt(book, added, onlooker) ??
    toldOnce(book, added) ??
    blindWithin(book, added)
  )
}

function grows(book: Book, change: Change, before: number): Broken | undefined {
  const where = book.id
  let next = before
  for (const row of change.put.events as readonly AnyRow[]) {
    const index = row.index as number
    if (index >= before) {
      if (index !== next++)
        return broken('append-only', where, `entry ${index} was written where ${next - 1} was next`)
      continue
    }
    if (row.id !== book.entries[index]?.id)
      return broken('append-only', where, `entry ${index} was replaced by another`)
  }
  if ((change.head.size as number) !== next)
    return broken('append-only', where, `the head says ${change.head.size}, the log has ${next}`)
  return undefined
}

function once(book: Book, added: readonly Entry[]): Broken | undefined {
  for (const entry of added)
    if (book.ids.get(entry.id) !== entry)
      return broken('once', book.id, `the record of entry ${entry.index} was in the log before`)
  for (const entry of added) {
    if (!isTaken(entry)) continue
    const peer = peerOf(entry)
    const same = (book.taken.get(laneOf(entry)) ?? []).filter((p) => p.letter === entry.data.letter)
    if (same.length > 1)
      return broken('once', book.id, `a letter of ${peer} was taken in ${same.length} times`)
  }
  return undefined
}

function ownRecords(
  book: Book,
  added: readonly Entry[],
  { book: bookOf, honest }: Onlooker,
): Broken | undefined {
  for (const { node, id, record, index } of added) {
    if (node === book.id || !honest(node)) continue
    const original = bookOf(node)?.ids.get(id)
    if (original?.record !== record)
      return broken(
        'own-records',
        book.id,
        `entry ${index} says that ${node} did it, and ${original === undefined ? `${node} did not` : `the words are not those of ${node}`}`,
      )
  }
  return undefined
}

function inOrder(
  book: Book,
  added: readonly Entry[],
  { book: bookOf, honest }: Onlooker,
): Broken | undefined {
  for (const entry of added) {
    if (!isTaken(entry)) continue
    const peer = peerOf(entry)
    if (!honest(peer)) continue
    const taken = book.taken.get(laneOf(entry)) as readonly Passed[]
    const at = taken.findIndex((p) => p.letter === entry.data.letter)
    const here = laneOf(entry).replace(peer, book.id)
    const written = bookOf(peer)?.sent.get(here)?.[at]
    if (written?.envelope !== taken[at]?.envelope || taken[at]?.sequence !== at + 1)
      return broken(
        'in-order',
        book.id,
        `letter ${at + 1} that was taken in from ${peer} is not letter ${at + 1} that ${peer} wrote`,
      )
  }
  return undefined
}

function trueReceipt(
  book: Book,
  added: readonly Entry[],
  { book: bookOf, honest }: Onlooker,
): Broken | undefined {
  for (const { type, stream, data } of added) {
    if (type !== 'envelope.admitted' && type !== 'envelope.refused') continue
    const peer = stream.slice('channel/'.length)
    if (!honest(peer)) continue
    const other = bookOf(peer)
    const wanted = type === 'envelope.admitted' ? 'envelope.received' : 'envelope.refused-by-us'
    const found = other?.entries.some(
      (e) =>
        e.type === wanted &&
        e.stream === `channel/${book.id}` &&
        e.data.letter === data.letter &&
        e.data.envelope === data.envelope,
    )
    if (found !== true && !(type === 'envelope.refused' && data.log === null))
      return broken(
        'true-receipt',
        book.id,
        `a letter to ${peer} counts as ${type.slice('envelope.'.length)}, and ${peer} has nothing of it on record`,
      )
  }
  return undefined
}

function toldOnce(book: Book, added: readonly Entry[]): Broken | undefined {
  for (const entry of added) {
    if (!entry.type.startsWith('clock.')) continue
    const told = book.entries.filter(
      (e) => e.stream === entry.stream && e.type === entry.type && sameMark(e, entry),
    )
    if (told.length > 1)
      return broken(
        'told-once',
        book.id,
        `${entry.type} of ${String(entry.data.clock)} was told ${told.length} times`,
      )
  }
  return undefined
}

function sameMark(a: Entry, b: Entry): boolean {
  return (
    a.data.clock === b.data.clock && a.data.due === b.data.due && a.data.warning === b.data.warning
  )
}

function peerOf({ stream }: Entry): string {
  return stream.slice('channel/'.length)
}
