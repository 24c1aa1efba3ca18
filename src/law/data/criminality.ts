import type { Criminality } from '../offences.ts'
import { day } from '../rows.ts'

const fictional = 'code of the fictional LANTERN world'
const memory = 'national codes, from memory'

/** Article and maximum years; a text in place of a pair says why the act is not an offence. */
type Cell = readonly [article: string, years: number] | string
type Code = Readonly<Record<string, Cell>>

function codeOf(country: string, name: string, from: string, source: string, code: Code) {
  return Object.entries(code).map(([offence, cell]): Criminality => {
    const punished = typeof cell !== 'string'
    const article = `${name} ${punished ? cell[0] : cell}`
    return {
      id: `${country}/${offence}`,
      offence,
      country,
      punished,
      article,
      ...(punished ? { years: cell[1] } : {}),
      citation: article,
      text: punished ? 'The act is an offence there.' : 'The act is not an offence there.',
      from: day(from),
      status: source === fictional ? 'verified' : 'to-verify',
      source,
    }
  })
}

/** Which act is an offence where. What is not here is unknown, and unknown is never yes. */
export const criminality: readonly Criminality[] = [
  ...codeOf('XV', 'Veldanian criminal code', '2005-01-01', fictional, {
    corruption: ['art. 301', 10],
    'bribery-national': ['art. 301', 10],
    'bribery-foreign': ['art. 302', 8],
    'bribery-private': ['art. 305', 5],
    embezzlement: ['art. 308', 12],
    'embezzlement-private': ['art. 309', 6],
    'trading-influence': ['art. 304', 5],
    'abuse-functions': ['art. 306', 5],
    'illicit-enrichment': ['art. 310', 6],
    'money-laundering': ['art. 320', 10],
    concealment: ['art. 321', 4],
    obstruction: ['art. 330', 4],
    fraud: ['art. 240', 8],
    'procurement-fraud': ['art. 312', 8],
    'tax-crime': ['art. 350', 5],
    'customs-fraud': ['art. 352', 4],
    forgery: ['art. 260', 5],
    'organised-crime': ['art. 280', 12],
  }),
  ...codeOf('XN', 'Norrhavn penal code', '2004-01-01', fictional, {
    corruption: ['s. 144', 6],
    'bribery-national': ['s. 144', 6],
    'bribery-foreign': ['s. 144', 6],
    'bribery-private': ['s. 299', 4],
    embezzlement: ['s. 278', 8],
    'embezzlement-private': ['s. 278', 8],
    'trading-influence': 'has no such offence',
    'abuse-functions': ['s. 155', 2],
    'illicit-enrichment': 'has no such offence; unexplained wealth is taken in civil proceedings',
    'money-laundering': ['s. 290', 8],
    concealment: ['s. 290', 8],
    obstruction: ['s. 164', 6],
    fraud: ['s. 279', 8],
    'procurement-fraud': ['s. 279', 8],
    'tax-crime': ['s. 289', 8],
    'customs-fraud': ['s. 289', 8],
    forgery: ['s. 171', 6],
    'organised-crime': ['s. 132', 10],
  }),
  ...codeOf('XC', 'Carrow crimes ordinance', '2010-01-01', fictional, {
    corruption: ['s. 12', 10],
    'bribery-national': ['s. 12', 10],
    'bribery-foreign': ['s. 14', 10],
    embezzlement: ['s. 40', 14],
    'money-laundering': ['s. 133', 14],
    concealment: ['s. 133', 14],
    fraud: ['s. 41', 10],
    'tax-crime': 'has no income tax and no such offence',
    'illicit-enrichment': 'has no such offence',
  }),
  ...codeOf('XS', 'Port Sable penal decree', '2012-01-01', fictional, {
    corruption: ['art. 77', 7],
    'bribery-national': ['art. 77', 7],
    embezzlement: ['art. 81', 10],
    'money-laundering': ['art. 95', 10],
    fraud: ['art. 88', 5],
    'customs-fraud': ['art. 120', 5],
    'tax-crime': 'has no such offence',
  }),
  ...codeOf('FI', 'rikoslaki', '2011-10-01', memory, {
    corruption: ['chapter 16 s. 13, 14', 4],
    'bribery-national': ['chapter 16 s. 13, 14', 4],
    embezzlement: ['chapter 28 s. 4, 5', 4],
    'money-laundering': ['chapter 32 s. 6, 7', 6],
    fraud: ['chapter 36 s. 1, 2', 4],
    'tax-crime': ['chapter 29 s. 1, 2', 4],
  }),
  ...codeOf('DE', 'StGB', '2021-03-18', memory, {
    corruption: ['s. 332, 334', 5],
    'bribery-national': ['s. 332, 334', 5],
    embezzlement: ['s. 246, 266', 5],
    'money-laundering': ['s. 261', 5],
    fraud: ['s. 263', 5],
    'organised-crime': ['s. 129', 5],
  }),
  ...codeOf('FR', 'code pénal', '2013-12-08', memory, {
    corruption: ['art. 432-11, 433-1', 10],
    'bribery-national': ['art. 432-11, 433-1', 10],
    embezzlement: ['art. 432-15', 10],
    'trading-influence': ['art. 432-11', 10],
    'money-laundering': ['art. 324-1', 5],
    fraud: ['art. 313-1', 5],
  }),
  ...codeOf('IT', 'codice penale', '2015-06-14', memory, {
    corruption: ['art. 318, 319', 10],
    'bribery-national': ['art. 318, 319', 10],
    embezzlement: ['art. 314', 10],
    'money-laundering': ['art. 648-bis', 12],
    fraud: ['art. 640', 3],
  }),
  ...codeOf('GB', 'Bribery Act 2010, Fraud Act 2006, POCA 2002', '2011-07-01', memory, {
    corruption: ['Bribery Act s. 1, 2, 11', 10],
    'bribery-national': ['Bribery Act s. 1, 2, 11', 10],
    'bribery-foreign': ['Bribery Act s. 6, 11', 10],
    'bribery-private': ['Bribery Act s. 1, 2, 11', 10],
    'money-laundering': ['POCA s. 327 to 329, 334', 14],
    fraud: ['Fraud Act s. 1', 10],
  }),
  ...codeOf('CH', 'StGB', '2006-07-01', memory, {
    corruption: ['art. 322ter, 322quater', 5],
    'bribery-national': ['art. 322ter, 322quater', 5],
    embezzlement: ['art. 138', 10],
    'money-laundering': ['art. 305bis', 5],
    fraud: ['art. 146', 10],
  }),
]
