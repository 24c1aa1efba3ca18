import { z } from 'zod'

/** One tip in the list of the unit. */
export const tipLine = z.object({
  id: z.string(),
  state: z.string(),
  protection: z.string().nullable(),
  at: z.string(),
  due: z.string().nullable(),
  isOverdue: z.boolean(),
  pieces: z.number(),
  hasIdentity: z.boolean(),
})
export type TipLine = z.output<typeof tipLine>

/** The desk of the unit: who holds keys, and which tips there are. */
export const tipDeskViewShape = z.object({
  authority: z.string(),
  isOpen: z.boolean(),
  /** The officer's own key: none made, waiting to be let in, closed, open. */
  mine: z.enum(['none', 'waits', 'closed', 'open']),
  officers: z.array(
    z.object({
      officer: z.string(),
      isLetIn: z.boolean(),
      /** In so many of the sealed envelopes the officer has a part. */
      parts: z.number(),
      /** Who has offered a part in an envelope that nobody has completed yet. */
      offeredBy: z.array(z.string()),
      /** A new key waits to take the place of this one: for two colleagues, or for the second of them. */
      renewal: z.object({ confirmedBy: z.string().nullable() }).nullable(),
      /** Who said that this officer leaves. */
      leaveAskedBy: z.string().nullable(),
    }),
  ),
  /** Sealed envelopes in the box. */
  envelopes: z.number(),
  tips: z.array(tipLine),
})
export type TipDeskView = z.output<typeof tipDeskViewShape>

/** What a unit passed on of a tip, to whoever works on it. */
export const leadView = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  at: z.string(),
  words: z.string(),
  files: z.array(z.string()).readonly(),
})
export type LeadView = z.output<typeof leadView>

/** One tip, opened. */
export const tipViewShape = tipLine.omit({ pieces: true }).extend({
  pieces: z.array(
    z.object({
      number: z.number(),
      kind: z.enum(['tip', 'addition', 'retaliation', 'message']),
      at: z.string(),
      text: z.string(),
      happened: z.string().nullable(),
      place: z.string().nullable(),
      files: z.array(z.object({ name: z.string(), type: z.string(), bytes: z.number() })),
    }),
  ),
  firstKeyBy: z.string().nullable(),
  /** Sorted as a lead: it may be passed on, to these. */
  passTo: z.array(z.object({ id: z.string(), name: z.string() })).nullable(),
  mayFirst: z.boolean(),
  maySecond: z.boolean(),
})
export type TipView = z.output<typeof tipViewShape>
