/** Small things about words: sentence case, and names made of codes. */

export function sentence(text: string): string {
  // A sentence that begins with the name of a file keeps it as it is.
  return text === '' || /^\S+\.\w+/.test(text) ? text : text[0]!.toUpperCase() + text.slice(1)
}

/** `order-unproved` → "Order unproved". For codes that have no name of their own on the wire. */
export function fromCode(code: string): string {
  const words = code
    .split(/[-_.\s]+/)
    .map((word) => (acronyms.has(word.toLowerCase()) ? word.toUpperCase() : word))
  return sentence(words.join(' '))
}

const acronyms: ReadonlySet<string> = new Set([
  'fiu',
  'id',
  'kyc',
  'iban',
  'fx',
  'tlp',
  'aro',
  'amo',
  'str',
])

export function plural(n: number, one: string, many = `${one}s`): string {
  return n === 1 ? one : many
}

/** sha256:ab12cd34… or the first characters of a bare hash. */
export function shortDigest(digest: string): string {
  const match = /^([a-z0-9-]+[:])?(.*)$/i.exec(digest)
  const body = match?.[2] ?? digest
  return body.length <= 12 ? body : `${body.slice(0, 10)}…`
}
