import { createCipheriv, createDecipheriv, createHmac, scryptSync } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { must, type Random, type Refusal, refuse } from '#base'
import type { Suite } from '#directory'
import { makeOpeningKey, makeSigningKey, type OpeningKey, type SigningKey } from '#exchange'
import type { Kek } from '#store'

/** Every private key of a node. Lives in one sealed file; never in a log, a record or an observation. */
export interface Keyring {
  /** Signs letters and the node's own records (Ed25519). */
  readonly seal: SigningKey
  /** The post-quantum twin (ML-DSA-44); absent where the authority takes part in the classical suite alone. */
  readonly secondSeal?: SigningKey
  /** Signs the log's heads, and nothing else. */
  readonly log: SigningKey
  /** Cosigns the heads of partners (Ed25519, and ML-DSA-44 beside it); absent in a keyring from before witnesses. */
  readonly witness?: SigningKey
  readonly secondWitness?: SigningKey
  /** Opens letters; the newest first, older ones stay until their letters are through. */
  readonly opening: readonly OpeningKey[]
  /** Encrypts the keys of the bodies: 32 bytes, or the keys after a rotation with those of before. */
  readonly kek: Kek
  /** Keys of officers who sign at this node, by actor. Passkeys replace them where the officer has one. */
  readonly officers: Readonly<Record<string, SigningKey>>
}

/** New keys for a node and its officers. The classical suite is for runtimes without lattices, and for simulations. */
export function makeKeyring(
  officers: readonly string[],
  random: Random,
  suite: Suite = 'hybrid',
): Keyring {
  const lattice = suite === 'hybrid'
  return {
    seal: makeSigningKey('Ed25519', random),
    ...(lattice ? { secondSeal: makeSigningKey('ML-DSA-44', random) } : {}),
    log: makeSigningKey('Ed25519', random),
    witness: makeSigningKey('Ed25519', random),
    ...(lattice ? { secondWitness: makeSigningKey('ML-DSA-44', random) } : {}),
    opening: [makeOpeningKey(random, lattice ? 'MLKEM768-X25519' : 'X25519')],
    kek: random.bytes(32),
    officers: Object.fromEntries(officers.map((id) => [id, makeSigningKey('Ed25519', random)])),
  }
}

interface SealedFile {
  readonly v: 1
  readonly salt: string
  readonly nonce: string
  readonly sealed: string
}

// scrypt (RFC 7914), 64 MiB: about a tenth of a second at start, dear for whoever tries many secrets.
const scryptCost = { N: 2 ** 15, r: 8, p: 1, maxmem: 128 * 1024 * 1024 } as const

/** Newest last. Whoever has these had the secret, and the keys behind them are in the memory of the node anyway. */
const derived = new Map<string, Buffer>()
const mostDerived = 16

/** The key of the file, reckoned once while this process runs: a node that is made and opened does not pay twice. */
function fileKey(secret: string, salt: Uint8Array): Buffer {
  const of = createHmac('sha256', salt).update(secret).digest('base64')
  const key = derived.get(of) ?? scryptSync(secret, salt, 32, scryptCost)
  derived.set(of, key)
  for (const oldest of derived.keys()) if (derived.size > mostDerived) derived.delete(oldest)
  return key
}

/**
 * The secret that opens the key file: given from outside (`COMITY_SECRET`), else a random one in `DIR/secret`.
 * A secret beside the file it opens protects copies of the key file alone, not a thief of the whole folder.
 */
export function keySecret(dir: string, given: string | undefined, random: Random): string {
  if (given !== undefined && given !== '') return given
  const path = join(dir, 'secret')
  if (!existsSync(path)) {
    // A new secret would open nothing, and would hide that the old one is gone.
    if (existsSync(join(dir, 'keyring.json')))
      unusable(`there is no ${path}, which opens the key file`, secretRemedy)
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    writeFileSync(path, Buffer.from(random.bytes(32)).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(path, 'utf8').trim()
}

export function writeKeyring(dir: string, keyring: Keyring, secret: string, random: Random): void {
  const salt = random.bytes(16)
  const nonce = random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', fileKey(secret, salt), nonce)
  const plain = Buffer.from(JSON.stringify(keyring, bytesAsText))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const file: SealedFile = {
    v: 1,
    salt: Buffer.from(salt).toString('base64'),
    nonce: Buffer.from(nonce).toString('base64'),
    sealed: sealed.toString('base64'),
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'keyring.json')
  writeFileSync(`${path}.new`, JSON.stringify(file), { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  chmodSync(path, 0o600)
  // The new name too is on the disk before anything is brought under a new key: without it nothing would open again.
  const folder = openSync(dir, 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/**
 * The keys.
 *
 * @throws RefusedError when the key file is missing, damaged or sealed under another secret: the node must not start
 * with other keys
 */
export function readKeyring(dir: string, secret: string): Keyring {
  const path = join(dir, 'keyring.json')
  if (!existsSync(path)) unusable(`the key file ${path} is missing`, restoreRemedy)
  const file = sealedFile(path)
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const sealed = bytes(file.sealed)
  const key = fileKey(secret, bytes(file.salt))
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes(file.nonce))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return JSON.parse(plain.toString('utf8'), textAsBytes) as Keyring
  } catch {
    return unusable(`the secret does not open ${path}, or the file was changed`, secretRemedy)
  }
}

function sealedFile(path: string): SealedFile {
  const damaged = () => unusable(`the key file ${path} is damaged`, restoreRemedy)
  try {
    const file = JSON.parse(readFileSync(path, 'utf8')) as Partial<SealedFile> | null
    const { v, salt, nonce, sealed } = file ?? {}
    const whole = [salt, nonce, sealed].every((text) => typeof text === 'string')
    return v === 1 && whole ? (file as SealedFile) : damaged()
  } catch (error) {
    return error instanceof SyntaxError ? damaged() : raise(error)
  }
}

const restoreRemedy = 'restore it from a backup; without its keys a node can neither sign nor read'
const secretRemedy =
  'give the secret the node was made with, in COMITY_SECRET or in the file secret of its folder'

function unusable(ground: string, remedy: string): never {
  const refusal: Refusal = { kind: 'conflict', name: 'node-unusable', ground, remedy }
  return must<never>(refuse(refusal))
}

function raise(error: unknown): never {
  throw error
}

function bytesAsText(this: unknown, key: string, value: unknown): unknown {
  const raw = (this as Record<string, unknown>)[key]
  return raw instanceof Uint8Array ? { $b: Buffer.from(raw).toString('base64') } : value
}

function textAsBytes(_key: string, value: unknown): unknown {
  const text = (value as { $b?: unknown } | null)?.$b
  return typeof text === 'string' ? new Uint8Array(Buffer.from(text, 'base64')) : value
}
