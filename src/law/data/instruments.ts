import type { Instrument } from '../permits.ts'
import { day } from '../rows.ts'

const source = 'fictional instrument of the LANTERN world'

/** Instruments between countries. To join a country is to add a row here and its bases. */
export const instruments = [
  {
    id: 'XV-XN',
    name: 'Treaty between Veldania and Norrhavn on financial information',
    kind: 'treaty',
    pairs: [['XV', 'XN']],
    citation: 'Treaty between Veldania and Norrhavn on financial information (fictional)',
    text: 'The two units help each other without a letter of request; suspensions are carried out for one another.',
    from: day('2021-03-01'),
    status: 'verified',
    source,
  },
  {
    id: 'MOU-XC',
    name: 'Memorandum of understanding of the Carrow Financial Reporting Authority',
    kind: 'memorandum',
    pairs: [
      ['XC', 'XV'],
      ['XC', 'XN'],
      ['XC', 'XS'],
    ],
    citation: 'Memorandum of understanding of the Carrow Financial Reporting Authority (fictional)',
    text: 'Units exchange information on request and spontaneously; onward use needs consent.',
    from: day('2022-09-01'),
    status: 'verified',
    source,
  },
  {
    id: 'MOU-XS',
    name: 'Memorandum of understanding of the Port Sable FIU',
    kind: 'memorandum',
    pairs: [
      ['XS', 'XV'],
      ['XS', 'XN'],
    ],
    citation: 'Memorandum of understanding of the Port Sable FIU (fictional)',
    text: 'Units exchange information on request and spontaneously; onward use needs consent.',
    from: day('2023-01-15'),
    status: 'verified',
    source,
  },
] as const satisfies readonly Instrument[]
