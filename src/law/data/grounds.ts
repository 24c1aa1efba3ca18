import type { Ground, GroundKind, ProcedureId } from '../grounds.ts'
import { day } from '../rows.ts'

const from = day('2024-01-01')
const reg = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'
const eio = 'https://eur-lex.europa.eu/eli/dir/2014/41/oj'
const uncac = 'https://www.unodc.org/unodc/en/treaties/CAC/'
const aml6 = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'

type Instrument = 'UNCAC' | 'REG-2018-1805' | 'EIO' | 'AML6' | 'XV-XN' | 'MOU-XC' | 'MOU-XS' | 'CP'

interface Line {
  readonly id: string
  readonly name: string
  readonly kind?: GroundKind
  readonly text: string
  readonly citation: string
  readonly source: string
  readonly status: Ground['status']
  readonly usableIn: readonly ProcedureId[]
  readonly articles: Readonly<Partial<Record<Instrument, string>>>
  readonly closedIn?: Ground['closedIn']
  readonly consult?: false
}

function ground({ articles, ...line }: Line): Ground {
  return {
    kind: 'refusal',
    consult: true,
    closedIn: [],
    from,
    ...line,
    articles: Object.entries(articles).map(([instrument, article]) => ({ instrument, article })),
  }
}

/** Grounds of refusal. The list is closed: what is not here cannot be selected. */
const refusals: readonly Ground[] = [
  ground({
    id: 'G-01',
    name: 'essential interests',
    citation: 'UNCAC art. 46(21)(b); Directive (EU) 2024/1640 art. 34',
    text: 'Carrying out the request would harm sovereignty, security, public order or fundamental principles of national law.',
    status: 'to-verify',
    source: uncac,
    usableIn: ['P1', 'P2', 'P3'],
    articles: {
      AML6: 'art. 31, 34',
      UNCAC: 'art. 46(21)(b)',
      EIO: 'art. 11(1)(b)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-01',
    },
  }),
  ground({
    id: 'G-02',
    name: 'dual criminality',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(e); UNCAC art. 46(9)',
    text: 'The act is not an offence in the requested country.',
    status: 'verified',
    source: reg,
    usableIn: ['P3', 'P4', 'P5'],
    articles: {
      UNCAC: 'art. 46(9)(b)',
      'REG-2018-1805': 'art. 8(1)(e), 19(1)(f)',
      EIO: 'art. 11(1)(g)',
      CP: 'G-02',
    },
    closedIn: [
      {
        procedure: 'P1',
        citation: 'DL-06, Directive (EU) 2024/1640 art. 35',
        text: 'between financial intelligence units different definitions of the offence do not stand in the way of exchange',
      },
    ],
  }),
  ground({
    id: 'G-03',
    name: 'ne bis in idem',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(a)',
    text: 'The person has already been finally judged for the same facts.',
    status: 'verified',
    source: reg,
    usableIn: ['P3', 'P4', 'P5'],
    articles: {
      UNCAC: 'art. 46(21)(d)',
      'REG-2018-1805': 'art. 8(1)(a), 19(1)(a)',
      EIO: 'art. 11(1)(d)',
      CP: 'G-03',
    },
  }),
  ground({
    id: 'G-04',
    name: 'privilege or immunity',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(b)',
    text: 'A privilege or immunity of the requested country covers the information or the asset.',
    status: 'verified',
    source: reg,
    usableIn: ['P1', 'P2', 'P3', 'P4', 'P5'],
    articles: {
      UNCAC: 'art. 46(21)(d)',
      'REG-2018-1805': 'art. 8(1)(b), 19(1)(b)',
      EIO: 'art. 11(1)(a)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-04',
    },
  }),
  ground({
    id: 'G-05',
    name: 'fundamental rights',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(f)',
    text: 'There are substantial grounds to believe that carrying it out would manifestly breach a fundamental right.',
    status: 'verified',
    source: reg,
    usableIn: ['P1', 'P2', 'P3', 'P4', 'P5'],
    articles: {
      UNCAC: 'art. 46(21)(d)',
      'REG-2018-1805': 'art. 8(1)(f), 19(1)(h)',
      EIO: 'art. 11(1)(f)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-05',
    },
  }),
  ground({
    id: 'G-06',
    name: 'incomplete after consultation',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(c)',
    text: 'The request is still incomplete or manifestly wrong after a consultation.',
    status: 'verified',
    source: reg,
    usableIn: ['P1', 'P2', 'P3', 'P4', 'P5'],
    articles: {
      UNCAC: 'art. 46(21)(a)',
      'REG-2018-1805': 'art. 8(1)(c), 19(1)(c)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-06',
    },
  }),
  ground({
    id: 'G-07',
    name: 'link or relevance not shown',
    citation: 'Directive (EU) 2024/1640 art. 31(1)',
    text: 'The request does not show a link with the requested country, or why the information matters.',
    status: 'verified',
    source: aml6,
    usableIn: ['P1', 'P2', 'P3'],
    articles: {
      AML6: 'art. 31(1)',
      UNCAC: 'art. 46(21)(a)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-07',
    },
  }),
  ground({
    id: 'G-08',
    name: 'de minimis value',
    citation: 'UNCAC art. 55(7)',
    text: 'The property is of little value.',
    status: 'to-verify',
    source: uncac,
    usableIn: ['P3', 'P4', 'P5'],
    articles: { UNCAC: 'art. 55(7)', CP: 'G-08' },
    closedIn: [
      {
        procedure: 'P1',
        citation: 'UNCAC art. 55(7)',
        text: 'the value of property is a ground against freezing and confiscation, not against information',
      },
    ],
  }),
  ground({
    id: 'G-09',
    name: 'ongoing domestic proceedings',
    citation: 'UNCAC art. 46(25); Directive (EU) 2024/1640 art. 34',
    text: 'Carrying it out would impair an investigation or proceedings of the requested country.',
    status: 'to-verify',
    source: uncac,
    usableIn: ['P1', 'P2', 'P3'],
    articles: {
      UNCAC: 'art. 46(25)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-09',
    },
  }),
  ground({
    id: 'G-10',
    name: 'political offence or press freedom',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(b), 19(1)(b); ICCPR art. 19(2)',
    text: 'The request aims at a political offence, or the rules on freedom of the press stand against it.',
    status: 'verified',
    source: reg,
    usableIn: ['P1', 'P2', 'P3', 'P4', 'P5'],
    articles: {
      UNCAC: 'art. 44(4), 46(21)(d)',
      'REG-2018-1805': 'art. 8(1)(b), 19(1)(b)',
      EIO: 'art. 11(1)(a)',
      'XV-XN': 'art. 12',
      'MOU-XC': 'para. 8',
      'MOU-XS': 'para. 7',
      CP: 'G-10',
    },
  }),
  ground({
    id: 'G-11',
    name: 'territoriality',
    citation: 'Regulation (EU) 2018/1805 art. 8(1)(d)',
    text: 'The act took place wholly or partly in the requested country, outside the country that asks, and is not an offence in the requested one.',
    status: 'verified',
    source: reg,
    usableIn: ['P3', 'P4', 'P5'],
    articles: { 'REG-2018-1805': 'art. 8(1)(d), 19(1)(d)', EIO: 'art. 11(1)(e)', CP: 'G-11' },
  }),
  ground({
    id: 'G-12',
    name: 'evidence not sent in time',
    citation: 'UNCAC art. 55(7)',
    text: 'Sufficient evidence was not sent, or not in time.',
    status: 'to-verify',
    source: uncac,
    usableIn: ['P4', 'P5'],
    articles: { UNCAC: 'art. 55(7)', CP: 'G-12' },
  }),
  ground({
    id: 'G-13',
    name: 'rights of affected persons',
    citation: 'Regulation (EU) 2018/1805 art. 19(1)(e)',
    text: 'The rights of affected persons, such as a buyer in good faith, make it impossible to carry out the confiscation under national law.',
    status: 'verified',
    source: reg,
    usableIn: ['P5'],
    articles: { 'REG-2018-1805': 'art. 19(1)(e)', UNCAC: 'art. 55(9)', CP: 'G-13' },
  }),
  ground({
    id: 'G-14',
    name: 'trial in absentia',
    citation: 'Regulation (EU) 2018/1805 art. 19(1)(g)',
    text: 'The person did not appear at the trial that led to the confiscation, and none of the exceptions of the certificate holds.',
    status: 'verified',
    source: reg,
    usableIn: ['P5'],
    articles: { 'REG-2018-1805': 'art. 19(1)(g)', CP: 'G-14' },
  }),
  ground({
    id: 'G-15',
    name: 'measure not available in a like case',
    citation: 'UNCAC art. 46(21)(c); Directive 2014/41/EU art. 11(1)(h)',
    text: 'National law would not allow the measure for a like offence.',
    status: 'to-verify',
    source: eio,
    usableIn: ['P3', 'P4'],
    articles: { UNCAC: 'art. 46(21)(c)', EIO: 'art. 11(1)(c), 11(1)(h)' },
  }),
]

/** Grounds on which a step is put off. The document names when it is expected to end. */
const postponements: readonly Ground[] = [
  ground({
    id: 'PO-01',
    name: 'harm to a running investigation',
    kind: 'postponement',
    consult: false,
    citation: 'Regulation (EU) 2018/1805 art. 10(1)(a), 21(1)(a)',
    text: 'Carrying it out now could damage a criminal investigation that is running.',
    status: 'to-verify',
    source: reg,
    usableIn: ['P3', 'P4', 'P5'],
    articles: {
      'REG-2018-1805': 'art. 10(1)(a), 21(1)(a)',
      EIO: 'art. 15(1)(a)',
      CP: 'PO-01',
    },
  }),
  ground({
    id: 'PO-02',
    name: 'already frozen',
    kind: 'postponement',
    consult: false,
    citation: 'Regulation (EU) 2018/1805 art. 10(1)(b)',
    text: 'The property is already under a freezing order, or proceedings for its confiscation are running.',
    status: 'verified',
    source: reg,
    usableIn: ['P4', 'P5'],
    articles: { 'REG-2018-1805': 'art. 10(1)(b)', CP: 'PO-02' },
  }),
  ground({
    id: 'PO-03',
    name: 'an earlier order has priority',
    kind: 'postponement',
    consult: false,
    citation: 'Regulation (EU) 2018/1805 art. 10(1)(c)',
    text: 'The property is under an order of other proceedings that national law puts first.',
    status: 'verified',
    source: reg,
    usableIn: ['P4'],
    articles: { 'REG-2018-1805': 'art. 10(1)(c)', CP: 'PO-03' },
  }),
  ground({
    id: 'PO-04',
    name: 'ongoing proceedings',
    kind: 'postponement',
    citation: 'UNCAC art. 46(25)',
    text: 'Assistance would interfere with an investigation, prosecution or trial that is running in the requested country.',
    status: 'to-verify',
    source: uncac,
    usableIn: ['P3', 'P5'],
    articles: { UNCAC: 'art. 46(25)', CP: 'PO-04' },
  }),
  ground({
    id: 'PO-05',
    name: 'too much could be recovered',
    kind: 'postponement',
    consult: false,
    citation: 'DL-27, Regulation (EU) 2018/1805 art. 21(1)(b)',
    text: 'The order is for a sum, is carried out in several countries at once, and more than the sum could be taken.',
    status: 'verified',
    source: reg,
    usableIn: ['P5'],
    articles: { 'REG-2018-1805': 'art. 21(1)(b)', CP: 'PO-05' },
  }),
  ground({
    id: 'PO-06',
    name: 'a remedy is pending',
    kind: 'postponement',
    consult: false,
    citation: 'Regulation (EU) 2018/1805 art. 21(1)(d), 33',
    text: 'An affected person has gone to court against the recognition or the execution.',
    status: 'to-verify',
    source: reg,
    usableIn: ['P5'],
    articles: { 'REG-2018-1805': 'art. 21(1)(d)', CP: 'PO-06' },
  }),
]

/** Why a recognised order cannot be carried out. Found later, it opens again. */
const impossibilities: readonly Ground[] = (
  [
    ['IM-01', 'already confiscated', 'The property has been confiscated already.'],
    ['IM-02', 'disappeared', 'The property has disappeared.'],
    ['IM-03', 'destroyed', 'The property has been destroyed.'],
    ['IM-04', 'not found', 'The property is not where the certificate says it is.'],
    [
      'IM-05',
      'location imprecise',
      'The property cannot be found because its location is not given precisely enough, even after a consultation.',
    ],
  ] as const
).map(([id, name, text]) =>
  ground({
    id,
    name,
    kind: 'impossibility',
    ...(id === 'IM-05' ? {} : { consult: false as const }),
    citation: 'DL-25, Regulation (EU) 2018/1805 art. 13(3)',
    text,
    status: 'verified',
    source: reg,
    usableIn: ['P4', 'P5'],
    articles: { 'REG-2018-1805': 'art. 13(3)', CP: id },
  }),
)

/** Why consent to another use or another reader may be withheld; the refusal is explained (DL-05). */
const consents: readonly Ground[] = (
  [
    [
      'CN-01',
      'outside the scope',
      'The use lies outside the rules against money laundering and its predicate offences.',
    ],
    ['CN-02', 'impairs an investigation', 'The use could impair an investigation.'],
    [
      'CN-03',
      'fundamental principles',
      'The use would otherwise be against fundamental principles of national law.',
    ],
  ] as const
).map(([id, name, text]) =>
  ground({
    id,
    name,
    kind: 'consent',
    consult: false,
    citation: 'DL-05, Directive (EU) 2024/1640 art. 34',
    text,
    status: 'verified',
    source: aml6,
    usableIn: ['P1', 'P1b', 'P2', 'P3', 'P9'],
    articles: {
      AML6: 'art. 34',
      'XV-XN': 'art. 9',
      'MOU-XC': 'para. 9',
      'MOU-XS': 'para. 8',
      CP: id,
    },
  }),
)

/** Reasons that nobody may give. No pack can open them. */
const forbidden: readonly Ground[] = [
  ground({
    id: 'FB-01',
    name: 'bank secrecy',
    kind: 'forbidden',
    consult: false,
    citation: 'UNCAC art. 46(8)',
    text: 'Bank secrecy is no ground to refuse assistance.',
    status: 'to-verify',
    source: uncac,
    usableIn: [],
    articles: { UNCAC: 'art. 46(8)', CP: 'FB-01' },
  }),
  ground({
    id: 'FB-02',
    name: 'fiscal matters only',
    kind: 'forbidden',
    consult: false,
    citation: 'UNCAC art. 46(22)',
    text: 'That the offence also involves fiscal matters is no ground to refuse assistance.',
    status: 'to-verify',
    source: uncac,
    usableIn: [],
    articles: { UNCAC: 'art. 46(22)', CP: 'FB-02' },
  }),
  ground({
    id: 'FB-03',
    name: 'another definition of the offence between units',
    kind: 'forbidden',
    consult: false,
    citation: 'DL-06, Directive (EU) 2024/1640 art. 35',
    text: 'That the other country defines the predicate offence differently is no ground to refuse between units.',
    status: 'verified',
    source: aml6,
    usableIn: [],
    articles: { AML6: 'art. 35', 'XV-XN': 'art. 12', 'MOU-XC': 'para. 8', 'MOU-XS': 'para. 7' },
  }),
]

/** Every ground, by kind; the order is the one in which a form offers them. */
export const grounds: readonly Ground[] = [
  ...refusals,
  ...postponements,
  ...impossibilities,
  ...consents,
  ...forbidden,
]
