import { gzipSync } from 'node:zlib'
import { must } from '#base'
import { type Ledger, type LedgerOptions, readLedger } from './ledger.ts'
import type { Reading } from './problem.ts'

/** Reads a ledger from text or bytes; for tests. */
export function read(
  content: string | Uint8Array,
  options: LedgerOptions = {},
): Promise<Reading<Ledger>> {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return readLedger({ name: 'ledger.csv', bytes }, options)
}

/** Reads a ledger that must be good. */
export async function good(
  content: string | Uint8Array,
  options: LedgerOptions = {},
): Promise<Ledger> {
  return must(await read(content, options))
}

export const header = 'id,time,from,to,amount,currency\n'

/** A ledger with the six required columns. */
export function rows(...lines: readonly string[]): string {
  return header + lines.map((line) => `${line}\n`).join('')
}

export function packed(text: string): Uint8Array {
  return gzipSync(Buffer.from(text))
}

/** Chunks of a stream. */
export async function* stream(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
