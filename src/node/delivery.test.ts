import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digest, type Id, type Instant, must, systemRandom } from '#base'
import {
  composeLetter,
  openLetter,
  packRecords,
  readHeader,
  readReceipt,
  recordsType,
  type SigningKey,
  type Statement,
  signRecord,
  unpackBatch,
} from '#exchange'
import { secondsIn } from './fetch-post.ts'
import { keySecret, readKeyring } from './keyring.ts'
import type { Node } from './open-node.ts'
import { sendRequest, type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
let xv: Node
let xn: Node
/** Every envelope that went over the wire, and what came back. */
let sent: { url: string; bytes: Uint8Array; status?: number; answer?: Uint8Array }[]

beforeEach(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU', 'XS-FIU'], '2025-01-20T09:10:00.000Z')
  xv = federation.node('XV-FIU')
  xn = federation.node('XN-FIU')
  sent = []
  const straight = federation.wire.post
  federation.wire.post = async (url, bytes) => {
    const entry: (typeof sent)[number] = { url, bytes }
    sent.push(entry)
    const answer = await straight(url, bytes)
    entry.status = answer.status
    entry.answer = answer.bytes
    return answer
  }
})
afterEach(() => federation.close())

async function types(node: Node): Promise<string[]> {
  return (await node.read.log({ after: -1, limit: 500 })).entries.map((e) => e.type)
}

async function count(node: Node, type: string): Promise<number> {
  return (await types(node)).filter((t) => t === type).length
}

describe('the same letter twice', () => {
  it('gets the same receipt, byte for byte, and is on record once', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const { bytes, answer } = sent[0]!
    const again = must(await xn.receive(bytes))
    expect(Buffer.compare(again.receipt, answer!)).toBe(0)
    expect(await count(xn, 'request.sent')).toBe(1)
    expect(await count(xn, 'envelope.received')).toBe(1)
  })

  it('changes nothing when the receipt was lost on the way back', async () => {
    const straight = federation.wire.post
    let lost = 0
    federation.wire.post = async (url, bytes) => {
      await straight(url, bytes)
      lost++
      if (lost === 1) throw new Error('connection reset')
      return straight(url, bytes)
    }
    const id = await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await count(xv, 'envelope.admitted')).toBe(0)
    federation.clock.forward(1)
    await federation.settle()
    expect(await count(xv, 'envelope.admitted')).toBe(1)
    expect(await count(xn, 'request.sent')).toBe(1)
    const view = must(await xv.read.request('XV-FIU/analyst', id))
    expect(view.timeline.find((e) => e.type === 'request.sent')?.receipt?.status).toBe('admitted')
  })
})

describe('a peer that is down', () => {
  it('gets every letter in order once it is up again', async () => {
    const straight = federation.wire.post
    federation.wire.post = async () => {
      throw Object.assign(new Error('fetch failed'), { cause: { code: 'ECONNREFUSED' } })
    }
    const ids = [await sendRequest(xv, 'XN-FIU'), await sendRequest(xv, 'XN-FIU')]
    await federation.settle()
    const failed = federation.observed.filter((o) => o.observation.what === 'letter-failed')
    expect(failed.length).toBeGreaterThan(0)
    expect(await xn.read.inbox({ show: 'all', q: '' })).toEqual([])
    federation.wire.post = straight
    for (let i = 0; i < 4; i++) {
      federation.clock.forward(10)
      await federation.settle()
    }
    const there = (await xn.read.inbox({ show: 'all', q: '' })).map((i) => i.id)
    expect(there.sort()).toEqual(ids.sort())
    expect(await count(xn, 'request.sent')).toBe(2)
  })

  it('waits longer after each attempt, and never longer than ten minutes', async () => {
    federation.wire.post = async () => {
      throw new Error('down')
    }
    await sendRequest(xv, 'XN-FIU')
    const waits: number[] = []
    for (let i = 0; i < 10; i++) {
      const at = Date.parse(federation.clock.now())
      await xv.tick()
      const last = federation.observed.findLast((o) => o.observation.what === 'letter-failed')
      const { retryAt } = last!.observation as { retryAt: string }
      waits.push((Date.parse(retryAt) - at) / 1000)
      federation.clock.set(retryAt)
      federation.clock.forward(0.01)
    }
    expect(waits.map(Math.round)).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600, 600])
  })

  it('is left alone for as long as an unsigned answer asks, and never for longer than ten minutes', async () => {
    const waits: number[] = []
    for (const retryAfter of [2, 90, 86_400]) {
      federation.wire.post = async () => ({ status: 503, bytes: Buffer.from('busy'), retryAfter })
      await sendRequest(xv, 'XN-FIU')
      const at = Date.parse(federation.clock.now())
      await xv.tick()
      const last = federation.observed.findLast((o) => o.observation.what === 'letter-failed')
      const { retryAt } = last!.observation as { retryAt: string }
      waits.push(Math.round((Date.parse(retryAt) - at) / 1000))
      federation.clock.set(retryAt)
      federation.clock.forward(0.01)
    }
    // Two seconds are less than the lane rests anyway; a day is more than whoever signs nothing may ask for.
    expect(waits).toEqual([5, 90, 600])
    expect(
      ['7', '0', '-1', '1e9', 'Wed, 21 Oct 2026 07:28:00 GMT', '', null].map(secondsIn),
    ).toEqual([7, 0, undefined, undefined, undefined, undefined, undefined])
  })

  it('is not believed when its answer is not signed by it', async () => {
    federation.wire.post = async () => ({ status: 200, bytes: Buffer.from('{"ok":true}') })
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await count(xv, 'envelope.admitted')).toBe(0)
    const last = federation.observed.findLast((o) => o.observation.what === 'letter-failed')
    expect((last!.observation as { reason: string }).reason).toContain('without a valid receipt')
  })
})

describe('the letter of a request', () => {
  it('names the head of desk who approved it, and the conditions of use that its author set', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const dir = federation.dir('XN-FIU')
    const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))!
    const letter = must(
      openLetter(sent[0]!.bytes, {
        node: 'XN-FIU',
        now: federation.clock.now(),
        openingKey: (id) => keys.opening.find((k) => k.id === id),
        isKnownSender: () => true,
        knownKey: (by, slot, id) => keyOf(cardOf(xv), by, slot, id),
      }),
    )
    expect(letter.statement.approvals.map((a) => `${a.actor} ${a.role}`)).toEqual([
      'XV-FIU/head head-of-desk',
    ])
    expect(letter.statement.basis).toMatchObject({ instrument: 'XV-XN', reference: 'RQ-01' })
    expect(letter.statement.conditions).toMatchObject({
      handling: 'TLP:AMBER',
      onward: 'with-consent',
    })
    expect(letter.statement.purposes).toEqual(['analysis'])
  })
})

describe('a letter that is not as it should be', () => {
  it('is answered and forgotten when it was sealed to another key than ours', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const other = await testFederation(['XV-FIU', 'XN-FIU'], '2025-01-20T09:10:00.000Z')
    try {
      const stranger: Uint8Array[] = []
      other.wire.post = async (_url, bytes) => {
        stranger.push(bytes)
        throw new Error('kept')
      }
      await sendRequest(other.node('XV-FIU'), 'XN-FIU')
      await other.settle()
      const reply = must(await xn.receive(stranger[0]!))
      // Sealed to another key: nothing of it is believed, nothing is logged.
      expect(reply.status).toBe(401)
      expect(await count(xn, 'envelope.received')).toBe(1)
    } finally {
      await other.close()
    }
  })

  it('waits for the one before it, and both sides learn of the gap', async () => {
    const kept: Uint8Array[] = []
    federation.wire.post = async (_url, bytes) => {
      kept.push(bytes)
      throw new Error('kept back')
    }
    await sendRequest(xv, 'XN-FIU')
    await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    const [first, second] = must(unpackBatch('letters', kept.at(-1)!)) as [Uint8Array, Uint8Array]
    const reply = must(await xn.receive(second))
    expect(reply.status).toBe(425)
    const missing = federation.observed.find((o) => o.observation.what === 'letter-missing')
    expect(missing?.observation).toMatchObject({ from: 'XV-FIU', expected: 1, got: 2 })
    expect(must(await xn.receive(first)).status).toBe(200)
    expect(must(await xn.receive(second)).status).toBe(200)
  })

  it('is refused on record when it comes after its term, and the next one still arrives', async () => {
    const kept: Uint8Array[] = []
    const straight = federation.wire.post
    federation.wire.post = async (_url, bytes) => {
      kept.push(bytes)
      throw new Error('kept back')
    }
    await sendRequest(xv, 'XN-FIU')
    await xv.tick()
    federation.clock.forward(31 * 24 * 60)
    const late = must(await xn.receive(kept[0]!))
    expect(late.status).toBe(403)
    expect(await count(xn, 'envelope.refused-by-us')).toBe(1)
    expect(Buffer.compare(must(await xn.receive(kept[0]!)).receipt, late.receipt)).toBe(0)
    federation.wire.post = straight
    await federation.settle()
    expect(await count(xv, 'envelope.refused')).toBe(1)
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    expect(await count(xn, 'request.sent')).toBe(1)
  })

  it('gets an answer that a stranger can check', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const { bytes, answer } = sent[0]!
    const card = JSON.parse(Buffer.from(xn.read.card().card, 'base64url').toString()) as {
      keys: { id: string; use: string; algorithm: 'Ed25519' | 'ML-DSA-44'; publicKey: string }[]
    }
    const receipt = must(
      readReceipt(answer!, {
        from: 'XN-FIU',
        to: 'XV-FIU',
        envelope: digest(bytes),
        knownKey: (_by, slot, id) => {
          const key = card.keys.find((k) => k.use === slot && k.id === id)
          return key && { ...key, publicKey: Buffer.from(key.publicKey, 'base64url') }
        },
      }),
    )
    expect(receipt.body.log?.checkpoint).toContain('comity.invalid/xn-fiu')
  })
})

describe('a letter by somebody who holds the keys of the sending node', () => {
  it('is an alarm when it reuses the id of another letter: 409, on record, nothing else changed', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const { id } = must(readHeader(sent[0]!.bytes)).header
    const reply = must(await xn.receive(await forged({ id: id as Id })))
    expect(reply.status).toBe(409)
    expect(await count(xn, 'envelope.alarm')).toBe(1)
    expect(await count(xn, 'request.sent')).toBe(1)
    const again = must(await xn.receive(sent[0]!.bytes))
    expect(Buffer.compare(again.receipt, sent[0]!.answer!)).toBe(0)
  })

  it('is refused when the record inside is not signed by the officer it names', async () => {
    const reply = must(await xn.receive(await forged({})))
    expect(reply.status).toBe(401)
    const refused = must(await readAnswer(reply.receipt))
    expect(refused.body.reason?.name).toBe('record-invalid')
    expect(await count(xn, 'envelope.refused-by-us')).toBe(1)
  })

  it('is an alarm when it tells another history of the channel', async () => {
    await sendRequest(xv, 'XN-FIU')
    await federation.settle()
    const channel = { sequence: 1, previous: null }
    const reply = must(await xn.receive(await forged({ channel })))
    expect(reply.status).toBe(409)
    expect(must(await readAnswer(reply.receipt)).body.reason?.name).toBe('chain-broken')
    expect(await count(xn, 'envelope.alarm')).toBe(1)
  })

  /** A letter of XV-FIU with an officer's record that the node's seal signed instead of the officer. */
  async function forged(changes: Partial<Statement>): Promise<Uint8Array> {
    const dir = federation.dir('XV-FIU')
    const keys = readKeyring(dir, keySecret(dir, undefined, systemRandom))!
    const at = federation.clock.now()
    const record = signRecord(
      {
        v: 1,
        id: '01948291-1e40-7000-8000-00000000000a' as Id,
        node: 'XV-FIU',
        actor: 'XV-FIU/analyst',
        key: keys.officers['XV-FIU/analyst']!.id,
        at,
        stream: 'matter/forged',
        type: 'request.sent',
        procedure: 'P1',
        transition: 'send',
        data: {},
        crosses: true,
        body: null,
        previous: null,
        pack: 'x',
      },
      keys.seal,
    )
    const payload = packRecords([
      { record: record.bytes, signature: record.signature, body: null, salt: null },
    ])
    const recipient = openKeyOf(xn)
    const statement: Statement = {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000b' as Id,
      kind: 'act',
      conversation: 'matter/forged',
      channel: { sequence: 1, previous: null },
      sender: { node: 'XV-FIU', key: keys.seal.id },
      recipients: [{ node: 'XN-FIU', key: recipient.id }],
      created: at,
      expires: '2025-02-20T00:00:00.000Z' as Instant,
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
      payload: { digest: digest(payload), bytes: payload.length, type: recordsType },
      approvals: [],
      ...changes,
    }
    const officer = keys.officers['XV-FIU/analyst'] as SigningKey
    const letter = composeLetter(
      statement,
      payload,
      [
        { slot: 'officer', by: 'XV-FIU/analyst', key: officer },
        { slot: 'seal', by: 'XV-FIU', key: keys.seal },
        { slot: 'second-seal', by: 'XV-FIU', key: keys.secondSeal! },
      ],
      recipient,
      systemRandom,
    )
    forgedBytes = letter.bytes
    return letter.bytes
  }

  let forgedBytes: Uint8Array

  async function readAnswer(receipt: Uint8Array) {
    const card = cardOf(xn)
    return readReceipt(receipt, {
      from: 'XN-FIU',
      to: 'XV-FIU',
      envelope: digest(forgedBytes),
      knownKey: (_by, slot, id) => {
        const key = card.keys.find((k) => k.use === slot && k.id === id)
        return (
          key && {
            id,
            algorithm: key.algorithm as 'Ed25519',
            publicKey: Buffer.from(key.publicKey, 'base64url'),
          }
        )
      },
    })
  }
})

interface CardText {
  readonly officers: readonly {
    readonly id: string
    readonly key: string
    readonly publicKey: string
  }[]
  readonly keys: readonly {
    readonly id: string
    readonly use: string
    readonly algorithm: string
    readonly publicKey: string
  }[]
}

function keyOf(card: CardText, by: string, slot: string, id: string) {
  const key =
    slot === 'officer'
      ? card.officers.find((o) => o.id === by && o.key === id)
      : card.keys.find((k) => k.use === slot && k.id === id)
  return (
    key && {
      id,
      algorithm: slot === 'second-seal' ? ('ML-DSA-44' as const) : ('Ed25519' as const),
      publicKey: Buffer.from(key.publicKey, 'base64url'),
    }
  )
}

function cardOf(node: Node): CardText {
  return JSON.parse(Buffer.from(node.read.card().card, 'base64url').toString()) as CardText
}

function openKeyOf(node: Node) {
  const key = cardOf(node).keys.find((k) => k.use === 'open')!
  return {
    id: key.id,
    algorithm: key.algorithm as 'MLKEM768-X25519',
    publicKey: Buffer.from(key.publicKey, 'base64url'),
  }
}
