import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Instant, must } from '#base'
import type { AuthorityCard } from '#directory'
import { parseWitnessPolicy, vkeyOf, type WitnessPolicy } from '#store'
import { witnessKeysOf } from './witness.ts'

/** The quorum of a node stands in its folder, in the form of C2SP tlog-policy: an auditor reads the same file. */
const fileName = 'witness-policy'

/**
 * The policy of the node in this folder; undefined where there is none: then nobody is asked.
 *
 * @throws RefusedError when the file cannot be read as a policy: the node must not start with a weaker one
 */
export function readWitnessPolicy(dir: string): WitnessPolicy | undefined {
  const path = join(dir, fileName)
  return existsSync(path) ? must(parseWitnessPolicy(readFileSync(path, 'utf8'))) : undefined
}

/** Keeps the policy in the folder, for the next start. */
export function writeWitnessPolicy(dir: string, text: string): void {
  must(parseWitnessPolicy(text))
  const path = join(dir, fileName)
  writeFileSync(`${path}.new`, text, { mode: 0o644, flush: true })
  renameSync(`${path}.new`, path)
}

/** The policy as text again, without comments and addresses: what an auditor holds a head against. */
export function witnessPolicyLines(policy: WitnessPolicy): string {
  const lines = [
    ...policy.logs.map(({ key }) => `log ${vkeyOf(key)}`),
    ...policy.witnesses.map(({ name, key }) => `witness ${name} ${vkeyOf(key)}`),
    ...policy.groups.map((g) => `group ${g.name} ${g.atLeast} ${g.members.join(' ')}`),
    `quorum ${policy.quorum}`,
  ]
  return `${lines.join('\n')}\n`
}

/**
 * A policy in which so many of these partners must have cosigned, and every authority of `always` besides. With
 * `second` a partner counts when it has signed with both of its keys, Ed25519 and ML-DSA-44.
 */
export function witnessPolicyText(options: {
  readonly atLeast: number
  readonly partners: readonly AuthorityCard[]
  readonly always?: readonly AuthorityCard[]
  readonly second?: boolean
  readonly at: Instant
}): string {
  const { atLeast, partners, always = [], second = false, at } = options
  const lines = ['# whose cosignatures make a head of this log count: C2SP tlog-policy']
  const member = (card: AuthorityCard): string => {
    const keys = witnessKeysOf(card, at)
    const [first, twin] = [
      keys.find((k) => k.type !== 'ML-DSA-44'),
      keys.find((k) => k.type === 'ML-DSA-44'),
    ]
    if (first === undefined)
      throw new TypeError(`the card of ${card.id} lists no key for witnessing`)
    lines.push(`witness ${card.id} ${vkeyOf(first)}`)
    if (!second || twin === undefined) return card.id
    lines.push(`witness ${card.id}/second ${vkeyOf(twin)}`)
    lines.push(`group ${card.id}/both all ${card.id} ${card.id}/second`)
    return `${card.id}/both`
  }
  const members = partners.map(member)
  const others = always.map(member)
  lines.push(`group partners ${atLeast} ${members.join(' ')}`)
  if (others.length > 0) lines.push(`group everybody all partners ${others.join(' ')}`)
  lines.push(`quorum ${others.length > 0 ? 'everybody' : 'partners'}`)
  return `${lines.join('\n')}\n`
}
