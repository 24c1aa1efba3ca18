import { z } from 'zod'

/** The law desk: packs, rows, drafts, routes, limits. */

export const dueView = z.object({
  rule: z.string(),
  term: z.string(),
  text: z.string(),
  citation: z.string(),
  status: z.string(),
  start: z.string(),
  due: z.string(),
  dueDay: z.string(),
  /** Whether the limit is still running now. */
  inTime: z.boolean(),
  steps: z.array(
    z.object({ text: z.string(), at: z.string().optional(), day: z.string().optional() }),
  ),
})
export type DueView = z.infer<typeof dueView>

export const rulesView = z.object({
  rules: z.array(
    z.object({
      id: z.string(),
      citation: z.string(),
      text: z.string(),
      status: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      source: z.string(),
      calendar: z.string().nullable(),
      terms: z.array(
        z.object({ id: z.string(), when: z.string(), text: z.string(), extendable: z.int() }),
      ),
    }),
  ),
  calendars: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type RulesView = z.infer<typeof rulesView>

const anyRow = z.record(z.string(), z.unknown())

/** What a draft changes, row by row. */
export const lawDiff = z.object({
  rows: z.array(
    z.object({
      table: z.string(),
      id: z.string(),
      change: z.enum(['added', 'changed', 'ended']),
      fields: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
      /** Which clause wins, and why. */
      wins: z.string(),
    }),
  ),
})
export type LawDiff = z.infer<typeof lawDiff>

export const lawDraft = z.object({
  id: z.string(),
  pack: z.object({
    id: z.string(),
    name: z.string(),
    layer: z.string(),
    version: z.int(),
    from: z.string(),
  }),
  by: z.string(),
  byName: z.string(),
  at: z.string(),
  approvals: z.array(z.object({ by: z.string(), name: z.string(), at: z.string() })),
  /** Why it cannot go into force as it stands. */
  faults: z.array(z.object({ name: z.string(), ground: z.string(), remedy: z.string() })),
  /** The officer who asks may sign it. */
  mayApprove: z.boolean(),
  why: z.string().optional(),
  diff: lawDiff,
})
export type LawDraft = z.infer<typeof lawDraft>

export const lawView = z.object({
  version: z.string(),
  packs: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      layer: z.string(),
      version: z.int(),
      from: z.string(),
      signers: z.array(z.string()),
      rows: z.int(),
      toVerify: z.int(),
      shipped: z.boolean(),
      /** `in-force`, or `waits` for its first day. */
      status: z.string(),
    }),
  ),
  drafts: z.array(lawDraft),
  mayDraft: z.boolean(),
  mayApprove: z.boolean(),
})
export type LawView = z.infer<typeof lawView>

export const lawRows = z.object({
  table: z.string(),
  tables: z.array(z.object({ id: z.string(), name: z.string(), rows: z.int() })),
  rows: z.array(
    z.object({
      id: z.string(),
      citation: z.string(),
      text: z.string(),
      from: z.string(),
      to: z.string().nullable(),
      status: z.string(),
      source: z.string(),
      pack: z.string(),
      replaced: z.string().optional(),
      row: anyRow,
    }),
  ),
})
export type LawRows = z.infer<typeof lawRows>
