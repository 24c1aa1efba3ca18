import type { Chapter, MatterChapter } from '../story.ts'
import { lanternChapters } from './lantern.ts'
import { assistanceChapters } from './lantern-assistance.ts'
import { claimChapters } from './lantern-claims.ts'
import { freezeChapters } from './lantern-freeze.ts'
import { courseChapters, learningChapters } from './lantern-learning.ts'
import { outsideChapters } from './lantern-outside.ts'
import { recoveryChapters } from './lantern-recovery.ts'
import { rightsChapters } from './lantern-rights.ts'
import { taxChapters } from './lantern-tax.ts'
import { teamChapters } from './lantern-team.ts'
import { suspensionChapters } from './suspension.ts'

/** The whole story of Operation LANTERN in the order of its sections: from the first tip to the last lesson. */
export const lanternStory: readonly (Chapter | MatterChapter)[] = [
  ...taxChapters,
  ...lanternChapters,
  ...suspensionChapters,
  ...assistanceChapters,
  ...teamChapters,
  ...freezeChapters,
  ...recoveryChapters,
  ...claimChapters,
  ...rightsChapters,
  ...learningChapters,
  ...outsideChapters,
  ...courseChapters,
]
