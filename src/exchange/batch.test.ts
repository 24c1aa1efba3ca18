import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, digest, type Json, must, type Outcome, systemRandom } from '#base'
import { batchOf, largestBatch, signBatch } from './batch.ts'
import { frame } from './frame.ts'
import { makeSigningKey } from './keys.ts'
import { composeLetters, openLetter } from './letter.ts'
import { composeReceipts, readReceipt } from './receipt.ts'
import { seal } from './seal.ts'
import { checkSignatures, type Signature, signStatements } from './signatures.ts'
import type { Statement } from './statement.ts'
import {
  at,
  draft,
  knownTo,
  officerOf,
  readerOf,
  sealsOf,
  type TestEnds,
  testEnds,
} from './test-letters.ts'

const ends: TestEnds = testEnds()
const known = knownTo(ends)
const key = makeSigningKey('Ed25519', systemRandom)
const messages = (count: number) =>
  Array.from({ length: count }, (_, i) => Buffer.from(`message ${i} of ${count}`))

/** One seal alone over the messages. */
function signedBy(all: readonly Uint8Array[]) {
  const { signatures, places } = signBatch([key], all)
  return { signature: signatures[0]!, places }
}

function refusal(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

describe('one signature over a batch', () => {
  it('verifies for each message at its place, whatever the size', () => {
    for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 100, 257, largestBatch]) {
      const all = messages(size)
      const { signature, places } = signedBy(all)
      expect(places).toHaveLength(size)
      expect(all.every((m, i) => batchOf(m)(key, places[i]!, signature))).toBe(true)
    }
  })

  it('verifies for no other message, place, size, path or signature', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 70 }), fc.nat(), fc.nat(), (size, a, b) => {
        const all = messages(size)
        const { signature, places } = signedBy(all)
        const [i, j] = [a % size, b % size]
        const place = places[i]!
        const holds = (message: Uint8Array, changed: Partial<typeof place>, value = signature) =>
          batchOf(message)(key, { ...place, ...changed }, value)
        const bent = Buffer.from(signature)
        bent[b % 64]! ^= 1 << (a % 8)
        const otherBatch = signedBy([...all.slice(1), Buffer.from('another')])
        const wrong = [
          i !== j && holds(all[j]!, {}),
          holds(Buffer.from('never signed'), {}),
          i !== j && holds(all[i]!, { index: j }),
          holds(all[i]!, { size: size + 1 }),
          holds(all[i]!, { size: 2 ** 31 }),
          holds(all[i]!, { index: -1 }),
          holds(all[i]!, { path: place.path.slice(1) }),
          holds(all[i]!, { path: [...place.path, place.path[0]!] }),
          holds(all[i]!, { path: place.path.map((_, k) => place.path[k ^ 1] ?? 'x') }) &&
            place.path.length > 1,
          holds(all[i]!, {}, bent),
          holds(all[i]!, {}, otherBatch.signature),
          holds(all[i]!, otherBatch.places[i]!),
        ]
        expect(wrong).toEqual(wrong.map(() => false))
        expect(holds(all[i]!, {})).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('cannot stand for a single statement, nor a node of the tree for one', () => {
    const all = messages(2)
    const { signature, places } = signedBy(all)
    // The two leaves as one message: the hash of a leaf is not the hash of a node.
    const leaves = [places[1]!.path[0]!, places[0]!.path[0]!].map((t) =>
      Buffer.from(t, 'base64url'),
    )
    const asOne = { index: 0, size: 1, path: [] }
    expect(batchOf(Buffer.concat(leaves))(key, asOne, signature)).toBe(false)
    expect(batchOf(all[0]!)(key, asOne, signature)).toBe(false)
  })

  it('is held against its own place, whatever place the signature before it stated', () => {
    const all = messages(8)
    const { signature, places } = signedBy(all)
    const holds = batchOf(all[3]!)
    const wrong = { ...places[3]!, path: places[4]!.path }
    const stated = [places[3]!, wrong, places[4]!, places[3]!]
    expect(stated.map((place) => holds(key, place, signature))).toEqual([true, false, false, true])
    expect(batchOf(all[3]!)(key, wrong, signature)).toBe(false)
  })

  it('is refused beyond its largest size', () => {
    expect(() => signBatch([key], messages(largestBatch + 1))).toThrow(RangeError)
    expect(() => signBatch([key], [])).toThrow(RangeError)
  })
})

const drafts = Array.from({ length: 9 }, (_, n) => draft(ends, n))
const statements = drafts.map((d) => canonical(d.statement as unknown as Json))
const signed = signStatements(
  statements,
  drafts.map(() => officerOf(ends)),
  sealsOf(ends),
)

const checked = (n: number, signatures: readonly Signature[], statement?: Statement) => {
  const whole = statement ?? drafts[n]!.statement
  return refusal(checkSignatures(whole, canonical(whole as unknown as Json), signatures, known))
}

describe('letters whose seals are over their batch', () => {
  it('open one by one, in any order, and each names its place', () => {
    const letters = composeLetters(drafts, sealsOf(ends), systemRandom)
    for (const [n, { bytes, statementDigest }] of [...letters.entries()].reverse()) {
      const letter = must(openLetter(bytes, readerOf(ends)))
      expect(letter.statement).toEqual(drafts[n]!.statement)
      expect(letter.statementDigest).toBe(statementDigest)
      expect(letter.signatures.map((s) => s.batch?.index)).toEqual([undefined, n, n])
    }
  })

  it('refuse the seals of another letter of the same batch', () => {
    for (const [n, signatures] of signed.entries()) {
      expect(checked(n, signatures)).toBe('accepted')
      const [officer, ...seals] = signed[(n + 1) % signed.length]!
      expect(checked(n, [signatures[0]!, ...seals])).toBe('signature-invalid')
      expect(checked(n, [officer!, ...signatures.slice(1)])).toBe('signature-invalid')
    }
  })

  it('refuse a changed statement', () => {
    const { statement } = drafts[3]!
    for (const changed of [
      { ...statement, purposes: ['prosecution'] },
      { ...statement, channel: { ...statement.channel, sequence: 77 } },
    ])
      expect(checked(3, signed[3]!, changed)).toBe('signature-invalid')
  })

  it('refuse an officer who signed a batch instead of the act', () => {
    const asOfficer = signStatements(
      statements,
      drafts.map(() => []),
      [...officerOf(ends), ...sealsOf(ends)],
    )
    expect(checked(0, asOfficer[0]!)).toBe('signature-invalid')
  })

  it('refuse the single seal of one statement as that of a batch, and the other way round', () => {
    const [officer, first, second] = signed[0]!
    const { batch: _, ...alone } = first!
    expect(checked(0, [officer!, alone, second!])).toBe('signature-invalid')
    const single = signStatements([statements[0]!], [officerOf(ends)], sealsOf(ends))[0]!
    expect(single.every((s) => s.batch === undefined)).toBe(true)
    const [o, s, t] = single
    const batched = { ...s!, batch: { index: 0, size: 1, path: [] } }
    expect(checked(0, [o!, batched, t!])).toBe('signature-invalid')
  })

  it('refuse any bit of a path changed, and never throw', () => {
    const [officer, first, second] = signed[4]!
    const path = first!.batch!.path
    for (const [step, text] of path.entries()) {
      const bytes = Buffer.from(text, 'base64url')
      bytes[step * 3]! ^= 4
      const bent = path.map((p, i) => (i === step ? bytes.toString('base64url') : p))
      const changed = { ...first!, batch: { ...first!.batch!, path: bent } }
      expect(checked(4, [officer!, changed, second!])).toBe('signature-invalid')
    }
  })

  it('are refused when a byte inside the seal is another, whichever', () => {
    const [statement, signatures] = [statements[2]!, canonical(signed[2] as unknown as Json)]
    const inside = frame([statement, signatures, drafts[2]!.payload])
    const header = canonical({
      v: 1,
      id: drafts[2]!.statement.id,
      from: 'XV-FIU',
      to: 'XN-FIU',
      key: ends.hybrid.id,
    })
    const context = { from: 'XV-FIU', to: 'XN-FIU', header }
    const envelope = (plain: Uint8Array) =>
      Buffer.concat([
        Buffer.from('comity-letter/1\n'),
        frame([header, seal(ends.hybrid, plain, context, systemRandom)]),
      ])
    expect(refusal(openLetter(envelope(inside), readerOf(ends)))).toBe('accepted')
    fc.assert(
      fc.property(fc.nat(inside.length - 1), fc.integer({ min: 1, max: 255 }), (where, by) => {
        const bent = Buffer.from(inside)
        bent[where]! ^= by
        expect(refusal(openLetter(envelope(bent), readerOf(ends)))).not.toBe('accepted')
      }),
      { numRuns: 300 },
    )
  })
})

describe('receipts of one round', () => {
  it('are read one by one, and none counts for the envelope of another', () => {
    const about = (n: number) => digest(Buffer.from(`envelope ${n}`))
    const receipts = composeReceipts(
      drafts.map(({ statement }, n) => {
        const { kind: _, payload: __, ...rest } = statement
        return {
          statement: rest,
          body: { envelope: about(n), status: 'admitted', reason: null, log: null },
        }
      }),
      sealsOf(ends),
    )
    const read = (n: number, envelope = about(n)) =>
      readReceipt(receipts[n]!, { from: 'XV-FIU', to: 'XN-FIU', envelope, knownKey: known })
    for (const n of receipts.keys()) {
      expect(must(read(n)).statement.created).toBe(at)
      expect(refusal(read(n, about((n + 1) % 9)))).toBe('payload-differs')
    }
  })
})
