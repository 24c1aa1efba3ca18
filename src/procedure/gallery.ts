import { assistanceGallery } from './gallery-assistance.ts'
import { cooperationGallery } from './gallery-cooperation.ts'
import { engineGallery } from './gallery-engine.ts'
import { itemGallery } from './gallery-items.ts'
import { learningGallery } from './gallery-learning.ts'
import { outsideGallery } from './gallery-outside.ts'
import { recoveryGallery } from './gallery-recovery.ts'
import { rightsGallery } from './gallery-rights.ts'
import { type Gallery, refusals } from './refusals.ts'

/** One situation for every "no" of every family. */
export const gallery: Gallery = {
  ...refusals,
  ...engineGallery,
  ...assistanceGallery,
  ...recoveryGallery,
  ...cooperationGallery,
  ...rightsGallery,
  ...learningGallery,
  ...outsideGallery,
  ...itemGallery,
}
