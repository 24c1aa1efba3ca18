import { createHash } from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'

await sodium.ready

/** Most verdicts that are kept; then they are forgotten all at once. */
const mostVerdicts = 20_000
let verdicts: Set<string> | undefined

/**
 * From now on this process remembers which signatures were right: key, message and signature, byte for byte, under one
 * SHA-256. For where many nodes play in one process and each of them reads what all of them read. What was wrong is
 * verified again each time. A node in service does not call this.
 */
export function rememberVerdicts(): void {
  verdicts ??= new Set()
}

/**
 * The one rule by which this program verifies Ed25519 (RFC 8032), everywhere: libsodium's. Verifiers disagree on
 * signatures that were built to be ambiguous, and then one court accepts what another rejects. Under this rule the key,
 * the point R and the number S must each be in their only canonical form, the key must not be of small order, and the
 * equation is checked without the cofactor.
 *
 * @param publicKey 32 bytes
 * @param signature 64 bytes
 * @returns false for anything else; it never throws, because a stranger chose the input
 */
export function verifyEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  if (verdicts === undefined) return verify(publicKey, message, signature)
  const hash = createHash('sha256').update(publicKey).update(signature).update(message)
  const these = hash.digest('binary')
  if (verdicts.has(these)) return true
  const right = verify(publicKey, message, signature)
  if (verdicts.size >= mostVerdicts) verdicts.clear()
  if (right) verdicts.add(these)
  return right
}

function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey)
  } catch {
    return false
  }
}

/**
 * Whether 32 bytes are a key that every verifier reads alike: canonical, on the curve, in the group of prime order. A
 * key with a part of small order verifies under some rules and not under others, so it is never enrolled.
 */
export function isEd25519Key(publicKey: Uint8Array): boolean {
  if (publicKey.length !== 32) return false
  try {
    return sodium.crypto_core_ed25519_is_valid_point(publicKey)
  } catch {
    return false
  }
}
