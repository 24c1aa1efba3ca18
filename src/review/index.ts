export {
  type ClaimedFigure,
  type ClaimedFigures,
  countAgain,
  type Difference,
  differencesBetween,
  type FiguresSeenBy,
} from './recount.ts'
export { chanceToFind, hiddenAtMost, type SamplePlan, sampleOf } from './sample.ts'
