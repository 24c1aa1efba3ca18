/**
 * Handling of an exchanged item. Traffic-light marks follow FIRST's TLP 2.0 (and CLEAR for what is public);
 * evidence and onward use follow the H-codes that police channels use.
 */
export const handlingMarks = [
  'TLP:CLEAR',
  'TLP:GREEN',
  'TLP:AMBER',
  'TLP:AMBER+STRICT',
  'TLP:RED',
] as const
export type HandlingMark = (typeof handlingMarks)[number]

/** Use conditions of one item; combined by intersection when items are joined. */
export interface UseConditions {
  readonly handling: HandlingMark
  /** Purposes the sender allows, as codes: `analysis`, `investigation`, `prosecution`, `tax`. */
  readonly purposes: readonly string[]
  readonly evidence: 'yes' | 'with-consent' | 'no'
  readonly onward: 'yes' | 'with-consent' | 'no'
  /** Last day the receiver may hold it. */
  readonly retainUntil?: string
}

const ranks = { yes: 0, 'with-consent': 1, no: 2 } as const

/** The stricter of two sets of conditions in every respect. */
export function strictest(a: UseConditions, b: UseConditions): UseConditions {
  const retain = [a.retainUntil, b.retainUntil].filter((d) => d !== undefined).sort()[0]
  return {
    handling:
      handlingMarks[
        Math.max(handlingMarks.indexOf(a.handling), handlingMarks.indexOf(b.handling))
      ]!,
    purposes: a.purposes.filter((p) => b.purposes.includes(p)),
    evidence: ranks[a.evidence] >= ranks[b.evidence] ? a.evidence : b.evidence,
    onward: ranks[a.onward] >= ranks[b.onward] ? a.onward : b.onward,
    ...(retain === undefined ? {} : { retainUntil: retain }),
  }
}
