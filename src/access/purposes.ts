/** Why a subject is opened (LED art. 4(1)(b), 25(2): the log of consultation shows the justification). */
export interface Purpose {
  readonly id: string
  readonly name: string
  readonly citation: string
  /** Words are asked for beside it. */
  readonly reason: boolean
}

export const purposes = [
  {
    id: 'matter',
    name: 'to work on this matter',
    citation: 'Directive (EU) 2016/680, art. 4(1)(b)',
    reason: false,
  },
  {
    id: 'oversight',
    name: 'to oversee lawfulness',
    citation: 'Directive (EU) 2016/680, art. 25(2) and 47',
    reason: false,
  },
  {
    id: 'supervision',
    name: 'to supervise those who work on it',
    citation: 'Directive (EU) 2016/680, art. 25(2)',
    reason: true,
  },
  {
    id: 'other-matter',
    name: 'to see whether it touches another matter',
    citation: 'Directive (EU) 2016/680, art. 4(2)',
    reason: true,
  },
  {
    id: 'proceedings',
    name: 'for proceedings before a court',
    citation: 'Directive (EU) 2016/680, art. 25(2)',
    reason: true,
  },
  {
    id: 'person-asks',
    name: 'to answer a person who asks for the own data',
    citation: 'Directive (EU) 2016/680, art. 14 and 17',
    reason: true,
  },
  {
    id: 'emergency',
    name: 'to avert a danger, with the glass broken',
    citation: 'Directive (EU) 2016/680, art. 10 and 25',
    reason: true,
  },
] as const satisfies readonly Purpose[]

export type PurposeId = (typeof purposes)[number]['id']

export function purposeOf(id: string): Purpose | undefined {
  return purposes.find((p) => p.id === id)
}

/** Fewest letters of a reason: enough for a reference or a few words. */
export const leastReason = 10
