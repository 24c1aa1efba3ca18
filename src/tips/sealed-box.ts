import {
  aes256Gcm,
  hasKems,
  hkdfSha256,
  hybridKem,
  type Kem,
  type Random,
  schedule,
  x25519Kem,
} from '#base'

/** A pair of keys. What a pair is made from is its secret half, 32 bytes in either kind. */
export interface BoxKey {
  readonly kind: BoxKind
  /** 1,216 bytes of the hybrid, 32 of X25519. */
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

const kems = { 'MLKEM768-X25519': hybridKem, X25519: x25519Kem } as const satisfies Record<
  string,
  Kem
>
/** The hybrid holds as long as one of the two does; runtimes that have it make no other pair. */
export type BoxKind = keyof typeof kems

const context = Buffer.from('comity/tip/v1')
const none = new Uint8Array()

/** @param kind of a pair that was made before: a seed gives another pair in each kind */
export function boxKey(seed: Uint8Array, kind: BoxKind = bestKind()): BoxKey {
  const { publicKey } = kems[kind].deriveKeyPair(seed)
  return { kind, publicKey, secretKey: Uint8Array.from(seed) }
}

function bestKind(): BoxKind {
  return hasKems ? 'MLKEM768-X25519' : 'X25519'
}

/** To which kind a public half belongs: their lengths differ. */
export function kindOf(publicKey: Uint8Array): BoxKind {
  return publicKey.length === 32 ? 'X25519' : 'MLKEM768-X25519'
}

/**
 * Bytes that the owner of the key alone can open, and whoever sealed them cannot: HPKE base mode (RFC 9180) with
 * AES-256-GCM, as letters between nodes are sealed.
 */
export function sealTo(publicKey: Uint8Array, plain: Uint8Array, random: Random): Uint8Array {
  const kem = kems[kindOf(publicKey)]
  const { secret, encapsulated } = kem.encapsulate(publicKey, random.bytes(32))
  const sealing = schedule(suiteOf(kem), secret, context)
  return Buffer.concat([encapsulated, sealing.seal(plain, none)])
}

/** Undefined when it was sealed to another key, or a byte of it is not what it was. */
export function openSealed(key: BoxKey, sealed: Uint8Array): Uint8Array | undefined {
  const kem = kems[key.kind]
  const cut = kem.encapsulationBytes
  if (sealed.length <= cut) return undefined
  try {
    const secret = kem.decapsulate(sealed.subarray(0, cut), kem.deriveKeyPair(key.secretKey))
    return schedule(suiteOf(kem), secret, context).open(sealed.subarray(cut), none)
  } catch {
    return undefined
  }
}

function suiteOf(kem: Kem) {
  return { kem, kdf: hkdfSha256, aead: aes256Gcm }
}
