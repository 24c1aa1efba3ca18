import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, type Outcome } from '#base'
import { keepsHistory } from './card-history.ts'
import { type AuthorityCard, keyFor, keyUses } from './cards.ts'
import {
  type Cosignature,
  checkCouncil,
  cosignatureMessage,
  isCouncil,
  withCosignature,
} from './council.ts'
import { cardOf } from './desk.ts'
import {
  changesOf,
  keyPeriods,
  keyStands,
  momentOfSecond,
  revocationReachDays,
  rotationDue,
  withClassicalSuite,
  withNewKey,
  withRevokedKey,
} from './key-life.ts'
import { lanternCards } from './lantern.ts'
import { type SignedCard, signCard, verifyCard } from './sign-card.ts'

const day = (text: string) => `${text}T00:00:00.000Z` as Instant
const began = day('2025-01-01')

interface Pair {
  readonly publicKey: string
  readonly privateKey: KeyObject
}

function pair(): Pair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { publicKey: publicKey.export({ format: 'jwk' }).x as string, privateKey }
}

function newKey(id: string, { publicKey }: Pair, use: 'seal' | 'log' = 'seal') {
  return { id, use, algorithm: 'Ed25519', publicKey } as const
}

const [first, second, third, thief] = [pair(), pair(), pair(), pair()]

function cardWith(id: string, sealKey: Pair): AuthorityCard {
  const base = cardOf(lanternCards, id)!
  return {
    ...base,
    issuedAt: began,
    keys: [{ ...newKey(`${id}/seal/1`, sealKey), from: began }],
  }
}

const one = cardWith('XV-FIU', first)
const two = withNewKey(one, newKey('XV-FIU/seal/2', second), day('2025-06-01'))

const signedBy = (card: AuthorityCard, ...seals: readonly (readonly [string, Pair])[]) =>
  signCard(
    card,
    seals.map(([n, { privateKey }]) => ({ key: `XV-FIU/seal/${n}`, privateKey })),
  )

function name(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

describe('a key that is followed by another', () => {
  it('ends, stays on the card, and exactly one key seals at every time', () => {
    expect(two.version).toBe(2)
    expect(two.keys.map((k) => [k.id, k.to])).toEqual([
      ['XV-FIU/seal/1', '2025-06-01T00:00:00.000Z'],
      ['XV-FIU/seal/2', undefined],
    ])
    expect(keyFor(two, 'seal', day('2025-05-01'))?.id).toBe('XV-FIU/seal/1')
    expect(keyFor(two, 'seal', day('2025-06-01'))?.id).toBe('XV-FIU/seal/2')
    expect(name(verifyCard(signedBy(two, ['2', second], ['1', first]), one))).toBe('accepted')
  })

  it('that opens letters stays for as long as a letter is under way', () => {
    const opening = { ...newKey('a', third), use: 'open', algorithm: 'X25519' } as const
    const next = withNewKey(
      withNewKey(one, opening, day('2025-02-01')),
      { ...opening, id: 'b' },
      day('2025-05-01'),
    )
    expect(next.keys.find((k) => k.id === 'a')?.to).toBe(day('2025-05-31'))
    expect(keyFor(next, 'open', day('2025-05-10'))?.id).toBe('b')
  })

  it('is due by the period of its use, each use having one', () => {
    expect(keyPeriods.map((p) => p.use).sort()).toEqual([...keyUses].sort())
    expect(rotationDue(one.keys[0]!)).toBe(day('2026-06-25'))
    expect(two.keys.map(rotationDue)).toEqual([undefined, day('2026-11-23')])
  })

  it('can be followed as often as one likes, and the newest card knows every key', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 12 }), (gaps) => {
        let card = one
        let at = Date.parse(began)
        for (const [i, days] of gaps.entries()) {
          at += days * 86_400_000
          const before = card
          card = withNewKey(card, newKey(`k${i}`, pair()), instant(at))
          expect(card.keys.length).toBe(before.keys.length + 1)
          expect(keyFor(card, 'seal', instant(at))?.id).toBe(`k${i}`)
          const sealing = card.keys.filter((k) => keyStands(k, instant(at + 1), instant(at + 1)))
          expect(sealing.map((k) => k.id)).toEqual([`k${i}`])
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('a card that forgets', () => {
  const taken = (card: AuthorityCard) =>
    name(verifyCard(signedBy(card, ['2', second], ['1', first]), one))

  it('is refused: a key left out, changed, revived or ended before its time', () => {
    const [old, fresh] = two.keys
    const with1 = (changed: object) => ({ ...two, keys: [{ ...old!, ...changed }, fresh!] })
    expect(taken({ ...two, keys: [fresh!] })).toBe('card-history-lost')
    expect(taken(with1({ publicKey: third.publicKey }))).toBe('card-history-lost')
    expect(taken(with1({ from: day('2024-01-01') }))).toBe('card-history-lost')
    expect(taken(with1({ to: day('2024-06-01') }))).toBe('card-history-lost')
    const ended = { ...one, keys: [{ ...one.keys[0]!, to: day('2025-03-01') }] }
    const revived = signedBy(two, ['2', second], ['1', first])
    expect(name(verifyCard(revived, ended))).toBe('card-history-lost')
  })

  it('is refused when it revives a revoked key, or dates a revocation back behind the version before', () => {
    const revoked = withRevokedKey(one, 'XV-FIU/seal/1', 'lost', day('2025-02-01'))!
    const without = { ...two, version: 3 }
    expect(
      name(verifyCard(signedBy(without, ['2', second]), revoked, undefined, { anew: true })),
    ).toBe('card-history-lost')
    const backdated = {
      ...two,
      keys: two.keys.map((k) =>
        k.id === 'XV-FIU/seal/1'
          ? { ...k, revoked: { at: day('2024-12-24'), reason: 'stolen' as const } }
          : k,
      ),
    }
    expect(taken(backdated)).toBe('card-history-lost')
  })

  it('is refused when one key stands on it twice, under whatever id', () => {
    const again = {
      ...two,
      keys: [...two.keys, { ...newKey('other', second, 'log'), from: began }],
    }
    expect(taken(again)).toBe('key-used-twice')
  })
})

describe('an agreement to the curve alone', () => {
  const curve = { id: 'x', algorithm: 'X25519', publicKey: third.publicKey } as const
  const hybrid = { ...newKey('h', third), use: 'open', algorithm: 'MLKEM768-X25519' } as const
  const agreed = withClassicalSuite(
    withNewKey(one, hybrid, day('2025-02-01')),
    curve,
    day('2025-03-01'),
    day('2026-03-01'),
  )

  it('ends no key of the other kind, and neither does the next hybrid key end its own', () => {
    expect(agreed.keys.find((k) => k.id === 'h')?.to).toBeUndefined()
    const next = withNewKey(agreed, { ...hybrid, id: 'h2' }, day('2025-05-01'))
    expect(next.keys.filter((k) => k.use === 'open').map((k) => [k.id, k.to])).toEqual([
      ['h', day('2025-05-31')],
      ['x', undefined],
      ['h2', undefined],
    ])
  })

  it('is never forgotten or made longer by a later card, only ended', () => {
    const later = (suites: AuthorityCard['suites']) =>
      name(
        keepsHistory(
          { ...agreed, version: 9, ...(suites === undefined ? {} : { suites }) },
          agreed,
        ),
      )
    const [entry] = agreed.suites!
    expect(later([{ ...entry!, to: day('2025-06-01') }])).toBe('accepted')
    expect(later([])).toBe('card-history-lost')
    expect(later([{ ...entry!, to: day('2027-01-01') }])).toBe('card-history-lost')
    expect(later([{ ...entry!, from: day('2025-01-01') }])).toBe('card-history-lost')
  })
})

describe('a stolen seal', () => {
  const at = day('2025-06-01')
  const renewed = {
    ...withNewKey(
      withRevokedKey(one, 'XV-FIU/seal/1', 'stolen', at)!,
      newKey('XV-FIU/seal/2', second),
      at,
    ),
    version: 2,
  }

  it('vouches for no successor, its owner’s no more than its thief’s', () => {
    const byOwner = signedBy(renewed, ['2', second], ['1', first])
    expect(name(verifyCard(byOwner, one))).toBe('card-seal-revoked')
    const byThief = { ...renewed, keys: renewed.keys.map((k) => ({ ...k })) }
    byThief.keys[1] = { ...byThief.keys[1]!, publicKey: thief.publicKey }
    expect(name(verifyCard(signedBy(byThief, ['2', thief], ['1', first]), one))).toBe(
      'card-seal-revoked',
    )
  })

  it('is replaced when people have compared the new print', () => {
    const card = signedBy(renewed, ['2', second])
    expect(name(verifyCard(card, one, undefined, { anew: true }))).toBe('accepted')
    expect(name(verifyCard(card, one))).toBe('card-seal-revoked')
  })
})

describe('a time in whole seconds', () => {
  it('belongs to the key that began within that second, and to no key that began later', () => {
    const key = { from: instant(Date.parse('2025-06-01T09:00:00.700Z')) }
    const second = Date.parse('2025-06-01T09:00:00.000Z') / 1000
    const stands = (seconds: number) => {
      const at = momentOfSecond(key, seconds)
      return keyStands(key, at, at)
    }
    expect(stands(second - 1)).toBe(false)
    expect(stands(second)).toBe(true)
    expect(stands(second + 1)).toBe(true)
  })
})

describe('a revoked key', () => {
  const key = { from: began, revoked: { at: day('2025-06-01'), reason: 'stolen' } } as const

  it('judges what was in a log before, and nothing that came after, whatever date it bears', () => {
    expect(keyStands(key, day('2025-05-01'), day('2025-05-02'))).toBe(true)
    // A letter of the thief, dated back to when the key was good.
    expect(keyStands(key, day('2025-05-01'), day('2025-06-02'))).toBe(false)
    expect(keyStands(key, day('2025-06-02'), day('2025-06-02'))).toBe(false)
  })

  it('cannot be dated back to undo what was signed', () => {
    const heard = day('2025-12-01')
    expect(keyStands(key, day('2025-08-01'), day('2025-08-01'), heard)).toBe(true)
    expect(keyStands(key, day('2025-11-23'), day('2025-11-23'), heard)).toBe(true)
    expect(keyStands(key, day('2025-11-25'), day('2025-11-25'), heard)).toBe(false)
    expect(revocationReachDays).toBe(7)
  })

  it('once refused stays refused, and once accepted is never undone by what comes later', () => {
    const days = fc
      .integer({ min: 0, max: 700 })
      .map((d) => instant(Date.parse(began) + d * 86_400_000))
    fc.assert(
      fc.property(days, days, days, days, (signed, proven, later, heard) => {
        const [sooner, after] = proven < later ? [proven, later] : [later, proven]
        if (keyStands(key, signed, after, heard))
          expect(keyStands(key, signed, sooner, heard)).toBe(true)
      }),
    )
  })

  it('that the card does not have is none', () => {
    expect(withRevokedKey(one, 'XV-FIU/seal/9', 'lost', began)).toBeUndefined()
  })
})

describe('what two officers read before they accept a card', () => {
  it('says each change in a line', () => {
    const moved = {
      ...withRevokedKey(two, 'XV-FIU/seal/1', 'lost', day('2025-07-01'))!,
      address: 'https://new.xv.example',
    }
    expect(changesOf(undefined, one)).toEqual(['XV-FIU is new in the directory'])
    expect(changesOf(one, moved)).toEqual([
      'address was "", is "https://new.xv.example"',
      'key XV-FIU/seal/1 (seal) is revoked from 2025-07-01T00:00:00.000Z: lost',
      'new key XV-FIU/seal/2 (seal)',
    ])
    expect(changesOf(moved, moved)).toEqual([])
  })
})

describe('a council', () => {
  const members = { 'XN-FIU': pair(), 'XC-FIU': pair(), 'XS-FIU': pair() } as const
  const cards = new Map(Object.entries(members).map(([id, p]) => [id, cardWith(id, p)]))
  const council = { members: [...cards.keys(), 'XV-FIU'], needed: 2 }
  const signed = signedBy(two, ['2', second], ['1', first])
  const at = day('2025-06-02')
  const cosign = (by: string, key: Pair, what: SignedCard = signed): Cosignature => ({
    by,
    key: `${by}/seal/1`,
    signature: sign(null, cosignatureMessage(what), key.privateKey).toString('base64url'),
  })
  const check = (card: SignedCard) =>
    name(
      checkCouncil(
        card,
        'XV-FIU',
        council,
        (id) => cards.get(id) ?? (id === 'XV-FIU' ? two : undefined),
        at,
      ),
    )

  it('stands behind a card when enough different members have cosigned it', () => {
    const once = withCosignature(signed, cosign('XN-FIU', members['XN-FIU']))
    expect(check(signed)).toBe('card-not-cosigned')
    expect(check(once)).toBe('card-not-cosigned')
    expect(check(withCosignature(once, cosign('XS-FIU', members['XS-FIU'])))).toBe('accepted')
  })

  it('does not count the authority itself, a member twice, a stranger, or a seal under another card', () => {
    const once = withCosignature(signed, cosign('XN-FIU', members['XN-FIU']))
    const own = { ...cosign('XV-FIU', second), key: 'XV-FIU/seal/2' }
    const other = signedBy({ ...two, address: 'https://elsewhere.example' }, ['2', second])
    for (const second of [
      own,
      cosign('XN-FIU', members['XN-FIU']),
      cosign('XZ-MFA', thief),
      cosign('XS-FIU', thief),
      cosign('XS-FIU', members['XS-FIU'], other),
    ])
      expect(check({ ...once, cosignatures: [...once.cosignatures!, second] })).toBe(
        'card-not-cosigned',
      )
  })

  it('needs fewer than all of its members, each of them once', () => {
    expect(isCouncil({ members: ['A', 'B', 'C'], needed: 2 })).toBe(true)
    for (const none of [
      { members: ['A', 'B'], needed: 2 },
      { members: ['A', 'A', 'B'], needed: 1 },
      { members: ['A', 'B', 'C'], needed: 0 },
      { members: ['A', 'B', 'C'], needed: 1.5 },
      { members: 'A', needed: 1 },
      null,
    ])
      expect(isCouncil(none as never)).toBe(false)
  })
})
