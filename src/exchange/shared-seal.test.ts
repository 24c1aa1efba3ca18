import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest, must, type Outcome, systemRandom } from '#base'
import { frame, unframe } from './frame.ts'
import { composeForAll, letterLimits, openLetter, readHeader } from './letter.ts'
import { makeOpeningKey, open } from './seal.ts'
import { openShared, sealShared, shareContent } from './shared-seal.ts'
import { draft, officerOf, readerOf, sealsOf, testEnds } from './test-letters.ts'

const ends = testEnds()
const other = makeOpeningKey(systemRandom)
const signers = [...officerOf(ends), ...sealsOf(ends)]
const place = { sequence: 7, previous: digest(Buffer.from('six')) }
const { statement, payload } = draft(ends, 0, {
  recipients: [
    { node: 'XN-FIU', key: ends.hybrid.id },
    { node: 'XC-FIU', key: other.id, place },
  ],
})
const letters = composeForAll(statement, payload, signers, [ends.hybrid, other], systemRandom)
const forXn = readerOf(ends)
const forXc = readerOf(ends, {
  node: 'XC-FIU',
  openingKey: (id) => (id === other.id ? other : undefined),
})

function name(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'opened' : outcome.refusal.name
}

const inside = (bytes: Uint8Array) => unframe(must(readHeader(bytes)).sealed, 2)!
/** An envelope with another key part or another content. */
const rebuilt = (bytes: Uint8Array, wrapped: Uint8Array, content: Uint8Array) => {
  const { raw } = must(readHeader(bytes))
  return Buffer.concat([Buffer.from('comity-letter/2\n'), frame([raw, frame([wrapped, content])])])
}

describe('a letter to several recipients', () => {
  it('is encrypted once, opens for each of them, and each sees who else has it', () => {
    const [xn, xc] = [
      must(openLetter(letters[0]!.bytes, forXn)),
      must(openLetter(letters[1]!.bytes, forXc)),
    ]
    expect(xn.statementDigest).toBe(xc.statementDigest)
    expect(xc.statement.recipients.map((r) => r.node)).toEqual(['XN-FIU', 'XC-FIU'])
    expect(Buffer.compare(xn.payload, payload)).toBe(0)
    const [a, b] = letters.map(({ bytes }) => inside(bytes)) as [Uint8Array[], Uint8Array[]]
    expect(Buffer.compare(a[1]!, b[1]!)).toBe(0)
    expect(Buffer.compare(a[0]!, b[0]!)).not.toBe(0)
  })

  it('stands at its own place on the channel to each', () => {
    expect(must(openLetter(letters[0]!.bytes, forXn)).statement.channel).toEqual(statement.channel)
    expect(must(openLetter(letters[1]!.bytes, forXc)).statement.channel).toEqual(place)
  })

  it('opens for nobody else, and not for one of them in the name of another', () => {
    const stranger = readerOf(ends, { node: 'XS-FIU', openingKey: () => other })
    expect(name(openLetter(letters[1]!.bytes, stranger))).toBe('wrong-recipient')
    expect(name(openLetter(letters[0]!.bytes, forXc))).toBe('wrong-recipient')
  })

  it('is refused when a recipient, who has the key of the content, puts other content beside the seal of another', () => {
    const mine = must(readHeader(letters[0]!.bytes))
    const [forMe] = unframe(mine.sealed, 2) as [Uint8Array, Uint8Array]
    const ends_ = { from: 'XV-FIU', to: 'XN-FIU', header: mine.raw }
    const opened = open(ends.hybrid, forMe, ends_)!
    const key = opened.subarray(opened.length - 64, opened.length - 32)
    // The very key of the content, so that only the digest beside it can tell.
    const { sealed } = shareContent(Buffer.from('something else'), { bytes: () => key })
    const [wrapped] = inside(letters[1]!.bytes) as [Uint8Array, Uint8Array]
    expect(name(openLetter(rebuilt(letters[1]!.bytes, wrapped, sealed), forXc))).toBe('wrong-key')
  })

  it('is refused when it is sealed on to a node that the statement does not name', () => {
    const context = {
      from: 'XV-FIU',
      to: 'XS-FIU',
      header: Buffer.from(
        `{"from":"XV-FIU","id":"${statement.id}","key":"${other.id}","to":"XS-FIU","v":1}`,
      ),
    }
    const known = must(readHeader(letters[1]!.bytes))
    const plain = openShared(other, known.sealed, {
      from: 'XV-FIU',
      to: 'XC-FIU',
      header: known.raw,
    })!
    const content = shareContent(plain, systemRandom)
    const bytes = Buffer.concat([
      Buffer.from('comity-letter/2\n'),
      frame([context.header, sealShared(other, content, context, systemRandom)]),
    ])
    const reader = readerOf(ends, { node: 'XS-FIU', openingKey: () => other })
    expect(name(openLetter(bytes, reader))).toBe('not-named')
  })

  it('is not the same as a letter to one, under the other name', () => {
    const renamed = Buffer.from(letters[0]!.bytes)
    renamed[Buffer.from('comity-letter/').length] = '1'.charCodeAt(0)
    expect(name(openLetter(renamed, forXn))).toBe('wrong-key')
  })

  it('needs a key for each recipient', () => {
    expect(() => composeForAll(statement, payload, signers, [other], systemRandom)).toThrow(
      RangeError,
    )
  })

  it('never throws and never opens with any byte changed', () => {
    const whole = letters[0]!.bytes
    expect(whole.length).toBeLessThan(letterLimits.maxBytes)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const bent = Buffer.from(whole)
        bent[at]! ^= by
        expect(name(openLetter(bent, forXn))).not.toBe('opened')
        expect(name(openLetter(whole.subarray(0, at), forXn))).not.toBe('opened')
      }),
      { numRuns: 200 },
    )
  })
})
