import type { Rule } from '../deadlines.ts'
import { assistanceRules } from './rules-assistance.ts'
import { fiuRules } from './rules-fiu.ts'
import { nationalRules } from './rules-national.ts'
import { networkRules } from './rules-network.ts'
import { protocolRules } from './rules-protocol.ts'
import { recoveryRules } from './rules-recovery.ts'
import { rightsRules } from './rules-rights.ts'

/**
 * Rules that set or govern time, and the lists that go with them. A day in `from` is the day from which the rule binds
 * (transposition or application, not publication). Nothing here is legal advice; a node's lawyer edits its copy.
 */
export const rules: readonly Rule[] = [
  ...fiuRules,
  ...recoveryRules,
  ...assistanceRules,
  ...rightsRules,
  ...networkRules,
  ...nationalRules,
  ...protocolRules,
]
