import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Digest, digest, type Id, type Instant, must, systemRandom } from '#base'
import { batchLimits, isBatch, packBatch, unpackBatch } from './delivery-batch.ts'
import { makeSigningKey } from './keys.ts'
import { type Notice, packNotice, readNotice, type StatusNotice } from './notice.ts'
import { composeAnswer, composeQuery, isQuery, readAnswer, readQuery } from './notice-query.ts'
import { statusCode, statusCodes } from './status-codes.ts'

const some = digest(Buffer.from('an envelope'))
const letters = [{ letter: '01948291-1e40-7000-8000-000000000001', envelope: some, index: 3 }]
const head = { size: 9, root: 'AAAA', checkpoint: 'comity.invalid/xn-fiu\n9\nAAAA\n' }
const token = Buffer.alloc(32, 7).toString('base64')
const until = '2025-06-01T00:00:00.000Z' as Instant

const notices: readonly Notice[] = [
  { v: 1, notice: 'retrieved', letters, head },
  { v: 1, notice: 'incomplete', letters, head, codes: ['clarify'] },
  { v: 1, notice: 'answered', letters, head, record: some },
  { v: 1, notice: 'erased', letters, head, records: [some], ground: 'its last day is over' },
  {
    v: 1,
    notice: 'status',
    letters,
    head,
    message: 'XV2025XN0001',
    verdict: 'rejected',
    fileCodes: [50009],
    items: [{ ref: 'XV2025-7', codes: [80002] }],
  },
  { v: 1, notice: 'suspended', instrument: 'any', measure: 'freeze', until, ground: 'court case' },
  { v: 1, notice: 'resumed', instrument: 'any', measure: 'freeze' },
  { v: 1, notice: 'never-written', lane: 'routine', numbers: [7] },
  { v: 1, notice: 'search-asked', search: 's', peer: 'XN-CA', key: token, tokens: [token] },
  { v: 1, notice: 'search-told', search: 's', peer: 'XN-CA', held: 1, searched: '2025-05-08' },
  {
    v: 1,
    notice: 'person-changed',
    change: 'c',
    holder: 'XN-CA',
    what: 'rectified',
    key: token,
    tokens: [token, token],
  },
  {
    v: 1,
    notice: 'person-changed-told',
    change: 'c',
    holder: 'XN-CA',
    marked: 2,
    rerun: 3,
    open: 1,
    changed: 0,
  },
]

describe('a notice', () => {
  it.each(notices.map((n) => [n.notice, n] as const))('%s is read as it was written', (_n, n) => {
    expect(must(readNotice(packNotice(n)))).toEqual(n)
  })

  it.each([
    ['a word that is none', { v: 1, notice: 'forgotten', letters, head }],
    ['a field too many', { ...notices[0], more: 1 }],
    ['no letter', { ...notices[0], letters: [] }],
    [
      'more letters than a node keeps apart',
      { ...notices[0], letters: Array(257).fill(letters[0]) },
    ],
  ])('with %s is refused', (_what, notice) => {
    const read = readNotice(Buffer.from(JSON.stringify(notice)))
    expect(read.ok ? 'read' : read.refusal.name).toBe('letter-malformed')
  })

  it('with a status code that is in no list is refused by name', () => {
    const read = readNotice(packNotice({ ...(notices[4] as StatusNotice), fileCodes: [50999] }))
    expect(read.ok ? 'read' : read.refusal).toMatchObject({
      name: 'code-unknown',
      ground: 'the status code 50999 is not in the list',
    })
  })
})

describe('a certificate of a search', () => {
  it('is as long for a yes as for a no', () => {
    const told = (held: 0 | 1) =>
      packNotice({
        v: 1,
        notice: 'search-told',
        search: 's',
        peer: 'p',
        held,
        searched: '2025-05-08',
      })
    expect(told(1)).toHaveLength(told(0).length)
  })
})

describe('a notice from a stranger', () => {
  it('never makes the reader throw, and with a changed byte is another notice or a named refusal', () => {
    const whole = packNotice(notices[4]!)
    for (const searched of notices.slice(8)) {
      const bytes = packNotice(searched)
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
          const changed = Buffer.from(bytes)
          changed[place]! ^= flip
          const read = readNotice(changed)
          if (read.ok) expect(read.value).not.toEqual(searched)
          else expect(read.refusal.name).toBe('letter-malformed')
        }),
        { numRuns: 300 },
      )
    }
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const changed = Buffer.from(whole)
        changed[place]! ^= flip
        const read = readNotice(changed)
        if (read.ok) expect(read.value).not.toEqual(notices[4])
        else expect(['letter-malformed', 'code-unknown']).toContain(read.refusal.name)
      }),
      { numRuns: 500 },
    )
    fc.assert(
      fc.property(fc.json(), (text) => {
        readNotice(Buffer.from(text))
      }),
    )
  })
})

describe('the status codes', () => {
  it('are the 13 of files, the 24 of records and the 16 of corrections, each once', () => {
    const numbers = statusCodes.map((row) => row.code)
    expect(new Set(numbers).size).toBe(numbers.length)
    const count = (about: string) => statusCodes.filter((row) => row.about === about).length
    expect([count('file'), count('record'), count('correction')]).toEqual([13, 24, 16])
    expect(statusCode(50009)?.about).toBe('file')
    expect(statusCode(80003)?.about).toBe('correction')
  })

  it('are produced by a node only where their meaning was read', () => {
    for (const row of statusCodes)
      expect('wired' in row && 'toVerify' in row, String(row.code)).toBe(false)
  })
})

const seal = makeSigningKey('Ed25519', systemRandom)
const second = makeSigningKey('ML-DSA-44', systemRandom)
const by = [
  { slot: 'seal', by: 'XN-FIU', key: seal },
  { slot: 'second-seal', by: 'XN-FIU', key: second },
] as const
const cover = {
  v: 1,
  id: '01948291-1e40-7000-8000-000000000001' as Id,
  conversation: 'channel/XN-FIU',
  channel: { sequence: 1, previous: null },
  sender: { node: 'XN-FIU', key: seal.id },
  recipients: [{ node: 'XV-FIU', key: 'k' }],
  created: '2025-01-20T09:10:00.000Z' as Instant,
  expires: until,
  basis: null,
  purposes: [],
  conditions: { handling: 'TLP:AMBER', evidence: 'yes', onward: 'yes' },
  approvals: [],
} as const
const expecting = {
  to: 'XV-FIU',
  isKnownSender: (node: string) => node === 'XN-FIU',
  knownKey: (signer: string, slot: string, id: string) =>
    [seal, second].find(
      (k) => signer === 'XN-FIU' && k.id === id && (slot === 'seal') === (k === seal),
    ),
}
const body = { lane: 'routine', holds: 4, last: some, lacks: [5, 7] } as const

describe('a query about missing letters', () => {
  const query = composeQuery(cover, body, by)

  it('is read by the node it was sent to, and by no other', () => {
    expect(isQuery(query)).toBe(true)
    expect(must(readQuery(query, expecting)).body).toEqual(body)
    const other = readQuery(query, { ...expecting, to: 'XS-FIU' })
    expect(other.ok ? 'read' : other.refusal.name).toBe('wrong-recipient')
  })

  it.each([
    ['numbers that it holds', { ...body, lacks: [4, 7] as const }],
    ['numbers in the wrong order', { ...body, lacks: [7, 5] as const }],
    ['more numbers than are sent at once', { ...body, lacks: [5, 2000] as const }],
  ])('that asks for %s is refused', (_what, wrong) => {
    const read = readQuery(composeQuery(cover, wrong, by), expecting)
    expect(read.ok ? 'read' : read.refusal.name).toBe('letter-malformed')
  })

  it('without the second seal is refused', () => {
    const read = readQuery(composeQuery(cover, body, by.slice(0, 1)), expecting)
    expect(read.ok ? 'read' : read.refusal.name).toBe('signature-missing')
  })

  it('with a changed byte never throws and never passes', () => {
    fc.assert(
      fc.property(fc.nat(query.length - 1), fc.integer({ min: 1, max: 255 }), (place, flip) => {
        const changed = Buffer.from(query)
        changed[place]! ^= flip
        expect(readQuery(changed, expecting).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  it('gets an answer that names it and no other', () => {
    const answer = composeAnswer(
      cover,
      { query: digest(query), sentAgain: [5, 6], neverWritten: [7] },
      by,
    )
    const expect7 = { ...expecting, from: 'XN-FIU', query: digest(query) }
    expect(must(readAnswer(answer, expect7)).body.neverWritten).toEqual([7])
    const other = readAnswer(answer, { ...expect7, query: some as Digest })
    expect(other.ok ? 'read' : other.refusal.name).toBe('payload-differs')
  })
})

describe('several letters in one call', () => {
  it('come out as they went in', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 20 }),
        (parts) => {
          const packed = packBatch('letters', parts)
          expect(isBatch(packed)).toBe(true)
          const out = must(unpackBatch('letters', packed))
          expect(out.map((p) => [...p])).toEqual(parts.map((p) => [...p]))
          const cut = unpackBatch('letters', packed.subarray(0, packed.length - 1))
          if (cut.ok) expect(cut.value.length).toBeLessThan(parts.length)
        },
      ),
    )
  })

  it('are refused when there are more than a node takes at once, before any is opened', () => {
    const parts = Array.from({ length: batchLimits.letters + 1 }, () => new Uint8Array(1))
    const read = unpackBatch('letters', packBatch('letters', parts))
    expect(read.ok ? 'read' : read.refusal.ground).toBe('more than 256 parts stand in one call')
  })

  it('never make the reader throw, whatever comes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const magic = Buffer.from('comity-letters/1\n')
        unpackBatch('letters', bytes)
        unpackBatch('letters', Buffer.concat([magic, bytes]))
      }),
    )
  })
})
