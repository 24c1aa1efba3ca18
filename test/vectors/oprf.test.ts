import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '#base'
import type { Group } from '../../src/hit/group.ts'
import {
  batchHolds,
  batchHoldsWith,
  blindInput,
  deriveKeyPair,
  evaluateBatch,
  evaluateBatchWith,
  evaluateBlind,
  finalize,
  outputOf,
  outputOfWith,
} from '../../src/hit/oprf.ts'
import { ristretto255 } from '../../src/hit/ristretto.ts'
import type { Mode } from '../../src/hit/suite.ts'
import { nobleGroups } from './noble-groups.ts'

// RFC 9497, Appendix A: 15 suite-modes, 40 vectors.
const file = new URL('../../../shared/data/crypto/oprf/rfc9497-allVectors.json', import.meta.url)

interface Suite {
  readonly identifier: string
  readonly mode: 0 | 1 | 2
  readonly seed: string
  readonly keyInfo: string
  readonly skSm: string
  readonly pkSm?: string
  readonly vectors: readonly {
    readonly Batch: number
    readonly Blind: string
    readonly BlindedElement: string
    readonly EvaluationElement: string
    readonly Input: string
    readonly Output: string
    readonly Info?: string
    readonly Proof?: { readonly proof: string; readonly r: string }
  }[]
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const list = (text: string) => text.split(',').map(bytes)
const modeNames = ['oprf', 'voprf', 'poprf'] as const satisfies readonly Mode[]

const sodium = await ristretto255()
const groups: readonly (readonly [string, Group])[] = [
  ['libsodium', sodium],
  ...nobleGroups.map((group) => ['noble', group] as const),
]

function run(group: Group, suite: Suite): number {
  const mode = modeNames[suite.mode]
  const key = deriveKeyPair(group, mode, bytes(suite.seed), bytes(suite.keyInfo))
  expect(hex(key.secret)).toBe(suite.skSm)
  if (suite.pkSm !== undefined) expect(hex(key.public)).toBe(suite.pkSm)
  for (const vector of suite.vectors) {
    const inputs = list(vector.Input)
    const blinds = list(vector.Blind)
    const blinded = inputs.map((input, i) => blindInput(group, mode, input, { scalar: blinds[i]! }))
    const sent = blinded.map((b) => b.element)
    expect(sent.map(hex).join()).toBe(vector.BlindedElement)
    const info = vector.Info === undefined ? undefined : bytes(vector.Info)
    let elements: readonly Uint8Array[]
    if (mode === 'oprf') elements = sent.map((e) => evaluateBlind(group, key.secret, e))
    else {
      const r = { scalar: bytes(vector.Proof!.r) }
      const answer =
        info === undefined
          ? evaluateBatch(group, key, sent, r)
          : evaluateBatchWith(group, key, sent, info, r)
      expect(hex(answer.proof.c) + hex(answer.proof.s)).toBe(vector.Proof!.proof)
      const holds =
        info === undefined
          ? batchHolds(group, key.public, sent, answer)
          : batchHoldsWith(group, key.public, sent, answer, info)
      expect(holds).toBe(true)
      elements = answer.elements
    }
    expect(elements.map(hex).join()).toBe(vector.EvaluationElement)
    const outputs = inputs.map((input, i) => finalize(group, input, blinds[i]!, elements[i]!, info))
    expect(outputs.map(hex).join()).toBe(vector.Output)
    const own = inputs.map((input) =>
      info === undefined
        ? outputOf(group, mode, key.secret, input)
        : outputOfWith(group, key.secret, input, info),
    )
    expect(own.map(hex).join()).toBe(vector.Output)
  }
  return suite.vectors.length
}

describe('the vectors of RFC 9497', () => {
  it.skipIf(!existsSync(file))('pass, all 40, in the three modes of every suite', () => {
    const suites = JSON.parse(readFileSync(file, 'utf8')) as readonly Suite[]
    let shipped = 0
    let all = 0
    for (const suite of suites) {
      for (const [name, group] of groups) {
        if (group.identifier !== suite.identifier) continue
        const count = run(group, suite)
        if (name === 'libsodium') shipped += count
        else all += count
      }
    }
    expect({ suites: suites.length, all, shipped }).toEqual({ suites: 15, all: 40, shipped: 8 })
  })

  it('has one of them typed in, so that the shipped group is held where the file is absent', () => {
    // RFC 9497, A.1.2.1 (ristretto255-SHA512, VOPRF), test vector 1.
    expect(
      run(sodium, {
        identifier: 'ristretto255-SHA512',
        mode: 2,
        seed: 'a3'.repeat(32),
        keyInfo: '74657374206b6579',
        skSm: '145c79c108538421ac164ecbe131942136d5570b16d8bf41a24d4337da981e07',
        pkSm: 'c647bef38497bc6ec077c22af65b696efa43bff3b4a1975a3e8e0a1c5a79d631',
        vectors: [
          {
            Batch: 1,
            Blind: '64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706',
            BlindedElement: 'c8713aa89241d6989ac142f22dba30596db635c772cbf25021fdd8f3d461f715',
            EvaluationElement: '1a4b860d808ff19624731e67b5eff20ceb2df3c3c03b906f5693e2078450d874',
            Info: '7465737420696e666f',
            Input: '00',
            Output:
              'ca688351e88afb1d841fde4401c79efebb2eb75e7998fa9737bd5a82a152406d38bd29f680504e54fd4587eddcf2f37a2617ac2fbd2993f7bdf45442ace7d221',
            Proof: {
              proof:
                '41ad1a291aa02c80b0915fbfbb0c0afa15a57e2970067a602ddb9e8fd6b7100de32e1ecff943a36f0b10e3dae6bd266cdeb8adf825d86ef27dbc6c0e30c52206',
              r: '222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e',
            },
          },
        ],
      }),
    ).toBe(1)
  })
})

describe('two libraries, one answer', () => {
  it('agree on random inputs, keys and batches, byte for byte', () => {
    const noble = nobleGroups[0]!
    for (let round = 0; round < 8; round++) {
      const seed = systemRandom.bytes(32)
      const info = systemRandom.bytes(round)
      const key = deriveKeyPair(sodium, 'voprf', seed, info)
      expect(deriveKeyPair(noble, 'voprf', seed, info)).toEqual(key)
      const inputs = Array.from({ length: 1 + round }, (_, i) => systemRandom.bytes(i * 7))
      const ours = inputs.map((input) => blindInput(sodium, 'voprf', input, systemRandom))
      const theirs = inputs.map((input, i) =>
        blindInput(noble, 'voprf', input, { scalar: ours[i]!.blind }),
      )
      expect(theirs.map((b) => hex(b.element))).toEqual(ours.map((b) => hex(b.element)))
      const sent = ours.map((b) => b.element)
      const answer = evaluateBatch(noble, key, sent, systemRandom)
      expect(batchHolds(sodium, key.public, sent, answer)).toBe(true)
      expect(
        batchHolds(noble, key.public, sent, evaluateBatch(sodium, key, sent, systemRandom)),
      ).toBe(true)
      inputs.forEach((input, i) => {
        const output = finalize(sodium, input, ours[i]!.blind, answer.elements[i]!)
        expect(hex(output)).toBe(hex(outputOf(noble, 'voprf', key.secret, input)))
      })
    }
  })

  it('agree on what is an element and what is a scalar', () => {
    const noble = nobleGroups[0]!
    const odd: Uint8Array[] = [
      new Uint8Array(32),
      new Uint8Array(31),
      new Uint8Array(32).fill(0xff),
      // The order of the group, which is no scalar, and one less, which is.
      bytes('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'),
      bytes('ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010'),
      // RFC 9496, A.2: not an encoding of any element.
      bytes('00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'),
      bytes('0100000000000000000000000000000000000000000000000000000000000000'),
    ]
    for (let i = 0; i < 200; i++) odd.push(systemRandom.bytes(32))
    for (const candidate of odd) {
      expect(sodium.isElement(candidate), hex(candidate)).toBe(noble.isElement(candidate))
      expect(sodium.isScalar(candidate), hex(candidate)).toBe(noble.isScalar(candidate))
    }
  })
})
