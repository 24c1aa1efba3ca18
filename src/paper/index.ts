export { type AfterActionFacts, afterActionAsPage, afterActionAsPdf } from './after-action.ts'
export { checkExhibit, differences, type ExhibitCheck } from './check.ts'
export { checkDocument, type DocumentCheck } from './check-document.ts'
export { compose, type ExhibitFacts, type ExhibitHead } from './compose.ts'
export { comparisonOf } from './compose-comparison.ts'
export { composeDocument, type DocumentFacts, type FormField } from './compose-document.ts'
export {
  type ExhibitComparison,
  type ExhibitData,
  type ExhibitRate,
  type ExhibitSource,
  exhibitFormat,
} from './data.ts'
export { documentAsPage, documentAsPdf, documentJson, languageOf, languages } from './document.ts'
export {
  type DocumentData,
  documentFormat,
  type Notice as DocumentNotice,
  type Translation,
} from './document-data.ts'
export { type Exhibit, exhibit } from './exhibit.ts'
export { documentTitle } from './titles.ts'
