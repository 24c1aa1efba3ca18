import { done, type Outcome, type Refusal, refuse } from '#base'

/** Of the post of a form with files. */
export const multipartLimits = {
  maxBytes: 9 * 1024 * 1024,
  maxParts: 24,
  maxHead: 2048,
  maxField: 128 * 1024,
} as const

/** What a form with files sends: its fields, each once, and the bytes of its files without names, types or order of names. */
export interface MultipartBody {
  readonly fields: Readonly<Record<string, string>>
  readonly files: readonly Uint8Array[]
}

/**
 * `multipart/form-data` (RFC 7578), read strictly. What a browser says of a file besides its bytes is not read: neither
 * its name, which may be a person's, nor its type, which nobody can rely on.
 */
export function multipartBody(bytes: Uint8Array, contentType: string): Outcome<MultipartBody> {
  if (bytes.length > multipartLimits.maxBytes) return refuse(multipartRefusals['upload-too-large'])
  const boundary = boundaryOf(contentType)
  if (boundary === undefined) return malformed('it names no boundary')
  const parts = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), boundary)
  if (parts === undefined) return malformed('its parts do not stand between its boundaries')
  const fields: Record<string, string> = Object.create(null)
  const files: Uint8Array[] = []
  for (const part of parts) {
    const head = part.indexOf('\r\n\r\n')
    if (head < 0 || head > multipartLimits.maxHead) return malformed('a part has no head')
    const about = dispositionOf(part.toString('latin1', 0, head))
    const content = part.subarray(head + 4)
    if (about === undefined) return malformed('a part does not say what it is')
    if (about.isFile) {
      // A field for files in which none was chosen comes empty.
      if (content.length > 0) files.push(new Uint8Array(content))
      continue
    }
    const text = content.length > multipartLimits.maxField ? undefined : utf8(content)
    if (text === undefined) return malformed('a field is no text')
    if (Object.hasOwn(fields, about.name)) return malformed('a field comes twice')
    fields[about.name] = text.replace(/\r\n?/g, '\n')
  }
  return done({ fields: { ...fields }, files })
}

/** Every "no" of a form with files, before anybody reads its fields. */
export const multipartRefusals = {
  'upload-malformed': {
    kind: 'malformed',
    name: 'upload-malformed',
    ground: 'the form cannot be read',
    citation: 'RFC 7578',
    remedy: 'send the form from its page; nothing of it was kept',
  },
  'upload-too-large': {
    kind: 'too-large',
    name: 'upload-too-large',
    ground: `the form and its files have more than ${multipartLimits.maxBytes / 1024 / 1024} megabytes`,
    remedy: 'send fewer files; more can be added with the receipt',
  },
} as const satisfies Record<string, Refusal>

function malformed(why: string): Outcome<never> {
  const row = multipartRefusals['upload-malformed']
  return refuse({ ...row, ground: `${row.ground}: ${why}` })
}

function boundaryOf(contentType: string): string | undefined {
  // RFC 2046, 5.1.1: up to seventy of these.
  return /^multipart\/form-data; ?boundary="?([0-9A-Za-z'()+_,./:=?-]{1,70})"?$/i.exec(
    contentType,
  )?.[1]
}

function partsOf(bytes: Buffer, boundary: string): readonly Buffer[] | undefined {
  const open = Buffer.from(`--${boundary}\r\n`)
  const next = Buffer.from(`\r\n--${boundary}`)
  if (bytes.indexOf(open) !== 0) return undefined
  const parts: Buffer[] = []
  let at = open.length
  for (;;) {
    const end = bytes.indexOf(next, at)
    if (end < 0 || parts.length === multipartLimits.maxParts) return undefined
    parts.push(bytes.subarray(at, end))
    at = end + next.length
    const after = bytes.toString('latin1', at, at + 2)
    if (after === '--') {
      const rest = bytes.toString('latin1', at + 2, at + 5)
      return rest === '' || rest === '\r\n' ? parts : undefined
    }
    if (after !== '\r\n') return undefined
    at += 2
  }
}

/** Of the head of a part only this much is looked at; the rest is not even kept in a variable. */
function dispositionOf(
  head: string,
): { readonly name: string; readonly isFile: boolean } | undefined {
  const line = head.split('\r\n').find((l) => /^content-disposition:/i.test(l))
  const found =
    /^[Cc]ontent-[Dd]isposition: ?form-data; ?name="([a-z][a-zA-Z0-9-]{0,39})"(;|$)/.exec(
      line ?? '',
    )
  if (found === null || found[1] === 'constructor') return undefined
  return { name: found[1]!, isFile: / filename\*?=/i.test(line!.slice(found[0].length - 1)) }
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
