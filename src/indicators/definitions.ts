import type { Definition, IndicatorId } from './definition.ts'

import { assistanceDefinitions } from './definitions-assistance.ts'
import { commitmentDefinitions } from './definitions-commitments.ts'
import { exchangeDefinitions } from './definitions-exchange.ts'
import { recoveryDefinitions } from './definitions-recovery.ts'
import { rightsDefinitions } from './definitions-rights.ts'

/** IN-01 to IN-42 in their order. */
export const definitions: readonly Definition[] = [
  ...exchangeDefinitions,
  ...assistanceDefinitions,
  ...recoveryDefinitions,
  ...rightsDefinitions,
  ...commitmentDefinitions,
].sort((a, b) => (a.id < b.id ? -1 : 1))

const byId = new Map(definitions.map((d) => [d.id, d]))

/** @throws Error when no figure has that id */
export function definitionOf(id: IndicatorId): Definition {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`no indicator ${id}`)
  return found
}

export type { Definition, IndicatorId, Unit } from './definition.ts'
