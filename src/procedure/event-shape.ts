import { z } from 'zod'
import { asInstant, fits } from '#base'

const text = z.string().min(1).max(300)
const party = z.strictObject({ authority: text, country: text, kind: text })
const instant = z.string().refine((at) => asInstant(at) === at)

/**
 * What an event of another node must look like before any of it is read. Its words are held against the form of the
 * step, and what it derives against our own tables; here only that nothing is of another kind than it should be.
 */
const shape = z.strictObject({
  type: text,
  procedure: text,
  transition: text,
  stream: text,
  at: instant,
  node: text,
  actor: text.regex(/^[^/]+\/[^/]+$/),
  crosses: z.boolean(),
  document: z.record(z.string(), z.unknown()).optional(),
  data: z.strictObject({
    role: text,
    side: z.enum(['requesting', 'requested']),
    track: text,
    to: text,
    document: text.optional(),
    parties: z
      .strictObject({
        requesting: party,
        requested: party,
        others: z.array(party).max(200).optional(),
      })
      .optional(),
    thread: text.optional(),
    basis: z
      .strictObject({ id: text, instrument: text, citation: z.string().max(2000) })
      .optional(),
    class: text.optional(),
    clocks: z
      .array(z.record(z.string(), z.string().max(2000)))
      .max(100)
      .optional(),
    pause: z.enum(['begin', 'end']).optional(),
    missing: z.array(text).max(300).optional(),
    notes: z.record(z.string(), z.unknown()).optional(),
    round: z.int().min(0).optional(),
    law: text.optional(),
    tally: z.strictObject({ as: text, key: z.string(), value: z.unknown() }).optional(),
    filled: z.record(z.string(), z.array(text).max(20)).optional(),
    link: z.string().max(300).optional(),
    recorded: z.literal(true).optional(),
    joined: z.array(party).max(200).optional(),
    party: text.optional(),
  }),
})

export function isEvent(value: unknown): boolean {
  return fits(shape)(value) || shape.safeParse(value).success
}
