import { type Digest, digest, type Outcome } from '#base'
import { type RecordHeader, readRecord, verifyRecord } from '#exchange'
import { actorKey, bytesOf, type Cards, cardsIn, handWrong, headOf, Report } from '#node'
import {
  bodyCommitment,
  type Checkpoint,
  includes,
  leafData,
  leafHash,
  same,
  type WitnessPolicy,
} from '#store'
import { evidenceFaults } from './proof-evidence.ts'
import { type Proof, readProof } from './proof-file.ts'
import { Receipts } from './proof-receipts.ts'
import { judgeStamps } from './proof-times.ts'
import { judgeWitnesses } from './proof-witnesses.ts'
import { ProvenTimes, unprovenBy } from './proven-times.ts'
import type { Verdict } from './verify.ts'

/** What the reader trusts besides the file: a quorum and roots of timestamps that were agreed elsewhere. */
export interface Trust {
  readonly policy?: WitnessPolicy | undefined
  readonly roots?: readonly string[] | undefined
}

/** One record of the proof whose bytes, signature and place hold. */
export interface Held {
  readonly index: number
  readonly digest: Digest
  readonly header: RecordHeader
}

export interface CheckedProof {
  readonly verdict: Verdict
  readonly proof: Proof
  readonly cards: Cards
  readonly records: readonly Held[]
  /** First entry of the act in which the other side took in a record, as its receipt says; see `placeKey`. */
  readonly places: ReadonlyMap<string, number>
}

/**
 * Checks the proof of one matter without any node: every card signed, the head signed and cosigned, every record signed
 * by who its card says, committed to and in the log, every body the one its record commits to, every receipt signed by
 * the other side, every timestamp and earlier head one that this head continues. A key that was taken back judges what
 * others saw before that: where its holder may be a thief, what nobody saw is a finding.
 */
export async function verifyProof(bytes: Uint8Array, trust: Trust): Promise<Outcome<CheckedProof>> {
  const read = readProof(bytes)
  if (!read.ok) return read
  const proof = read.value
  const report = new Report()
  const times = new ProvenTimes()
  const { cards, findings } = cardsIn(proof)
  report.findings.push(...findings)
  const head = headOf(proof, cards, report)
  const cosignatures = judgeWitnesses(proof, trust.policy, head, cards, report, times)
  const stamped = await judgeStamps(proof, trust.roots, head, cards, report, times)
  const records = new Records({ proof, cards, head, times, report })
  for (const record of proof.records) records.judge(record)
  records.order()
  const held = new Map(records.held.map((record) => [record.header.id as string, record]))
  const receipts = new Receipts(proof, cards, report)
  for (const receipt of proof.receipts) receipts.judge(receipt, held, records.erased === 0)
  records.tellMissing()
  report.doubt(
    'that the cards in the proof are those the authorities handed over: compare their fingerprints',
  )
  return {
    ok: true,
    value: {
      proof,
      cards,
      records: records.held,
      places: receipts.places,
      verdict: {
        what: `proof of ${proof.matter} by ${proof.node}`,
        checked: {
          digest: digest(bytes),
          records: proof.records.length,
          words: proof.records.filter((r) => r.body !== null).length,
          receipts: proof.receipts.filter((r) => r.receipt !== null).length,
          log_size: head?.size ?? 0,
          cosignatures,
          ...(stamped === undefined ? {} : { existed_at: stamped }),
        },
        findings: report.findings,
        unchecked: report.unchecked,
      },
    },
  }
}

/** In place of a matter: records of many, drawn by lot; each is proven for itself. */
const drawnMatter = 'figures/sample'

interface Judged {
  readonly proof: Proof
  readonly cards: Cards
  readonly head: Checkpoint | undefined
  readonly times: ProvenTimes
  readonly report: Report
}

/** The records of a proof, one after the other. */
class Records {
  readonly #in: Judged
  readonly held: Held[] = []
  erased = 0

  constructor(judged: Judged) {
    this.#in = judged
  }

  judge(entry: Proof['records'][number]): undefined {
    const { report, head } = this.#in
    const where = `record ${entry.index}`
    const leaf = bytesOf(entry.leaf)
    if (
      head &&
      !includes({
        index: entry.index,
        size: head.size,
        leafHash: leafHash(leaf),
        path: entry.inclusion.map(bytesOf),
        root: head.root,
      })
    )
      report.find(`${where}: it is not in the log under this head`)
    const { record, signature, salt } = entry
    if (record === null || signature === null || salt === null) {
      if (record !== null || signature !== null || salt !== null || entry.body !== null)
        report.find(`${where}: a part of it is missing, and it is not erased as a whole`)
      this.erased++
      return
    }
    const parts = { record: bytesOf(record), signature: bytesOf(signature), salt: bytesOf(salt) }
    if (parts.salt.length !== 32 || !same(leafData(parts), leaf))
      return report.find(`${where}: the log commits to something else`)
    const header = readRecord(parts.record)
    if (!header.ok) return report.find(`${where}: ${header.refusal.ground}`)
    const wrong = this.#signatureWrong(header.value, parts)
    if (wrong !== undefined) report.find(`${where}: ${wrong}`)
    else this.#proven(where, header.value, entry.index)
    this.#body(where, header.value, entry.body)
    this.held.push({ index: entry.index, digest: digest(parts.record), header: header.value })
  }

  #signatureWrong(
    header: RecordHeader,
    { record, signature }: { readonly record: Uint8Array; readonly signature: Uint8Array },
  ): string | undefined {
    const { proof, cards } = this.#in
    const { node, actor, key, at, stream } = header
    if (stream !== proof.matter && proof.matter !== drawnMatter)
      return `it belongs to ${stream}, the proof is of ${proof.matter}`
    const directory = { card: (id: string) => cards.get(id) }
    const known = actorKey(directory, node, actor, key, at)
    if (known === undefined) return `no card lists the key ${key} for ${actor} at ${at}`
    if (!verifyRecord(record, signature, known)) return `it is not the signature of ${actor}`
    return handWrong(directory, header, undefined)
  }

  /** A record under a key that was taken back counts where somebody else saw it before. */
  #proven(where: string, { actor, key, at }: RecordHeader, index: number): undefined {
    const { cards, times, report } = this.#in
    const [authority = '', who] = actor.split('/')
    const card = cards.get(authority)
    const signer = who === 'clock' || who === 'node' ? cards.get(card?.servedBy ?? authority) : card
    const unproven = unprovenBy(signer, key, at, times.of(index))
    if (unproven === undefined) return undefined
    // Whoever has left holds no key: the doubt is about the date alone.
    if (unproven.reason !== 'ceased') return report.find(`${where}: ${unproven.words}`)
    return report.doubt(`${where}: ${unproven.words}`)
  }

  #body(where: string, header: RecordHeader, body: Proof['records'][number]['body']): undefined {
    const { report } = this.#in
    if (body === null) return
    if (header.body === null)
      return report.find(`${where}: it has words that it does not commit to`)
    const words = bytesOf(body.bytes)
    const commitment = `sha256:${Buffer.from(bodyCommitment(bytesOf(body.salt), words)).toString('hex')}`
    if (commitment !== header.body.commitment)
      return report.find(`${where}: its words are not those that it commits to`)
    for (const { broken, text } of evidenceFaults(words, header.at))
      if (broken) report.find(`${where}: ${text}`)
      else report.doubt(`${where}: ${text}`)
  }

  /** Records stand once each, in the order of the log, and follow records that are there too. */
  order(): void {
    const { proof, report } = this.#in
    const indexes = proof.records.map((r) => r.index)
    for (const [i, index] of indexes.entries())
      if (i > 0 && index <= indexes[i - 1]!)
        report.find(`record ${index}: it stands after record ${indexes[i - 1]}`)
    const digests = new Set<string>(this.held.map((r) => r.digest))
    if (proof.records.length === 0) report.find('records: there is none')
    for (const { index, header } of this.held) {
      // What another node wrote may follow a record that never left it, a draft for one.
      const ours = header.node === proof.node && this.erased === 0 && proof.matter !== drawnMatter
      if (ours && header.previous !== null && !digests.has(header.previous))
        report.find(`record ${index}: it follows a record that is not in the proof`)
    }
  }

  /** Words and records that are not in the file. */
  tellMissing(): void {
    const { proof, report } = this.#in
    const words = proof.records.filter((r) => r.body !== null).length
    const withWords = this.held.filter((r) => r.header.body !== null).length
    if (words < withWords)
      report.doubt(`the words of ${withWords - words} records: they are not in the file`)
    if (proof.matter === drawnMatter)
      report.doubt('what stands before and after each record: they were drawn from many matters')
    if (this.erased > 0)
      report.doubt(`${this.erased} records: they were erased or are withheld, their places stand`)
  }
}
