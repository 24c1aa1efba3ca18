export { type Band, bandOf, type CheckerPlace, checkerPage, checkerReport } from './checker.ts'
export { type CheckerWords, checkerWords } from './data/checker-words.ts'
export { type Detector, detectors } from './data/detectors.ts'
export { incidentSets } from './data/incident-sets.ts'
export { type TypologyText, typologyText, typologyTexts } from './data/typologies.ts'
export type { Alarm, IncidentPayment } from './incident.ts'
export {
  type KRule,
  mayBePublic,
} from './k-rule.ts'
export { type Measured, type Measurement, measure } from './measure.ts'
export {
  type Level,
  levels,
  type Publication,
  readableBy,
  stixFeed,
  uuid5,
} from './publication.ts'
export { type MeasuredSet, repository } from './repository.ts'
export {
  type TestSet,
  type TestSetRow,
  testSet,
  testSetLines,
} from './test-set.ts'
