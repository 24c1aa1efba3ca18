import { type AuthorityKind, authorityKinds, type ClockClass, type Measure } from '../measures.ts'
import type { Basis } from '../permits.ts'
import { day } from '../rows.ts'
import type { SafeguardRowId } from '../safeguards.ts'
import { unitBases } from './bases-units.ts'

const fictional = 'fictional instrument of the LANTERN world'
const proposal =
  'Comity protocol; a proposal of this project, binding only where two authorities adopt it'

/** Row of the safeguard matrix for each measure; the others have none. */
const safeguardRow: Readonly<Partial<Record<Measure, SafeguardRowId>>> = {
  'fiu-information': 'fiu-exchange',
  'fiu-disclosure': 'fiu-exchange',
  'onward-use': 'fiu-exchange',
  suspension: 'suspension',
  freeze: 'freeze',
  'search-hearing': 'search-hearing',
  confiscation: 'confiscation',
  'interlocutory-sale': 'interlocutory-sale',
  return: 'return',
}

/** Form of the request for each measure; the convention has forms of its own below. */
const usualForms: Readonly<Partial<Record<Measure, readonly string[]>>> = {
  'fiu-information': ['fiu-request'],
  'search-hearing': ['mla-request'],
  extradition: ['mla-request'],
  freeze: ['freezing-certificate'],
  confiscation: ['confiscation-certificate'],
}

function formsOf(forms: readonly string[] | undefined) {
  return forms === undefined ? {} : { forms }
}

const judicial = ['prosecutor', 'central-authority', 'court'] as const
const recovery = ['ARO', 'AMO', 'prosecutor', 'central-authority', 'court'] as const
const claims = ['victim-support', 'prosecutor', 'court', 'ARO', 'AMO', 'central-authority'] as const
const giveBack = [...recovery, 'government'] as const
const tax = ['tax', 'central-authority'] as const
const units = ['FIU'] as const

interface Line {
  readonly measure: Measure
  readonly article: string
  readonly text: string
  readonly kinds: readonly AuthorityKind[]
  readonly toKinds?: readonly AuthorityKind[]
  readonly limits?: Readonly<Record<string, string>>
  readonly forms?: readonly string[]
  readonly answer?: Readonly<Partial<Record<ClockClass, string>>>
}

interface Head extends Pick<Basis, 'instrument' | 'status' | 'source'> {
  readonly name: string
  readonly from: string
}

function basesUnder({ name, from, ...head }: Head, lines: readonly Line[]): readonly Basis[] {
  return lines.map(({ measure, article, text, kinds, toKinds, limits, answer, forms }) => ({
    id: `${head.instrument}/${measure}`,
    ...head,
    measure,
    fromKinds: kinds,
    toKinds: toKinds ?? kinds,
    answer: answer ?? {},
    ...(limits === undefined ? {} : { limits }),
    safeguards: safeguardRow[measure] ?? null,
    ...formsOf(forms ?? usualForms[measure]),
    citation: `${name}${article === '' ? '' : ` ${article}`}`,
    text,
    from: day(from),
  }))
}

const assistanceLimits = { acknowledge: 'DL-34', decide: 'DL-33.decide', execute: 'DL-33.execute' }
const freezeLimits = { decide: 'DL-19.decide', execute: 'DL-19.execute' }
/** The protocol takes over the numbers of the Union's instruments as its own: those bind nobody outside the Union. */
const protocolAssistance = {
  acknowledge: 'CP-MLA-ACK',
  decide: 'CP-MLA-DECIDE',
  execute: 'CP-MLA-EXECUTE',
}
const protocolFreeze = { decide: 'CP-FREEZE-DECIDE', execute: 'CP-FREEZE-EXECUTE' }

/** What the convention lets its parties ask of each other; it sets no time limit. */
const uncac: readonly Line[] = [
  {
    measure: 'search-hearing',
    article: 'art. 46',
    text: 'Parties give each other the widest legal assistance: evidence, searches, hearings, records.',
    kinds: judicial,
  },
  {
    measure: 'freeze',
    article: 'art. 54(2), 55(2)',
    forms: ['mla-request', 'uncac-freezing-request'],
    text: 'On request a party traces and freezes property for later confiscation.',
    kinds: recovery,
  },
  {
    measure: 'confiscation',
    article: 'art. 54(1), 55(1)',
    forms: ['mla-request', 'uncac-confiscation-request'],
    text: 'A party carries out the confiscation order of another, or obtains one of its own.',
    kinds: recovery,
  },
  {
    measure: 'return',
    article: 'art. 57',
    text: 'Confiscated property is given back to the State, the owner or the victims.',
    kinds: giveBack,
  },
  {
    measure: 'extradition',
    article: 'art. 44',
    text: 'A person is surrendered for an offence of the convention where both countries punish it.',
    kinds: judicial,
  },
  {
    measure: 'joint-team',
    article: 'art. 49',
    text: 'Parties set up a joint investigation by agreement, case by case.',
    kinds: judicial,
  },
]

/** The same articles among the members of the protocol, with its limits, and what the protocol adds. */
const protocol: readonly Line[] = [
  {
    measure: 'search-hearing',
    article: 'with UNCAC art. 46',
    text: 'Members give legal assistance under the convention, within the limits of the protocol.',
    kinds: judicial,
    limits: protocolAssistance,
  },
  {
    measure: 'freeze',
    article: 'with UNCAC art. 54(2), 55(2)',
    text: 'Members freeze for each other under the convention: two days to decide, two to carry out.',
    kinds: recovery,
    limits: { ...protocolFreeze, review: 'CP-FREEZE-REVIEW.first' },
  },
  {
    measure: 'confiscation',
    article: 'with UNCAC art. 54(1), 55(1)',
    text: 'Members recognise confiscation orders of each other within 45 days.',
    kinds: recovery,
    limits: { decide: 'CP-CONFISCATION' },
  },
  {
    measure: 'interlocutory-sale',
    article: 'with UNCAC art. 54(2)(c), 55',
    text: 'Frozen property is sold before judgment where keeping it destroys its value.',
    kinds: recovery,
  },
  {
    measure: 'return',
    article: 'with UNCAC art. 57',
    text: 'Members agree on expenses, victims, tranches, use and a monitor before they pay.',
    kinds: giveBack,
    limits: { agree: 'CP-AGREEMENT' },
  },
  {
    measure: 'extradition',
    article: 'with UNCAC art. 44',
    text: 'Members surrender persons under the convention; the protocol sets no limit.',
    kinds: judicial,
  },
  {
    measure: 'claim',
    article: 'with UNCAC art. 35, 55(9), 57(3)',
    text: 'Victims and third parties claim before the court or panel of the member that holds the property.',
    kinds: claims,
  },
  {
    measure: 'joint-team',
    article: 'with UNCAC art. 49',
    text: 'Members set up a joint team by written agreement for twelve to twenty-four months.',
    kinds: judicial,
    limits: { draft: 'CP-JIT-DRAFT' },
  },
  {
    measure: 'data-subject',
    article: 'rights of persons',
    text: 'Members tell each other which copies they hold and carry corrections on.',
    kinds: authorityKinds,
  },
  {
    measure: 'complaint',
    article: 'complaints',
    text: 'Anybody may complain of a member to an oversight body; oversight bodies pass complaints on.',
    kinds: authorityKinds,
    limits: { decide: 'CP-COMPLAINT' },
  },
  {
    measure: 'commitment',
    article: 'commitments and review',
    text: 'Members commit themselves in public and review each other.',
    kinds: authorityKinds,
  },
  {
    measure: 'publication',
    article: 'typologies',
    text: 'Members publish patterns without case data.',
    kinds: authorityKinds,
  },
  {
    measure: 'exercise',
    article: 'exercises',
    text: 'Members train together on invented data.',
    kinds: authorityKinds,
  },
  {
    measure: 'tip',
    article: 'tips',
    text: 'A member takes tips without asking who gives them, and may pass them on.',
    kinds: authorityKinds,
    limits: { acknowledge: 'CP-TIP-ACK' },
  },
  {
    measure: 'dispute',
    article: 'stalls and disputes',
    text: 'A member may climb the ladder when an answer is overdue, and ask for a conciliator.',
    kinds: authorityKinds,
  },
  {
    measure: 'oral-request',
    article: 'duty desks and oral requests',
    text: 'In urgency a member may ask by word of mouth, through the duty desks, and confirms in writing.',
    kinds: authorityKinds,
  },
]

/** What the law of each country of the invented world lets its own authorities do for each other. */
const atHome: readonly Line[] = [
  {
    measure: 'suspension',
    article: 'law on the unit, suspension',
    text: 'The unit suspends a transaction or an account.',
    kinds: ['FIU', 'prosecutor', 'ARO'],
    toKinds: ['FIU', 'prosecutor'],
  },
  {
    measure: 'search-hearing',
    article: 'code of criminal procedure, evidence',
    text: 'Evidence is gathered on the order of a court.',
    kinds: judicial,
  },
  {
    measure: 'freeze',
    article: 'code of criminal procedure, freezing',
    text: 'Property is frozen on the order of a court.',
    kinds: recovery,
  },
  {
    measure: 'confiscation',
    article: 'criminal code, confiscation',
    text: 'Proceeds are confiscated by judgment.',
    kinds: recovery,
  },
  {
    measure: 'interlocutory-sale',
    article: 'code of criminal procedure, sale before judgment',
    text: 'A court allows the sale of frozen property that loses its value.',
    kinds: recovery,
  },
  {
    measure: 'return',
    article: 'law on recovered property',
    text: 'Recovered property is used as the law and the agreement say.',
    kinds: giveBack,
  },
  {
    measure: 'claim',
    article: 'code of criminal procedure, claims',
    text: 'Victims and third parties claim before the court.',
    kinds: claims,
  },
]

const homes = [
  ['XV', 'Law of Veldania (fictional),'],
  ['XN', 'Law of Norrhavn (fictional),'],
  ['XC', 'Law of the Carrow Islands (fictional),'],
  ['XS', 'Law of Port Sable (fictional),'],
] as const

const reg = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'
const eio = 'https://eur-lex.europa.eu/eli/dir/2014/41/oj'
const aml6 = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'
const euClasses = {
  emergency: 'DL-03.urgent',
  direct: 'DL-03.held',
  register: 'DL-03.held',
  indirect: 'DL-03.not-held',
  normal: 'DL-03.not-held',
} as const

const union: readonly Basis[] = [
  ...basesUnder(
    {
      instrument: 'REG-2018-1805',
      name: 'Regulation (EU) 2018/1805',
      from: '2020-12-19',
      status: 'verified',
      source: reg,
    },
    [
      {
        measure: 'freeze',
        article: 'art. 4 to 13',
        text: 'A freezing order is recognised on its certificate and carried out like a domestic one; 48 hours each where it is urgent.',
        kinds: judicial,
        limits: freezeLimits,
      },
      {
        measure: 'confiscation',
        article: 'art. 14 to 22',
        text: 'A confiscation order is recognised on its certificate within 45 days.',
        kinds: judicial,
        limits: { decide: 'DL-26' },
      },
      {
        measure: 'return',
        article: 'art. 29, 30',
        text: 'Victims come first; of the rest the smaller sums stay and of larger ones half goes to the issuing State.',
        kinds: giveBack,
      },
    ],
  ),
  ...basesUnder(
    {
      instrument: 'EIO',
      name: 'Directive 2014/41/EU',
      from: '2017-05-22',
      status: 'verified',
      source: eio,
    },
    [
      {
        measure: 'search-hearing',
        article: 'art. 1, 9, 12',
        text: 'An investigation order is recognised within 30 days and carried out within 90.',
        kinds: judicial,
        limits: assistanceLimits,
      },
    ],
  ),
  ...basesUnder(
    {
      instrument: 'AML6',
      name: 'Directive (EU) 2024/1640',
      from: '2027-07-10',
      status: 'to-verify',
      source: aml6,
    },
    [
      {
        measure: 'fiu-information',
        article: 'art. 31',
        text: 'Units answer within working days.',
        kinds: units,
        answer: euClasses,
      },
      {
        measure: 'fiu-disclosure',
        article: 'art. 31',
        text: 'Units pass on what concerns the other country.',
        kinds: units,
      },
      {
        measure: 'onward-use',
        article: 'art. 34',
        text: 'Another use needs prior consent, withheld only on three grounds.',
        kinds: units,
      },
      {
        measure: 'suspension',
        article: 'art. 24',
        text: 'A unit suspends for another on its own conditions.',
        kinds: units,
      },
    ],
  ),
]

/** Legal bases by measure and pair of countries. What is not here is not allowed. */
export const bases: readonly Basis[] = [
  ...unitBases,
  ...basesUnder(
    {
      instrument: 'CP',
      name: 'Comity protocol,',
      from: '2024-01-01',
      status: 'to-verify',
      source: proposal,
    },
    protocol,
  ),
  ...basesUnder(
    {
      instrument: 'UNCAC',
      name: 'UNCAC',
      from: '2005-12-14',
      status: 'to-verify',
      source: 'https://www.unodc.org/unodc/en/treaties/CAC/',
    },
    uncac,
  ),
  ...union,
  ...basesUnder(
    {
      instrument: 'CETS-198',
      name: 'CETS 198',
      from: '2008-05-01',
      status: 'to-verify',
      source: 'https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=198',
    },
    [
      {
        measure: 'fiu-information',
        article: 'art. 46',
        text: 'Units exchange information on request.',
        kinds: units,
      },
      {
        measure: 'fiu-disclosure',
        article: 'art. 46',
        text: 'Units exchange information of their own accord.',
        kinds: units,
      },
      {
        measure: 'suspension',
        article: 'art. 47',
        text: 'A unit suspends a transaction for another whose reasons convince it, on its own conditions.',
        kinds: units,
      },
    ],
  ),
  ...basesUnder(
    {
      instrument: 'CRS',
      name: 'Multilateral agreement on the common reporting standard,',
      from: '2017-01-01',
      status: 'to-verify',
      source: 'https://www.oecd.org/tax/automatic-exchange/',
    },
    [
      {
        measure: 'automatic-exchange',
        article: 'section 2 and 3',
        text: 'A calendar year is sent by 30 September of the next one.',
        kinds: tax,
        limits: { send: 'DL-42', status: 'CP-AEOI-STATUS' },
      },
    ],
  ),
  ...homes.flatMap(([country, name]) =>
    basesUnder(
      {
        instrument: `${country}-LAW`,
        name,
        from: '2015-01-01',
        status: 'verified',
        source: fictional,
      },
      atHome,
    ),
  ),
  ...basesUnder(
    {
      instrument: 'COMITY',
      name: 'comity and reciprocity,',
      from: '2000-01-01',
      status: 'verified',
      source: fictional,
    },
    (
      [
        ['search-hearing', 'Evidence is asked for by note; the answer is a favour.'],
        ['freeze', 'A freeze is asked for by note; the answer is a favour.'],
      ] as const
    ).map(([measure, text]) => ({
      measure,
      article: 'diplomatic channel',
      forms: ['mla-request'],
      text,
      kinds: ['central-authority', 'government'],
    })),
  ),
]
