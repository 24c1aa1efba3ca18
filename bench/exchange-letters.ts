/**
 * Part of `comity bench exchange`: letters. A disclosure of 4 KiB signed and sealed, opened and verified, beside the bare
 * primitives of the runtime in the same run. There are two floors: the least that anybody needs (one signature, one key
 * agreement, one cipher), and the same with as many signatures as the letter bears.
 */
import {
  createCipheriv,
  createDecipheriv,
  decapsulate,
  diffieHellman,
  encapsulate,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { digest, must, systemRandom } from '#base'
import { composeLetter, composeLetters, openLetter } from '#exchange'
import {
  draft,
  knownTo,
  officerOf,
  readerOf,
  sealsOf,
  testEnds,
} from '../src/exchange/test-letters.ts'
import { compete, type Pair } from './measure-pairs.ts'

const size = 4096
const batch = 64
const payload = randomBytes(size)
const classicalEntry = { suite: 'classical', from: '2025-01-01T00:00:00.000Z' } as const
const cards = ['XV-FIU', 'XN-FIU'].map((id) => ({ id, suites: [classicalEntry] })) as never

const ed = generateKeyPairSync('ed25519')
const lattice = generateKeyPairSync('ml-dsa-44')
const curve = generateKeyPairSync('x25519')
const kem = generateKeyPairSync('ml-kem-768')

export function lettersPart(): readonly Pair[] {
  return [...classical(), ...hybrid()]
}

function classical(): readonly Pair[] {
  const ends = testEnds()
  const reader = readerOf(ends, { knownKey: knownTo(ends, cards) })
  const { statement, signers } = written(ends.classical.id, ends, 1)
  const compose = () => composeLetter(statement, payload, signers, ends.classical, systemRandom)
  const { bytes } = compose()
  const [least, same] = [floorSealed(1, false), floorSealed(2, false)]
  const open = () => void must(openLetter(bytes, reader))
  return [
    {
      name: 'classical: sign and seal / least floor',
      ours: compose,
      floor: least.seal,
      target: 0.5,
    },
    { name: 'classical: sign and seal / same signatures', ours: compose, floor: same.seal },
    { name: 'classical: open and verify / least floor', ours: open, floor: least.open },
    { name: 'classical: open and verify / same signatures', ours: open, floor: same.open },
  ].map((contest) => compete({ count: 1, ...contest }))
}

function hybrid(): readonly Pair[] {
  const ends = testEnds()
  const reader = readerOf(ends)
  const { statement, signers } = written(ends.hybrid.id, ends, 2)
  const compose = () => composeLetter(statement, payload, signers, ends.hybrid, systemRandom)
  const drafts = Array.from({ length: batch }, () => ({
    statement,
    payload,
    officers: officerOf(ends),
    to: ends.hybrid,
  }))
  const many = () => composeLetters(drafts, sealsOf(ends), systemRandom)
  const { bytes } = compose()
  const [inBatch] = many()
  const [least, same] = [floorSealed(1, true), floorSealed(3, true)]
  const latticeAlone = () => void sign(null, payload, lattice.privateKey)
  const open = () => void must(openLetter(bytes, reader))
  const openOfBatch = () => void must(openLetter(inBatch!.bytes, reader))
  return [
    {
      name: 'hybrid: sign and seal / ML-DSA-44 sign alone',
      ours: compose,
      floor: latticeAlone,
      target: 0.5,
    },
    { name: 'hybrid: sign and seal / least floor', ours: compose, floor: least.seal },
    {
      name: 'hybrid: sign and seal / same signatures',
      ours: compose,
      floor: same.seal,
      target: 0.5,
    },
    {
      name: `hybrid: ${batch} letters, one batch seal / same signatures`,
      ours: many,
      floor: same.seal,
      count: batch,
      floorCount: 1,
    },
    { name: 'hybrid: open and verify / least floor', ours: open, floor: least.open },
    { name: 'hybrid: open and verify / same signatures', ours: open, floor: same.open },
    { name: 'hybrid: open one of a batch / same signatures', ours: openOfBatch, floor: same.open },
  ].map((contest) => compete({ count: 1, ...contest }))
}

function written(key: string, ends: ReturnType<typeof testEnds>, seals: number) {
  const { statement } = draft(ends, 0, {
    recipients: [{ node: 'XN-FIU', key }],
    payload: { digest: digest(payload), bytes: size, type: 'application/octet-stream' },
  })
  return { statement, signers: [...officerOf(ends), ...sealsOf(ends).slice(0, seals)] }
}

/** Bare calls of the runtime: signatures over the content, an agreement on a key, a cipher. */
function floorSealed(signatures: number, withLattice: boolean) {
  const signers: readonly { privateKey: KeyObject; publicKey: KeyObject }[] = [
    ...(withLattice && signatures > 1 ? [lattice] : []),
    ...Array.from(
      { length: withLattice && signatures > 1 ? signatures - 1 : signatures },
      () => ed,
    ),
  ]
  const keyFrom = (...secrets: readonly Uint8Array[]) =>
    Buffer.from(hkdfSync('sha256', Buffer.concat(secrets), '', 'comity', 44))
  const seal = () => {
    const made = signers.map((s) => sign(null, payload, s.privateKey))
    const ephemeral = generateKeyPairSync('x25519')
    const secrets: Uint8Array[] = [
      diffieHellman({ privateKey: ephemeral.privateKey, publicKey: curve.publicKey }),
    ]
    const wrapped = withLattice ? encapsulate(kem.publicKey) : undefined
    if (wrapped !== undefined) secrets.push(wrapped.sharedKey)
    const key = keyFrom(...secrets)
    const cipher = createCipheriv('aes-256-gcm', key.subarray(0, 32), key.subarray(32))
    const text = Buffer.concat([cipher.update(payload), cipher.final(), cipher.getAuthTag()])
    return { made, ephemeral: ephemeral.publicKey, wrapped, text }
  }
  const { made, ephemeral, wrapped, text } = seal()
  const open = () => {
    const secrets: Uint8Array[] = [
      diffieHellman({ privateKey: curve.privateKey, publicKey: ephemeral }),
    ]
    if (wrapped !== undefined) secrets.push(decapsulate(kem.privateKey, wrapped.ciphertext))
    const key = keyFrom(...secrets)
    const decipher = createDecipheriv('aes-256-gcm', key.subarray(0, 32), key.subarray(32))
    decipher.setAuthTag(text.subarray(-16))
    const plain = Buffer.concat([decipher.update(text.subarray(0, -16)), decipher.final()])
    for (const [i, s] of signers.entries())
      if (!verify(null, plain, s.publicKey, made[i]!)) throw new Error('the floor does not hold')
  }
  return { seal: () => void seal(), open }
}
