import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, type Instant, must, type Outcome, systemRandom } from '#base'
import type { AuthorityCard, SignedCard } from '#directory'
import { openLetter, readHeader, readReceipt } from '#exchange'
import { agreeToClassical, knownKeys, type Node, type NodeOptions, rotateKey } from '#node'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import { run } from '../../src/cli/run.ts'
import { type Keyring, keySecret, readKeyring } from '../../src/node/keyring.ts'
import type { Rotating } from '../../src/node/rotate-keys.ts'
import {
  goodReply,
  sendRequest,
  type TestFederation,
  testFederation,
} from '../../src/node/testing.ts'

/**
 * Quantum, later: the drill of crypto-agility. A pair at work changes every key and both suites, forth and back, and
 * what was exchanged before is as good afterwards as it was.
 */

type Id = 'XV-FIU' | 'XN-FIU'
const pair: readonly Id[] = ['XV-FIU', 'XN-FIU']
const otherOf = (id: Id): Id => (id === 'XV-FIU' ? 'XN-FIU' : 'XV-FIU')

interface Sent {
  readonly phase: string
  readonly to: Id
  readonly at: Instant
  readonly bytes: Uint8Array
  readonly answer: Uint8Array
}

let federation: TestFederation
let folder: string
let phase: string
let sent: Sent[]
/** Matters by phase, one from each side. */
let matters: { readonly phase: string; readonly from: Id; readonly id: string }[]

beforeEach(async () => {
  const kept = new Map<
    string,
    readonly [ReturnType<typeof memoryBackend>, ReturnType<typeof memoryBlobs>]
  >()
  const storage: NonNullable<NodeOptions['storage']> = async (options) => {
    const known = kept.get(options.dir) ?? ([memoryBackend(), memoryBlobs()] as const)
    kept.set(options.dir, known)
    return keepStore(...known, options)
  }
  federation = await testFederation(pair, '2025-01-20T09:10:00.000Z', { storage })
  folder = mkdtempSync(join(tmpdir(), 'comity-agility-'))
  sent = []
  matters = []
  keyrings = new Map()
  const { post } = federation.wire
  federation.wire.post = async (url, bytes, signal) => {
    const at = federation.clock.now()
    const answer = await post(url, bytes, signal)
    const to = pair.find((id) => url.includes(id))!
    sent.push({ phase, to, at, bytes, answer: answer.bytes })
    return answer
  }
})
afterEach(async () => {
  await federation.close()
  rmSync(folder, { recursive: true, force: true })
})

const node = (id: Id): Node => federation.node(id)
const cardOf = (id: Id): AuthorityCard =>
  JSON.parse(Buffer.from(node(id).read.card().card, 'base64url').toString())

/** The node stands still, its keys change, it starts again, and two officers of the partner take its new card. */
async function changed(id: Id, change: (how: Rotating) => Outcome<SignedCard>): Promise<void> {
  await node(id).close()
  federation.clock.forward(1)
  const how = { dir: federation.dir(id), now: federation.clock.now(), random: systemRandom }
  const card = must(change(how))
  await federation.reopen(id)
  const partner = otherOf(id)
  const waiting = must(await node(partner).keys.propose(`${partner}/analyst`, card))
  must(await node(partner).keys.confirm(`${partner}/head`, waiting.id))
  federation.clock.forward(1)
}

/** A request from each side, acknowledged and answered: work goes on. */
async function work(name: string): Promise<void> {
  phase = name
  for (const from of pair) {
    const to = otherOf(from)
    const id = await sendRequest(node(from), to)
    matters.push({ phase, from, id })
    await federation.settle()
    for (const [action, document] of [
      ['acknowledge', { class: 'normal' }],
      ['reply', goodReply],
    ] as const) {
      must(await node(to).handle(`${to}/analyst`, { do: 'act', id, action, document }))
      await federation.settle()
    }
  }
  federation.clock.forward(60)
}

function letters(name: string): readonly Sent[] {
  return sent.filter((s) => s.phase === name && readHeader(s.bytes).ok)
}

/** Read when all changes are done: the key file is sealed so that reading it is slow. */
let keyrings: Map<Id, Keyring>
const keyringOf = (id: Id) =>
  readKeyring(federation.dir(id), keySecret(federation.dir(id), undefined, systemRandom))

/** Opens what went over the wire with the cards of today: as evidence, or as a letter that arrives on a day. */
function opened({ to, bytes, at }: Sent, arrives?: Instant) {
  const keys = keyrings.get(to) ?? keyringOf(to)
  keyrings.set(to, keys)
  return openLetter(bytes, {
    node: to,
    now: arrives ?? at,
    openingKey: (id) => keys.opening.find((k) => k.id === id),
    knownKey: knownKeys({ card: (id) => cardOf(id as Id) }, arrives),
    isKnownSender: () => true,
  })
}

async function judged(files: readonly object[]): Promise<{ code: number; words: string }> {
  const words: string[] = []
  const paths = files.map((file, i) => {
    const path = join(folder, `${i}.json`)
    writeFileSync(path, JSON.stringify(file))
    return path
  })
  const code = await run(
    ['verify', ...paths],
    {},
    {
      out: (text) => words.push(text),
      json: () => {},
      say: (text) => words.push(text),
      progress: () => ({ step() {}, end() {} }),
    },
  )
  return { code, words: words.join('\n') }
}

describe('a pair at work that changes every key and both suites', () => {
  it('misses no letter, and everything from before is as good as it was', async () => {
    await work('hybrid')
    for (const id of pair) {
      await changed(id, (how) => rotateKey(how, { use: 'seal' }))
      await changed(id, (how) => rotateKey(how, { use: 'second-seal' }))
    }
    await work('new seals')
    for (const id of pair) {
      await changed(id, (how) => rotateKey(how, { use: 'open' }))
      await changed(id, (how) => rotateKey(how, { officer: `${id}/analyst` }))
      await changed(id, (how) => rotateKey(how, { officer: `${id}/head` }))
    }
    await work('new opening keys and officers')
    const until = '2025-01-25T00:00:00.000Z' as Instant
    for (const id of pair) await changed(id, (how) => agreeToClassical(how, until))
    await work('curve alone')
    federation.clock.set('2025-01-26T09:00:00.000Z')
    await federation.settle()
    await work('hybrid again')

    // Each phase was sealed as it should have been, and with another key where keys were changed.
    const sealedWith = (name: string) => [
      ...new Set(letters(name).map((s) => must(readHeader(s.bytes)).header.key.split(':')[0])),
    ]
    expect(sealedWith('hybrid')).toEqual(['MLKEM768-X25519'])
    expect(sealedWith('curve alone')).toEqual(['X25519'])
    expect(sealedWith('hybrid again')).toEqual(['MLKEM768-X25519'])
    const keysOf = (name: string) =>
      new Set(letters(name).map((s) => must(readHeader(s.bytes)).header.key))
    expect(keysOf('hybrid').size).toBe(2)
    expect([...keysOf('hybrid')].some((key) => keysOf('hybrid again').has(key))).toBe(false)

    // Every letter of every phase opens, and its receipt holds, under the cards of today.
    const phases = [...new Set(matters.map((m) => m.phase))]
    expect(phases.length).toBe(5)
    for (const name of phases) {
      expect(letters(name).length, name).toBeGreaterThanOrEqual(6)
      for (const letter of letters(name)) {
        must(opened(letter))
        const receipt = readReceipt(letter.answer, {
          from: letter.to,
          to: otherOf(letter.to),
          envelope: digest(letter.bytes),
          knownKey: knownKeys({ card: (id) => cardOf(id as Id) }),
        })
        expect(must(receipt).body.status, name).toBe('admitted')
      }
    }
    for (const id of pair) expect((await node(id).audit()).findings).toEqual([])

    // And a judge who is given files of both sides today decides every matter of every phase.
    for (const { id, phase: name } of matters) {
      const files = await Promise.all(
        pair.map(async (who) => must(await node(who).read.proof(`${who}/analyst`, id, true))),
      )
      const { code, words } = await judged(files as unknown as readonly object[])
      expect(code, `${name}: ${words}`).toBe(0)
    }
  }, 60_000)

  it('takes nothing under the suite that was left, once its term is over', async () => {
    const until = '2025-01-25T00:00:00.000Z' as Instant
    for (const id of pair) await changed(id, (how) => agreeToClassical(how, until))
    await work('curve alone')
    const late = letters('curve alone')[0]!
    expect(opened(late).ok).toBe(true)
    const underWay = opened(late, '2025-02-10T00:00:00.000Z' as Instant)
    expect(underWay.ok).toBe(true)
    const tooLate = opened(late, '2025-03-10T00:00:00.000Z' as Instant)
    expect(tooLate).toMatchObject({ ok: false, refusal: { name: 'suite-downgraded' } })
  }, 60_000)
})
