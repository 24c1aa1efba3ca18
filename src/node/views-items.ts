import { z } from 'zod'

/** One condition of an item as a chip of the strip: few words, and the whole sentence beside it. */
export const conditionView = z.object({
  name: z.string(),
  short: z.string(),
  says: z.string(),
  /** `open`: allowed; `ask`: with consent; `closed`: not allowed. */
  how: z.enum(['open', 'ask', 'closed']),
})

const barrierView = z.object({
  condition: z.string(),
  because: z.string(),
  consent: z.boolean(),
})

/** A use that an officer may have in mind, with everything that stands against it. */
const useView = z.object({
  use: z.string(),
  name: z.string(),
  allowed: z.boolean(),
  barriers: z.array(barrierView),
  owes: z.array(z.string()),
})

const correctionView = z.object({
  record: z.string(),
  digest: z.string(),
  at: z.string(),
  by: z.object({ id: z.string(), name: z.string() }),
  what: z.enum(['corrected', 'retracted']),
  part: z.string(),
  wrong: z.string(),
  right: z.string(),
  reasons: z.string(),
  confirmed: z
    .object({
      at: z.string(),
      by: z.string(),
      done: z.string(),
      passedOn: z.array(z.string()),
    })
    .nullable(),
  /** Who holds a copy, and whether each has said what was done with it. */
  holders: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** How it got there: `direct`, or the reference of the matter in which it was passed on. */
      by: z.string(),
      told: z.string().nullable(),
      /** When its node said that the copy shows the correction. */
      applied: z.string().nullable(),
      /** When an officer said what was done with the copy. */
      confirmed: z.string().nullable(),
    }),
  ),
})

const itemView = z.object({
  id: z.string(),
  digest: z.string(),
  at: z.string(),
  from: z.object({ id: z.string(), name: z.string() }),
  ours: z.boolean(),
  side: z.enum(['requesting', 'requested']),
  type: z.string(),
  title: z.string(),
  strip: z.array(conditionView),
  parts: z.array(z.object({ part: z.string(), strip: z.array(conditionView) })),
  sources: z.array(z.string()),
  uses: z.array(useView),
  corrections: z.array(correctionView),
  /** What the next correction must name. */
  endOfChain: z.string(),
  retracted: z.boolean(),
  disputed: z.boolean(),
  erased: z.boolean(),
  /** Documents made from it here: where a correction has to be looked at. */
  derived: z.array(
    z.object({ matter: z.string(), reference: z.string(), record: z.string(), to: z.string() }),
  ),
  /** Sources of it that were corrected or taken back since. */
  warnings: z.array(z.string()),
})
export type ItemView = z.infer<typeof itemView>

const consentView = z.object({
  record: z.string(),
  matter: z.string(),
  reference: z.string(),
  track: z.string(),
  askedAt: z.string(),
  askedBy: z.object({ id: z.string(), name: z.string() }),
  answeredBy: z.object({ id: z.string(), name: z.string() }),
  ours: z.boolean(),
  use: z.string().nullable(),
  wanted: z.string(),
  readers: z.string(),
  items: z.array(z.string()),
  recipients: z.array(z.string()),
  purposes: z.array(z.string()),
  state: z.enum(['asked', 'given', 'denied', 'withdrawn']),
  due: z.string().nullable(),
  answer: z
    .object({
      at: z.string(),
      words: z.string(),
      ground: z.string(),
      until: z.string().nullable(),
      record: z.string(),
      digest: z.string(),
    })
    .nullable(),
  withdrawnAt: z.string().nullable(),
})
export type ConsentView = z.infer<typeof consentView>

const translationView = z.object({
  record: z.string(),
  digest: z.string(),
  at: z.string(),
  /** Digest of the record that it translates, and that record where it is in the matter. */
  of: z.string(),
  item: z.string().nullable(),
  language: z.string(),
  translator: z.string(),
  by: z.string(),
  oath: z.string(),
  translatedOn: z.string().nullable(),
  binding: z.string(),
})

export const itemsView = z.object({
  items: z.array(itemView),
  consents: z.array(consentView),
  translations: z.array(translationView),
})
export type ItemsView = z.infer<typeof itemsView>

export const consentsView = z.object({ consents: z.array(consentView) })
