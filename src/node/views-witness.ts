import { z } from 'zod'

/** Where the log stands with its witnesses, for the banner and the log page. */
const witnessingView = z.object({
  /** `none`: no policy, nobody is asked. `late`: a banner. `stopped`: letters wait. */
  state: z.enum(['none', 'current', 'late', 'stopped']),
  /** `2 of XN-FIU, XS-FIU, XH-FIU`. */
  quorum: z.string(),
  limits: z.object({ bannerAfter: z.number(), stopAfter: z.number() }),
  /** Seconds for which the oldest entry has waited for its quorum. */
  lag: z.number(),
  behindSince: z.string().nullable(),
  size: z.int(),
  cosignedSize: z.int(),
  witnesses: z.array(
    z.object({
      name: z.string(),
      key: z.string(),
      algorithm: z.enum(['Ed25519', 'ML-DSA-44']),
      size: z.int(),
      cosignedAt: z.string().nullable(),
      failing: z.object({ since: z.string(), why: z.string() }).nullable(),
    }),
  ),
  refusal: z
    .object({ name: z.string(), ground: z.string(), citation: z.string(), remedy: z.string() })
    .nullable(),
})
export type WitnessingView = z.infer<typeof witnessingView>

/** Two heads of a partner's log that cannot both be true. */
const forkView = z.object({
  id: z.string(),
  origin: z.string(),
  node: z.string(),
  at: z.string(),
  sizes: z.array(z.int()),
})

const timestampView = z.object({
  authority: z.string(),
  size: z.int(),
  /** What the authority says; null while it has not answered. */
  time: z.string().nullable(),
  askedAt: z.string(),
  failing: z.string().nullable(),
})

export const witnessPageView = z.object({
  own: witnessingView,
  /** Heads of partners that this node cosigned. */
  cosigned: z.array(z.object({ origin: z.string(), size: z.int(), at: z.string() })),
  forks: z.array(forkView),
  timestamps: z.array(timestampView),
})
export type WitnessPageView = z.infer<typeof witnessPageView>
