import { type Digest, digest, type Outcome } from '#base'
import type { AuthorityCard } from '#directory'
import { type RecordHeader, readReceipt, readRecord, verifyRecord } from '#exchange'
import { actorKey, knownKeys, logKeysOf, logOrigin, verifyToken } from '#node'
import {
  bodyCommitment,
  type Checkpoint,
  continues,
  cosignaturesOn,
  includes,
  isQuorum,
  leafData,
  leafHash,
  parseCheckpoint,
  parseWitnessPolicy,
  printOf,
  quorumWords,
  same,
  signedBy,
  type WitnessPolicy,
} from '#store'
import { cardsIn } from './proof-cards.ts'
import { evidenceFaults } from './proof-evidence.ts'
import { type Proof, readProof } from './proof-file.ts'
import { ProvenTimes, quorumTime, unprovenBy } from './proven-times.ts'
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
  readonly cards: ReadonlyMap<string, AuthorityCard>
  readonly records: readonly Held[]
  /** First entry of the act in which the other side took in a record, as its receipt says; by id of the record. */
  readonly places: ReadonlyMap<string, number>
}

/**
 * Checks the proof of one matter without any node: every card signed, the head signed and cosigned, every record signed
 * by who its card says, committed to and in the log, every body the one its record commits to, every receipt signed by
 * the other side, every timestamp about a head that this one continues. A key that was taken back judges what others saw
 * before that: where its holder may be a thief, what nobody saw is a finding.
 */
export async function verifyProof(bytes: Uint8Array, trust: Trust): Promise<Outcome<CheckedProof>> {
  const read = readProof(bytes)
  if (!read.ok) return read
  const check = new Check(read.value, trust)
  check.cards()
  check.head()
  check.witnesses()
  await check.timestamps()
  for (const record of read.value.records) check.record(record)
  check.order()
  for (const receipt of read.value.receipts) check.receipt(receipt)
  return { ok: true, value: check.result(bytes) }
}

class Check {
  readonly #proof: Proof
  readonly #trust: Trust
  #cards: ReadonlyMap<string, AuthorityCard> = new Map()
  readonly #findings: string[] = []
  readonly #unchecked: string[] = []
  readonly #held: Held[] = []
  readonly #places = new Map<string, number>()
  /** Which record the answer to each letter was given for. */
  readonly #answered = new Map<string, string>()
  readonly #times = new ProvenTimes()
  #checkpoint: Checkpoint | undefined
  #erased = 0
  #cosigned = 0
  #stamped: string | undefined

  constructor(proof: Proof, trust: Trust) {
    this.#proof = proof
    this.#trust = trust
  }

  cards(): void {
    const { cards, findings } = cardsIn(this.#proof)
    this.#cards = cards
    this.#findings.push(...findings)
  }

  head(): undefined {
    const { node, head } = this.#proof
    const checkpoint = parseCheckpoint(head.checkpoint)
    if (!checkpoint)
      return this.#find('head: it is not a checkpoint in the form of C2SP tlog-checkpoint')
    const origin = logOrigin(node)
    if (checkpoint.origin !== origin)
      return this.#find(`head: it is of the log ${checkpoint.origin}, the proof is of ${origin}`)
    if (checkpoint.size !== head.size)
      this.#find(`head: it says ${checkpoint.size} entries, the proof says ${head.size}`)
    if (!same(checkpoint.root, decoded(head.root)))
      this.#find('head: its root is not the root that the proof names')
    if (!this.#logKeys(node).some((key) => signedBy(checkpoint, origin, key)))
      return this.#find(`head: it is not signed by the log key on the card of ${node}`)
    this.#checkpoint = checkpoint
  }

  witnesses(): void {
    const given = this.#trust.policy
    const own = this.#proof.policy === null ? undefined : parseWitnessPolicy(this.#proof.policy)
    if (own && !own.ok) this.#find(`policy: ${own.refusal.ground}`)
    const policy = given ?? (own?.ok ? own.value : undefined)
    if (policy === undefined || policy.quorum === 'none') {
      this.#unchecked.push('whether others saw this history: no witnesses are named')
      return
    }
    if (given === undefined) this.#strangersIn(policy)
    if (this.#checkpoint === undefined) return
    const cosigned = cosignaturesOn(policy, this.#checkpoint)
    this.#cosigned = cosigned.size
    const since = quorumTime(policy, cosigned)
    if (since !== undefined) this.#times.head(this.#checkpoint.size, since)
    if (!isQuorum(policy, new Set(cosigned.keys())))
      this.#find(
        `head: cosigned by ${[...cosigned.keys()].join(', ') || 'nobody'}, the quorum is ${quorumWords(policy)}`,
      )
    if (given === undefined)
      this.#unchecked.push(
        `whether ${quorumWords(policy)} is the quorum that was agreed: give yours with --policy FILE`,
      )
  }

  /** The node names its own quorum: each of its witnesses must be another authority of the federation. */
  #strangersIn(policy: WitnessPolicy): void {
    for (const { name, key } of policy.witnesses) {
      const card = [...this.#cards.values()].find((c) =>
        c.keys.some(
          (k) =>
            (k.use === 'witness' || k.use === 'second-witness') &&
            printOf({ ...key, publicKey: Buffer.from(k.publicKey, 'base64url') }) === printOf(key),
        ),
      )
      if (card === undefined) this.#find(`policy: the key of the witness ${name} is on no card`)
      else if (card.id === this.#proof.node)
        this.#find(`policy: the node names itself as the witness ${name}`)
    }
  }

  record(entry: Proof['records'][number]): undefined {
    const where = `record ${entry.index}`
    const leaf = decoded(entry.leaf)
    if (
      this.#checkpoint &&
      !includes({
        index: entry.index,
        size: this.#checkpoint.size,
        leafHash: leafHash(leaf),
        path: entry.inclusion.map(decoded),
        root: this.#checkpoint.root,
      })
    )
      this.#find(`${where}: it is not in the log under this head`)
    const { record, signature, salt } = entry
    if (record === null || signature === null || salt === null) {
      if (record !== null || signature !== null || salt !== null || entry.body !== null)
        this.#find(`${where}: a part of it is missing, and it is not erased as a whole`)
      this.#erased++
      return
    }
    const parts = { record: decoded(record), signature: decoded(signature), salt: decoded(salt) }
    if (parts.salt.length !== 32 || !same(leafData(parts), leaf))
      return this.#find(`${where}: the log commits to something else`)
    const header = readRecord(parts.record)
    if (!header.ok) return this.#find(`${where}: ${header.refusal.ground}`)
    const wrong = this.#recordWrong(header.value, parts)
    if (wrong !== undefined) this.#find(`${where}: ${wrong}`)
    else this.#proven(where, header.value, entry.index)
    this.#body(where, header.value, entry.body)
    this.#held.push({ index: entry.index, digest: digest(parts.record), header: header.value })
  }

  #recordWrong(
    header: RecordHeader,
    { record, signature }: { readonly record: Uint8Array; readonly signature: Uint8Array },
  ): string | undefined {
    const { node, actor, key, at, stream } = header
    if (stream !== this.#proof.matter)
      return `it belongs to ${stream}, the proof is of ${this.#proof.matter}`
    const known = actorKey(this.#federation(), node, actor, key, at)
    if (known === undefined) return `no card lists the key ${key} for ${actor} at ${at}`
    return verifyRecord(record, signature, known)
      ? undefined
      : `it is not the signature of ${actor}`
  }

  /** A record under a key that was taken back counts where somebody else saw it before. */
  #proven(where: string, { actor, key, at }: RecordHeader, index: number): undefined {
    const [authority = '', who] = actor.split('/')
    const card = this.#cards.get(authority)
    const signer =
      who === 'clock' || who === 'node' ? this.#cards.get(card?.servedBy ?? authority) : card
    const unproven = unprovenBy(signer, key, at, this.#times.of(index))
    if (unproven === undefined) return undefined
    // Whoever has left holds no key: the doubt is about the date alone.
    if (unproven.reason !== 'ceased') return this.#find(`${where}: ${unproven.words}`)
    this.#unchecked.push(`${where}: ${unproven.words}`)
    return undefined
  }

  #body(where: string, header: RecordHeader, body: Proof['records'][number]['body']): undefined {
    if (body === null) return
    if (header.body === null) return this.#find(`${where}: it has words that it does not commit to`)
    const salt = decoded(body.salt)
    const commitment = `sha256:${Buffer.from(bodyCommitment(salt, decoded(body.bytes))).toString('hex')}`
    if (commitment !== header.body.commitment)
      return this.#find(`${where}: its words are not those that it commits to`)
    this.#admissible(where, header, decoded(body.bytes))
    return undefined
  }

  #admissible(where: string, header: RecordHeader, words: Uint8Array): void {
    for (const { broken, text } of evidenceFaults(words, header.at))
      if (broken) this.#find(`${where}: ${text}`)
      else this.#unchecked.push(`${where}: ${text}`)
  }

  /** Records stand once each, in the order of the log, and follow records that are there too. */
  order(): void {
    const indexes = this.#proof.records.map((r) => r.index)
    for (const [i, index] of indexes.entries())
      if (i > 0 && index <= indexes[i - 1]!)
        this.#find(`record ${index}: it stands after record ${indexes[i - 1]}`)
    const digests = new Set<string>(this.#held.map((r) => r.digest))
    if (this.#proof.records.length === 0) this.#find('records: there is none')
    for (const { index, header } of this.#held) {
      // What another node wrote may follow a record that never left it, a draft for one.
      const ours = header.node === this.#proof.node && this.#erased === 0
      if (ours && header.previous !== null && !digests.has(header.previous))
        this.#find(`record ${index}: it follows a record that is not in the proof`)
    }
  }

  receipt(entry: Proof['receipts'][number]): undefined {
    const where = `receipt for letter ${entry.letter ?? 'without an id'}`
    const record = this.#held.find((r) => r.header.id === entry.record)
    if (record === undefined && this.#erased === 0)
      this.#find(`${where}: the record ${entry.record} that it is about is not in the proof`)
    else if (record !== undefined && !record.header.crosses)
      this.#find(`${where}: its record never crossed a border`)
    if (entry.receipt === null) {
      this.#unchecked.push(`whether ${entry.to} received letter ${entry.letter}: no receipt came`)
      return
    }
    if (entry.envelope === null) return this.#find(`${where}: the letter it answers is not named`)
    // A letter carries one record, and sealed as it is only its two ends can say which.
    const before = this.#answered.get(entry.envelope) ?? entry.record
    this.#answered.set(entry.envelope, entry.record)
    if (before !== entry.record)
      this.#find(`${where}: the same answer is given for the record ${before} as well`)
    const read = readReceipt(decoded(entry.receipt), {
      from: entry.to,
      to: this.#proof.node,
      envelope: entry.envelope as Digest,
      knownKey: knownKeys(this.#federation()),
    })
    if (!read.ok) return this.#find(`${where}: ${read.refusal.ground}`)
    const { statement, signatures, body } = read.value
    for (const { key } of signatures) {
      const unproven = unprovenBy(this.#cards.get(entry.to), key, statement.created, undefined)
      if (unproven !== undefined) this.#unchecked.push(`${where}: ${unproven.words}`)
    }
    const { log } = body
    if (log === null) return undefined
    this.#places.set(entry.record, log.index)
    const theirs = parseCheckpoint(log.checkpoint)
    const origin = logOrigin(entry.to)
    if (
      theirs?.origin !== origin ||
      !this.#logKeys(entry.to).some((key) => signedBy(theirs, origin, key))
    )
      this.#find(`${where}: the head in it is not signed by the log key of ${entry.to}`)
    else if (log.index >= theirs.size || theirs.size !== log.size)
      this.#find(`${where}: the head in it does not cover the entry ${log.index} that it names`)
    return undefined
  }

  async timestamps(): Promise<void> {
    const checkpoint = this.#checkpoint
    const times: string[] = []
    for (const stamp of this.#proof.timestamps) {
      const where = `timestamp of ${stamp.authority}`
      const stamped = parseCheckpoint(stamp.note)
      const origin = logOrigin(this.#proof.node)
      if (
        stamped?.origin !== origin ||
        !this.#logKeys(this.#proof.node).some((key) => signedBy(stamped, origin, key))
      ) {
        this.#find(`${where}: the head in it is not signed by the log key of ${this.#proof.node}`)
        continue
      }
      const begins =
        checkpoint !== undefined && this.#begins(stamped, checkpoint, stamp.path.map(decoded))
      if (checkpoint !== undefined && !begins)
        this.#find(`${where}: its head of ${stamped.size} entries is not the beginning of this log`)
      const token = await verifyToken(decoded(stamp.token), {
        bytes: Buffer.from(stamp.note),
        roots: this.#trust.roots ?? stamp.roots,
      })
      if (token.ok) {
        times.push(`${token.value.time} (${stamped.size} entries, ${token.value.signer})`)
        if (begins) this.#times.head(stamped.size, token.value.time)
      } else this.#find(`${where}: ${token.refusal.ground}`)
    }
    this.#stamped = times.sort().at(0)
    if (this.#proof.timestamps.length === 0)
      this.#unchecked.push(
        'when it was written, but by the clock of the node: no timestamp is in it',
      )
    else if (this.#trust.roots === undefined)
      this.#unchecked.push('that the timestamp authorities are those you trust: give --roots FILE')
  }

  #begins(small: Checkpoint, large: Checkpoint, path: readonly Uint8Array[]): boolean {
    return continues({
      first: small.size,
      second: large.size,
      firstRoot: small.root,
      secondRoot: large.root,
      path,
    })
  }

  result(bytes: Uint8Array): CheckedProof {
    const { node, matter, receipts, records } = this.#proof
    const words = records.filter((r) => r.body !== null).length
    const withWords = this.#held.filter((r) => r.header.body !== null).length
    if (words < withWords)
      this.#unchecked.push(`the words of ${withWords - words} records: they are not in the file`)
    if (this.#erased > 0)
      this.#unchecked.push(`${this.#erased} records: they were erased, their places stand`)
    return {
      proof: this.#proof,
      cards: this.#cards,
      records: this.#held,
      places: this.#places,
      verdict: {
        what: `proof of ${matter} by ${node}`,
        checked: {
          digest: digest(bytes),
          records: records.length,
          words,
          receipts: receipts.filter((r) => r.receipt !== null).length,
          log_size: this.#checkpoint?.size ?? 0,
          cosignatures: this.#cosigned,
          ...(this.#stamped === undefined ? {} : { existed_at: this.#stamped }),
        },
        findings: this.#findings,
        unchecked: [
          ...this.#unchecked,
          'that the cards in the proof are those the authorities handed over: compare their fingerprints',
        ],
      },
    }
  }

  #logKeys(node: string): readonly Uint8Array[] {
    return logKeysOf({ cards: () => [...this.#cards.values()] }, logOrigin(node))
  }

  #federation() {
    return { card: (id: string) => this.#cards.get(id) }
  }

  #find(text: string): undefined {
    this.#findings.push(text)
  }
}

function decoded(text: string): Uint8Array {
  return Buffer.from(text, 'base64')
}
