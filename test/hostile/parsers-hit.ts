import { canonical, type Json } from '#base'
import {
  packPacket,
  packTokens,
  readAnswer,
  readIndex,
  readQuestion,
  readStatement,
  ristretto255,
  statementBytes,
  unpackPacket,
  unpackTokens,
} from '#hit'
import { at, testAnswer, testEpoch, testQuestion } from '../../src/hit/testing.ts'
import { type Parser, respelt, said } from './row.ts'

const group = await ristretto255()
const keys = ['iban:XV85DEMO00004711', 'natid:XV:19684711', 'name:GORAN TELLEG|1974-02-11']
const epoch = testEpoch([...keys, ...Array.from({ length: 90 }, (_, i) => `natid:XN:${i}00`)])
const { question, items, packet } = testQuestion(epoch.announced, keys)
const signatures = [{ key: 'seal-1', signature: new Uint8Array(64).fill(5) }]
const answer = testAnswer(epoch, packet)
const { id, owner, asker, purpose, created } = question

const statements: Readonly<Record<string, object>> = {
  'hit-epoch': epoch.announced,
  'hit-question': question,
  'hit-answer': JSON.parse(Buffer.from(answer.statement).toString('utf8')) as object,
  'hit-hello': { v: 1, kind: 'hit-hello', asker, owner, purpose, file: null, offset: 0, created },
  'hit-challenge': {
    v: 1,
    kind: 'hit-challenge',
    owner,
    asker,
    purpose,
    id,
    question: epoch.announced.root,
    seed: '0'.repeat(64),
    count: 3,
    created,
  },
  'hit-opened': {
    v: 1,
    kind: 'hit-opened',
    owner,
    asker,
    id,
    question: epoch.announced.root,
    seed: '0'.repeat(64),
    opened: 3,
    sound: 3,
    inCase: 2,
    overseer: 'XV-FIU/head',
    created,
  },
  'hit-held': {
    v: 1,
    kind: 'hit-held',
    owner,
    asker,
    id,
    question: epoch.announced.root,
    since: created,
    officers: 2,
    released: 1,
    created,
  },
  'hit-withdrawal': {
    v: 1,
    kind: 'hit-withdrawal',
    owner,
    asker,
    purpose,
    id,
    question: epoch.announced.root,
    created,
  },
  'hit-refusal': {
    v: 1,
    kind: 'hit-refusal',
    by: owner,
    to: asker,
    message: epoch.announced.root,
    refusal: {
      kind: 'forbidden',
      name: 'hit-declined',
      ground: 'nobody released it',
      citation: null,
      remedy: 'ask anew',
    },
    created,
  },
}

/** The blind question: every word of it, the packet around it, and the index. */
export const hitParsers: readonly Parser[] = [
  ...Object.entries(statements).map(
    ([kind, statement]): Parser => ({
      name: `a word of the blind question: ${kind}`,
      covers: ['hit/readStatement'],
      sample: statementBytes(statement),
      read: (bytes) =>
        respelt(readStatement(kind as 'hit-epoch', bytes), (s) => canonical(s as unknown as Json)),
      holds: 'one spelling',
    }),
  ),
  {
    name: 'a packet of the blind question',
    covers: ['hit/unpackPacket'],
    sample: packPacket({ ...packet, signatures }),
    read: (bytes) => respelt(unpackPacket(bytes), packPacket),
    holds: 'one spelling',
  },
  {
    name: 'a blind question to its owner',
    covers: ['hit/readQuestion'],
    sample: packPacket(packet),
    read(bytes) {
      const read = unpackPacket(bytes)
      if (!read.ok) return undefined
      // Whoever sends it has signed it: what it says must fit its elements, whatever it says.
      return said(readQuestion(group, epoch.announced, read.value, at))
    },
    holds: 'any',
    runs: 200,
  },
  {
    name: 'the answer of the owner',
    covers: ['hit/readAnswer'],
    sample: packPacket(answer),
    read(bytes) {
      const read = unpackPacket(bytes)
      if (!read.ok) return undefined
      return said(readAnswer(group, epoch.announced, question, items, read.value), (a) => a.tokens)
    },
    holds: 'signed',
    runs: 200,
  },
  {
    name: 'the index of an owner',
    covers: ['hit/unpackTokens'],
    sample: epoch.file,
    read: (bytes) => respelt(unpackTokens(bytes), packTokens),
    holds: 'one spelling',
  },
  {
    name: 'the index that an owner announced',
    covers: ['hit/readIndex'],
    sample: epoch.file,
    read: (bytes) => said(readIndex(epoch.announced, bytes), (set) => set.bytes),
    holds: 'signed',
  },
]
