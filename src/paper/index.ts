export { checkExhibit, differences, type ExhibitCheck } from './check.ts'
export {
  type ExhibitComparison,
  type ExhibitData,
  type ExhibitSource,
  exhibitFormat,
} from './data.ts'
export { type Exhibit, exhibit } from './exhibit.ts'
