import { z } from 'zod'
import { asInstant, done, type Instant, type Json, type Outcome, refuse } from '#base'
import { authorityKinds, measures } from '#law'
import { type AuthorityCard, algorithmsFor, keyAlgorithms, keyUses, roles } from './cards.ts'
import { revocationReasons } from './key-life.ts'

const at = z
  .string()
  .refine((text) => asInstant(text) === text, 'an instant in UTC with milliseconds')
  .transform((text) => text as Instant)
const revoked = z.strictObject({ at, reason: z.enum(revocationReasons) }).optional()
const short = z.string().min(1).max(200)

const key = z
  .strictObject({
    id: short,
    use: z.enum(keyUses),
    algorithm: z.enum(keyAlgorithms),
    publicKey: z.string(),
    from: at,
    to: at.optional(),
    revoked,
  })
  .refine(
    (k) => (algorithmsFor[k.use] as readonly string[]).includes(k.algorithm),
    'an algorithm that serves this use',
  )

const officer = z.strictObject({
  id: short,
  role: z.enum(roles),
  key: short,
  publicKey: z.string(),
  from: at,
  to: at.optional(),
  revoked,
})

const card = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,4}-[A-Z0-9]{1,12}$/, 'an id such as XV-FIU'),
  version: z.int().min(1),
  name: short,
  country: z.string().regex(/^[A-Z]{2}$/),
  kind: z.enum(authorityKinds),
  competences: z.array(z.enum(measures)).max(50),
  languages: z.array(short).min(1).max(20),
  desk: z.strictObject({ name: short, hours: short, telephone: short.optional() }),
  servedBy: short.optional(),
  outside: z.literal(true).optional(),
  exercise: z
    .string()
    .regex(/^[A-Z]{2}-\d{2,4}$/, 'the reference of an exercise, such as EX-01')
    .optional(),
  address: z.string().max(500),
  keys: z.array(key).max(200),
  suites: z
    .array(z.strictObject({ suite: z.literal('classical'), from: at, to: at.optional() }))
    .max(20)
    .optional(),
  officers: z.array(officer).max(1000),
  issuedAt: at,
})

/** A JSON value as a card, or a refusal that says where it fails. */
export function readCard(value: Json): Outcome<AuthorityCard> {
  const read = card.safeParse(value)
  if (read.success) return done(read.data as AuthorityCard)
  const first = read.error.issues[0]!
  return refuse({
    kind: 'malformed',
    name: 'card-malformed',
    ground: `the card is not well formed at /${first.path.join('/')}: ${first.message.toLowerCase()}`,
    remedy: 'correct the field and sign the card again',
    where: { pointer: `/${first.path.join('/')}` },
  })
}
