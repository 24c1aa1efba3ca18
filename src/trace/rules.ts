/** Who pays first: nobody, the account holder's own money, or the claimants' money. */
export type Priority = 'none' | 'own-first' | 'claim-first'
/** Which lots of the class pay: the oldest, the newest, or all rateably. */
export type Inside = 'oldest' | 'newest' | 'rateable'

export interface Rule {
  readonly id: string
  readonly name: string
  /** One sentence a court can read. */
  readonly sentence: string
  readonly priority: Priority
  readonly inside: Inside
  /** Priority for payments into an asset that the claimant elects; absent where there is no election. */
  readonly elected?: Priority
  /** Does a later credit of own money restore a claim that was paid away? No rule here says yes. */
  readonly refill: 'never'
  /** No value is followed through a negative balance; what repays a shortfall is untraceable. */
  readonly overdraft: 'exhausts'
  /** Whether the order inside a moment can change the figures. */
  readonly sameDay: 'matters' | 'ignored'
  /** `kept`: payments one after another; `ignored`: all contributions of an account stand side by side. */
  readonly order: 'kept' | 'ignored'
  /** `quantity`: figures that add up; `membership`: touched or not, never summed. */
  readonly measure: 'quantity' | 'membership'
  readonly citations: readonly string[]
  /** `verified`: checked against the source by a jurist of the project; `to verify`: cited from secondary reading. */
  readonly status: 'verified' | 'to verify'
}

const kept = {
  refill: 'never',
  overdraft: 'exhausts',
  sameDay: 'matters',
  order: 'kept',
  measure: 'quantity',
  status: 'to verify',
} as const

/**
 * The legal tracing rules as rows of switches; one engine reads them. No rule is a default: which one governs is
 * for the forum, and a result always names the rule it was computed under.
 */
export const rules = [
  {
    ...kept,
    id: 'fifo',
    name: 'First in, first out',
    sentence: 'The money that came in first leaves first.',
    priority: 'none',
    inside: 'oldest',
    citations: ["Devaynes v Noble (Clayton's Case) (1816) 1 Mer 572, 35 ER 781"],
  },
  {
    ...kept,
    id: 'lifo',
    name: 'Last in, first out',
    sentence: 'The money that came in last leaves first.',
    priority: 'none',
    inside: 'newest',
    citations: ['United States v Banco Cafetero Panama 797 F.2d 1154 (2d Cir. 1986)'],
  },
  {
    ...kept,
    id: 'rolling',
    name: 'Rolling charge (North American method, haircut)',
    sentence:
      'Every withdrawal bears rateably on all the money that is in the account at that moment.',
    priority: 'none',
    inside: 'rateable',
    citations: ['Barlow Clowes International Ltd v Vaughan [1992] 4 All ER 22, 35, 44'],
  },
  {
    ...kept,
    id: 'pari-passu',
    name: 'Pari passu',
    sentence:
      'All who contributed share what is left in proportion to what they put in, whatever the order.',
    priority: 'none',
    inside: 'rateable',
    sameDay: 'ignored',
    order: 'ignored',
    citations: [
      'Barlow Clowes International Ltd v Vaughan [1992] 4 All ER 22',
      'Law Society of Upper Canada v Toronto Dominion Bank (1998) 42 OR (3d) 257 (CA)',
    ],
  },
  {
    ...kept,
    id: 'libr',
    name: 'Lowest intermediate balance',
    sentence:
      'The holder spends own money first; a claim never exceeds the lowest balance since it came in, and several claims abate rateably.',
    priority: 'own-first',
    inside: 'rateable',
    citations: [
      "Re Hallett's Estate (1880) 13 Ch D 696",
      'James Roscoe (Bolton) Ltd v Winder [1915] 1 Ch 62',
      'Boughner v Greyhawk Equity Partners 2013 ONCA 26',
      'In re Dameron 155 F.3d 718, 724 (4th Cir. 1998)',
    ],
  },
  {
    ...kept,
    id: 'proceeds-first',
    name: 'Proceeds first',
    sentence: "The claimants' money leaves first, the oldest of it before the newer.",
    priority: 'claim-first',
    inside: 'oldest',
    citations: ['United States v Banco Cafetero Panama 797 F.2d 1154, 1159 (2d Cir. 1986)'],
  },
  {
    ...kept,
    id: 'poison',
    name: 'Poison',
    sentence:
      'Any touch marks the whole of every later payment; says who was touched, never how much.',
    priority: 'none',
    inside: 'rateable',
    measure: 'membership',
    citations: ['Möser, Böhme, Breuker, Towards Risk Scoring of Bitcoin Transactions (2014)'],
  },
  {
    ...kept,
    id: 'cherry-pick',
    name: 'Election of the good asset',
    sentence:
      'Payments into assets that the claimant elects are made with the claim first, all others with own money first.',
    priority: 'own-first',
    inside: 'rateable',
    elected: 'claim-first',
    citations: ['Re Oatway [1903] 2 Ch 356', 'Shalson v Russo [2003] EWHC 1637 (Ch) [144]'],
  },
] as const satisfies readonly Rule[]

export type RuleId = (typeof rules)[number]['id']

/** The row of a rule, or undefined for a name that is not one. */
export function ruleOf(id: string): Rule | undefined {
  return rules.find((r) => r.id === id)
}
