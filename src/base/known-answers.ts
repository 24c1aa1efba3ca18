import { sha256 } from './digest.ts'
import { isEd25519Key, verifyEd25519 } from './ed25519.ts'

/** One answer that a published standard gives, to be compared with what this runtime and its libraries give. */
export interface KnownAnswer {
  /** What is tested: `SHA-256`. */
  readonly of: string
  /** Where the answer stands. */
  readonly source: string
  /** False, or an error, when this machine answers otherwise. */
  holds(): boolean
}

const hex = (text: string) => Buffer.from(text, 'hex')
const same = (a: Uint8Array, b: string) => Buffer.from(a).equals(hex(b))

// RFC 8032, 7.1, TEST 2: the message is the one byte 72.
const key = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c')
const message = hex('72')
const r = '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da'
const s = '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'
/** The same S and the order of the group once more: the same signature in a form that is not canonical. */
const sAndOrder = 'f52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10'
/** The neutral element, under which a lax rule takes one signature for every message. */
const neutral = `01${'00'.repeat(31)}`

/** Hashing, and the one rule for signatures. */
export const baseAnswers: readonly KnownAnswer[] = [
  {
    of: 'SHA-256',
    source: 'FIPS 180-4, examples: "abc", and a million times "a"',
    // The second goes through the hash object, the first through the one call.
    holds: () =>
      same(
        sha256(Buffer.from('ab'), Buffer.from('c')),
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      ) &&
      same(
        sha256(Buffer.alloc(999_999, 'a'), Buffer.from('a')),
        'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
      ),
  },
  {
    of: 'Ed25519, verifying',
    source: 'RFC 8032, 7.1, TEST 2',
    holds: () =>
      verifyEd25519(key, message, hex(r + s)) && !verifyEd25519(key, hex('73'), hex(r + s)),
  },
  {
    of: 'Ed25519, one form alone',
    source: 'RFC 8032, 5.1.7; RFC 8032, 8.4',
    holds: () =>
      !verifyEd25519(key, message, hex(r + sAndOrder)) &&
      !verifyEd25519(hex(neutral), message, hex(neutral + '00'.repeat(32))) &&
      isEd25519Key(key) &&
      !isEd25519Key(hex(neutral)),
  },
]
