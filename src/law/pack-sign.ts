import { type KeyObject, sign } from 'node:crypto'
import {
  canonical,
  type Day,
  done,
  fromBase64,
  type Json,
  type Outcome,
  verifyEd25519,
} from '#base'
import { type Pack, type PackSignature, packRoles, type SignedPack, type Trust } from './pack.ts'
import { no } from './pack-refuse.ts'
import { inForce } from './rows.ts'
import { plain } from './rows-digest.ts'

// So that a signature over a pack can never pass for a signature over a letter or a card.
const context = 'comity law pack v1\n'

type Stamp = Pick<PackSignature, 'signer' | 'key' | 'role' | 'at'>

/** The signature of one person under a pack; the pack may already bear another. */
export function signPack(pack: Pack, stamp: Stamp, privateKey: KeyObject): PackSignature {
  const { signer, key, role, at } = stamp
  const signature = sign(null, message(pack, stamp), privateKey).toString('base64url')
  return { signer, key, role, at, signature }
}

/** Did two persons of the treaty desk sign it, each with a key that was valid that day, and no later than `on`? */
export function checkSignatures(signed: SignedPack, trust: Trust, on: Day): Outcome<SignedPack> {
  const { pack, signatures } = signed
  if (signatures.length === 0) return no('not-signed', `pack ${pack.id} bears no signature`)
  for (const one of signatures) {
    const checked = checkOne(pack, one, trust, on)
    if (!checked.ok) return checked
  }
  const people = new Set(signatures.map((s) => s.signer))
  const keys = new Set(signatures.map((s) => publicKeyOf(s, trust)))
  if (people.size < 2 || keys.size < 2)
    return no('one-signer-only', `pack ${pack.id} is signed by ${[...people].join()} alone`)
  return done(signed)
}

function checkOne(pack: Pack, one: PackSignature, trust: Trust, on: Day): Outcome<true> {
  const day = one.at.slice(0, 10) as Day
  const known = trust.filter((t) => t.signer === one.signer && t.key === one.key)
  if (known.length === 0)
    return no('signer-unknown', `${one.signer} with key ${one.key} is not known here`)
  const entitled = known.filter((t) => t.role === one.role && packRoles.includes(t.role))
  if (entitled.length === 0) return no('signer-not-entitled', `${one.signer} signed as ${one.role}`)
  const valid = entitled.find((t) => inForce(t, day))
  if (valid === undefined)
    return no('signer-expired', `key ${one.key} of ${one.signer} was not valid on ${day}`)
  if (day > on) return no('signature-ahead', `${one.signer} signed on ${day}, today is ${on}`)
  if (!genuine(pack, one, valid.publicKey))
    return no('signature-false', `the signature of ${one.signer} is not over this text`)
  return done(true)
}

function genuine(pack: Pack, one: PackSignature, publicKey: string): boolean {
  const bytes = fromBase64(one.signature, 'base64url')
  if (bytes === undefined) return false
  try {
    return verifyEd25519(Buffer.from(publicKey, 'base64url'), message(pack, one), bytes)
  } catch {
    // A text that has no canonical form was signed by nobody.
    return false
  }
}

function publicKeyOf(one: PackSignature, trust: Trust): string {
  return trust.find((t) => t.signer === one.signer && t.key === one.key)?.publicKey ?? one.key
}

function message(pack: Pack, { signer, key, role, at }: Stamp): Uint8Array {
  const body = { pack: plain(pack), signer, key, role, at }
  return Buffer.concat([Buffer.from(context), canonical(body as Json)])
}
