import { done, type Json, type Outcome, type Refusal, refuse } from '#base'
import {
  allowed,
  type Barrier,
  conditionsOf,
  differences,
  type Grant,
  type ItemConditions,
  meet,
  meetAll,
  messageTypeOf,
  type Use,
  type Verdict,
  verdictOn,
} from '#exchange'
import type { Measure } from '#law'
import { fieldsOf, type Procedure } from '#procedure'
import { grantsOf } from './consents.ts'
import { conditionsFor, findItem, type Item, isRetracted } from './items.ts'
import { servedHere } from './parties.ts'
import { authorityName } from './words.ts'
import type { Hand, World } from './world.ts'

type Document = Readonly<Record<string, Json>>

/** For what a document of a procedure is used, in the words of the conditions. */
const purposes: Readonly<Partial<Record<Measure, string>>> = {
  'fiu-information': 'analysis',
  'fiu-disclosure': 'analysis',
  suspension: 'investigation',
  freeze: 'investigation',
  'search-hearing': 'investigation',
  'joint-team': 'investigation',
  confiscation: 'prosecution',
  'interlocutory-sale': 'prosecution',
  return: 'prosecution',
  'automatic-exchange': 'tax',
}

/** A document that is about to be filed, and who would get it. */
export interface Filing {
  readonly procedure: Procedure
  readonly step: string
  readonly document: Document
  /** Items that it was made from, whether it names them or not. */
  readonly sources: readonly string[]
  readonly recipients: readonly string[]
  /** The matter it is filed in; what is used in another one is used in other proceedings. */
  readonly stream: string
}

/**
 * May this document leave, made from what it names as its sources? Each source is asked for each reader, for the
 * purpose and, where it becomes evidence, for that; and the document may not be looser than what it was made from.
 */
export async function checkSources(
  world: World,
  hand: Pick<Hand, 'authority'>,
  filing: Filing,
): Promise<Outcome<void>> {
  const { sources } = filing
  const taken: ItemConditions[] = []
  for (const [at, id] of sources.entries()) {
    const where = { pointer: `/document/sources/${at}` }
    const found = await findItem(world, id)
    if (found === undefined) return refuse({ ...itemUnknown(id), where })
    const { item, part } = found
    if (isRetracted(item, part)) return refuse({ ...takenBack(world, item), where })
    const grants = await grantsOf(world, item.stream)
    for (const use of usesOf(filing, item.stream !== filing.stream)) {
      const verdict = verdictFor(world, item, part, use, grants)
      if (!allowed(verdict))
        return refuse({ ...notAllowed(world, item, part, use, verdict), where })
    }
    taken.push(lifted(meetAll(conditionsFor(item, part)), id, grants, today(world)))
  }
  return taken.length === 0 ? done(undefined) : notLooser(filing.document, hand, taken)
}

/** May one item be used so, today, with what its originators allowed? */
export async function verdictOnItem(
  world: World,
  item: Item,
  part: string,
  use: Use,
): Promise<Verdict> {
  return verdictFor(world, item, part, use, await grantsOf(world, item.stream))
}

function verdictFor(
  world: World,
  item: Item,
  part: string,
  use: Use,
  grants: readonly Grant[],
): Verdict {
  const id = part === '' ? item.id : `${item.id}#${part}`
  const conditions = meetAll(conditionsFor(item, part))
  // What an authority wrote itself it may use as it likes; its conditions bind others.
  if (conditions.originators.every((from) => isOurs(world, from)))
    return { barriers: [], relies: [], owes: [] }
  return verdictOn(id, conditions, use, today(world), grants)
}

function usesOf({ procedure, step, recipients }: Filing, other: boolean): readonly Use[] {
  const elsewhere = other ? { elsewhere: true as const } : {}
  const purpose = purposes[procedure.measure]
  const type = messageTypeOf(procedure.id, step)
  const court = type === 'FREEZE_REQUEST' || type === 'CONFISCATION_REQUEST'
  const handed = procedure.id === 'P3' && (type === 'FINAL_RESULT' || type === 'PARTIAL_RESULT')
  return [
    ...recipients.map((to) => ({ do: 'onward', to, purpose, ...elsewhere }) as const),
    ...(court || handed || type === 'TEAM_ITEM'
      ? [{ do: 'evidence', purpose, ...elsewhere } as const]
      : []),
    ...(recipients.length === 0 && purpose !== undefined
      ? [{ do: 'purpose', purpose, ...elsewhere } as const]
      : []),
  ]
}

/** Purposes and readers that all originators have allowed since. */
function lifted(
  conditions: ItemConditions,
  item: string,
  grants: readonly Grant[],
  on: string,
): ItemConditions {
  const [from, ...others] = conditions.originators
  if (others.length > 0) return conditions
  const record = item.split('#')[0]!
  const open = grants.filter(
    (g) =>
      g.from === from &&
      !g.withdrawn &&
      (g.until === null || on <= g.until) &&
      (g.items.length === 0 || g.items.includes(item) || g.items.includes(record)),
  )
  const more = open.filter((g) => g.use === 'purpose').flatMap((g) => g.purposes)
  return conditions.purposes === null
    ? conditions
    : { ...conditions, purposes: [...new Set([...conditions.purposes, ...more])].sort() }
}

function notLooser(
  document: Document,
  hand: Pick<Hand, 'authority'>,
  taken: readonly ItemConditions[],
): Outcome<void> {
  const owed = meetAll(taken)
  const stated = conditionsOf(document, hand.authority)
  const looser =
    stated === undefined
      ? (['handling'] as const)
      : differences(meet(stated, owed), stated).filter(
          (name) => name !== 'grade' || stated.grade !== null,
        )
  if (looser.length === 0) return done(undefined)
  return refuse({
    kind: 'unlawful',
    name: 'looser-than-sources',
    ground: `the document allows more than what it was made from: ${looser.map((n) => names[n]).join(', ')}`,
    citation: 'conditions of use: a copy carries the strictest of its sources',
    remedy: `set ${wordsOf(owed)}`,
  })
}

const names: Readonly<Record<string, string>> = {
  handling: 'handling',
  pap: 'what may be done on it',
  siena: 'handling codes',
  purposes: 'purposes',
  evidence: 'use as evidence',
  onward: 'passing on',
  onwardTo: 'passed on without asking',
  speciality: 'speciality',
  retainUntil: 'last day',
  confidentialUntil: 'confidential until',
  disputed: 'mark of a dispute',
  grade: 'grade',
}

/** Conditions in one sentence, as an officer sets them. */
export function wordsOf(c: ItemConditions): string {
  return [
    c.handling,
    ...(c.pap === 'PAP:CLEAR' ? [] : [c.pap]),
    ...c.siena,
    c.purposes === null ? 'any purpose' : `for ${c.purposes.join(', ') || 'no purpose'}`,
    `evidence ${c.evidence.replace('-', ' ')}`,
    `passing on ${c.onward.replace('-', ' ')}`,
    ...(c.onwardTo.length === 0 ? [] : [`without asking to ${c.onwardTo.join(', ')}`]),
    ...(c.speciality ? ['for the named proceedings alone'] : []),
    ...(c.retainUntil === null ? [] : [`held until ${c.retainUntil}`]),
    ...(c.confidentialUntil === null ? [] : [`confidential until ${c.confidentialUntil}`]),
    ...(c.disputed ? ['disputed'] : []),
  ].join('; ')
}

/** Fields of a form that carry the conditions of what a document is made from. */
export function conditionFields(
  form: string,
  c: ItemConditions,
  sources: readonly string[],
): Document {
  const known = new Set(fieldsOf(form).map((f) => f.name))
  const all: Record<string, Json | undefined> = {
    handling: c.handling,
    purposes: c.purposes === null || c.purposes.length === 0 ? undefined : [...c.purposes],
    [known.has('asEvidence') ? 'asEvidence' : 'evidence']: c.evidence,
    onward: c.onward,
    onwardTo: c.onwardTo.length === 0 ? undefined : [...c.onwardTo],
    siena: c.siena.length === 0 ? undefined : [...c.siena],
    pap: c.pap === 'PAP:CLEAR' ? undefined : c.pap,
    speciality: c.speciality || undefined,
    retainUntil: c.retainUntil ?? undefined,
    confidentialUntil: c.confidentialUntil ?? undefined,
    disputed: c.disputed || undefined,
    sources: [...sources],
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === undefined || !known.has(name) ? [] : [[name, value]],
    ),
  )
}

/** The "no" of an item: which condition, whose, and how to ask. */
export function notAllowed(
  world: World,
  item: Item,
  part: string,
  use: Use,
  { barriers }: Pick<Verdict, 'barriers'>,
): Refusal {
  const whose = meetAll(conditionsFor(item, part)).originators
  const canAsk = barriers.every((b) => b.consent)
  const what = part === '' ? `"${item.title}"` : `"${part}" of "${item.title}"`
  return {
    kind: 'unlawful',
    name: 'use-not-allowed',
    ground: `${what} of ${whose.join(', ')}, ${item.at.slice(0, 10)}, cannot be ${doing(use)}: ${because(barriers)}`,
    citation: 'DL-05, Directive (EU) 2024/1640 art. 34; UNCAC art. 46(19)',
    remedy: canAsk
      ? `ask ${whose.map((id) => authorityName(world, id)).join(' and ')} for consent in the matter in which it was given, or leave it out`
      : 'leave it out: no consent lifts this',
  }
}

function because(barriers: readonly Barrier[]): string {
  return barriers.map((b) => b.because).join('; ')
}

function doing(use: Use): string {
  switch (use.do) {
    case 'onward':
      return `passed on to ${use.to}`
    case 'evidence':
      return 'used as evidence'
    case 'purpose':
      return `used for ${use.purpose}`
    case 'tell':
      return 'told to the person concerned'
    case 'read':
      return 'read'
  }
}

function itemUnknown(id: string): Refusal {
  return {
    kind: 'unknown',
    name: 'item-unknown',
    ground: `there is no item ${id.slice(0, 80)} at this node`,
    citation: 'OECD CRS status message, 80002',
    remedy: 'take the item from the list of its matter',
  }
}

function takenBack(world: World, item: Item): Refusal {
  const last = item.corrections.findLast((c) => c.what === 'retracted')
  return {
    kind: 'conflict',
    name: 'item-taken-back',
    ground: `${authorityName(world, item.from)} took "${item.title}" back on ${last?.at.slice(0, 10)}`,
    citation: 'Directive (EU) 2016/680 art. 7(3)',
    remedy: 'leave it out, and look at what was made from it before',
  }
}

/** Does the authority work at this node? */
export function isOurs(world: World, authority: string): boolean {
  return servedHere(world).some((card) => card.id === authority)
}

export function today(world: World): string {
  return world.clock.now().slice(0, 10)
}
