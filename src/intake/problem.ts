import { type Refusal, type RefusalKind, RefusedError } from '#base'

/** One thing in a file that cannot be used as it stands. */
export interface Problem {
  /** Stable, kebab-case, one per situation. */
  readonly name: string
  /** 1-based, the header is row 1; a record with line ends inside quotes is one row. Absent for the whole file. */
  readonly row?: number
  /** As the header writes it, or the ledger's own name of the column. */
  readonly column?: string
  readonly expected: string
  /** What stands there, in quotes, at most 40 characters. */
  readonly found: string
  readonly remedy: string
}

/** A refusal with everything that is wrong, so that a file is repaired once and not row by row. */
export interface Refusals extends Refusal {
  /** In file order, at most `limits.problems`. */
  readonly problems: readonly Problem[]
  /** All of them, also those beyond the list. */
  readonly problemCount: number
}

/** An `Outcome` whose refusal carries the list. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusals }

/** Text for a message: in quotes, control characters shown as a space, at most 40 characters. */
export function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
  const all = [...plain]
  return `"${all.length > 40 ? `${all.slice(0, 39).join('')}…` : plain}"`
}

export interface ProblemList {
  readonly problems: Problem[]
  count: number
  add(problem: Problem): void
}

export function problemList(cap: number): ProblemList {
  return {
    problems: [],
    count: 0,
    add(problem) {
      this.count++
      if (this.problems.length < cap) this.problems.push(problem)
    },
  }
}

/** The refusal of a whole file for one reason that is not a row. */
export function fileRefusal(
  file: string,
  problem: Problem,
  kind: RefusalKind = 'malformed',
): Refusals {
  return {
    kind,
    name: problem.name,
    ground: `${file}: expected ${problem.expected}, found ${problem.found}`,
    remedy: problem.remedy,
    where: {
      file,
      ...(problem.row === undefined ? {} : { row: problem.row }),
      ...(problem.column === undefined ? {} : { column: problem.column }),
    },
    problems: [problem],
    problemCount: 1,
  }
}

/** The refusal of a file for its rows; named after the first problem. */
export function rowsRefusal(file: string, list: ProblemList, remedy?: string): Refusals {
  const first = list.problems[0]!
  if (list.count === 1 && remedy === undefined) return fileRefusal(file, first)
  const place = first.row === undefined ? '' : `row ${first.row}: `
  return {
    ...fileRefusal(file, first),
    ground:
      list.count === 1
        ? `${file}: ${place}expected ${first.expected}, found ${first.found}`
        : `${file}: ${list.count} rows or columns cannot be used; the first: ${place}expected ${first.expected}, found ${first.found}`,
    remedy: remedy === undefined ? first.remedy : `${first.remedy}; ${remedy}`,
    problems: [...list.problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    problemCount: list.count,
  }
}

/** Leaves a stream from deep inside; caught at the face and nowhere else. */
export function stop(file: string, problem: Problem, kind: RefusalKind = 'malformed'): never {
  throw new RefusedError(fileRefusal(file, problem, kind))
}

/** Runs a reading; what `stop` threw becomes the answer, every other error stays an error. */
export async function reading<T>(read: () => Promise<Reading<T>>): Promise<Reading<T>> {
  try {
    return await read()
  } catch (error) {
    if (error instanceof RefusedError && 'problems' in error.refusal)
      return { ok: false, refusal: error.refusal as Refusals }
    throw error
  }
}
