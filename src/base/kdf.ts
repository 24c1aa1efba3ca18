import { createHash, createHmac, createSecretKey, hkdfSync } from 'node:crypto'

/** A key derivation function of HPKE in two steps (RFC 9180, 4). */
export interface Kdf {
  /** Code point in the registry of HPKE. */
  readonly id: number
  /** Length of what `extract` gives, in bytes. */
  readonly hashBytes: number
  extract(salt: Uint8Array, material: Uint8Array): Uint8Array
  /** @param length at most 255 times `hashBytes` */
  expand(secret: Uint8Array, info: Uint8Array, length: number): Uint8Array
  /** `expand` of what `extract` gives, in one call of the runtime: cheaper than the two. */
  derive(salt: Uint8Array, material: Uint8Array, info: Uint8Array, length: number): Uint8Array
}

/** HKDF (RFC 5869) over a hash of the runtime. */
export function hkdf(id: number, algorithm: 'sha256' | 'sha384' | 'sha512'): Kdf {
  const hashBytes = createHash(algorithm).digest().length
  const mac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
    const hmac = createHmac(algorithm, createSecretKey(key))
    for (const part of parts) hmac.update(part)
    return hmac.digest()
  }
  return {
    id,
    hashBytes,
    extract: (salt, material) => mac(salt, material),
    derive: (salt, material, info, length) =>
      new Uint8Array(hkdfSync(algorithm, createSecretKey(material), salt, info, length)),
    expand(secret, info, length) {
      const blocks: Buffer[] = []
      let last: Buffer = Buffer.alloc(0)
      for (let n = 1; blocks.length * hashBytes < length; n++) {
        last = mac(secret, last, info, Uint8Array.of(n))
        blocks.push(last)
      }
      return blocks.length === 1
        ? last.subarray(0, length)
        : Buffer.concat(blocks).subarray(0, length)
    },
  }
}

/** The one that letters are sealed with. */
export const hkdfSha256 = hkdf(0x0001, 'sha256')

const version = Buffer.from('HPKE-v1')

/** RFC 9180, 4: the label and the suite keep each use of the function apart from every other. */
export function labeledExtract(
  kdf: Kdf,
  suite: Uint8Array,
  salt: Uint8Array,
  label: string,
  material: Uint8Array,
): Uint8Array {
  return kdf.extract(salt, extractInput(suite, label, material))
}

/** What `LabeledExtract` extracts from. */
export function extractInput(suite: Uint8Array, label: string, material: Uint8Array): Uint8Array {
  return Buffer.concat([version, suite, Buffer.from(label), material])
}

/** What `LabeledExpand` expands under. */
export function expandInfo(
  suite: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return Buffer.concat([twoBytes(length), version, suite, Buffer.from(label), info])
}

/** RFC 9180, 4. */
export function labeledExpand(
  kdf: Kdf,
  suite: Uint8Array,
  secret: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return kdf.expand(secret, expandInfo(suite, label, info, length), length)
}

/** `LabeledDerive` of a function in one step (draft-ietf-hpke-pq, 3): a label has its length before it. */
export function labeledMaterial(
  suite: Uint8Array,
  material: Uint8Array,
  label: string,
  context: Uint8Array,
  length: number,
): Uint8Array {
  const name = Buffer.from(label)
  return Buffer.concat([
    material,
    version,
    suite,
    twoBytes(name.length),
    name,
    twoBytes(length),
    context,
  ])
}

/** I2OSP(n, 2) (RFC 8017, 4.1). */
export function twoBytes(n: number): Uint8Array {
  return Uint8Array.of(n >> 8, n & 0xff)
}
