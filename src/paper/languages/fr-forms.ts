import { frAssistance } from './fr-assistance.ts'
import { frCommon } from './fr-common.ts'
import { frCooperation } from './fr-cooperation.ts'
import { frIntelligence } from './fr-intelligence.ts'
import { frItems } from './fr-items.ts'
import { frLaw } from './fr-law.ts'
import { frLearning } from './fr-learning.ts'
import { frOutside } from './fr-outside.ts'
import { frRecovery } from './fr-recovery.ts'
import { frRights } from './fr-rights.ts'
import { frTeams } from './fr-teams.ts'
import { frTitles } from './fr-titles.ts'

/**
 * Words of the forms in French, by the English words: labels of fields, options, names of steps, states and
 * procedures, headings. A word has one meaning in all forms.
 */
export const frForms: Readonly<Record<string, string>> = {
  ...frLaw,
  ...frCommon,
  ...frIntelligence,
  ...frAssistance,
  ...frRecovery,
  ...frCooperation,
  ...frRights,
  ...frLearning,
  ...frOutside,
  ...frItems,
  ...frTeams,
  ...frTitles,
}
