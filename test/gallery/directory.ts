import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Instant, Json } from '#base'
import {
  type AuthorityCard,
  cardOf,
  checkCouncil,
  checkPublicKey,
  deskFor,
  lanternCards,
  readCard,
  signCard,
  verifyCard,
  withNewKey,
  withRevokedKey,
} from '#directory'
import type { Gallery } from './gallery.ts'

const at = '2025-06-01T00:00:00.000Z' as Instant
const first = generateKeyPairSync('ed25519')
const second = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')

function card(version: number, key: KeyObject, issuedAt = '2025-01-01T00:00:00.000Z') {
  const publicKey = key.export({ format: 'jwk' }).x as string
  return {
    ...(cardOf(lanternCards, 'XV-FIU') as AuthorityCard),
    version,
    issuedAt: issuedAt as Instant,
    keys: [
      {
        id: `XV-FIU/seal/${version}`,
        use: 'seal',
        algorithm: 'Ed25519',
        publicKey,
        from: '2024-12-01T00:00:00.000Z' as Instant,
        to: '2026-01-01T00:00:00.000Z' as Instant,
      },
    ],
  } as const satisfies AuthorityCard
}

const one = card(1, first.publicKey)
const newSeal = {
  id: 'XV-FIU/seal/2',
  use: 'seal',
  algorithm: 'Ed25519',
  publicKey: second.publicKey.export({ format: 'jwk' }).x as string,
} as const
const two = withNewKey(one, newSeal, at)
const seal = (version: number, { privateKey }: { privateKey: KeyObject }) => ({
  key: `XV-FIU/seal/${version}`,
  privateKey,
})

export const directoryGallery: Gallery = {
  'card-malformed': {
    situation: 'the card of an authority names a country that is no country code',
    example: () => readCard({ ...one, country: 'Varland' } as unknown as Json),
  },
  'card-not-signed': {
    situation: 'somebody else signs the card of an authority',
    example: () => verifyCard(signCard(one, [seal(1, stranger)])),
  },
  'card-not-succeeded': {
    situation: 'a new card comes without the signature of the key before',
    example: () => verifyCard(signCard(two, [seal(2, second)]), one),
  },
  'card-outdated': {
    situation: 'an old card is sent again after a newer one',
    example: () => verifyCard(signCard(one, [seal(1, first)]), two),
  },
  'card-of-another': {
    situation: 'the card of one authority is to replace that of another',
    example: () =>
      verifyCard(signCard({ ...two, id: 'XN-FIU', country: 'XN' }, [seal(2, second)]), one),
  },
  'card-not-vouched': {
    situation: 'a node vouches for a court of another country',
    example: () => {
      const court = { ...two, id: 'XN-DC', country: 'XN', servedBy: 'XV-FIU', keys: [] }
      return verifyCard(signCard(court, [seal(1, first)]), undefined, one)
    },
  },
  'exercise-wall': {
    situation: 'the card of an exercise is to replace that of the authority at work',
    example: () =>
      verifyCard(signCard({ ...two, exercise: 'EX-01' }, [seal(2, second), seal(1, first)]), one),
  },
  'key-used-twice': {
    situation: 'the seal of a node is listed a second time, for its log',
    example: () => {
      const twice = { ...one, keys: [...one.keys, { ...one.keys[0]!, use: 'log' as const }] }
      return verifyCard(signCard(twice, [seal(1, first)]))
    },
  },
  'card-history-lost': {
    situation: 'a new version of a card leaves out the key that signed the letters of last year',
    example: () => {
      const without = { ...two, keys: two.keys.slice(1) }
      return verifyCard(signCard(without, [seal(2, second), seal(1, first)]), one)
    },
  },
  'card-seal-revoked': {
    situation:
      'the seal of an authority was stolen, and the new card is signed with the stolen one',
    example: () => {
      const revoked = withRevokedKey(one, 'XV-FIU/seal/1', 'stolen', at) as AuthorityCard
      const renewed = { ...withNewKey(revoked, newSeal, at), version: 2 }
      return verifyCard(signCard(renewed, [seal(2, second), seal(1, first)]), one)
    },
  },
  'card-not-cosigned': {
    situation:
      'a council of three watches over the directory, and nobody of it has seen the new card',
    example: () => {
      const council = { members: ['XN-FIU', 'XC-FIU', 'XS-FIU'], needed: 2 }
      const signed = signCard(two, [seal(2, second), seal(1, first)])
      return checkCouncil(signed, 'XV-FIU', council, (id) => cardOf(lanternCards, id), at)
    },
  },
  'public-key-invalid': {
    situation: 'a card lists a key that is a point of small order',
    example: () => checkPublicKey('Ed25519', Buffer.alloc(32).toString('base64url')),
  },
  'country-not-in-directory': {
    situation: 'a country is asked that nobody has enrolled',
    example: () => deskFor(lanternCards, 'XY', 'fiu-information', at),
  },
  'desk-unknown': {
    situation: 'no authority of a country says that it suspends payments',
    example: () => deskFor(lanternCards, 'XC', 'suspension', at),
  },
  'desk-ambiguous': {
    situation: 'two authorities of a country both say that they suspend payments',
    example: () => {
      const aro = cardOf(lanternCards, 'XN-ARO') as AuthorityCard
      const others = lanternCards.filter((c) => c.id !== 'XN-ARO')
      return deskFor([...others, { ...aro, competences: ['suspension'] }], 'XN', 'suspension', at)
    },
  },
}
