import { type Digest, digest } from '#base'
import { type AuthorityCard, keyFor } from '#directory'
import { readReceipt, readRecord, verifyRecord } from '#exchange'
import { knownKeys, logOrigin, proofFormat } from '#node'
import { includes, leafData, leafHash, parseCheckpoint, signedBy } from '#store'
import { jsonOf } from './fetched.ts'
import type { Verdict } from './verify.ts'

/** The proof of one matter, as a node hands it out; all bytes in base64. */
interface Proof {
  readonly format: string
  readonly node: string
  readonly matter: string
  readonly head: { readonly checkpoint: string }
  readonly cards: readonly AuthorityCard[]
  readonly records: readonly {
    readonly index: number
    readonly record: string | null
    readonly signature: string | null
    readonly salt: string | null
    readonly leaf: string
    readonly inclusion: readonly string[]
  }[]
  readonly receipts: readonly {
    readonly letter: string | null
    readonly to: string
    readonly envelope: string | null
    readonly receipt: string | null
  }[]
}

export function isProof(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 100_000)).toString('utf8').includes(`"${proofFormat}"`)
}

/** Checks the proof of one matter without the node: every record signed, committed to, and in the signed log. */
export function verifyProof(bytes: Uint8Array): Verdict {
  const proof = jsonOf(bytes, 'the proof') as Proof
  const findings: string[] = []
  const checkpoint = parseCheckpoint(proof.head.checkpoint)
  const own = proof.cards.find((c) => c.id === proof.node)
  const key = own === undefined ? undefined : keyFor(own, 'log', own.issuedAt)
  const origin = logOrigin(proof.node)
  if (
    !checkpoint ||
    checkpoint.origin !== origin ||
    !key ||
    !signedBy(checkpoint, origin, raw(key.publicKey))
  )
    findings.push('the head is not signed by the log key of the node')
  for (const entry of proof.records) {
    const leaf = Buffer.from(entry.leaf, 'base64')
    const held = checkpoint
      ? includes({
          index: entry.index,
          size: checkpoint.size,
          leafHash: leafHash(leaf),
          path: entry.inclusion.map((h) => Buffer.from(h, 'base64')),
          root: checkpoint.root,
        })
      : false
    if (!held) findings.push(`record ${entry.index}: it is not in the log under this head`)
    const wrong = recordWrong(entry, leaf, proof.cards)
    if (wrong !== undefined) findings.push(`record ${entry.index}: ${wrong}`)
  }
  for (const entry of proof.receipts) {
    const wrong = receiptWrong(entry, proof)
    if (wrong !== undefined) findings.push(`receipt for letter ${entry.letter}: ${wrong}`)
  }
  return {
    what: `proof of ${proof.matter} by ${proof.node}`,
    checked: {
      digest: digest(bytes),
      records: proof.records.length,
      receipts: proof.receipts.filter((r) => r.receipt !== null).length,
      log_size: checkpoint?.size ?? 0,
    },
    findings,
    unchecked: [
      'that the cards in the proof are those the authorities handed over: compare their fingerprints',
    ],
  }
}

function recordWrong(
  entry: Proof['records'][number],
  leaf: Uint8Array,
  cards: Proof['cards'],
): string | undefined {
  if (entry.record === null || entry.signature === null || entry.salt === null) return undefined
  const [record, signature, salt] = [entry.record, entry.signature, entry.salt].map((t) =>
    Buffer.from(t, 'base64'),
  ) as [Buffer, Buffer, Buffer]
  if (Buffer.compare(leafData({ record, signature, salt }), leaf) !== 0)
    return 'the log commits to something else'
  const read = readRecord(record)
  if (!read.ok) return read.refusal.ground
  const { node, actor, key, at } = read.value
  const card = cards.find((c) => c.id === node)
  const listed =
    actor === `${node}/clock` || actor === `${node}/node`
      ? card?.keys.find((k) => k.use === 'seal' && k.id === key)
      : card?.officers.find((o) => o.id === actor && o.key === key)
  if (!listed || listed.from > at || (listed.to !== undefined && listed.to < at))
    return `no card lists the key ${key} for ${actor} at ${at}`
  const known = { id: key, algorithm: 'Ed25519', publicKey: raw(listed.publicKey) } as const
  return verifyRecord(record, signature, known) ? undefined : `it is not the signature of ${actor}`
}

/** A receipt counts when the other side signed it, under a key of its card, about exactly the letter that was sent. */
function receiptWrong(entry: Proof['receipts'][number], proof: Proof): string | undefined {
  if (entry.receipt === null) return undefined
  if (entry.envelope === null) return 'the letter it answers is not named'
  const read = readReceipt(Buffer.from(entry.receipt, 'base64'), {
    from: entry.to,
    to: proof.node,
    envelope: entry.envelope as Digest,
    knownKey: knownKeys({ card: (id) => proof.cards.find((c) => c.id === id) }),
  })
  return read.ok ? undefined : read.refusal.ground
}

function raw(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}
