import type { Post } from './world.ts'

/** A peer that answers more than a receipt for each letter is not answering with receipts. */
const mostAnswerBytes = { one: 64 * 1024, batch: 4 * 1024 * 1024 } as const
export const patienceMilliseconds = 30_000

/** The only place from which bytes leave the node. */
export const fetchPost: Post = async (url, bytes, signal) => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bytes as Uint8Array<ArrayBuffer>,
    redirect: 'error',
    signal: AbortSignal.any([
      AbortSignal.timeout(patienceMilliseconds),
      ...(signal === undefined ? [] : [signal]),
    ]),
  })
  const most = url.endsWith('/batch') ? mostAnswerBytes.batch : mostAnswerBytes.one
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > most) throw new Error('the answer is longer than a receipt can be')
    parts.push(part)
  }
  const retryAfter = secondsIn(answer.headers.get('retry-after'))
  return { status: answer.status, bytes: Buffer.concat(parts), retryAfter }
}

/** Retry-After in seconds, the form that needs no clock of the other side; undefined for anything else. */
export function secondsIn(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) : undefined
}

/** What stands behind "fetch failed": the code of the system call, without addresses of people. */
export function causeOf(error: Error): string {
  const cause = error.cause as { code?: string } | undefined
  return cause?.code ?? error.message
}
