import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest, type Id, type Instant, systemRandom } from '#base'
import {
  type AttachmentNote,
  announces,
  packAttachment,
  readAttachment,
  refOf,
} from './attachment.ts'
import { asFileConditions, conditionsOfFile } from './file-conditions.ts'
import { readGet, signGet } from './http-signature.ts'
import { makeSigningKey } from './keys.ts'
import { packRecords, unpackRecords } from './record.ts'

const note: AttachmentNote = {
  v: 1,
  id: '01948291-1e40-7000-8000-000000000001' as Id,
  digest: digest(Buffer.from('content')),
  bytes: 7,
  type: 'application/pdf',
  title: 'statements of two accounts',
  key: Buffer.alloc(32, 5).toString('base64url'),
  conditions: { handling: 'TLP:AMBER', evidence: 'no', onward: 'with-consent' },
}

describe('what is said of an attachment', () => {
  it('is read as it was written, and not with another byte', () => {
    const bytes = packAttachment(note)
    expect(readAttachment(bytes)).toMatchObject({ ok: true, value: note })
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes)
        changed[at]! ^= flip
        const read = readAttachment(changed)
        // Another letter in a title is another title; the record commits to the bytes.
        if (read.ok) expect(read.value).not.toEqual(note)
        else expect(read.refusal.name).toBe('letter-malformed')
      }),
      { numRuns: 500 },
    )
    for (let end = 0; end < bytes.length; end++)
      expect(readAttachment(bytes.subarray(0, end)).ok).toBe(false)
  })

  it.each([
    ['a title that turns around', { title: 'fdp.\u202etnemetats' }],
    ['a title with a line break', { title: 'a\nb' }],
    ['no title', { title: '' }],
    ['a path for a type', { type: '../../etc/passwd' }],
    ['a header in the type', { type: 'a/b\r\nx: y' }],
    ['a short key', { key: 'AAAA' }],
    ['a key in a second spelling', { key: `${note.key.slice(0, -1)}V` }],
    ['more bytes than are taken', { bytes: 2 ** 40 }],
    ['half a byte', { bytes: 0.5 }],
    ['a field that nobody knows', { more: 1 }],
    ['an id that is a path', { id: '../x' }],
    ['a mark that nobody knows', { conditions: { ...note.conditions, handling: 'TLP:BLUE' } }],
    [
      'a last day that is in no calendar',
      { conditions: { ...note.conditions, retainUntil: '2026-02-30' } },
    ],
    ['a condition that nobody knows', { conditions: { ...note.conditions, only: 'today' } }],
    ['more sources than are looked at', { sources: Array.from({ length: 33 }, () => note.id) }],
  ])('is refused with %s', (_what, change) => {
    const bytes = Buffer.from(JSON.stringify({ ...note, ...change }))
    expect(readAttachment(bytes)).toMatchObject({
      ok: false,
      refusal: { name: 'letter-malformed' },
    })
  })

  it('has the conditions of a document, and says them as they are read', () => {
    const conditions = {
      handling: 'TLP:AMBER',
      evidence: 'with-consent',
      onward: 'with-consent',
      purposes: ['analysis', 'tax'],
      onwardTo: ['XS-FIU'],
      siena: ['H1'],
      pap: 'PAP:AMBER',
      speciality: true,
      retainUntil: '2026-03-31',
      confidentialUntil: '2025-06-30',
      disputed: true,
    } as const
    const own = { ...note, conditions, sources: [note.id] }
    const read = readAttachment(packAttachment(own))
    expect(read).toMatchObject({ ok: true, value: own })
    expect(asFileConditions(conditionsOfFile(conditions, 'XN-FIU'))).toEqual(conditions)
    expect(conditionsOfFile(note.conditions, 'XN-FIU')).toMatchObject({
      purposes: [],
      originators: ['XN-FIU'],
    })
  })

  it('travels with its record, and stands in the statement exactly as it is', () => {
    const record = {
      record: Buffer.from('r'),
      signature: Buffer.from('s'),
      body: null,
      salt: null,
      attachments: [{ body: packAttachment(note), salt: Buffer.alloc(32, 1) }],
    }
    const back = unpackRecords(packRecords([record]))
    expect(back).toMatchObject({ ok: true })
    if (back.ok)
      expect(Buffer.from(back.value[0]!.attachments![0]!.body).toString()).toContain(note.title)
    expect(announces([refOf(note)], [note])).toBe(true)
    expect(announces(undefined, [])).toBe(true)
    for (const wrong of [undefined, [], [refOf(note), refOf(note)], [{ ...refOf(note), bytes: 8 }]])
      expect(announces(wrong, [note])).toBe(false)
  })
})

describe('a signed request for a file', () => {
  const key = makeSigningKey('Ed25519', systemRandom)
  const now = '2025-01-20T09:10:00.000Z' as Instant
  const path = '/exchange/attachments/01948291-1e40-7000-8000-000000000001'
  const keyOf = (node: string, id: string) => (node === 'XV-FIU' && id === key.id ? key : undefined)
  const signed = signGet({ path, from: 56, node: 'XV-FIU' }, key, now)

  it('counts for its path, its range, its node and five minutes', () => {
    expect(readGet(path, signed, now, keyOf)).toEqual({
      ok: true,
      value: { path, from: 56, node: 'XV-FIU' },
    })
    const no = { ok: false, refusal: { name: 'request-unsigned' } }
    expect(readGet(`${path}x`, signed, now, keyOf)).toMatchObject(no)
    expect(readGet(path, signed, '2025-01-20T09:16:00.000Z' as Instant, keyOf)).toMatchObject(no)
    expect(readGet(path, signed, '2025-01-20T09:04:00.000Z' as Instant, keyOf)).toMatchObject(no)
    expect(readGet(path, signed, now, () => undefined)).toMatchObject(no)
    expect(readGet(path, {}, now, keyOf)).toMatchObject(no)
  })

  it('has one spelling: the unused bits of the last sign are zero', () => {
    const again = signed.signature!.replace(/.==:$/, (end) => {
      const next = String.fromCharCode(end.charCodeAt(0) + 1)
      return `${next}==:`
    })
    expect(readGet(path, { ...signed, signature: again }, now, keyOf)).toMatchObject({
      ok: false,
      refusal: { name: 'request-unsigned' },
    })
  })

  it('with any sign changed, doubled or taken away never counts and never breaks anything', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(signed)),
        fc.nat(),
        fc.string({ maxLength: 3, unit: 'binary' }),
        (name, at, text) => {
          const value = signed[name]!
          const place = at % value.length
          const changed = value.slice(0, place) + text + value.slice(place + 1)
          if (changed === value) return
          expect(readGet(path, { ...signed, [name]: changed }, now, keyOf).ok).toBe(false)
          expect(readGet(path, { ...signed, [name]: [value, value] }, now, keyOf).ok).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })
})
