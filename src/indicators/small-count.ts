/** One step of the small-count rule. Its id stands in every event `publication.suppressed` and beside every hidden cell. */
export interface SmallCountStep {
  readonly id: `SC-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8}`
  readonly name: string
  readonly rule: string
  readonly citation: string
}

const practice =
  'OECD and Eurostat glossary of statistical terms: small cells, secondary suppression'

/** The rule in eight steps, as rows. Nothing is published that has not gone through all of them. */
export const smallCountSteps = [
  {
    id: 'SC-1',
    name: 'primary',
    rule: 'a count of 1 to 4 is hidden; a value is hidden when it has fewer than 5 cases, or fewer than 2 jurisdictions, or when one case is more than 70 % of it',
    citation: `Comity protocol, small-count rule, step 1; DL-50; ${practice}`,
  },
  {
    id: 'SC-2',
    name: 'medians and shares',
    rule: 'a median needs 5 cases, a ninetieth percentile 20; a share of fewer than 10 is a band of a quarter',
    citation: `Comity protocol, small-count rule, step 2; ${practice}`,
  },
  {
    id: 'SC-3',
    name: 'complementary',
    rule: 'where a hidden cell could be worked out of others, of any table published with it, the next smallest is hidden, until at least 4 values, and half of the highest possible one, stay possible for each hidden cell',
    citation: `Comity protocol, small-count rule, step 3; ${practice}; Fischetti and Salazar 2001 (linear bounds)`,
  },
  {
    id: 'SC-4',
    name: 'rounding',
    rule: 'amounts to EUR 0.1 m, counts of a pair to the nearest 5',
    citation: 'Comity protocol, small-count rule, step 4',
  },
  {
    id: 'SC-5',
    name: 'fixed grid',
    rule: 'only tables that were declared before, by quarter or year; what differs from an earlier release is tested like a table',
    citation: 'Comity protocol, small-count rule, step 5',
  },
  {
    id: 'SC-6',
    name: 'delay',
    rule: 'pages of a case after the final judgment; tables of pairs 12 months late; refusals on human-rights grounds for the whole network only',
    citation: 'Comity protocol, small-count rule, step 6',
  },
  {
    id: 'SC-7',
    name: 'zeros',
    rule: 'a zero that cannot be otherwise is shown; where a zero would tell something of a person it counts as fewer than 5',
    citation: 'Comity protocol, small-count rule, step 7',
  },
  {
    id: 'SC-8',
    name: 'record',
    rule: 'every cell that is held back is a signed event with the step that asks for it; an evaluator sees the table as it was',
    citation: 'Comity protocol, small-count rule, step 8',
  },
] as const satisfies readonly SmallCountStep[]

/** Raised when the same figures come to another publication: an older release is then not made again by newer code. */
export const smallCountMethod = 'small-count/2'

export type StepId = (typeof smallCountSteps)[number]['id']

/** The numbers of the rule. Thresholds: standard practice of disclosure control (OECD glossary). */
export const smallCount = {
  /** Step 1: counts from 1 to 4 are not published; nor are values of fewer cases. */
  count: 5,
  jurisdictions: 2,
  /** Step 1: most that one case may be of a value, in per cent. */
  dominance: 70,
  /** Step 2: cases of a median, of a ninetieth percentile; smallest denominator of a share. */
  median: 5,
  p90: 20,
  share: 10,
  /** Step 3: values that must stay possible for a hidden cell. */
  possible: 4,
  /** Step 4: in cents, and in cases. */
  euros: 10_000_000,
  pairs: 5,
  /** Step 6: months from the end of the period. */
  pairDelay: 12,
} as const

export function stepOf(id: StepId): SmallCountStep {
  return smallCountSteps.find((step) => step.id === id)!
}
