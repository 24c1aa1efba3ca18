import { canonical, digest, type Id, type Json, systemRandom } from '#base'
import {
  admissibilityOf,
  checkAdmissibility,
  composeAnswer,
  composeForAll,
  composeLetters,
  composeQuery,
  composeReceipt,
  conditionsOf,
  conditionsWithParts,
  frame,
  open,
  openLetter,
  packAttachment,
  packBatch,
  packNotice,
  packRecords,
  readAnswer,
  readAttachment,
  readFileConditions,
  readGet,
  readHeader,
  readNotice,
  readQuery,
  readReceipt,
  readRecord,
  seal,
  signGet,
  signRecord,
  unpackBatch,
  unpackRecords,
  verify,
  verifyRecord,
} from '#exchange'
import { samples } from '#procedure'
import { signStatement } from '../../src/exchange/signatures.ts'
import type { Statement } from '../../src/exchange/statement.ts'
import {
  at,
  draft,
  knownTo,
  officerOf,
  readerOf,
  sealsOf,
  testEnds,
} from '../../src/exchange/test-letters.ts'
import { type Parser, respelt, said, text, utf8 } from './row.ts'

const ends = testEnds()
const known = knownTo(ends)
const written = draft(ends, 0)
const letter = composeLetters([written], sealsOf(ends), systemRandom)[0]!.bytes
const batched = composeLetters([written, draft(ends, 1)], sealsOf(ends), systemRandom)[0]!.bytes
const toAll = composeForAll(
  written.statement,
  written.payload,
  [...officerOf(ends), ...sealsOf(ends)],
  [ends.hybrid],
  systemRandom,
)[0]!.bytes
const isKnownSender = (node: string) => node === 'XV-FIU'
const cover = (({ kind: _, payload: __, ...rest }: Statement) => rest)(written.statement)
const envelope = digest(letter)
const head = { size: 9, root: 'AAAA', checkpoint: 'comity.invalid/xn-fiu\n9\nAAAA\n' }
const receipt = composeReceipt(
  cover,
  { envelope, status: 'admitted', reason: null, log: { index: 3, ...head } },
  sealsOf(ends),
)
const query = composeQuery(
  cover,
  { lane: 'routine', holds: 4, last: envelope, lacks: [5, 9] },
  sealsOf(ends),
)
const answer = composeAnswer(
  cover,
  { query: digest(query), sentAgain: [5, 6], neverWritten: [7] },
  sealsOf(ends),
)
const record = signRecord(
  {
    v: 1,
    id: written.statement.id,
    node: 'XV-FIU',
    actor: 'XV-FIU/analyst',
    key: ends.officer.id,
    at,
    stream: 'matter/rq-01',
    type: 'request.sent',
    procedure: 'P1',
    transition: 'send',
    data: { urgency: 'normal' },
    crosses: true,
    body: { id: 'body', commitment: envelope },
    previous: null,
    pack: 'pack-1',
  },
  ends.officer,
)
const notice = packNotice({
  v: 1,
  notice: 'status',
  letters: [{ letter: written.statement.id, envelope, index: 3 }],
  head,
  message: 'XV2025XN0001',
  verdict: 'rejected',
  fileCodes: [50009],
  items: [{ ref: 'XV2025-7', codes: [80002] }],
})
const records = packRecords([
  {
    record: record.bytes,
    signature: record.signature,
    body: utf8('{"facts":"of the example"}'),
    salt: systemRandom.bytes(32),
    attachments: [{ body: utf8('{}'), salt: systemRandom.bytes(32) }],
  },
])
const note = packAttachment({
  v: 1,
  id: written.statement.id as Id,
  digest: envelope,
  bytes: 70_000,
  type: 'application/pdf',
  title: 'Statement of account',
  key: Buffer.from(systemRandom.bytes(32)).toString('base64url'),
  conditions: written.statement.conditions,
})
const context = { from: 'XV-FIU', to: 'XN-FIU', header: utf8('header') }
const sealed = seal(ends.hybrid, utf8('what is inside'), context, systemRandom)

/** A letter in which a peer that is enrolled signed and sealed whatever it liked. */
function fromPeer(statement: Uint8Array, signatures: Uint8Array, payload: Uint8Array): Uint8Array {
  const header = canonical({
    v: 1,
    id: written.statement.id,
    from: 'XV-FIU',
    to: 'XN-FIU',
    key: ends.hybrid.id,
  })
  const plain = frame([statement, signatures, payload])
  const inside = seal(ends.hybrid, plain, { from: 'XV-FIU', to: 'XN-FIU', header }, systemRandom)
  return Buffer.concat([utf8('comity-letter/1\n'), frame([header, inside])])
}

const statementBytes = canonical(written.statement as unknown as Json)
const signed = (statement: Uint8Array) =>
  canonical(signStatement(statement, [...officerOf(ends), ...sealsOf(ends)]) as unknown as Json)
const opened = (bytes: Uint8Array) =>
  said(openLetter(bytes, readerOf(ends)), (l) => [l.statement, l.payload])

const get = signGet({ path: '/exchange/attachments/x', from: 0, node: 'XV-FIU' }, ends.seal, at)
const getKey = (node: string, keyId: string) =>
  node === 'XV-FIU' && keyId === ends.seal.id ? ends.seal : undefined
const filed = canonical(samples['mla-request'] as Json)

/** What crosses a border: letters and what is said about them. */
export const exchangeParsers: readonly Parser[] = [
  ...[letter, batched, toAll].map(
    (sample, i): Parser => ({
      name: ['a letter', 'a letter of a batch', 'a letter to several'][i]!,
      covers: ['exchange/openLetter'],
      sample,
      read: opened,
      holds: 'signed',
    }),
  ),
  {
    name: 'the outside of a letter',
    covers: ['exchange/readHeader'],
    sample: letter,
    read: (bytes) => said(readHeader(bytes), ({ header }) => header),
    holds: 'any',
  },
  {
    name: 'a statement of a peer that signs whatever it likes',
    covers: ['exchange/openLetter'],
    sample: statementBytes,
    read: (bytes) => opened(fromPeer(bytes, signed(bytes), written.payload)),
    holds: 'any',
    runs: 150,
  },
  {
    name: 'signatures under a statement',
    covers: ['exchange/openLetter'],
    sample: signed(statementBytes),
    read: (bytes) => opened(fromPeer(statementBytes, bytes, written.payload)),
    holds: 'signed',
  },
  {
    name: 'what is sealed',
    covers: ['exchange/open'],
    sample: sealed,
    read: (bytes) => {
      const plain = open(ends.hybrid, bytes, context)
      return plain === undefined ? undefined : text(plain)
    },
    holds: 'signed',
  },
  {
    name: 'several letters in one call',
    covers: ['exchange/unpackBatch'],
    sample: packBatch('letters', [letter.subarray(0, 300), letter.subarray(0, 90)]),
    read: (bytes) => respelt(unpackBatch('letters', bytes), (parts) => packBatch('letters', parts)),
    holds: 'one spelling',
  },
  {
    name: 'a receipt',
    covers: ['exchange/readReceipt'],
    sample: receipt,
    read: (bytes) =>
      said(
        readReceipt(bytes, { from: 'XV-FIU', to: 'XN-FIU', envelope, knownKey: known }),
        ({ statement, body }) => [statement, body],
      ),
    holds: 'signed',
  },
  {
    name: 'a query about missing letters',
    covers: ['exchange/readQuery'],
    sample: query,
    read: (bytes) =>
      said(readQuery(bytes, { to: 'XN-FIU', isKnownSender, knownKey: known }), (q) => q.body),
    holds: 'signed',
  },
  {
    name: 'the answer to such a query',
    covers: ['exchange/readAnswer'],
    sample: answer,
    read: (bytes) =>
      said(
        readAnswer(bytes, {
          to: 'XN-FIU',
          from: 'XV-FIU',
          query: digest(query),
          isKnownSender,
          knownKey: known,
        }),
        (a) => a.body,
      ),
    holds: 'signed',
  },
  {
    name: 'a notice',
    covers: ['exchange/readNotice'],
    sample: notice,
    read: (bytes) => respelt(readNotice(bytes), packNotice),
    holds: 'one spelling',
  },
  {
    name: 'a record',
    covers: ['exchange/readRecord', 'exchange/verifyRecord', 'exchange/verify'],
    sample: Buffer.concat([record.signature, record.bytes]),
    read: (bytes) => {
      const [value, body] = [bytes.subarray(0, 64), bytes.subarray(64)]
      if (verify(ends.officer, body, value)) return 'a signature for something else counts'
      return verifyRecord(body, value, ends.officer) ? said(readRecord(body)) : undefined
    },
    holds: 'signed',
  },
  {
    name: 'a record that nobody has verified yet',
    covers: ['exchange/readRecord'],
    sample: record.bytes,
    read: (bytes) => respelt(readRecord(bytes), (h) => canonical(h as unknown as Json)),
    holds: 'one spelling',
  },
  {
    name: 'the records of an act',
    covers: ['exchange/unpackRecords'],
    sample: records,
    read: (bytes) => said(unpackRecords(bytes)),
    holds: 'any',
  },
  {
    name: 'what is said of a file',
    covers: ['exchange/readAttachment'],
    sample: note,
    read: (bytes) => respelt(readAttachment(bytes), packAttachment),
    holds: 'one spelling',
  },
  {
    name: 'the conditions of a file',
    covers: ['exchange/readFileConditions'],
    sample: canonical({
      handling: 'TLP:AMBER',
      evidence: 'with-consent',
      onward: 'no',
      purposes: ['analysis'],
      siena: ['H1'],
      retainUntil: '2026-03-31',
    }),
    read: (bytes) => said(readFileConditions(jsonOr(bytes) as Json)),
    holds: 'any',
  },
  {
    name: 'the headers of a signed request for a file',
    covers: ['exchange/readGet'],
    sample: utf8(JSON.stringify(get)),
    read: (bytes) => {
      const headers = jsonOr(bytes)
      if (typeof headers !== 'object' || headers === null) return undefined
      return said(readGet('/exchange/attachments/x', headers as never, at, getKey))
    },
    holds: 'signed',
  },
  {
    name: 'the conditions and the proof that a document states',
    covers: ['exchange/checkAdmissibility'],
    sample: filed,
    read: (bytes) => {
      const value = jsonOr(bytes)
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
      const document = value as Readonly<Record<string, Json>>
      conditionsOf(document, 'XV-FIU')
      const parts = JSON.stringify(conditionsWithParts(document, 'XV-FIU'))
      const proof = admissibilityOf(document)
      if (proof.ok) checkAdmissibility(proof.value, { filedAt: '2026-01-01T00:00:00.000Z' })
      return parts
    },
    holds: 'any',
  },
]

/** The value of a JSON text as the wire of HTTP gives it: somebody else has read it already. */
export function jsonOr(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(text(bytes))
  } catch {
    return undefined
  }
}
