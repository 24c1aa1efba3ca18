import { utf8 } from './rows.ts'

/** Distinct byte strings with a number each, in order of appearance. No JavaScript string per row. */
export interface Names {
  count: number
  /** The number of these bytes; a new one when they were not seen before. */
  intern(bytes: Uint8Array, start: number, end: number): number
  text(index: number): string
}

export function names(): Names {
  let table = new Int32Array(1 << 10)
  let hashes = new Uint32Array(1 << 9)
  let offsets = new Float64Array(1 << 9)
  let pool = new Uint8Array(1 << 14)
  let used = 0

  function grow(): void {
    hashes = enlarged(hashes, new Uint32Array(hashes.length * 2))
    offsets = enlarged(offsets, new Float64Array(offsets.length * 2))
    table = new Int32Array(table.length * 2)
    const mask = table.length - 1
    for (let i = 0; i < self.count; i++) {
      let slot = hashes[i]! & mask
      while (table[slot] !== 0) slot = (slot + 1) & mask
      table[slot] = i + 1
    }
  }

  const self: Names = {
    count: 0,
    intern(bytes, start, end) {
      const hash = hashOf(bytes, start, end)
      const mask = table.length - 1
      let slot = hash & mask
      for (;;) {
        const found = table[slot]!
        if (found === 0) break
        if (hashes[found - 1] === hash) {
          const from = offsets[found - 1]!
          const until = found < self.count ? offsets[found]! : used
          if (until - from === end - start) {
            let i = 0
            const length = end - start
            while (i < length && pool[from + i] === bytes[start + i]) i++
            if (i === length) return found - 1
          }
        }
        slot = (slot + 1) & mask
      }
      const index = self.count++
      table[slot] = index + 1
      hashes[index] = hash
      offsets[index] = used
      while (used + end - start > pool.length)
        pool = enlarged(pool, new Uint8Array(pool.length * 2))
      for (let i = start; i < end; i++) pool[used++] = bytes[i]!
      if (self.count === hashes.length) grow()
      return index
    },
    text(index) {
      return utf8(pool, offsets[index]!, index + 1 < self.count ? offsets[index + 1]! : used)
    },
  }
  return self
}

function enlarged<T extends Uint8Array | Uint32Array | Float64Array>(from: T, to: T): T {
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
