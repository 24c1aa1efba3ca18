import { z } from 'zod'
import type { RefusalKind } from '#base'
import { releaseRules } from './release.ts'

/** Items in one question. */
export const mostItems = 1000

const shortText = z.string().min(1).max(200)
const instantText = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
const digestText = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const idText = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
const count = z.int().min(0).max(10_000_000)
/** Words that a partner's officer will read: nothing that turns around or hides. */
const plainText = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069\ufeff]+$/u)

const refusalKinds = [
  'malformed',
  'unauthenticated',
  'forbidden',
  'unknown',
  'conflict',
  'too-large',
  'unlawful',
  'too-early',
  'too-many',
] as const satisfies readonly RefusalKind[]

/** What each statement may hold, field by field: nothing more, nothing longer. */
export const shapes = {
  'hit-epoch': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-epoch'),
    owner: shortText,
    asker: shortText,
    purpose: shortText,
    epoch: shortText,
    version: z.int().min(1).max(1_000_000),
    from: instantText,
    to: instantText,
    suite: z.literal('ristretto255-SHA512'),
    normaliser: shortText,
    key: hex32,
    root: digestText,
    tokens: count,
    file: z.strictObject({ digest: digestText, bytes: z.int().min(0).max(100_000_000) }),
    consent: shortText,
    limits: z.strictObject({ items: count, names: count }),
    release: z.enum(releaseRules.map((rule) => rule.id)),
    logged: z.int().min(0),
  }),
  'hit-question': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-question'),
    id: idText,
    asker: shortText,
    owner: shortText,
    officer: shortText,
    purpose: shortText,
    epoch: shortText,
    key: hex32,
    basis: z.strictObject({ instrument: shortText, article: shortText }),
    category: shortText,
    case: shortText,
    consent: shortText,
    items: z.int().min(1).max(mostItems),
    names: z.int().min(0).max(mostItems),
    commitment: digestText,
    elements: digestText,
    standing: shortText.nullable(),
    created: instantText,
    expires: instantText,
  }),
  'hit-answer': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-answer'),
    question: digestText,
    id: idText,
    owner: shortText,
    asker: shortText,
    epoch: shortText,
    key: hex32,
    root: digestText,
    elements: digestText,
    proof: z.strictObject({ c: hex32, s: hex32 }),
    left: z.strictObject({ items: count, names: count }),
    created: instantText,
  }),
  'hit-hello': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-hello'),
    asker: shortText,
    owner: shortText,
    purpose: shortText,
    file: digestText.nullable(),
    offset: z.int().min(0).max(100_000_000),
    created: instantText,
  }),
  'hit-challenge': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-challenge'),
    owner: shortText,
    asker: shortText,
    purpose: shortText,
    id: idText,
    question: digestText,
    seed: hex32,
    count: z.int().min(1).max(mostItems),
    created: instantText,
  }),
  'hit-opened': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-opened'),
    owner: shortText,
    asker: shortText,
    id: idText,
    question: digestText,
    seed: hex32,
    opened: z.int().min(1).max(mostItems),
    sound: z.int().min(0).max(mostItems),
    inCase: z.int().min(0).max(mostItems),
    overseer: shortText,
    created: instantText,
  }),
  'hit-held': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-held'),
    owner: shortText,
    asker: shortText,
    id: idText,
    question: digestText,
    since: instantText,
    officers: z.int().min(1).max(9),
    released: z.int().min(0).max(9),
    created: instantText,
  }),
  'hit-withdrawal': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-withdrawal'),
    owner: shortText,
    asker: shortText,
    purpose: shortText,
    id: idText,
    question: digestText,
    created: instantText,
  }),
  'hit-refusal': z.strictObject({
    v: z.literal(1),
    kind: z.literal('hit-refusal'),
    by: shortText,
    to: shortText,
    message: digestText,
    refusal: z.strictObject({
      kind: z.enum(refusalKinds),
      name: z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .max(60),
      ground: plainText,
      citation: plainText.nullable(),
      remedy: plainText,
    }),
    created: instantText,
  }),
} as const
