/**
 * "No" as a value. A legal refusal is a result: it is answered, logged and shown. A fault is thrown and
 * retried by whoever holds the effect; a bug is thrown and stops the process. The three are never mixed.
 */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal }

/** Few kinds, each with one HTTP status (RFC 9110) in `api`; many names. */
export type RefusalKind =
  | 'malformed' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'unknown' // 404
  | 'conflict' // 409
  | 'too-large' // 413
  | 'unlawful' // 422
  | 'too-early' // 425
  | 'too-many' // 429

export interface Refusal {
  readonly kind: RefusalKind
  /** Stable, kebab-case, one per situation: `link-missing`, `approver-is-author`. */
  readonly name: string
  /** What happened, in one lower-case sentence without a full stop and without blame. */
  readonly ground: string
  /** Where it is written: article, rule id, RFC section. Absent only for malformed input. */
  readonly citation?: string
  /** What the reader can do now. */
  readonly remedy: string
  /** Where in the input: a JSON pointer, or file, row and column. */
  readonly where?: Where
}

export interface Where {
  readonly file?: string
  /** 1-based, the header row is row 1. */
  readonly row?: number
  readonly column?: string
  /** JSON pointer (RFC 6901). */
  readonly pointer?: string
}

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value }
}

export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

/** The value, or an `Error` that carries the refusal. For tests and for callers that have already checked. */
export function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new RefusedError(outcome.refusal)
}

export class RefusedError extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(`${refusal.name}: ${refusal.ground}`)
    this.name = 'RefusedError'
    this.refusal = refusal
  }
}
