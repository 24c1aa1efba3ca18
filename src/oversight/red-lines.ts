import { redLineWords } from './red-line-words.ts'

/** What may not be asked for whatever the basis, and by what a machine notices that it may be touched. */
export interface RedLine {
  readonly id: string
  readonly name: string
  /** Ground of refusal of the law pack on which a request is refused for it. */
  readonly ground: string
  readonly citation: string
  /** Values of the field `sensitive` by which an officer says so. */
  readonly marks: readonly string[]
  /** Occupations of a person that the request names: unit groups of ISCO-08. */
  readonly occupations: readonly string[]
  /** Kinds of offence, as the form has them in its field `offenceKind`. */
  readonly offences: readonly string[]
  /** Words that count in the role of a person alone. */
  readonly roles: readonly string[]
  /** Words that count anywhere. They raise a question for two persons, never an answer. */
  readonly words: readonly string[]
}

/** A kind of offence, occupation or word that nobody has to look at twice; a row says what it changes. */
const plainLine = { marks: [], occupations: [], offences: [], roles: [], words: [] } as const

export const redLines: readonly RedLine[] = [
  {
    ...plainLine,
    id: 'RL-PRESS',
    name: 'freedom of the press',
    ground: 'G-10',
    citation: 'Regulation (EU) 2018/1805, art. 8(1)(b); Regulation (EU) 2024/1083, art. 4(3)',
    marks: ['journalist'],
    occupations: ['2642'],
    offences: ['expression'],
    words: redLineWords.press,
  },
  {
    ...plainLine,
    id: 'RL-POLITICAL',
    name: 'political offence or opponent',
    ground: 'G-10',
    citation: 'UNCAC art. 44(14) and 46(21)(b); European Convention on Extradition, art. 3',
    marks: ['political', 'defender'],
    offences: ['political', 'military'],
    words: redLineWords.political,
  },
  {
    ...plainLine,
    id: 'RL-DEATH',
    name: 'death penalty',
    ground: 'G-05',
    citation:
      'Charter of Fundamental Rights of the Union, art. 2(2) and 19(2); Protocol No. 13 ECHR',
    offences: ['capital'],
    words: redLineWords.death,
  },
  {
    ...plainLine,
    id: 'RL-TORTURE',
    name: 'torture or inhuman treatment',
    ground: 'G-05',
    citation: 'Convention against Torture, art. 3 and 15; ECHR art. 3',
    words: redLineWords.torture,
  },
  {
    ...plainLine,
    id: 'RL-COUNSEL',
    name: 'professional secret of a lawyer',
    ground: 'G-04',
    citation:
      'Regulation (EU) 2018/1805, art. 8(1)(b); ECHR art. 8; Basic Principles on the Role of Lawyers, 22',
    marks: ['lawyer'],
    occupations: ['2611'],
    roles: redLineWords.counsel,
  },
  {
    ...plainLine,
    id: 'RL-OFFICE',
    name: 'independence of a judge, immunity of a member of parliament',
    ground: 'G-04',
    citation: 'UNCAC art. 11 and 30(2); Regulation (EU) 2018/1805, art. 8(1)(b)',
    occupations: ['1111', '2612'],
    roles: redLineWords.bench,
  },
]
