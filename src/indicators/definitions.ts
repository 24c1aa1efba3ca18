/** What a figure means. Shown beside it, always. */
export interface Definition {
  readonly id: 'IN-01' | 'IN-02' | 'IN-03' | 'IN-04' | 'IN-05'
  readonly name: string
  /** As a formula in words; t(e) is the signed time of an event. */
  readonly formula: string
  readonly unit: 'count' | 'hours' | 'share'
  /** Capability of the network that it measures. */
  readonly capability: string
}

export const definitions = [
  {
    id: 'IN-01',
    name: 'volume of information exchanged',
    formula: 'count(request.sent), count(disclosure.sent), by ordered pair',
    unit: 'count',
    capability: 'information exchange',
  },
  {
    id: 'IN-02',
    name: 'time to acknowledgement',
    formula: 'median of t(ack) - t(sent) over requests and disclosures sent in the period',
    unit: 'hours',
    capability: 'trust',
  },
  {
    id: 'IN-03',
    name: 'time to first substantive reply',
    formula:
      'median of min(t(partial), t(final), t(refused)) - t(sent) - pauses for questions, over requests sent in the period that were answered, in part or in full, or refused; by ordered pair',
    unit: 'hours',
    capability: 'information exchange',
  },
  {
    id: 'IN-04',
    name: 'answered within the limit',
    formula:
      'count(first reply by the limit) / count(limit falls in the period); unanswered and overdue counts as no',
    unit: 'share',
    capability: 'information exchange',
  },
  {
    id: 'IN-05',
    name: 'refusals',
    formula:
      'count(refused) / count(answered, in part or in full, or refused), of requests sent in the period; by ground',
    unit: 'share',
    capability: 'information exchange and rights',
  },
] as const satisfies readonly Definition[]

export function definitionOf(id: Definition['id']): Definition {
  return definitions.find((d) => d.id === id)!
}
