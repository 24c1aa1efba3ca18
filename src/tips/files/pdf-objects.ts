import { need } from './reader.ts'

/** A value of PDF (ISO 32000-2, 7.3). */
export type Pdf =
  | null
  | boolean
  | number
  | PdfName
  | PdfText
  | PdfRef
  | readonly Pdf[]
  | PdfDict
  | PdfStream

export class PdfName {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** A string, as bytes. */
export class PdfText {
  readonly bytes: Buffer
  constructor(bytes: Buffer) {
    this.bytes = bytes
  }
}

export class PdfRef {
  readonly number: number
  constructor(number: number) {
    this.number = number
  }
}

export type PdfDict = Map<string, Pdf>

export class PdfStream {
  readonly dict: PdfDict
  readonly raw: Buffer
  constructor(dict: PdfDict, raw: Buffer) {
    this.dict = dict
    this.raw = raw
  }
}

const white = new Set([0, 9, 10, 12, 13, 32])
const delimiters = new Set([...'()<>[]{}/%'].map((c) => c.charCodeAt(0)))
const mostDepth = 100

/** Reads values from a place on. Everything it does not know is refused. */
export class PdfReader {
  readonly bytes: Buffer
  at: number

  constructor(bytes: Buffer, at = 0) {
    need(at >= 0 && at <= bytes.length)
    this.bytes = bytes
    this.at = at
  }

  skip(): void {
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === 0x25) {
        while (this.at < this.bytes.length && ![10, 13].includes(this.bytes[this.at]!)) this.at++
      } else if (byte !== undefined && white.has(byte)) this.at++
      else return
    }
  }

  /** A run of ordinary characters. */
  word(): string {
    this.skip()
    const begun = this.at
    for (;;) {
      const byte = this.bytes[this.at]
      if (byte === undefined || white.has(byte) || delimiters.has(byte)) break
      this.at++
    }
    return this.bytes.toString('latin1', begun, this.at)
  }

  /** Is this word next? Then it is read. */
  is(word: string): boolean {
    this.skip()
    const [begun, next] = [this.at, this.word()]
    if (next === word) return true
    this.at = begun
    return false
  }

  integer(): number {
    const word = this.word()
    need(/^[+-]?\d{1,10}$/.test(word))
    return Number(word)
  }

  value(depth = 0): Pdf {
    need(depth < mostDepth)
    this.skip()
    const byte = this.bytes[this.at]
    need(byte !== undefined)
    if (byte === 0x2f) return this.name()
    if (byte === 0x28) return this.literal()
    if (byte === 0x5b) return this.array(depth)
    if (byte === 0x3c) return this.bytes[this.at + 1] === 0x3c ? this.dict(depth) : this.hex()
    const word = this.word()
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    need(/^[+-]?(\d{1,15}\.?\d{0,15}|\.\d{1,15})$/.test(word))
    return /^\d{1,10}$/.test(word) ? this.maybeRef(Number(word)) : Number(word)
  }

  private maybeRef(number: number): Pdf {
    const begun = this.at
    const generation = this.word()
    if (/^\d{1,5}$/.test(generation) && this.word() === 'R') return new PdfRef(number)
    this.at = begun
    return number
  }

  private name(): PdfName {
    this.at++
    const begun = this.at
    while (
      this.at < this.bytes.length &&
      !white.has(this.bytes[this.at]!) &&
      !delimiters.has(this.bytes[this.at]!)
    )
      this.at++
    const text = this.bytes.toString('latin1', begun, this.at)
    return new PdfName(
      text.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      ),
    )
  }

  private array(depth: number): readonly Pdf[] {
    this.at++
    const found: Pdf[] = []
    for (;;) {
      this.skip()
      if (this.bytes[this.at] === 0x5d) break
      found.push(this.value(depth + 1))
    }
    this.at++
    return found
  }

  dict(depth = 0): PdfDict {
    this.skip()
    need(this.bytes.toString('latin1', this.at, this.at + 2) === '<<')
    this.at += 2
    const found: PdfDict = new Map()
    for (;;) {
      this.skip()
      if (this.bytes.toString('latin1', this.at, this.at + 2) === '>>') break
      need(this.bytes[this.at] === 0x2f)
      const { name } = this.name()
      found.set(name, this.value(depth + 1))
    }
    this.at += 2
    return found
  }

  private hex(): PdfText {
    const end = this.bytes.indexOf(0x3e, this.at)
    need(end > 0)
    const digits = this.bytes.toString('latin1', this.at + 1, end).replace(/[\0\t\n\f\r ]/g, '')
    need(/^[0-9A-Fa-f]*$/.test(digits))
    this.at = end + 1
    return new PdfText(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex'))
  }

  private literal(): PdfText {
    const out: number[] = []
    let open = 1
    this.at++
    for (;;) {
      const byte = this.bytes[this.at++]
      need(byte !== undefined)
      if (byte === 0x5c) this.escape(out)
      else if (byte === 0x28) {
        open++
        out.push(byte)
      } else if (byte === 0x29) {
        if (--open === 0) break
        out.push(byte)
      } else if (byte === 13) {
        if (this.bytes[this.at] === 10) this.at++
        out.push(10)
      } else out.push(byte)
    }
    return new PdfText(Buffer.from(out))
  }

  private escape(out: number[]): void {
    const byte = this.bytes[this.at++]
    need(byte !== undefined)
    const plain = { n: 10, r: 13, t: 9, b: 8, f: 12 }[String.fromCharCode(byte)]
    if (plain !== undefined) out.push(plain)
    else if (byte >= 0x30 && byte <= 0x37) {
      let code = byte - 0x30
      for (let i = 0; i < 2; i++) {
        const digit = this.bytes[this.at]
        if (digit === undefined || digit < 0x30 || digit > 0x37) break
        code = code * 8 + digit - 0x30
        this.at++
      }
      out.push(code & 0xff)
    } else if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at++
    } else if (byte !== 10) out.push(byte)
  }
}
