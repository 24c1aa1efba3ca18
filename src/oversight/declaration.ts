import { type Instant, instant, millis } from '#base'

/** Days for which a declaration of interests counts: it is made every year. */
export const declarationDays = 365

/**
 * What an officer has declared: persons, companies and numbers with which a decision could be a conflict of interest.
 * They are kept as marks, keyed digests of one spelling; nobody can read them, and a name in a case still meets them.
 */
export interface Declaration {
  readonly officer: string
  readonly at: Instant
  readonly until: Instant
  readonly marks: readonly string[]
}

/** An officer taken off one matter by rule. Lifted by two others where it was a namesake. */
export interface Recusal {
  readonly officer: string
  /** `matter/0190...` */
  readonly subject: string
  readonly at: Instant
  readonly because: 'declared' | 'own-name'
  /** The officer does not know of it: nobody is told that somebody close stands in a file that was not opened. */
  readonly untold?: true
  readonly lifted?: readonly string[]
}

export function declare(officer: string, marks: readonly string[], at: Instant): Declaration {
  const until = instant(millis(at) + declarationDays * 86_400_000)
  return { officer, at, until, marks: [...new Set(marks)].sort() }
}

/** Does a case that names these meet the declaration, also one that has run out? What was an interest may still be one. */
export function meets(
  declaration: Pick<Declaration, 'marks'> | undefined,
  about: Iterable<string>,
): boolean {
  if (declaration === undefined || declaration.marks.length === 0) return false
  const marks = new Set(declaration.marks)
  for (const mark of about) if (marks.has(mark)) return true
  return false
}

/**
 * From when on nobody decides without a declaration that counts: the day that the head of the authority set for the
 * round. Before a round was opened nothing is refused.
 */
export interface Round {
  readonly authority: string
  readonly from: Instant
}

/** Must the officer declare before the next step that binds others? */
export function isUndeclared(
  declaration: Declaration | undefined,
  round: Round | undefined,
  now: Instant,
): boolean {
  if (round === undefined || now < round.from) return false
  return declaration === undefined || declaration.until <= now
}

/** May the recusal be passed over? Two persons, neither of them the officer, have said that it is a namesake. */
export function isRecused(recusal: Recusal | undefined): boolean {
  return recusal !== undefined && (recusal.lifted ?? []).length < 2
}
