import type { Outcome } from '#base'

/**
 * One reader of bytes that somebody else wrote. `read` says in one text what it understood, or undefined where it refused:
 * so that one test can hold every reader against the same damage.
 */
export interface Parser {
  /** What arrives, in words. */
  readonly name: string
  /** Functions of a face that read it, `exchange/readReceipt`. */
  readonly covers: readonly string[]
  /** Something valid, as it would arrive. */
  readonly sample: Uint8Array
  readonly read: (bytes: Uint8Array) => string | undefined | Promise<string | undefined>
  /**
   * What an accepted input must be. `signed`: it says what the sample says. `one spelling`: `read` gives back the very
   * bytes, as latin1. `any`: nothing vouches for it, and it is only never to throw.
   */
  readonly holds: 'signed' | 'one spelling' | 'any'
  /** Damaged inputs in one run; fewer where one costs much. */
  readonly runs?: number
}

/** What an outcome says, in one text; undefined for a refusal. A refusal without a name would be a fault of ours. */
export function said<T>(
  outcome: Outcome<T>,
  tell: (value: T) => unknown = (value) => value,
): string | undefined {
  if (outcome.ok) return JSON.stringify(tell(outcome.value), bytesAsHex) ?? 'undefined'
  const { name, ground } = outcome.refusal
  if (name === '' || ground === '') throw new Error('a refusal without a name or a ground')
  return undefined
}

/** The bytes that a value is written back as, for readers that allow one spelling alone. */
export function respelt<T>(
  outcome: Outcome<T>,
  write: (value: T) => Uint8Array,
): string | undefined {
  return outcome.ok ? Buffer.from(write(outcome.value)).toString('latin1') : undefined
}

export function utf8(text: string): Uint8Array {
  return Buffer.from(text)
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8')
}

function bytesAsHex(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Map) return [...value]
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex')
  const buffer = value as { type?: string; data?: number[] } | null
  return buffer?.type === 'Buffer' && Array.isArray(buffer.data)
    ? Buffer.from(buffer.data).toString('hex')
    : value
}
