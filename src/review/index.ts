export {
  type Commitment,
  type CompletionCode,
  commitmentsOf,
  completionCodes,
  type Milestone,
  type PromiseEvent,
} from './commitments.ts'
export { adaptations, modelLaws } from './data/model-laws.ts'
export {
  alarmAt,
  type DriftRow,
  type DriftVerdict,
  driftOf,
  driftRows,
  type SeriesPoint,
} from './drift.ts'
export { type LessonLine, lessonDays, lessonsOf } from './lessons.ts'
export { type LevelOf, levelRows, levelsOf } from './levels.ts'
export {
  type Adaptation,
  type ClauseDiff,
  diffOfLaws,
  faultsOfAdaptation,
  type ModelLaw,
  type WordChange,
} from './model-law.ts'
export {
  consistent,
  type GivenOpinion,
  type Opinion,
  type OpinionKind,
  opinionKinds,
  opinionShape,
} from './opinion.ts'
export {
  type BoundDocument,
  documentsOf,
  type Observation,
  type ObservationDays,
  observationsOf,
  publicObservations,
} from './outside.ts'
export { type PeerReview, peerReviewsOf, type ReviewStage } from './peer-reviews.ts'
export { publicCommitments, publicReviews } from './public-promises.ts'
export {
  type ClaimedFigure,
  type ClaimedFigures,
  countAgain,
  countReleaseAgain,
  type Difference,
  differencesBetween,
  type FiguresSeenBy,
} from './recount.ts'
export { chanceToFind, hiddenAtMost, type SamplePlan, sampleOf } from './sample.ts'
