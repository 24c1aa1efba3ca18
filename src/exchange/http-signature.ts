import { done, fromBase64, type Instant, instant, millis, type Outcome } from '#base'
import { type PublicKey, type SigningKey, sign, verify } from './keys.ts'
import { exchangeRefusal } from './refusals.ts'

/**
 * A request of one node to another that carries no letter, signed over its method, its path and its range: HTTP message
 * signatures (RFC 9421) in the one shape that nodes of this kind write. Anything else is refused, not interpreted.
 */
export interface SignedGet {
  /** Path without host and query, `/exchange/attachments/...`. */
  readonly path: string
  /** First byte that is asked for; the range goes to the end. */
  readonly from: number
  /** Node that asks. */
  readonly node: string
}

/** Seconds for which a signature counts, before and after it was made. A request repeated in this time reads the same ciphertext. */
const termSeconds = 300

export function signGet(
  request: SignedGet,
  key: SigningKey,
  now: Instant,
): Readonly<Record<string, string>> {
  const parameters = parametersOf(Math.floor(millis(now) / 1000), key.id)
  const value = sign(key, baseOf(request, parameters))
  return {
    range: rangeOf(request.from),
    'comity-node': request.node,
    'signature-input': `comity=${parameters}`,
    signature: `comity=:${Buffer.from(value).toString('base64')}:`,
  }
}

/** Who asks, and from which byte; or why the request does not count. */
export function readGet(
  path: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  now: Instant,
  keyOf: (node: string, keyId: string, at: Instant) => PublicKey | undefined,
): Outcome<SignedGet> {
  const text = (name: string, most: number): string => {
    const value = headers[name]
    return typeof value === 'string' && value.length <= most ? value : ''
  }
  const node = /^[A-Za-z0-9._-]{1,64}$/.exec(text('comity-node', 64))?.[0]
  const range = /^bytes=(0|[1-9]\d{0,14})-$/.exec(text('range', 40))?.[1]
  const input = inputPattern.exec(text('signature-input', 400))
  const value = fromBase64(
    /^comity=:([A-Za-z0-9+/]{86}==):$/.exec(text('signature', 120))?.[1] ?? '',
  )
  if (node === undefined || range === undefined || input === null || value?.length !== 64)
    return exchangeRefusal(
      'request-unsigned',
      'the headers range, comity-node, signature-input and signature are not those of a signed request',
    )
  const [, parameters, created, keyId] = input as unknown as [string, string, string, string]
  const at = Number(created) * 1000
  if (Math.abs(millis(now) - at) > termSeconds * 1000)
    return exchangeRefusal(
      'request-unsigned',
      `the request was signed at ${new Date(at).toISOString()}, more than ${termSeconds} seconds away`,
    )
  const request: SignedGet = { path, from: Number(range), node }
  const key = keyOf(node, keyId, instant(at))
  if (key === undefined || !verify(key, baseOf(request, parameters), value))
    return exchangeRefusal(
      'request-unsigned',
      `the signature with key ${keyId} is not one of ${node} as its card lists it`,
    )
  return done(request)
}

const components = '("@method" "@path" "range" "comity-node")'
const inputPattern =
  /^comity=(\("@method" "@path" "range" "comity-node"\);created=([1-9]\d{8,10});keyid="([A-Za-z0-9._:/-]{1,100})";alg="ed25519")$/

function parametersOf(created: number, keyId: string): string {
  return `${components};created=${created};keyid="${keyId}";alg="ed25519"`
}

/** RFC 9421, 2.5: one line for each component, the parameters last, no line break at the end. */
function baseOf({ path, from, node }: SignedGet, parameters: string): Uint8Array {
  return Buffer.from(
    [
      '"@method": GET',
      `"@path": ${path}`,
      `"range": ${rangeOf(from)}`,
      `"comity-node": ${node}`,
      `"@signature-params": ${parameters}`,
    ].join('\n'),
  )
}

function rangeOf(from: number): string {
  return `bytes=${from}-`
}
