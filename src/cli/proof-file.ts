import { z } from 'zod'
import { done, fromBase64, type Outcome, readJson, refuse } from '#base'
import type { SignedCard } from '#directory'
import { proofFormat, proofLimits, signedCardShape } from '#node'

/** 64 MiB hold a matter of ten thousand records without their documents; nothing of a proof is deeper than ten levels. */
const limits = { maxBytes: 64 * 1024 * 1024, maxDepth: 16, maxValues: 2_000_000 } as const

/** The one spelling of some bytes: a second one would be a second file that says the same. */
const base64 = z.string().refine((text) => fromBase64(text) !== undefined)
const hash = z
  .string()
  .length(44)
  .refine((text) => fromBase64(text) !== undefined)
const note = z.string().max(128 * 1024)
const short = z.string().max(500)

const shape = z.strictObject({
  format: z.literal(proofFormat),
  node: short,
  matter: short,
  madeAt: short,
  head: z.strictObject({ size: z.int().min(0), root: hash, checkpoint: note }),
  policy: z
    .string()
    .max(256 * 1024)
    .nullable(),
  timestamps: z
    .array(
      z.strictObject({
        authority: short,
        note,
        token: z
          .string()
          .max(96 * 1024)
          .refine((text) => fromBase64(text) !== undefined),
        roots: z.array(z.string().max(20_000)).max(20),
        path: z.array(hash).max(64),
      }),
    )
    .max(proofLimits.timestamps),
  /** Heads that were cosigned earlier, each with the proof that the head of the file continues it. */
  heads: z.array(z.strictObject({ note, path: z.array(hash).max(64) })).max(proofLimits.heads),
  cards: z.array(z.custom<SignedCard>((v) => signedCardShape.safeParse(v).success)).max(2000),
  records: z
    .array(
      z.strictObject({
        index: z.int().min(0),
        record: base64.nullable(),
        signature: base64.nullable(),
        salt: base64.nullable(),
        leaf: hash,
        inclusion: z.array(hash).max(64),
        body: z.strictObject({ bytes: base64, salt: hash }).nullable(),
      }),
    )
    .max(proofLimits.records),
  receipts: z
    .array(
      z.strictObject({
        record: short,
        to: short,
        letter: short.nullable(),
        envelope: short.nullable(),
        receipt: base64.nullable(),
      }),
    )
    .max(proofLimits.receipts),
})

/** The proof of one matter, as a node hands it out; all bytes in base64. */
export type Proof = z.infer<typeof shape>

export function isProof(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 100_000)).toString('utf8').includes('"comity-proof/')
}

/** The file as a proof, to the last field; a field more or less is not a proof. */
export function readProof(bytes: Uint8Array): Outcome<Proof> {
  const read = readJson(bytes, limits)
  if (!read.ok) return read
  const shaped = shape.safeParse(read.value)
  if (shaped.success) return done(shaped.data)
  const [first] = shaped.error.issues
  return refuse({
    kind: 'malformed',
    name: 'proof-unreadable',
    ground: `the file is not a proof of the form ${proofFormat}: ${first?.path.join('/') || 'the whole'} is missing, is too much or has another form`,
    remedy: 'ask the authority for the file as its page gives it, unchanged',
    where: { pointer: `/${first?.path.join('/') ?? ''}` },
  })
}
