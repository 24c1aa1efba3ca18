/**
 * Part of `comity bench exchange`: the policies. Decisions of the engine itself at 5, 50 and 500 rows; the same question
 * from memory; and a real request as it came over the wire, opened, verified, decided on and admitted, beside the
 * engine's own rate at 50 rows. Nothing is written: the store has a part of its own.
 */
import { ask, layPolicies, makeDecider, type Policy, plainQuestion, shippedPolicies } from '#access'
import { type Json, must, readJson, systemRandom } from '#base'
import { type AuthorityCard, verifyCard } from '#directory'
import { openLetter, readRecord, unpackRecords, verifyRecord } from '#exchange'
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
  const take = await taken()
  return [
    {
      name: `decision, ${shippedPolicies.length} shipped rows / 50 rows`,
      ours: () => void ask(shippedSet, question),
      floor: engine,
    },
    { name: 'decision, 200 rows / 50 rows', ours: () => void ask(two, question), floor: engine },
    {
      name: 'decision from memory / engine, 50 rows',
      ours: () => void decider.decide(question),
      floor: engine,
    },
    {
      name: 'letter opened, verified, decided on, admitted / engine, 50 rows',
      ours: () => {
        take()
        decider.decide(question)
      },
      floor: engine,
      target: 0.5,
    },
    {
      name: 'the same, the engine asked anew each time / engine, 50 rows',
      ours: () => {
        take()
        ask(fifty, question)
      },
      floor: engine,
    },
  ].map((contest) => compete({ count: 1, ...contest }))
}

/** What the receiving node does with a letter before it writes, as one call: a request of a real node to another. */
async function taken(): Promise<() => void> {
  const federation = await testFederation(['XV-FIU', 'XN-FIU'], start)
  let letter: Uint8Array | undefined
  const { post } = federation.wire
  federation.wire.post = (url, bytes, signal) => {
    letter ??= bytes
    return post(url, bytes, signal)
  }
  await sendRequest(federation.node('XV-FIU'), 'XN-FIU')
  await federation.settle()
  const dir = federation.dir('XN-FIU')
  const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const cards: readonly AuthorityCard[] = ['XV-FIU', 'XN-FIU'].map((id) =>
    must(verifyCard(federation.node(id).read.card())),
  )
  await federation.close()
  const directory = { card: (id: string) => cards.find((card) => card.id === id) }
  const now = federation.clock.now()
  const reader = {
    node: 'XN-FIU',
    now,
    openingKey: (id: string) => keys.opening.find((key) => key.id === id),
    knownKey: knownKeys(directory, now),
    isKnownSender: (node: string) => node === 'XV-FIU',
  }
  const facts = { now, directory: cards, law: shipped, self: ['XN-FIU'] }
  if (letter === undefined) throw new Error('no letter was sent')
  const bytes = letter
  return () => {
    const opened = must(openLetter(bytes, reader))
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
  }
}
