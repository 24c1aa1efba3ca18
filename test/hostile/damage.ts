import fc from 'fast-check'

/** What is done to bytes on their way: each a small function of the bytes, of another message and of two numbers. */
type Harm = (bytes: Buffer, other: Buffer, a: number, b: number) => Buffer

const at = (bytes: Buffer, n: number) => (bytes.length === 0 ? 0 : n % bytes.length)

export const harms = {
  'one bit': (bytes, _other, a, b) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[at(copy, a)]! ^= 1 << (b % 8)
    return copy
  },
  'one byte': (bytes, _other, a, b) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[at(copy, a)] = b & 0xff
    return copy
  },
  'four bytes of a length': (bytes, _other, a, b) => {
    const copy = Buffer.from(bytes)
    const lengths = [0xffffffff, 0x7fffffff, 0x80000000, 0, 1, copy.length + 1]
    if (copy.length >= 4) copy.writeUInt32BE(lengths[b % 6]!, a % (copy.length - 3))
    return copy
  },
  'cut short': (bytes, _other, a) => bytes.subarray(0, at(bytes, a)),
  'without its beginning': (bytes, _other, a) => bytes.subarray(at(bytes, a)),
  doubled: (bytes) => Buffer.concat([bytes, bytes]),
  'something behind it': (bytes, _other, a, b) => Buffer.concat([bytes, noise(1 + (a % 64), b)]),
  'a piece taken out': (bytes, _other, a, b) => {
    const from = at(bytes, a)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + (b % 40))])
  },
  'a piece said twice': (bytes, _other, a, b) => {
    const from = at(bytes, a)
    const piece = bytes.subarray(from, from + 1 + (b % 80))
    return Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(from)])
  },
  'spliced with another message': (bytes, other, a, b) =>
    Buffer.concat([bytes.subarray(0, at(bytes, a)), other.subarray(at(other, b))]),
  'its halves changed over': (bytes, _other, a) =>
    Buffer.concat([bytes.subarray(at(bytes, a)), bytes.subarray(0, at(bytes, a))]),
  'a number without end': (bytes, _other, a, b) => {
    const text = bytes.toString('latin1')
    const digits = [...text.matchAll(/\d+/g)]
    const one = digits[a % Math.max(1, digits.length)]
    if (one === undefined) return noise(a % 200, b)
    const odd = ['9'.repeat(400), '1e999', '-1', '-0', '1.5', '9007199254740993', '00', '']
    const [from, to] = [one.index, one.index + one[0].length]
    return Buffer.from(text.slice(0, from) + odd[b % odd.length]! + text.slice(to), 'latin1')
  },
  'signs of a language in it': (bytes, _other, a, b) => {
    const odd = [
      '[',
      ']]',
      '{"a":',
      '"',
      '\\',
      '\0',
      '\n',
      '\r\n\r\n',
      '<!--',
      ',,',
      '\ufeff',
      '💥',
      '%00',
      '../',
    ]
    const from = at(bytes, a)
    const sign = Buffer.from(odd[b % odd.length]!.repeat(1 + (a % 90)))
    return Buffer.concat([bytes.subarray(0, from), sign, bytes.subarray(from)])
  },
  'a value of its JSON': (bytes, _other, a, b) => otherValue(bytes, a, b),
  'nothing of it': (_bytes, _other, a, b) => noise(a % 700, b),
} as const satisfies Readonly<Record<string, Harm>>

/** Bytes that look random and are the same in every run. */
function noise(length: number, seed: number): Buffer {
  let n = (seed % 2_147_483_646) + 1
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      n = (n * 48_271) % 2_147_483_647
      return n & 0xff
    }),
  )
}

const oddValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  2 ** 53,
  '',
  '\ud800',
  '__proto__',
  'x'.repeat(3000),
  [],
  {},
  [[[[[[[[[[[[]]]]]]]]]]]],
  { toString: null },
]

/** One value anywhere in a JSON document becomes another, or a field is named as an object's own parts are. */
function otherValue(bytes: Buffer, a: number, b: number): Buffer {
  let document: unknown
  try {
    document = JSON.parse(bytes.toString('utf8'))
  } catch {
    return Buffer.from(JSON.stringify(oddValues[b % oddValues.length]))
  }
  const places: [object, string][] = []
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      places.push([value, name])
      walk(part)
    }
  }
  walk(document)
  const place = places[a % Math.max(1, places.length)]
  if (place !== undefined) {
    const [inside, name] = place as [Record<string, unknown>, string]
    if (b % 7 === 0) delete inside[name]
    else if (b % 7 === 1)
      Object.defineProperty(inside, '__proto__', { value: {}, enumerable: true })
    else inside[name] = oddValues[b % oddValues.length]
  }
  return Buffer.from(JSON.stringify(document, inOrder))
}

/** Names in order, so that what is canonical stays so and the damage reaches beyond the first check. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
}

export type HarmName = keyof typeof harms

/** Which harm, done where and how. */
export const anyHarm = fc.record({
  harm: fc.constantFrom(...(Object.keys(harms) as HarmName[])),
  a: fc.nat(),
  b: fc.nat(),
})

export function harmed(
  bytes: Uint8Array,
  other: Uint8Array,
  { harm, a, b }: { harm: HarmName; a: number; b: number },
): Buffer {
  const copy = (part: Uint8Array) => Buffer.from(part)
  return harms[harm](copy(bytes), copy(other), a, b)
}
