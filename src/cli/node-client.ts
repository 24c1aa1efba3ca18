import {
  done,
  type Json,
  type Outcome,
  type Refusal,
  type RefusalKind,
  readJson,
  refuse,
} from '#base'
import { bounded } from './bounded.ts'

/** A signed-in officer's hands on a node, over HTTP: the same way the workbench takes. */
export interface NodeClient {
  call(method: string, path: string, body?: unknown): Promise<Outcome<unknown>>
  upload(path: string, bytes: Uint8Array): Promise<Outcome<unknown>>
  /** A file that leaves as it is made, asked for by a POST. */
  download(
    path: string,
    body: unknown,
  ): Promise<Outcome<{ readonly headers: Headers; readonly bytes: AsyncIterable<Uint8Array> }>>
}

const kindOfStatus: Readonly<Record<number, RefusalKind>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'unknown',
  409: 'conflict',
  413: 'too-large',
  422: 'unlawful',
  425: 'too-early',
  429: 'too-many',
}

/** Signs in with a one-time link. */
export async function signedIn(address: string, link: string): Promise<Outcome<NodeClient>> {
  const origin = new URL(address).origin
  const headers = { 'x-comity': '1', origin }
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ link }),
  })
  if (!response.ok) return refusalOf(response)
  await response.arrayBuffer()
  const cookie = response.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  const send = async (
    method: string,
    path: string,
    type: string,
    body?: string | Uint8Array<ArrayBuffer>,
  ) => {
    const answer = await fetch(`${origin}${path}`, {
      method,
      headers: { ...headers, cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    })
    if (!answer.ok) return refusalOf(answer)
    const text = await answer.text()
    return done(text === '' ? undefined : (JSON.parse(text) as unknown))
  }
  return done({
    call: (method, path, body) =>
      send(method, path, 'application/json', body === undefined ? undefined : JSON.stringify(body)),
    async download(path, body) {
      const answer = await fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { ...headers, cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) return refusalOf(answer)
      return done({ headers: answer.headers, bytes: answer.body ?? new ReadableStream() })
    },
    upload: (path, bytes) => send('PUT', path, 'application/octet-stream', Buffer.from(bytes)),
  })
}

/** A problem document (RFC 9457) as the refusal that it was. */
export async function refusalOf(response: Response): Promise<{ ok: false; refusal: Refusal }> {
  const kind = kindOfStatus[response.status]
  const bytes = await bounded(response, 64 * 1024).catch(() => undefined)
  const read = readJson(bytes ?? new Uint8Array(), { maxBytes: 64 * 1024, maxDepth: 8 })
  const body = textsOf(read.ok ? read.value : null)
  if (kind === undefined) throw new Error(`the node answered ${response.status}`)
  return refuse({
    kind,
    name: body.name ?? 'refused-by-node',
    ground: body.detail ?? body.title ?? `the node answered ${response.status}`,
    ...(body.citation === undefined ? {} : { citation: body.citation }),
    remedy: body.remedy ?? 'look at the log of the node',
  })
}

/** The texts of a stranger's answer, without the signs that move a terminal. */
function textsOf(value: Json): Readonly<Partial<Record<string, string>>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  return Object.fromEntries(
    Object.entries(value as { readonly [name: string]: Json }).flatMap(([name, text]) =>
      typeof text === 'string' ? [[name, text.replace(/\p{Cc}+/gu, ' ').slice(0, 2000)]] : [],
    ),
  )
}
