/** What a release is held against when it is drawn for a legality review. */
export interface Criterion {
  readonly id: string
  readonly question: string
  /** The finding, where the answer is no. */
  readonly finding: string
  readonly citation: string
}

export const criteria = [
  {
    id: 'LC-01',
    question: 'does it name a legal basis that was in force on its day',
    finding: 'no legal basis in force',
    citation: 'Directive (EU) 2016/680, art. 8 and 35(1)',
  },
  {
    id: 'LC-02',
    question: 'does the purpose name the proceedings or the analysis it is for',
    finding: 'purpose too wide',
    citation: 'Directive (EU) 2016/680, art. 4(1)(b)',
  },
  {
    id: 'LC-03',
    question: 'is it said why what was given is needed',
    finding: 'necessity not shown',
    citation: 'Directive (EU) 2016/680, art. 4(1)(c)',
  },
  {
    id: 'LC-04',
    question: 'is the recipient competent for that purpose',
    finding: 'recipient not competent',
    citation: 'Directive (EU) 2016/680, art. 35(1)(b)',
  },
  {
    id: 'LC-05',
    question: 'do the conditions of use say handling, onward use and a last day',
    finding: 'conditions of use missing',
    citation: 'Directive (EU) 2016/680, art. 5 and 9(3)',
  },
  {
    id: 'LC-06',
    question: 'did a second person approve it where the procedure asks for one',
    finding: 'no second person',
    citation: 'table of the procedure, four eyes',
  },
  {
    id: 'LC-07',
    question: 'was no more given than was asked for',
    finding: 'more than was asked for',
    citation: 'Directive (EU) 2016/680, art. 4(1)(c)',
  },
  {
    id: 'LC-08',
    question: 'was every red line looked at before it left',
    finding: 'red line not looked at',
    citation: 'G-10; UNCAC art. 46(21)(b)',
  },
] as const satisfies readonly Criterion[]

export function isCriterion(id: string): boolean {
  return criteria.some((row) => row.id === id)
}
