export {
  type AuthorityLine,
  type AuthorityText,
  authorityBody,
  authorityList,
} from './authority-pages.ts'
export { authorityWords } from './authority-words.ts'
export {
  capital,
  dayInWords,
  empty,
  facts,
  inEnglish,
  languageName,
  saying,
  table,
} from './bits.ts'
export { type CaseText, caseBody, casesBody } from './case-pages.ts'
export { caseWords } from './case-words.ts'
export { type CountryText, countryBody, countryList, countryWords } from './country-pages.ts'
export { dataBody, type OpinionText, type ReleaseLine } from './data-pages.ts'
export { dataWords } from './data-words.ts'
export { atomFeed, type News } from './feed.ts'
export {
  figureBody,
  figuresBody,
  noFigures,
  nothingReleased,
  plainName,
  type TimeText,
} from './figure-pages.ts'
export type { FiguresText, FigureText } from './figure-values.ts'
export { figureWords, fill } from './figure-words.ts'
export { frontBody, frontTitle } from './front.ts'
export { frontWords } from './front-words.ts'
export { gapsBody, gapWords } from './gap-pages.ts'
export { guideBody, guideWords } from './guide-pages.ts'
export { guides } from './guide-words.ts'
export { escaped, type Gap, Html, html } from './html.ts'
export { incidentsBody, incidentWords } from './incident-pages.ts'
export { knowledgeBody } from './knowledge-pages.ts'
export { knowledgeWords } from './knowledge-words.ts'
export {
  isPublicLanguage,
  languageRows,
  type PublicLanguage,
  preferred,
  publicLanguages,
  type Said,
} from './languages.ts'
export { type LevelsText, lawBody, lawLead, levelsBody } from './level-pages.ts'
export { levelWords } from './level-words.ts'
export { definitionBody, methodBody, methodOf, verifyBody } from './method-pages.ts'
export { methodWords, verifyWords } from './method-words.ts'
export {
  type Column,
  columns,
  csvMetadata,
  dataPackage,
  openCsv,
  smallCountRows,
} from './open-data.ts'
export { at, type Page, page, type Site } from './page.ts'
export { periodId, periodName } from './periods.ts'
export { nowhereBody, type RefusalText, refusalBody, refusalTitle } from './refusal-page.ts'
export { registerBody } from './register-pages.ts'
export { registerWords } from './register-words.ts'
export { commitmentsBody } from './reviews-pages.ts'
export { reviewWords } from './reviews-words.ts'
export { filingForm, paperForm, statusForm } from './rights-forms.ts'
export { letterPage, type RightsDoor, receiptPage, rightsStart, toldPage } from './rights-pages.ts'
export { rightsWords } from './rights-words.ts'
export { type SectionId, sections } from './sections.ts'
export {
  type Grown,
  pagesOf,
  searchBody,
  siteMapBody,
  siteMapXml,
  siteWords,
} from './site-map.ts'
export { type StatementText, statementsBody, statementWords } from './statement-pages.ts'
export { style, styleName } from './style.ts'
export {
  additionForm,
  type FormPrice,
  receiptForm,
  receiptShown,
  retaliationForm,
  type StatusShown,
  type TipValues,
  tipForm,
  tipRefusalNote,
  tipStatusPage,
  tipsFront,
} from './tips-pages.ts'
export { puzzleName, puzzleScript } from './tips-puzzle.ts'
export { tipsWords } from './tips-words.ts'
export { type ReportText, reportBody, reportWords } from './transparency-pages.ts'
