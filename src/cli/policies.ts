import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { accessActions, layPolicies, type Policy, shippedPolicies } from '#access'
import { done, type Json, type Outcome, readJson, refuse } from '#base'

const limits = { maxBytes: 256 * 1024, maxDepth: 6 } as const

/**
 * The authority's own rows about access, from `DIR/policies.json`: `{"policies": [{id, effect, actions, when, sentence,
 * citation}]}`. They are laid beside the shipped ones; none of them can lower the floor.
 */
export function readPolicies(dir: string): Outcome<readonly Policy[]> {
  const path = join(dir, 'policies.json')
  if (!existsSync(path)) return done([])
  const read = readJson(readFileSync(path), limits)
  const given = read.ok ? (read.value as { policies?: Json } | null)?.policies : undefined
  const rows = Array.isArray(given) ? given.map(rowOf) : [undefined]
  if (!rows.every((row) => row !== undefined))
    return refuse({
      kind: 'malformed',
      name: 'policies-unreadable',
      ground: `${path} is no list of rows with id, effect, actions, when, sentence and citation`,
      citation: 'docs/access.md',
      remedy: 'write the file as docs/access.md shows it',
    })
  const laid = layPolicies([...shippedPolicies, ...rows])
  return laid.ok ? done(rows) : laid
}

function rowOf(value: Json): Policy | undefined {
  const { id, effect, actions, when, sentence, citation } = (value ?? {}) as Partial<Policy>
  const texts = [id, when, sentence, citation]
  const isAction = (a: unknown) => (accessActions as readonly unknown[]).includes(a)
  if (!texts.every((text) => typeof text === 'string')) return undefined
  if (effect !== 'permit' && effect !== 'forbid') return undefined
  if (actions !== 'all' && !(Array.isArray(actions) && actions.every(isAction))) return undefined
  return { id, effect, actions, when, sentence, citation, floor: false } as Policy
}
