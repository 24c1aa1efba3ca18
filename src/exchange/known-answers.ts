import { createHash } from 'node:crypto'
import {
  aes256Gcm,
  hkdfSha256,
  hybridKem,
  hybridPair,
  type KnownAnswer,
  type Random,
  schedule,
  systemRandom,
  x25519Kem,
} from '#base'
import { hybridAnswer } from './hybrid-answer.ts'
import { keyId, makeSigningKey, sign, verify } from './keys.ts'
import { bestSealAlgorithm } from './seal.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const same = (a: Uint8Array, b: string) => Buffer.from(a).equals(hex(b))

function throws(what: () => unknown): boolean {
  try {
    what()
    return false
  } catch {
    return true
  }
}

const gcm = {
  key: 'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
  nonce: 'cafebabefacedbaddecaf888',
  aad: 'feedfacedeadbeeffeedfacedeadbeefabaddad2',
  plain:
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
    '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  sealed:
    '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
    '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
    '76fc6ece0f4e1768cddf8853bb2d551b',
} as const

const aesGcm: KnownAnswer = {
  of: 'AES-256-GCM',
  source: 'McGrew and Viega, The Galois/Counter Mode of Operation, test case 16',
  holds() {
    const [key, nonce, aad, sealed] = [gcm.key, gcm.nonce, gcm.aad, gcm.sealed].map(hex) as [
      Buffer,
      Buffer,
      Buffer,
      Buffer,
    ]
    const changed = Buffer.from(sealed)
    changed[changed.length - 1]! ^= 1
    return (
      same(aes256Gcm.seal(key, nonce, aad, hex(gcm.plain)), gcm.sealed) &&
      same(aes256Gcm.open(key, nonce, aad, sealed), gcm.plain) &&
      throws(() => aes256Gcm.open(key, nonce, aad, changed))
    )
  },
}

const hpke: KnownAnswer = {
  of: 'HPKE with X25519',
  source: 'RFC 9180, test vectors, base mode, DHKEM(X25519), HKDF-SHA256, AES-256-GCM',
  holds() {
    const publicKey = hex('430f4b9859665145a6b1ba274024487bd66f03a2dd577d7753c68d7d7d00c00c')
    const secretKey = hex('497b4502664cfea5d5af0b39934dac72242a74f8480451e1aee7d6a53320333d')
    const material = hex('2cd7c601cefb3d42a62b04b7a9041494c06c7843818e0ce28a8f704ae7ab20f9')
    const { secret, encapsulated } = x25519Kem.encapsulate(publicKey, material)
    const found = x25519Kem.decapsulate(encapsulated, { secret: secretKey, publicKey })
    const suite = { kem: x25519Kem, kdf: hkdfSha256, aead: aes256Gcm }
    const info = hex('4f6465206f6e2061204772656369616e2055726e')
    const plain = hex('4265617574792069732074727574682c20747275746820626561757479')
    return (
      same(encapsulated, '6c93e09869df3402d7bf231bf540fadd35cd56be14f97178f0954db94b7fc256') &&
      same(secret, '3101c54c3a4f87439eaac080699ed9bbcc726ffe44e860c0424ccb7e3e2ead7b') &&
      Buffer.from(found).equals(secret) &&
      same(
        schedule(suite, secret, info).seal(plain, Buffer.from('Count-0')),
        'e5d84cd531cfb583096e7cfa9641bd3079cf3a91cda813c52deb5f512be9931980a41de125a925cdad859d5b7a',
      )
    )
  },
}

const hybrid: KnownAnswer = {
  of: 'HPKE with MLKEM768-X25519',
  source: 'draft-ietf-hpke-pq, test vectors, KEM 0x647a',
  holds() {
    const pair = hybridPair(hex(hybridAnswer.seed))
    const found = hybridKem.decapsulate(Buffer.from(hybridAnswer.encapsulated, 'base64url'), pair)
    // Encapsulating takes its own randomness, so it is tried there and back.
    const { secret, encapsulated } = hybridKem.encapsulate(pair.publicKey, counted.bytes(32))
    return (
      same(createHash('sha256').update(pair.publicKey).digest(), hybridAnswer.publicKeySha256) &&
      same(found, hybridAnswer.secret) &&
      Buffer.from(hybridKem.decapsulate(encapsulated, pair)).equals(secret)
    )
  },
}

/** The bytes 0, 1, 2 and so on: the seed of the examples of RFC 9881. */
const counted: Random = {
  ...systemRandom,
  bytes: (n) => Uint8Array.from({ length: n }, (_, i) => i),
}

const signing: KnownAnswer = {
  of: 'Ed25519, signing',
  source: 'RFC 8032, 7.1, TEST 2',
  holds() {
    const seed = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb')
    const key = makeSigningKey('Ed25519', { ...systemRandom, bytes: () => seed })
    return (
      same(key.publicKey, '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c') &&
      same(
        sign(key, hex('72')),
        '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
          '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
      )
    )
  },
}

const lattice: KnownAnswer = {
  of: 'ML-DSA-44',
  source: 'RFC 9881, appendix C: the public key of the seed 00 01 02 ... 1f',
  holds() {
    const key = makeSigningKey('ML-DSA-44', counted)
    const message = Buffer.from('comity/self-test')
    // A signature has randomness of its own, so it is tried there and back, and refused for anything else.
    const signature = sign(key, message)
    const changed = Buffer.from(signature)
    changed[100]! ^= 1
    return (
      key.id === 'ML-DSA-44:9f107644c1084526' &&
      key.id === keyId('ML-DSA-44', key.publicKey) &&
      Buffer.from(key.publicKey.subarray(0, 32)).equals(
        hex('d7b2b47254aae0db45e7930d4a98d2c97d8f1397d1789dafa17024b316e9bec9'),
      ) &&
      verify(key, message, signature) &&
      !verify(key, message, changed) &&
      !verify(key, Buffer.from('comity/self-tesT'), signature)
    )
  },
}

/** Sealing and signing letters. A runtime without lattices is asked about the curve alone, as its cards say. */
export const exchangeAnswers: readonly KnownAnswer[] = [
  aesGcm,
  hpke,
  signing,
  ...(bestSealAlgorithm() === 'X25519' ? [] : [hybrid, lattice]),
]
