import {
  type Decider,
  type Glass,
  layPolicies,
  makeDecider,
  type Policy,
  type PurposeId,
  shippedPolicies,
} from '#access'
import { must } from '#base'
import type { Store } from '#store'
import type { Passkey } from './passkeys.ts'
import { everyRow } from './row-data.ts'

/** Why an officer opens a subject, until an hour after it was said. */
export interface Claim {
  readonly purpose: PurposeId
  /** Words beside it; they are kept in the vault, never in the log. */
  readonly reason: string
  /** Milliseconds of the node's clock. */
  readonly until: number
}

/** What the one decision point of a node works with. Rows are read when the node opens, and changed with each act. */
export interface AccessState {
  readonly decider: Decider
  /** Glasses broken at this node, by id; those whose review is over are dropped. */
  readonly glasses: Map<string, Glass>
  /** Passkeys of officers that somebody else has confirmed, by officer. */
  readonly passkeys: Map<string, readonly Passkey[]>
  /** By officer and stream. */
  readonly claims: Map<string, Claim>
  /** WebAuthn ceremonies that were begun, by challenge: what for, and until when. */
  readonly ceremonies: Map<string, { readonly what: string; readonly until: number }>
  /** When an officer was last put on record for a screen: by officer, stream and purpose. */
  readonly seen: Map<string, number>
}

/** @param further policies of the authority's own, laid over the shipped ones. @throws RefusedError when they break the floor */
export async function openAccess(
  store: Store,
  further: readonly Policy[] = [],
): Promise<AccessState> {
  const decider = makeDecider(must(layPolicies([...shippedPolicies, ...further])))
  const glasses = new Map<string, Glass>()
  for await (const { data: glass } of everyRow<Glass>(store, { kind: 'glass' }))
    if (glass.review === undefined) glasses.set(glass.id, glass)
  const passkeys = new Map<string, readonly Passkey[]>()
  for await (const { data: key } of everyRow<Passkey>(store, { kind: 'passkey' }))
    if (key.confirmed !== undefined && key.revoked === undefined)
      passkeys.set(key.officer, [...(passkeys.get(key.officer) ?? []), key])
  return { decider, glasses, passkeys, claims: new Map(), ceremonies: new Map(), seen: new Map() }
}
