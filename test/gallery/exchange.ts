import { canonical, digest, type Id, type Instant, systemRandom } from '#base'
import {
  composeLetter,
  follows,
  inTerm,
  letterLimits,
  makeSigningKey,
  newChannel,
  openLetter,
  type PublicKey,
  type Reader,
  replay,
  type Signer,
} from '#exchange'
import { frame } from '../../src/exchange/frame.ts'
import { makeOpeningKey, seal } from '../../src/exchange/seal.ts'
import { signStatement } from '../../src/exchange/signatures.ts'
import type { Statement } from '../../src/exchange/statement.ts'
import type { Gallery } from './gallery.ts'
import { letterOfASealAlone, letterOfAStranger } from './node.ts'

const now = '2025-01-20T09:10:00.000Z' as Instant
const payload = Buffer.from('{"records":[]}')
const [officer, nodeSeal, second] = [
  makeSigningKey('Ed25519', systemRandom),
  makeSigningKey('Ed25519', systemRandom),
  makeSigningKey('ML-DSA-44', systemRandom),
]
const [xn, xs] = [makeOpeningKey(systemRandom), makeOpeningKey(systemRandom)]
const curveAlone = makeOpeningKey(systemRandom, 'X25519')

function statement(changes: Partial<Statement> = {}): Statement {
  return {
    v: 1,
    id: '01948291-1e40-7000-8000-000000000001' as Id,
    kind: 'act',
    conversation: 'request/rq-01',
    channel: { sequence: 1, previous: null },
    sender: { node: 'XV-FIU', key: nodeSeal.id },
    recipients: [{ node: 'XN-FIU', key: xn.id }],
    created: now,
    expires: '2025-02-20T09:10:00.000Z' as Instant,
    basis: { instrument: 'XV-XN treaty', article: '4', reference: 'CASE-2025-LANTERN' },
    purposes: ['analysis'],
    conditions: { handling: 'TLP:AMBER', evidence: 'no', onward: 'with-consent' },
    payload: { digest: digest(payload), bytes: payload.length, type: 'application/json' },
    approvals: [],
    ...changes,
  }
}

const signers: readonly Signer[] = [
  { slot: 'officer', by: 'XV-FIU/analyst', key: officer },
  { slot: 'seal', by: 'XV-FIU', key: nodeSeal },
  { slot: 'second-seal', by: 'XV-FIU', key: second },
]

function reader(changes: Partial<Reader> = {}): Reader {
  return {
    node: 'XN-FIU',
    now,
    openingKey: (id) => (id === xn.id ? xn : undefined),
    knownKey: (_by, slot, id): PublicKey | undefined => {
      const key = { officer, seal: nodeSeal, 'second-seal': second }[slot]
      return key.id === id ? key : undefined
    },
    isKnownSender: (node) => node === 'XV-FIU',
    ...changes,
  }
}

interface Sent {
  readonly statement?: Statement
  readonly payload?: Uint8Array
  readonly signers?: readonly Signer[]
  readonly to?: typeof xn
}

/** A letter with something wrong in it, as a node receives it. */
async function received(sent: Sent, by: Partial<Reader> = {}) {
  const { bytes } = composeLetter(
    sent.statement ?? statement(),
    sent.payload ?? payload,
    sent.signers ?? signers,
    sent.to ?? xn,
    systemRandom,
  )
  return openLetter(bytes, reader(by))
}

/** The signed inside of a letter, sealed again by somebody who could open it. */
async function resealed(outer: { to: string; key: typeof xn; id: string }): Promise<Uint8Array> {
  const inside = canonical(statement() as never)
  const plain = frame([inside, canonical(signStatement(inside, signers) as never), payload])
  const header = canonical({ v: 1, id: outer.id, from: 'XV-FIU', to: outer.to, key: outer.key.id })
  const sealed = seal(outer.key, plain, { from: 'XV-FIU', to: outer.to, header }, systemRandom)
  return Buffer.concat([Buffer.from('comity-letter/1\n'), frame([header, sealed])])
}

export const exchangeGallery: Gallery = {
  'letter-too-large': {
    situation: 'a letter is longer than a node takes',
    example: () => openLetter(new Uint8Array(letterLimits.maxBytes + 1), reader()),
  },
  'letter-malformed': {
    situation: 'bytes arrive that are no letter',
    example: () => openLetter(Buffer.from('POST / HTTP/1.1'), reader()),
  },
  'wrong-recipient': {
    situation: 'a letter reaches another node than it is addressed to',
    example: () => received({}, { node: 'XC-FIU' }),
  },
  'unknown-sender': {
    situation: 'a node writes that nobody has enrolled',
    example: () => received({}, { isKnownSender: () => false }),
  },
  'wrong-key': {
    situation: 'a letter is sealed to a key that is not ours',
    example: () => received({ to: xs }),
  },
  'not-named': {
    situation: 'the receiver of a letter seals it again to a third node',
    example: async () =>
      openLetter(
        await resealed({ to: 'XS-FIU', key: xs, id: statement().id }),
        reader({ node: 'XS-FIU', openingKey: () => xs }),
      ),
  },
  'header-differs': {
    situation: 'the address outside and the statement inside name two ids',
    example: async () =>
      openLetter(
        await resealed({ to: 'XN-FIU', key: xn, id: '01948291-1e40-7000-8000-00000000ffff' }),
        reader(),
      ),
  },
  'signature-missing': {
    situation: 'the officer has not signed',
    example: () => received({ signers: signers.slice(1) }),
  },
  'signature-invalid': {
    situation: 'one key signs as officer and as node',
    example: () =>
      received(
        {
          signers: [{ slot: 'officer', by: 'XV-FIU/analyst', key: nodeSeal }, ...signers.slice(1)],
        },
        { knownKey: (_by, slot) => (slot === 'second-seal' ? second : nodeSeal) },
      ),
  },
  'key-not-valid': {
    situation: 'somebody signs with a key that the directory does not list',
    example: () =>
      received({
        signers: [
          { slot: 'officer', by: 'XV-FIU/analyst', key: makeSigningKey('Ed25519', systemRandom) },
          ...signers.slice(1),
        ],
      }),
  },
  'key-not-listed': {
    situation:
      'a node signs with its new seal before its partner has accepted the card that lists it',
    example: () =>
      received(
        {
          signers: [
            signers[0]!,
            { ...signers[1]!, key: makeSigningKey('Ed25519', systemRandom) },
            signers[2]!,
          ],
        },
        {
          knownKey: Object.assign(reader().knownKey, { lists: (id: string) => id === officer.id }),
        },
      ),
  },
  'suite-downgraded': {
    situation:
      'a letter was sealed with the elliptic curve alone, though the cards of the two authorities do not agree to that',
    example: () =>
      received(
        {
          statement: statement({ recipients: [{ node: 'XN-FIU', key: curveAlone.id }] }),
          to: curveAlone,
        },
        { openingKey: () => curveAlone },
      ),
  },
  'payload-differs': {
    situation: 'the content is not the one that was signed',
    example: () => received({ payload: Buffer.from('{}') }),
  },
  'not-yet': {
    situation: 'a letter comes from the future',
    example: () =>
      received({ statement: statement({ created: '2025-01-20T09:20:00.000Z' as Instant }) }),
  },
  expired: {
    situation: 'a letter arrives after its term',
    example: () => inTerm(statement(), '2025-02-20T09:10:00.001Z' as Instant),
  },
  'sequence-gap': {
    situation: 'the letter before this one has not arrived',
    example: () =>
      follows(newChannel, statement({ channel: { sequence: 2, previous: digest(payload) } })),
  },
  'chain-broken': {
    situation: 'a letter continues another history than the one received',
    example: () =>
      follows(
        { sequence: 1, last: digest(payload) },
        statement({ channel: { sequence: 2, previous: digest(Buffer.from('other')) } }),
      ),
  },
  'id-reused': {
    situation: 'two letters bear one id',
    example: () => replay({ digest: digest(payload) }, digest(Buffer.from('other'))),
  },
  'record-invalid': {
    situation: 'a letter brings an act that its officer has not signed',
    example: letterOfAStranger,
  },
  'hand-not-entitled': {
    situation:
      'somebody who has the seals of a node, and no officer’s key, sends a request with them',
    example: letterOfASealAlone,
  },
}
