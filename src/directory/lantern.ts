import type { Instant } from '#base'
import type { AuthorityKind, Measure } from '#law'
import type { AuthorityCard } from './cards.ts'

const unit: readonly Measure[] = ['fiu-information', 'fiu-disclosure', 'onward-use', 'suspension']
const assistance: readonly Measure[] = ['search-hearing', 'freeze', 'confiscation', 'extradition']

type Line = readonly [
  id: string,
  name: string,
  kind: AuthorityKind,
  competences: readonly Measure[],
]

/** Authorities of the fictional LANTERN world. Keys and addresses are made when a demonstration is set up. */
const lines: readonly Line[] = [
  ['XV-FIU', 'Financial Intelligence Service', 'FIU', unit],
  ['XV-SACP', 'Special Anti-Corruption Prosecution Office', 'prosecutor', ['joint-team']],
  ['XV-CA', 'Ministry of Justice, Central Authority', 'central-authority', assistance],
  ['XV-ARMA', 'Asset Recovery and Management Agency', 'ARO', ['interlocutory-sale', 'return']],
  ['XV-TAX', 'Revenue Service', 'tax', ['automatic-exchange']],
  ['XV-HC', 'High Court of Tarsk', 'court', []],
  [
    'XV-OMB',
    'Ombudsperson for Justice and Data',
    'oversight',
    ['data-subject', 'complaint', 'tip'],
  ],
  ['XV-VSU', 'Victim Support Unit', 'victim-support', ['claim']],
  ['XV-CERT', 'National CERT', 'cert', []],
  ['XV-PAR', 'Justice Committee of the Assembly', 'parliament', []],
  ['XN-FIU', 'Norrhavn FIU', 'FIU', unit],
  ['XN-EPP', 'Economic Prosecution Service', 'prosecutor', ['joint-team']],
  ['XN-CA', 'Central Authority', 'central-authority', assistance],
  ['XN-ARO', 'Asset Recovery Office', 'ARO', []],
  ['XN-AMO', 'Asset Management Office', 'AMO', ['interlocutory-sale', 'return']],
  ['XN-TAX', 'Tax Authority', 'tax', ['automatic-exchange']],
  ['XN-DC', 'District Court of Sundvik', 'court', []],
  ['XN-DPA', 'Data Protection Authority', 'oversight', ['data-subject', 'complaint']],
  ['XN-SUP', 'Financial Supervisor', 'supervisor', []],
  [
    'XC-FIU',
    'Financial Reporting Authority',
    'FIU',
    ['fiu-information', 'fiu-disclosure', 'onward-use'],
  ],
  [
    'XC-AG',
    "Attorney General's Chambers",
    'central-authority',
    [...assistance, 'return', 'joint-team'],
  ],
  ['XC-REG', 'Registrar of companies, beneficial owners and ships', 'registry', []],
  ['XC-GC', 'Grand Court of Carrow', 'court', []],
  ['XS-FIU', 'Port Sable FIU', 'FIU', ['fiu-information', 'fiu-disclosure', 'onward-use']],
  ['XS-PP', 'Public Prosecutor', 'prosecutor', [...assistance, 'return', 'joint-team']],
  ['XS-CUS', 'Free-Zone Customs', 'customs', []],
  ['XS-VAS', 'Virtual Assets Supervisor', 'supervisor', []],
  ['XS-CC', 'Port Sable Commercial Court', 'court', []],
  ['XZ-MFA', 'Ministry of Foreign Affairs of Zerev', 'government', ['search-hearing', 'freeze']],
  [
    'NET-SEC',
    'Comity Secretariat',
    'secretariat',
    ['dispute', 'commitment', 'publication', 'exercise'],
  ],
  ['NET-EVAL', 'Independent evaluator panel', 'evaluator', []],
  ['CSO-1', 'Dorvan Water Watch', 'civil-society', []],
  ['PPP-1', 'Norrhavn Financial-Crime Partnership', 'partnership', []],
]

/** Bodies whose id does not begin with their country; `XX` stands for the federation itself. */
const countries: Readonly<Record<string, string>> = {
  'NET-SEC': 'XX',
  'NET-EVAL': 'XX',
  'CSO-1': 'XV',
  'PPP-1': 'XN',
}

/** One node serves all authorities of a country; the federation's own bodies are guests of Norrhavn. */
const nodes: Readonly<Record<string, string>> = {
  XV: 'XV-FIU',
  XN: 'XN-FIU',
  XC: 'XC-FIU',
  XS: 'XS-FIU',
  XX: 'XN-FIU',
}

export const lanternCards: readonly AuthorityCard[] = lines.map(
  ([id, name, kind, competences]) => ({
    id,
    version: 1,
    name,
    country: countries[id] ?? id.slice(0, 2),
    kind,
    competences,
    ...servedBy(id),
    languages: ['en'],
    desk: { name: `${name}, duty desk`, hours: kind === 'FIU' ? 'day and night' : 'office hours' },
    address: '',
    keys: [],
    officers: [],
    issuedAt: '2025-01-01T00:00:00.000Z' as Instant,
  }),
)

function servedBy(id: string): Pick<AuthorityCard, 'servedBy' | 'outside'> {
  const node = nodes[countries[id] ?? id.slice(0, 2)]
  if (node === undefined) return { outside: true }
  return node === id ? {} : { servedBy: node }
}
