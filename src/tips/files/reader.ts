/** Thrown inside of this folder alone, and caught by `clean.ts`: the file is not what it says. */
export class Broken extends Error {
  readonly why: 'broken' | 'unknown' | 'locked'

  constructor(why: 'broken' | 'unknown' | 'locked' = 'broken') {
    super(why)
    this.why = why
  }
}

/** @throws Broken */
export function need(so: boolean, why: 'broken' | 'unknown' | 'locked' = 'broken'): asserts so {
  if (!so) throw new Broken(why)
}

/** Bytes read from the front, never beyond their end. */
export class Reader {
  readonly bytes: Buffer
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  take(length: number): Buffer {
    need(length >= 0 && length <= this.left)
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  u8(): number {
    return this.take(1)[0]!
  }

  u16be(): number {
    return this.take(2).readUInt16BE()
  }

  u32be(): number {
    return this.take(4).readUInt32BE()
  }

  u32le(): number {
    return this.take(4).readUInt32LE()
  }

  text(length: number): string {
    return this.take(length).toString('latin1')
  }
}
