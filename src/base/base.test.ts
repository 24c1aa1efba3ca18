import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Clock, Instant, Json } from '#base'
import {
  asDay,
  asInstant,
  canonical,
  digest,
  digestOf,
  fromBase64,
  isId,
  oneOf,
  readJson,
  systemRandom,
  uuid7,
} from '#base'

const utf8 = (text: string) => new TextEncoder().encode(text)
const limits = { maxBytes: 1_000_000, maxDepth: 64 }

describe('canonical bytes', () => {
  it('sorts keys by UTF-16 code units and writes no white space', () => {
    // RFC 8785, section 3.2.3
    const value = {
      '\u20ac': 'Euro',
      '\r': 'CR',
      '1': 'One',
      '\ud83d\ude00': 'Smiley',
      '\u0080': 'Control',
      '\ufb33': 'Dalet',
    }
    const keys = Object.keys(JSON.parse(new TextDecoder().decode(canonical(value))) as object)
    expect(keys).toEqual(['1', '\r', '\u0080', '\u20ac', '\ud83d\ude00', '\ufb33'])
  })

  it.each<[string, unknown]>([
    ['a float', { rate: 0.92 }],
    ['an integer beyond 2^53', { n: 2 ** 53 }],
    ['not a number', { n: Number.NaN }],
    ['a lone surrogate', { name: '\ud800' }],
    ['a function', { f: () => 1 }],
    ['a bigint', { n: 1n }],
  ])('refuses to sign %s', (_what, value) => {
    expect(() => canonical(value as Json)).toThrow(TypeError)
  })

  it('gives one digest whatever the order of keys', () => {
    expect(digestOf({ a: 1, b: [true, null] })).toBe(digestOf({ b: [true, null], a: 1 }))
  })

  it('has the published SHA-256 of "abc"', () => {
    // FIPS 180-4 example
    expect(digest(utf8('abc'))).toBe(
      'sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })
})

describe('reading JSON from outside', () => {
  it.each([
    [
      'too many bytes',
      utf8(`"${'x'.repeat(100)}"`),
      { maxBytes: 50, maxDepth: 4 },
      'json-too-large',
    ],
    ['too deep', utf8('['.repeat(100_000)), limits, 'json-too-deep'],
    ['a byte order mark', utf8('\ufeff{}'), limits, 'json-malformed'],
    ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22]), limits, 'json-malformed'],
    ['nothing', new Uint8Array(), limits, 'json-malformed'],
    ['trailing text', utf8('{} {}'), limits, 'json-malformed'],
  ])('refuses %s', (_what, bytes, limit, name) => {
    const outcome = readJson(bytes, limit)
    expect(outcome.ok ? 'accepted' : outcome.refusal.name).toBe(name)
  })

  it.each([
    ['a name twice', '{"a":1,"a":2}', 'json-ambiguous'],
    ['a name twice, written in two ways', '[{"a":1,"\\u0061":2}]', 'json-ambiguous'],
    ['half a character', '{"a":"\\ud800"}', 'json-ambiguous'],
    ['half a character in a name', '{"\\udc00":1}', 'json-ambiguous'],
    ['more values than it may build', `[${'[],'.repeat(60_000)}1]`, 'json-too-large'],
  ])('refuses %s, canonical or not', (_what, text, name) => {
    const read = readJson(utf8(text), limits)
    expect(read.ok ? 'accepted' : read.refusal.name).toBe(name)
  })

  it('takes any name once, colons and commas in strings, and as many values as it is told', () => {
    const text = '{"__proto__":1,"a:b,{":"c:d","constructor":{"a":[1,2]}}'
    expect(readJson(utf8(text), limits).ok).toBe(true)
    const wide = utf8(`[${'0,'.repeat(150_000)}1]`)
    expect(readJson(wide, limits).ok).toBe(false)
    expect(readJson(wide, { ...limits, maxValues: 150_002 }).ok).toBe(true)
  })

  it('does not count brackets inside strings', () => {
    expect(readJson(utf8(`["${'[{'.repeat(200)}\\""]`), limits).ok).toBe(true)
  })

  it.each([
    ['a key twice', '{"a":1,"a":2}'],
    ['white space', '{"a": 1}'],
    ['keys out of order', '{"b":1,"a":1}'],
    ['a float', '{"a":1.0}'],
    ['a name that readers drop', '{"__proto__":1}'],
    ['an escape that is not needed', '"\\u0061"'],
  ])('refuses %s where the canonical form is demanded', (_what, text) => {
    const outcome = readJson(utf8(text), limits, true)
    expect(outcome.ok ? 'accepted' : outcome.refusal.name).toBe('json-not-canonical')
  })

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }).filter(signable), (value) => {
        const bytes = canonical(value as Json)
        const outcome = readJson(bytes, limits, true)
        return outcome.ok && digest(canonical(outcome.value)) === digest(bytes)
      }),
      { numRuns: 2000 },
    )
  })
})

function signable(value: unknown): boolean {
  try {
    canonical(value as Json)
    return true
  } catch {
    return false
  }
}

const shared = join(import.meta.dirname, '../../../shared/data/crypto')

describe.skipIf(!existsSync(shared))(
  'published suites (skipped where ../shared/data/crypto is absent)',
  () => {
    it('canonicalises the RFC 8785 documents that hold integers only', () => {
      const folder = join(shared, 'jcs/testdata')
      let compared = 0
      for (const name of readdirSync(join(folder, 'input'))) {
        const value = JSON.parse(readFileSync(join(folder, 'input', name), 'utf8')) as Json
        if (!signable(value)) continue
        expect(Buffer.from(canonical(value)).toString('utf8')).toBe(
          readFileSync(join(folder, 'output', name), 'utf8').trim(),
        )
        compared++
      }
      expect(compared).toBeGreaterThanOrEqual(4)
    })

    it('rejects every document that a JSON reader must reject, and reads every one it must accept', () => {
      const folder = join(shared, 'json/test_parsing')
      const wrong = readdirSync(folder).filter((name) => {
        const { ok } = readJson(readFileSync(join(folder, name)), {
          maxBytes: 1_000_000,
          maxDepth: 600,
        })
        return (name.startsWith('y_') && !ok) || (name.startsWith('n_') && ok)
      })
      // A name twice is two documents (RFC 7493, 2.3); docs/strictness.md says so.
      expect(wrong.filter((name) => !name.startsWith('y_object_duplicated_key'))).toEqual([])
    })
  },
)

describe('days, instants and ids', () => {
  it.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2024-2-9', false],
    ['2024-13-01', false],
  ])('day %s: %s', (text, exists) => expect(asDay(text) !== undefined).toBe(exists))

  it('turns an offset into UTC', () => {
    expect(asInstant('2025-03-18T10:00:00+01:00')).toBe('2025-03-18T09:00:00.000Z')
    expect(asInstant('2025-03-18T10:00:00')).toBeUndefined()
  })

  it('makes ids that sort by time, even when the clock steps back', () => {
    let at = 1_700_000_000_000
    const clock: Clock = { now: () => new Date(at).toISOString() as Instant }
    const ids = uuid7(clock, systemRandom)
    const made = Array.from({ length: 10_000 }, (_, i) => {
      at += i % 7 === 0 ? -3 : 1
      return ids.next()
    })
    expect(made.every(isId)).toBe(true)
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })
})

describe('bytes in base64', () => {
  it('have one spelling', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom('base64', 'base64url'),
        (bytes, alphabet) => {
          const text = Buffer.from(bytes).toString(alphabet)
          expect(fromBase64(text, alphabet)).toEqual(Buffer.from(bytes))
        },
      ),
    )
    for (const other of ['QQ', 'QR==', 'QQ= =', 'QQ==\n', ' QQ==', 'Q-==', '=', 'QQ==QQ=='])
      expect(fromBase64(other), other).toBeUndefined()
    for (const other of ['QQ==', 'QR', 'Q+', 'Q Q'])
      expect(fromBase64(other, 'base64url'), other).toBeUndefined()
    expect(fromBase64('')).toEqual(Buffer.alloc(0))
  })
})

describe('one of several', () => {
  it.each([
    [[], ''],
    [['a judge'], 'a judge'],
    [['a judge', 'an analyst'], 'a judge or an analyst'],
    [['a judge', 'an analyst', 'a registrar'], 'a judge, an analyst or a registrar'],
  ])('%j', (words, sentence) => {
    expect(oneOf(words)).toBe(sentence)
  })
})
