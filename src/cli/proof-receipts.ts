import type { Digest } from '#base'
import { readReceipt } from '#exchange'
import { bytesOf, type Cards, knownKeys, type Report, signedByLog } from '#node'
import { parseCheckpoint } from '#store'
import type { Proof } from './proof-file.ts'
import { unprovenBy } from './proven-times.ts'
import type { Held } from './verify-proof.ts'

/** The receipts of a proof, each for one letter with one record. */
export class Receipts {
  readonly #proof: Proof
  readonly #cards: Cards
  readonly #report: Report
  /** Which record the answer to each letter was given for. */
  readonly #answered = new Map<string, string>()
  /** First entry of the act in which the other side took in a record, by record and other side. */
  readonly places = new Map<string, number>()

  constructor(proof: Proof, cards: Cards, report: Report) {
    this.#proof = proof
    this.#cards = cards
    this.#report = report
  }

  /** @param whole false where records were erased: then what is missing may be among them */
  judge(
    entry: Proof['receipts'][number],
    records: ReadonlyMap<string, Held>,
    whole: boolean,
  ): undefined {
    const report = this.#report
    const where = `receipt for letter ${entry.letter ?? 'without an id'}`
    const record = records.get(entry.record)
    if (record === undefined && whole)
      report.find(`${where}: the record ${entry.record} that it is about is not in the proof`)
    else if (record !== undefined && !record.header.crosses)
      report.find(`${where}: its record never crossed a border`)
    if (entry.receipt === null)
      return report.doubt(`whether ${entry.to} received letter ${entry.letter}: no receipt came`)
    if (entry.envelope === null) return report.find(`${where}: the letter it answers is not named`)
    // A letter carries one record, and sealed as it is only its two ends can say which.
    const before = this.#answered.get(entry.envelope) ?? entry.record
    this.#answered.set(entry.envelope, entry.record)
    if (before !== entry.record)
      report.find(`${where}: the same answer is given for the record ${before} as well`)
    return this.#signed(where, entry, entry.receipt, entry.envelope)
  }

  #signed(
    where: string,
    entry: Proof['receipts'][number],
    receipt: string,
    envelope: string,
  ): undefined {
    const report = this.#report
    const read = readReceipt(bytesOf(receipt), {
      from: entry.to,
      to: this.#proof.node,
      envelope: envelope as Digest,
      knownKey: knownKeys({ card: (id) => this.#cards.get(id) }),
    })
    if (!read.ok) return report.find(`${where}: ${read.refusal.ground}`)
    const { statement, signatures, body } = read.value
    for (const { key } of signatures) {
      const unproven = unprovenBy(this.#cards.get(entry.to), key, statement.created, undefined)
      if (unproven !== undefined) report.doubt(`${where}: ${unproven.words}`)
    }
    const { log } = body
    if (log === null) return undefined
    this.places.set(placeKey(entry.record, entry.to), log.index)
    const theirs = parseCheckpoint(log.checkpoint)
    if (!signedByLog(this.#cards, entry.to, theirs))
      report.find(`${where}: the head in it is not signed by the log key of ${entry.to}`)
    else if (log.index >= theirs.size || theirs.size !== log.size)
      report.find(`${where}: the head in it does not cover the entry ${log.index} that it names`)
    return undefined
  }
}

/** A record may have gone to several: where each of them has it. */
export function placeKey(record: string, to: string): string {
  return `${record} ${to}`
}
