import { digest, type Instant, systemRandom } from '#base'
import { shipped } from '#law'
import { readQuestion } from '../../src/hit/answer.ts'
import { readAnswer, readIndex, statementBytes } from '../../src/hit/ask.ts'
import { lawfulBasis, mayBeAsked } from '../../src/hit/lawful.ts'
import { admit, defaultQuota } from '../../src/hit/quota.ts'
import { readStatement } from '../../src/hit/statements.ts'
import { at, group, noDigest, testAnswer, testEpoch, testQuestion } from '../../src/hit/testing.ts'
import { packTokens, unpackTokens } from '../../src/hit/token-file.ts'
import { indexRoot, tokenAt, tokenSet } from '../../src/hit/tokens.ts'
import { readIdentifier, readIdentifierList } from '../../src/resolve/index.ts'
import type { Gallery } from './gallery.ts'

const keys = Array.from({ length: 5 }, (_, i) => `natid:XV:${1_000_000 + i}`)
const epoch = testEpoch(keys)
const asked = testQuestion(epoch.announced, keys)

function answered(over: object, elements?: readonly Uint8Array[]) {
  const honest = testAnswer(epoch, asked.packet)
  const read = readStatement('hit-answer', honest.statement)
  if (!read.ok) return read
  const sent = elements ?? honest.elements
  const statement = statementBytes({
    ...read.value,
    elements: digest(Buffer.concat(sent)),
    ...over,
  })
  return readAnswer(group, epoch.announced, asked.question, asked.items, {
    statement,
    signatures: [],
    elements: sent,
  })
}

function asks(over: Parameters<typeof testQuestion>[2], now: Instant = at) {
  return readQuestion(group, epoch.announced, testQuestion(epoch.announced, keys, over).packet, now)
}

const pair = (from: string, to: string) => ({
  from: { authority: `${from}-FIU`, country: from, kind: 'FIU' as const },
  to: { authority: `${to}-FIU`, country: to, kind: 'FIU' as const },
  on: '2026-11-22' as Parameters<typeof lawfulBasis>[0]['on'],
})

function shrunk() {
  const tokens = Array.from({ length: epoch.set.count }, (_, i) => tokenAt(epoch.set, i))
  const next = tokenSet([...tokens.slice(1), systemRandom.bytes(16)])
  const file = packTokens(next)
  const announced = {
    ...epoch.announced,
    version: 2,
    root: indexRoot(next),
    tokens: next.count,
    file: { digest: digest(file), bytes: file.length },
  }
  return readIndex(announced, file, epoch.set)
}

export const hitGallery: Gallery = {
  'hit-malformed': {
    situation: 'something that is no index of tokens is sent as one',
    example: () => unpackTokens(new Uint8Array(40)),
  },
  'hit-element-malformed': {
    situation: 'one of the items is the identity of the group, which would show the key',
    example: () => {
      const elements = asked.packet.elements.with(0, new Uint8Array(32))
      const statement = statementBytes({
        ...asked.question,
        elements: digest(Buffer.concat(elements)),
      })
      return readQuestion(group, epoch.announced, { statement, signatures: [], elements }, at)
    },
  },
  'hit-proof-fails': {
    situation:
      'the owner evaluates one of the items under another key than the one it committed to',
    example: () =>
      answered({}, testAnswer(epoch, asked.packet).elements.with(0, asked.items[1]!.element)),
  },
  'hit-key-differs': {
    situation: 'the owner answers one asker under a key of his own',
    example: () => answered({ key: 'ab'.repeat(32) }),
  },
  'hit-index-differs': {
    situation: 'the owner ships an index in which a token is missing',
    example: () => readIndex(epoch.announced, epoch.file.subarray(0, -16)),
  },
  'hit-index-shrank': {
    situation: 'a subject was taken out of the index within the epoch',
    example: shrunk,
  },
  'hit-epoch-other': {
    situation: 'a question of last month comes in this month',
    example: () => asks({ epoch: '2026-10' }),
  },
  'hit-epoch-over': {
    situation: 'a question comes on the day after the epoch has ended',
    example: () => asks({}, '2026-12-01T09:00:00.000Z' as Instant),
  },
  'hit-answer-differs': {
    situation: 'the answer to another question is sent back',
    example: () => answered({ question: noDigest }),
  },
  'hit-no-consent': {
    situation: 'a question names a consent that the owner never gave',
    example: () => asks({ consent: 'consent-of-somebody-else' }),
  },
  'hit-without-basis': {
    situation: 'two units ask each other between whom no treaty and no memorandum stands',
    example: () => lawfulBasis(pair('XV', 'XZ'), shipped),
  },
  'hit-without-case': {
    situation: 'a question names no case',
    example: () =>
      mayBeAsked(
        { basis: asked.question.basis, category: 'corruption', case: ' ', purpose: 'analysis' },
        pair('XV', 'XN'),
        shipped,
      ),
  },
  'hit-category-unknown': {
    situation:
      'a question says that its case is about an offence that the owner’s register has not',
    example: () =>
      mayBeAsked(
        { basis: asked.question.basis, category: 'witchcraft', case: 'C-1', purpose: 'analysis' },
        pair('XV', 'XN'),
        shipped,
      ),
  },
  'hit-quota-spent': {
    situation: 'a partner has asked 9,900 items today and asks 200 more',
    example: () =>
      admit(
        [{ at, items: 9_900, names: 0, case: 'c', standing: false }],
        defaultQuota,
        { items: 200, names: 0 },
        at,
      ),
  },
}

export const resolveGallery: Gallery = {
  'identifier-kind-unknown': {
    situation: 'an identifier is written with a kind that does not exist',
    example: () => readIdentifier('pasport:XV:P123456'),
  },
  'identifier-malformed': {
    situation: 'a telephone number is written without its country',
    example: () => readIdentifier('phone:812345'),
  },
  'identifier-check-digits': {
    situation: 'two digits of an IBAN were written in each other’s place',
    example: () => readIdentifier('iban:GB82 WEST 1234 5698 7645 32'),
  },
  'identifier-country-missing': {
    situation: 'a national number is written without the country that gave it',
    example: () => readIdentifier('natid:1968-4711'),
  },
  'name-without-birth': {
    situation: 'somebody asks about a name alone',
    example: () => readIdentifier('name:Goran Telleg'),
  },
  'list-too-long': {
    situation: 'a list of more than a million lines is given',
    example: () => readIdentifierList('\n'.repeat(1_000_002), 'list.csv'),
  },
}
