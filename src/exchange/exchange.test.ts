import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { digest, type Id, type Instant, must, type Outcome, systemRandom } from '#base'
import { advance, follows, inTerm, newChannel, nextOn, replay } from './channel.ts'
import { frame } from './frame.ts'
import { makeSigningKey, type PublicKey, type SigningKey } from './keys.ts'
import { composeLetter, letterLimits, openLetter, type Reader } from './letter.ts'
import { composeReceipt, readReceipt } from './receipt.ts'
import { packRecords, readRecord, signRecord, unpackRecords, verifyRecord } from './record.ts'
import { exchangeRefusals, isFinal } from './refusals.ts'
import { makeOpeningKey, type OpeningKey, seal } from './seal.ts'
import type { KnownKey, Signer } from './signatures.ts'
import { readStatement, type Statement } from './statement.ts'

const now = '2025-01-20T09:10:00.000Z' as Instant
const later = '2025-02-20T09:10:00.000Z' as Instant
const payload = Buffer.from('{"records":[]}')
let officer: SigningKey
let nodeSeal: SigningKey
let second: SigningKey
let xn: OpeningKey
let xs: OpeningKey

beforeAll(async () => {
  officer = makeSigningKey('Ed25519', systemRandom)
  nodeSeal = makeSigningKey('Ed25519', systemRandom)
  second = makeSigningKey('ML-DSA-44', systemRandom)
  xn = makeOpeningKey(systemRandom)
  xs = makeOpeningKey(systemRandom)
})

function statement(changes: Partial<Statement> = {}): Statement {
  return {
    v: 1,
    id: '01948291-1e40-7000-8000-000000000001' as Id,
    kind: 'act',
    conversation: 'request/rq-01',
    channel: { sequence: 1, previous: null },
    sender: { node: 'XV-FIU', key: nodeSeal.id },
    recipients: [{ node: 'XN-FIU', key: xn.id }],
    created: now,
    expires: later,
    basis: { instrument: 'XV-XN treaty', article: '4', reference: 'CASE-2025-LANTERN' },
    purposes: ['analysis'],
    conditions: { handling: 'TLP:AMBER', evidence: 'no', onward: 'with-consent' },
    payload: { digest: digest(payload), bytes: payload.length, type: 'application/json' },
    approvals: [],
    ...changes,
  }
}

const signers = (): Signer[] => [
  { slot: 'officer', by: 'XV-FIU/analyst', key: officer },
  { slot: 'seal', by: 'XV-FIU', key: nodeSeal },
  { slot: 'second-seal', by: 'XV-FIU', key: second },
]

const known: KnownKey = (by, slot, id): PublicKey | undefined => {
  const key = { officer, seal: nodeSeal, 'second-seal': second }[slot]
  const holder = slot === 'officer' ? 'XV-FIU/analyst' : 'XV-FIU'
  return key.id === id && by === holder ? key : undefined
}

function reader(changes: Partial<Reader> = {}): Reader {
  return {
    node: 'XN-FIU',
    now,
    openingKey: (id) => (id === xn.id ? xn : undefined),
    knownKey: known,
    isKnownSender: (node) => node === 'XV-FIU',
    ...changes,
  }
}

function refusal(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

describe('a letter between two nodes', () => {
  it('opens at the node it is addressed to, with everything as it was signed', async () => {
    const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
    const letter = must(openLetter(bytes, reader()))
    expect(letter.statement).toEqual(statement())
    expect(Buffer.from(letter.payload).toString()).toBe('{"records":[]}')
    expect(letter.envelope).toBe(digest(bytes))
    expect(letter.signatures.map((s) => `${s.slot} ${s.algorithm}`)).toEqual([
      'officer Ed25519',
      'seal Ed25519',
      'second-seal ML-DSA-44',
    ])
  })

  it('shows a post office the two nodes, the id and the key, and nothing of the content', async () => {
    const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
    const visible = Buffer.from(bytes).toString('latin1')
    expect(visible).toContain('"from":"XV-FIU"')
    for (const hidden of ['LANTERN', 'treaty', 'analysis', 'analyst', 'records'])
      expect(visible).not.toContain(hidden)
  })

  const situations: readonly [
    string,
    string,
    () => Outcome<unknown> | Promise<Outcome<unknown>>,
  ][] = [
    [
      'is refused when it is longer than the node accepts',
      'letter-too-large',
      () => openLetter(new Uint8Array(letterLimits.maxBytes + 1), reader()),
    ],
    [
      'is refused when it is not a letter at all',
      'letter-malformed',
      () => openLetter(Buffer.from('POST / HTTP/1.1'), reader()),
    ],
    [
      'is refused when it was cut short on the way',
      'letter-malformed',
      async () => {
        const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
        return openLetter(bytes.subarray(0, bytes.length - 1), reader())
      },
    ],
    [
      'is refused when it went to the wrong node',
      'wrong-recipient',
      async () => {
        const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
        return openLetter(bytes, reader({ node: 'XC-FIU' }))
      },
    ],
    [
      'is refused from a node that is not in the directory',
      'unknown-sender',
      async () => {
        const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
        return openLetter(bytes, reader({ isKnownSender: () => false }))
      },
    ],
    [
      'is refused when it names a key that is not ours',
      'wrong-key',
      async () => {
        const { bytes } = composeLetter(statement(), payload, signers(), xs, systemRandom)
        return openLetter(bytes, reader())
      },
    ],
    [
      'is refused when one bit of the seal was changed',
      'wrong-key',
      async () => {
        const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
        const bent = Buffer.from(bytes)
        bent[bent.length - 1]! ^= 1
        return openLetter(bent, reader())
      },
    ],
    [
      'is refused when the receiver of a letter re-seals it to a third node',
      'not-named',
      async () => {
        // XN opened the letter and seals the signed inside again, to XS, in the name of XV.
        const s = statement()
        return openLetter(await resealed(s), reader({ node: 'XS-FIU', openingKey: () => xs }))
      },
    ],
    [
      'is refused when the header names another id than the statement',
      'header-differs',
      async () =>
        openLetter(
          await resealed(statement(), {
            to: 'XN-FIU',
            key: xn,
            id: '01948291-1e40-7000-8000-00000000ffff',
          }),
          reader(),
        ),
    ],
    [
      'is refused without the officer’s signature',
      'signature-missing',
      async () => {
        const { bytes } = composeLetter(statement(), payload, signers().slice(1), xn, systemRandom)
        return openLetter(bytes, reader())
      },
    ],
    [
      'is refused without the second seal',
      'signature-missing',
      async () => {
        const { bytes } = composeLetter(
          statement(),
          payload,
          signers().slice(0, 2),
          xn,
          systemRandom,
        )
        return openLetter(bytes, reader())
      },
    ],
    [
      'is refused when one key signs in two roles',
      'signature-invalid',
      async () => {
        const twice = [
          { slot: 'officer', by: 'XV-FIU/analyst', key: nodeSeal },
          ...signers().slice(1),
        ] as const
        const { bytes } = composeLetter(statement(), payload, twice, xn, systemRandom)
        return openLetter(
          bytes,
          reader({ knownKey: (_b, slot) => (slot === 'second-seal' ? second : nodeSeal) }),
        )
      },
    ],
    [
      'is refused when a key of another person signs',
      'key-not-valid',
      async () => {
        const other = makeSigningKey('Ed25519', systemRandom)
        const { bytes } = composeLetter(
          statement(),
          payload,
          [{ slot: 'officer', by: 'XV-FIU/analyst', key: other }, ...signers().slice(1)],
          xn,
          systemRandom,
        )
        return openLetter(bytes, reader())
      },
    ],
    [
      'is refused when a signature is not over this statement',
      'signature-invalid',
      async () => {
        // The key of the directory is another one than the one that signed under its name.
        const other = makeSigningKey('Ed25519', systemRandom)
        const { bytes } = composeLetter(statement(), payload, signers(), xn, systemRandom)
        return openLetter(
          bytes,
          reader({
            knownKey: (b, slot, id, at, s) =>
              slot === 'officer'
                ? { ...officer, publicKey: other.publicKey }
                : known(b, slot, id, at, s),
          }),
        )
      },
    ],
    [
      'is refused when the payload is not the one committed to',
      'payload-differs',
      async () => {
        const { bytes } = composeLetter(statement(), Buffer.from('{}'), signers(), xn, systemRandom)
        return openLetter(bytes, reader())
      },
    ],
    [
      'is refused when it comes from the future',
      'not-yet',
      async () => {
        const { bytes } = composeLetter(
          statement({ created: '2025-01-20T09:20:00.000Z' as Instant }),
          payload,
          signers(),
          xn,
          systemRandom,
        )
        return openLetter(bytes, reader())
      },
    ],
    [
      'is refused after its term',
      'expired',
      async () => inTerm(statement(), '2025-02-20T09:10:00.001Z' as Instant),
    ],
    [
      'waits when a letter before it is missing',
      'sequence-gap',
      async () =>
        follows(newChannel, statement({ channel: { sequence: 2, previous: digest(payload) } })),
    ],
    [
      'is refused when it follows another history',
      'chain-broken',
      async () =>
        follows(
          { sequence: 1, last: digest(payload) },
          statement({ channel: { sequence: 2, previous: digest(Buffer.from('other')) } }),
        ),
    ],
    [
      'is refused when its id was used for another letter',
      'id-reused',
      async () => replay({ digest: digest(payload) }, digest(Buffer.from('other'))),
    ],
  ]

  it.each(situations)('%s (%s)', async (_sentence, name, run) => {
    expect(refusal(await run())).toBe(name)
  })

  it('is taken in order on its channel', () => {
    const first = statement({ channel: nextOn(newChannel) })
    expect(refusal(follows(newChannel, first))).toBe('accepted')
    const channel = advance(newChannel, digest(Buffer.from('first')))
    const next = statement({ channel: nextOn(channel) })
    expect(refusal(follows(channel, next))).toBe('accepted')
    expect(refusal(follows(channel, first))).toBe('chain-broken')
  })

  it('meets the same answer again when the same bytes come twice', () => {
    expect(must(replay(undefined, digest(payload)))).toBe('new')
    expect(must(replay({ digest: digest(payload) }, digest(payload)))).toBe('again')
  })
})

describe('the refusals of the exchange', () => {
  it('are each shown by a situation in the tests or in the gallery', () => {
    const folders = ['.', '../node', '../../test/gallery'].map((f) => join(import.meta.dirname, f))
    const source = folders
      .flatMap((f) => readdirSync(f).map((name) => join(f, name)))
      .filter((path) => path.endsWith('.test.ts') || path.includes('gallery/'))
      .map((path) => readFileSync(path, 'utf8'))
      .join('')
    for (const name of Object.keys(exchangeRefusals))
      expect(source.includes(`'${name}'`) || source.includes(`${name}: {`), name).toBe(true)
  })

  it('say whether sending again can help', () => {
    expect(isFinal('sequence-gap')).toBe(false)
    expect(isFinal('expired')).toBe(true)
    expect(isFinal('a-name-from-a-newer-version')).toBe(true)
  })
})

describe('a receipt', () => {
  const body = {
    envelope: digest(payload),
    status: 'admitted',
    reason: null,
    log: { index: 4, size: 5, root: 'AA==', checkpoint: 'x' },
  } as const
  const make = () => {
    const { kind: _k, payload: _p, ...rest } = statement({ basis: null })
    return composeReceipt(rest, body, signers().slice(1))
  }

  it('is the signed word of the receiver about one envelope', () => {
    const read = must(
      readReceipt(make(), {
        from: 'XV-FIU',
        to: 'XN-FIU',
        envelope: digest(payload),
        knownKey: known,
      }),
    )
    expect(read.body).toEqual(body)
  })

  it('does not count for another envelope, from another node, or with a bit changed', () => {
    const expectation = { from: 'XV-FIU', to: 'XN-FIU', envelope: digest(payload), knownKey: known }
    const other = digest(Buffer.from('other'))
    expect(refusal(readReceipt(make(), { ...expectation, envelope: other }))).toBe(
      'payload-differs',
    )
    expect(refusal(readReceipt(make(), { ...expectation, from: 'XS-FIU' }))).toBe('wrong-recipient')
    const bent = Buffer.from(make())
    bent[bent.length - 1]! ^= 1
    expect(refusal(readReceipt(bent, expectation))).not.toBe('accepted')
  })
})

describe('a record', () => {
  const header = {
    v: 1,
    id: '01948291-1e40-7000-8000-000000000002' as Id,
    node: 'XV-FIU',
    actor: 'XV-FIU/analyst',
    key: 'Ed25519:00',
    at: now,
    stream: 'request/rq-01',
    type: 'request.sent',
    procedure: 'P1',
    transition: 'send',
    data: { to: 'SENT' },
    crosses: true,
    body: null,
    previous: null,
    pack: 'lantern-1',
  } as const

  it('is signed by its actor and travels byte for byte', () => {
    const record = signRecord(header, officer)
    const travelling = { record: record.bytes, signature: record.signature, body: null, salt: null }
    const [back] = must(unpackRecords(packRecords([travelling])))
    expect(verifyRecord(back!.record, back!.signature, officer)).toBe(true)
    expect(verifyRecord(back!.record, back!.signature, nodeSeal)).toBe(false)
    expect(must(readRecord(back!.record))).toEqual(header)
  })
})

describe('a statement', () => {
  it('is read only in canonical form, so two readers see one document', () => {
    const loose = Buffer.from(JSON.stringify(statement(), null, 1))
    expect(refusal(readStatement(loose))).toBe('letter-malformed')
  })
})

/** The signed inside of a letter, sealed again by somebody who could open it. */
async function resealed(
  inside: Statement,
  outer: { to: string; key: OpeningKey; id: string } = { to: 'XS-FIU', key: xs, id: inside.id },
): Promise<Uint8Array> {
  const { canonical } = await import('#base')
  const { signStatement } = await import('./signatures.ts')
  const bytes = canonical(inside as never)
  const plain = frame([bytes, canonical(signStatement(bytes, signers()) as never), payload])
  const header = canonical({ v: 1, id: outer.id, from: 'XV-FIU', to: outer.to, key: outer.key.id })
  const sealed = seal(outer.key, plain, { from: 'XV-FIU', to: outer.to, header }, systemRandom)
  return Buffer.concat([Buffer.from('comity-letter/1\n'), frame([header, sealed])])
}
