import type { Rule } from '../deadlines.ts'
import { day } from '../rows.ts'
import { exact, hardEnd, unionDays } from './rule-forms.ts'

const aml6 = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'
const egmont = 'Egmont Group publications'

/** Financial intelligence: requests, use and feedback, standstill and suspension, joint analysis. */
export const fiuRules: readonly Rule[] = [
  {
    id: 'DL-01',
    citation: 'Egmont Group, best practices for the exchange of information (2004)',
    text: 'A financial intelligence unit that holds the data, or that must refuse for a legal reason, answers within a week.',
    from: day('2004-11-15'),
    status: 'to-verify',
    source: `${egmont}, read in a secondary text`,
    terms: [
      {
        id: 'DL-01',
        when: 'the data are held, or the refusal is legal',
        count: 7,
        unit: 'calendar-days',
        ...exact,
      },
    ],
  },
  {
    id: 'DL-02',
    citation: 'Egmont Group, best practices (2004); Operational Guidance (2013/14)',
    text: 'When third parties have to be asked first, the answer comes within a month where that is possible.',
    from: day('2004-11-15'),
    status: 'to-verify',
    source: `${egmont}, from memory`,
    terms: [
      { id: 'DL-02', when: 'third parties must be asked', count: 1, unit: 'months', ...exact },
    ],
  },
  {
    id: 'DL-03',
    citation: 'Directive (EU) 2024/1640 art. 31',
    text: 'Between units of the Union: five working days when the data are held, ten when they are not, one in exceptional urgency.',
    from: day('2027-07-10'),
    status: 'to-verify',
    source: aml6,
    terms: [
      {
        id: 'DL-03.held',
        when: 'the information is held',
        count: 5,
        unit: 'working-days',
        ...unionDays,
      },
      {
        id: 'DL-03.not-held',
        when: 'the information is not held',
        count: 10,
        unit: 'working-days',
        ...unionDays,
      },
      {
        id: 'DL-03.urgent',
        when: 'exceptional urgency',
        count: 1,
        unit: 'working-days',
        ...unionDays,
      },
    ],
  },
  {
    id: 'DL-04',
    citation: 'Directive (EU) 2024/1640 art. 31(1)',
    text: 'A request states the facts, the background, the reasons, the link with the requested country and the intended use.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [],
    asks: [
      {
        id: 'DL-04',
        kind: 'all',
        of: 'elements of a request',
        points: [
          { id: 'facts', text: 'the relevant facts' },
          { id: 'background', text: 'background information' },
          { id: 'reasons', text: 'the reasons for the request' },
          { id: 'link', text: 'the link with the requested country' },
          { id: 'use', text: 'how the information is to be used' },
        ],
      },
    ],
  },
  {
    id: 'DL-05',
    citation: 'Directive (EU) 2024/1640 art. 34',
    text: 'Information is passed on or put to another use only with the prior consent of the unit that gave it; consent is refused only on three grounds, and the refusal is explained.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [],
    asks: [
      {
        id: 'DL-05',
        kind: 'only',
        of: 'grounds on which consent is refused',
        points: [
          { id: 'outside-scope', text: 'the use lies outside the rules on money laundering' },
          { id: 'impairs-investigation', text: 'it could impair an investigation' },
          { id: 'fundamental-principles', text: 'it is against fundamental principles of law' },
        ],
      },
    ],
  },
  {
    id: 'DL-06',
    citation: 'Directive (EU) 2024/1640 art. 35',
    text: 'Different definitions of the predicate offence do not stand in the way of exchange between units.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [],
    asks: [
      {
        id: 'DL-06',
        kind: 'never',
        of: 'ground that does not count between units',
        points: [{ id: 'G-02', text: 'dual criminality' }],
      },
    ],
  },
  {
    id: 'DL-07',
    citation: 'Directive (EU) 2024/1640 art. 22',
    text: 'Those who use information of a unit tell it what came of it, at least once a year and in aggregate; refusals are reasoned in writing.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
    terms: [{ id: 'DL-07', when: 'yearly feedback', count: 1, unit: 'years', ...unionDays }],
  },
  {
    id: 'DL-08',
    citation: 'Regulation (EU) 2024/1624 art. 71',
    text: 'Whoever reported a suspicion refrains from the transaction, and may go on when the unit has not said otherwise within three working days.',
    from: day('2027-07-10'),
    status: 'verified',
    source: 'https://eur-lex.europa.eu/eli/reg/2024/1624/oj',
    terms: [{ id: 'DL-08', when: 'from the report', count: 3, unit: 'working-days', ...hardEnd }],
  },
  {
    id: 'DL-09',
    citation: 'Directive (EU) 2024/1640 art. 24',
    text: 'A unit may suspend a transaction, also at the request of a unit of another Member State, for ten working days.',
    from: day('2024-07-09'),
    status: 'verified',
    source: aml6,
    terms: [
      {
        id: 'DL-09',
        when: 'suspension of a transaction, from the order',
        count: 10,
        unit: 'working-days',
        ...hardEnd,
      },
    ],
  },
  {
    id: 'DL-10',
    citation: 'Directive (EU) 2024/1640 art. 24',
    text: 'A unit may suspend the use of an account or a business relationship for five working days.',
    from: day('2024-07-09'),
    status: 'verified',
    source: aml6,
    terms: [
      {
        id: 'DL-10',
        when: 'suspension of an account, from the order',
        count: 5,
        unit: 'working-days',
        ...hardEnd,
      },
    ],
  },
  {
    id: 'DL-11',
    citation: 'CETS 198 (Warsaw Convention) art. 47',
    text: 'A unit suspends for a foreign unit under the conditions and for the time of its own law, if the reasons given convince it.',
    from: day('2008-05-01'),
    status: 'verified',
    source: 'https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=198',
    terms: [],
    asks: [
      {
        id: 'DL-11',
        kind: 'all',
        of: 'conditions of suspension for a foreign unit',
        points: [
          { id: 'reasons', text: 'the foreign unit gives reasons that convince' },
          { id: 'domestic-test', text: 'the requested unit could suspend under its own law' },
          { id: 'domestic-period', text: 'no longer than its own law allows' },
        ],
      },
    ],
  },
  {
    id: 'DL-13',
    citation: 'Regulation (EU) 2024/1620 art. 42',
    text: 'A unit answers an invitation to a joint analysis within five days, as a best effort.',
    from: day('2025-07-01'),
    status: 'verified',
    source: 'https://eur-lex.europa.eu/eli/reg/2024/1620/oj',
    terms: [
      { id: 'DL-13', when: 'from the invitation', count: 5, unit: 'calendar-days', ...unionDays },
    ],
  },
]
