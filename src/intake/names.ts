import { utf8 } from './rows.ts'

/** Distinct byte strings with a number each, in order of appearance. No JavaScript string per row. */
export interface Names {
  count: number
  /** Kept so that `bringNear` has an effect. */
  near: number
  /** The number of these bytes; a new one when they were not seen before. */
  intern(bytes: Uint8Array, start: number, end: number, hash?: number): number
  /** The number of these bytes, or -1. */
  find(bytes: Uint8Array): number
  /** True when capital letters and digits of ASCII are all there is: such a name is its own normal form. */
  plain(index: number): boolean
  /**
   * Brings what the next names need near the processor. Each name costs two or three reads from far memory; asked
   * for in one loop they overlap, asked for one by one they do not (measured: half the time at a million names).
   * Sets `found` to the number of each hash's first candidate, or -1.
   */
  bringNear(hashes: Uint32Array, count: number, found: Int32Array): void
  text(index: number): string
}

/** One slot of the table: hash, number + 1, where the bytes stand in the pool, how many. One cache line holds four. */
const slotWords = 4

export function names(): Names {
  let size = 1 << 10
  let table = new Uint32Array(size * slotWords)
  let offsets = new Uint32Array(1 << 9)
  let pool = new Uint8Array(1 << 14)
  let used = 0

  function grow(): void {
    const old = table
    size *= 2
    table = new Uint32Array(size * slotWords)
    for (let s = 0; s < old.length; s += slotWords) {
      if (old[s + 1] === 0) continue
      let slot = (old[s]! & (size - 1)) * slotWords
      while (table[slot + 1] !== 0) slot = (slot + slotWords) & (size * slotWords - 1)
      for (let w = 0; w < slotWords; w++) table[slot + w] = old[s + w]!
    }
    offsets = enlarged(offsets, new Uint32Array(offsets.length * 2))
  }

  /** The slot that holds these bytes, or the empty one where they belong. */
  function slotOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const length = end - start
    let slot = (hash & (size - 1)) * slotWords
    for (;;) {
      if (table[slot + 1] === 0) return slot
      if (table[slot] === hash && table[slot + 3] === length) {
        const from = table[slot + 2]!
        let i = 0
        while (i < length && pool[from + i] === bytes[start + i]) i++
        if (i === length) return slot
      }
      slot = (slot + slotWords) & (size * slotWords - 1)
    }
  }

  const self: Names = {
    count: 0,
    near: 0,
    bringNear(hashes, count, found) {
      for (let i = 0; i < count; i++)
        found[i] = table[(hashes[i]! & (size - 1)) * slotWords + 1]! - 1
      let near = 0
      for (let i = 0; i < count; i++)
        near += pool[table[(hashes[i]! & (size - 1)) * slotWords + 2]!]!
      self.near = near
    },
    find(bytes) {
      const slot = slotOf(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length))
      return table[slot + 1]! - 1
    },
    plain(index) {
      const end = index + 1 < self.count ? offsets[index + 1]! : used
      for (let i = offsets[index]!; i < end; i++) {
        const b = pool[i]!
        if (!((b >= 0x41 && b <= 0x5a) || (b >= 0x30 && b <= 0x39))) return false
      }
      return true
    },
    intern(bytes, start, end, hash = hashOf(bytes, start, end)) {
      const length = end - start
      const slot = slotOf(bytes, start, end, hash)
      const known = table[slot + 1]!
      if (known !== 0) return known - 1
      const index = self.count++
      table[slot] = hash
      table[slot + 1] = index + 1
      table[slot + 2] = used
      table[slot + 3] = length
      offsets[index] = used
      while (used + length > pool.length) pool = enlarged(pool, new Uint8Array(pool.length * 2))
      for (let i = start; i < end; i++) pool[used++] = bytes[i]!
      if (self.count * 2 >= size) grow()
      return index
    },
    text(index) {
      return utf8(pool, offsets[index]!, index + 1 < self.count ? offsets[index + 1]! : used)
    },
  }
  return self
}

function enlarged<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from)
  return to
}

/** FNV-1a with a final mix, 32 bits. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 13)) >>> 0
}

/**
 * Legal forms that registers and banks write in several ways, as one. Different forms stay different: a limited
 * company and a partnership of the same name are two parties.
 */
const legalForms: Readonly<Record<string, string>> = {
  LIMITED: 'LTD',
  INCORPORATED: 'INC',
  CORPORATION: 'CORP',
  COMPANY: 'CO',
  'PUBLIC LIMITED COMPANY': 'PLC',
  'LIMITED LIABILITY PARTNERSHIP': 'LLP',
  'LIMITED LIABILITY COMPANY': 'LLC',
  'LIMITED PARTNERSHIP': 'LP',
  'JOINT STOCK COMPANY': 'JSC',
  'GESELLSCHAFT MIT BESCHRANKTER HAFTUNG': 'GMBH',
  AKTIENGESELLSCHAFT: 'AG',
  'SOCIETE ANONYME': 'SA',
  'SOCIEDAD ANONIMA': 'SA',
  'L L C': 'LLC',
  'L L P': 'LLP',
  'L P': 'LP',
  'P L C': 'PLC',
  'S A': 'SA',
  'S R L': 'SRL',
  'S P A': 'SPA',
  'L T D': 'LTD',
}
const forms = new RegExp(
  `(?<= )(?:${Object.keys(legalForms)
    .sort((a, b) => b.length - a.length)
    .join('|')})$`,
)

/** Case, spaces, punctuation, accents and the spelling of the legal form taken away; everything else kept. */
export function normalName(text: string): string {
  if (/^[A-Za-z0-9]*$/.test(text)) return text.toUpperCase()
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return plain.replace(forms, (form) => legalForms[form] ?? form) || text
}
