import { z } from 'zod'

const instant = z.string()

/** A card of a partner that one officer put forward. */
export const waitingCard = z.object({
  /** Authority, version and the beginning of the card's digest. */
  id: z.string(),
  authority: z.string(),
  version: z.int(),
  /** What it changes, in plain lines. */
  changes: z.array(z.string()),
  print: z.string(),
  by: z.string(),
  at: instant,
  /** The old seal cannot vouch for it, so both officers compare the print by voice. */
  anew: z.boolean(),
})
export type WaitingCard = Readonly<z.infer<typeof waitingCard>>

export const keyDeskView = z.object({
  own: z.array(
    z.object({
      id: z.string(),
      use: z.string(),
      algorithm: z.string(),
      from: instant,
      to: instant.nullable(),
      revoked: instant.nullable(),
      /** When the newest key of the use should be followed. */
      due: instant.nullable(),
    }),
  ),
  waiting: z.array(waitingCard),
  council: z.object({ members: z.array(z.string()), needed: z.int() }).nullable(),
})
export type KeyDeskView = Readonly<z.infer<typeof keyDeskView>>

/** A signed card as it travels; what is inside is checked where it is taken in. */
export const signedCardShape = z.strictObject({
  card: z.string().max(400_000),
  signatures: z
    .array(z.strictObject({ key: z.string().max(200), signature: z.string().max(200) }))
    .max(10),
  cosignatures: z
    .array(
      z.strictObject({
        by: z.string().max(40),
        key: z.string().max(200),
        signature: z.string().max(200),
      }),
    )
    .max(100)
    .optional(),
})
