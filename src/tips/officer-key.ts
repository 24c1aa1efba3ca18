import { createCipheriv, createDecipheriv } from 'node:crypto'
import { done, fromBase64, type Outcome, type Random, refuse } from '#base'
import { tipRefusal } from './refusals.ts'
import { type BoxKey, boxKey, kindOf } from './sealed-box.ts'
import { slowKey } from './slow-key.ts'

/** The key of one officer of the unit, as the node keeps it: it opens with the officer's passphrase alone. */
export interface OfficerKey {
  readonly officer: string
  /** Base64. */
  readonly publicKey: string
  readonly salt: string
  readonly nonce: string
  /** Seed of the pair under the passphrase (Argon2id, AES-256-GCM). */
  readonly sealed: string
}

const leastCharacters = 16
const mostCharacters = 500

export async function makeOfficerKey(
  officer: string,
  passphrase: string,
  random: Random,
): Promise<Outcome<OfficerKey>> {
  if ([...passphrase].length < leastCharacters || passphrase.length > mostCharacters)
    return refuse(tipRefusal('passphrase-weak'))
  const [seed, salt, nonce] = [random.bytes(32), random.bytes(16), random.bytes(12)]
  const { publicKey } = boxKey(seed)
  const key = await slowKey(passphrase.normalize('NFC'), salt, 32)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(Buffer.from(officer))
  const sealed = Buffer.concat([cipher.update(seed), cipher.final(), cipher.getAuthTag()])
  seed.fill(0)
  key.fill(0)
  return done({
    officer,
    publicKey: text(publicKey),
    salt: text(salt),
    nonce: text(nonce),
    sealed: text(sealed),
  })
}

/** The pair itself, for as long as somebody works with it. */
export async function openOfficerKey(
  kept: OfficerKey,
  passphrase: string,
): Promise<Outcome<BoxKey>> {
  const sealed = bytesOf(kept.sealed)
  // A seed and its seal: anything else is not worth the reckoning.
  if (passphrase.length > mostCharacters || sealed.length !== 48)
    return refuse(tipRefusal('passphrase-wrong'))
  const key = await slowKey(passphrase.normalize('NFC'), bytesOf(kept.salt), 32)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(kept.nonce))
    decipher.setAAD(Buffer.from(kept.officer))
    decipher.setAuthTag(sealed.subarray(-16))
    const seed = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    const pair = boxKey(seed, kindOf(bytesOf(kept.publicKey)))
    seed.fill(0)
    return done(pair)
  } catch {
    return refuse(tipRefusal('passphrase-wrong'))
  } finally {
    key.fill(0)
  }
}

export function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64')
}

export function bytesOf(base64: string): Uint8Array {
  return fromBase64(base64) ?? new Uint8Array()
}
