import { day } from '../rows.ts'
import type { Threshold } from '../thresholds.ts'

const reg = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'
const proposal =
  'Comity protocol; a proposal of this project, binding only where two authorities adopt it'

type Line = readonly [id: string, name: string, value: string, unit: string, text: string]

/** Lines that the protocol proposes. */
const ofProtocol = (
  [
    [
      'TH-ATTRIBUTION',
      'confidence of an attribution',
      '0.80',
      'probability',
      'An asset is frozen only where a second person holds the attribution to its owner for at least this probable.',
    ],
    [
      'TH-ABORT',
      'share that is not ready',
      '10',
      'percent',
      'A synchronised freeze is called off where more than this share of the value is not ready.',
    ],
    [
      'TH-DE-MINIMIS',
      'small value',
      '10000.00',
      'EUR',
      'Property below this value may be called of little value.',
    ],
    [
      'TH-CASES',
      'cases behind a typology',
      '5',
      'cases',
      'A typology is published only where it rests on at least this many cases.',
    ],
    [
      'TH-JURISDICTIONS',
      'countries behind a typology',
      '2',
      'countries',
      'A typology is published only where its cases come from at least this many countries.',
    ],
    [
      'TH-DOCUMENT',
      'longest time for which a document is in force unseen',
      '3',
      'years',
      'A document that binds an authority is looked at again within this time.',
    ],
    [
      'TH-CLAIM-WINDOW',
      'window for claims',
      '90',
      'days',
      'Victims and third parties have at least this many days from the notice to file a claim.',
    ],
    [
      'TH-SALE',
      'loss that lets property be sold before judgment',
      '1',
      'percent',
      'Property is sold before judgment where keeping it costs, and it loses, at least this share of its value a month, or where it perishes.',
    ],
    [
      'TH-PERIOD',
      'long period',
      '5',
      'years',
      'A request for a longer period says why so much is needed.',
    ],
  ] as const satisfies readonly Line[]
).map(
  ([id, name, value, unit, text]): Threshold => ({
    id,
    name,
    value,
    unit,
    text,
    citation: `Comity protocol, ${id}`,
    from: day('2024-01-01'),
    status: 'to-verify',
    source: proposal,
  }),
)

/** Numbers at which a line is drawn, other than time limits. */
export const thresholds: readonly Threshold[] = [
  ...ofProtocol,
  {
    id: 'TH-SHARING',
    name: 'sum that stays where it was recovered',
    value: '10000.00',
    unit: 'EUR',
    text: 'A recovered sum up to this one stays with the country that carried out the order.',
    citation: 'DL-28, Regulation (EU) 2018/1805 art. 30',
    from: day('2020-12-19'),
    status: 'verified',
    source: reg,
  },
  {
    id: 'TH-SHARE',
    name: 'share of the country that issued the order',
    value: '50',
    unit: 'percent',
    text: 'Of a larger sum this share goes to the country that issued the order, after the victims.',
    citation: 'DL-28, Regulation (EU) 2018/1805 art. 30',
    from: day('2020-12-19'),
    status: 'verified',
    source: reg,
  },
  {
    id: 'TH-LIST-PENALTY',
    name: 'penalty for an offence of the list',
    value: '3',
    unit: 'years',
    text: 'For an offence of the list dual criminality is not examined where the maximum penalty in the country that asks is at least this long.',
    citation: 'Regulation (EU) 2018/1805 art. 3(1)',
    from: day('2020-12-19'),
    status: 'verified',
    source: reg,
  },
  {
    id: 'TH-TRACING-PENALTY',
    name: 'penalty that makes tracing a duty',
    value: '1',
    unit: 'years',
    text: 'Where the offence can be punished with at least this long and the benefit is likely substantial, assets are traced at once.',
    citation: 'DL-51, Directive (EU) 2024/1260 art. 4',
    from: day('2026-11-23'),
    status: 'to-verify',
    source: 'https://eur-lex.europa.eu/eli/dir/2024/1260/oj',
  },
  {
    id: 'TH-RESPONDENTS',
    name: 'cases behind a published figure',
    value: '5',
    unit: 'cases',
    text: 'A figure of the network is published only where at least this many cases stand behind it.',
    citation: 'DL-50, OECD and Eurostat glossaries of statistical terms, threshold rule',
    from: day('2005-01-01'),
    status: 'verified',
    source: 'https://stats.oecd.org/glossary/detail.asp?ID=7010',
  },
  {
    id: 'TH-RESPONDENTS-OECD',
    name: 'respondents behind a cell, lower rule',
    value: '3',
    unit: 'cases',
    text: 'Some offices publish a cell from this many respondents on.',
    citation: 'DL-50, OECD glossary of statistical terms, threshold rule',
    from: day('2005-01-01'),
    status: 'verified',
    source: 'https://stats.oecd.org/glossary/detail.asp?ID=7010',
  },
]
