import { done, type Json, must, type Outcome, readJson, refuse } from '#base'
import { bounded, mostAnswerBytes } from './bounded.ts'
import { refusalOf } from './node-client.ts'

/**
 * What an address answers, or a refusal that says why there is nothing.
 *
 * @throws RefusedError
 */
export async function fetched(url: URL): Promise<Uint8Array> {
  return must(await get(url))
}

async function get(url: URL): Promise<Outcome<Uint8Array>> {
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(30_000) })
  } catch {
    return refuse({
      kind: 'unknown',
      name: 'no-answer',
      ground: `${url.origin} does not answer`,
      remedy: 'check the address, and that the node runs',
    })
  }
  if (
    response.headers.get('content-type')?.startsWith('application/problem+json') &&
    response.status < 500
  )
    return refusalOf(response)
  if (!response.ok)
    return refuse({
      kind: 'unknown',
      name: 'not-served',
      ground: `${url.origin} has no ${url.pathname} (${response.status})`,
      remedy: 'check that the address is that of a node',
    })
  const bytes = await bounded(response).catch(() => undefined)
  return bytes === undefined
    ? refuse({
        kind: 'too-large',
        name: 'answer-too-large',
        ground: `${url.origin} answers ${url.pathname} with more than ${mostAnswerBytes / 1024 ** 2} MiB, or breaks off`,
        remedy: 'ask the authority for the file, and give the file instead of the address',
      })
    : done(bytes)
}

/** Bytes as JSON; `what` names them in a refusal. */
export function jsonOf(bytes: Uint8Array, what: string): unknown {
  const read = readJson(bytes, {
    maxBytes: 64 * 1024 * 1024,
    maxDepth: 32,
    maxValues: 2_000_000,
  })
  if (read.ok) return read.value satisfies Json
  return must(refuse({ ...read.refusal, ground: `${what}: ${read.refusal.ground}` }))
}
