import { createCipheriv, createDecipheriv } from 'node:crypto'
import { type Digest, digest, done, type Outcome, type Random, refuse } from '#base'
import { bytesOf, type OfficerKey, text } from './officer-key.ts'
import { tipRefusal } from './refusals.ts'
import { type BoxKey, openSealed, sealTo } from './sealed-box.ts'
import { joinTwo, type Share, splitInTwo, together } from './shares.ts'

/** Who the source is, if the source wants to say so: opened by two officers of the unit, never by one. */
export interface SealedIdentity {
  /** AES-256-GCM, always of one length. */
  readonly cipher: string
  readonly nonce: string
  readonly shares: readonly SealedShare[]
}

export interface SealedShare {
  readonly officer: string
  readonly place: number
  /** To which key of that officer: a key that was made anew opens no older share. */
  readonly key: Digest
  /** Parts, each sealed to that key; together they are the share. */
  readonly sealed: readonly string[]
}

/** The first key turned: the share of one officer, sealed anew to each of the others. */
export interface TurnedKey {
  readonly officer: string
  readonly place: number
  readonly to: readonly { readonly officer: string; readonly sealed: string }[]
}

const room = 8 * 1024
const mostCharacters = 2_000

export function sealIdentity(
  words: string,
  officers: readonly OfficerKey[],
  random: Random,
): Outcome<SealedIdentity> {
  if (words.length > mostCharacters) return refuse(tipRefusal('identity-too-long'))
  if (officers.length < 2) return refuse(tipRefusal('box-closed'))
  const [key, nonce] = [random.bytes(32), random.bytes(12)]
  const plain = Buffer.alloc(room)
  const length = plain.write(words, 4, 'utf8')
  plain.writeUInt32BE(length)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  const shares = splitInTwo(key, officers.length, random)
  const held = officers.map((officer, i) => ({
    officer: officer.officer,
    place: shares[i]!.place,
    key: keyOf(officer),
    sealed: [text(sealTo(bytesOf(officer.publicKey), shares[i]!.bytes, random))],
  }))
  plain.fill(0)
  key.fill(0)
  return done({ cipher: text(sealed), nonce: text(nonce), shares: held })
}

/** What the report of retaliation names, so that nobody can put another envelope in its place. */
export function identityDigest(identity: SealedIdentity): Digest {
  return digest(bytesOf(identity.cipher))
}

/** Name of one key of an officer. */
export function keyOf({ publicKey }: Pick<OfficerKey, 'publicKey'>): Digest {
  return digest(bytesOf(publicKey))
}

/** Has this officer, with the key of today, a share in the envelope? */
export function hasShare({ shares }: SealedIdentity, officer: OfficerKey): boolean {
  return shares.some((s) => s.officer === officer.officer && s.key === keyOf(officer))
}

/** Undefined where the officer has no share in this envelope, or the key is another one's. */
export function turnFirstKey(
  identity: SealedIdentity,
  first: Holder,
  others: readonly OfficerKey[],
  random: Random,
): TurnedKey | undefined {
  const share = shareOf(identity, first)
  if (share === undefined) return undefined
  const to = others
    .filter((other) => other.officer !== first.officer && hasShare(identity, other))
    .map(({ officer, publicKey }) => ({
      officer,
      sealed: text(sealTo(bytesOf(publicKey), share.bytes, random)),
    }))
  return { officer: first.officer, place: share.place, to }
}

/** The words in the envelope; undefined for whoever turned the first key, for a stranger and for changed bytes. */
export function turnSecondKey(
  identity: SealedIdentity,
  turned: TurnedKey,
  second: Holder,
): string | undefined {
  const passed = turned.to.find(({ officer }) => officer === second.officer)
  const own = shareOf(identity, second)
  if (passed === undefined || own === undefined || turned.officer === second.officer)
    return undefined
  const bytes = openSealed(second.key, bytesOf(passed.sealed))
  const key = bytes && joinTwo({ place: turned.place, bytes }, own)
  if (key?.length !== 32) return undefined
  const sealed = bytesOf(identity.cipher)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(identity.nonce))
    decipher.setAuthTag(sealed.subarray(-16))
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    return plain.toString('utf8', 4, 4 + plain.readUInt32BE())
  } catch {
    return undefined
  }
}

/** An officer with the own key open. */
export interface Holder {
  readonly officer: string
  readonly key: BoxKey
}

/** Undefined where the officer has none, or not under this key. */
export function shareOf(identity: SealedIdentity, { officer, key }: Holder): Share | undefined {
  const share = identity.shares.find(
    (s) => s.officer === officer && s.key === digest(key.publicKey),
  )
  let bytes: Uint8Array | undefined
  for (const part of share?.sealed ?? []) {
    const opened = openSealed(key, bytesOf(part))
    if (opened === undefined) return undefined
    bytes = bytes === undefined ? opened : together(bytes, opened)
  }
  return share && bytes && { place: share.place, bytes }
}
