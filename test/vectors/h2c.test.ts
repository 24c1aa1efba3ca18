import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { ed25519_hasher } from '@noble/curves/ed25519.js'
import { p256_hasher } from '@noble/curves/nist.js'
import { describe, expect, it } from 'vitest'
import { type ExpandHash, expandMessage } from '../../src/hit/expand.ts'

// RFC 9380, Appendices J and K.
const folder = new URL('../../../shared/data/crypto/h2c/', import.meta.url)
const files = existsSync(folder) ? readdirSync(folder).sort() : []
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const text = (s: string) => new TextEncoder().encode(s)

interface Expanded {
  readonly DST: string
  readonly hash: string
  readonly tests: readonly {
    readonly len_in_bytes: string
    readonly msg: string
    readonly uniform_bytes: string
  }[]
}

interface Mapped {
  readonly dst: string
  readonly field: { readonly p: string }
  readonly hash: string
  readonly L: string
  readonly vectors: readonly {
    readonly P: { readonly x: string; readonly y: string }
    readonly msg: string
    readonly u: readonly string[]
  }[]
}

const hashers = {
  'P256_XMD-SHA-256_SSWU_RO_.json': p256_hasher,
  'edwards25519_XMD-SHA-512_ELL2_RO_.json': ed25519_hasher,
} as const

describe('the vectors of RFC 9380', () => {
  it.skipIf(files.length === 0)('pass, every file of the folder', () => {
    let expanded = 0
    let mapped = 0
    for (const name of files) {
      if (name.startsWith('expand_message_xmd')) expanded += expands(read(name))
      else mapped += maps(read(name), hashers[name as keyof typeof hashers])
    }
    expect({ files: files.length, expanded, mapped }).toEqual({
      files: 5,
      expanded: 30,
      mapped: 10,
    })
  })
})

/** Our own expand_message_xmd, the one under the shipped group. */
function expands(suite: Expanded): number {
  for (const test of suite.tests) {
    const out = expandMessage(
      suite.hash.toLowerCase() as ExpandHash,
      text(test.msg),
      text(suite.DST),
      Number(test.len_in_bytes),
    )
    expect(Buffer.from(out).toString('hex')).toBe(test.uniform_bytes)
  }
  return suite.tests.length
}

/** Field elements by our expansion; the points by the oracle's maps, which are not shipped. */
function maps(suite: Mapped, hasher: (typeof hashers)[keyof typeof hashers]): number {
  const p = BigInt(suite.field.p)
  const length = Number(suite.L)
  for (const vector of suite.vectors) {
    const uniform = expandMessage(
      suite.hash as ExpandHash,
      text(vector.msg),
      text(suite.dst),
      2 * length,
    )
    const u = [0, 1].map(
      (i) =>
        BigInt(`0x${Buffer.from(uniform.subarray(i * length, (i + 1) * length)).toString('hex')}`) %
        p,
    )
    expect(u).toEqual(vector.u.map(BigInt))
    const { x, y } = hasher.hashToCurve(text(vector.msg), { DST: text(suite.dst) }).toAffine()
    expect({ x, y }).toEqual({ x: BigInt(vector.P.x), y: BigInt(vector.P.y) })
  }
  return suite.vectors.length
}
