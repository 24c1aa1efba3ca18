import { type Instant, instant, millis, must, systemRandom } from '#base'
import {
  type AuthorityCard,
  privateKeyObject,
  type SignedCard,
  signCard,
  withNewKey,
  withRevokedKey,
} from '#directory'
import { makeSigningKey, type SigningKey } from '#exchange'
import { keySecret, readKeyring } from '../../src/node/keyring.ts'
import { revokeKey, rotateKey } from '../../src/node/rotate-keys.ts'
import type { Gallery } from './gallery.ts'
import { shared } from './node.ts'

const next = makeSigningKey('Ed25519', systemRandom)
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const analyst = 'XN-FIU/analyst'

/** The next card of XV-FIU, with a new seal, as XN-FIU gets it. */
async function nextCard(stolen = false, daysAhead = 0): Promise<SignedCard> {
  const { federation, xv } = await shared()
  const dir = federation.dir('XV-FIU')
  const { seal } = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const now = federation.clock.now()
  const at = instant(millis(now) + daysAhead * 86_400_000) as Instant
  const known = JSON.parse(
    Buffer.from(xv.read.card().card, 'base64url').toString('utf8'),
  ) as AuthorityCard
  const base = stolen ? withRevokedKey(known, seal.id, 'stolen', at)! : known
  const listed = {
    id: next.id,
    use: 'seal',
    algorithm: 'Ed25519',
    publicKey: text(next.publicKey),
  } as const
  const card = { ...withNewKey(base, listed, at), version: known.version + 1 }
  const signer = (key: SigningKey) => ({
    key: key.id,
    privateKey: privateKeyObject(text(key.seed), text(key.publicKey)),
  })
  return signCard(card, [signer(next), signer(seal)])
}

async function waiting(by: string): Promise<string> {
  const { xn } = await shared()
  return must(await xn.keys.propose(by, await nextCard())).id
}

async function rotating() {
  const { federation } = await shared()
  return {
    dir: federation.dir('XV-FIU'),
    now: federation.clock.now(),
    random: systemRandom,
  }
}

export const keysGallery: Gallery = {
  'card-needs-two-officers': {
    situation: 'the operator enrols a new card of a partner that is known already',
    example: async () => (await shared()).xn.enrol(await nextCard()),
  },
  'card-role': {
    situation: 'an officer of another authority puts a card forward',
    example: async () => (await shared()).xn.keys.propose('XV-FIU/head', await nextCard()),
  },
  'card-confirmed-alone': {
    situation: 'the officer who put a card forward also confirms it',
    example: async () => (await shared()).xn.keys.confirm(analyst, await waiting(analyst)),
  },
  'card-without-head': {
    situation: 'an analyst cosigns a card for the council',
    example: async () => (await shared()).xn.keys.cosign(analyst, await nextCard()),
  },
  'card-not-waiting': {
    situation: 'an officer confirms a card that nobody has put forward',
    example: async () => (await shared()).xn.keys.confirm(analyst, 'XV-FIU/7/00000000'),
  },
  'card-ahead': {
    situation: 'a card bears a date of next month',
    example: async () => (await shared()).xn.keys.propose(analyst, await nextCard(false, 30)),
  },
  'card-print-differs': {
    situation: 'the seal of a partner was stolen, and the print read out by telephone is another',
    example: async () =>
      (await shared()).xn.keys.propose(analyst, await nextCard(true), '0123 4567 89ab cdef'),
  },
  'card-is-ours': {
    situation: 'a node is handed its own card',
    example: async () => (await shared()).xv.keys.propose('XV-FIU/analyst', await nextCard()),
  },
  'key-unknown': {
    situation: 'the operator revokes a key that is on no card of the node',
    example: async () => revokeKey(await rotating(), 'Ed25519:0000000000000000', 'lost'),
  },
  'log-key-fixed': {
    situation: 'the operator gives the log of a node another key',
    example: async () => rotateKey(await rotating(), { use: 'log' }),
  },
  'card-outdated': {
    situation:
      'the operator gives the node a new seal while the clock of the machine stands a year back',
    example: async () => {
      const options = await rotating()
      const yearBack = instant(millis(options.now) - 365 * 86_400_000)
      return rotateKey({ ...options, now: yearBack }, { use: 'seal' })
    },
  },
}
