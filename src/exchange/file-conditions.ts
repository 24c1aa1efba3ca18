import { z } from 'zod'
import { asDay, type Json, type Outcome } from '#base'
import { handlingMarks } from '#model'
import { type ItemConditions, papMarks, sienaCodes, strictest } from './conditions.ts'
import { conditionsOf } from './conditions-read.ts'
import { shortText } from './shapes.ts'
import { type Conditions, shaped } from './statement.ts'

/**
 * How one file may be used, as whoever gave it set it: the same conditions as those of a document, under the same names.
 * A file has them for itself, whatever the document says beside which it travels. What is left out is not allowed.
 */
export interface FileConditions extends Conditions {
  /** Codes of purposes; absent or empty: none without asking. */
  readonly purposes?: readonly string[] | undefined
  /** Authorities that may have it without asking, where passing on needs consent. */
  readonly onwardTo?: readonly string[] | undefined
  readonly siena?: readonly string[] | undefined
  readonly pap?: string | undefined
  /** Only for the proceedings it was given for. */
  readonly speciality?: boolean | undefined
  /** Nobody concerned is told before this day has passed. */
  readonly confidentialUntil?: string | undefined
  readonly disputed?: boolean | undefined
}

const permit = z.enum(['yes', 'with-consent', 'no'])
/** A day that is in the calendar: one that is not would be a limit that nobody keeps. */
const day = z.string().refine((text) => asDay(text) !== undefined)
const codes = z.array(shortText).max(32)

export const fileConditionsShape = z.strictObject({
  handling: z.enum(handlingMarks),
  evidence: permit,
  onward: permit,
  purposes: codes.optional(),
  onwardTo: codes.optional(),
  siena: z
    .array(z.enum(Object.keys(sienaCodes)))
    .max(3)
    .optional(),
  pap: z.enum(papMarks).optional(),
  speciality: z.boolean().optional(),
  retainUntil: day.optional(),
  confidentialUntil: day.optional(),
  disputed: z.boolean().optional(),
})

/** What an officer or another program says, or `letter-malformed` with the field. */
export function readFileConditions(value: Json): Outcome<FileConditions> {
  return shaped<FileConditions>(fileConditionsShape, value)
}

/** As the questions of use ask for them. */
export function conditionsOfFile(stated: FileConditions, originator: string): ItemConditions {
  const filed = stated as unknown as Readonly<Record<string, Json>>
  return conditionsOf(filed, originator) ?? { ...strictest, originators: [originator] }
}

/** The conditions of an item as a file states them. No limit of purposes is nothing that a file can state. */
export function asFileConditions(c: ItemConditions): FileConditions {
  return {
    handling: c.handling,
    evidence: c.evidence,
    onward: c.onward,
    purposes: [...(c.purposes ?? [])],
    ...(c.onwardTo.length === 0 ? {} : { onwardTo: [...c.onwardTo] }),
    ...(c.siena.length === 0 ? {} : { siena: [...c.siena] }),
    ...(c.pap === 'PAP:CLEAR' ? {} : { pap: c.pap }),
    ...(c.speciality ? { speciality: true } : {}),
    ...(c.retainUntil === null ? {} : { retainUntil: c.retainUntil }),
    ...(c.confidentialUntil === null ? {} : { confidentialUntil: c.confidentialUntil }),
    ...(c.disputed ? { disputed: true } : {}),
  }
}
