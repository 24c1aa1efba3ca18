import type { Rule } from '../deadlines.ts'
import { day } from '../rows.ts'
import { exact, hardEnd, unionDays } from './rule-forms.ts'

const aro = 'https://eur-lex.europa.eu/eli/dir/2024/1260/oj'
const mutual = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'
/** Regulation (EU) 2018/1805 applies from this day (art. 41). */
const applies = day('2020-12-19')
const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'N'] as const
const told: Readonly<Record<string, string>> = {
  G: 'orders sent to several States',
  K: 'restitution to a victim',
  L: 'remedies in the issuing State',
}

/** Asset recovery offices (Directive 2024/1260) and freezing and confiscation orders of the Union (Regulation 2018/1805). */
export const recoveryRules: readonly Rule[] = [
  {
    id: 'DL-14',
    citation: 'Directive (EU) 2024/1260 art. 10',
    text: 'Between asset recovery offices: eight hours when urgent and directly accessible, three days when urgent and not, seven days otherwise.',
    from: day('2026-11-23'),
    status: 'to-verify',
    source: aro,
    terms: [
      {
        id: 'DL-14.direct',
        when: 'urgent, in a register with direct access',
        count: 8,
        unit: 'hours',
        ...exact,
      },
      {
        id: 'DL-14.indirect',
        when: 'urgent, not directly accessible',
        count: 3,
        unit: 'calendar-days',
        ...unionDays,
      },
      { id: 'DL-14.normal', when: 'not urgent', count: 7, unit: 'calendar-days', ...unionDays },
    ],
  },
  {
    id: 'DL-15',
    citation: 'Directive (EU) 2024/1260 art. 11',
    text: 'Immediate action of an asset recovery office lasts until the freezing order, seven days at most.',
    from: day('2026-11-23'),
    status: 'to-verify',
    source: aro,
    terms: [
      {
        id: 'DL-15',
        when: 'from the immediate action',
        count: 7,
        unit: 'calendar-days',
        ...hardEnd,
      },
    ],
  },
  {
    id: 'DL-16',
    citation: 'Directive (EU) 2024/1260 art. 6(2)',
    text: 'Asset recovery offices reach six families of registers directly.',
    from: day('2026-11-23'),
    status: 'verified',
    source: aro,
    terms: [],
    asks: [
      {
        id: 'DL-16',
        kind: 'all',
        of: 'register families with direct access',
        points: [
          { id: 'land', text: 'land and real property' },
          { id: 'population', text: 'population and nationality' },
          { id: 'vehicles', text: 'vehicles, aircraft and vessels' },
          { id: 'companies', text: 'companies' },
          { id: 'beneficial-owners', text: 'beneficial owners' },
          { id: 'bank-accounts', text: 'bank accounts' },
        ],
      },
    ],
  },
  {
    id: 'DL-17',
    citation: 'Directive (EU) 2024/1260 art. 25, 32',
    text: 'At most two contact points for each kind of office; their register is public and the national strategy adopted by 24 May 2027; it is renewed within five years and sent within three months.',
    from: day('2024-05-22'),
    status: 'verified',
    source: aro,
    terms: [
      {
        id: 'DL-17.register',
        when: 'public register of contact points',
        count: 0,
        unit: 'years',
        ...hardEnd,
        on: { month: 5, day: 24, year: 2027 },
      },
      {
        id: 'DL-17.strategy',
        when: 'adoption of the first strategy',
        count: 0,
        unit: 'years',
        ...hardEnd,
        on: { month: 5, day: 24, year: 2027 },
      },
      {
        id: 'DL-17.renewal',
        when: 'renewal, from adoption',
        count: 5,
        unit: 'years',
        ...unionDays,
      },
      {
        id: 'DL-17.sent',
        when: 'sent to the Commission, from adoption',
        count: 3,
        unit: 'months',
        ...unionDays,
      },
    ],
    asks: [
      { id: 'DL-17.recovery', kind: 'number', of: 'contact points of recovery offices', most: 2 },
      {
        id: 'DL-17.management',
        kind: 'number',
        of: 'contact points of management offices',
        most: 2,
      },
    ],
  },
  {
    id: 'DL-18',
    citation: 'Directive (EU) 2024/1260 art. 35',
    text: 'The Directive is transposed by 23 November 2026, thirty months after it entered into force.',
    from: day('2024-05-22'),
    status: 'to-verify',
    source: aro,
    terms: [
      {
        id: 'DL-18',
        when: 'transposition',
        count: 0,
        unit: 'years',
        ...hardEnd,
        on: { month: 11, day: 23, year: 2026 },
      },
    ],
  },
  {
    id: 'DL-19',
    citation: 'Regulation (EU) 2018/1805 art. 9(3)',
    text: 'An urgent freezing order is decided within 48 hours of receipt and carried out within 48 hours of the decision; any other with the speed of a domestic one.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [
      { id: 'DL-19.decide', when: 'urgent, from receipt', count: 48, unit: 'hours', ...exact },
      {
        id: 'DL-19.execute',
        when: 'urgent, from the decision',
        count: 48,
        unit: 'hours',
        ...exact,
      },
    ],
  },
  {
    id: 'DL-20',
    citation: 'Regulation (EU) 2018/1805 art. 9(5), (6)',
    text: 'Who cannot keep a limit says so at once, with the reasons, and agrees a new time; the duty goes on.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [
      {
        id: 'DL-20',
        when: 'notice of the delay, from knowing it',
        count: 0,
        unit: 'hours',
        ...exact,
      },
    ],
    asks: [
      {
        id: 'DL-20',
        kind: 'all',
        of: 'points of a notice of delay',
        points: [
          { id: 'reasons', text: 'why the limit cannot be kept' },
          { id: 'schedule', text: 'the new time, agreed with the issuing authority' },
        ],
      },
    ],
  },
  {
    id: 'DL-21',
    citation: 'Regulation (EU) 2018/1805 art. 9(2)',
    text: 'A date set for execution, or execution in several States at once, is kept as far as possible; without agreement the executing State decides.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-21',
        kind: 'only',
        of: 'ways to settle the date of execution',
        points: [
          { id: 'stated', text: 'stated in the certificate' },
          { id: 'agreed', text: 'agreed between the States' },
          { id: 'executing-state', text: 'decided by the executing State, agreement failing' },
        ],
      },
    ],
  },
  {
    id: 'DL-22',
    citation: 'Regulation (EU) 2018/1805 art. 8',
    text: 'A freezing order is refused on six grounds only, and after consulting the issuing authority.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-22',
        kind: 'only',
        of: 'grounds for not recognising a freezing order',
        points: [
          { id: 'ne-bis-in-idem', text: 'the person was already judged for the same act' },
          { id: 'privilege-or-immunity', text: 'privilege, immunity or freedom of the press' },
          { id: 'certificate-incomplete', text: 'the certificate stays incomplete or wrong' },
          { id: 'territoriality', text: 'the act was done at home and is no offence there' },
          { id: 'dual-criminality', text: 'no offence at home, outside the list of offences' },
          { id: 'fundamental-rights', text: 'a manifest breach of a fundamental right' },
        ],
      },
    ],
  },
  {
    id: 'DL-23',
    citation: 'Regulation (EU) 2018/1805 art. 10',
    text: 'Execution is postponed on three grounds only.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-23',
        kind: 'only',
        of: 'grounds for postponing a freeze',
        points: [
          { id: 'harms-investigation', text: 'it would harm an investigation' },
          { id: 'already-frozen', text: 'the property is already frozen' },
          { id: 'prior-order', text: 'an earlier order goes first' },
        ],
      },
    ],
  },
  {
    id: 'DL-24',
    citation: 'Regulation (EU) 2018/1805 art. 12(2)',
    text: 'Asked to limit the time of a freeze, the issuing authority answers within six weeks; its silence ends the duty.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [
      { id: 'DL-24', when: 'from the question', count: 42, unit: 'calendar-days', ...unionDays },
    ],
  },
  {
    id: 'DL-25',
    citation: 'Regulation (EU) 2018/1805 art. 13(3)',
    text: 'Execution is impossible on five grounds only; if the property turns up, the order comes alive again.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-25',
        kind: 'only',
        of: 'grounds of impossibility',
        points: [
          { id: 'confiscated', text: 'already confiscated' },
          { id: 'disappeared', text: 'disappeared' },
          { id: 'destroyed', text: 'destroyed' },
          { id: 'not-found', text: 'not where the certificate says' },
          { id: 'location-imprecise', text: 'the place is not given precisely enough' },
        ],
      },
    ],
  },
  {
    id: 'DL-26',
    citation: 'Regulation (EU) 2018/1805 art. 20(1)',
    text: 'A confiscation order is decided within 45 days of receipt.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [{ id: 'DL-26', when: 'from receipt', count: 45, unit: 'calendar-days', ...unionDays }],
  },
  {
    id: 'DL-27',
    citation: 'Regulation (EU) 2018/1805 art. 21(1)(b)',
    text: 'Execution is postponed where several executions together could bring in more than was ordered.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [{ id: 'DL-27', kind: 'sum', of: 'all legs together against the ordered amount' }],
  },
  {
    id: 'DL-28',
    citation: 'Regulation (EU) 2018/1805 art. 30(7)',
    text: 'Up to EUR 10,000 the executing State keeps what it recovered; above, half goes to the issuing State. Victims come first.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-28',
        kind: 'share',
        of: 'part of the issuing State',
        above: 1_000_000,
        basisPoints: 5000,
      },
    ],
  },
  {
    id: 'DL-29',
    citation: 'Regulation (EU) 2018/1805 art. 32, 33',
    text: 'The affected person is told without delay who ordered the measure, why in brief, and which remedies there are; the merits are contested in the issuing State only.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-29',
        kind: 'all',
        of: 'points of the notice to the person',
        points: [
          { id: 'authority', text: 'the authority that ordered it' },
          { id: 'remedies', text: 'the remedies in both States' },
          { id: 'reasons', text: 'the reasons, at least in brief' },
        ],
      },
    ],
  },
  {
    id: 'DL-30',
    citation: 'Regulation (EU) 2018/1805 art. 34',
    text: 'The issuing State pays back damages that the executing State had to pay, unless they are the executing State’s own fault alone.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-30',
        kind: 'never',
        of: 'cause for which nothing is paid back',
        points: [{ id: 'executing-state-alone', text: 'fault of the executing State alone' }],
      },
    ],
  },
  {
    id: 'DL-31',
    citation: 'Regulation (EU) 2018/1805 art. 35',
    text: 'Statistics go to the Commission every year.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [
      { id: 'DL-31', when: 'from the last statistics', count: 1, unit: 'years', ...unionDays },
    ],
    asks: [
      {
        id: 'DL-31',
        kind: 'all',
        of: 'figures of the yearly statistics',
        points: [
          { id: 'recognised', text: 'orders recognised' },
          { id: 'refused', text: 'orders refused' },
          { id: 'victims', text: 'victims compensated' },
          { id: 'average-time', text: 'average time' },
        ],
      },
    ],
  },
  {
    id: 'DL-32',
    citation: 'Regulation (EU) 2018/1805 Annex I',
    text: 'The freezing certificate has fourteen sections, A to N.',
    from: applies,
    status: 'verified',
    source: mutual,
    terms: [],
    asks: [
      {
        id: 'DL-32',
        kind: 'all',
        of: 'sections of the freezing certificate',
        points: letters.map((id) => ({ id, text: told[id] ?? `section ${id}` })),
      },
    ],
  },
  {
    id: 'DL-51',
    citation: 'Directive (EU) 2024/1260 art. 4',
    text: 'Assets are traced at once where the offence can be punished with a year of prison or more and a substantial benefit is likely.',
    from: day('2026-11-23'),
    status: 'to-verify',
    source: aro,
    terms: [],
    asks: [
      {
        id: 'DL-51.penalty',
        kind: 'number',
        of: 'years of prison at most for the offence',
        least: 1,
      },
      {
        id: 'DL-51.benefit',
        kind: 'all',
        of: 'conditions of the duty to trace',
        points: [{ id: 'substantial-benefit', text: 'a substantial benefit is likely' }],
      },
    ],
  },
]
