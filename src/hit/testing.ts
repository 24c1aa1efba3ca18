import { type Digest, digest, type Instant, must, systemRandom } from '#base'
import { normaliser } from '#resolve'
import { answerQuestion, readQuestion } from './answer.ts'
import { blindItems, type Item, statementBytes } from './ask.ts'
import { indexOf } from './build-index.ts'
import type { KeyPair } from './oprf.ts'
import type { Packet } from './packet.ts'
import { ristretto255 } from './ristretto.ts'
import type { Announcement, Question } from './statements.ts'
import { unpackTokens } from './token-file.ts'
import { epochKey, type TokenSet } from './tokens.ts'

export const group = await ristretto255()
export const at = '2026-11-22T09:00:00.000Z' as Instant

/** An owner with an index over some keys, open to one asker, as a test needs it. */
export interface TestEpoch {
  readonly seed: Uint8Array
  readonly key: KeyPair
  readonly set: TokenSet
  readonly file: Uint8Array
  readonly announced: Announcement
}

export function testEpoch(keys: readonly string[], over: Partial<Announcement> = {}): TestEpoch {
  const name = { owner: 'XN-FIU', asker: 'XV-FIU', purpose: 'analysis', epoch: '2026-11' }
  const seed = systemRandom.bytes(32)
  const named = { ...name, ...over }
  const key = epochKey(group, seed, named)
  const { file, root } = must(indexOf(group, { name: named, seed, keys }))
  const set = must(unpackTokens(file))
  const announced: Announcement = {
    v: 1,
    kind: 'hit-epoch',
    ...name,
    version: 1,
    from: '2026-11-01T00:00:00.000Z' as Instant,
    to: '2026-12-01T00:00:00.000Z' as Instant,
    suite: 'ristretto255-SHA512',
    normaliser,
    key: Buffer.from(key.public).toString('hex'),
    root,
    tokens: set.count,
    file: { digest: digest(file), bytes: file.length },
    consent: 'consent-1',
    limits: { items: 10_000, names: 1_500 },
    release: 'none',
    logged: 7,
    ...over,
  }
  return { seed, key, set, file, announced }
}

export function testQuestion(
  announced: Announcement,
  keys: readonly string[],
  over: Partial<Question> = {},
): { readonly question: Question; readonly items: readonly Item[]; readonly packet: Packet } {
  const { items, commitment, elements } = blindItems(group, keys, systemRandom)
  const question: Question = {
    v: 1,
    kind: 'hit-question',
    id: '01935f5e-0000-7000-8000-000000000001' as Question['id'],
    asker: announced.asker,
    owner: announced.owner,
    officer: 'XV-FIU/analyst',
    purpose: announced.purpose,
    epoch: announced.epoch,
    key: announced.key,
    basis: { instrument: 'XV-XN memorandum', article: 'art. 4' },
    category: 'corruption',
    case: 'CASE-2024-0417',
    consent: announced.consent,
    items: items.length,
    names: keys.filter((key) => key.startsWith('name:')).length,
    commitment,
    elements,
    standing: null,
    created: at,
    expires: '2026-11-22T10:00:00.000Z' as Instant,
    ...over,
  }
  const packet: Packet = {
    statement: statementBytes(question),
    signatures: [],
    elements: items.map((item) => item.element),
  }
  return { question, items, packet }
}

/** An honest owner's answer as a packet, which a test may then spoil. */
export function testAnswer(epoch: TestEpoch, packet: Packet, now: Instant = at): Packet {
  const read = readQuestion(group, epoch.announced, packet, now)
  if (!read.ok) throw new Error(read.refusal.name)
  const left = { items: 9_000, names: 1_500 }
  const { answer, elements } = answerQuestion(
    group,
    epoch.key,
    epoch.announced,
    read.value,
    packet,
    left,
    now,
    systemRandom,
  )
  return { statement: statementBytes(answer), signatures: [], elements }
}

export const noDigest = `sha256:${'0'.repeat(64)}` as Digest
