import { done, type Outcome, type Refusal } from '#base'
import { guessKind, type Identifier, identifierKinds, readIdentifier } from './identifier.ts'
import { resolveRefusal } from './refusals.ts'

/** A list of identifiers as it was read. */
export interface IdentifierList {
  /** Each once, in the order of the file. */
  readonly identifiers: readonly Listed[]
  /** Lines that said what another line had said. */
  readonly repeated: number
  /** What was left out, by row and column; empty unless `skipBad` was asked for. */
  readonly problems: readonly Refusal[]
}

export interface Listed extends Identifier {
  /** 1-based row of the file; the header is row 1. */
  readonly row: number
}

const limits = { rows: 1_000_000, problems: 1000 } as const

/**
 * A file of identifiers. One on each line, `kind:value`; or a table with the columns `identifier`, or `kind` and `value`
 * and perhaps `country`, or `name` and `born`. Comma, semicolon or tab. Every line that cannot be read is named; with
 * `skipBad` the rest is read. `as` is the kind of lines that name none, `natid:XV`.
 */
export function readIdentifierList(
  text: string,
  file: string,
  options: { readonly skipBad?: boolean; readonly as?: string } = {},
): Outcome<IdentifierList> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if (lines.length > limits.rows + 1)
    return resolveRefusal('list-too-long', {
      ground: `the list has more than ${limits.rows.toLocaleString('en')} lines`,
      where: { file },
    })
  const shape = shapeOf(lines.find((line) => line.trim() !== '') ?? '', options.as)
  const seen = new Set<string>()
  const identifiers: Listed[] = []
  const problems: Refusal[] = []
  let repeated = 0
  let header = shape.header
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    if (header) {
      header = false
      continue
    }
    const cells = shape.delimiter === undefined ? [line] : cut(line, shape.delimiter)
    const read = readIdentifier(shape.write(cells))
    if (!read.ok) {
      if (problems.length < limits.problems)
        problems.push({
          ...read.refusal,
          where: { file, row: index + 1, column: shape.column },
        })
      continue
    }
    if (seen.has(read.value.text)) repeated++
    else {
      seen.add(read.value.text)
      identifiers.push({ ...read.value, row: index + 1 })
    }
  }
  if (problems.length > 0 && options.skipBad !== true) return { ok: false, refusal: problems[0]! }
  return done({ identifiers, repeated, problems })
}

interface Shape {
  readonly header: boolean
  readonly delimiter: string | undefined
  /** Named where a line cannot be read. */
  readonly column: string
  readonly write: (cells: readonly string[]) => string
}

/** What the first line says about the others. */
function shapeOf(first: string, as: string | undefined): Shape {
  const delimiter = [';', '\t', ','].find((sign) => first.includes(sign))
  const names = (delimiter === undefined ? [first] : cut(first, delimiter)).map((cell) =>
    cell.trim().toLowerCase(),
  )
  const at = (...wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name))
  const cell = (cells: readonly string[], index: number) => (cells[index] ?? '').trim()
  const [whole, kind, value, country] = [
    at('identifier', 'id'),
    at('kind', 'type'),
    at('value', 'number'),
    at('country'),
  ]
  const [name, born] = [at('name'), at('born', 'birth', 'birth_date', 'dob')]
  if (whole >= 0)
    return {
      header: true,
      delimiter,
      column: names[whole]!,
      write: (c) => typed(cell(c, whole), as),
    }
  if (kind >= 0 && value >= 0)
    return {
      header: true,
      delimiter,
      column: names[value]!,
      write: (c) =>
        [cell(c, kind), country < 0 ? '' : cell(c, country), cell(c, value)]
          .filter((part) => part !== '')
          .join(':'),
    }
  if (name >= 0 && born >= 0)
    return {
      header: true,
      delimiter,
      column: names[name]!,
      write: (c) => `name:${cell(c, name)}|${cell(c, born)}`,
    }
  return {
    header: false,
    delimiter: undefined,
    column: 'identifier',
    write: (c) => typed(cell(c, 0), as),
  }
}

/** Bare text is taken for what its form and its check digits show it to be. */
function typed(text: string, as: string | undefined): string {
  const bare = text.replace(/^"(.*)"$/, '$1')
  const named = bare
    .slice(0, Math.max(0, bare.indexOf(':')))
    .trim()
    .toLowerCase()
  if (identifierKinds.some((kind) => kind === named)) return bare
  const kind = as ?? guessKind(bare)
  return kind === undefined ? bare : `${kind}:${bare}`
}

/** Cells of a line; a quoted cell may hold the delimiter and doubled quotes (RFC 4180). */
function cut(line: string, delimiter: string): readonly string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let i = 0; i < line.length; i++) {
    const sign = line[i]!
    if (quoted && sign === '"' && line[i + 1] === '"') {
      cell += '"'
      i++
    } else if (sign === '"') quoted = !quoted
    else if (sign === delimiter && !quoted) {
      cells.push(cell)
      cell = ''
    } else cell += sign
  }
  return [...cells, cell]
}
