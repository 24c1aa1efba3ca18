import { plainWords } from './words.ts'

/** What may not be asked for whatever the basis, and by which words a machine notices that it may be touched. */
export interface RedLine {
  readonly id: string
  readonly name: string
  /** Ground of refusal of the law pack on which a request is refused for it. */
  readonly ground: string
  readonly citation: string
  /** Values of the field `sensitive` by which an officer says so. */
  readonly marks: readonly string[]
  /**
   * Words, in one form (small letters without marks). A word counts at the beginning of a word of the text, so that
   * `journalis` meets `journalists` and `journaliste`. They raise a question for two persons, never an answer.
   */
  readonly words: readonly string[]
}

export const redLines = [
  {
    id: 'RL-PRESS',
    name: 'freedom of the press',
    ground: 'G-10',
    citation: 'Regulation (EU) 2018/1805, art. 8(1)(b); Regulation (EU) 2024/1083, art. 4(3)',
    marks: ['journalist'],
    words: [
      'journalis',
      'newspaper',
      'newsroom',
      'reporter',
      'press freedom',
      'editorial office',
      'redaction du journal',
      'source of a journal',
    ],
  },
  {
    id: 'RL-POLITICAL',
    name: 'political offence or opponent',
    ground: 'G-10',
    citation: 'UNCAC art. 44(14) and 46(21)(b); European Convention on Extradition, art. 3',
    marks: ['political', 'defender'],
    words: [
      'political opponent',
      'opposition leader',
      'opposition party',
      'opposition politician',
      'dissident',
      'insult of the head of state',
      'insulting the president',
      'lese-majeste',
      'human rights defender',
      'sedition',
    ],
  },
  {
    id: 'RL-DEATH',
    name: 'death penalty',
    ground: 'G-05',
    citation:
      'Charter of Fundamental Rights of the Union, art. 2(2) and 19(2); Protocol No. 13 ECHR',
    marks: [],
    words: [
      'death penalty',
      'capital punishment',
      'capital offence',
      'death sentence',
      'peine de mort',
    ],
  },
  {
    id: 'RL-TORTURE',
    name: 'torture or inhuman treatment',
    ground: 'G-05',
    citation: 'Convention against Torture, art. 3 and 15; ECHR art. 3',
    marks: [],
    words: [
      'torture',
      'corporal punishment',
      'flogging',
      'lashes',
      'incommunicado',
      'confession under duress',
    ],
  },
] as const satisfies readonly RedLine[]

/** A line that a document touches, and how that was noticed. */
export interface Touch {
  readonly line: string
  readonly by: 'mark' | 'word'
  /** The mark or the word of the row, never the text around it. */
  readonly what: string
}

/**
 * Which red lines a document touches. Every text of it is read; a mark that an officer set counts as well. Pure, so that
 * the same document is judged the same at both nodes and by an auditor.
 */
export function touches(document: unknown, rows: readonly RedLine[] = redLines): readonly Touch[] {
  const texts: string[] = []
  const marks: string[] = []
  collect(document, '', texts, marks)
  const text = ` ${texts.map(plainWords).join(' | ')} `
  return rows.flatMap((row): readonly Touch[] => {
    const mark = row.marks.find((m) => marks.includes(m))
    if (mark !== undefined) return [{ line: row.id, by: 'mark', what: mark }]
    const word = row.words.find((w) => text.includes(` ${w}`))
    return word === undefined ? [] : [{ line: row.id, by: 'word', what: word }]
  })
}

/** Deeper than any form goes. */
const mostDepth = 32

function collect(
  value: unknown,
  name: string,
  texts: string[],
  marks: string[],
  depth = mostDepth,
): void {
  if (typeof value === 'string') (name === 'sensitive' ? marks : texts).push(value)
  if (typeof value !== 'object' || value === null || depth === 0) return
  for (const [key, part] of Object.entries(value))
    collect(part, Array.isArray(value) ? name : key, texts, marks, depth - 1)
}
