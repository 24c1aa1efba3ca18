import { z } from 'zod'
import { done, fromBase64, type Outcome, type Random, readJson, refuse } from '#base'
import {
  type OpeningKey,
  open,
  type SealAlgorithm,
  type SealingKey,
  seal,
  sealAlgorithms,
} from '#exchange'

/**
 * What an evaluator is handed is sealed to the evaluator's own key (HPKE, RFC 9180), so that it may lie on any disk and
 * go over any channel. The evaluator needs no node: the key is a file.
 */
export const evaluatorKeyFormat = 'comity-evaluator-key/1'
export const sealedEvaluationFormat = 'comity-evaluation-sealed/1'

const bytesText = z.string().refine((text) => fromBase64(text) !== undefined)

export const evaluatorKeyShape = z.strictObject({
  format: z.literal(evaluatorKeyFormat),
  id: z.string().min(1).max(200),
  algorithm: z.enum(sealAlgorithms),
  publicKey: bytesText.max(4000),
})
export type EvaluatorKey = z.infer<typeof evaluatorKeyShape>

const sealedShape = z.strictObject({
  format: z.literal(sealedEvaluationFormat),
  from: z.string().min(1).max(200),
  to: z.string().min(1).max(200),
  algorithm: z.enum(sealAlgorithms),
  sealed: bytesText,
})

/** Longest file that is sealed in one piece, in bytes of its text. */
const longestSealed = 384 * 1024 * 1024

/** The public key of an evaluator as the sealing wants it; refused where it is none of its algorithm. */
export function sealingKey(key: EvaluatorKey): Outcome<SealingKey> {
  const publicKey = fromBase64(key.publicKey)
  const wanted: Readonly<Record<SealAlgorithm, number>> = { 'MLKEM768-X25519': 1216, X25519: 32 }
  if (publicKey?.length !== wanted[key.algorithm]) return refuse(keyUnusable)
  return done({ id: key.id, algorithm: key.algorithm, publicKey })
}

export function sealForEvaluator(
  from: string,
  key: SealingKey,
  plain: Uint8Array,
  random: Random,
): Outcome<Uint8Array> {
  try {
    const sealed = seal(key, plain, contextOf(from, key.id), random)
    return done(
      Buffer.from(
        JSON.stringify({
          format: sealedEvaluationFormat,
          from,
          to: key.id,
          algorithm: key.algorithm,
          sealed: Buffer.from(sealed).toString('base64'),
        }),
      ),
    )
  } catch {
    // A public key of the right length that is no point of its curve.
    return refuse(keyUnusable)
  }
}

/** The bytes that were sealed for this key; anything else is refused by name. */
export function readSealedEvaluation(bytes: Uint8Array, key: OpeningKey): Outcome<Uint8Array> {
  const read = readJson(bytes, { maxBytes: longestSealed, maxDepth: 3 })
  if (!read.ok) return read
  const shaped = sealedShape.safeParse(read.value)
  if (!shaped.success)
    return refuse({
      kind: 'malformed',
      name: 'evaluation-unreadable',
      ground: `the file is not of the form ${sealedEvaluationFormat}`,
      remedy: 'ask the authority for the file again, and hand it on unchanged',
    })
  const { from, to, sealed } = shaped.data
  const plain =
    to === key.id
      ? open(key, fromBase64(sealed) ?? new Uint8Array(), contextOf(from, to))
      : undefined
  if (plain !== undefined) return done(plain)
  return refuse({
    kind: 'forbidden',
    name: 'evaluation-sealed',
    ground: `the file is sealed for ${to.slice(0, 80)}, and this key does not open it`,
    remedy: 'give the key for which it was sealed with --key, or have it sealed again for yours',
  })
}

export function isSealedEvaluation(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return start.includes(`"${sealedEvaluationFormat}"`)
}

function contextOf(from: string, to: string) {
  return { from, to, header: Buffer.from(`comity/evaluation/v1\n${from}\n${to}`) }
}

const keyUnusable = {
  kind: 'malformed',
  name: 'evaluator-key-unusable',
  ground: 'this is not the public key of an evaluator',
  remedy: 'ask the evaluator for the file that comity evaluate key has written',
} as const
