import { isEd25519Key, verifyEd25519 } from '#base'

/** Algorithms of passkeys that this node takes (RFC 9053): EdDSA on Ed25519, ES256 on P-256. */
export const passkeyAlgorithms = [-8, -7] as const

/** A COSE_Key of exactly one of two shapes, in the one encoding that CTAP2 allows; anything else is no key here. */
type Key = { readonly algorithm: -8; readonly raw: Uint8Array } | { readonly algorithm: -7 }

// CTAP2 canonical CBOR: the map with its labels in order, so that a key has one encoding and nothing hides in it.
const okp = Buffer.from('a4010103272006215820', 'hex')
const ec2 = Buffer.from('a5010203262001215820', 'hex')
const ec2y = Buffer.from('225820', 'hex')

function keyOf(cose: Uint8Array): Key | undefined {
  const bytes = Buffer.from(cose)
  if (bytes.length === okp.length + 32 && bytes.subarray(0, okp.length).equals(okp)) {
    const raw = bytes.subarray(okp.length)
    return isEd25519Key(raw) ? { algorithm: -8, raw } : undefined
  }
  const middle = ec2.length + 32
  if (
    bytes.length === middle + ec2y.length + 32 &&
    bytes.subarray(0, ec2.length).equals(ec2) &&
    bytes.subarray(middle, middle + ec2y.length).equals(ec2y)
  )
    return { algorithm: -7 }
  return undefined
}

/** Is the key one that every verifier reads alike? Asked when a passkey is taken in. */
export function isPasskeyKey(cose: Uint8Array): boolean {
  return keyOf(cose) !== undefined
}

/**
 * The strict part of the check, beside the library's: an Ed25519 signature by the one rule of this system, an ECDSA
 * signature in strict DER (ITU-T X.690, 10.1 and 8.3.2), so that no changed byte is the same evidence.
 */
export function isStrictSignature(
  cose: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = keyOf(cose)
  if (key === undefined) return false
  return key.algorithm === -8
    ? verifyEd25519(key.raw, message, signature)
    : isStrictDer(Buffer.from(signature))
}

/** SEQUENCE of two positive INTEGERs of at most 33 bytes, each with the fewest bytes, and nothing after it. */
function isStrictDer(bytes: Buffer): boolean {
  if (bytes.length < 8 || bytes.length > 72) return false
  if (bytes[0] !== 0x30 || bytes[1] !== bytes.length - 2) return false
  const after = integerAt(bytes, 2)
  return after !== undefined && integerAt(bytes, after) === bytes.length
}

function integerAt(bytes: Buffer, at: number): number | undefined {
  const length = bytes[at + 1]
  if (bytes[at] !== 0x02 || length === undefined || length === 0 || length > 33) return undefined
  const [first, second] = [bytes[at + 2], bytes[at + 3] ?? 0]
  if (first === undefined || first >= 0x80) return undefined
  if (first === 0 && (length === 1 || second < 0x80)) return undefined
  const end = at + 2 + length
  return end <= bytes.length ? end : undefined
}
