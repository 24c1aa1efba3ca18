import sodium from 'libsodium-wrappers-sumo'
import type { Random } from '#base'

/** A pair of X25519, each half 32 bytes. */
export interface BoxKey {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

export async function boxKey(seed: Uint8Array): Promise<BoxKey> {
  await sodium.ready
  const { publicKey, privateKey } = sodium.crypto_box_seed_keypair(seed)
  return { publicKey, secretKey: privateKey }
}

/** The pair of a secret half that was handed on. */
export async function boxKeyOf(secretKey: Uint8Array): Promise<BoxKey> {
  await sodium.ready
  return { publicKey: sodium.crypto_scalarmult_base(secretKey), secretKey }
}

/**
 * Bytes that the owner of the key alone can open, and whoever sealed them cannot (libsodium sealed box: X25519,
 * XSalsa20-Poly1305). The passing key comes from the randomness that is handed in.
 */
export async function sealTo(
  publicKey: Uint8Array,
  plain: Uint8Array,
  random: Random,
): Promise<Uint8Array> {
  const passing = await boxKey(random.bytes(32))
  const both = Buffer.concat([passing.publicKey, publicKey])
  const nonce = sodium.crypto_generichash(sodium.crypto_box_NONCEBYTES, both, null)
  const sealed = sodium.crypto_box_easy(plain, nonce, publicKey, passing.secretKey)
  passing.secretKey.fill(0)
  return Buffer.concat([passing.publicKey, sealed])
}

/** Undefined when it was sealed to another key, or a byte of it is not what it was. */
export async function openSealed(key: BoxKey, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  await sodium.ready
  if (sealed.length < sodium.crypto_box_SEALBYTES) return undefined
  try {
    return sodium.crypto_box_seal_open(sealed, key.publicKey, key.secretKey)
  } catch {
    return undefined
  }
}
