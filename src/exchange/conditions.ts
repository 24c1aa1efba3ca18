import { type HandlingMark, handlingMarks } from '#model'

/**
 * How one item may be used, as its originator set it. Every field is ordered from loose to strict, so that two sets
 * have one intersection: what both allow. A copy, and a document made from several items, carries the intersection.
 */
export interface ItemConditions {
  /** Who may see it: FIRST Traffic Light Protocol 2.0. */
  readonly handling: HandlingMark
  /** What may be done on it: Permissible Actions Protocol. */
  readonly pap: PapMark
  /** Europol SIENA handling codes, sorted; H0 (to fight crime) holds for all and is not listed. */
  readonly siena: readonly SienaCode[]
  /** Codes of purposes; `null` where the originator set no limit. Sorted. */
  readonly purposes: readonly string[] | null
  readonly evidence: Permit
  readonly onward: Permit
  /** Authorities that may have it without asking, where passing on needs consent; else empty. Sorted. */
  readonly onwardTo: readonly string[]
  /** Only for the proceedings it was given for, but for what speaks for an accused (UNCAC art. 46(19)). */
  readonly speciality: boolean
  /** Last day the receiver may hold it. */
  readonly retainUntil: string | null
  /** Nobody concerned is told before this day has passed. */
  readonly confidentialUntil: string | null
  /** Somebody disputes it; the mark follows every copy (Directive (EU) 2016/680 art. 16(3)). */
  readonly disputed: boolean
  /** Reliability of the source and of the content, 4x4; of several items the worst of each. `null`: not graded. */
  readonly grade: Grade | null
  /** Authorities whose conditions these are; of a derived document all of them. Sorted. */
  readonly originators: readonly string[]
}

export const permits = ['yes', 'with-consent', 'no'] as const
export type Permit = (typeof permits)[number]

export const papMarks = ['PAP:CLEAR', 'PAP:GREEN', 'PAP:AMBER', 'PAP:RED'] as const
export type PapMark = (typeof papMarks)[number]

export const sienaCodes = {
  H1: 'not as evidence without the permission of the provider',
  H2: 'not passed on without the permission of the provider',
  H3: 'other restrictions hold',
} as const
export type SienaCode = keyof typeof sienaCodes

const sources = ['A', 'B', 'C', 'X'] as const
const contents = ['1', '2', '3', '4'] as const
export type Grade = `${(typeof sources)[number]}${(typeof contents)[number]}`

/** What nothing forbids: the neutral element, and no condition that anybody may set by silence. */
export const unrestricted: ItemConditions = {
  handling: 'TLP:CLEAR',
  pap: 'PAP:CLEAR',
  siena: [],
  purposes: null,
  evidence: 'yes',
  onward: 'yes',
  onwardTo: [],
  speciality: false,
  retainUntil: null,
  confidentialUntil: null,
  disputed: false,
  grade: null,
  originators: [],
}

/** Where nobody has said how something may be used, nothing is allowed. */
export const strictest: ItemConditions = {
  ...unrestricted,
  handling: 'TLP:RED',
  pap: 'PAP:AMBER',
  purposes: [],
  evidence: 'no',
  onward: 'no',
}

/** The intersection of two sets: in every respect the stricter one. */
export function meet(a: ItemConditions, b: ItemConditions): ItemConditions {
  return {
    handling: later(handlingMarks, a.handling, b.handling),
    pap: later(papMarks, a.pap, b.pap),
    siena: union(a.siena, b.siena),
    purposes: bothPurposes(a.purposes, b.purposes),
    evidence: later(permits, a.evidence, b.evidence),
    onward: later(permits, a.onward, b.onward),
    onwardTo: bothLists(a, b),
    speciality: a.speciality || b.speciality,
    retainUntil: earliest(a.retainUntil, b.retainUntil),
    confidentialUntil: latest(a.confidentialUntil, b.confidentialUntil),
    disputed: a.disputed || b.disputed,
    grade: worst(a.grade, b.grade),
    originators: union(a.originators, b.originators),
  }
}

/** What a document made from these items may be used for. */
export function meetAll(all: readonly ItemConditions[]): ItemConditions {
  return all.reduce(meet, unrestricted)
}

/** True when `a` allows nothing that `b` forbids. */
export function atLeastAsStrict(a: ItemConditions, b: ItemConditions): boolean {
  const both = meet(a, b)
  return differences(both, a).length === 0
}

const compared = [
  'handling',
  'pap',
  'siena',
  'purposes',
  'evidence',
  'onward',
  'onwardTo',
  'speciality',
  'retainUntil',
  'confidentialUntil',
  'disputed',
  'grade',
] as const
export type ConditionName = (typeof compared)[number]

/** In which conditions two sets differ; whose they are is not compared. */
export function differences(a: ItemConditions, b: ItemConditions): readonly ConditionName[] {
  return compared.filter((name) => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
}

function later<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b
}

function union<T extends string>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...new Set([...a, ...b])].sort()
}

function bothPurposes(
  a: readonly string[] | null,
  b: readonly string[] | null,
): readonly string[] | null {
  if (a === null || b === null) return a ?? b
  return a.filter((purpose) => b.includes(purpose))
}

/** An item that may be passed on to anybody does not shorten the list of one that may not. */
function bothLists(a: ItemConditions, b: ItemConditions): readonly string[] {
  if (a.onward === 'no' || b.onward === 'no') return []
  if (a.onward === 'yes') return b.onward === 'yes' ? [] : b.onwardTo
  return b.onward === 'yes' ? a.onwardTo : a.onwardTo.filter((id) => b.onwardTo.includes(id))
}

function earliest(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : a < b ? a : b
}

function latest(a: string | null, b: string | null): string | null {
  return a === null || b === null ? (a ?? b) : a > b ? a : b
}

function worst(a: Grade | null, b: Grade | null): Grade | null {
  if (a === null || b === null) return a ?? b
  const source = later(sources, a[0] as (typeof sources)[number], b[0] as (typeof sources)[number])
  const content = later(
    contents,
    a[1] as (typeof contents)[number],
    b[1] as (typeof contents)[number],
  )
  return `${source}${content}`
}
