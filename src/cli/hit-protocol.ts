import { done, type Outcome, systemClock, systemRandom, uuid7 } from '#base'
import { makeSigningKey } from '#exchange'
import { matches, mostItems, packPacket, readIndex, ristretto255 } from '#hit'
import type { IdentifierList } from '#resolve'
import { answered, ask, checked, makeIndex, signed } from './hit-sides.ts'
import type { Terminal } from './terminal.ts'

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

  const made = await cpu.on('index', () =>
    makeIndex(group, theirs.identifiers, now, terminal.progress('index')),
  )
  if (!made.ok) return made
  const index = made.value
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
