import { frameWords } from './frame-words.ts'
import { type Gap, type Html, html } from './html.ts'
import { languageRows, type PublicLanguage, publicLanguages } from './languages.ts'
import { type SectionId, sections } from './sections.ts'
import { styleName } from './style.ts'

/** Whose pages these are; the same on every page of one node. */
export interface Site {
  /** `XV-FIU`. */
  readonly authority: string
  readonly authorityName: string
  readonly countryName: string
  /** The world is invented: every page says so. */
  readonly demo: boolean
}

export interface Page {
  readonly site: Site
  readonly language: PublicLanguage
  /** Below `/public/<language>`, without a slash at its end: `/figures/IN-04`; empty for the front page. */
  readonly path: string
  /** What the language links keep: `?quarter=2025-Q1`. */
  readonly query?: string
  readonly title: string
  /** Where the title is a name in another language than the frame: of a case, of an authority. */
  readonly titleLanguage?: PublicLanguage
  /** One sentence under the title; it is what search engines and feeds say of the page. */
  readonly lead?: string
  readonly section?: SectionId
  /** Where the body is not in the language of the frame; title and lead always are. */
  readonly textLanguage?: PublicLanguage
  /** Pages above this one: `[['/figures', 'Figures']]`. */
  readonly above?: readonly (readonly [path: string, name: string])[]
  /** Left out of search engines and the language links: answers to a form, refusals, what belongs to one person. */
  readonly alone?: boolean
  readonly body: Gap
}

/** Address of a page of this site. */
export function at(language: PublicLanguage, path: string): string {
  return `/public/${language}${path}`
}

/** A whole page, ready to be sent. Works without scripts, cookies and anything from elsewhere. */
export function page(it: Page): string {
  const { site, language } = it
  const say = (word: keyof typeof frameWords) => frameWords[word][language]
  const text = it.textLanguage ?? language
  const foreign = text !== language
  const direction = languageRows[language].direction
  return `<!doctype html>\n${html`<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${titleTag(it)}
${it.lead === undefined ? '' : html`<meta name="description" content="${it.lead}">\n`}${it.alone === true ? html`<meta name="robots" content="noindex">\n` : alternates(it)}<link rel="stylesheet" href="/public/${styleName}">
<link rel="icon" href="data:,">
<link rel="alternate" type="application/atom+xml" href="/public/feed.atom" title="${say('feed')}">
</head>
<body>
<a class="skip" href="#text">${say('skip')}</a>
<header><div class="band"><div class="wrap">
<a class="brand" href="${at(language, '')}">${say('home')}<small><bdi lang="en">${site.countryName}</bdi>${language === 'ar' ? '، ' : ', '}<bdi lang="en">${site.authorityName}</bdi></small></a>
${it.alone === true ? '' : languageLinks(it)}
</div></div>
${site.demo ? html`<div class="demo"><div class="wrap"><p>${say('demonstration')}</p></div></div>\n` : ''}</header>
<nav class="doors" aria-label="${say('sections')}"><div class="wrap"><ul>
${sections.map((s) => html`<li><a href="${at(language, s.path)}"${current(s.id === it.section)}>${s.name[language]}</a></li>\n`)}</ul></div></nav>
<main id="text"><div class="wrap">
${above(it)}<h1${it.titleLanguage === undefined || it.titleLanguage === language ? '' : html` lang="${it.titleLanguage}" dir="auto"`}>${it.title}</h1>
${it.lead === undefined ? '' : html`<p class="lead">${it.lead}</p>\n`}${foreign ? html`<p class="note">${say('inEnglish')}</p>\n<div lang="${text}" dir="${languageRows[text].direction}">${it.body}</div>` : it.body}
</div></main>
<footer class="foot"><div class="wrap">
<ul>${links(it)}</ul>
<p>${say('publishedBy')} <bdi lang="en">${site.authorityName}</bdi> (<bdi>${site.authority}</bdi>). ${say('promise')}</p>
</div></footer>
</body>
</html>`}\n`
}

/** A name in another language has the title for itself: one title has one language. */
function titleTag({ site, language, title, titleLanguage = language }: Page): Html {
  if (titleLanguage !== language)
    return html`<title lang="${titleLanguage}">${title}, ${site.authority}</title>`
  const whose = language === 'en' ? site.countryName : site.authority
  return html`<title>${title === '' ? '' : `${title} - `}${frameWords.home[language]}, ${whose}</title>`
}

function above({ above = [], language }: Page): Html | '' {
  if (above.length === 0) return ''
  return html`<ol class="trail">${above.map(([path, name]) => html`<li><a href="${at(language, path)}">${name}</a></li>`)}</ol>\n`
}

function current(is: boolean): Html | '' {
  return is ? html` aria-current="page"` : ''
}

function alternates(it: Page): Html {
  return html`${publicLanguages.map((l) => html`<link rel="alternate" hreflang="${l}" href="${at(l, it.path)}${it.query ?? ''}">\n`)}`
}

function languageLinks(it: Page): Html {
  return html`<nav aria-label="${frameWords.language[it.language]}"><ul class="languages">${publicLanguages.map(
    (l) =>
      html`<li><a href="${at(l, it.path)}${it.query ?? ''}" lang="${l}" hreflang="${l}"${l === it.language ? html` aria-current="true"` : ''}>${languageRows[l].name}</a></li>`,
  )}</ul></nav>`
}

/** What stands at the foot of every page. */
function links({ language }: Page): Html {
  const rows: readonly (readonly [string, keyof typeof frameWords])[] = [
    [at(language, '/verify'), 'verify'],
    [at(language, '/data'), 'openData'],
    [at(language, '/transparency'), 'transparency'],
    [at(language, '/pages'), 'sitemap'],
    ['/public/feed.atom', 'feed'],
  ]
  return html`${rows.map(([href, word]) => html`<li><a href="${href}">${frameWords[word][language]}</a></li>`)}`
}
