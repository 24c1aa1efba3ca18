import type { DocumentField } from './document-data.ts'
import { isMoney, moneyShown, type Voice } from './document-words.ts'
import type { PageWord } from './languages/page-words.ts'
import { type Said, saidBy } from './said.ts'

/** Persons or pieces of property as a table, once for all languages: names and numbers are the same in each. */
export interface Sheet {
  readonly columns: readonly {
    readonly head: readonly Said[]
    readonly number: boolean
    /** Share of the width; words need more than codes. */
    readonly share: number
  }[]
  readonly rows: readonly (readonly (readonly Said[])[])[]
}

const columnsOf: Readonly<Record<string, readonly PageWord[]>> = {
  persons: ['name', 'kind', 'born', 'country', 'identifier', 'role', 'occupation'],
  assets: ['reference', 'description', 'kind', 'place', 'holder', 'value'],
}

const shares: Readonly<Partial<Record<PageWord, number>>> = {
  reference: 1,
  country: 1,
  name: 3,
  description: 3,
}

/** Columns that nobody filled are left out; `undefined` where the field is no list of things or holds none. */
export function sheetOf(field: DocumentField, voices: readonly Voice[]): Sheet | undefined {
  const names = columnsOf[field.kind]
  if (names === undefined || !Array.isArray(field.value) || field.value.length === 0)
    return undefined
  const things = field.value as readonly Readonly<Record<string, unknown>>[]
  const filled = names.filter((n) => things.some((t) => t?.[n] !== undefined))
  return {
    columns: filled.map((n) => ({
      head: saidBy(voices, (v) => v.word(n)),
      number: n === 'value',
      share: shares[n] ?? 2,
    })),
    rows: things.map((t) => filled.map((n) => saidBy(voices, (v) => cell(n, t?.[n], v)))),
  }
}

function cell(column: PageWord, value: unknown, voice: Voice): string {
  if (value === undefined || value === null) return ''
  if (isMoney(value)) return moneyShown(value)
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return column === 'kind' ? voice.word(text as PageWord) : text
}
