import { timingSafeEqual } from 'node:crypto'
import type { Random } from '#base'
import { framed, type Group, octets } from './group.ts'
import { contextOf, type Mode, randomScalar, tagged } from './suite.ts'

/**
 * Proof that one secret relates two pairs of elements (RFC 9497, 2.2): here, that every element of a batch was
 * evaluated under the key whose public half is known. The challenge, then the response.
 */
export interface Proof {
  readonly c: Uint8Array
  readonly s: Uint8Array
}

/** Pairs of the batch: `c[i]` times the secret is `d[i]`. */
export interface Pairs {
  readonly c: readonly Uint8Array[]
  readonly d: readonly Uint8Array[]
}

/** GenerateProof (2.2.1): `b` is the generator times `k`, and so is every `d[i]` of its `c[i]`. */
export function prove(
  group: Group,
  mode: Mode,
  k: Uint8Array,
  b: Uint8Array,
  pairs: Pairs,
  random: Random | { readonly scalar: Uint8Array },
): Proof {
  const weights = weightsOf(group, mode, b, pairs)
  const m = weighted(group, weights, pairs.c)
  const z = group.multiply(k, m)
  const r = 'scalar' in random ? random.scalar : randomScalar(group, random)
  const c = challenge(group, mode, b, m, z, group.multiplyBase(r), group.multiply(r, m))
  return { c, s: group.scalarSubtract(r, group.scalarMultiply(c, k)) }
}

/** VerifyProof (2.2.2). False for anything that is not such a proof; throws nothing, for a stranger made it. */
export function proves(
  group: Group,
  mode: Mode,
  b: Uint8Array,
  pairs: Pairs,
  proof: Proof,
): boolean {
  if (pairs.c.length === 0 || pairs.c.length !== pairs.d.length) return false
  if (!group.isScalar(proof.c) || !group.isScalar(proof.s)) return false
  if (![b, ...pairs.c, ...pairs.d].every((element) => group.isElement(element))) return false
  try {
    const weights = weightsOf(group, mode, b, pairs)
    const m = weighted(group, weights, pairs.c)
    const z = weighted(group, weights, pairs.d)
    const t2 = group.add(group.multiplyBase(proof.s), group.multiply(proof.c, b))
    const t3 = group.add(group.multiply(proof.s, m), group.multiply(proof.c, z))
    return timingSafeEqual(challenge(group, mode, b, m, z, t2, t3), proof.c)
  } catch {
    // The group refuses a product that is the identity; an honest proof has none but by a chance of 2^-252.
    return false
  }
}

/** The weights of ComputeComposites: they bind every pair, so one false element spoils the whole proof. */
function weightsOf(group: Group, mode: Mode, b: Uint8Array, pairs: Pairs): readonly Uint8Array[] {
  const seedTag = tagged('Seed-', contextOf(group, mode))
  const seed = framed(group.hash(framed(b), framed(seedTag)))
  const tag = tagged('HashToScalar-', contextOf(group, mode))
  const composite = Buffer.from('Composite')
  return pairs.c.map((c, i) =>
    group.hashToScalar(
      Buffer.concat([seed, octets(i, 2), framed(c), framed(pairs.d[i]!), composite]),
      tag,
    ),
  )
}

function weighted(
  group: Group,
  weights: readonly Uint8Array[],
  elements: readonly Uint8Array[],
): Uint8Array {
  return elements
    .map((element, i) => group.multiply(weights[i]!, element))
    .reduce((sum, element) => group.add(sum, element))
}

function challenge(
  group: Group,
  mode: Mode,
  ...elements: readonly [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array]
): Uint8Array {
  const transcript = Buffer.concat([...elements.map(framed), Buffer.from('Challenge')])
  return group.hashToScalar(transcript, tagged('HashToScalar-', contextOf(group, mode)))
}
