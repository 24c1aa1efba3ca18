import { done, type Outcome } from '#base'
import { hitRefusal } from './refusals.ts'
import { type TokenSet, tokenAt, tokenBytes } from './tokens.ts'

/**
 * The index as it travels. Tokens are sorted, so their first bits need not be written: after Elias (1974) and Fano
 * (1971), the heads are a row of bits, a one for each token and a zero for each next head, and the tails follow as they
 * are. 100,000 tokens take 14.2 bytes each instead of 16.
 *
 * `COMITYT1`, count (4 bytes), length of a head in bytes (1), heads, tails. One set has one file: readers refuse any other.
 */
const magic = Buffer.from('COMITYT1')
const headerBytes = magic.length + 5

/** Tokens in one index; a bigger authority splits by purpose. */
const mostTokens = 4_194_304

/** Most bytes that a reader looks at. */
export const mostFileBytes = headerBytes + (mostTokens * 2) / 8 + mostTokens * tokenBytes

function headBytesFor(count: number): 0 | 1 | 2 {
  if (count < 64) return 0
  return count < 16_384 ? 1 : 2
}

/** Bits of the row of heads, and bytes of the file. */
function sizes(count: number) {
  const head = headBytesFor(count)
  const heads = Math.ceil((count + 2 ** (8 * head)) / 8)
  const tail = tokenBytes - head
  return { head, heads, tail, file: headerBytes + heads + count * tail }
}

export function packTokens(set: TokenSet): Uint8Array {
  const { head, heads, tail, file } = sizes(set.count)
  const out = Buffer.alloc(file)
  magic.copy(out)
  out.writeUInt32BE(set.count, magic.length)
  out.writeUInt8(head, magic.length + 4)
  for (let i = 0; i < set.count; i++) {
    const token = tokenAt(set, i)
    const bit = headOf(token, head) + i
    out[headerBytes + (bit >> 3)]! |= 0x80 >> (bit & 7)
    out.set(token.subarray(head), headerBytes + heads + i * tail)
  }
  return out
}

/** A file becomes a set, or the refusal `hit-malformed`: sizes are checked before anything is built. */
export function unpackTokens(bytes: Uint8Array): Outcome<TokenSet> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < headerBytes || !view.subarray(0, magic.length).equals(magic))
    return bad('it is not a file of tokens')
  const count = view.readUInt32BE(magic.length)
  if (count > mostTokens) return bad(`it says that it holds ${count} tokens, more than are read`)
  const { head, heads, tail, file } = sizes(count)
  if (view.readUInt8(magic.length + 4) !== head || view.length !== file)
    return bad(`its length is not that of ${count} tokens`)
  const out = Buffer.alloc(count * tokenBytes)
  let prefix = 0
  let found = 0
  const most = 2 ** (8 * head)
  for (let bit = 0; bit < heads * 8; bit++) {
    const one = (view[headerBytes + (bit >> 3)]! & (0x80 >> (bit & 7))) !== 0
    if (!one) prefix++
    else {
      if (found === count || prefix >= most) return bad('its heads and its count disagree')
      const at = found * tokenBytes
      if (head > 0) out.writeUIntBE(prefix, at, head)
      out.set(
        view.subarray(headerBytes + heads + found * tail, headerBytes + heads + (found + 1) * tail),
        at + head,
      )
      if (found > 0 && out.compare(out, at, at + tokenBytes, at - tokenBytes, at) >= 0)
        return bad('its tokens do not ascend')
      found++
    }
  }
  return found === count ? done({ count, bytes: out }) : bad('its heads and its count disagree')
}

function headOf(token: Uint8Array, head: number): number {
  return head === 0 ? 0 : Buffer.from(token.subarray(0, head)).readUIntBE(0, head)
}

function bad(why: string) {
  return hitRefusal('hit-malformed', { ground: `the index cannot be read: ${why}` })
}
