import type { Random } from '#base'
import { type Group, octets } from './group.ts'

/** RFC 9497, 3.1: blind; blind and verifiable; the same with an input that both sides know. */
export const modes = { oprf: 0, voprf: 1, poprf: 2 } as const
export type Mode = keyof typeof modes

/** CreateContextString (3.1): keeps every mode and every group apart. */
export function contextOf(group: Group, mode: Mode): Uint8Array {
  const key = `${mode} ${group.identifier}`
  let context = contexts.get(key)
  if (context === undefined) {
    context = Buffer.concat([
      Buffer.from('OPRFV1-'),
      octets(modes[mode], 1),
      Buffer.from(`-${group.identifier}`),
    ])
    contexts.set(key, context)
  }
  return context
}

const contexts = new Map<string, Uint8Array>()

export function tagged(label: string, context: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(label), context])
}

/**
 * RandomScalar (2.1), by hashing 64 random bytes to a scalar: uniform but for 2^-128, and never an encoding that the
 * group would refuse.
 */
export function randomScalar(group: Group, random: Random): Uint8Array {
  for (;;) {
    const scalar = group.hashToScalar(random.bytes(64), Buffer.from('Comity-RandomScalar'))
    if (!group.isZeroScalar(scalar)) return scalar
  }
}
