import { handlingMarks } from '#model'
import type { ConditionName, ItemConditions } from './conditions.ts'
import { covers, type Grant } from './consent.ts'

/** What somebody wants to do with an item. */
export type Use =
  /** To look at it, or to print it for the own file. */
  | { readonly do: 'read' }
  | (Ends & { readonly do: 'onward'; readonly to: string })
  | (Ends & { readonly do: 'evidence' })
  | (Ends & { readonly do: 'purpose'; readonly purpose: string })
  /** To tell the person concerned that the item is there. */
  | { readonly do: 'tell' }

/** To what end. */
interface Ends {
  readonly purpose?: string | undefined
  /** In other proceedings than those it was given for. */
  readonly elsewhere?: true
  /** For what speaks for an accused: speciality and evidence conditions yield, and notice is owed. */
  readonly exculpatory?: true
}

/** One condition that stands against the use. */
export interface Barrier {
  readonly condition: ConditionName
  readonly because: string
  /** The originator can lift it by consent; time and erasure cannot be lifted. */
  readonly consent: boolean
}

export interface Verdict {
  readonly barriers: readonly Barrier[]
  /** Consents without which it would not be allowed, by the record that gives each. */
  readonly relies: readonly string[]
  /** What has to be done or said beside: the notice before exculpatory use, the mark of a dispute. */
  readonly owes: readonly string[]
}

/**
 * May the item be used so, on that day? Every condition is asked and every barrier named, so that one question for
 * consent can lift them all. Nothing is allowed by silence.
 */
export function verdictOn(
  item: string,
  conditions: ItemConditions,
  use: Use,
  on: string,
  grants: readonly Grant[],
): Verdict {
  const barriers = barriersTo(conditions, use, on)
  const lifted = new Set<string>()
  const standing = barriers.filter((barrier) => {
    if (!barrier.consent) return true
    // Each originator has to agree: one cannot give away what another kept.
    const each = conditions.originators.map((from) =>
      grants.find((grant) => grant.from === from && covers(grant, item, use, on)),
    )
    if (each.length === 0 || each.some((grant) => grant === undefined)) return true
    for (const grant of each) lifted.add(grant!.record)
    return false
  })
  return { barriers: standing, relies: [...lifted], owes: duties(conditions, use) }
}

export function allowed(verdict: Verdict): boolean {
  return verdict.barriers.length === 0
}

function barriersTo(c: ItemConditions, use: Use, on: string): readonly Barrier[] {
  const held: Barrier[] =
    c.retainUntil !== null && on > c.retainUntil
      ? [barrier('retainUntil', `it may be held until ${c.retainUntil} and no longer`, false)]
      : []
  if (use.do === 'read') return held
  if (use.do === 'tell')
    return c.confidentialUntil !== null && on <= c.confidentialUntil
      ? [
          ...held,
          barrier('confidentialUntil', `nobody concerned is told until ${c.confidentialUntil}`),
        ]
      : held
  const purposes = purposeBarriers(c, use)
  if (use.do === 'onward') return [...held, ...onwardBarriers(c, use.to), ...purposes]
  if (use.do === 'evidence') return [...held, ...evidenceBarriers(c, use), ...purposes]
  return [...held, ...purposes]
}

function onwardBarriers(c: ItemConditions, to: string): readonly Barrier[] {
  // Whoever set the conditions already has the item.
  if (c.originators.length > 0 && c.originators.every((id) => id === to)) return []
  // The list lifts this one condition and no other: what another item brings in, its originator has not allowed.
  const named = c.onward === 'with-consent' && c.onwardTo.includes(to)
  const strict = handlingMarks.indexOf(c.handling) >= handlingMarks.indexOf('TLP:AMBER+STRICT')
  return [
    ...(c.onward === 'no' ? [barrier('onward', 'it may not be passed on')] : []),
    ...(c.onward === 'with-consent' && !named
      ? [barrier('onward', 'it may be passed on only with prior consent')]
      : []),
    ...(strict ? [barrier('handling', `${c.handling} stays with who received it`)] : []),
    ...(c.siena.includes('H2')
      ? [barrier('siena', 'H2: it is not passed on without the permission of the provider')]
      : []),
    ...(c.siena.includes('H3')
      ? [barrier('siena', 'H3: other restrictions hold, which the provider has to say')]
      : []),
    ...(c.pap === 'PAP:RED' ? [barrier('pap', 'PAP:RED: nothing is done on it that shows')] : []),
  ]
}

function evidenceBarriers(c: ItemConditions, use: Ends): readonly Barrier[] {
  if (use.exculpatory === true) return []
  return [
    ...(c.evidence === 'no' ? [barrier('evidence', 'it may not be used as evidence')] : []),
    ...(c.evidence === 'with-consent'
      ? [barrier('evidence', 'it may be used as evidence only with prior consent')]
      : []),
    ...(c.siena.includes('H1')
      ? [barrier('siena', 'H1: it is not evidence without the permission of the provider')]
      : []),
    ...(c.pap === 'PAP:RED' ? [barrier('pap', 'PAP:RED: nothing is done on it that shows')] : []),
  ]
}

function purposeBarriers(c: ItemConditions, use: Ends): readonly Barrier[] {
  const { purpose, exculpatory, elsewhere } = use
  if (exculpatory === true) return []
  const barriers: Barrier[] = []
  if (c.speciality && elsewhere === true)
    barriers.push(
      barrier('speciality', 'it is for the proceedings it was given for, and no others'),
    )
  if (purpose === undefined) return barriers
  if (c.purposes !== null && !c.purposes.includes(purpose))
    barriers.push(
      barrier(
        'purposes',
        c.purposes.length === 0
          ? 'no purpose was allowed'
          : `it was given for ${c.purposes.join(', ')}, not for ${purpose}`,
      ),
    )
  return barriers
}

function duties(c: ItemConditions, use: Use): readonly string[] {
  const exculpatory = 'exculpatory' in use && use.exculpatory === true
  return [
    ...(exculpatory && (c.speciality || c.evidence !== 'yes')
      ? [
          `tell ${c.originators.join(', ')} before it is disclosed for the accused (UNCAC art. 46(19))`,
        ]
      : []),
    ...(c.disputed ? ['say that it is disputed wherever it is used'] : []),
  ]
}

function barrier(condition: ConditionName, because: string, consent = true): Barrier {
  return { condition, because, consent }
}
