import { generateKeyPairSync, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Instant, instant } from '#base'
import { testAuthenticator } from '../../src/access/testing.ts'
import { officerOfOpenId, openOpenId } from '../../src/node/openid.ts'
import { verifiedKey } from '../../src/node/passkeys.ts'
import type { World } from '../../src/node/world.ts'
import { jsonOr } from './parsers-exchange.ts'
import { type Parser, said, utf8 } from './row.ts'

/** A sign-in service that answers the exchange of a code with whatever bytes it is given. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
let answer: Uint8Array = new Uint8Array()
const server = createServer((request, response) => {
  const json = (value: unknown) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(value))
  }
  if (request.url === '/.well-known/openid-configuration')
    return json({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    })
  if (request.url === '/keys')
    return json({
      keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
    })
  response.setHeader('content-type', 'application/json')
  response.end(answer)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
server.unref()
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const nonce = 'n'.repeat(43)
const state = 's'.repeat(43)
const now = Math.floor(Date.now() / 1000)
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const said256 = (text: string) =>
  sign('sha256', Buffer.from(text), keys.privateKey).toString('base64url')

/** An ID token about somebody, in the name of the service; `signed` writes the last part of it. */
export function idTokenOf(
  sub: string,
  signed: (text: string) => string = said256,
  alg = 'RS256',
): string {
  const claims = { iss: issuer, sub, aud: 'comity', nonce, iat: now, exp: now + 36_000 }
  const text = `${part({ alg, kid: 'one' })}.${part(claims)}`
  return `${text}.${signed(text)}`
}

const answered = (idToken: string) =>
  utf8(JSON.stringify({ access_token: 'a', token_type: 'bearer', id_token: idToken }))

/** Who signs in when the service answers so; undefined where nobody does. */
async function signedIn(bytes: Uint8Array): Promise<string | undefined> {
  answer = bytes
  openid.begun.set('ticket', { state, nonce, verifier: 'v'.repeat(43), until: Infinity })
  const search = `?code=code&state=${state}`
  return said(await officerOfOpenId(world, { ticket: 'ticket', search }))
}

export const signedInWith = (idToken: string) => signedIn(answered(idToken))

const openid = openOpenId({
  issuer,
  clientId: 'comity',
  clientSecret: 'secret',
  name: 'Sign-in of the Republic',
  // Others may come in too: a token that was changed into one of theirs must not.
  officers: { 'h.desk': 'XV-FIU/head', 'h.dest': 'XV-FIU/other', 'i.desk': 'XV-FIU/third' },
  redirect: 'http://localhost:4710/sign-in/openid',
})!
const world = { openid, clock: { now: (): Instant => instant(Date.now()) } } as unknown as World

const passkey = testAuthenticator('P-256')
const site = { rpId: 'node.xv-fiu.example', origin: 'https://node.xv-fiu.example' }
const challenge = 'Y2hhbGxlbmdlIG9mIHRoZSByZWdpc3RyYXRpb24'
const { id, response } = passkey.register(challenge, site)

/** What a browser and a sign-in service bring when somebody signs in or registers. */
export const signInParsers: readonly Parser[] = [
  {
    name: 'what the sign-in service of the agency answers (OpenID Connect)',
    covers: [],
    sample: answered(idTokenOf('h.desk')),
    read: signedIn,
    holds: 'signed',
    runs: 200,
  },
  {
    name: 'a passkey that is registered',
    covers: [],
    sample: utf8(JSON.stringify({ id, ...response })),
    async read(bytes) {
      const given = jsonOr(bytes) as Parameters<typeof verifiedKey>[0]
      // The shape is what the door asks for; everything behind it is the browser's.
      const fields = ['id', 'clientDataJSON', 'attestationObject'] as const
      if (!fields.every((f) => typeof given?.[f] === 'string')) return undefined
      const [key, clientDataJSON, attestationObject] = fields.map((f) => given[f])
      const read = {
        id: key!,
        clientDataJSON: clientDataJSON!,
        attestationObject: attestationObject!,
      }
      const made = await verifiedKey(read as typeof given, challenge, site)
      return made === undefined ? undefined : JSON.stringify(made)
    },
    // Nobody vouches for a new key but the officer who confirms it: another key is another registration.
    holds: 'any',
    runs: 200,
  },
]
