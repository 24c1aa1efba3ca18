import * as client from 'openid-client'
import { done, millis, type Outcome, type Refusal, refuse } from '#base'
import type { World } from './world.ts'

/** An agency's own sign-in service (OpenID Connect Core 1.0), as the operator sets it up. */
export interface OpenIdConfig {
  /** Address of the provider, `https://…`. */
  readonly issuer: string
  readonly clientId: string
  /** From the environment, never from a file. */
  readonly clientSecret: string
  /** How the button calls it. */
  readonly name: string
  /** Claim of the ID token that says who it is; `sub` where absent. */
  readonly claim?: string
  /** Value of the claim to the officer of this node. Whoever is not listed does not come in. */
  readonly officers: Readonly<Record<string, string>>
  /** Where the provider sends the browser back to: `https://node…/sign-in/openid`. */
  readonly redirect: string
}

/** A sign-in that was begun and has not come back. */
interface Begun {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly until: number
}

/** The provider's side of one node, found once and asked again when it could not be reached. */
export interface OpenId {
  readonly config: OpenIdConfig
  /** By ticket, which the browser alone holds. */
  readonly begun: Map<string, Begun>
  provider?: Promise<client.Configuration>
}

const minutes = 10
const mostBegun = 1000

export function openOpenId(config: OpenIdConfig | undefined): OpenId | undefined {
  return config === undefined ? undefined : { config, begun: new Map() }
}

/**
 * Where to send the browser: authorization code with PKCE (RFC 7636, S256), state and nonce. The ticket stays in the
 * browser that began, so that nobody is signed in with somebody else's answer.
 */
export async function beginOpenId(
  world: World,
): Promise<Outcome<{ readonly url: string; readonly ticket: string }>> {
  const { openid } = world
  if (openid === undefined) return refuse(notConfigured)
  const provider = await providerOf(openid)
  if (!provider.ok) return provider
  const secret = () => Buffer.from(world.random.bytes(32)).toString('base64url')
  const begun: Begun = {
    state: secret(),
    nonce: secret(),
    verifier: secret(),
    until: millis(world.clock.now()) + minutes * 60_000,
  }
  const ticket = secret()
  for (const old of openid.begun.keys()) {
    if (openid.begun.size < mostBegun) break
    openid.begun.delete(old)
  }
  openid.begun.set(ticket, begun)
  const url = client.buildAuthorizationUrl(provider.value, {
    redirect_uri: openid.config.redirect,
    scope: 'openid',
    code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
    state: begun.state,
    nonce: begun.nonce,
  })
  return done({ url: url.href, ticket })
}

/** The officer whom the provider vouches for; the ticket is used up by asking. */
export async function officerOfOpenId(
  world: World,
  answer: { readonly search: string; readonly ticket: string },
): Promise<Outcome<string>> {
  const { openid } = world
  if (openid === undefined) return refuse(notConfigured)
  const begun = openid.begun.get(answer.ticket)
  openid.begun.delete(answer.ticket)
  if (begun === undefined || millis(world.clock.now()) > begun.until) return refuse(tooLate)
  const provider = await providerOf(openid)
  if (!provider.ok) return provider
  const current = new URL(openid.config.redirect)
  current.search = answer.search
  const { config } = openid
  try {
    const tokens = await client.authorizationCodeGrant(provider.value, current, {
      pkceCodeVerifier: begun.verifier,
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    })
    const said = tokens.claims()?.[config.claim ?? 'sub']
    const officer =
      typeof said === 'string' && Object.hasOwn(config.officers, said)
        ? config.officers[said]
        : undefined
    return officer === undefined ? refuse(notListed(config)) : done(officer)
  } catch {
    // The library's message may hold values of the answer; it is not passed on.
    return refuse(notVouched)
  }
}

async function providerOf(openid: OpenId): Promise<Outcome<client.Configuration>> {
  const { issuer, clientId, clientSecret } = openid.config
  const url = new URL(issuer)
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  openid.provider ??= client.discovery(url, clientId, clientSecret, undefined, {
    timeout: 10,
    execute: [
      // Who signs in is said by the provider's signature, not by the line that brought it.
      client.enableNonRepudiationChecks,
      // A provider on this very machine may be asked without TLS; any other may not.
      ...(local && url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ],
  })
  try {
    return done(await openid.provider)
  } catch {
    delete openid.provider
    return refuse({
      kind: 'conflict',
      name: 'openid-unreachable',
      ground: 'the sign-in service of the agency does not answer, or not as OpenID Connect asks',
      citation: 'OpenID Connect Discovery 1.0, 4',
      remedy: 'try again, or sign in with a link or a passkey',
    })
  }
}

const notConfigured = {
  kind: 'unknown',
  name: 'openid-not-set-up',
  ground: 'this node knows no sign-in service of the agency',
  remedy: 'sign in with a link or a passkey',
} as const satisfies Refusal

const tooLate = {
  kind: 'unauthenticated',
  name: 'openid-too-late',
  ground: 'this browser began no such sign-in, or began it more than ten minutes ago',
  citation: 'OpenID Connect Core 1.0, 3.1.2.1 (state)',
  remedy: 'begin again from the page of this node',
} as const satisfies Refusal

const notVouched = {
  kind: 'unauthenticated',
  name: 'openid-refused',
  ground: 'the sign-in service did not vouch for anybody, or its answer does not hold',
  citation: 'OpenID Connect Core 1.0, 3.1.3.7',
  remedy: 'begin again from the page of this node',
} as const satisfies Refusal

function notListed({ claim = 'sub' }: OpenIdConfig): Refusal {
  return {
    kind: 'forbidden',
    name: 'openid-not-an-officer',
    ground: `the service knows who it is, but this node lists no officer for that ${claim}`,
    citation: 'OpenID Connect Core 1.0, 2',
    remedy: 'ask the operator of this node to enter you',
  }
}
