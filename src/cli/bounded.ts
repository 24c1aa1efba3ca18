/** As much as a proof may have; nobody's answer is read beyond it, packed or not. */
export const mostAnswerBytes = 64 * 1024 * 1024

/**
 * What an address answers, counted as it comes out of whatever it was packed in; undefined when it is longer than `most`
 * bytes, and then the rest is not read.
 */
export async function bounded(
  response: Response,
  most = mostAnswerBytes,
): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
