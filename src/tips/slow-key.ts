import * as crypto from 'node:crypto'
import sodium from 'libsodium-wrappers-sumo'

/** Argon2id (RFC 9106) with one lane: a fifth of a second and 64 MiB for each guess. */
export const slowCost = { passes: 3, kibibytes: 64 * 1024 } as const

type Argon2 = (
  algorithm: 'argon2id',
  parameters: Readonly<Record<string, unknown>>,
  callback: (error: Error | null, key: Uint8Array) => void,
) => void

/**
 * Bytes out of something a person can keep in mind, as dearly as a person can wait for. Runtimes that have Argon2 reckon
 * it beside everything else; older ones have it from libsodium, with the same result.
 *
 * @param salt 16 bytes
 */
export async function slowKey(
  secret: string,
  salt: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const native = (crypto as unknown as { argon2?: Argon2 }).argon2
  if (native === undefined) return slowKeyOfSodium(secret, salt, length)
  return new Promise((resolve, reject) =>
    native(
      'argon2id',
      {
        message: Buffer.from(secret, 'utf8'),
        nonce: salt,
        parallelism: 1,
        tagLength: length,
        memory: slowCost.kibibytes,
        passes: slowCost.passes,
      },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    ),
  )
}

export async function slowKeyOfSodium(
  secret: string,
  salt: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  await sodium.ready
  const { passes, kibibytes } = slowCost
  const algorithm = sodium.crypto_pwhash_ALG_ARGON2ID13
  return sodium.crypto_pwhash(length, secret, salt, passes, kibibytes * 1024, algorithm)
}
