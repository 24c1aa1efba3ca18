import { z } from 'zod'
import { done, type Outcome, readJson, refuse } from '#base'
import { type AfterAction, afterActionFormat } from './after-action.ts'

const limits = { maxBytes: 2_000_000, maxDepth: 8 }
const text = z.string().max(4000)
const whole = z.int().min(0).max(100_000_000)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const report = z.strictObject({
  format: z.literal(afterActionFormat),
  exercise: z.string().regex(/^[A-Z]{2}-\d{2,4}$/),
  name: text,
  objectives: text,
  begins: text,
  minutes: whole,
  seed: whole.nullable(),
  people: z.array(text).max(200),
  authorities: z.array(z.strictObject({ id: text, asked: whole, inTime: whole })).max(200),
  roles: z.array(z.strictObject({ role: text, who: text, task: text })).max(200),
  score: z.int().min(0).max(100),
  inTime: whole,
  late: whole,
  missing: whole,
  injects: z
    .array(
      z.strictObject({
        id: text,
        at: text,
        to: z.array(text).max(200),
        text,
        expected: text,
        mark: z.enum(['in-time', 'late', 'missing', 'open']),
        seconds: whole.nullable(),
        within: whole,
        found: text,
      }),
    )
    .max(1000),
  pauses: z.array(z.strictObject({ minute: whole, seconds: whole, why: text })).max(100),
  notes: z.array(z.strictObject({ at: text, inject: text, text })).max(10_000),
  spread: z.strictObject({ legs: whole, first: text, last: text, seconds: whole }).nullable(),
  refused: z
    .array(z.strictObject({ inject: text, actor: text, step: text, refusal: text }))
    .max(10_000),
  lessons: z
    .array(
      z.strictObject({
        id: text,
        inject: text,
        text,
        owner: text,
        function: text,
        due: day,
        state: z.enum(['open', 'closed']),
        closedOn: day.nullable(),
        change: text.nullable(),
        action: text,
        milestones: z.array(text).max(50),
        indicator: text,
      }),
    )
    .max(1000),
  heads: z.array(z.strictObject({ node: text, size: whole, root: text })).max(200),
  cards: z.array(text).max(200),
})

/** The report of an exercise as it was written, or a refusal that says where it fails. */
export function readAfterAction(bytes: Uint8Array): Outcome<AfterAction> {
  const json = readJson(bytes, limits)
  if (!json.ok) return json
  const read = report.safeParse(json.value)
  if (read.success) return done(read.data)
  const first = read.error.issues[0]!
  return refuse({
    kind: 'malformed',
    name: 'after-action-malformed',
    ground: `this is not the report of an exercise: /${first.path.join('/')}: ${first.message.toLowerCase()}`,
    remedy: 'give the file that was written with --data',
  })
}
