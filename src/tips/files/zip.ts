import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { need, Reader } from './reader.ts'

/** One part of a container, unpacked. */
export interface Part {
  readonly name: string
  readonly bytes: Buffer
}

const limits = { parts: 4000, bytes: 256 * 1024 * 1024 } as const

/**
 * The parts of a ZIP (APPNOTE 6.3.10) by its central directory: stored or deflated, of the size and checksum they claim.
 * Encryption, split archives, names out of the folder and names that come twice are refused.
 *
 * @throws Broken
 */
export function readZip(bytes: Uint8Array): readonly Part[] {
  const from = new Reader(bytes)
  const whole = from.bytes
  const end = whole.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  need(end >= 0 && end + 22 <= whole.length)
  const count = whole.readUInt16LE(end + 10)
  need(count > 0 && count <= limits.parts && whole.readUInt16LE(end + 8) === count)
  from.at = whole.readUInt32LE(end + 16)
  need(from.at < end)
  const parts: Part[] = []
  const names = new Set<string>()
  let left = limits.bytes as number
  for (let i = 0; i < count; i++) {
    need(from.text(4) === 'PK\x01\x02')
    const head = from.take(42)
    const flags = head.readUInt16LE(4)
    const [packed, size] = [head.readUInt32LE(16), head.readUInt32LE(20)]
    const name = from.take(head.readUInt16LE(24)).toString('utf8')
    from.take(head.readUInt16LE(26) + head.readUInt16LE(28))
    need((flags & 1) === 0, 'locked')
    need(!names.has(name.toLowerCase()) && isName(name) && size <= left)
    names.add(name.toLowerCase())
    left -= size
    if (name.endsWith('/')) continue
    const part = unpacked(whole, head.readUInt32LE(38), head.readUInt16LE(6), packed, size)
    need(crc32(part) === head.readUInt32LE(12))
    parts.push({ name, bytes: part })
  }
  return parts
}

function isName(name: string): boolean {
  return /^[\w[\] .\-/]{1,200}$/.test(name) && !name.split('/').includes('..') && name[0] !== '/'
}

function unpacked(whole: Buffer, at: number, method: number, packed: number, size: number): Buffer {
  need(at + 30 <= whole.length && whole.toString('latin1', at, at + 4) === 'PK\x03\x04')
  const start = at + 30 + whole.readUInt16LE(at + 26) + whole.readUInt16LE(at + 28)
  need(start + packed <= whole.length && (method === 0 || method === 8))
  const bytes = whole.subarray(start, start + packed)
  if (method === 0) {
    need(packed === size)
    return bytes
  }
  let plain: Buffer
  try {
    plain = inflateRawSync(bytes, { maxOutputLength: size + 1 })
  } catch {
    plain = Buffer.alloc(0)
  }
  need(plain.length === size)
  return plain
}

/** Without times, comments and extra fields, every part packed alike, in the order given. */
export function writeZip(parts: readonly Part[]): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, bytes } of parts) {
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x800, 2)
    common.writeUInt16LE(8, 4)
    // 1 January 1980, the day on which these clocks begin.
    common.writeUInt16LE(0x21, 8)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    local.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, packed)
    central.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, title)
    at += 30 + title.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}
