import type { Get } from './world.ts'

/** A bundle of 256 entries of 65,535 bytes would be larger, but ours have 32 bytes, and partners speak like us. */
const mostBytes = 1024 * 1024
const patienceMilliseconds = 10_000

/** What a partner serves to anybody: checkpoints and tiles. Follows nobody elsewhere and reads no more than a mebibyte. */
export const fetchGet: Get = async (url, signal) => {
  const answer = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.any([
      AbortSignal.timeout(patienceMilliseconds),
      ...(signal === undefined ? [] : [signal]),
    ]),
  })
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ?? []) {
    size += part.length
    if (size > mostBytes) throw new Error('the answer is longer than a mebibyte')
    parts.push(part)
  }
  return { status: answer.status, bytes: Buffer.concat(parts) }
}
