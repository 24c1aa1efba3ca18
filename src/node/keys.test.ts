import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, type Instant, must, type Outcome, systemRandom } from '#base'
import {
  type AuthorityCard,
  keyFor,
  privateKeyObject,
  type SignedCard,
  sealPrint,
  signCard,
  withNewKey,
} from '#directory'
import {
  composeLetter,
  type Letter,
  makeSigningKey,
  openLetter,
  readHeader,
  readReceipt,
} from '#exchange'
import { keepStore, memoryBackend, memoryBlobs } from '#store'
import { keySecret, readKeyring } from './keyring.ts'
import { knownKeys } from './known-keys.ts'
import { makeNode } from './make-node.ts'
import type { Node, NodeOptions } from './open-node.ts'
import { agreeToClassical, type Rotating, readMade, revokeKey, rotateKey } from './rotate-keys.ts'
import {
  fullRequest,
  goodApproval,
  officersOf,
  sendRequest,
  type TestFederation,
  testFederation,
} from './testing.ts'

let federation: TestFederation
let xv: Node
let xn: Node
/** Letters as they went over the wire, with their answers. */
const sent: { readonly to: string; readonly bytes: Uint8Array; answer?: Uint8Array }[] = []

/** Stores in memory that a node finds again when it is opened again. */
function lasting(): NonNullable<NodeOptions['storage']> {
  const kept = new Map<
    string,
    readonly [ReturnType<typeof memoryBackend>, ReturnType<typeof memoryBlobs>]
  >()
  return async (options) => {
    const known = kept.get(options.dir) ?? ([memoryBackend(), memoryBlobs()] as const)
    kept.set(options.dir, known)
    return keepStore(...known, options)
  }
}

beforeEach(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z', {
    storage: lasting(),
  })
  xv = federation.node('XV-FIU')
  xn = federation.node('XN-FIU')
  sent.length = 0
  const { post } = federation.wire
  federation.wire.post = async (url, bytes, signal) => {
    const letter: (typeof sent)[number] = { to: url, bytes }
    sent.push(letter)
    const answer = await post(url, bytes, signal)
    letter.answer = answer.bytes
    return answer
  }
})
afterEach(() => federation.close())

const cardOf = (signed: SignedCard): AuthorityCard =>
  JSON.parse(Buffer.from(signed.card, 'base64url').toString())

function name(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'done' : outcome.refusal.name
}

function rotating(id: string): Rotating {
  return { dir: federation.dir(id), now: federation.clock.now(), random: systemRandom }
}

/** Changes keys of a node that stands still, and starts it again. */
async function changed(change: (how: Rotating) => Outcome<SignedCard>): Promise<SignedCard> {
  await xv.close()
  federation.clock.forward(1)
  const card = must(change(rotating('XV-FIU')))
  xv = await federation.reopen('XV-FIU')
  return card
}

async function accept(card: SignedCard, print?: string): Promise<void> {
  const waiting = must(await xn.keys.propose('XN-FIU/analyst', card, print))
  must(await xn.keys.confirm('XN-FIU/head', waiting.id, print))
}

async function events(node: Node, type: string): Promise<number> {
  const { entries } = await node.read.log({ limit: 500 })
  return entries.filter((e) => e.type === type).length
}

describe('a new seal', () => {
  it('is believed when two officers have accepted the card, and letters wait until then', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const card = await changed((how) => rotateKey(how, { use: 'seal' }))
    federation.clock.forward(10)
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await xn.read.inbox({ show: 'all', q: '' })).toHaveLength(1)
    await accept(card)
    federation.clock.forward(120)
    await federation.settle()
    expect(await xn.read.inbox({ show: 'all', q: '' })).toHaveLength(2)
    expect((await xn.audit()).findings).toEqual([])
    expect((await xv.audit()).findings).toEqual([])
  })

  it('for officers and for the second seal as well', async () => {
    const before = cardOf(xv.read.card() as SignedCard)
    const second = await changed((how) => rotateKey(how, { use: 'second-seal' }))
    await accept(second)
    federation.clock.forward(1)
    const officer = await changed((how) => rotateKey(how, { officer: 'XV-FIU/analyst' }))
    await accept(officer)
    federation.clock.forward(1)
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await xn.read.inbox({ show: 'all', q: '' })).toHaveLength(1)
    expect(cardOf(officer).keys.length).toBe(before.keys.length + 1)
    expect(cardOf(officer).officers.length).toBe(before.officers.length + 1)
  })
})

describe('a new opening key', () => {
  it('opens what is sealed to it, and the one before stays for letters under way', async () => {
    const old = keyFor(cardOf(xv.read.card() as SignedCard), 'open', federation.clock.now())!
    const card = await changed((how) => rotateKey(how, { use: 'open' }))
    // The partner does not know of it yet and seals to the old one.
    await sendRequest(xn, 'XV-FIU')
    await federation.settle()
    await accept(card)
    await sendRequest(xn, 'XV-FIU')
    await federation.settle()
    expect(await xv.read.inbox({ show: 'all', q: '' })).toHaveLength(2)
    const keysOf = () => readMade(rotating('XV-FIU')).keys.opening.map((k) => k.id)
    expect(keysOf()).toContain(old.id)
    // A hundred days later the next one follows, and the first is gone for good.
    federation.clock.forward(100 * 24 * 60)
    await changed((how) => rotateKey(how, { use: 'open' }))
    expect(keysOf()).toHaveLength(2)
    expect(keysOf()).not.toContain(old.id)
  })
})

describe('four eyes on a partner’s card', () => {
  let card: SignedCard
  beforeEach(async () => {
    card = await changed((how) => rotateKey(how, { use: 'seal' }))
  })

  it('are needed for every later version, and not for the first', async () => {
    expect(name(await xn.enrol(card))).toBe('card-needs-two-officers')
    expect(await events(xn, 'card.enrolled')).toBe(1)
  })

  it('are two different officers, one of them the head of desk, both of this authority', async () => {
    const waiting = must(await xn.keys.propose('XN-FIU/analyst', card))
    expect(waiting.changes).toEqual([
      expect.stringMatching(/^key Ed25519:\w+ \(seal\) ends /),
      expect.stringMatching(/^new key Ed25519:\w+ \(seal\)$/),
    ])
    expect(name(await xn.keys.confirm('XN-FIU/analyst', waiting.id))).toBe('card-confirmed-alone')
    expect(name(await xn.keys.confirm('XV-FIU/head', waiting.id))).toBe('card-role')
    expect(name(await xn.keys.confirm('XN-FIU/head', 'none'))).toBe('card-not-waiting')
    expect((await xn.keys.view()).waiting).toEqual([waiting])
    expect(name(await xn.keys.confirm('XN-FIU/head', waiting.id))).toBe('done')
    expect((await xn.keys.view()).waiting).toEqual([])
    expect(name(await xn.keys.propose('XN-FIU/analyst', card))).toBe('card-outdated')
  })

  it('can decline it, on record', async () => {
    const waiting = must(await xn.keys.propose('XN-FIU/analyst', card))
    must(await xn.keys.decline('XN-FIU/head', waiting.id))
    expect((await xn.keys.view()).waiting).toEqual([])
    expect(await events(xn, 'card.declined')).toBe(1)
  })

  it('look at no card of this node, and at none of tomorrow', async () => {
    expect(name(await xv.keys.propose('XV-FIU/analyst', card))).toBe('card-is-ours')
    const { keys } = readMade(rotating('XV-FIU'))
    const next = { ...cardOf(card), version: 3, issuedAt: '2025-02-01T00:00:00.000Z' as Instant }
    const { seed, publicKey, id } = keys.seal
    const text = (b: Uint8Array) => Buffer.from(b).toString('base64url')
    const ahead = signCard(next, [
      { key: id, privateKey: privateKeyObject(text(seed), text(publicKey)) },
    ])
    await accept(card)
    expect(name(await xn.keys.propose('XN-FIU/analyst', ahead))).toBe('card-ahead')
  })

  it('stay accepted when the node starts again, and both versions are kept', async () => {
    await accept(card)
    xn = await federation.reopen('XN-FIU')
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await xn.read.inbox({ show: 'all', q: '' })).toHaveLength(1)
    expect(await events(xn, 'card.accepted')).toBe(1)
  })
})

describe('a stolen key', () => {
  it('leaves old evidence as it was, and nothing new counts, whatever date a thief writes', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const stolen = readKeyring(
      federation.dir('XV-FIU'),
      keySecret(federation.dir('XV-FIU'), undefined, systemRandom),
    )
    const [before] = sent.filter((s) => s.to.includes('XN-FIU'))
    federation.clock.forward(60)
    const card = await changed((how) => revokeKey(how, stolen.seal.id, 'stolen'))
    // The stolen seal cannot vouch for its successor, so people compare the print by voice.
    const print = sealPrint(cardOf(card))
    expect(name(await xn.keys.propose('XN-FIU/analyst', card))).toBe('card-seal-revoked')
    expect(name(await xn.keys.propose('XN-FIU/analyst', card, '0000 0000'))).toBe(
      'card-print-differs',
    )
    const waiting = must(await xn.keys.propose('XN-FIU/analyst', card, print.toUpperCase()))
    expect(name(await xn.keys.confirm('XN-FIU/head', waiting.id))).toBe('card-print-differs')
    must(await xn.keys.confirm('XN-FIU/head', waiting.id, print))

    // Old evidence: the first letter and its receipt, judged by the time that the logs prove.
    const cards = { card: (id: string) => (id === 'XV-FIU' ? cardOf(card) : undefined) }
    const keys = readKeyring(
      federation.dir('XN-FIU'),
      keySecret(federation.dir('XN-FIU'), undefined, systemRandom),
    )
    const opened = (bytes: Uint8Array, known = knownKeys(cards)): Outcome<Letter> =>
      openLetter(bytes, {
        node: 'XN-FIU',
        now: federation.clock.now(),
        openingKey: (id) => keys.opening.find((k) => k.id === id),
        knownKey: known,
        isKnownSender: () => true,
      })
    const old = must(opened(before!.bytes))
    expect((await xn.audit()).findings).toEqual([])
    expect((await xv.audit()).findings).toEqual([])

    // The thief signs a new letter and dates it back to when the key was good.
    const officer = stolen.officers['XV-FIU/analyst']!
    const forged = composeLetter(
      { ...old.statement, id: '01948291-1e40-7000-8000-0000000000ff' as never },
      old.payload,
      [
        { slot: 'officer', by: 'XV-FIU/analyst', key: officer },
        { slot: 'seal', by: 'XV-FIU', key: stolen.seal },
        { slot: 'second-seal', by: 'XV-FIU', key: stolen.secondSeal! },
      ],
      keys.opening[0]!,
      systemRandom,
    ).bytes
    expect(name(opened(forged))).toBe('done')
    const reply = must(await xn.receive(forged))
    expect(reply.status).toBe(401)
    const { knownKey } = {
      knownKey: knownKeys({
        card: (id) => [cardOf(xn.read.card() as SignedCard)].find((c) => c.id === id),
      }),
    }
    const refusal = must(
      readReceipt(reply.receipt, {
        from: 'XN-FIU',
        to: 'XV-FIU',
        envelope: digest(forged),
        knownKey,
      }),
    )
    expect(refusal.body.reason?.name).toBe('key-not-valid')

    // And the authority works on with its new seal.
    federation.clock.forward(5)
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await xn.read.inbox({ show: 'all', q: '' })).toHaveLength(2)
    expect(await events(xn, 'card.accepted')).toBe(1)
  })

  it('of an officer who has left is not followed by another', async () => {
    const before = cardOf(xv.read.card() as SignedCard)
    const key = before.officers[0]!.key
    const card = cardOf(await changed((how) => revokeKey(how, key, 'ceased')))
    expect(card.officers).toHaveLength(before.officers.length)
    expect(card.officers[0]!.revoked?.reason).toBe('ceased')
  })

  it('that opens letters is followed by one of its own kind', async () => {
    await changed((how) => agreeToClassical(how, undefined))
    const before = cardOf(xv.read.card() as SignedCard)
    const hybrid = before.keys.find((k) => k.algorithm === 'MLKEM768-X25519')!
    const card = cardOf(await changed((how) => revokeKey(how, hybrid.id, 'stolen')))
    const standing = card.keys.filter((k) => k.use === 'open' && k.revoked === undefined)
    expect(standing.map((k) => k.algorithm)).toEqual(['X25519', 'MLKEM768-X25519'])
    expect(card.version).toBe(before.version + 1)
  })

  it('must be on the card, and that of the log has no successor', async () => {
    await xv.close()
    const log = cardOf(xv.read.card() as SignedCard).keys.find((k) => k.use === 'log')!
    expect(name(revokeKey(rotating('XV-FIU'), 'nowhere', 'lost'))).toBe('key-unknown')
    expect(name(revokeKey(rotating('XV-FIU'), log.id, 'lost'))).toBe('log-key-fixed')
    expect(name(rotateKey(rotating('XV-FIU'), { use: 'log' }))).toBe('log-key-fixed')
    expect(name(rotateKey(rotating('XV-FIU'), { officer: 'XV-FIU/nobody' }))).toBe('actor-unknown')
    xv = await federation.reopen('XV-FIU')
  })
})

describe('a partner whose runtime has no lattices', () => {
  it('gets letters once both cards agree to that, and nothing changes with others', async () => {
    const dir = join(federation.dir('XN-FIU'), '../XQ-FIU')
    const made = must(
      await makeNode({
        dir,
        id: 'XQ-FIU',
        name: 'unit XQ-FIU',
        country: 'XN',
        kind: 'FIU',
        address: 'test://XQ-FIU',
        officers: officersOf,
        suite: 'classical',
        from: '2024-12-01T00:00:00.000Z' as Instant,
      }),
    )
    const { keys } = readMade({ dir, random: systemRandom })
    expect([keys.secondSeal, keys.opening[0]?.algorithm]).toEqual([undefined, 'X25519'])
    must(await xv.enrol(made))
    const document = fullRequest
    const open = { do: 'open', kind: 'request', to: 'XQ-FIU', document } as const
    const { id } = must(await xv.handle('XV-FIU/analyst', open))
    const act = (who: string, action: string, words: object) =>
      xv.handle(`XV-FIU/${who}`, { do: 'act', id, action, document: words as never })
    must(await act('head', 'approve', goodApproval))
    expect(name(await act('analyst', 'send', {}))).toBe('peer-unreachable')
    const card = await changed((how) => agreeToClassical(how, undefined))
    expect(name(await act('analyst', 'send', {}))).toBe('done')
    expect(
      cardOf(card)
        .keys.filter((k) => k.use === 'open')
        .map((k) => k.algorithm),
    ).toEqual(['MLKEM768-X25519', 'X25519'])
    await accept(card)
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const toXn = sent.filter((s) => s.to.includes('XN-FIU')).at(-1)!
    expect(must(readHeader(toXn.bytes)).header.key).toMatch(/^MLKEM768-X25519:/)
  })
})

describe('the list of officers beside the signed card', () => {
  it('lets nobody act who is not on the card, and nobody as something else', async () => {
    await xv.close()
    const path = join(federation.dir('XV-FIU'), 'node.json')
    const before = readFileSync(path, 'utf8')
    const file = JSON.parse(before) as { officers: { id: string; role: string }[] }
    const opened = (officers: readonly object[]) => {
      writeFileSync(path, JSON.stringify({ ...file, officers }))
      try {
        return readMade(rotating('XV-FIU')).file.officers.length
      } catch (error) {
        return (error as Error).message
      }
    }
    const [analyst, head] = file.officers as [(typeof file.officers)[0], (typeof file.officers)[0]]
    expect(opened([analyst, head])).toBe(2)
    expect(opened([{ ...analyst, role: 'head-of-desk' }, head])).toContain(
      'XV-FIU/analyst is on no',
    )
    expect(opened([analyst, head, { ...analyst, id: 'XV-FIU/guest' }])).toContain('XV-FIU/guest')
    writeFileSync(path, before)
    xv = await federation.reopen('XV-FIU')
  })
})

describe('a change of keys that is cut off', () => {
  it('leaves keys and a card that belong together, wherever it stopped', async () => {
    await xv.close()
    const dir = federation.dir('XV-FIU')
    const files = ['node.json', 'keyring.json'] as const
    const read = () => files.map((f) => readFileSync(join(dir, f)))
    const before = read()
    must(rotateKey(rotating('XV-FIU'), { use: 'seal' }))
    const after = read()
    const stopped = (nodeFile: Buffer, keyring: Buffer, next: Buffer | undefined) => {
      writeFileSync(join(dir, 'node.json'), nodeFile)
      writeFileSync(join(dir, 'keyring.json'), keyring)
      if (next !== undefined) writeFileSync(join(dir, 'node.json.next'), next)
      const { file, keys } = readMade(rotating('XV-FIU'))
      expect(existsSync(join(dir, 'node.json.next'))).toBe(false)
      const card = cardOf(file.card)
      expect(keyFor(card, 'seal', card.issuedAt)?.id).toBe(keys.seal.id)
      return card.version
    }
    expect(stopped(before[0]!, before[1]!, after[0]!)).toBe(1)
    expect(stopped(before[0]!, before[1]!, after[0]!.subarray(0, 100))).toBe(1)
    expect(stopped(before[0]!, after[1]!, after[0]!)).toBe(2)
    expect(stopped(after[0]!, after[1]!, undefined)).toBe(2)
    xv = await federation.reopen('XV-FIU')
  })
})

describe('a council', () => {
  it('of other authorities must stand behind a card before two officers can accept it', async () => {
    await federation.close()
    const ids = ['XV-FIU', 'XN-FIU', 'XC-FIU', 'XS-FIU']
    const council = { members: ['XN-FIU', 'XC-FIU', 'XS-FIU'], needed: 2 }
    federation = await testFederation(ids, '2025-01-20T09:10:00.000Z', {
      council,
      storage: lasting(),
    })
    xv = federation.node('XV-FIU')
    xn = federation.node('XN-FIU')
    let card = await changed((how) => rotateKey(how, { use: 'seal' }))
    const waiting = must(await xn.keys.propose('XN-FIU/analyst', card))
    expect(name(await xn.keys.confirm('XN-FIU/head', waiting.id))).toBe('card-not-cosigned')
    for (const id of ['XC-FIU', 'XS-FIU']) {
      expect(name(await federation.node(id).keys.cosign(`${id}/analyst`, card))).toBe(
        'card-without-head',
      )
      card = must(await federation.node(id).keys.cosign(`${id}/head`, card))
    }
    const again = must(await xn.keys.propose('XN-FIU/analyst', card))
    expect(again.id).toBe(waiting.id)
    expect(name(await xn.keys.confirm('XN-FIU/head', again.id))).toBe('done')
  })
})

it('a card that follows an unknown seal is put forward by nobody', async () => {
  const stranger = makeSigningKey('Ed25519', systemRandom)
  const text = (b: Uint8Array) => Buffer.from(b).toString('base64url')
  const listed = {
    id: stranger.id,
    use: 'seal',
    algorithm: 'Ed25519',
    publicKey: text(stranger.publicKey),
  } as const
  const forged = withNewKey(cardOf(xv.read.card() as SignedCard), listed, federation.clock.now())
  const signed = signCard(forged, [
    {
      key: stranger.id,
      privateKey: privateKeyObject(text(stranger.seed), text(stranger.publicKey)),
    },
  ])
  expect(name(await xn.keys.propose('XN-FIU/analyst', signed))).toBe('card-not-succeeded')
})
