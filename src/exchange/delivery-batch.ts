import { done, type Outcome } from '#base'
import { frame } from './frame.ts'
import { exchangeRefusal } from './refusals.ts'

/**
 * Several letters in one call, and several receipts in its answer, in the same order. Each letter is on its own: sealed,
 * signed, numbered, admitted or refused as if it had come alone; the frame around them is nothing but a saving of calls.
 */
export const batchLimits = { letters: 256, maxBytes: 8 * 1024 * 1024 } as const

const magics = {
  letters: Buffer.from('comity-letters/1\n'),
  receipts: Buffer.from('comity-receipts/1\n'),
} as const
type What = keyof typeof magics

export function packBatch(what: What, parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([magics[what], frame(parts)])
}

export function isBatch(bytes: Uint8Array): boolean {
  return Buffer.compare(bytes.subarray(0, magics.letters.length), magics.letters) === 0
}

/** The parts, at most 256 and nothing left over; nothing inside them has been looked at. */
export function unpackBatch(what: What, bytes: Uint8Array): Outcome<readonly Uint8Array[]> {
  const magic = magics[what]
  const malformed = (why: string) => exchangeRefusal('letter-malformed', why)
  if (Buffer.compare(bytes.subarray(0, magic.length), magic) !== 0)
    return malformed(`the bytes do not begin with comity-${what}/1`)
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: Uint8Array[] = []
  let at = magic.length
  while (at < view.length) {
    if (parts.length === batchLimits.letters)
      return malformed(`more than ${batchLimits.letters} parts stand in one call`)
    if (at + 4 > view.length) return malformed('the call is cut short')
    const end = at + 4 + view.readUInt32BE(at)
    if (end > view.length) return malformed('the call is cut short')
    parts.push(view.subarray(at + 4, end))
    at = end
  }
  return parts.length === 0 ? malformed('the call holds no letter') : done(parts)
}
