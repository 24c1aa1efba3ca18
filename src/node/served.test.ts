import { afterEach, describe, expect, it } from 'vitest'
import { digest, type Id, type Instant, must, systemRandom } from '#base'
import { privateKeyObject, type SignedCard, signCard } from '#directory'
import { composeLetter, makeSigningKey, packRecords, signRecord } from '#exchange'
import { samples } from '../procedure/samples.ts'
import { keySecret, readKeyring } from './keyring.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

let federation: TestFederation
afterEach(() => federation.close())

async function two(ids: readonly string[] = ['XV-FIU', 'XN-FIU']): Promise<[Node, Node]> {
  federation = await testFederation(ids, '2025-02-14T09:00:00.000Z', {}, { served: true })
  return [federation.node('XV-FIU'), federation.node('XN-FIU')]
}

async function act(node: Node, actor: string, id: string, action: string, form?: string) {
  const document = form === undefined ? {} : samples[form]!
  const done = await node.handle(actor, { do: 'act', id, action, document })
  await federation.settle()
  return done
}

async function sentAssistance(node: Node, to = 'XN-CA'): Promise<string> {
  const document = samples['mla-request']!
  const open = { do: 'open', procedure: 'P3', to, document } as const
  const { id } = must(await node.handle('XV-CA/case-officer', open))
  must(await act(node, 'XV-CA/head-of-desk', id, 'approve', 'mla-approval'))
  must(await act(node, 'XV-CA/registrar', id, 'send'))
  return id
}

function cardIn(signed: SignedCard) {
  return JSON.parse(Buffer.from(signed.card, 'base64url').toString('utf8'))
}

describe('an authority without a node of its own', () => {
  it('writes through the node that serves it, and the letter names both', async () => {
    const [xv, xn] = await two()
    const id = await sentAssistance(xv)
    const seen = must(await xn.read.request('XN-CA/registrar', id))
    expect(seen).toMatchObject({ state: 'SENT', from: { id: 'XV-CA' }, to: { id: 'XN-CA' } })
    const sent = seen.timeline.find((e) => e.type.endsWith('.sent'))
    expect(sent).toMatchObject({ node: 'XV-FIU', actor: { id: 'XV-CA/registrar' } })
    expect((await xn.audit()).findings).toEqual([])
  })

  it('is enrolled on the word of its own node alone', async () => {
    const [xv, xn] = await two()
    const served = xv.read.ownCards().find((s) => cardIn(s).id === 'XV-CA')!
    const key = makeSigningKey('Ed25519', systemRandom)
    const text = (b: Uint8Array) => Buffer.from(b).toString('base64url')
    const privateKey = privateKeyObject(text(key.seed), text(key.publicKey))
    const forged = (over: object) =>
      signCard({ ...cardIn(served), version: 2, ...over }, [{ key: key.id, privateKey }])
    const refused = async (card: SignedCard) => {
      const enrolled = await xn.enrol(card)
      return enrolled.ok ? 'nothing' : enrolled.refusal.name
    }
    expect(await refused(forged({}))).toBe('card-not-signed')
    expect(await refused(forged({ servedBy: 'XC-FIU' }))).toBe('card-not-vouched')
    // The node of Norrhavn vouches for nobody in Veldania, not even under its own seal.
    expect(await refused(forged({ servedBy: 'XN-FIU' }))).toBe('card-not-vouched')
  })

  it.each([
    ['under the name of its own officer', 'XC-AG/registrar', 'record-invalid'],
    ['even with the stolen key of the true officer', 'XV-CA/registrar', 'key-not-valid'],
  ])('has nothing done in its name by another node, %s', async (_, by, reason) => {
    const ids = ['XV-FIU', 'XN-FIU', 'XC-FIU']
    federation = await testFederation(ids, '2025-02-14T09:00:00.000Z', {}, { served: true })
    const [, xn, xc] = ids.map((id) => federation.node(id)) as [Node, Node, Node]
    const stranger = await xc.handle('XV-CA/registrar', {
      do: 'open',
      procedure: 'P3',
      to: 'XN-CA',
      document: samples['mla-request']!,
    })
    expect(stranger.ok ? 'nothing' : stranger.refusal.name).toBe('actor-unknown')
    const reply = must(await xn.receive(await inTheNameOfAnother(xn, by)))
    expect(reply.status).toBe(401)
    expect(Buffer.from(reply.receipt).toString('latin1')).toContain(reason)
    expect(await xn.read.inbox({ show: 'all', q: '' })).toEqual([])
  })
})

/** A letter from the node of Carrow with a record of Veldania's central authority in it. */
async function inTheNameOfAnother(to: Node, by: string): Promise<Uint8Array> {
  const keysOf = (id: string) => {
    const dir = federation.dir(id)
    return readKeyring(dir, keySecret(dir, undefined, systemRandom))
  }
  const [own, stolen] = [keysOf('XC-FIU'), keysOf('XV-FIU').officers['XV-CA/registrar']!]
  const at = federation.clock.now()
  const record = signRecord(
    {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000a' as Id,
      node: 'XC-FIU',
      actor: 'XV-CA/registrar',
      key: stolen.id,
      at,
      stream: 'matter/forged',
      type: 'assistance.sent',
      procedure: 'P3',
      transition: 'send',
      data: {},
      crosses: true,
      body: null,
      previous: null,
      pack: 'x',
    },
    stolen,
  )
  const payload = packRecords([
    { record: record.bytes, signature: record.signature, body: null, salt: null },
  ])
  const key = cardIn(to.read.card()).keys.find((k: { use: string }) => k.use === 'open')
  const recipient = { ...key, publicKey: Buffer.from(key.publicKey, 'base64url') }
  const letter = composeLetter(
    {
      v: 1,
      id: '01948291-1e40-7000-8000-00000000000b' as Id,
      kind: 'act',
      conversation: 'matter/forged',
      channel: { sequence: 1, previous: null },
      sender: { node: 'XC-FIU', key: own.seal.id, authority: 'XV-CA' },
      recipients: [{ node: to.id, key: recipient.id }],
      created: at,
      expires: '2025-02-20T00:00:00.000Z' as Instant,
      basis: null,
      purposes: [],
      conditions: { handling: 'TLP:RED', evidence: 'no', onward: 'no' },
      payload: {
        digest: digest(payload),
        bytes: payload.length,
        type: 'application/vnd.comity.records+json',
      },
      approvals: [],
    },
    payload,
    [
      { slot: 'officer', by, key: own.officers[by] ?? stolen },
      { slot: 'seal', by: 'XC-FIU', key: own.seal },
      { slot: 'second-seal', by: 'XC-FIU', key: own.secondSeal! },
    ],
    recipient,
    systemRandom,
  )
  return letter.bytes
}

describe('two authorities of one node', () => {
  it('share one log: nothing is sent, and both see the matter', async () => {
    const [xv] = await two()
    const posted: string[] = []
    const { post } = federation.wire
    federation.wire.post = (url, bytes) => {
      posted.push(url)
      return post(url, bytes)
    }
    const { class: _, ...document } = samples['suspension-request']!
    const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document } as const
    const opened = await xv.handle('XV-SACP/prosecutor', open)
    const { id } = must(opened)
    must(await act(xv, 'XV-SACP/head-of-desk', id, 'approve', 'suspension-approval'))
    must(await act(xv, 'XV-SACP/prosecutor', id, 'send'))
    must(await act(xv, 'XV-FIU/head', id, 'acknowledge'))
    expect(must(await xv.read.request('XV-SACP/prosecutor', id)).side).toBe('requesting')
    expect(must(await xv.read.request('XV-FIU/head', id)).side).toBe('requested')
    expect(posted).toEqual([])
    expect((await xv.audit()).findings).toEqual([])
  })
})

describe('an authority outside of the network', () => {
  it('gets no letter; what it answers is written down by who asked', async () => {
    const [xv] = await two()
    const posted: string[] = []
    federation.wire.post = (url) => {
      posted.push(url)
      return Promise.reject(new Error('nobody is there'))
    }
    const id = await sentAssistance(xv, 'XZ-MFA')
    expect(posted).toEqual([])
    const view = must(await xv.read.request('XV-CA/registrar', id))
    expect(view.state).toBe('SENT')
    expect(view.parties.find((p) => p.id === 'XZ-MFA')).toMatchObject({ outside: true })
  })
})

describe('a matter of three countries', () => {
  it('is told to every node, and signed in whatever order the letters come', async () => {
    const ids = ['XV-FIU', 'XN-FIU', 'XS-FIU']
    federation = await testFederation(ids, '2025-03-20T09:00:00.000Z', {}, { served: true })
    const [xv, xn, xs] = ids.map((id) => federation.node(id)) as [Node, Node, Node]
    const { post } = federation.wire
    // The letters from Veldania to Port Sable are late: the signature of Norrhavn is there first.
    let open = false
    federation.wire.post = (url, bytes, signal) =>
      !open && url.startsWith('test://XS-FIU') && Buffer.from(bytes).includes('"from":"XV-FIU"')
        ? Promise.reject(new Error('the line is down'))
        : post(url, bytes, signal)
    const document = { ...samples['team-suggestion']!, others: ['XS-PP'] }
    const suggest = { do: 'open', procedure: 'P8', to: 'XN-EPP', document } as const
    const { id } = must(await xv.handle('XV-SACP/prosecutor', suggest))
    await federation.settle()
    must(await act(xv, 'XV-SACP/prosecutor', id, 'draft-agreement', 'team-agreement'))
    must(await act(xn, 'XN-EPP/prosecutor', id, 'sign-agreement', 'team-signature'))
    expect(await xs.read.inbox({ show: 'all', q: '' })).toEqual([])
    open = true
    for (let i = 0; i < 6; i++) {
      federation.clock.forward(11)
      await federation.settle()
    }
    must(await act(xs, 'XS-PP/prosecutor', id, 'sign-agreement', 'team-signature'))
    must(await act(xv, 'XV-SACP/prosecutor', id, 'sign-agreement', 'team-signature'))
    const states = []
    for (const [node, actor] of [
      [xv, 'XV-SACP/prosecutor'],
      [xn, 'XN-EPP/prosecutor'],
      [xs, 'XS-PP/prosecutor'],
    ] as const) {
      const view = must(await node.read.request(actor, id))
      states.push(view.state)
      expect(view.parties.map((p) => p.id)).toEqual(['XV-SACP', 'XN-EPP', 'XS-PP'])
      expect((await node.audit()).findings).toEqual([])
    }
    expect(states).toEqual(['SIGNED', 'SIGNED', 'SIGNED'])
  })
})

describe('a peer that hangs', () => {
  it('holds up neither the clock nor the letters to others', async () => {
    federation = await testFederation(
      ['XV-FIU', 'XN-FIU', 'XC-FIU'],
      '2025-02-14T09:00:00.000Z',
      {},
      { served: true },
    )
    const xv = federation.node('XV-FIU')
    const { post } = federation.wire
    let aborted = false
    federation.wire.post = (url, bytes, signal) =>
      url.startsWith('test://XN-FIU')
        ? new Promise((_, reject) => {
            signal?.addEventListener('abort', () => {
              aborted = true
              reject(new Error('the node stops'))
            })
          })
        : post(url, bytes)
    const document = samples['mla-request']!
    const draft = async (to: string) => {
      const open = { do: 'open', procedure: 'P3', to, document } as const
      const { id } = must(await xv.handle('XV-CA/case-officer', open))
      const approve = {
        do: 'act',
        id,
        action: 'approve',
        document: samples['mla-approval']!,
      } as const
      must(await xv.handle('XV-CA/head-of-desk', approve))
      must(await xv.handle('XV-CA/registrar', { do: 'act', id, action: 'send', document: {} }))
      return id
    }
    await draft('XN-CA')
    xv.start(20)
    const id = await draft('XC-AG')
    const arrived = async () =>
      (await federation.node('XC-FIU').read.inbox({ show: 'all', q: '' })).map((i) => i.id)
    while (!(await arrived()).includes(id)) await new Promise((r) => setTimeout(r, 10))
    expect(await federation.node('XN-FIU').read.inbox({ show: 'all', q: '' })).toEqual([])
    // Closing does not wait for the one that hangs either.
    await federation.reopen('XV-FIU')
    expect(aborted).toBe(true)
  })
})

describe('a request that came on paper', () => {
  it('is recorded by the authority that it reached, and the other members learn nothing of it', async () => {
    const [xv, xn] = await two()
    const document = {
      ...samples['mla-request']!,
      reference: 'note 118',
      sensitive: ['journalist'],
    }
    const form = must(
      await xv.read.startForm('XV-CA/registrar', { procedure: 'P3', step: 'record-paper' }),
    )
    expect(form.addressees.map((a) => a.id)).toEqual(['XZ-MFA'])
    const open = { do: 'open', procedure: 'P3', step: 'record-paper', document } as const
    const forged = await xv.handle('XV-CA/registrar', { ...open, to: 'XN-CA' })
    expect(!forged.ok && forged.refusal.name).toBe('sender-in-network')
    const { id } = must(await xv.handle('XV-CA/registrar', { ...open, to: 'XZ-MFA' }))
    await federation.settle()
    const seen = must(await xv.read.request('XV-CA/registrar', id))
    expect(seen).toMatchObject({ state: 'SENT', from: { id: 'XZ-MFA' }, to: { id: 'XV-CA' } })
    const tried = await act(xv, 'XV-CA/head-of-desk', id, 'accept', 'mla-acceptance')
    expect(!tried.ok && tried.refusal).toMatchObject({ name: 'red-line' })
    expect((await xn.read.request('XN-CA/registrar', id)).ok).toBe(false)
    expect((await xv.audit()).findings).toEqual([])
  })
})
