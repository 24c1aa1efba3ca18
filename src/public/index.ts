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
