import { z } from 'zod'

/** Shapes of the desk of blind questions, as the api promises them. */

const quota = z.object({ items: z.number(), names: z.number() })
const refusal = z.object({
  name: z.string(),
  ground: z.string(),
  citation: z.string().nullable(),
  remedy: z.string(),
  /** Who signed it; null where this node says it itself. */
  by: z.string().nullable(),
})

const hitRunView = z.object({
  id: z.string(),
  at: z.string(),
  officer: z.string(),
  case: z.string(),
  category: z.string(),
  purpose: z.string(),
  identifiers: z.number(),
  keys: z.number(),
  names: z.number(),
  standing: z.string().nullable(),
  partners: z.array(
    z.object({
      owner: z.string(),
      state: z.enum(['waiting', 'asking', 'held', 'done', 'refused', 'stopped']),
      basis: z.string().nullable(),
      asked: z.number(),
      same: z.number(),
      possible: z.number(),
      left: quota.nullable(),
      epoch: z.string().nullable(),
      version: z.number().nullable(),
      root: z.string().nullable(),
      refusal: refusal.nullable(),
      /** It waits for officers of the partner, as the partner signed. */
      held: z
        .object({
          since: z.string(),
          until: z.string(),
          officers: z.number(),
          released: z.number(),
        })
        .nullable(),
    }),
  ),
})

export const hitFoundView = hitRunView.extend({
  found: z.array(
    z.object({
      identifier: z.string(),
      kind: z.string(),
      says: z.enum(['same', 'possible']),
      key: z.string(),
      pointer: z.object({
        token: z.string(),
        owner: z.string(),
        purpose: z.string(),
        epoch: z.string(),
        root: z.string(),
      }),
    }),
  ),
})

const epochView = z.object({
  partner: z.string(),
  purpose: z.string(),
  state: z.enum(['open', 'closed', 'over']),
  epoch: z.string(),
  version: z.number(),
  from: z.string(),
  to: z.string(),
  consent: z.string(),
  key: z.string(),
  root: z.string(),
  tokens: z.number(),
  subjects: z.number(),
  quota,
  release: z.string(),
  left: quota,
})

const askedView = z.object({
  id: z.string(),
  partner: z.string(),
  purpose: z.string(),
  at: z.string(),
  officer: z.string(),
  case: z.string(),
  basis: z.string(),
  category: z.string(),
  release: z
    .object({
      state: z.enum(['waits', 'over', 'released', 'declined', 'withdrawn']),
      officers: z.number(),
      by: z.array(z.string()),
      at: z.string().nullable(),
      reason: z.string().nullable(),
      until: z.string(),
      mine: z.boolean(),
    })
    .nullable(),
  answered: z.boolean(),
  items: z.number(),
  names: z.number(),
  standing: z.boolean(),
  blocked: z.boolean(),
  alarms: z.array(z.object({ name: z.string(), text: z.string() })),
  opening: z
    .object({
      at: z.string(),
      count: z.number(),
      chance: z.number(),
      state: z.enum(['waiting', 'answered']),
      opened: z.number().optional(),
      sound: z.number().optional(),
      inCase: z.number().optional(),
      overseer: z.string().optional(),
    })
    .nullable(),
})

const standingView = z.object({
  id: z.string(),
  run: z.string(),
  case: z.string(),
  purpose: z.string(),
  identifiers: z.number(),
  partners: z.array(z.string()),
  askedBy: z.string(),
  at: z.string(),
  reason: z.string(),
  until: z.string(),
  state: z.enum(['asked', 'granted', 'ended']),
  grantedBy: z.string().nullable(),
  newHits: z.number(),
  lastAt: z.string().nullable(),
})

export const hitDeskView = z.object({
  /** What the officer who looks may do. */
  may: z.object({
    ask: z.boolean(),
    keep: z.boolean(),
    open: z.boolean(),
    release: z.boolean(),
    grant: z.boolean(),
    oversee: z.boolean(),
  }),
  purposes: z.array(z.object({ id: z.string(), name: z.string(), citation: z.string() })),
  /** Offences of the register of law: what a case may be about. */
  categories: z.array(z.object({ id: z.string(), name: z.string() })),
  releases: z.array(z.object({ id: z.string(), says: z.string() })),
  kinds: z.array(z.string()),
  partners: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      basis: z.string().nullable(),
      /** Why it cannot be asked, where it cannot. */
      closed: z.string().nullable(),
    }),
  ),
  quota,
  runs: z.array(hitRunView),
  epochs: z.array(epochView),
  building: z.array(
    z.object({
      partner: z.string(),
      purpose: z.string(),
      by: z.string(),
      since: z.string(),
      done: z.number(),
      total: z.number(),
    }),
  ),
  lists: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      at: z.string(),
      by: z.string(),
      identifiers: z.number(),
    }),
  ),
  asked: z.array(askedView),
  standing: z.array(standingView),
  challenges: z.array(
    z.object({
      id: z.string(),
      owner: z.string(),
      purpose: z.string(),
      count: z.number(),
      at: z.string(),
      state: z.enum(['waiting', 'answered']),
    }),
  ),
})

export const hitOpeningView = z.object({
  case: z.string(),
  officer: z.string(),
  items: z.array(
    z.object({ key: z.string(), identifier: z.string(), sound: z.boolean(), inFile: z.boolean() }),
  ),
})

/** Values of the form of a request, as far as a hit gives them. */
export const hitPrepared = z.object({
  procedure: z.literal('P1'),
  to: z.string(),
  document: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
})

export type HitDeskView = z.infer<typeof hitDeskView>
export type HitRunView = z.infer<typeof hitRunView>
export type HitFoundView = z.infer<typeof hitFoundView>
