import { createHash } from 'node:crypto'
import { keccak256 } from './keccak.ts'

/** ISO 7064 MOD 97-10 over letters (A is 10) and digits: true when the whole leaves the remainder one. */
export function mod97Holds(text: string): boolean {
  let rest = 0
  for (const sign of text) {
    const value = Number.parseInt(sign, 36)
    if (Number.isNaN(value)) return false
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** IBAN (ISO 13616): the first four signs go to the end before the check. */
export function ibanHolds(text: string): boolean {
  return mod97Holds(text.slice(4) + text.slice(0, 4))
}

/**
 * Length of an IBAN by country, where the IBAN registry (ISO 13616) lists one. Other codes may have 15 to 34 signs; the
 * check digits still hold them.
 */
export const ibanLengths: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MR: 27,
  MT: 31,
  MU: 30,
  NL: 18,
  NO: 15,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  SA: 24,
  SC: 31,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
}

/** ERC-55: a letter is a capital where the hash of the lower-case address has a digit of eight or more. */
export function erc55(lower: string): string {
  const hash = Buffer.from(keccak256(Buffer.from(lower))).toString('hex')
  return [...lower]
    .map((sign, i) => (Number.parseInt(hash[i]!, 16) >= 8 ? sign.toUpperCase() : sign))
    .join('')
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58Check: 21 bytes of version and hash, then the first four of a double SHA-256 over them. */
export function base58CheckHolds(text: string): boolean {
  let value = 0n
  for (const sign of text) {
    const digit = base58.indexOf(sign)
    if (digit < 0) return false
    value = value * 58n + BigInt(digit)
  }
  if (value >= 1n << 200n) return false
  const bytes = Buffer.from(value.toString(16).padStart(50, '0'), 'hex')
  const ones = text.length - text.replace(/^1+/, '').length
  const zeros = bytes.findIndex((byte) => byte !== 0)
  if (ones !== (zeros === -1 ? bytes.length : zeros)) return false
  const sha = (data: Uint8Array) => createHash('sha256').update(data).digest()
  return sha(sha(bytes.subarray(0, 21)))
    .subarray(0, 4)
    .equals(bytes.subarray(21))
}

const bech32Signs = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** BIP 173 and BIP 350: version 0 with the first constant, later versions with the second. Lower case given. */
export function segwitHolds(text: string): boolean {
  const cut = text.lastIndexOf('1')
  const prefix = text.slice(0, cut)
  const data = [...text.slice(cut + 1)].map((sign) => bech32Signs.indexOf(sign))
  if (data.length < 7 || text.length > 90 || data.includes(-1)) return false
  const spread = [...prefix].map((sign) => sign.charCodeAt(0))
  const all = [...spread.map((code) => code >> 5), 0, ...spread.map((code) => code & 31), ...data]
  let check = 1
  for (const value of all) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    generators.forEach((generator, i) => {
      if ((top >>> i) & 1) check ^= generator
    })
  }
  return check >>> 0 === (data[0] === 0 ? 1 : 0x2bc830a3)
}
