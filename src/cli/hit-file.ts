import { open } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { done, type Outcome, refuse } from '#base'

/** A million lines of a hundred signs and some more. */
const mostBytes = 128 * 1024 * 1024

/** A text file, or stdin for `-`; gzip is read as it is. Refused before memory is taken for more than 128 MiB. */
export async function readTextFile(path: string): Promise<Outcome<string>> {
  const parts: Buffer[] = []
  let size = 0
  try {
    const stream = path === '-' ? process.stdin : (await open(path)).createReadStream()
    for await (const part of stream) {
      size += (part as Buffer).length
      if (size > mostBytes) return tooLarge(path)
      parts.push(part as Buffer)
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
    return unreadable(
      path,
      `it cannot be opened (${code})`,
      'check the path, and that it is a file',
    )
  }
  let bytes: Buffer = Buffer.concat(parts)
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = gunzipSync(bytes, { maxOutputLength: mostBytes })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(path)
      return unreadable(path, 'it begins as gzip and is damaged', 'pack it again')
    }
  }
  try {
    return done(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return unreadable(path, 'it is not text in UTF-8', 'save it as UTF-8')
  }
}

function tooLarge(path: string) {
  return refuse({
    kind: 'too-large' as const,
    name: 'list-too-large',
    ground: `${path} holds more than 128 MiB`,
    remedy: 'split the file',
    where: { file: path },
  })
}

function unreadable(path: string, ground: string, remedy: string) {
  return refuse({
    kind: 'malformed' as const,
    name: 'list-unreadable',
    ground,
    remedy,
    where: { file: path },
  })
}
