export { type Definition, definitions } from './definitions.ts'
export { type Figure, figures, type Part, type Period } from './figures.ts'
export { type Matter, matters, type SignedEvent } from './matters.ts'
export {
  type Publication,
  type PublicFigure,
  type PublicPart,
  publicView,
} from './public-view.ts'
export { type SmallCountStep, type StepId, smallCount, smallCountSteps } from './small-count.ts'
export { wilson } from './statistics.ts'
