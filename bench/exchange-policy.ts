/**
 * Part of `comity bench exchange`: the policies. Decisions of the engine itself at 5, 50 and 500 rows; the same question
 * from memory; and a real request as it came over the wire, opened, verified, decided on and admitted, beside the
 * engine's own rate at 50 rows: alone under the hybrid suite, as one of a batch under one seal, and under the classical
 * suite. Nothing is written: the store has a part of its own.
 */
import { decapsulate, diffieHellman, encapsulate, generateKeyPairSync, sign } from 'node:crypto'
import { ask, layPolicies, makeDecider, type Policy, plainQuestion, shippedPolicies } from '#access'
import { type Json, must, readJson, systemRandom, verifyEd25519 } from '#base'
import { type AuthorityCard, verifyCard } from '#directory'
import {
  composeLetters,
  type KnownKey,
  makeOpeningKey,
  openLetter,
  type Reader,
  readRecord,
  unpackRecords,
  verifyRecord,
} from '#exchange'
import { shipped } from '#law'
import { admit } from '#procedure'
import { keySecret, readKeyring } from '../src/node/keyring.ts'
import { actorKey, knownKeys } from '../src/node/known-keys.ts'
import { eventOf } from '../src/node/receive-read.ts'
import { commitment } from '../src/node/records.ts'
import { sendRequest, testFederation } from '../src/node/testing.ts'
import { compete, type Pair } from './measure-pairs.ts'

const question = { ...plainQuestion, relation: 'party', works: true, purpose: 'matter' } as const
const start = '2025-02-03T09:00:00.000Z'
/** Letters under one seal, and how many such batches are made ready. */
const batch = 64
const batches = 100

/** The shipped rows and as many of the authority's own as it takes; without the floor where fewer are wanted. */
function rows(count: number): readonly Policy[] {
  const own = Array.from({ length: Math.max(0, count - shippedPolicies.length) }, (_, i) => ({
    ...shippedPolicies[0]!,
    id: `own-${i}`,
    floor: false,
    actions: ['print'],
    when: `resource.handling == "TLP:AMBER" && context.purpose == "own-${i}"`,
  }))
  return [...shippedPolicies, ...own]
}

export async function policyPart(): Promise<readonly Pair[]> {
  const shippedSet = must(layPolicies())
  const fifty = must(layPolicies(rows(50)))
  const two = must(layPolicies(rows(200)))
  const decider = makeDecider(fifty)
  const engine = () => void ask(fifty, question)
  const letters = await taken()
  const hybrid = letters.take(letters.hybrid)
  const classical = letters.take(letters.classical)
  let next = 0
  const oneBatch = () => {
    // Each batch once only: what was verified of it before is remembered.
    if (next === letters.batches.length) throw new Error('more batches are needed')
    for (const bytes of letters.batches[next++]!) {
      letters.take(bytes)()
      decider.decide(question)
    }
  }
  return [
    {
      name: `decision, ${shippedPolicies.length} shipped rows / 50 rows`,
      ours: () => void ask(shippedSet, question),
      floor: engine,
    },
    { name: 'decision, 200 rows / 50 rows', ours: () => void ask(two, question), floor: engine },
    {
      name: 'decision from memory / engine, 50 rows',
      ours: () => {
        for (let i = 0; i < 100; i++) decider.decide(question)
      },
      count: 100,
      floor: engine,
      floorCount: 1,
    },
    {
      name: 'classical letter opened, verified, decided on, admitted / engine, 50 rows',
      ours: () => {
        classical()
        decider.decide(question)
      },
      floor: engine,
      target: 0.5,
    },
    {
      name: 'hybrid letter alone, the same / engine, 50 rows',
      ours: () => {
        hybrid()
        decider.decide(question)
      },
      floor: engine,
      target: 0.5,
    },
    {
      name: `hybrid letter in a batch of ${batch}, the same / engine, 50 rows`,
      ours: oneBatch,
      count: batch,
      floor: engine,
      floorCount: 1,
      target: 0.5,
    },
    {
      name: 'the bare keys of a hybrid letter in a batch, nothing else / engine, 50 rows',
      ours: bareKeys(),
      floor: engine,
    },
    {
      name: 'hybrid letter alone, the engine asked anew each time / engine, 50 rows',
      ours: () => {
        hybrid()
        ask(fifty, question)
      },
      floor: engine,
    },
  ].map((contest) => compete({ count: 1, ...contest }))
}

/**
 * What no program can leave out of a hybrid letter in a batch: the officer's signatures on statement and record, and both
 * halves of its seal; the seals of the batch not counted.
 */
function bareKeys(): () => void {
  const officer = generateKeyPairSync('ed25519')
  const text = systemRandom.bytes(49)
  const signature = sign(null, text, officer.privateKey)
  const x = officer.publicKey.export({ format: 'jwk' }).x as string
  const publicKey = Buffer.from(x, 'base64url')
  const lattice = generateKeyPairSync('ml-kem-768')
  const { ciphertext } = encapsulate(lattice.publicKey)
  const curve = generateKeyPairSync('x25519')
  return () => {
    if (!verifyEd25519(publicKey, text, signature) || !verifyEd25519(publicKey, text, signature))
      throw new Error('a signature does not hold')
    decapsulate(lattice.privateKey, ciphertext)
    diffieHellman(curve)
  }
}

/** What the receiving node does with a letter before it writes, and letters: a request of a real node to another. */
async function taken() {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  let letter: Uint8Array | undefined
  const { post } = federation.wire
  federation.wire.post = (url, bytes, signal) => {
    letter ??= bytes
    return post(url, bytes, signal)
  }
  await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  const keysOf = (id: string) => {
    const dir = federation.dir(id)
    return readKeyring(dir, keySecret(dir, undefined, systemRandom))
  }
  const [own, keys] = [keysOf('XV-FIU'), keysOf('XN-FIU')]
  const cards: readonly AuthorityCard[] = ['XV-FIU', 'XN-FIU'].map((id) =>
    must(verifyCard(federation.node(id).read.card())),
  )
  await federation.close()
  const directory = { card: (id: string) => cards.find((card) => card.id === id) }
  const now = federation.clock.now()
  const curve = makeOpeningKey(systemRandom, 'X25519')
  const opening = [...keys.opening, curve]
  const hybridKeys = knownKeys(directory, now)
  const classicalKeys: KnownKey = Object.assign(
    (...of: Parameters<KnownKey>) => hybridKeys(...of),
    { ...hybridKeys, suite: () => 'classical' as const },
  )
  const reader = (known: KnownKey): Reader => ({
    node: 'XN-FIU',
    now,
    openingKey: (id) => opening.find((key) => key.id === id),
    knownKey: known,
    isKnownSender: (node) => node === 'XV-FIU',
  })
  const facts = { now, directory: cards, law: shipped, self: ['XN-FIU'] }
  if (letter === undefined) throw new Error('no letter was sent')
  const hybrid = letter
  const { statement, payload, signatures } = must(openLetter(hybrid, reader(hybridKeys)))
  const { by } = signatures.find((s) => s.slot === 'officer')!
  const officers = [{ slot: 'officer', by, key: own.officers[by]! }] as const
  const seal = { slot: 'seal', by: 'XV-FIU', key: own.seal } as const
  const second = { slot: 'second-seal', by: 'XV-FIU', key: own.secondSeal! } as const
  const draft = { statement, payload, officers, to: keys.opening[0]! }
  const toCurve = {
    ...draft,
    statement: { ...statement, recipients: [{ ...statement.recipients[0]!, key: curve.id }] },
    to: curve,
  }
  const readers = { hybrid: reader(hybridKeys), classical: reader(classicalKeys) }
  const [classical] = composeLetters([toCurve], [seal], systemRandom)
  return {
    hybrid,
    classical: classical!.bytes,
    batches: Array.from({ length: batches }, (_, n) =>
      composeLetters(
        Array.from({ length: batch }, (_, i) => ({
          ...draft,
          statement: {
            ...statement,
            channel: { ...statement.channel, sequence: n * batch + i + 1 },
          },
        })),
        [seal, second],
        systemRandom,
      ).map(({ bytes }) => bytes),
    ),
    take: (bytes: Uint8Array) => () => {
      const how = bytes === classical!.bytes ? readers.classical : readers.hybrid
      const opened = must(openLetter(bytes, how))
      for (const { record, signature, body, salt } of must(unpackRecords(opened.payload))) {
        const header = must(readRecord(record))
        const key = actorKey(directory, 'XV-FIU', header.actor, header.key, header.at, now)
        if (key === undefined || !verifyRecord(record, signature, key))
          throw new Error('a record of the letter does not hold')
        if (body === null || salt === null || header.body?.commitment !== commitment(salt, body))
          throw new Error('a body of the letter does not hold')
        const document = must(readJson(body, { maxBytes: 1 << 22, maxDepth: 32 }))
        must(admit(undefined, eventOf(header, document as { readonly [key: string]: Json }), facts))
      }
    },
  }
}
