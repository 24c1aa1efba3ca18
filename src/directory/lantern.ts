import type { Instant } from '#base'
import type { AuthorityKind, Measure } from '#law'
import type { AuthorityCard } from './cards.ts'

const unit: readonly Measure[] = ['fiu-information', 'fiu-disclosure', 'onward-use', 'suspension']

type Line = readonly [
  id: string,
  name: string,
  kind: AuthorityKind,
  competences: readonly Measure[],
]

/** Authorities of the fictional LANTERN world. Keys and addresses are made when a demonstration is set up. */
const lines: readonly Line[] = [
  ['XV-FIU', 'Financial Intelligence Service', 'FIU', unit],
  ['XV-SACP', 'Special Anti-Corruption Prosecution Office', 'prosecutor', []],
  [
    'XV-CA',
    'Ministry of Justice, Central Authority',
    'central-authority',
    ['search-hearing', 'freeze', 'confiscation'],
  ],
  ['XV-ARMA', 'Asset Recovery and Management Agency', 'ARO', ['interlocutory-sale', 'return']],
  ['XV-TAX', 'Revenue Service', 'tax', []],
  ['XV-HC', 'High Court of Tarsk', 'court', []],
  ['XV-OMB', 'Ombudsperson for Justice and Data', 'oversight', []],
  ['XN-FIU', 'Norrhavn FIU', 'FIU', unit],
  ['XN-EPP', 'Economic Prosecution Service', 'prosecutor', []],
  ['XN-CA', 'Central Authority', 'central-authority', ['search-hearing', 'freeze', 'confiscation']],
  ['XN-ARO', 'Asset Recovery Office', 'ARO', []],
  ['XN-AMO', 'Asset Management Office', 'AMO', ['interlocutory-sale', 'return']],
  ['XN-TAX', 'Tax Authority', 'tax', []],
  ['XN-DC', 'District Court of Sundvik', 'court', []],
  ['XN-DPA', 'Data Protection Authority', 'oversight', []],
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
    ['search-hearing', 'freeze', 'confiscation', 'return'],
  ],
  ['XC-REG', 'Registrar of companies, beneficial owners and ships', 'registry', []],
  ['XC-GC', 'Grand Court of Carrow', 'court', []],
  ['XS-FIU', 'Port Sable FIU', 'FIU', ['fiu-information', 'fiu-disclosure', 'onward-use']],
  [
    'XS-PP',
    'Public Prosecutor',
    'prosecutor',
    ['search-hearing', 'freeze', 'confiscation', 'return'],
  ],
  ['XS-CUS', 'Free-Zone Customs', 'customs', []],
  ['XS-VAS', 'Virtual Assets Supervisor', 'supervisor', []],
  ['XS-CC', 'Port Sable Commercial Court', 'court', []],
]

export const lanternCards: readonly AuthorityCard[] = lines.map(
  ([id, name, kind, competences]) => ({
    id,
    version: 1,
    name,
    country: id.slice(0, 2),
    kind,
    competences,
    languages: ['en'],
    desk: { name: `${name}, duty desk`, hours: kind === 'FIU' ? 'day and night' : 'office hours' },
    address: '',
    keys: [],
    officers: [],
    issuedAt: '2025-01-01T00:00:00.000Z' as Instant,
  }),
)
