import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An agency's own sign-in service, really running: oidc-provider on a port of this machine. */
export interface OpenIdService {
  readonly issuer: string
  /** Who the person at its page says to be. */
  login: string
  /** A browser that follows to the end of the service and stops at the node's own address. */
  browse(from: string): Promise<URL>
  close(): Promise<void>
}

export const openIdSecret = 'a-secret-of-the-test'
export const openIdRedirect = 'http://localhost:4710/sign-in/openid'

export async function openIdService(): Promise<OpenIdService> {
  // The provider has no types of its own; what the test uses of it is stated here.
  const library = 'oidc-provider'
  const { default: Provider } = (await import(library)) as {
    default: new (issuer: string, configuration: object) => Provider
  }
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'comity',
        client_secret: openIdSecret,
        redirect_uris: [openIdRedirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    cookies: { keys: ['a-key-of-the-test'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id }) }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/consent/${uid}` },
    pkce: { required: () => true },
    ttl: { Interaction: 60, Session: 60, Grant: 60, AccessToken: 60, IdToken: 60 },
  })
  const service: OpenIdService = {
    issuer,
    login: 'h.desk',
    browse,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/consent/')) return provider.callback()(request, response)
    return void agree(provider, service.login, request, response)
  })
  return service
}

interface Provider {
  callback(): (request: object, response: object) => void
  interactionDetails(
    request: object,
    response: object,
  ): Promise<{ prompt: { name: string }; params: { client_id: string }; session?: object }>
  interactionFinished(request: object, response: object, result: object): Promise<void>
  Grant: new (about: object) => { addOIDCScope(scope: string): void; save(): Promise<string> }
}

/** The person at the agency's page: says who it is and agrees. */
async function agree(
  provider: Provider,
  login: string,
  request: object,
  response: object,
): Promise<void> {
  const { prompt, params } = await provider.interactionDetails(request, response)
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: login } })
    return
  }
  const grant = new provider.Grant({ accountId: login, clientId: params.client_id })
  grant.addOIDCScope('openid')
  await provider.interactionFinished(request, response, {
    consent: { grantId: await grant.save() },
  })
}

async function browse(from: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let url = new URL(from)
  for (let hop = 0; hop < 10; hop++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    const next = response.headers.get('location')
    if (next === null) throw new Error(`the service stopped at ${url} with ${response.status}`)
    url = new URL(next, url)
    if (url.href.startsWith(openIdRedirect)) return url
  }
  throw new Error('the service went round in circles')
}
