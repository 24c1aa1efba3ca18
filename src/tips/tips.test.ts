import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, must, systemRandom } from '#base'
import { contentLimits, contentWrong, packContent, readContent } from './content.ts'
import { identityDigest, sealIdentity, turnFirstKey, turnSecondKey } from './identity.ts'
import { makeOfficerKey, openOfficerKey } from './officer-key.ts'
import { padded, sizeClass, unpadded } from './padding.ts'
import { inGroups, newReceipt, readReceipt, receiptKeys } from './receipt.ts'
import { boxKey, openSealed, sealTo } from './sealed-box.ts'
import { joinTwo, splitInTwo } from './shares.ts'
import { slowKey, slowKeyOfSodium } from './slow-key.ts'
import { makeTickets, priceAfter, solves } from './tickets.ts'

const random = systemRandom
const tip = {
  kind: 'tip',
  text: 'the units carry price labels of a tenth of the invoice',
  place: 'building site at the harbour',
  files: [{ name: 'file-1.jpg', type: 'image/jpeg', bytes: Buffer.from('picture') }],
} as const

describe('a receipt', () => {
  it('has sixteen digits, read with blanks and hyphens or without, and nothing else', () => {
    const receipt = newReceipt(random)
    expect(receipt).toMatch(/^\d{16}$/)
    expect(inGroups(receipt)).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/)
    expect(must(readReceipt(` ${inGroups(receipt).replaceAll(' ', ' - ')} `))).toBe(receipt)
    for (const no of [
      '',
      '123',
      `${receipt}1`,
      'abcd efgh ijkl mnop',
      '１２３４１２３４１２３４１２３４',
    ])
      expect(readReceipt(no)).toMatchObject({ refusal: { name: 'receipt-unreadable' } })
  })

  it('draws each digit alike', () => {
    const counts = new Array<number>(10).fill(0)
    for (let i = 0; i < 2000; i++) for (const d of newReceipt(random)) counts[Number(d)]!++
    // 32,000 digits, 3,200 of each; five standard deviations are 270.
    for (const count of counts) expect(Math.abs(count - 3200)).toBeLessThan(270)
  })

  it('opens the same place and key again, another one in another box, and says nothing of itself', async () => {
    const receipt = must(readReceipt('1234 5678 1234 5678'))
    const [salt, other] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)]
    const [one, again, elsewhere] = await Promise.all([
      receiptKeys(receipt, salt),
      receiptKeys(receipt, salt),
      receiptKeys(receipt, other),
    ])
    expect(again).toEqual(one)
    expect(elsewhere.lookup).not.toBe(one.lookup)
    expect(elsewhere.seed).not.toEqual(one.seed)
    expect(one.lookup).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is stretched by Argon2id, with one result in either library', async () => {
    const salt = Buffer.alloc(16, 7)
    const native = Buffer.from(await slowKey('1234567812345678', salt, 64))
    expect(native.equals(await slowKeyOfSodium('1234567812345678', salt, 64))).toBe(true)
  })
})

describe('what is sealed to a key', () => {
  it('is opened by it alone, and not with a byte changed', async () => {
    const [key, other] = [boxKey(random.bytes(32)), boxKey(random.bytes(32))]
    const sealed = sealTo(key.publicKey, Buffer.from('words'), random)
    expect(Buffer.from(openSealed(key, sealed)!).toString()).toBe('words')
    expect(openSealed(other, sealed)).toBeUndefined()
    for (let at = 0; at < sealed.length; at++) {
      const changed = Uint8Array.from(sealed)
      changed[at]! ^= 1
      expect(openSealed(key, changed), `byte ${at}`).toBeUndefined()
    }
    expect(openSealed(key, sealed.subarray(0, 20))).toBeUndefined()
  })

  it('has one of few sizes', () => {
    const packed = (characters: number) =>
      packContent({ kind: 'tip', text: 'x'.repeat(characters), files: [] }).length
    expect(new Set([1, 10, 100, 1000, 10_000].map(packed))).toEqual(new Set([16 * 1024]))
    const classes = new Set<number>()
    for (let size = 1; size <= contentLimits.bytes; size += 997) classes.add(sizeClass(size))
    expect(classes.size).toBeLessThan(45)
    for (const size of classes) expect(sizeClass(size)).toBe(size)
  })

  it('comes out as it went in, and nothing else is read', () => {
    expect(readContent(packContent(tip))).toEqual({
      ...tip,
      files: [{ ...tip.files[0], bytes: Uint8Array.from(tip.files[0].bytes) }],
    })
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const packed = Uint8Array.from(packContent(tip))
        packed[at]! ^= by
        const read = readContent(packed)
        // A letter of the words may have become another letter; the frame around it may not.
        return read === undefined || packContent(read).every((byte, i) => byte === packed[i])
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        return readContent(bytes) === undefined && unpadded(bytes) === undefined
      }),
    )
    expect(unpadded(padded(Buffer.from('x')))).toEqual(Buffer.from('x'))
  })

  it('is refused when there is nothing in it, or too much', () => {
    const of = (change: object) => contentWrong({ ...tip, ...change })
    expect(of({}).ok).toBe(true)
    expect(of({ text: ' \n' })).toMatchObject({ refusal: { name: 'tip-empty' } })
    for (const much of [
      { text: 'x'.repeat(contentLimits.characters + 1) },
      { place: 'x'.repeat(contentLimits.shortCharacters + 1) },
      { files: new Array(9).fill(tip.files[0]) },
      { files: [{ ...tip.files[0], bytes: Buffer.alloc(contentLimits.bytes + 1) }] },
    ])
      expect(of(much)).toMatchObject({ refusal: { name: 'tip-too-large' } })
  })
})

describe('the key of an officer of the unit', () => {
  it('opens with its passphrase alone', async () => {
    const passphrase = 'seven grey herons by the weir'
    const kept = must(await makeOfficerKey('XV-OMB/inspector', passphrase, random))
    const pair = must(await openOfficerKey(kept, passphrase))
    expect(Buffer.from(pair.publicKey).toString('base64')).toBe(kept.publicKey)
    const wrong = await openOfficerKey(kept, 'seven grey herons by the weis')
    expect(wrong).toMatchObject({ refusal: { name: 'passphrase-wrong' } })
    const renamed = await openOfficerKey({ ...kept, officer: 'XV-OMB/registrar' }, passphrase)
    expect(renamed).toMatchObject({ refusal: { name: 'passphrase-wrong' } })
    expect(await makeOfficerKey('a', 'fifteen letters', random)).toMatchObject({
      refusal: { name: 'passphrase-weak' },
    })
  })
})

describe('a sealed identity', () => {
  const names = ['XV-OMB/inspector', 'XV-OMB/inspector-2', 'XV-OMB/inspector-3']
  function envelope() {
    const pairs = names.map(() => boxKey(random.bytes(32)))
    const officers = names.map((officer, i) => ({
      officer,
      publicKey: Buffer.from(pairs[i]!.publicKey).toString('base64'),
      salt: '',
      nonce: '',
      sealed: '',
    }))
    const identity = must(sealIdentity('Ada Marker, +00 000', officers, random))
    return { officers, identity, at: (i: number) => ({ officer: names[i]!, key: pairs[i]! }) }
  }

  it('is opened by any two officers, one after the other', async () => {
    const { officers, identity, at } = envelope()
    for (const [one, two] of [
      [0, 1],
      [1, 0],
      [2, 0],
    ] as const) {
      const turned = turnFirstKey(identity, at(one), officers, random)!
      expect(turnSecondKey(identity, turned, at(two))).toBe('Ada Marker, +00 000')
    }
  })

  it('is opened by no officer twice, by no stranger, and not in another envelope', async () => {
    const { officers, identity, at } = envelope()
    const other = envelope()
    const turned = turnFirstKey(identity, at(0), officers, random)!
    expect(turnSecondKey(identity, turned, at(0))).toBeUndefined()
    expect(turnSecondKey(identity, turned, other.at(1))).toBeUndefined()
    expect(turnSecondKey(other.identity, turned, other.at(1))).toBeUndefined()
    expect(turnFirstKey(identity, other.at(0), officers, random)).toBeUndefined()
    const swapped = { ...identity, cipher: other.identity.cipher }
    expect(turnSecondKey(swapped, turned, at(1))).toBeUndefined()
    expect(identityDigest(swapped)).not.toBe(identityDigest(identity))
  })

  it('is always of one length, and is not sealed to fewer than two', async () => {
    const { officers } = envelope()
    const lengths = ['', 'A', 'A'.repeat(2000)].map(
      (words) => must(sealIdentity(words, officers, random)).cipher.length,
    )
    expect(new Set(lengths).size).toBe(1)
    const one = sealIdentity('A', officers.slice(0, 1), random)
    expect(one).toMatchObject({ refusal: { name: 'box-closed' } })
  })

  it('says nothing in one share: every secret is as likely', () => {
    const shares = splitInTwo(Uint8Array.of(42), 3, { bytes: (n) => new Uint8Array(n).fill(9) })
    expect(joinTwo(shares[0]!, shares[2]!)).toEqual(Uint8Array.of(42))
    // With the share of one officer, each of the 256 secrets has exactly one share of another that gives it.
    const secrets = new Set<number>()
    for (let byte = 0; byte < 256; byte++)
      secrets.add(joinTwo(shares[0]!, { place: 2, bytes: Uint8Array.of(byte) })![0]!)
    expect(secrets.size).toBe(256)
    expect(joinTwo(shares[0]!, shares[0]!)).toBeUndefined()
  })
})

describe('a form of the box', () => {
  function box() {
    let now = Date.parse('2025-01-01T09:00:00.000Z')
    const clock = { now: (): Instant => instant(now) }
    return { tickets: makeTickets(clock, random), later: (s: number) => (now += s * 1000) }
  }
  function answerTo(ticket: { text: string; bits: number }): string {
    for (let n = 0; ; n++) if (solves(ticket.text, String(n), ticket.bits)) return String(n)
  }

  it('is taken after its waiting time without any script, once', () => {
    const { tickets, later } = box()
    const ticket = tickets.give()
    expect(tickets.take(ticket.text, '')).toMatchObject({ refusal: { name: 'ticket-too-early' } })
    later(ticket.seconds)
    expect(tickets.take(ticket.text, '').ok).toBe(true)
    expect(tickets.take(ticket.text, '')).toMatchObject({ refusal: { name: 'ticket-used' } })
  })

  it('is taken at once with the answer to its puzzle, and with no other', () => {
    const { tickets } = box()
    const ticket = tickets.give()
    const answer = answerTo(ticket)
    expect(tickets.take(ticket.text, `${answer}0`).ok).toBe(false)
    expect(tickets.take(ticket.text, answer).ok).toBe(true)
    expect(tickets.take(ticket.text, answer)).toMatchObject({ refusal: { name: 'ticket-used' } })
  })

  it('is none that somebody changed, made or kept for more than a day', () => {
    const { tickets, later } = box()
    const { text } = tickets.give()
    const cheaper = text.replace(/\.\d+\.\d+\./, '.1.0.')
    for (const no of ['', 'x', cheaper, `${text}x`, box().tickets.give().text])
      expect(tickets.take(no, '')).toMatchObject({ refusal: { name: 'ticket-unreadable' } })
    later(24 * 3600 + 1)
    expect(tickets.take(text, '')).toMatchObject({ refusal: { name: 'ticket-used' } })
  })

  it('costs more in an hour in which much comes in; waiting alone then lets no flood in', () => {
    expect(priceAfter(0)).toEqual({ bits: 17, seconds: 20 })
    expect(priceAfter(30)).toEqual({ bits: 20, seconds: 160 })
    expect(priceAfter(100_000)).toEqual({ bits: 24, seconds: 1800 })
    const { tickets, later } = box()
    const many = Array.from({ length: 200 }, () => tickets.give())
    later(60)
    const taken = many.filter(({ text }) => tickets.take(text, '').ok)
    expect(taken).toHaveLength(60)
    const left = many.at(-1)!
    expect(tickets.take(left.text, answerTo(left)).ok).toBe(true)
  })
})
