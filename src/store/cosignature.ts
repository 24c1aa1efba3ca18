import { createPublicKey, verify as verifySignature } from 'node:crypto'
import { fromBase64, sha256, verifyEd25519 } from '#base'
import {
  type Checkpoint,
  isKeyName,
  keyId,
  noteLine,
  type SignatureType,
  signatureTypes,
} from './checkpoint.ts'

/**
 * Cosignatures of witnesses (C2SP tlog-cosignature): "of the log of this origin, the largest consistent head that I have
 * seen at this time is this one". Ed25519 signs the text `cosignature/v1`, the time and the checkpoint; ML-DSA-44 signs
 * the structure `subtree/v1`, which names the witness too.
 */
export type CosignatureType = Exclude<SignatureType, 'Ed25519'>

/** A public key with the name it signs under, as signed-note writes it in one line (a "vkey"). */
export interface NoteKey {
  readonly name: string
  readonly type: SignatureType
  readonly publicKey: Uint8Array
}

export interface CosignerKey extends NoteKey {
  readonly type: CosignatureType
}

const lengths = {
  Ed25519: { key: 32, signature: 64 },
  'Ed25519 cosignature': { key: 32, signature: 64 },
  'ML-DSA-44': { key: 1312, signature: 2420 },
} as const satisfies Record<SignatureType, { key: number; signature: number }>

/** The last second of the year 9999: no instant is written of a later one. */
const lastSecond = 253_402_300_799n

const encoder = new TextEncoder()

/** The bytes that a witness signs. `seconds` since the epoch, when it signs. */
export function cosignedMessage(
  checkpoint: Pick<Checkpoint, 'origin' | 'size' | 'root' | 'text'>,
  key: Pick<CosignerKey, 'name' | 'type'>,
  seconds: number,
): Uint8Array {
  if (key.type === 'Ed25519 cosignature')
    return Buffer.concat([encoder.encode(`cosignature/v1\ntime ${seconds}\n`), checkpoint.text])
  return Buffer.concat([
    encoder.encode('subtree/v1\n\0'),
    named(key.name),
    u64(seconds),
    named(checkpoint.origin),
    u64(0),
    u64(checkpoint.size),
    checkpoint.root,
  ])
}

/** The line to put under the checkpoint. `sign` signs exactly the bytes it is given with the key's algorithm. */
export function cosign(
  checkpoint: Checkpoint,
  key: CosignerKey,
  seconds: number,
  sign: (message: Uint8Array) => Uint8Array,
): string {
  const signature = sign(cosignedMessage(checkpoint, key, seconds))
  if (signature.length !== lengths[key.type].signature)
    throw new TypeError(`a cosignature by ${key.type} has ${lengths[key.type].signature} bytes`)
  const id = keyId(key.name, key.publicKey, key.type)
  return noteLine(key.name, id, Buffer.concat([u64(seconds), signature]))
}

/** When that witness cosigned the checkpoint, in seconds; undefined when none of its lines holds. */
export function cosignedBy(checkpoint: Checkpoint, key: CosignerKey): number | undefined {
  const id = keyId(key.name, key.publicKey, key.type)
  for (const line of checkpoint.signatures) {
    if (line.name !== key.name || Buffer.compare(line.keyId, id) !== 0) continue
    if (line.signature.length !== 8 + lengths[key.type].signature) continue
    const time = Buffer.from(line.signature).readBigUInt64BE(0)
    if (time > lastSecond) continue
    const seconds = Number(time)
    const message = cosignedMessage(checkpoint, key, seconds)
    if (holds(key, message, line.signature.subarray(8))) return seconds
  }
  return undefined
}

/** `name+id+key`: the key id in hex, then base64 of type byte and key (signed-note, "Verifier keys"). */
export function vkeyOf({ name, type, publicKey }: NoteKey): string {
  const id = Buffer.from(keyId(name, publicKey, type)).toString('hex')
  const typed = Buffer.concat([Uint8Array.of(signatureTypes[type]), publicKey])
  return `${name}+${id}+${typed.toString('base64')}`
}

/** Undefined when it is not a key in exactly this form, or its id is not that of the key. */
export function parseVkey(text: string): NoteKey | undefined {
  const found = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text)
  const typed = fromBase64(found?.[3] ?? '')
  const type = (Object.keys(signatureTypes) as SignatureType[]).find(
    (t) => signatureTypes[t] === typed?.[0],
  )
  if (!found?.[1] || !typed || !type || !isKeyName(found[1])) return undefined
  const key: NoteKey = { name: found[1], type, publicKey: typed.subarray(1) }
  if (key.publicKey.length !== lengths[type].key) return undefined
  const id = Buffer.from(keyId(key.name, key.publicKey, type)).toString('hex')
  return id === found[2] ? key : undefined
}

/** What two names of one key have in common: witnesses are told apart by it. */
export function printOf(key: NoteKey): string {
  return Buffer.from(sha256(key.publicKey)).toString('hex')
}

function holds(key: CosignerKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (key.type === 'Ed25519 cosignature') return verifyEd25519(key.publicKey, message, signature)
  try {
    const pub = Buffer.from(key.publicKey).toString('base64url')
    const object = createPublicKey({
      key: { kty: 'AKP', alg: 'ML-DSA-44', pub } as never,
      format: 'jwk',
    })
    return verifySignature(null, message, object, signature)
  } catch {
    return false
  }
}

/** RFC 8446, section 3.4: a vector of at most 255 bytes behind its length. */
function named(text: string): Uint8Array {
  const bytes = encoder.encode(text)
  if (bytes.length < 1 || bytes.length > 255) throw new TypeError('a name has 1 to 255 bytes')
  return Buffer.concat([Uint8Array.of(bytes.length), bytes])
}

function u64(n: number): Uint8Array {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(n))
  return bytes
}
