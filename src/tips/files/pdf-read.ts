import { inflateSync } from 'node:zlib'
import { type Pdf, type PdfDict, PdfName, PdfReader, PdfRef, PdfStream } from './pdf-objects.ts'
import { need } from './reader.ts'

/** Where an object lies: at a place of the file, or in a stream of objects. */
type Place = { readonly at: number } | { readonly within: number; readonly index: number }

const limits = { objects: 200_000, streamBytes: 128 * 1024 * 1024, revisions: 200 } as const

/** A PDF as its cross-references tell it, the newest revision first. */
export class PdfFile {
  readonly root: PdfRef
  private readonly bytes: Buffer
  private readonly places = new Map<number, Place | null>()
  private readonly known = new Map<number, Pdf>()
  private readonly streams = new Map<number, readonly Pdf[]>()
  private readonly underway = new Set<number>()
  private unpacked = 0

  /** @throws Broken */
  constructor(bytes: Buffer) {
    need(bytes.subarray(0, 1024).includes('%PDF-'))
    this.bytes = bytes
    const last = bytes.lastIndexOf('startxref')
    need(last > 0)
    const reader = new PdfReader(bytes, last + 9)
    let next: number | undefined = reader.integer()
    const seen = new Set<number>()
    let root: Pdf | undefined
    while (next !== undefined) {
      need(!seen.has(next) && seen.size < limits.revisions)
      seen.add(next)
      const trailer = this.section(next)
      need(!trailer.has('Encrypt'), 'locked')
      root ??= trailer.get('Root')
      const hybrid = trailer.get('XRefStm')
      if (typeof hybrid === 'number' && !seen.has(hybrid)) {
        seen.add(hybrid)
        this.section(hybrid)
      }
      const before = trailer.get('Prev')
      need(before === undefined || typeof before === 'number')
      next = before
    }
    need(root instanceof PdfRef)
    this.root = root
  }

  /** The object of that number; null where there is none. */
  object(number: number): Pdf {
    const before = this.known.get(number)
    if (before !== undefined) return before
    const place = this.places.get(number)
    if (place === undefined || place === null) return null
    need(!this.underway.has(number))
    this.underway.add(number)
    const found = 'at' in place ? this.objectAt(place.at, number) : this.objectIn(place)
    this.underway.delete(number)
    this.known.set(number, found)
    return found
  }

  /** A value itself, where it is written as a reference. */
  follow(value: Pdf | undefined): Pdf | undefined {
    let found = value
    for (let steps = 0; found instanceof PdfRef; steps++) {
      need(steps < 32)
      found = this.object(found.number)
    }
    return found
  }

  /** Bytes of a stream without its outermost filter, where that is the one every PDF has. */
  inflated({ dict, raw }: PdfStream): Buffer | undefined {
    const filter = this.follow(dict.get('Filter'))
    const one = Array.isArray(filter) && filter.length === 1 ? this.follow(filter[0]) : filter
    if (filter === undefined || (Array.isArray(filter) && filter.length === 0)) return raw
    if (!(one instanceof PdfName) || one.name !== 'FlateDecode') return undefined
    try {
      const plain = inflateSync(raw, { maxOutputLength: limits.streamBytes - this.unpacked })
      this.unpacked += plain.length
      return plain
    } catch {
      need(false)
      return undefined
    }
  }

  private section(at: number): PdfDict {
    const reader = new PdfReader(this.bytes, at)
    return reader.is('xref') ? this.table(reader) : this.stream(at)
  }

  private table(reader: PdfReader): PdfDict {
    while (!reader.is('trailer')) {
      const [first, count] = [reader.integer(), reader.integer()]
      need(first >= 0 && count >= 0 && first + count <= limits.objects)
      for (let i = 0; i < count; i++) {
        const [at, , kind] = [reader.integer(), reader.integer(), reader.word()]
        need(kind === 'n' || kind === 'f')
        this.note(first + i, kind === 'n' ? { at } : null)
      }
    }
    return reader.dict()
  }

  /** A stream of cross-references (7.5.8). */
  private stream(at: number): PdfDict {
    const object = this.objectAt(at)
    need(object instanceof PdfStream)
    const { dict } = object
    const widths = this.numbers(dict.get('W'))
    need(widths.length === 3 && widths.every((w) => w >= 0 && w <= 8))
    const size = dict.get('Size')
    const index = dict.has('Index') ? this.numbers(dict.get('Index')) : [0, size as number]
    const plain = this.inflated(object)
    need(plain !== undefined)
    const rows = unpredicted(plain, dict.get('DecodeParms') as PdfDict | undefined)
    const [w0, w1, w2] = widths as [number, number, number]
    const line = w0 + w1 + w2
    let place = 0
    const field = (width: number, otherwise: number) => {
      let value = width === 0 ? otherwise : 0
      for (let i = 0; i < width; i++) value = value * 256 + rows[place++]!
      return value
    }
    for (let i = 0; i + 1 < index.length; i += 2) {
      const [first, count] = [index[i]!, index[i + 1]!]
      need(first >= 0 && count >= 0 && first + count <= limits.objects)
      for (let j = 0; j < count; j++) {
        need(place + line <= rows.length)
        const [kind, one, two] = [field(w0, 1), field(w1, 0), field(w2, 0)]
        if (kind === 1) this.note(first + j, { at: one })
        else if (kind === 2) this.note(first + j, { within: one, index: two })
        else this.note(first + j, null)
      }
    }
    return dict
  }

  private note(number: number, place: Place | null): void {
    if (!this.places.has(number)) this.places.set(number, place)
  }

  private numbers(value: Pdf | undefined): readonly number[] {
    need(Array.isArray(value) && value.every((n) => Number.isInteger(n)))
    return value as readonly number[]
  }

  private objectAt(at: number, expected?: number): Pdf {
    const reader = new PdfReader(this.bytes, at)
    const number = reader.integer()
    reader.integer()
    need(reader.is('obj') && (expected === undefined || number === expected))
    const value = reader.value()
    if (!(value instanceof Map) || !reader.is('stream')) return value
    const { bytes } = this
    let from = reader.at
    if (bytes[from] === 13) from++
    if (bytes[from] === 10) from++
    const length = this.follow(value.get('Length'))
    need(Number.isInteger(length) && (length as number) >= 0)
    const end = from + (length as number)
    need(end <= bytes.length && new PdfReader(bytes, end).is('endstream'))
    return new PdfStream(value, bytes.subarray(from, end))
  }

  /** One of a stream of objects (7.5.7). */
  private objectIn({ within, index }: { within: number; index: number }): Pdf {
    const known = this.streams.get(within) ?? this.objectsOf(within)
    this.streams.set(within, known)
    need(index < known.length)
    return known[index]!
  }

  private objectsOf(number: number): readonly Pdf[] {
    const stream = this.object(number)
    need(stream instanceof PdfStream)
    const plain = this.inflated(stream)
    const [count, first] = [
      this.follow(stream.dict.get('N')),
      this.follow(stream.dict.get('First')),
    ]
    need(plain !== undefined && Number.isInteger(count) && Number.isInteger(first))
    need((count as number) >= 0 && (count as number) <= limits.objects)
    const head = new PdfReader(plain)
    const places: number[] = []
    for (let i = 0; i < (count as number); i++) {
      head.integer()
      places.push(head.integer())
    }
    return places.map((at) => new PdfReader(plain, (first as number) + at).value())
  }
}

/** Rows as they were before the predictor of PNG (7.4.4.4). */
function unpredicted(bytes: Buffer, parms: PdfDict | undefined): Buffer {
  const predictor = parms?.get('Predictor') ?? 1
  if (predictor === 1) return bytes
  need(typeof predictor === 'number' && predictor >= 10 && predictor <= 15)
  const columns = parms?.get('Columns') ?? 1
  need(Number.isInteger(columns) && (columns as number) > 0 && (columns as number) < 1000)
  const width = columns as number
  const rows = Math.floor(bytes.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)]!
    need(kind <= 4)
    for (let i = 0; i < width; i++) {
      const raw = bytes[row * (width + 1) + 1 + i]!
      const left = i === 0 ? 0 : out[row * width + i - 1]!
      const up = row === 0 ? 0 : out[(row - 1) * width + i]!
      const corner = i === 0 || row === 0 ? 0 : out[(row - 1) * width + i - 1]!
      out[row * width + i] = raw + predicted(kind, left, up, corner)
    }
  }
  return out
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 0) return 0
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  const guess = left + up - corner
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}
