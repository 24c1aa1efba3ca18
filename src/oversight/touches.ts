import { type RedLine, redLines } from './red-lines.ts'
import { plainWords } from './words.ts'

/** A red line that a document touches, and how that was noticed. */
export interface Touch {
  readonly line: string
  readonly by: 'mark' | 'person' | 'offence' | 'word'
  /** The mark, code or word of the row, never the text around it. */
  readonly what: string
}

/**
 * Which red lines a document touches: by what an officer has marked, by the persons and the kind of offence that its
 * fields name, and by words of its texts. Pure, so that the same document is judged the same at both nodes and by an
 * auditor.
 */
export function touches(document: unknown, rows: readonly RedLine[] = redLines): readonly Touch[] {
  const seen: Seen = { texts: [], marks: [], occupations: [], offences: [], roles: [] }
  collect(document, '', seen)
  const text = inOne(seen.texts)
  const roles = inOne(seen.roles)
  return rows.flatMap(({ id: line, ...row }): readonly Touch[] => {
    const mark = row.marks.find((one) => seen.marks.includes(one))
    if (mark !== undefined) return [{ line, by: 'mark', what: mark }]
    const occupation = row.occupations.find((one) => seen.occupations.includes(one))
    if (occupation !== undefined) return [{ line, by: 'person', what: `ISCO ${occupation}` }]
    const role = row.roles.find((one) => names(roles, one))
    if (role !== undefined) return [{ line, by: 'person', what: role }]
    const offence = row.offences.find((one) => seen.offences.includes(one))
    if (offence !== undefined) return [{ line, by: 'offence', what: offence }]
    const word = row.words.find((one) => names(text, one))
    return word === undefined ? [] : [{ line, by: 'word', what: word }]
  })
}

interface Seen {
  readonly texts: string[]
  readonly marks: string[]
  readonly occupations: string[]
  readonly offences: string[]
  readonly roles: string[]
}

/** Codes are no words: they are read by themselves. */
const codes: Readonly<Record<string, (seen: Seen) => string[]>> = {
  sensitive: (seen) => seen.marks,
  offenceKind: (seen) => seen.offences,
}

/** Deeper than any form goes. */
const mostDepth = 32

function collect(value: unknown, name: string, seen: Seen, depth = mostDepth): void {
  if (typeof value === 'string')
    (Object.hasOwn(codes, name) ? codes[name]!(seen) : seen.texts).push(value)
  if (typeof value !== 'object' || value === null || depth === 0) return
  const { name: named, role, occupation } = value as Readonly<Record<string, unknown>>
  if (typeof named === 'string') {
    if (typeof role === 'string') seen.roles.push(role)
    if (typeof occupation === 'string') seen.occupations.push(occupation)
  }
  for (const [key, part] of Object.entries(value))
    collect(part, Array.isArray(value) ? name : key, seen, depth - 1)
}

function inOne(texts: readonly string[]): string {
  return ` ${texts.map(plainWords).join(' | ')} `
}

const han = /\p{Script=Han}/u
const arabic = /\p{Script=Arabic}/u
const patterns = new Map<string, RegExp>()

/**
 * Does a text have a word that begins so? Chinese writes no spaces: there it counts anywhere. Arabic writes "and", "to" and
 * "the" as one word with what follows: they are passed over.
 */
function names(text: string, word: string): boolean {
  let pattern = patterns.get(word)
  if (pattern === undefined) {
    const plain = plainWords(word)
    const before = han.test(plain) ? '' : arabic.test(plain) ? ' (?:[وف])?(?:[بكل])?(?:ال|ل)?' : ' '
    pattern = new RegExp(before + plain.replaceAll(' ', arabic.test(plain) ? ' (?:ال)?' : ' '), 'u')
    patterns.set(word, pattern)
  }
  return pattern.test(text)
}
