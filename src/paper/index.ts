export { checkExhibit, differences, type ExhibitCheck } from './check.ts'
export { compose, type ExhibitFacts, type ExhibitHead } from './compose.ts'
export { comparisonOf } from './compose-comparison.ts'
export {
  type ExhibitComparison,
  type ExhibitData,
  type ExhibitRate,
  type ExhibitSource,
  exhibitFormat,
} from './data.ts'
export { type Exhibit, exhibit } from './exhibit.ts'
