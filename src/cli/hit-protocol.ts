import {
  digest,
  done,
  type Id,
  type Instant,
  instant,
  type Outcome,
  systemClock,
  systemRandom,
  uuid7,
} from '#base'
import { makeSigningKey, type SigningKey, sign, verify } from '#exchange'
import {
  type Announcement,
  answerQuestion,
  blindItems,
  epochKey,
  type Group,
  hitRefusal,
  type Item,
  indexRoot,
  type KeyPair,
  matches,
  mostItems,
  ownToken,
  type Packet,
  packPacket,
  packTokens,
  padded,
  type Question,
  readAnswer,
  readIndex,
  readQuestion,
  ristretto255,
  statementBytes,
  type TokenSet,
  unpackPacket,
} from '#hit'
import { type Identifier, type IdentifierList, normaliser } from '#resolve'
import type { Progress, Terminal } from './terminal.ts'

export interface BlindMatch {
  readonly ours: { readonly identifiers: number; readonly keys: number; readonly repeated: number }
  readonly theirs: {
    readonly identifiers: number
    readonly keys: number
    readonly repeated: number
    /** Filler included: what the asker sees of the size. */
    readonly tokens: number
  }
  readonly hits: readonly {
    readonly identifier: string
    readonly kind: string
    readonly row: number
    readonly says: 'same' | 'possible'
    readonly key: string
    readonly token: string
  }[]
  readonly questions: number
  readonly names: number
  readonly bytes: {
    readonly toOwner: number
    readonly toAsker: number
    readonly index: number
    readonly total: number
  }
  readonly cpuSeconds: {
    readonly index: number
    readonly ask: number
    readonly answer: number
    readonly check: number
    readonly total: number
  }
}

const between = { owner: 'theirs', asker: 'ours', purpose: 'match', epoch: '1' } as const

/** Both sides of the protocol, message by message as bytes, each step on the clock of the side that does it. */
export async function blindMatch(
  ours: IdentifierList,
  theirs: IdentifierList,
  terminal: Terminal,
): Promise<Outcome<BlindMatch>> {
  const group = await ristretto255()
  const cpu = stopwatch()
  const now = systemClock.now()
  const sides = {
    owner: makeSigningKey('Ed25519', systemRandom),
    asker: makeSigningKey('Ed25519', systemRandom),
  }

  const index = await cpu.on('index', () =>
    buildIndex(group, theirs.identifiers, now, terminal.progress('index')),
  )
  const announcement = packPacket(signed(index.announced, [], sides.owner))
  const read = cpu.now('check', () => readIndex(index.announced, index.file))
  if (!read.ok) return read

  const asks = ours.identifiers.flatMap((subject) => subject.keys.map((key) => ({ subject, key })))
  const hits = new Map<string, BlindMatch['hits'][number]>()
  const bar = terminal.progress('ask')
  const ids = uuid7(systemClock, systemRandom)
  let toOwner = 0
  let toAsker = announcement.length + index.file.length
  for (let from = 0; from < asks.length; from += mostItems) {
    const batch = asks.slice(from, from + mostItems)
    const asked = cpu.now('ask', () =>
      ask(
        group,
        index.announced,
        batch.map((a) => a.key.text),
        ids.next(),
        now,
        sides.asker,
      ),
    )
    const answer = cpu.now('answer', () => answered(group, index, asked.bytes, now, sides))
    if (!answer.ok) return answer
    toOwner += asked.bytes.length
    toAsker += answer.value.length
    const tokens = cpu.now('check', () =>
      checked(group, index.announced, asked, answer.value, sides.owner),
    )
    if (!tokens.ok) return tokens
    for (const place of matches(read.value, tokens.value)) {
      const { subject, key } = batch[place]!
      // The strictest key of a name comes first and stands for it.
      if (!hits.has(subject.text))
        hits.set(subject.text, {
          identifier: subject.text,
          kind: subject.kind,
          row: subject.row,
          says: key.says,
          key: key.text,
          token: Buffer.from(tokens.value[place]!).toString('hex'),
        })
    }
    bar.step(from + batch.length, asks.length)
    await new Promise(setImmediate)
  }
  bar.end()
  return done({
    ours: { identifiers: ours.identifiers.length, keys: asks.length, repeated: ours.repeated },
    theirs: {
      identifiers: theirs.identifiers.length,
      keys: theirs.identifiers.reduce((sum, i) => sum + i.keys.length, 0),
      repeated: theirs.repeated,
      tokens: index.announced.tokens,
    },
    hits: [...hits.values()],
    questions: Math.ceil(asks.length / mostItems),
    names: asks.filter((a) => a.key.says === 'possible').length,
    bytes: { toOwner, toAsker, index: index.file.length, total: toOwner + toAsker },
    cpuSeconds: cpu.seconds(),
  })
}

interface Index {
  readonly key: KeyPair
  readonly set: TokenSet
  readonly file: Uint8Array
  readonly announced: Announcement
}

async function buildIndex(
  group: Group,
  subjects: readonly Identifier[],
  now: Instant,
  bar: Progress,
): Promise<Index> {
  const seed = systemRandom.bytes(32)
  const key = epochKey(group, seed, between)
  const texts = subjects.flatMap((subject) => subject.keys.map((k) => k.text))
  const tokens: Uint8Array[] = []
  for (const [i, text] of texts.entries()) {
    tokens.push(ownToken(group, key, text))
    if (i % 1000 === 999) {
      bar.step(i, texts.length)
      // A turn for Ctrl-C.
      await new Promise(setImmediate)
    }
  }
  bar.end()
  const set = padded(tokens, seed)
  const file = packTokens(set)
  const announced: Announcement = {
    v: 1,
    kind: 'hit-epoch',
    ...between,
    version: 1,
    from: now,
    to: instant(Date.parse(now) + 86_400_000),
    suite: 'ristretto255-SHA512',
    normaliser,
    key: Buffer.from(key.public).toString('hex'),
    root: indexRoot(set),
    tokens: set.count,
    file: { digest: digest(file), bytes: file.length },
    consent: 'both files were given by one person',
    limits: { items: 10_000_000, names: 10_000_000 },
    release: 'none',
    logged: 0,
  }
  return { key, set, file, announced }
}

interface Asked {
  readonly question: Question
  readonly items: readonly Item[]
  readonly bytes: Uint8Array
}

function ask(
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

function answered(
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

function checked(
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

const label = Buffer.from('comity/hit/v1\n')

function signed(statement: object, elements: readonly Uint8Array[], key: SigningKey): Packet {
  const bytes = statementBytes(statement)
  const signature = sign(key, Buffer.concat([label, bytes]))
  return { statement: bytes, signatures: [{ key: key.id, signature }], elements }
}

function opened(bytes: Uint8Array, key: SigningKey): Outcome<Packet> {
  const packet = unpackPacket(bytes)
  if (!packet.ok) return packet
  const [signature] = packet.value.signatures
  return signature !== undefined &&
    verify(key, Buffer.concat([label, packet.value.statement]), signature.signature)
    ? packet
    : hitRefusal('hit-malformed', { ground: 'the message is not signed by the side that sent it' })
}

type Side = 'index' | 'ask' | 'answer' | 'check'

/** CPU seconds of the whole process, all its threads, by the step that used them. */
function stopwatch() {
  const used: Record<Side, number> = { index: 0, ask: 0, answer: 0, check: 0 }
  const begun = process.cpuUsage()
  const seconds = (since: NodeJS.CpuUsage) => {
    const { user, system } = process.cpuUsage(since)
    return (user + system) / 1e6
  }
  return {
    now<T>(side: Side, work: () => T): T {
      const from = process.cpuUsage()
      const value = work()
      used[side] += seconds(from)
      return value
    },
    async on<T>(side: Side, work: () => Promise<T>): Promise<T> {
      const from = process.cpuUsage()
      const value = await work()
      used[side] += seconds(from)
      return value
    },
    seconds: () => ({ ...used, total: seconds(begun) }),
  }
}
