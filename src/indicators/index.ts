export { type Definition, definitions, type IndicatorId, type Unit } from './definitions.ts'
export type { Coverage } from './figure.ts'
export { type Figure, figures, figuresOfFold, type Part, type Period } from './figures.ts'
export { emptyFold, type Fold, isWithoutEvents, readings, take, takeAgain } from './fold.ts'
export { changedPieces, forgetEvents, keptFold } from './kept.ts'
export { type Matter, matters } from './matters.ts'
export { protect } from './protect.ts'
export { type Division, protectCounts, type Telling } from './protect-counts.ts'
export {
  type Publication,
  type PublicFigure,
  type PublicPart,
  publicView,
} from './public-view.ts'
export { readingVersion } from './reading.ts'
export { type ReleaseLine, recountReleases } from './recount-releases.ts'
export {
  makeRelease,
  type Release,
  type ReleaseCell,
  type ReleaseTable,
  releaseBytes,
  releaseDigest,
  releaseFormat,
  suppressedIn,
} from './release.ts'
export { overlap, type ReleasePeriod, relationOf, releasePeriod } from './release-period.ts'
export type { PastRelease } from './released-before.ts'
export { type SignedEvent, type SignedHeader, signedEventOf } from './signed-event.ts'
export {
  type SmallCountStep,
  type StepId,
  smallCount,
  smallCountMethod,
  smallCountSteps,
} from './small-count.ts'
export { wilson } from './statistics.ts'
export { euroCents } from './values.ts'
