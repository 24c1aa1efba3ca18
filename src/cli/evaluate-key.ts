import { readFileSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { done, fromBase64, type Outcome, readJson, refuse, systemRandom } from '#base'
import { makeOpeningKey, type OpeningKey } from '#exchange'
import { type EvaluatorKey, evaluatorKeyFormat, evaluatorKeyShape } from '#node'

/** The two files of an evaluator: the key that opens, kept, and the one that seals, handed out. */
const secretFormat = 'comity-evaluator-secret/1'

const secretShape = z.strictObject({
  format: z.literal(secretFormat),
  id: z.string().min(1).max(200),
  algorithm: evaluatorKeyShape.shape.algorithm,
  secret: z.string().length(44),
  publicKey: evaluatorKeyShape.shape.publicKey,
})

/** Makes both; the secret one can be read by its owner alone. */
export function makeEvaluatorKey(path: string): {
  readonly id: string
  readonly publicFile: string
} {
  const key = makeOpeningKey(systemRandom)
  const { id, algorithm } = key
  const publicKey = Buffer.from(key.publicKey).toString('base64')
  const secret = Buffer.from(key.secret).toString('base64')
  const publicFile = `${path}.pub.json`
  const opens = json({ format: secretFormat, id, algorithm, secret, publicKey })
  // Never over a key that is there: what was sealed for it could not be opened any more.
  writeFileSync(path, opens, { mode: 0o600, flag: 'wx' })
  writeFileSync(publicFile, json({ format: evaluatorKeyFormat, id, algorithm, publicKey }))
  return { id, publicFile }
}

export function readEvaluatorKey(path: string): Outcome<EvaluatorKey> {
  const read = readJson(readFileSync(path), limits)
  const shaped = read.ok ? evaluatorKeyShape.safeParse(read.value) : undefined
  return shaped?.success ? done(shaped.data) : refuse(unusable)
}

export function readEvaluatorSecret(path: string): Outcome<OpeningKey> {
  const read = readJson(readFileSync(path), limits)
  const shaped = read.ok ? secretShape.safeParse(read.value) : undefined
  const secret = shaped?.success ? fromBase64(shaped.data.secret) : undefined
  const publicKey = shaped?.success ? fromBase64(shaped.data.publicKey) : undefined
  if (!shaped?.success || secret === undefined || publicKey === undefined) return refuse(unusable)
  const { id, algorithm } = shaped.data
  return done({ id, algorithm, secret, publicKey })
}

const limits = { maxBytes: 16 * 1024, maxDepth: 2 } as const

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

const unusable = {
  kind: 'malformed',
  name: 'evaluator-key-unusable',
  ground: 'the file is no key of an evaluator',
  remedy: 'make a pair with comity evaluate key FILE; FILE opens, FILE.pub.json seals',
} as const
