import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { must, type Outcome } from '#base'
import type { Node } from './open-node.ts'
import {
  type OpenIdService,
  openIdSecret,
  openIdService,
  openIdRedirect as redirect,
} from './openid-testing.ts'
import { type TestFederation, testFederation } from './testing.ts'

let service: OpenIdService
let federation: TestFederation
let node: Node

beforeAll(async () => {
  service = await openIdService()
  federation = await testFederation(['XV-FIU'], '2025-02-03T09:00:00.000Z', {
    openid: {
      issuer: service.issuer,
      clientId: 'comity',
      clientSecret: openIdSecret,
      name: 'Sign-in of the Republic',
      officers: { 'h.desk': 'XV-FIU/head', 'gone.officer': 'XV-FIU/gone' },
      redirect,
    },
  })
  node = federation.node('XV-FIU')
})
afterAll(async () => {
  await federation.close()
  await service.close()
})

function named(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'accepted' : outcome.refusal.name
}

async function begun(who = 'h.desk') {
  service.login = who
  const { url, ticket } = must(await node.beginOpenId())
  return { url, ticket, back: await service.browse(url) }
}

describe('the agency’s own sign-in service', () => {
  it('vouches for an officer: code, PKCE, state and nonce, and the session says how', async () => {
    const { url, ticket, back } = await begun()
    const asked = new URL(url).searchParams
    expect(asked.get('code_challenge_method')).toBe('S256')
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('state')).toMatch(/^[\w-]{43}$/)
    expect(asked.get('nonce')).toMatch(/^[\w-]{43}$/)
    const session = must(await node.signIn({ openid: { search: back.search, ticket } }))
    expect(session.actor.id).toBe('XV-FIU/head')
    expect(node.sessions.actor(session.token)).toBe('XV-FIU/head')
    expect(node.sessions.way(session.token)).toBe('openid')
    const again = await node.signIn({ openid: { search: back.search, ticket } })
    expect(named(again), 'the same answer twice').toBe('openid-too-late')
  })

  it('is not believed in another browser, for another sign-in or after ten minutes', async () => {
    const mine = await begun()
    const other = await begun()
    const swapped = { search: mine.back.search, ticket: other.ticket }
    expect(named(await node.signIn({ openid: swapped }))).toBe('openid-refused')
    const stranger = { search: mine.back.search, ticket: 'a-ticket-of-nobody' }
    expect(named(await node.signIn({ openid: stranger }))).toBe('openid-too-late')
    const changed = { search: mine.back.search.replace('code=', 'code=x'), ticket: mine.ticket }
    expect(named(await node.signIn({ openid: changed }))).toBe('openid-refused')
    const late = await begun()
    federation.clock.forward(11)
    expect(
      named(await node.signIn({ openid: { search: late.back.search, ticket: late.ticket } })),
    ).toBe('openid-too-late')
  })

  it('lets nobody in whom the node does not list, or who works here no longer', async () => {
    const unknown = await begun('somebody.else')
    const search = unknown.back.search
    expect(named(await node.signIn({ openid: { search, ticket: unknown.ticket } }))).toBe(
      'openid-not-an-officer',
    )
    const gone = await begun('gone.officer')
    expect(
      named(await node.signIn({ openid: { search: gone.back.search, ticket: gone.ticket } })),
    ).toBe('sign-in-failed')
    const proto = await begun('__proto__')
    expect(
      named(await node.signIn({ openid: { search: proto.back.search, ticket: proto.ticket } })),
    ).toBe('openid-not-an-officer')
  })

  it('that cannot be reached is said, and asked again the next time', async () => {
    const lost = await testFederation(['XN-FIU'], '2025-02-03T09:00:00.000Z', {
      openid: {
        issuer: 'http://127.0.0.1:9',
        clientId: 'comity',
        clientSecret: 'x',
        name: 'nowhere',
        officers: {},
        redirect,
      },
    })
    expect(named(await lost.node('XN-FIU').beginOpenId())).toBe('openid-unreachable')
    await lost.close()
    const without = await testFederation(['XN-FIU'], '2025-02-03T09:00:00.000Z')
    expect(named(await without.node('XN-FIU').beginOpenId())).toBe('openid-not-set-up')
    await without.close()
  })
})
