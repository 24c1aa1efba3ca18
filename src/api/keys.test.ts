import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Instant, systemRandom } from '#base'
import {
  type AuthorityCard,
  privateKeyObject,
  type SignedCard,
  signCard,
  withNewKey,
} from '#directory'
import { makeSigningKey, type SigningKey } from '#exchange'
import { keySecret, readKeyring } from '../node/keyring.ts'
import { type TestFederation, testFederation } from '../node/testing.ts'
import { makeApp } from './app.ts'

let federation: TestFederation
let app: Awaited<ReturnType<typeof makeApp>>
const cookies = new Map<string, string>()
const from = { 'x-comity': '1', 'content-type': 'application/json', host: '127.0.0.1' }

beforeAll(async () => {
  federation = await testFederation(['XV-FIU', 'XN-FIU'], '2025-02-03T09:00:00.000Z', {
    demo: true,
  })
  app = await makeApp({ node: federation.node('XN-FIU') })
  for (const actor of ['XN-FIU/analyst', 'XN-FIU/head']) {
    const payload = { actor }
    const signedIn = await app.inject({
      method: 'POST',
      url: '/api/session',
      headers: from,
      payload,
    })
    cookies.set(actor, String(signedIn.headers['set-cookie']).split(';')[0]!)
  }
})
afterAll(() => federation.close())

async function ask(who: string, method: 'GET' | 'POST', url: string, payload?: object) {
  const headers = { ...from, cookie: cookies.get(`XN-FIU/${who}`) ?? '' }
  const answer = await app.inject({
    method,
    url,
    headers,
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() }
}

/** The next card of XV-FIU, with a new seal. */
function nextCard(): SignedCard {
  const dir = federation.dir('XV-FIU')
  const { seal } = readKeyring(dir, keySecret(dir, undefined, systemRandom))
  const known = JSON.parse(
    Buffer.from(federation.node('XV-FIU').read.card().card, 'base64url').toString(),
  ) as AuthorityCard
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
  const next = makeSigningKey('Ed25519', systemRandom)
  const listed = {
    id: next.id,
    use: 'seal',
    algorithm: 'Ed25519',
    publicKey: text(next.publicKey),
  } as const
  const card = withNewKey(known, listed, '2025-02-03T08:00:00.000Z' as Instant)
  const signer = (key: SigningKey) => ({
    key: key.id,
    privateKey: privateKeyObject(text(key.seed), text(key.publicKey)),
  })
  return signCard(card, [signer(next), signer(seal)])
}

describe('a partner’s new card over HTTP', () => {
  it('counts when two officers, each signed in, have accepted it', async () => {
    const proposed = await ask('analyst', 'POST', '/api/keys/cards', { card: nextCard() })
    expect(proposed.status).toBe(200)
    const seen = await ask('head', 'GET', '/api/keys')
    expect(seen.body.waiting).toEqual([proposed.body])
    expect(seen.body.own.map((k: { use: string }) => k.use)).toContain('second-seal')
    const id = { id: proposed.body.id as string }
    const alone = await ask('analyst', 'POST', '/api/keys/cards/confirm', id)
    expect([alone.status, alone.body.name]).toEqual([403, 'card-confirmed-alone'])
    const nobody = await ask('stranger', 'POST', '/api/keys/cards/confirm', id)
    expect(nobody.status).toBe(401)
    const confirmed = await ask('head', 'POST', '/api/keys/cards/confirm', id)
    expect([confirmed.status, confirmed.body]).toEqual([200, { id: 'XV-FIU', version: 2 }])
    expect((await ask('head', 'GET', '/api/keys')).body.waiting).toEqual([])
  })

  it('that is none is refused, whatever it is', async () => {
    const { card, signatures } = nextCard()
    for (const none of [
      {},
      { card: 'x', signatures: [] },
      { card, signatures: [] },
      { card: Buffer.from('['.repeat(5000)).toString('base64url'), signatures },
      { card, signatures, cosignatures: [{ by: 'XS-FIU' }] },
    ]) {
      const refused = await ask('analyst', 'POST', '/api/keys/cards', { card: none })
      expect(refused.status).toBeGreaterThanOrEqual(400)
      expect(refused.status).toBeLessThan(500)
    }
  })
})
