export {
  type AuthorityLine,
  type AuthorityText,
  authorityBody,
  authorityList,
} from './authority-pages.ts'
export { authorityWords } from './authority-words.ts'
export { dayInWords, empty, facts, inEnglish, languageName, saying, table } from './bits.ts'
export { escaped, type Gap, Html, html } from './html.ts'
export {
  isPublicLanguage,
  languageRows,
  type PublicLanguage,
  preferred,
  publicLanguages,
  type Said,
} from './languages.ts'
export { at, type Page, page, type Site } from './page.ts'
export { type SectionId, sections } from './sections.ts'
export { style, styleName } from './style.ts'
