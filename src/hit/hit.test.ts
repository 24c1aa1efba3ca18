import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest, type Instant, must, sha256, systemRandom } from '#base'
import { readQuestion } from './answer.ts'
import { matches, openItems, opensTo, readAnswer, readIndex, statementBytes } from './ask.ts'
import { indexOf } from './build-index.ts'
import { chanceToCatch, drawn } from './draw.ts'
import { leafHash, merklePath, merkleRoot, rootFrom } from './merkle.ts'
import { alarms } from './novelty.ts'
import { packPacket, unpackPacket } from './packet.ts'
import { type Asked, admit, daysToAskThrough, defaultQuota, leftToday } from './quota.ts'
import { readStatement } from './statements.ts'
import { at, group, noDigest, testAnswer, testEpoch, testQuestion } from './testing.ts'
import { packTokens, unpackTokens } from './token-file.ts'
import {
  bucketOf,
  grewFrom,
  hasToken,
  indexRoot,
  padded,
  type TokenSet,
  tokenAt,
  tokenSet,
} from './tokens.ts'

const keys = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `natid:XV:${1_000_000 + from + i}`)
const refusedBy = (outcome: { ok: boolean }) =>
  outcome.ok ? 'nothing' : (outcome as unknown as { refusal: { name: string } }).refusal.name

describe('two authorities with forty subjects each and ten in common', () => {
  const epoch = testEpoch(keys(0, 40))
  const asked = testQuestion(epoch.announced, keys(30, 70))

  it('learn which ten, and the owner sees forty numbers that mean nothing to it', () => {
    const set = must(readIndex(epoch.announced, epoch.file))
    const answer = testAnswer(epoch, asked.packet)
    const { tokens } = must(readAnswer(group, epoch.announced, asked.question, asked.items, answer))
    expect(matches(set, tokens)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    // The same forty, asked again, are other bytes: nothing of an item shows in its element.
    const again = testQuestion(epoch.announced, keys(30, 70))
    const seen = new Set(asked.packet.elements.map((e) => Buffer.from(e).toString('hex')))
    expect(again.packet.elements.some((e) => seen.has(Buffer.from(e).toString('hex')))).toBe(false)
  })

  it('show each other no identifier in anything that travels', () => {
    const wire = Buffer.concat([
      packPacket(asked.packet),
      packPacket(testAnswer(epoch, asked.packet)),
      epoch.file,
    ])
    for (const key of keys(0, 70)) expect(wire.includes(key.slice('natid:XV:'.length))).toBe(false)
  })

  it('cannot search the index at home: without the key no identifier leads to its token', () => {
    const other = testEpoch(keys(0, 40))
    const tokens = Array.from({ length: other.set.count }, (_, i) => tokenAt(other.set, i))
    expect(tokens.filter((token) => hasToken(epoch.set, token))).toEqual([])
  })
})

describe('an owner that does not play fair is found out, each time and by name', () => {
  const epoch = testEpoch(keys(0, 40))
  const { question, items, packet } = testQuestion(epoch.announced, keys(30, 50))
  const honest = testAnswer(epoch, packet)
  const read = (answer: typeof honest) =>
    refusedBy(readAnswer(group, epoch.announced, question, items, answer))
  const changed = (over: object, elements = honest.elements) => {
    const answer = must(readStatement('hit-answer', honest.statement))
    return {
      ...honest,
      elements,
      statement: statementBytes({ ...answer, elements: digest(Buffer.concat(elements)), ...over }),
    }
  }

  it('is not accused when it does', () => expect(read(honest)).toBe('nothing'))

  it('one element evaluated under another key', () => {
    for (let i = 0; i < honest.elements.length; i++) {
      const other = group.multiply(testEpoch([]).key.secret, packet.elements[i]!)
      expect(read(changed({}, honest.elements.with(i, other)))).toBe('hit-proof-fails')
    }
  })

  it('two elements in each other’s place', () => {
    const swapped = honest.elements.with(3, honest.elements[4]!).with(4, honest.elements[3]!)
    expect(read(changed({}, swapped))).toBe('hit-proof-fails')
  })

  it('elements changed after they were signed, left out, or none at all', () => {
    expect(read({ ...honest, elements: honest.elements.with(0, packet.elements[0]!) })).toBe(
      'hit-answer-differs',
    )
    expect(read(changed({}, honest.elements.slice(1)))).toBe('hit-answer-differs')
    expect(read(changed({}, honest.elements.with(0, new Uint8Array(32))))).toBe(
      'hit-element-malformed',
    )
  })

  it('the key of another partner, with its own sound proof', () => {
    const swapped = { ...testEpoch(keys(0, 40)), announced: epoch.announced }
    const answer = testAnswer(swapped, packet)
    expect(read(answer)).toBe('hit-proof-fails')
    expect(
      read(
        changed({
          key: swapped.key.public.reduce((t, b) => t + b.toString(16).padStart(2, '0'), ''),
        }),
      ),
    ).toBe('hit-key-differs')
  })

  it('another epoch, another index, another question', () => {
    expect(read(changed({ epoch: '2026-10' }))).toBe('hit-epoch-other')
    expect(read(changed({ root: noDigest }))).toBe('hit-index-differs')
    expect(read(changed({ question: noDigest }))).toBe('hit-answer-differs')
  })

  it('an index with a token less, or another one, than it committed to', () => {
    const tokens = Array.from({ length: epoch.set.count }, (_, i) => tokenAt(epoch.set, i))
    for (const partial of [
      tokens.slice(1),
      tokens.slice(0, -1),
      tokens.with(9, systemRandom.bytes(16)),
    ]) {
      const file = packTokens(tokenSet(partial))
      expect(refusedBy(readIndex(epoch.announced, file))).toBe('hit-index-differs')
      // Even with an announcement that names the false file, the root on record gives it away.
      const announced = { ...epoch.announced, file: { digest: digest(file), bytes: file.length } }
      expect(refusedBy(readIndex(announced, file))).toBe('hit-index-differs')
    }
  })

  it('a token that was in the index and is silently gone from the next', () => {
    const tokens = Array.from({ length: epoch.set.count }, (_, i) => tokenAt(epoch.set, i))
    const next = tokenSet([...tokens.slice(1), systemRandom.bytes(16), systemRandom.bytes(16)])
    const file = packTokens(next)
    const announced = {
      ...epoch.announced,
      version: 2,
      tokens: next.count,
      root: indexRoot(next),
      file: { digest: digest(file), bytes: file.length },
    }
    expect(refusedBy(readIndex(announced, file))).toBe('nothing')
    expect(refusedBy(readIndex(announced, file, epoch.set))).toBe('hit-index-shrank')
    expect(grewFrom(epoch.set, tokenSet([...tokens, systemRandom.bytes(16)]))).toBe(true)
  })
})

describe('a question is held against its epoch before anything is evaluated', () => {
  const epoch = testEpoch(keys(0, 5))
  const asks = (over: Parameters<typeof testQuestion>[2], now: Instant = at) =>
    refusedBy(
      readQuestion(
        group,
        epoch.announced,
        testQuestion(epoch.announced, keys(0, 5), over).packet,
        now,
      ),
    )

  it.each([
    ['as it should be', {}, 'nothing'],
    ['another epoch', { epoch: '2026-10' }, 'hit-epoch-other'],
    ['another purpose', { purpose: 'tax' }, 'hit-epoch-other'],
    ['in the name of another authority', { asker: 'XS-FIU' }, 'hit-epoch-other'],
    ['another key', { key: 'ab'.repeat(32) }, 'hit-key-differs'],
    ['a consent that nobody gave', { consent: 'consent-2' }, 'hit-no-consent'],
    ['no case', { case: '' }, 'hit-malformed'],
    ['more items than it says', { items: 4 }, 'hit-malformed'],
    ['items that were not signed', { elements: noDigest }, 'hit-malformed'],
    ['a term of a week', { expires: '2026-11-29T10:00:00.000Z' as Instant }, 'hit-epoch-over'],
  ] as const)('%s', (_, over, name) => expect(asks(over)).toBe(name))

  it('after the epoch, and after its own term', () => {
    expect(asks({}, '2026-12-01T00:00:00.000Z' as Instant)).toBe('hit-epoch-over')
    expect(asks({}, '2026-11-22T10:00:00.000Z' as Instant)).toBe('hit-epoch-over')
  })

  it('an element that is none: the identity, a number too large, random bytes', () => {
    const { packet, question } = testQuestion(epoch.announced, keys(0, 5))
    for (const odd of [new Uint8Array(32), new Uint8Array(32).fill(0xff)]) {
      const elements = packet.elements.with(2, odd)
      const statement = statementBytes({ ...question, elements: digest(Buffer.concat(elements)) })
      expect(
        refusedBy(readQuestion(group, epoch.announced, { ...packet, statement, elements }, at)),
      ).toBe('hit-element-malformed')
    }
  })
})

describe('fishing', () => {
  it('by the whole quota every day recovers no more of 100,000,000 numbers than the quota allows', () => {
    // The attacker asks through the domain from below, as often as it is let; the log alone decides.
    const domain = 100_000_000
    const history: Asked[] = []
    let recovered = 0
    let refused = 0
    const midnight = Date.parse('2026-11-22T00:00:00.000Z')
    for (let day = 0; day < 30; day++) {
      // From midnight to midnight, every half hour and a bit.
      for (let batch = 0; batch < 40; batch++) {
        const ms = midnight + day * 86_400_000 + batch * 36 * 60_000
        const now = new Date(ms).toISOString() as Instant
        const question = { items: 1000, names: 0 }
        if (!admit(history, defaultQuota, question, now).ok) refused++
        else {
          history.push({ at: now, ...question, case: 'c', standing: false })
          recovered += question.items
        }
      }
    }
    expect({ recovered, refused }).toEqual({ recovered: 30 * defaultQuota.items, refused: 30 * 30 })
    expect(recovered / domain).toBeLessThanOrEqual((30 * defaultQuota.items) / domain)
    expect(daysToAskThrough(domain, defaultQuota) / 365).toBeGreaterThan(27)
  })

  it('in small questions, or in names, meets the same count', () => {
    const history = Array.from({ length: 9_999 }, () => ({
      at,
      items: 1,
      names: 0,
      case: 'c',
      standing: false,
    }))
    expect(leftToday(history, defaultQuota, at)).toEqual({ items: 1, names: 1_500 })
    expect(refusedBy(admit(history, defaultQuota, { items: 2, names: 0 }, at))).toBe(
      'hit-quota-spent',
    )
    expect(refusedBy(admit([], defaultQuota, { items: 1_501, names: 1_501 }, at))).toBe(
      'hit-quota-spent',
    )
    const tomorrow = '2026-11-23T00:00:00.000Z' as Instant
    expect(refusedBy(admit(history, defaultQuota, { items: 2, names: 0 }, tomorrow))).toBe(
      'nothing',
    )
  })

  it('rings when a partner asks unlike its own past, once for each line it crosses', () => {
    const day = (back: number) =>
      new Date(Date.parse(at) - back * 86_400_000).toISOString() as Instant
    const past = Array.from({ length: 20 }, (_, i) => ({
      at: day(i + 1),
      items: 50,
      names: 0,
      case: `c${i}`,
      standing: false,
    }))
    const names = (items: number, history: readonly Asked[] = past) =>
      alarms(history, { at, items, names: 0, case: 'new', standing: false }, defaultQuota).map(
        (alarm) => alarm.name,
      )
    expect(names(100)).toEqual([])
    expect(names(250)).toEqual(['jump'])
    expect(names(10, [...past, { at, items: 250, names: 0, case: 'x', standing: false }])).toEqual(
      [],
    )
    expect(names(500, [])).toEqual(['first'])
    const full = [1, 2].map((back) => ({
      at: day(back),
      items: 9_500,
      names: 0,
      case: `f${back}`,
      standing: false,
    }))
    expect(names(9_100, full)).toContain('quota-days')
    expect(names(6_000, past)).toEqual(['jump', 'one-case'])
  })
})

describe('the opening of items drawn by lot', () => {
  const epoch = testEpoch([])
  const { question, items, packet } = testQuestion(epoch.announced, keys(0, 100))

  it('shows the item that was committed to and sent, and no other', () => {
    const [opening] = openItems(items, [17])
    expect(opensTo(group, question, packet.elements, opening!)).toBe(true)
    const other = items[18]!
    for (const spoiled of [
      { ...opening!, key: other.key },
      { ...opening!, salt: other.salt },
      { ...opening!, blind: other.blind },
      { ...opening!, blind: new Uint8Array(32) },
      { ...opening!, index: 18 },
      { ...opening!, index: 1000 },
      { ...opening!, path: opening!.path.slice(1) },
    ])
      expect(opensTo(group, question, packet.elements, spoiled)).toBe(false)
  })

  it('catches who commits to clean items and sends others', () => {
    const clean = testQuestion(epoch.announced, keys(0, 100))
    const dirty = testQuestion(epoch.announced, keys(500, 600))
    const lie = { ...clean.question, elements: dirty.question.elements }
    const openings = openItems(clean.items, drawn(systemRandom.bytes(32), 100, 10))
    expect(openings.some((o) => opensTo(group, lie, dirty.packet.elements, o))).toBe(false)
  })

  it('catches fabricated items as often as it is said to', () => {
    // 1,000 items, 5 in a hundred fabricated, 20 opened: 64.5 % to be caught. Ten thousand draws.
    const stated = chanceToCatch(1000, 50, 20)
    expect(stated).toBeCloseTo(0.6453, 3)
    const rounds = 10_000
    let caught = 0
    const seed = Buffer.alloc(32)
    for (let round = 0; round < rounds; round++) {
      seed.writeUInt32BE(round)
      if (drawn(seed, 1000, 20).some((place) => place < 50)) caught++
    }
    // Four standard deviations of a binomial share.
    const width = 4 * Math.sqrt((stated * (1 - stated)) / rounds)
    expect(Math.abs(caught / rounds - stated)).toBeLessThan(width)
    expect(chanceToCatch(1000, 1000, 1)).toBe(1)
    expect(chanceToCatch(1000, 0, 1000)).toBe(0)
  })

  it('draws each place alike', () => {
    const counts = new Array<number>(20).fill(0)
    const seed = Buffer.alloc(32)
    for (let round = 0; round < 20_000; round++) {
      seed.writeUInt32BE(round)
      for (const place of drawn(seed, 20, 3)) counts[place]!++
    }
    // Chi-square with 19 degrees of freedom: 43.8 is passed once in a thousand.
    const chi = counts.reduce((sum, count) => sum + (count - 3000) ** 2 / 3000, 0)
    expect(chi).toBeLessThan(43.8)
  })
})

describe('what is read off the wire', () => {
  const epoch = testEpoch(keys(0, 300))
  const { packet } = testQuestion(epoch.announced, keys(290, 310))
  const wire = packPacket({
    ...packet,
    signatures: [{ key: 'Ed25519:abcd', signature: new Uint8Array(64) }],
  })

  it('comes back as it went', () => {
    expect(packPacket(must(unpackPacket(wire)))).toEqual(wire)
    expect(must(unpackTokens(epoch.file))).toEqual(epoch.set)
    for (const count of [0, 1, 63, 64, 300, 17_000]) {
      const set = tokenSet(Array.from({ length: count }, () => systemRandom.bytes(16)))
      expect(must(unpackTokens(packTokens(set)))).toEqual(set)
    }
  })

  it('with a byte changed, cut or added never throws, and never passes for what it was', () => {
    const places = fc.integer({ min: 0, max: epoch.file.length - 1 })
    fc.assert(
      fc.property(places, fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const file = Uint8Array.from(epoch.file)
        file[place]! ^= flip
        expect(readIndex(epoch.announced, file).ok).toBe(false)
        const tokens = unpackTokens(file)
        if (tokens.ok) expect(indexRoot(tokens.value)).not.toBe(epoch.announced.root)
        expect(unpackTokens(file.subarray(0, place)).ok).toBe(false)
        const message = Uint8Array.from(wire)
        message[place % wire.length]! ^= flip
        const read = unpackPacket(message)
        if (!read.ok) return
        const question = readQuestion(group, epoch.announced, read.value, at)
        const same = Buffer.compare(read.value.statement, packet.statement) === 0
        const signatureOnly =
          same && read.value.elements.every((e, i) => Buffer.compare(e, packet.elements[i]!) === 0)
        // What is changed inside the signature or the statement is for the signature to find; the items are found here.
        if (question.ok && same) expect(signatureOnly).toBe(true)
      }),
      { numRuns: 1500 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(unpackPacket(bytes).ok).toBe(false)
        expect(unpackTokens(bytes).ok).toBe(false)
        expect(readStatement('hit-question', bytes).ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })

  it('says no more of the size than its class', () => {
    expect([0, 1, 256, 257, 1000, 100_000].map(bucketOf)).toEqual([
      256, 256, 256, 272, 1024, 102_400,
    ])
    for (let n = 300; n < 200_000; n += 777) {
      expect(bucketOf(n)).toBeGreaterThanOrEqual(n)
      expect(bucketOf(n)).toBeLessThanOrEqual(n * 1.07)
    }
    expect(new Set(Array.from({ length: 40 }, () => testEpoch(keys(0, 250)).set.count))).toEqual(
      new Set([256, 272]),
    )
    // Filler comes from the seed alone: the same index twice is the same file.
    const { seed, file, announced } = testEpoch(keys(0, 300))
    const name = { owner: 'XN-FIU', asker: 'XV-FIU', purpose: 'analysis', epoch: announced.epoch }
    expect(must(indexOf(group, { name, seed, keys: keys(0, 300) })).digest).toBe(digest(file))
  })
})

describe('two counts that differ by one subject', () => {
  const name = { owner: 'XN-FIU', asker: 'XV-FIU', purpose: 'analysis', epoch: '2026-11' }
  const index = (count: number, seed: Uint8Array, before?: Uint8Array) =>
    must(
      indexOf(group, {
        name,
        seed,
        keys: keys(0, count),
        ...(before === undefined ? {} : { before }),
      }),
    )

  it('cross the edge of a size class by chance alone, wherever the edge is', () => {
    // Without chance, 256 against 257 subjects would say every time that one more is known.
    for (const count of [250, 256, 271]) {
      const seeds = Array.from({ length: 60 }, () => systemRandom.bytes(32))
      const told = seeds.filter((seed) => size(count, seed) !== size(count + 1, seed)).length
      expect(told).toBeLessThan(15)
    }
    function size(count: number, seed: Uint8Array): number {
      const tokens = Array.from({ length: count }, (_, i) =>
        sha256(Buffer.from(`${i}`)).subarray(16),
      )
      return padded(tokens, seed).count
    }
  })

  it('in the next version of an epoch do not say whether anybody came in', () => {
    for (const seed of Array.from({ length: 3 }, () => systemRandom.bytes(32))) {
      const { file } = index(40, seed)
      const [nobody, one] = [40, 41].map((count) => index(count, seed, file).tokens)
      expect(nobody).toBe(one)
      expect(nobody).toBeGreaterThan(index(40, seed).tokens)
    }
  })

  it('in the next epoch share no token, so that the one index cannot be taken from the other', () => {
    const [quarter, next] = [testEpoch(keys(0, 40)), testEpoch(keys(0, 41), { epoch: '2027-02' })]
    const before = new Set(tokensOf(quarter.set))
    expect(tokensOf(next.set).filter((token) => before.has(token))).toEqual([])
    function tokensOf(set: TokenSet): string[] {
      return Array.from({ length: set.count }, (_, i) =>
        Buffer.from(tokenAt(set, i)).toString('hex'),
      )
    }
  })

  it('as batches show the owner a count and nothing in common', () => {
    const epoch = testEpoch(keys(0, 5))
    const seen = [keys(0, 63), keys(0, 64)].map((list) => {
      const { question, packet } = testQuestion(epoch.announced, list)
      return { question, elements: packet.elements.map((e) => Buffer.from(e).toString('hex')) }
    })
    expect(new Set(seen.flatMap((one) => one.elements)).size).toBe(63 + 64)
    expect(seen.map((one) => one.question.items)).toEqual([63, 64])
    // Of all that is signed, only what is random and what is counted differs.
    const [one, two] = seen.map((s) => s.question as unknown as Record<string, unknown>)
    const differ = Object.keys(one!).filter(
      (field) => JSON.stringify(one![field]) !== JSON.stringify(two![field]),
    )
    expect(differ.sort()).toEqual(['commitment', 'elements', 'items'])
  })

  it('asked day after day ring, and spend the quota like any other', () => {
    const on = (day: number) => new Date(Date.parse(at) + day * 86_400_000).toISOString() as Instant
    const asked = (day: number, items: number, standing = false): Asked => ({
      at: on(day),
      items,
      names: 0,
      case: 'c',
      standing,
    })
    const rung = (history: readonly Asked[], question: Asked) =>
      alarms(history, question, defaultQuota).map((alarm) => alarm.name)
    expect(rung([asked(0, 63)], asked(1, 64))).toEqual([])
    expect(rung([asked(0, 63), asked(1, 64)], asked(2, 63))).toEqual(['again'])
    // One long list in three batches of a day is one list; a standing question was authorised.
    expect(rung([asked(0, 100), asked(0, 100)], asked(0, 100))).not.toContain('again')
    expect(rung([asked(0, 63, true), asked(1, 64, true)], asked(2, 63, true))).toEqual([])
    // A subject found out by the difference of two lists costs both lists.
    const history = [asked(0, 5_000), asked(0, 4_999)]
    expect(refusedBy(admit(history, defaultQuota, { items: 2, names: 0 }, at))).toBe(
      'hit-quota-spent',
    )
  })
})

it('a Merkle path leads to the root for every leaf of every size, and from no other place', () => {
  for (let size = 1; size <= 20; size++) {
    const leaves = Array.from({ length: size }, (_, i) => leafHash(Uint8Array.of(i)))
    const root = merkleRoot(leaves)
    for (let i = 0; i < size; i++) {
      const path = merklePath(leaves, i)
      expect(rootFrom(leaves[i]!, i, size, path)).toEqual(root)
      for (let j = 0; j < size; j++)
        if (j !== i) expect(rootFrom(leaves[i]!, j, size, path)).not.toEqual(root)
    }
  }
})
