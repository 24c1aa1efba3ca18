import { type Refusal, type RefusalKind, refuse, type Where } from '#base'
import { assistanceRefusals } from './data/refusals-assistance.ts'
import { cooperationRefusals } from './data/refusals-cooperation.ts'
import { coreRefusals } from './data/refusals-core.ts'
import { itemRefusals } from './data/refusals-items.ts'
import { learningRefusals } from './data/refusals-learning.ts'
import { outsideRefusals } from './data/refusals-outside.ts'
import { recoveryRefusals } from './data/refusals-recovery.ts'
import { rightsRefusals } from './data/refusals-rights.ts'

/** One "no": its kind, what it is in one line, on what ground, and what to do. */
export interface RefusalRow {
  readonly kind: RefusalKind
  /** In one line, for the page that lists every refusal. */
  readonly title: string
  readonly citation: string
  readonly remedy: string
}

/** Every "no" of the procedures. A gallery beside these tables runs one example of each. */
export const refusalRows = {
  ...coreRefusals,
  ...assistanceRefusals,
  ...recoveryRefusals,
  ...cooperationRefusals,
  ...rightsRefusals,
  ...learningRefusals,
  ...outsideRefusals,
  ...itemRefusals,
} as const satisfies Readonly<Record<string, RefusalRow>>

/** Which family of procedures says it; `core` are those of the engine itself. */
export const refusalFamilies = {
  core: coreRefusals,
  assistance: assistanceRefusals,
  recovery: recoveryRefusals,
  cooperation: cooperationRefusals,
  rights: rightsRefusals,
  learning: learningRefusals,
  outside: outsideRefusals,
  items: itemRefusals,
} as const satisfies Readonly<Record<string, Readonly<Record<string, RefusalRow>>>>

export type RefusalName = keyof typeof refusalRows

interface Detail {
  readonly citation?: string
  readonly remedy?: string
  readonly where?: Where
}

/** A refusal from its row; `ground` says what happened, `detail` what the row cannot know. */
export function refusal(name: RefusalName, ground: string, detail: Detail = {}): Refusal {
  const { kind, citation, remedy } = refusalRows[name]
  return { kind, name, ground: ground.replace(instants, '$1 $2 UTC'), citation, remedy, ...detail }
}

/** An instant in a sentence is written as people write it, to the minute: `2025-01-26 09:00 UTC`. */
const instants = /\b(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g

/** The same as an outcome. */
export function no(
  name: RefusalName,
  ground: string,
  detail: Detail = {},
): { readonly ok: false; readonly refusal: Refusal } {
  return refuse(refusal(name, ground, detail))
}
