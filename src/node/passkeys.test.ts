import { afterEach, describe, expect, it } from 'vitest'
import { type Id, must, type Outcome, systemRandom } from '#base'
import { readRecord, signRecord } from '#exchange'
import { memoryStore, type Store, type StoredEvent } from '#store'
import { type TestAuthenticator, testAuthenticator } from '../access/testing.ts'
import { samples } from '../procedure/samples.ts'
import { keySecret, readKeyring } from './keyring.ts'
import type { Node } from './open-node.ts'
import { type TestFederation, testFederation } from './testing.ts'

const site = { rpId: 'localhost', origin: 'http://localhost:4711' }
const prosecutor = 'XV-SACP/prosecutor'
const head = 'XV-SACP/head-of-desk'
const inspector = 'XV-SACP/inspector'
const { class: _, ...request } = samples['suspension-request']!
const words = samples['suspension-approval']!

let federation: TestFederation
let store: Store
afterEach(() => federation.close())

async function node(): Promise<Node> {
  const addresses = { 'XV-FIU': 'http://127.0.0.1:4711' }
  federation = await testFederation(
    ['XV-FIU'],
    '2025-02-14T09:00:00.000Z',
    {
      addresses,
      storage: async (options) => {
        store = await memoryStore(options)
        return store
      },
    },
    { served: true },
  )
  return federation.node('XV-FIU')
}

function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

async function registered(at: Node, actor: string, key: TestAuthenticator) {
  const { challenge } = must(await at.access.registrationOptions(actor)) as { challenge: string }
  const { id, response } = key.register(challenge, site)
  const { clientDataJSON, attestationObject } = response
  return at.access.register(actor, { id, clientDataJSON, attestationObject })
}

/** An officer's passkey, confirmed by another officer of the unit. */
async function enrolled(at: Node, actor: string, by: string, key = testAuthenticator()) {
  must(await registered(at, actor, key))
  must(await at.access.confirm(by, key.id))
  return key
}

async function drafted(at: Node, by = prosecutor): Promise<string> {
  const open = { do: 'open', procedure: 'P2', to: 'XV-FIU', document: request } as const
  return must(await at.handle(by, open)).id
}

const approval = (id: string, document: Readonly<Record<string, unknown>> = words) =>
  ({ do: 'act', id, action: 'approve', document }) as const

async function signed(at: Node, key: TestAuthenticator, id: string, by = head) {
  const { challenge } = must(await at.access.statement(by, approval(id)))
  return key.assert(challenge, site)
}

describe('a passkey', () => {
  it('counts when another officer of the authority has confirmed it, and for one officer alone', async () => {
    const xv = await node()
    const key = testAuthenticator('Ed25519')
    must(await registered(xv, head, key))
    expect(named(await xv.access.confirm(head, key.id))).toBe('self-approval')
    expect(named(await xv.access.confirm(prosecutor, key.id))).toBe('not-permitted')
    expect(named(await xv.access.confirm('XV-TAX/head-of-desk', key.id))).toBe('not-permitted')
    expect(named(await registered(xv, prosecutor, key))).toBe('passkey-taken')
    const [seen] = await xv.access.passkeys(head)
    expect(seen).toMatchObject({ officer: head, state: 'waiting', own: true, mayConfirm: false })
  })

  it('is left out when the same authenticator is offered for a second account', async () => {
    const xv = await node()
    const key = await enrolled(xv, prosecutor, head)
    const options = must(await xv.access.registrationOptions(head))
    expect(options.excludeCredentials).toEqual([{ type: 'public-key', id: key.id }])
  })

  it('is made for a question of this node, once, for this officer and within five minutes', async () => {
    const xv = await node()
    const key = testAuthenticator()
    const ask = async (actor: string) =>
      (must(await xv.access.registrationOptions(actor)) as { challenge: string }).challenge
    const give = (actor: string, challenge: string, at = site) => {
      const { id, response } = key.register(challenge, at)
      const { clientDataJSON, attestationObject } = response
      return xv.access.register(actor, { id, clientDataJSON, attestationObject })
    }
    expect(named(await give(head, 'bm90IG91cnM'))).toBe('passkey-too-late')
    expect(named(await give(head, await ask(prosecutor)))).toBe('passkey-too-late')
    const late = await ask(head)
    federation.clock.forward(6)
    expect(named(await give(head, late))).toBe('passkey-too-late')
    const evil = { rpId: 'evil.example', origin: 'https://evil.example' }
    expect(named(await give(head, await ask(head), evil))).toBe('passkey-refused')
    const once = await ask(head)
    must(await give(head, once))
    expect(named(await give(head, once))).toBe('passkey-too-late')
  })

  it('signs its officer in, and nobody before it is confirmed or after it is withdrawn', async () => {
    const xv = await node()
    const key = testAuthenticator()
    const enter = async () => {
      const { challenge } = must(xv.access.signInOptions()) as { challenge: string }
      return xv.signIn({ passkey: key.assert(challenge, site) })
    }
    must(await registered(xv, head, key))
    expect(named(await enter())).toBe('passkey-unknown')
    must(await xv.access.revoke(head, key.id))
    const other = await enrolled(xv, prosecutor, head)
    const { challenge } = must(xv.access.signInOptions()) as { challenge: string }
    const session = must(await xv.signIn({ passkey: other.assert(challenge, site) }))
    expect(session.actor.id).toBe(prosecutor)
    expect(xv.sessions.way(session.token)).toBe('passkey')
    const again = { passkey: other.assert(challenge, site) }
    expect(named(await xv.signIn(again)), 'the same question twice').toBe('passkey-too-late')
    must(await xv.access.revoke(head, other.id))
    const next = must(xv.access.signInOptions()) as { challenge: string }
    expect(named(await xv.signIn({ passkey: other.assert(next.challenge, site) }))).toBe(
      'passkey-unknown',
    )
  })
})

describe('an approval', () => {
  it('is signed by the passkey over what is approved, and the evidence is kept and checked again', async () => {
    const xv = await node()
    const key = await enrolled(xv, head, inspector)
    const id = await drafted(xv)
    expect(named(await xv.handle(head, approval(id))), 'without it').toBe('passkey-not-used')
    const passkey = await signed(xv, key, id)
    must(await xv.handle(head, { ...approval(id), passkey }))
    const { entries } = await xv.read.log({ after: -1, limit: 500 })
    expect(entries.filter((e) => e.type === 'passkey.approved')).toHaveLength(1)
    const { timeline } = must(await xv.read.request(head, id))
    expect(timeline.find((e) => e.actor.id === head)?.approvedWith).toBe('passkey')
    expect((await xv.audit()).findings).toEqual([])
  })

  it('is found missing or false by the audit when the host itself writes the log', async () => {
    const xv = await node()
    const key = await enrolled(xv, head, inspector)
    const id = await drafted(xv)
    const stolen = await signed(xv, key, id)
    must(await xv.handle(head, { ...approval(id), passkey: stolen }))
    const [evidence] = await store.events({ types: ['passkey.approved'], limit: 1 })
    const [real] = (await store.events({ stream: `matter/${id}`, limit: 9 })).slice(-1)
    const dir = federation.dir('XV-FIU')
    const keyring = readKeyring(dir, keySecret(dir, undefined, systemRandom))
    const forge = async (of: StoredEvent, change: object, header: object = {}) => {
      const { actor: _a, key: _k, ...read } = must(readRecord(of.record!))
      const newId = `019f0000-0000-7000-8000-${String(forged++).padStart(12, '0')}` as Id
      const signedBy = keyring.officers[head]!
      const again = signRecord(
        {
          ...read,
          ...header,
          id: newId,
          actor: head,
          key: signedBy.id,
          data: { ...read.data, ...change },
        },
        signedBy,
      )
      const { stream, type, at } = again.header
      const event = { id: newId, stream, type, at, actor: head }
      must(
        await store.commit({
          events: [{ ...event, record: again.bytes, signature: again.signature }],
        }),
      )
    }
    let forged = 1
    const { statement } = must(readRecord(evidence!.record!)).data as { statement: object }
    await forge(evidence!, { statement: { ...statement, matter: 'matter/another' } })
    await forge(evidence!, { origin: 'https://evil.example' })
    await forge(evidence!, { assertion: testAuthenticator().assert('eA', site) as never })
    await forge(real!, {}, { body: null })
    const texts = (await xv.audit()).findings.map((f) => f.text)
    expect(texts).toContain('what the passkey signed is not what the record says')
    expect(texts).toContain('the passkey does not prove it: it was made for another site')
    expect(texts).toContain('the passkey is not one that was registered for this officer')
    expect(texts).toContain('an officer who had a passkey approved without it')
  })

  it('does not count for another text, another step or another moment', async () => {
    const xv = await node()
    const key = await enrolled(xv, head, inspector)
    const id = await drafted(xv)
    const passkey = await signed(xv, key, id)
    const other = { ...words, necessity: 'another reason altogether' }
    expect(named(await xv.handle(head, { ...approval(id, other), passkey }))).toBe(
      'passkey-refused',
    )
    const second = await drafted(xv)
    expect(named(await xv.handle(head, { ...approval(second), passkey }))).toBe('passkey-refused')
    const changed = { ...request, account: 'A34' }
    must(await xv.handle(prosecutor, { do: 'draft', id, document: changed }))
    expect(named(await xv.handle(head, { ...approval(id), passkey }))).toBe('passkey-refused')
  })

  it('of the own draft is refused, with whichever account of the person and its passkey', async () => {
    const xv = await node()
    const key = await enrolled(xv, head, inspector)
    const id = await drafted(xv, head)
    const command = approval(id)
    expect(named(await xv.access.statement(head, command))).toBe('approver-is-author')
    // The second account of the same person finds the authenticator taken.
    expect(named(await registered(xv, prosecutor, key))).toBe('passkey-taken')
    const passkey = key.assert('YW55dGhpbmc', site)
    expect(named(await xv.handle(prosecutor, { ...command, passkey }))).not.toBe('accepted')
  })

  it('goes on with the key that the node keeps where an officer has no passkey', async () => {
    const xv = await node()
    const id = await drafted(xv)
    must(await xv.handle(head, approval(id)))
    const { entries } = await xv.read.log({ after: -1, limit: 500 })
    expect(entries.some((e) => e.type === 'passkey.approved')).toBe(false)
    const { timeline } = must(await xv.read.request(head, id))
    expect(timeline.map((e) => e.approvedWith)).toEqual([undefined, 'node-key'])
  })

  it('is not taken from a passkey whose counter went back', async () => {
    const xv = await node()
    const key = await enrolled(xv, head, inspector)
    const first = await drafted(xv)
    must(await xv.handle(head, { ...approval(first), passkey: await signed(xv, key, first) }))
    const second = await drafted(xv)
    const { challenge } = must(await xv.access.statement(head, approval(second)))
    const copied = key.assert(challenge, site, { counter: 1 })
    expect(named(await xv.handle(head, { ...approval(second), passkey: copied }))).toBe(
      'passkey-refused',
    )
  })
})
