import { createPublicKey, type KeyObject, verify as verifySignature } from 'node:crypto'
import { sha256 } from '#base'

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

/** signed-note, "Signatures": the first four bytes of SHA-256(name, newline, algorithm byte, public key). */
export function keyId(name: string, publicKey: Uint8Array): Uint8Array {
  // 0x01 is Ed25519 in the registry of signed-note.
  return sha256(encoder.encode(`${name}\n`), Uint8Array.of(1), publicKey).subarray(0, 4)
}

/** Key names and origins: not empty, no white space, no plus sign (signed-note, "Format"). */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 255 && !/[\s+\p{Cc}]/u.test(name) && name.isWellFormed()
}

export function checkpointText(origin: string, size: number, root: Uint8Array): string {
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
  const line = Buffer.concat([keyId(options.origin, options.publicKey), signature])
  return `${text}\n— ${options.origin} ${line.toString('base64')}\n`
}

/** Undefined when the text is not a checkpoint in exactly this form. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const split = note.lastIndexOf('\n\n')
  if (split < 0 || !note.endsWith('\n')) return undefined
  const text = note.slice(0, split + 1)
  const [origin, size, root] = text.split('\n')
  if (!origin || !isKeyName(origin) || !/^(0|[1-9]\d{0,15})$/.test(size ?? '')) return undefined
  const rootBytes = base64(root ?? '')
  if (rootBytes?.length !== 32) return undefined
  const signatures: NoteSignature[] = []
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const found = /^— (\S+) (\S+)$/.exec(line)
    const bytes = base64(found?.[2] ?? '')
    if (!found?.[1] || !bytes || bytes.length < 5) return undefined
    signatures.push({ name: found[1], keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) })
  }
  return { origin, size: Number(size), root: rootBytes, text: encoder.encode(text), signatures }
}

/** Whether one of the signatures is by this key under this name. Lines of unknown keys are passed over. */
export function signedBy(checkpoint: Checkpoint, name: string, publicKey: Uint8Array): boolean {
  const id = keyId(name, publicKey)
  return checkpoint.signatures.some(
    (line) =>
      line.name === name &&
      Buffer.compare(line.keyId, id) === 0 &&
      line.signature.length === 64 &&
      verifySignature(null, checkpoint.text, ed25519(publicKey), line.signature),
  )
}

/** RFC 8410: the fixed prefix of an Ed25519 SubjectPublicKeyInfo. */
const spki = Buffer.from('302a300506032b6570032100', 'hex')

function ed25519(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' })
}

/** Strict: one spelling only. */
function base64(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
