import type { Document } from './read-form.ts'
import { assistanceSamples } from './samples-assistance.ts'
import { cooperationSamples } from './samples-cooperation.ts'
import { itemSamples } from './samples-items.ts'
import { learningSamples } from './samples-learning.ts'
import { outsideSamples } from './samples-outside.ts'
import { recoverySamples } from './samples-recovery.ts'
import { rightsSamples } from './samples-rights.ts'
import { documents } from './testing.ts'

/** One whole document for every form of every procedure; the walks and the schemas are tried with them. */
export const samples: Readonly<Record<string, Document>> = {
  ...documents,
  ...assistanceSamples,
  ...recoverySamples,
  ...cooperationSamples,
  ...rightsSamples,
  ...learningSamples,
  ...outsideSamples,
  ...itemSamples,
}
