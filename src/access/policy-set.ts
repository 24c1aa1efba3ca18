import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import { canonical, type Digest, digest, done, type Outcome, refuse } from '#base'
import { floor } from './floor.ts'
import { grants } from './grants.ts'
import { cedarOf, type Policy } from './policy.ts'
import { schema } from './schema.ts'

/** Policies that were checked against the schema and against the floor, ready to decide. */
export interface PolicySet {
  readonly policies: readonly Policy[]
  /** Of the rows as the engine reads them, and of the schema; stands in every record of a decision. */
  readonly digest: Digest
}

export const shippedPolicies: readonly Policy[] = [...floor, ...grants]

/** Most policies of a set: a decision stays far under two milliseconds. */
const mostPolicies = 200

/**
 * Takes a set of policies, or says which row breaks it. Every row of the floor must be there as it was shipped; every
 * row must fit the schema (Cedar, strict validation).
 */
export function layPolicies(policies: readonly Policy[] = shippedPolicies): Outcome<PolicySet> {
  const twice = policies.find((p, i) => policies.findIndex((q) => q.id === p.id) !== i)
  if (twice !== undefined || policies.length > mostPolicies)
    return broken(
      twice === undefined ? `${policies.length} policies` : `two policies named ${named(twice)}`,
      `give each policy a name of its own, and at most ${mostPolicies}`,
    )
  const below = floor.find((row) => !policies.some((p) => sameRow(p, row)))
  if (below !== undefined)
    return refuse({
      kind: 'forbidden',
      name: 'policy-below-floor',
      ground: `policy ${below.id} is missing or was changed: ${below.sentence}`,
      citation: below.citation,
      remedy: 'put the row back as it was shipped; further rows may forbid more',
    })
  const texts = Object.fromEntries(policies.map((p) => [p.id, cedarOf(p)]))
  const made = digest(canonical({ schema, policies: texts }))
  // The engine keeps what it has parsed for as long as the process runs, under this name.
  if (laid.has(made)) return done({ policies, digest: made })
  const wrong = invalid(policies, texts)
  if (wrong !== undefined) return broken(wrong, 'see the schema in docs/access.md')
  const ready = cedar.preparsePolicySet(made, { staticPolicies: texts })
  const shaped = cedar.preparseSchema(schemaName, schema)
  if (ready.type === 'failure' || shaped.type === 'failure')
    return broken('the engine cannot read the policies', 'see the schema in docs/access.md')
  laid.add(made)
  return done({ policies, digest: made })
}

/** Sets that this process has checked already. */
const laid = new Set<Digest>()

export const schemaName = 'comity'

function sameRow(a: Policy, b: Policy): boolean {
  return a.id === b.id && a.effect === b.effect && cedarOf(a) === cedarOf(b)
}

/** The first thing that is wrong with the texts, or undefined. Each row must be one policy of its own effect. */
function invalid(
  policies: readonly Policy[],
  texts: Readonly<Record<string, string>>,
): string | undefined {
  for (const { id, effect } of policies) {
    const json = cedar.policyToJson(texts[id] as string)
    if (json.type === 'failure' || json.json.effect !== effect)
      return `policy ${id.slice(0, 40)} is not one policy of the effect ${effect}`
  }
  const answer = cedar.validate({
    schema,
    policies: { staticPolicies: { ...texts } },
    validationSettings: { mode: 'strict' },
  })
  if (answer.type === 'failure') return answer.errors[0]?.message ?? 'the policies cannot be read'
  const first = answer.validationErrors[0]
  return first === undefined ? undefined : `policy ${first.policyId}: ${first.error.message}`
}

function named({ id }: Policy): string {
  return id.slice(0, 40)
}

function broken(ground: string, remedy: string): Outcome<never> {
  return refuse({
    kind: 'malformed',
    name: 'policy-unusable',
    ground,
    citation: 'Cedar, strict validation',
    remedy,
  })
}
