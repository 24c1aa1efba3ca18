import { fromBase64, sha256, verifyEd25519 } from '#base'

/**
 * A signed head in the forms of C2SP: tlog-checkpoint (origin, size, root) inside signed-note (text, blank
 * line, one line per signature: em dash, key name, base64 of key id and signature).
 */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  /** The exact bytes that are signed, final newline included. */
  readonly text: Uint8Array
  readonly signatures: readonly NoteSignature[]
}

export interface NoteSignature {
  readonly name: string
  readonly keyId: Uint8Array
  readonly signature: Uint8Array
}

const encoder = new TextEncoder()
/** A note of a stranger that is longer, or signed by more, is not read. ML-DSA-44 lines are 3,300 signs each. */
const most = { signs: 128 * 1024, signatures: 32 } as const

/** The one name of a signature type in the registry of signed-note. */
export const signatureTypes = { Ed25519: 1, 'Ed25519 cosignature': 4, 'ML-DSA-44': 6 } as const
export type SignatureType = keyof typeof signatureTypes

/** signed-note, "Signatures": the first four bytes of SHA-256(name, newline, type byte, public key). */
export function keyId(
  name: string,
  publicKey: Uint8Array,
  type: SignatureType = 'Ed25519',
): Uint8Array {
  const typed = Uint8Array.of(signatureTypes[type])
  return sha256(encoder.encode(`${name}\n`), typed, publicKey).subarray(0, 4)
}

/** Key names and origins: not empty, no white space, no plus sign (signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !/[\s+\p{Cc}]/u.test(name) && name.isWellFormed()
}

function checkpointText(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`
}

/** The signed note. `sign` returns the 64 bytes of an Ed25519 signature over exactly the bytes it is given. */
export function signCheckpoint(options: {
  readonly origin: string
  readonly size: number
  readonly root: Uint8Array
  readonly publicKey: Uint8Array
  readonly sign: (note: Uint8Array) => Uint8Array
}): string {
  const text = checkpointText(options.origin, options.size, options.root)
  const signature = options.sign(encoder.encode(text))
  if (signature.length !== 64) throw new TypeError('a head is signed with Ed25519, 64 bytes')
  return `${text}\n${noteLine(options.origin, keyId(options.origin, options.publicKey), signature)}`
}

/** One signature as it stands under a note, final newline included. */
export function noteLine(name: string, id: Uint8Array, signature: Uint8Array): string {
  return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`
}

/** Undefined when the text is not a checkpoint in exactly this form. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  if (note.length > most.signs) return undefined
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) return undefined
  const text = note.slice(0, split + 1)
  const [origin, size, root] = text.split('\n')
  if (!origin || !isKeyName(origin) || !/^(0|[1-9]\d{0,15})$/.test(size ?? '')) return undefined
  if (!Number.isSafeInteger(Number(size))) return undefined
  const rootBytes = fromBase64(root ?? '')
  if (rootBytes?.length !== 32) return undefined
  const signatures = parseNoteLines(note.slice(split + 2))
  if (!signatures) return undefined
  return { origin, size: Number(size), root: rootBytes, text: encoder.encode(text), signatures }
}

/** Signature lines, each with its final newline; undefined when one of them is in another form. */
export function parseNoteLines(lines: string): readonly NoteSignature[] | undefined {
  if (lines.length > most.signs || !lines.endsWith('\n')) return undefined
  const all = lines.slice(0, -1).split('\n')
  if (all.length > most.signatures) return undefined
  const signatures: NoteSignature[] = []
  for (const line of all) {
    const found = /^— (\S+) (\S+)$/.exec(line)
    const bytes = fromBase64(found?.[2] ?? '')
    if (!found?.[1] || !isKeyName(found[1]) || !bytes || bytes.length < 5) return undefined
    signatures.push({ name: found[1], keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) })
  }
  return signatures
}

/** Whether one of the signatures is by this key under this name. Lines of unknown keys are passed over. */
export function signedBy(checkpoint: Checkpoint, name: string, publicKey: Uint8Array): boolean {
  const id = keyId(name, publicKey)
  return checkpoint.signatures.some(
    (line) =>
      line.name === name &&
      Buffer.compare(line.keyId, id) === 0 &&
      verifyEd25519(publicKey, checkpoint.text, line.signature),
  )
}

/** The note with these lines instead of its own; without any, its text alone and the blank line. */
export function withLines(checkpoint: Checkpoint, lines: readonly NoteSignature[]): string {
  const text = Buffer.from(checkpoint.text).toString('utf8')
  return `${text}\n${lines.map((l) => noteLine(l.name, l.keyId, l.signature)).join('')}`
}
