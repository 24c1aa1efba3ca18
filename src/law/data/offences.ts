import type { Offence } from '../offences.ts'
import { day } from '../rows.ts'

const convention = 'https://www.unodc.org/unodc/en/treaties/CAC/'
const list = 'https://eur-lex.europa.eu/eli/reg/2018/1805/oj'

type Line = readonly [id: string, name: string, uncac: string | null, euList: string | null]

/** Offences under one name, with the article of the convention and the category of the Union's list. */
const lines: readonly Line[] = [
  ['corruption', 'corruption', '15, 16, 18', 'corruption'],
  ['bribery-national', 'bribery of a national official', '15', 'corruption'],
  ['bribery-foreign', 'bribery of a foreign official', '16', 'corruption'],
  ['bribery-private', 'bribery in the private sector', '21', 'corruption'],
  ['embezzlement', 'embezzlement of public funds', '17', 'fraud'],
  ['embezzlement-private', 'embezzlement in the private sector', '22', 'fraud'],
  ['trading-influence', 'trading in influence', '18', 'corruption'],
  ['abuse-functions', 'abuse of functions', '19', null],
  ['illicit-enrichment', 'illicit enrichment', '20', null],
  ['money-laundering', 'money laundering', '23', 'laundering of the proceeds of crime'],
  ['concealment', 'concealment of proceeds', '24', 'laundering of the proceeds of crime'],
  ['obstruction', 'obstruction of justice', '25', null],
  ['fraud', 'fraud', null, 'swindling'],
  ['union-fraud', 'fraud against the financial interests of the Union', null, 'fraud'],
  ['procurement-fraud', 'fraud in public procurement', null, 'swindling'],
  ['tax-crime', 'tax crime', null, null],
  ['customs-fraud', 'customs fraud', null, null],
  ['forgery', 'forgery of documents', null, 'forgery of administrative documents'],
  [
    'organised-crime',
    'participation in a criminal organisation',
    null,
    'participation in a criminal organisation',
  ],
  ['terrorist-financing', 'financing of terrorism', null, 'terrorism'],
  ['trafficking-persons', 'trafficking in human beings', null, 'trafficking in human beings'],
  [
    'drug-trafficking',
    'illicit trafficking in drugs',
    null,
    'illicit trafficking in narcotic drugs',
  ],
  ['computer-crime', 'computer-related crime', null, 'computer-related crime'],
  ['extortion', 'extortion', null, 'racketeering and extortion'],
  ['environmental-crime', 'environmental crime', null, 'environmental crime'],
  ['theft', 'organised theft', null, 'organised or armed robbery'],
  ['insider-dealing', 'insider dealing', null, null],
]

/**
 * One name for each offence, with its article in UNCAC and its place in the list of Regulation (EU) 2018/1805.
 */
export const offences: readonly Offence[] = lines.map(([id, name, uncac, euList]) => ({
  id,
  name,
  ...(uncac === null ? {} : { uncac }),
  ...(euList === null ? {} : { euList }),
  citation: [
    ...(uncac === null ? [] : [`UNCAC art. ${uncac}`]),
    ...(euList === null ? [] : ['Regulation (EU) 2018/1805 art. 3(1)']),
    ...(uncac === null && euList === null ? ['national law only'] : []),
  ].join('; '),
  text: `Acts that most codes call ${name}.`,
  from: day('2005-12-14'),
  status: 'to-verify',
  source: uncac === null ? list : convention,
}))
