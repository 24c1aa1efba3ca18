import type { Instrument, InstrumentParty } from '../permits.ts'
import { day } from '../rows.ts'

const fictional = 'fictional instrument of the LANTERN world'
const uncacSource = 'https://www.unodc.org/unodc/en/treaties/CAC/'
const depositary = 'depositary notifications, from memory'
const reg = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'
const eio = 'https://eur-lex.europa.eu/eli/dir/2014/41/oj'
const aml6 = 'https://eur-lex.europa.eu/eli/dir/2024/1640/oj'
const cets = 'https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum=198'

/** A party of the invented world. */
function invented(country: string, from = '2006-01-01'): InstrumentParty {
  return { country, from: day(from), status: 'verified', source: fictional }
}

type Notes = Pick<InstrumentParty, 'languages' | 'reservations' | 'centralAuthority'>

/** A real party. Every one waits for a lawyer to confirm it. */
function real(country: string, from: string, source = depositary, notes: Notes = {}) {
  return { country, from: day(from), status: 'to-verify', source, ...notes } as const
}

function domestic(country: string, name: string): Instrument {
  return {
    id: `${country}-LAW`,
    name: `Law of ${name}`,
    kind: 'law',
    channel: 'inside the country',
    pairs: [[country, country]],
    citation: `Code of criminal procedure and law on the unit of ${name} (fictional)`,
    text: 'What the authorities of one country may do for each other at home.',
    from: day('2015-01-01'),
    status: 'verified',
    source: fictional,
  }
}

const members = ['XV', 'XN', 'XC', 'XS', 'XX'] as const

const eioSince = [
  ['BG', '2018-02-15'],
  ['DE', '2017-05-22'],
  ['FI', '2017-07-03'],
  ['FR', '2017-05-22'],
  ['IT', '2017-07-28'],
  ['PL', '2018-02-08'],
  ['PT', '2017-08-22'],
] as const

const optOut = [
  {
    country: 'DK',
    because: 'Denmark takes no part in this measure of the area of freedom, security and justice',
    citation: 'Protocol (No 22) to the Treaties, art. 1 and 2',
  },
  {
    country: 'IE',
    because: 'Ireland did not choose to take part',
    citation: 'Protocol (No 21) to the Treaties, art. 1 and 2',
  },
] as const

/** Instruments between countries. To join a country is to add a row here and its bases. */
export const instruments: readonly Instrument[] = [
  {
    id: 'XV-XN',
    name: 'Treaty between Veldania and Norrhavn on financial information',
    kind: 'treaty',
    channel: 'direct between the units',
    pairs: [['XV', 'XN']],
    citation: 'Treaty between Veldania and Norrhavn on financial information (fictional)',
    text: 'The two units help each other without a letter of request; suspensions are carried out for one another.',
    from: day('2021-03-01'),
    status: 'verified',
    source: fictional,
  },
  {
    id: 'MOU-XC',
    name: 'Memorandum of understanding of the Carrow Financial Reporting Authority',
    kind: 'memorandum',
    channel: 'direct between the units',
    pairs: [
      ['XC', 'XV'],
      ['XC', 'XN'],
      ['XC', 'XS'],
    ],
    citation: 'Memorandum of understanding of the Carrow Financial Reporting Authority (fictional)',
    text: 'Units exchange information on request and spontaneously; onward use needs consent.',
    from: day('2022-09-01'),
    status: 'verified',
    source: fictional,
  },
  {
    id: 'MOU-XS',
    name: 'Memorandum of understanding of the Port Sable FIU',
    kind: 'memorandum',
    channel: 'direct between the units',
    pairs: [
      ['XS', 'XV'],
      ['XS', 'XN'],
    ],
    citation: 'Memorandum of understanding of the Port Sable FIU (fictional)',
    text: 'Units exchange information on request and spontaneously; onward use needs consent.',
    from: day('2023-01-15'),
    status: 'verified',
    source: fictional,
  },
  {
    id: 'CP',
    name: 'Comity protocol',
    kind: 'protocol',
    channel: 'direct between the members, node to node',
    pairs: [],
    parties: members.map((country) => invented(country, '2024-01-01')),
    citation: 'Comity protocol',
    text: 'Its members, and the bodies of the federation, keep to agreed limits when they act under the conventions that bind them.',
    from: day('2024-01-01'),
    status: 'to-verify',
    source:
      'Comity protocol; a proposal of this project, binding only where two authorities adopt it',
  },
  {
    id: 'UNCAC',
    name: 'United Nations Convention against Corruption',
    kind: 'treaty',
    channel: 'through central authorities (art. 46(13)); in urgent cases through INTERPOL',
    scope: 'uncac',
    pairs: [],
    parties: [
      ...['XV', 'XN', 'XC', 'XS'].map((country) => invented(country)),
      real('BG', '2006-10-20'),
      real('CH', '2009-10-24', depositary, { languages: ['de', 'fr', 'it'] }),
      real('DE', '2014-12-12', depositary, { languages: ['de'] }),
      real('DK', '2007-01-25'),
      real('FI', '2006-07-20', depositary, {
        languages: ['fi', 'sv', 'en', 'fr', 'de', 'da', 'no'],
        centralAuthority: 'Ministry of Justice',
      }),
      real('FR', '2005-12-14'),
      real('GB', '2006-03-11', depositary, { languages: ['en'] }),
      real('IE', '2011-12-09'),
      real('IT', '2009-11-04'),
      real('PL', '2006-10-15'),
      real('PT', '2007-10-28'),
      real('US', '2006-11-29', depositary, {
        languages: ['en'],
        centralAuthority: 'Department of Justice',
        reservations: [
          'does not take the convention as the legal basis for extradition (art. 44(6))',
        ],
      }),
    ],
    citation: 'United Nations Convention against Corruption, Merida 2003',
    text: 'Its parties help each other in corruption cases to investigate, freeze, confiscate and return.',
    from: day('2005-12-14'),
    status: 'to-verify',
    source: uncacSource,
  },
  {
    id: 'REG-2018-1805',
    name: 'Regulation on the mutual recognition of freezing and confiscation orders',
    kind: 'treaty',
    channel: 'direct between the issuing and the executing authority',
    pairs: [],
    parties: ['BG', 'DE', 'FI', 'FR', 'IT', 'PL', 'PT'].map((c) => real(c, '2020-12-19', reg)),
    outside: optOut.map((row) => ({ ...row, status: 'to-verify', source: reg })),
    citation: 'Regulation (EU) 2018/1805',
    text: 'A freezing or confiscation order of one Member State is recognised in another on the certificate alone.',
    from: day('2020-12-19'),
    status: 'verified',
    source: reg,
  },
  {
    id: 'EIO',
    name: 'European Investigation Order',
    kind: 'treaty',
    channel: 'direct between the issuing and the executing authority',
    pairs: [],
    parties: eioSince.map(([country, since]) => real(country, since, eio)),
    outside: optOut.map((row) => ({ ...row, status: 'to-verify', source: eio })),
    citation: 'Directive 2014/41/EU',
    text: 'Evidence in one Member State is gathered on the order of another.',
    from: day('2017-05-22'),
    status: 'verified',
    source: eio,
  },
  {
    id: 'AML6',
    name: 'Sixth directive on money laundering',
    kind: 'treaty',
    channel: 'direct between the units',
    pairs: [],
    parties: ['BG', 'DE', 'DK', 'FI', 'FR', 'IE', 'IT', 'PL', 'PT'].map((c) =>
      real(c, '2027-07-10', aml6),
    ),
    citation: 'Directive (EU) 2024/1640',
    text: 'Units of the Union answer each other within working days and suspend for one another.',
    from: day('2027-07-10'),
    status: 'verified',
    source: aml6,
  },
  {
    id: 'CETS-198',
    name: 'Warsaw convention on laundering and the financing of terrorism',
    kind: 'treaty',
    channel: 'direct between the units',
    pairs: [],
    parties: [
      real('BG', '2013-06-01'),
      real('DE', '2017-10-01'),
      real('FR', '2016-04-01'),
      real('GB', '2015-08-01'),
      real('IT', '2017-06-01'),
      real('PL', '2008-05-01'),
      real('PT', '2010-08-01'),
    ],
    citation: 'Council of Europe convention CETS 198',
    text: 'Units exchange information and suspend a transaction for each other.',
    from: day('2008-05-01'),
    status: 'to-verify',
    source: cets,
  },
  {
    id: 'CRS',
    name: 'Multilateral agreement on automatic exchange of account information',
    kind: 'treaty',
    channel: 'direct between the tax authorities',
    pairs: [],
    parties: ['XV', 'XN', 'XC', 'XS'].map((country) => invented(country, '2017-01-01')),
    citation: 'Multilateral competent authority agreement on the common reporting standard',
    text: 'Tax authorities send each other once a year what institutions report on account holders of the other country.',
    from: day('2017-01-01'),
    status: 'to-verify',
    source: 'https://www.oecd.org/tax/automatic-exchange/',
  },
  domestic('XV', 'Veldania'),
  domestic('XN', 'Norrhavn'),
  domestic('XC', 'the Carrow Islands'),
  domestic('XS', 'Port Sable'),
  {
    id: 'COMITY',
    name: 'Diplomatic channel, comity and reciprocity',
    kind: 'custom',
    channel: 'diplomatic channel',
    pairs: [['XV', 'XZ']],
    citation: 'comity between States; UNCAC art. 46 does not bind Zerev',
    text: 'Without an instrument a note through the diplomatic channel asks for what nobody owes, and promises the same in return.',
    from: day('2000-01-01'),
    status: 'verified',
    source: fictional,
  },
]
