import { digest, type Id, type Instant, type Random, systemRandom } from '#base'
import { type AuthorityCard, suiteBetween } from '#directory'
import { makeSigningKey, type PublicKey, type SigningKey } from './keys.ts'
import type { LetterDraft, Reader } from './letter.ts'
import { makeOpeningKey, type OpeningKey } from './seal.ts'
import type { KnownKey, Signer } from './signatures.ts'
import type { Statement } from './statement.ts'

/** What the tests of letters share: two nodes with every key they may have, and letters from the one to the other. */
export const at = '2025-01-20T09:10:00.000Z' as Instant

export interface TestEnds {
  readonly officer: SigningKey
  readonly seal: SigningKey
  readonly second: SigningKey
  readonly hybrid: OpeningKey
  readonly classical: OpeningKey
}

export function testEnds(random: Random = systemRandom): TestEnds {
  return {
    officer: makeSigningKey('Ed25519', random),
    seal: makeSigningKey('Ed25519', random),
    second: makeSigningKey('ML-DSA-44', random),
    hybrid: makeOpeningKey(random, 'MLKEM768-X25519'),
    classical: makeOpeningKey(random, 'X25519'),
  }
}

export function officerOf(ends: TestEnds): readonly Signer[] {
  return [{ slot: 'officer', by: 'XV-FIU/analyst', key: ends.officer }]
}

export function sealsOf(ends: TestEnds): readonly Signer[] {
  return [
    { slot: 'seal', by: 'XV-FIU', key: ends.seal },
    { slot: 'second-seal', by: 'XV-FIU', key: ends.second },
  ]
}

/** The `n`th letter, with a payload of its own. */
export function draft(ends: TestEnds, n: number, changes: Partial<Statement> = {}): LetterDraft {
  const payload = Buffer.from(`{"letter":${n}}`)
  const statement: Statement = {
    v: 1,
    id: `01948291-1e40-7000-8000-${n.toString(16).padStart(12, '0')}` as Id,
    kind: 'act',
    conversation: 'request/rq-01',
    channel: { sequence: n + 1, previous: n === 0 ? null : digest(Buffer.from(`${n}`)) },
    sender: { node: 'XV-FIU', key: ends.seal.id },
    recipients: [{ node: 'XN-FIU', key: ends.hybrid.id }],
    created: at,
    expires: '2025-02-20T09:10:00.000Z' as Instant,
    basis: null,
    purposes: ['analysis'],
    conditions: { handling: 'TLP:AMBER', evidence: 'no', onward: 'no' },
    payload: { digest: digest(payload), bytes: payload.length, type: 'application/json' },
    approvals: [],
    ...changes,
  }
  return { statement, payload, officers: officerOf(ends), to: ends.hybrid }
}

export function knownTo(ends: TestEnds, cards: readonly Partial<AuthorityCard>[] = []): KnownKey {
  const key = (by: string, slot: Signer['slot'], id: string): PublicKey | undefined => {
    const found = { officer: ends.officer, seal: ends.seal, 'second-seal': ends.second }[slot]
    const holder = slot === 'officer' ? 'XV-FIU/analyst' : 'XV-FIU'
    return found.id === id && by === holder ? found : undefined
  }
  const card = (id: string) => cards.find((c) => c.id === id) as AuthorityCard | undefined
  const suite = (one: string, other: string, when: Instant) =>
    suiteBetween(card(one), card(other), when)
  return Object.assign(key, { suite })
}

export function readerOf(ends: TestEnds, changes: Partial<Reader> = {}): Reader {
  return {
    node: 'XN-FIU',
    now: at,
    openingKey: (id) => [ends.hybrid, ends.classical].find((k) => k.id === id),
    knownKey: knownTo(ends),
    isKnownSender: (node) => node === 'XV-FIU',
    ...changes,
  }
}

/** Bytes that are the same in every run. Not for anything that must be secret. */
export function countedRandom(start = 1): Random {
  let n = start
  const next = () => {
    n = (n * 48271) % 2147483647
    return n & 0xff
  }
  return { bytes: (length) => Uint8Array.from({ length }, next) }
}
