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
  const problems = [...list.problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  const first = list.problems[0]!
  const whole = fileRefusal(file, first)
  const remedyOf = (kind: Problem) =>
    remedy === undefined ? kind.remedy : `${kind.remedy}; ${remedy}`
  if (list.count === 1) return { ...whole, remedy: remedyOf(first) }
  const kinds = problemKinds(problems, list.count)
  const kind = kinds.find((k) => k.problems.includes(first))!
  const others = kinds.length - 1
  return {
    ...whole,
    ground: `${file}: ${kindText(kind)}${others === 0 ? '' : `; and ${others} other ${others === 1 ? 'kind' : 'kinds'} of problem`}`,
    remedy: remedyOf(first),
    problems,
    problemCount: list.count,
  }
}

/** Problems of one kind: the same expectation of the same column, missed in one or more rows. */
export interface ProblemKind {
  /** In file order. */
  readonly problems: readonly Problem[]
  /** Of this kind in all; more than `problems` where the list was cut. */
  readonly count: number
}

/** What repeats is told once. `count` is of all problems, also those that the list does not hold. */
export function problemKinds(problems: readonly Problem[], count: number): ProblemKind[] {
  const kinds = new Map<string, Problem[]>()
  for (const p of problems) {
    const key =
      p.name === 'column-missing'
        ? JSON.stringify([p.name, p.row, p.found])
        : JSON.stringify([p.name, p.column, p.expected])
    const there = kinds.get(key)
    if (there) there.push(p)
    else kinds.set(key, [p])
  }
  const beyond = kinds.size === 1 ? count - problems.length : 0
  return [...kinds.values()].map((list) => ({ problems: list, count: list.length + beyond }))
}

/** One kind in a line: rows 2, 3, 4 and 63 more, column amount: expected ..., found ... */
export function kindText({ problems, count }: ProblemKind): string {
  const first = problems[0]!
  if (first.name === 'column-missing') {
    const missing = problems.map((p) => p.expected.replace(/^a column /, '')).join(', ')
    return problems.length === 1
      ? `row ${first.row}: expected ${first.expected}, found ${first.found}`
      : `row ${first.row}: expected a header with the columns ${missing}, found ${first.found}`
  }
  const rows = [...new Set(problems.flatMap((p) => (p.row === undefined ? [] : [p.row])))]
  const place = [
    rows.length === 0
      ? undefined
      : `${count > 1 ? 'rows' : 'row'} ${some(rows.map(String), count)}`,
    first.column === undefined ? undefined : `column ${first.column}`,
  ].filter((part) => part !== undefined)
  const found = some([...new Set(problems.map((p) => p.found))])
  return `${place.length === 0 ? '' : `${place.join(', ')}: `}expected ${first.expected}, found ${found}`
}

/** The first three, and how many more. */
function some(items: readonly string[], count = items.length): string {
  const shown = items.slice(0, 3).join(', ')
  return count > Math.min(3, items.length)
    ? `${shown} and ${count - Math.min(3, items.length)} more`
    : shown
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
