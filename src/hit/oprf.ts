import type { Random } from '#base'
import { type Pairs, type Proof, prove, proves } from './dleq.ts'
import { framed, type Group, octets } from './group.ts'
import { contextOf, type Mode, randomScalar, tagged } from './suite.ts'

/** A keyed function whose key one side has and whose input the other side has (RFC 9497). */
export interface KeyPair {
  readonly secret: Uint8Array
  readonly public: Uint8Array
}

/** What the asker keeps of one blinded input. */
export interface Blinded {
  readonly blind: Uint8Array
  readonly element: Uint8Array
}

/** A batch evaluated with one proof over all of it. */
export interface Evaluated {
  readonly elements: readonly Uint8Array[]
  readonly proof: Proof
}

/** DeriveKeyPair (3.2.1): the same seed and info give the same pair. */
export function deriveKeyPair(
  group: Group,
  mode: Mode,
  seed: Uint8Array,
  info: Uint8Array,
): KeyPair {
  const tag = tagged('DeriveKeyPair', contextOf(group, mode))
  for (let counter = 0; counter < 256; counter++) {
    const input = Buffer.concat([seed, framed(info), octets(counter, 1)])
    const secret = group.hashToScalar(input, tag)
    if (!group.isZeroScalar(secret)) return { secret, public: group.multiplyBase(secret) }
  }
  throw new RangeError('no key can be derived from this seed')
}

/** Blind (3.3.1). `random` may be the blind itself where a test gives it. */
export function blindInput(
  group: Group,
  mode: Mode,
  input: Uint8Array,
  random: Random | { readonly scalar: Uint8Array },
): Blinded {
  const element = hashInput(group, mode, input)
  const blind = 'scalar' in random ? random.scalar : randomScalar(group, random)
  return { blind, element: group.multiply(blind, element) }
}

/** BlindEvaluate of mode 0 (3.3.1): without a proof. */
export function evaluateBlind(group: Group, secret: Uint8Array, element: Uint8Array): Uint8Array {
  return group.multiply(secret, element)
}

/** BlindEvaluate of mode 1 for a batch (3.3.2), with one proof for all elements. */
export function evaluateBatch(
  group: Group,
  key: KeyPair,
  blinded: readonly Uint8Array[],
  random: Random | { readonly scalar: Uint8Array },
): Evaluated {
  const elements = blinded.map((element) => group.multiply(key.secret, element))
  const pairs: Pairs = { c: blinded, d: elements }
  return { elements, proof: prove(group, 'voprf', key.secret, key.public, pairs, random) }
}

/** True when every element was evaluated under this public key. To be asked before any element is used. */
export function batchHolds(
  group: Group,
  publicKey: Uint8Array,
  blinded: readonly Uint8Array[],
  evaluated: Evaluated,
): boolean {
  return proves(group, 'voprf', publicKey, { c: blinded, d: evaluated.elements }, evaluated.proof)
}

/** Unblinds and hashes (3.3.1): what the owner would get by `outputOf` on the same input. */
export function finalize(
  group: Group,
  input: Uint8Array,
  blind: Uint8Array,
  evaluated: Uint8Array,
  info?: Uint8Array,
): Uint8Array {
  return outputHash(group, input, group.multiply(group.scalarInvert(blind), evaluated), info)
}

/** Evaluate (3.3.1): the owner's own computation on an input that it knows. */
export function outputOf(
  group: Group,
  mode: Mode,
  secret: Uint8Array,
  input: Uint8Array,
): Uint8Array {
  return outputHash(group, input, group.multiply(secret, hashInput(group, mode, input)))
}

/** The key of mode 2 for one public input (3.3.3): the asker's check needs only the public half. */
function tweakedPublic(group: Group, publicKey: Uint8Array, info: Uint8Array): Uint8Array {
  const tweaked = group.add(group.multiplyBase(tweakOf(group, info)), publicKey)
  if (group.isIdentity(tweaked)) throw new RangeError('this public input undoes the key')
  return tweaked
}

/** BlindEvaluate of mode 2 for a batch (3.3.3): the public input is part of the key. */
export function evaluateBatchWith(
  group: Group,
  key: KeyPair,
  blinded: readonly Uint8Array[],
  info: Uint8Array,
  random: Random | { readonly scalar: Uint8Array },
): Evaluated {
  const t = group.scalarAdd(key.secret, tweakOf(group, info))
  const inverse = group.scalarInvert(t)
  const elements = blinded.map((element) => group.multiply(inverse, element))
  const pairs: Pairs = { c: elements, d: blinded }
  return { elements, proof: prove(group, 'poprf', t, group.multiplyBase(t), pairs, random) }
}

export function batchHoldsWith(
  group: Group,
  publicKey: Uint8Array,
  blinded: readonly Uint8Array[],
  evaluated: Evaluated,
  info: Uint8Array,
): boolean {
  const pairs: Pairs = { c: evaluated.elements, d: blinded }
  return proves(group, 'poprf', tweakedPublic(group, publicKey, info), pairs, evaluated.proof)
}

export function outputOfWith(
  group: Group,
  secret: Uint8Array,
  input: Uint8Array,
  info: Uint8Array,
): Uint8Array {
  const inverse = group.scalarInvert(group.scalarAdd(secret, tweakOf(group, info)))
  return outputHash(group, input, group.multiply(inverse, hashInput(group, 'poprf', input)), info)
}

function tweakOf(group: Group, info: Uint8Array): Uint8Array {
  const framedInfo = Buffer.concat([Buffer.from('Info'), framed(info)])
  return group.hashToScalar(framedInfo, tagged('HashToScalar-', contextOf(group, 'poprf')))
}

function hashInput(group: Group, mode: Mode, input: Uint8Array): Uint8Array {
  const element = group.hashToElement(input, tagged('HashToGroup-', contextOf(group, mode)))
  if (group.isIdentity(element)) throw new RangeError('this input has no element')
  return element
}

function outputHash(
  group: Group,
  input: Uint8Array,
  element: Uint8Array,
  info?: Uint8Array,
): Uint8Array {
  const public_ = info === undefined ? [] : [framed(info)]
  return group.hash(framed(input), ...public_, framed(element), Buffer.from('Finalize'))
}
