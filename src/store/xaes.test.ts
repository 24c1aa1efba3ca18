import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '#base'
import { openRowSeal } from './row-seal.ts'
import { rotatedKek } from './vault.ts'
import { xaes256gcm } from './xaes.ts'

describe('rows at rest', () => {
  // C2SP XAES-256-GCM, "Test vectors".
  it.each([
    [1, '', 'ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271'],
    [3, 'c2sp.org/XAES-256-GCM', '986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d'],
  ])('are sealed as C2SP writes it down (key of %i)', (byte, aad, hex) => {
    const box = xaes256gcm(new Uint8Array(32).fill(byte))
    const nonce = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWX')
    const sealed = box.seal(nonce, Buffer.from(aad), Buffer.from('XAES-256-GCM'))
    expect(sealed.subarray(24).toString('hex')).toBe(hex)
    expect(box.open(Buffer.from(aad), sealed)?.toString()).toBe('XAES-256-GCM')
  })

  it('open in their own place alone, and not with a changed byte', () => {
    const rows = openRowSeal(new Uint8Array(32).fill(4), systemRandom)
    const place = { kind: 'matter', key: 'matter/1' }
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })),
        fc.nat(),
        (json, at) => {
          const value = { ...json }
          const data = rows.seal(place, value)
          expect(rows.open({ ...place, data })).toEqual(value)
          expect(rows.open({ kind: 'matter', key: 'matter/2', data })).toBeUndefined()
          const bytes = Buffer.from(data.slice(4, -1), 'base64')
          bytes[at % bytes.length]! ^= 1
          expect(rows.open({ ...place, data: `"r1.${bytes.toString('base64')}"` })).toBeUndefined()
        },
      ),
    )
  })

  it('show nothing of a name, are read where they were written plain, and move to a new key', () => {
    const old = new Uint8Array(32).fill(4)
    const place = { kind: 'matter', key: 'matter/1' }
    const before = openRowSeal(old, systemRandom)
    const data = before.seal(place, { subject: 'Ilka Brandt' })
    expect(data).not.toContain('Ilka')
    expect(before.open({ ...place, data: '{"subject":"plain"}' })).toEqual({ subject: 'plain' })
    const now = openRowSeal(
      rotatedKek(old, new Uint8Array(32).fill(5), '2027-01-01T00:00:00.000Z'),
      systemRandom,
    )
    const moved = now.reseal({ ...place, data })!
    expect(now.open({ ...place, data: moved })).toEqual({ subject: 'Ilka Brandt' })
    expect(now.reseal({ ...place, data: moved })).toBeUndefined()
    expect(before.open({ ...place, data: moved })).toBeUndefined()
  })
})
