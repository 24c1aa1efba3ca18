import { done, type Id, type Instant, instant, type Outcome, systemRandom } from '#base'
import { type SigningKey, sign, verify } from '#exchange'
import {
  type Announcement,
  answerQuestion,
  type BuiltIndex,
  blindItems,
  buildIndex,
  epochKey,
  type Group,
  hitRefusal,
  type Item,
  type KeyPair,
  type Packet,
  packPacket,
  type Question,
  readAnswer,
  readQuestion,
  signedBytes,
  statementBytes,
  unpackPacket,
} from '#hit'
import { type Identifier, normaliser } from '#resolve'
import type { Progress } from './terminal.ts'

/** Two sides in one hand: the names under which they sign. */
const between = { owner: 'theirs', asker: 'ours', purpose: 'match', epoch: '1' } as const

export interface Index {
  readonly key: KeyPair
  readonly file: Uint8Array
  readonly announced: Announcement
}

/** Their side: a key and an index, in turns, so that Ctrl-C is heard. */
export async function makeIndex(
  group: Group,
  subjects: readonly Identifier[],
  now: Instant,
  bar: Progress,
): Promise<Outcome<Index>> {
  const seed = systemRandom.bytes(32)
  const keys = subjects.flatMap((subject) => subject.keys.map((k) => k.text))
  const work = buildIndex(group, { name: between, seed, keys })
  for (;;) {
    const step = work.next()
    if (step.done === true) {
      bar.end()
      if (!step.value.ok) return step.value
      const built = step.value.value
      const key = epochKey(group, seed, between)
      return done({ key, file: built.file, announced: announcementOf(built, now) })
    }
    if (step.value % 1000 === 0) {
      bar.step(step.value, keys.length)
      // A turn for Ctrl-C.
      await new Promise(setImmediate)
    }
  }
}

/** What an owner says of an epoch; here nobody's consent and nobody's log stands behind it. */
function announcementOf(built: BuiltIndex, now: Instant): Announcement {
  return {
    v: 1,
    kind: 'hit-epoch',
    ...between,
    version: 1,
    from: now,
    to: instant(Date.parse(now) + 86_400_000),
    suite: 'ristretto255-SHA512',
    normaliser,
    key: Buffer.from(built.key).toString('hex'),
    root: built.root,
    tokens: built.tokens,
    file: { digest: built.digest, bytes: built.file.length },
    consent: 'both files were given by one person',
    limits: { items: 10_000_000, names: 10_000_000 },
    release: 'none',
    logged: 0,
  }
}

export interface Asked {
  readonly question: Question
  readonly items: readonly Item[]
  readonly bytes: Uint8Array
}

/** Our side: blinds a batch and signs the question. */
export function ask(
  group: Group,
  announced: Announcement,
  keys: readonly string[],
  id: Id,
  now: Instant,
  signer: SigningKey,
): Asked {
  const { items, commitment, elements } = blindItems(group, keys, systemRandom)
  const question: Question = {
    v: 1,
    kind: 'hit-question',
    id,
    asker: announced.asker,
    owner: announced.owner,
    officer: 'command line',
    purpose: announced.purpose,
    epoch: announced.epoch,
    key: announced.key,
    basis: { instrument: 'none', article: 'both lists are in one hand' },
    category: 'none',
    case: 'none',
    consent: announced.consent,
    items: keys.length,
    names: keys.filter((key) => key.startsWith('name:')).length,
    commitment,
    elements,
    standing: null,
    created: now,
    expires: instant(Date.parse(now) + 3_600_000),
  }
  return {
    question,
    items,
    bytes: packPacket(
      signed(
        question,
        items.map((i) => i.element),
        signer,
      ),
    ),
  }
}

/** Their side: checks the question and evaluates it, with the proof. */
export function answered(
  group: Group,
  index: Index,
  bytes: Uint8Array,
  now: Instant,
  sides: { readonly owner: SigningKey; readonly asker: SigningKey },
): Outcome<Uint8Array> {
  const packet = opened(bytes, sides.asker)
  if (!packet.ok) return packet
  const question = readQuestion(group, index.announced, packet.value, now)
  if (!question.ok) return question
  const { answer, elements } = answerQuestion(
    group,
    index.key,
    index.announced,
    question.value,
    packet.value,
    index.announced.limits,
    now,
    systemRandom,
  )
  return done(packPacket(signed(answer, elements, sides.owner)))
}

/** Our side again: the tokens of an answer that stands. */
export function checked(
  group: Group,
  announced: Announcement,
  asked: Asked,
  bytes: Uint8Array,
  owner: SigningKey,
): Outcome<readonly Uint8Array[]> {
  const packet = opened(bytes, owner)
  if (!packet.ok) return packet
  const read = readAnswer(group, announced, asked.question, asked.items, packet.value)
  return read.ok ? done(read.value.tokens) : read
}

/** A statement with what belongs to it, under the one key of its side. */
export function signed(
  statement: object,
  elements: readonly Uint8Array[],
  key: SigningKey,
): Packet {
  const bytes = statementBytes(statement)
  const signature = sign(key, signedBytes(bytes))
  return { statement: bytes, signatures: [{ key: key.id, signature }], elements }
}

function opened(bytes: Uint8Array, key: SigningKey): Outcome<Packet> {
  const packet = unpackPacket(bytes)
  if (!packet.ok) return packet
  const [signature] = packet.value.signatures
  return signature !== undefined &&
    verify(key, signedBytes(packet.value.statement), signature.signature)
    ? packet
    : hitRefusal('hit-malformed', { ground: 'the message is not signed by the side that sent it' })
}
