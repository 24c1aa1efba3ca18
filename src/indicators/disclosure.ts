import type { IndicatorId } from './definition.ts'

/** What is special about publishing one indicator. Without a row: every cell is protected, and zeros are shown. */
export interface Disclosure {
  /**
   * How much the whole network works: tells of no person and no case, and is published as it is, with the parts along
   * these lines.
   */
  readonly workload?: readonly string[]
  /** Step 7: whoever is counted here is a person before an authority; a zero counts as fewer than 5. */
  readonly rights?: true
  readonly why: string
}

/**
 * Step 6: lines along which a figure of cases with a final judgment is told like the page of the case: stages and variants
 * of the whole. A single asset, country or claimant is not.
 */
export const linesOfCase: readonly string[] = ['stage', 'variant']

/** Step 6: fundamental rights, political offence or press freedom, trial in absentia (`src/law/data/grounds.ts`). */
export const rightsGrounds: readonly string[] = ['G-05', 'G-10', 'G-14']

/** Nodes that make a network: of two, everybody knows who refused whom. */
export const network = 3

export const disclosures: Partial<Record<IndicatorId, Disclosure>> = {
  'IN-01': { workload: ['kind'], why: 'letters of the whole network' },
  'IN-05': { rights: true, why: 'refusals' },
  'IN-07': { rights: true, why: 'refusals' },
  'IN-19': { rights: true, why: 'persons whose freeze was lifted' },
  'IN-24': { rights: true, why: 'victims' },
  'IN-31': { rights: true, why: 'persons wrongly linked' },
  'IN-34': { rights: true, why: 'requests of persons' },
  'IN-35': { rights: true, why: 'complaints' },
  'IN-39': { rights: true, why: 'those who told something' },
}
