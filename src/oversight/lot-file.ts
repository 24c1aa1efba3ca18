import { z } from 'zod'
import { canonical, type Digest, digest, done, type Json, type Outcome, readJson } from '#base'
import { drawReleases, type LotPlan, planWrong, type SeedHead } from './lot.ts'
import { oversightRefusal } from './refusals.ts'

/** Every release of one log between two days, as its node gives it to an overseer elsewhere. */
export interface GivenPot {
  readonly format: 'comity-pot/1'
  readonly node: string
  readonly origin: string
  readonly from: string
  readonly to: string
  /** Leaves in hexadecimal, in the order of the log. */
  readonly leaves: readonly string[]
  readonly madeAt: string
}

/** Signed with the seal of the node over the canonical bytes of the pot. */
export interface SignedPot {
  readonly pot: GivenPot
  readonly key: string
  /** base64url. */
  readonly signature: string
}

/** A lot with everything that draws it again. */
export interface LotFile {
  readonly format: 'comity-lot/1'
  readonly plan: LotPlan
  readonly secret: string
  readonly heads: readonly SeedHead[]
  readonly drawn: readonly string[]
}

const limits = { maxBytes: 32 * 1024 * 1024, maxDepth: 8, maxValues: 400_000 } as const
/** Releases of one log in one pot. */
const mostLeaves = 100_000
const mostLogs = 64

const leaf = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().min(1).max(200)
const day = z.iso.date()
const digestText = z.string().regex(/^sha256:[0-9a-f]{64}$/)

const potShape = z.strictObject({
  pot: z.strictObject({
    format: z.literal('comity-pot/1'),
    node: name,
    origin: name,
    from: day,
    to: day,
    leaves: z.array(leaf).max(mostLeaves),
    madeAt: z.iso.datetime(),
  }),
  key: name,
  signature: z.string().max(200),
})

const lotShape = z.strictObject({
  format: z.literal('comity-lot/1'),
  plan: z.strictObject({
    name,
    from: day,
    to: day,
    count: z.int().min(1).max(10_000),
    pots: z
      .array(
        z.strictObject({
          node: name,
          origin: name,
          leaves: z.array(leaf).max(mostLeaves),
          seedSize: z.int().min(0),
        }),
      )
      .max(mostLogs),
    secretDigest: digestText,
  }),
  secret: z.string().min(1).max(1000),
  heads: z
    .array(z.strictObject({ origin: name, size: z.int().min(0), root: z.string().max(100) }))
    .max(mostLogs),
  drawn: z.array(z.string().max(300)).max(10_000),
})

/** Reads a pot that another node gave; its signature is the caller's to check. */
export function readPot(bytes: Uint8Array): Outcome<SignedPot> {
  const read = readJson(bytes, limits)
  if (!read.ok) return read
  const shaped = potShape.safeParse(read.value)
  return shaped.success ? done(shaped.data as SignedPot) : notRead(shaped.error)
}

/** Reads a lot, for whoever draws it again. */
export function readLotFile(bytes: Uint8Array): Outcome<LotFile> {
  const read = readJson(bytes, limits)
  if (!read.ok) return read
  const shaped = lotShape.safeParse(read.value)
  if (!shaped.success) return notRead(shaped.error)
  const file = shaped.data as unknown as LotFile & { plan: { secretDigest: Digest } }
  const wrong = planWrong(file.plan)
  return wrong === undefined ? done(file) : oversightRefusal('lot-malformed', wrong)
}

/** Draws again: the same releases, or which of the two differs. */
export function drawAgain(
  file: LotFile,
): Outcome<{ readonly same: boolean; readonly drawn: readonly string[] }> {
  const drawn = drawReleases(file.plan, file.heads, file.secret)
  if (!drawn.ok) return drawn
  const same =
    drawn.value.length === file.drawn.length && drawn.value.every((t, i) => t === file.drawn[i])
  return done({ same, drawn: drawn.value })
}

/** The digest of a plan, as it stands in the record by which it was announced. */
export function planDigestOf(plan: LotPlan): Digest {
  return digest(canonical(plan as unknown as Json))
}

/** The bytes that a node signs of its pot. */
export function potJson(pot: GivenPot): Json {
  return pot as unknown as Json
}

function notRead(error: z.ZodError): Outcome<never> {
  const [issue] = error.issues
  return oversightRefusal(
    'lot-malformed',
    `${issue?.path.join('.') || 'the file'} is not as it should be`,
  )
}
