import * as cedar from '@cedar-policy/cedar-wasm/nodejs'
import type { PolicySet } from './policy-set.ts'
import { schemaName } from './policy-set.ts'
import type { AccessQuestion, Verdict } from './question.ts'

/** In one call to the engine: its time grows with them, so nothing is looked up inside a policy. */
const mostEntities = 10
/** Different questions that are remembered; beyond it the oldest half is forgotten. */
const mostRemembered = 20_000

export interface Decider {
  readonly set: PolicySet
  decide(question: AccessQuestion): Verdict
  /** How many questions the engine itself answered; the others had been asked before. */
  asked(): number
}

/**
 * Decides by the policies. Nothing in a question names a person or a matter, so its values are the whole of it: a list
 * of thousands of matters asks the engine only as many different questions as it holds.
 */
export function makeDecider(set: PolicySet): Decider {
  const known = new Map<string, Verdict>()
  let asked = 0
  return {
    set,
    asked: () => asked,
    decide(question) {
      const key = keyOf(question)
      const before = known.get(key)
      if (before !== undefined) return before
      asked++
      const verdict = ask(set, question)
      if (known.size >= mostRemembered)
        for (const old of [...known.keys()].slice(0, mostRemembered / 2)) known.delete(old)
      known.set(key, verdict)
      return verdict
    },
  }
}

/** Asks the engine. What it cannot evaluate is denied: an error never opens a door. */
export function ask(set: PolicySet, question: AccessQuestion): Verdict {
  const call = callOf(set, question)
  if (call.entities.length > mostEntities)
    throw new Error(`${call.entities.length} entities in one decision, at most ${mostEntities}`)
  const answer = cedar.statefulIsAuthorized(call)
  const policy = set.digest
  if (answer.type === 'failure' || answer.response.diagnostics.errors.length > 0)
    return { allowed: false, by: ['unevaluated'], policy }
  const { decision, diagnostics } = answer.response
  return { allowed: decision === 'allow', by: [...diagnostics.reason].sort(), policy }
}

function callOf(set: PolicySet, q: AccessQuestion): cedar.StatefulAuthorizationCall {
  const principal = { type: 'Officer', id: 'officer' }
  const resource = { type: 'Subject', id: 'subject' }
  const { officer, action, subject, ...situation } = q
  return {
    principal,
    action: { type: 'Action', id: action },
    resource,
    context: { ...situation },
    preparsedSchemaName: schemaName,
    preparsedPolicySetId: set.digest,
    validateRequest: true,
    entities: [
      { uid: principal, attrs: { ...officer }, parents: [] },
      { uid: resource, attrs: { ...subject, uses: [...subject.uses] }, parents: [] },
    ],
  }
}

function keyOf({ officer: o, action, subject: s, ...q }: AccessQuestion): string {
  return [
    o.role,
    o.kind,
    action,
    s.kind,
    s.handling,
    q.relation,
    q.purpose,
    q.use,
    q.assurance,
    q.ethics,
    bits(o.active, o.hasPasskey, s.circle, q.works, q.reasoned, q.selfMade, q.sameKey),
    bits(q.approved, q.based, q.inside, q.glass, q.recused, q.undeclared),
    JSON.stringify([...s.uses].sort()),
  ].join('\u0001')
}

function bits(...values: readonly boolean[]): string {
  return values.map(Number).join('')
}
