import crypto, { type DecipherGCM } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sodium from 'libsodium-wrappers-sumo'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { allAnswers, SelfTestFault, selfTest } from '../../src/node/self-test.ts'
import { comity } from '../cli.ts'

/** Supply chain, "vectors at start-up": a node on a runtime or library that answers wrongly does not start. */

const restore: (() => void)[] = []
afterEach(() => {
  for (const undo of restore.splice(0)) undo()
  syncBuiltinESMExports()
})

/** Puts another function in the place of one of the runtime or of the library. */
function replace(of: object, name: string, by: (was: never) => unknown): void {
  const owner = of as Record<string, unknown>
  const was = owner[name]
  owner[name] = by(was as never)
  restore.push(() => {
    owner[name] = was
  })
  syncBuiltinESMExports()
}

type Bytes = (...args: readonly unknown[]) => Uint8Array
const oneBitOff =
  (was: Bytes) =>
  (...args: readonly unknown[]) => {
    const bytes = Uint8Array.from(was(...args))
    bytes[0]! ^= 1
    return Buffer.from(bytes)
  }
const always = (answer: boolean) => () => () => answer

const gcm = Object.getPrototypeOf(
  crypto.createDecipheriv('aes-256-gcm', Buffer.alloc(32), Buffer.alloc(12)),
) as DecipherGCM

const broken: readonly (readonly [string, string, () => void])[] = [
  ['a hash with one bit off', 'SHA-256', () => replace(crypto, 'hash', oneBitOff as never)],
  [
    'a library that takes every signature',
    'Ed25519, verifying',
    () => replace(sodium, 'crypto_sign_verify_detached', always(true)),
  ],
  [
    'a library that takes no signature',
    'Ed25519, verifying',
    () => replace(sodium, 'crypto_sign_verify_detached', always(false)),
  ],
  [
    'the runtime’s laxer rule in the place of the strict one',
    'Ed25519, one form alone',
    () => replace(sodium, 'crypto_core_ed25519_is_valid_point', always(true)),
  ],
  [
    'a cipher that does not look at its tag',
    'AES-256-GCM',
    () => replace(gcm, 'final', () => () => Buffer.alloc(0)),
  ],
  [
    'a decapsulation of the curve with one bit off',
    'HPKE with X25519',
    () => replace(crypto, 'decapsulate', oneBitOff as never),
  ],
  [
    'a key agreement with one bit off',
    'HPKE with X25519',
    () => replace(crypto, 'diffieHellman', oneBitOff as never),
  ],
  [
    'a key derivation with one bit off',
    'HPKE with X25519',
    () => replace(crypto, 'hkdfSync', oneBitOff as never),
  ],
  [
    'a decapsulation of the lattice with one bit off',
    'HPKE with MLKEM768-X25519',
    () =>
      replace(
        crypto,
        'decapsulate',
        (was: Bytes) => (key: unknown, text: Uint8Array) =>
          text.length > 32 ? oneBitOff(was)(key, text) : was(key, text),
      ),
  ],
  [
    'a signature with one bit off',
    'Ed25519, signing',
    () => replace(crypto, 'sign', oneBitOff as never),
  ],
  [
    'a runtime that takes every lattice signature',
    'ML-DSA-44',
    () => replace(crypto, 'verify', always(true)),
  ],
  [
    'a group with another multiplication',
    'VOPRF(ristretto255, SHA-512)',
    () =>
      replace(
        sodium,
        'crypto_scalarmult_ristretto255',
        (was: Bytes) => (scalar: unknown, element: unknown) =>
          sodium.crypto_core_ristretto255_add(was(scalar, element), element as Uint8Array),
      ),
  ],
  [
    'a group that takes any bytes for an element',
    'VOPRF(ristretto255, SHA-512)',
    () => replace(sodium, 'crypto_core_ristretto255_is_valid_point', always(true)),
  ],
]

describe('a start asks every primitive for an answer that its standard prints', () => {
  it('and all of them answer so here', async () => {
    await selfTest(await allAnswers())
    expect((await allAnswers()).map((answer) => answer.of)).toEqual([
      'SHA-256',
      'Ed25519, verifying',
      'Ed25519, one form alone',
      'AES-256-GCM',
      'HPKE with X25519',
      'Ed25519, signing',
      'HPKE with MLKEM768-X25519',
      'ML-DSA-44',
      'XAES-256-GCM',
      'VOPRF(ristretto255, SHA-512)',
    ])
  })

  it.each(broken)('%s: named as %s', async (_what, named, change) => {
    const answers = await allAnswers()
    change()
    const fault = await selfTest(answers).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(SelfTestFault)
    expect((fault as Error).message).toContain(`self-test: ${named} does not give the answer of `)
    expect((fault as Error).message).toContain('what to do: do not use this machine for case data')
  })

  it('an answer that is an error is a wrong one', async () => {
    const answers = await allAnswers()
    replace(crypto, 'createHash', () => () => {
      throw new Error('no such digest')
    })
    await expect(selfTest(answers)).rejects.toThrow(/self-test: SHA-256/)
  })
})

describe('a node on such a machine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'comity-self-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is neither made nor started, and says why', () => {
    const wrong = join(folder, 'wrong.cjs')
    writeFileSync(
      wrong,
      "const c = require('node:crypto'); c.verify = () => true; require('node:module').syncBuiltinESMExports()\n",
    )
    const dir = join(folder, 'node')
    const init = [
      'init',
      dir,
      '--id',
      'XQ-FIU',
      '--name',
      'Q unit',
      '--country',
      'XQ',
      '--kind',
      'FIU',
    ]
    const args = [...init, '--officer', 'mira:analyst:Mira Solen']
    const onWrong = (words: readonly string[]) => {
      process.env.NODE_OPTIONS = `--require ${wrong}`
      try {
        return comity(words)
      } finally {
        delete process.env.NODE_OPTIONS
      }
    }
    const refused = (ran: ReturnType<typeof comity>) => {
      expect(ran.code).toBe(3)
      expect(ran.stderr).toContain(
        'comity: self-test: ML-DSA-44 does not give the answer of RFC 9881',
      )
    }
    refused(onWrong(args))
    const made = comity(args)
    expect(made.code, made.stderr).toBe(0)
    refused(onWrong(['start', dir, '--port', '0']))
    refused(onWrong(['verify', dir]))
  }, 60_000)
})
