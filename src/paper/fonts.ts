import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'

/** A font ready for the typesetter: its bytes and the code points that it can draw. */
export interface Font {
  readonly family: string
  readonly bytes: Buffer
  readonly covers: ReadonlySet<number>
}

/**
 * Noto Sans (SIL Open Font License 1.1) comes in one file per script, all named alike. The typesetter takes
 * one file per name, so each script gets a name of its own, as long as the first, written into the copy in memory.
 */
const families = {
  latin: 'Noto Sans',
  'latin-ext': 'Noto Late',
  greek: 'Noto Gree',
  'greek-ext': 'Noto Grex',
  cyrillic: 'Noto Cyri',
  'cyrillic-ext': 'Noto Cyre',
  vietnamese: 'Noto Viet',
} as const

let loaded: readonly Font[] | undefined

/** The fonts shipped with the program, regular and bold; nothing of the machine is used. */
export function fonts(): readonly Font[] {
  loaded ??= Object.entries(families).flatMap(([script, family]) =>
    [400, 700].map((weight) => load(script, family, weight)),
  )
  return loaded
}

function load(script: string, family: string, weight: number): Font {
  const require = createRequire(import.meta.url)
  const file = require.resolve(
    `@fontsource/noto-sans/files/noto-sans-${script}-${weight}-normal.woff`,
  )
  const bytes = unpack(readFileSync(file))
  rename(bytes, families.latin, family)
  return { family, bytes, covers: coverage(bytes) }
}

interface Table {
  readonly tag: string
  readonly offset: number
  readonly length: number
}

/** WOFF 1.0 (W3C Recommendation, 13 December 2012) back to the OpenType file it packs. */
function unpack(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const head = Buffer.alloc(12 + 16 * count)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  const power = Math.floor(Math.log2(count))
  head.writeUInt16BE(16 * 2 ** power, 6)
  head.writeUInt16BE(power, 8)
  head.writeUInt16BE(16 * (count - 2 ** power), 10)
  const parts: Buffer[] = [head]
  let offset = head.length
  for (let i = 0; i < count; i++) {
    const entry = 44 + 20 * i
    const packed = woff.readUInt32BE(entry + 8)
    const length = woff.readUInt32BE(entry + 12)
    const at = woff.readUInt32BE(entry + 4)
    const raw = woff.subarray(at, at + packed)
    woff.copy(head, 12 + 16 * i, entry, entry + 4)
    woff.copy(head, 16 + 16 * i, entry + 16, entry + 20)
    head.writeUInt32BE(offset, 20 + 16 * i)
    head.writeUInt32BE(length, 24 + 16 * i)
    const padding = Buffer.alloc((4 - (length % 4)) % 4)
    parts.push(packed < length ? inflateSync(raw) : raw, padding)
    offset += length + padding.length
  }
  return Buffer.concat(parts)
}

function tables(font: Buffer): readonly Table[] {
  return Array.from({ length: font.readUInt16BE(4) }, (_, i) => ({
    tag: font.toString('latin1', 12 + 16 * i, 16 + 16 * i),
    offset: font.readUInt32BE(20 + 16 * i),
    length: font.readUInt32BE(24 + 16 * i),
  }))
}

function rename(font: Buffer, from: string, to: string): void {
  const name = tables(font).find((t) => t.tag === 'name')!
  const part = font.subarray(name.offset, name.offset + name.length)
  const [a, b] = [Buffer.from(from, 'utf16le').swap16(), Buffer.from(to, 'utf16le').swap16()]
  for (let at = part.indexOf(a); at !== -1; at = part.indexOf(a, at + 1)) b.copy(part, at)
}

/** Code points of the Unicode character map, formats 4 and 12 (OpenType specification, `cmap`). */
function coverage(font: Buffer): Set<number> {
  const at = tables(font).find((t) => t.tag === 'cmap')!.offset
  const covered = new Set<number>()
  for (let i = 0; i < font.readUInt16BE(at + 2); i++) {
    const sub = at + font.readUInt32BE(at + 8 + 8 * i)
    const format = font.readUInt16BE(sub)
    if (format === 4) readSegments(font, sub, covered)
    if (format === 12) readGroups(font, sub, covered)
  }
  return covered
}

function readSegments(font: Buffer, sub: number, into: Set<number>): void {
  const twice = font.readUInt16BE(sub + 6)
  for (let i = 0; i < twice; i += 2) {
    const end = font.readUInt16BE(sub + 14 + i)
    const start = font.readUInt16BE(sub + 16 + twice + i)
    for (let c = start; c <= end && c !== 0xffff; c++) into.add(c)
  }
}

function readGroups(font: Buffer, sub: number, into: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(sub + 12); i++) {
    const group = sub + 16 + 12 * i
    for (let c = font.readUInt32BE(group); c <= font.readUInt32BE(group + 4); c++) into.add(c)
  }
}
