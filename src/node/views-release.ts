import { z } from 'zod'

/** A version that came out, as anybody may read it. */
export const releasedItem = z.object({
  id: z.string(),
  period: z.string(),
  from: z.string(),
  to: z.string(),
  version: z.number(),
  digest: z.string(),
  releasedAt: z.string(),
  /** Roles, not persons: who released it stands in the signed record. */
  reason: z.string().nullable(),
  state: z.enum(['current', 'superseded', 'withdrawn']),
  withdrawn: z.object({ at: z.string(), reason: z.string() }).nullable(),
})
export type ReleasedItem = z.infer<typeof releasedItem>

const preparedItem = z.object({
  period: z.string(),
  version: z.number(),
  digest: z.string(),
  at: z.string(),
  by: z.string(),
  byName: z.string(),
  reason: z.string().nullable(),
  /** Held-back cells by step of the rule. */
  suppressed: z.array(z.object({ rule: z.string(), cells: z.number() })),
  tables: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      text: z.string(),
      shown: z.boolean(),
      note: z.string(),
      parts: z.number(),
      partsShown: z.number(),
      leftOut: z.array(z.string()),
    }),
  ),
})
export type PreparedItem = z.infer<typeof preparedItem>

export const releaseDeskView = z.object({
  releases: z.array(
    releasedItem.extend({
      by: z.string(),
      byName: z.string(),
      preparedBy: z.string(),
      preparedByName: z.string(),
    }),
  ),
  waiting: z.array(preparedItem),
  steps: z.array(
    z.object({ id: z.string(), name: z.string(), rule: z.string(), citation: z.string() }),
  ),
})
export type ReleaseDeskView = z.infer<typeof releaseDeskView>

export const unsuppressedView = z.object({
  period: z.string(),
  version: z.number(),
  tables: z.array(z.unknown()),
})
export type UnsuppressedView = z.infer<typeof unsuppressedView>
