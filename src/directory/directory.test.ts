import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '#base'
import { type AuthorityCard, keyFor } from './cards.ts'
import { cardOf, deskFor } from './desk.ts'
import { withNewKey } from './key-life.ts'
import { lanternCards } from './lantern.ts'
import { checkPublicKey } from './public-keys.ts'
import { signCard, verifyCard } from './sign-card.ts'

const at = '2025-06-01T00:00:00.000Z' as Instant
const hex = (text: string) => Buffer.from(text, 'hex').toString('base64url')
const raw = (key: KeyObject) => key.export({ format: 'jwk' }).x as string

describe('public keys that not every verifier reads alike are not enrolled', () => {
  it.each([
    ['the neutral element', `01${'00'.repeat(31)}`],
    ['order 2', `ec${'ff'.repeat(30)}7f`],
    ['order 4', '00'.repeat(32)],
    ['order 4, other sign', `${'00'.repeat(31)}80`],
    ['order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['order 8, other sign', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['order 8, second', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    [
      'order 8, second, other sign',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
    ],
    ['p instead of 0', `ed${'ff'.repeat(30)}7f`],
    ['p + 1 instead of 1', `ee${'ff'.repeat(30)}7f`],
    ['minus zero', `01${'00'.repeat(30)}80`],
    ['largest number', 'ff'.repeat(32)],
    ['no point of the curve', `02${'00'.repeat(31)}`],
    ['31 bytes', '11'.repeat(31)],
  ])('Ed25519: %s', (_, bytes) => {
    expect(checkPublicKey('Ed25519', hex(bytes))).toMatchObject({
      ok: false,
      refusal: { name: 'public-key-invalid' },
    })
  })

  it.each([
    ['zero', '00'.repeat(32)],
    ['one', `01${'00'.repeat(31)}`],
    ['order 8', 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800'],
    ['order 8, second', '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157'],
    ['minus one', `ec${'ff'.repeat(30)}7f`],
    ['p', `ed${'ff'.repeat(30)}7f`],
  ])('X25519: %s', (_, bytes) => {
    expect(checkPublicKey('X25519', hex(bytes)).ok).toBe(false)
  })

  it('base64url has one spelling', () => {
    const key = raw(generateKeyPairSync('ed25519').publicKey)
    expect(checkPublicKey('Ed25519', key).ok).toBe(true)
    for (const other of [`${key}=`, key.slice(0, -1), `${key} `])
      expect(checkPublicKey('Ed25519', other).ok).toBe(false)
  })

  it('keys made by the runtime are accepted', () => {
    for (let i = 0; i < 20; i++) {
      expect(checkPublicKey('Ed25519', raw(generateKeyPairSync('ed25519').publicKey)).ok).toBe(true)
      expect(checkPublicKey('X25519', raw(generateKeyPairSync('x25519').publicKey)).ok).toBe(true)
    }
  })
})

const first = generateKeyPairSync('ed25519')
const second = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')

function card(
  version: number,
  key: KeyObject,
  name: string,
  issuedAt = '2025-01-01T00:00:00.000Z',
): AuthorityCard {
  return {
    ...cardOf(lanternCards, 'XV-FIU')!,
    version,
    issuedAt: issuedAt as Instant,
    keys: [
      {
        id: name,
        use: 'seal',
        algorithm: 'Ed25519',
        publicKey: raw(key),
        from: '2024-12-01T00:00:00.000Z' as Instant,
        to: '2026-01-01T00:00:00.000Z' as Instant,
      },
    ],
  }
}

describe('cards', () => {
  const one = card(1, first.publicKey, 'XV-FIU/seal/1')
  const two = withNewKey(
    one,
    {
      id: 'XV-FIU/seal/2',
      use: 'seal',
      algorithm: 'Ed25519',
      publicKey: raw(second.publicKey),
    },
    '2025-06-01T00:00:00.000Z' as Instant,
  )

  it('a card signed by its own seal key is read back as it was', () => {
    const signed = signCard(one, [{ key: 'XV-FIU/seal/1', privateKey: first.privateKey }])
    expect(verifyCard(signed)).toEqual({ ok: true, value: one })
  })

  it('a new version is signed by the new key and by the one before', () => {
    const both = [
      { key: 'XV-FIU/seal/2', privateKey: second.privateKey },
      { key: 'XV-FIU/seal/1', privateKey: first.privateKey },
    ]
    expect(verifyCard(signCard(two, both), one).ok).toBe(true)
    expect(verifyCard(signCard(two, both.slice(0, 1)), one)).toMatchObject({
      ok: false,
      refusal: { name: 'card-not-succeeded' },
    })
    expect(verifyCard(signCard(one, [both[1]!]), two)).toMatchObject({
      ok: false,
      refusal: { name: 'card-outdated' },
    })
  })

  it('nobody replaces the card of another, and a stranger signs nothing', () => {
    const forged = signCard(one, [{ key: 'XV-FIU/seal/1', privateKey: stranger.privateKey }])
    expect(verifyCard(forged)).toMatchObject({ ok: false, refusal: { name: 'card-not-signed' } })
    const other = { ...two, id: 'XN-FIU', country: 'XN' }
    const signed = signCard(other, [{ key: 'XV-FIU/seal/2', privateKey: second.privateKey }])
    expect(verifyCard(signed, one)).toMatchObject({
      ok: false,
      refusal: { name: 'card-of-another' },
    })
  })

  it('a changed byte is found, wherever it stands', () => {
    const signed = signCard(one, [{ key: 'XV-FIU/seal/1', privateKey: first.privateKey }])
    const bytes = Buffer.from(signed.card, 'base64url')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (index, flip) => {
        const changed = Buffer.from(bytes)
        changed[index]! ^= flip
        expect(verifyCard({ ...signed, card: changed.toString('base64url') }).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('an expired key is not the key of the day', () => {
    expect(keyFor(one, 'seal', '2025-06-01T00:00:00.000Z' as Instant)?.id).toBe('XV-FIU/seal/1')
    expect(keyFor(one, 'seal', '2026-06-01T00:00:00.000Z' as Instant)).toBeUndefined()
    expect(keyFor(one, 'log', at)).toBeUndefined()
  })
})

describe('the one desk that answers', () => {
  it.each([
    ['XC', 'fiu-information', 'XC-FIU'],
    ['XN', 'suspension', 'XN-FIU'],
    ['XV', 'return', 'XV-ARMA'],
    ['XS', 'freeze', 'XS-PP'],
  ] as const)('%s, %s: %s', (country, measure, id) => {
    const desk = deskFor(lanternCards, country, measure, at)
    expect(desk.ok && desk.value.card.id).toBe(id)
    expect(desk.ok && desk.value.reason).toContain(id)
  })

  it.each([
    ['XY', 'fiu-information', 'country-not-in-directory'],
    ['XC', 'suspension', 'desk-unknown'],
  ] as const)('%s, %s: %s', (country, measure, name) => {
    expect(deskFor(lanternCards, country, measure, at)).toMatchObject({
      ok: false,
      refusal: { name },
    })
  })

  it('two desks for one measure are a conflict that names both', () => {
    const twice = [
      ...lanternCards,
      { ...cardOf(lanternCards, 'XN-ARO')!, competences: ['suspension' as const] },
    ].filter((c, i, all) => all.findLastIndex((o) => o.id === c.id) === i)
    const desk = deskFor(twice, 'XN', 'suspension', at)
    expect(desk).toMatchObject({ ok: false, refusal: { name: 'desk-ambiguous', kind: 'conflict' } })
    expect(!desk.ok && desk.refusal.ground).toContain('XN-ARO')
  })
})
