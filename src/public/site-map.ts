import { definitions } from '#indicators'
import { modelLaws } from '#review'
import type { AuthorityLine } from './authority-pages.ts'
import { authorityWords } from './authority-words.ts'
import { inEnglish, saying } from './bits.ts'
import { countryWords } from './country-pages.ts'
import { plainName } from './figure-pages.ts'
import { figureWords } from './figure-words.ts'
import { frameWords } from './frame-words.ts'
import { gapWords } from './gap-pages.ts'
import { guides, ways } from './guide-words.ts'
import { type Html, html } from './html.ts'
import { incidentWords } from './incident-pages.ts'
import { type PublicLanguage, publicLanguages, type Said } from './languages.ts'
import { levelWords } from './level-words.ts'
import { measureName } from './measure-words.ts'
import { methodWords, verifyWords } from './method-words.ts'
import { nearly } from './nearest.ts'
import { at } from './page.ts'
import { registerWords } from './register-words.ts'
import { rightsWords } from './rights-words.ts'
import { sections } from './sections.ts'
import { statementWords } from './statement-pages.ts'
import { tipsWords } from './tips-words.ts'
import { reportWords } from './transparency-pages.ts'

/** One page of the site, for the list of pages, the site map and the search. */
export interface Listed {
  /** Below `/public/<language>`. */
  readonly path: string
  readonly title: string
  /** Under which heading it stands. */
  readonly group: string
  /** Words besides the title by which it is found. */
  readonly words: string
  /** The title is a name of its own, as rows and cards write it: in English. */
  readonly named?: true
}

/** Pages that come and go with what was published: releases, cases, reviews. */
export interface Grown {
  readonly path: string
  /** In English, as it was released. */
  readonly title: string
  readonly words?: string
}

/** Pages below the sections that take something in or print it. */
const formPages: readonly (readonly [string, Said])[] = [
  ['/rights/ask', rightsWords.ask],
  ['/rights/complain', rightsWords.complain],
  ['/rights/status', rightsWords.status],
  ['/rights/paper', rightsWords.paper],
  ['/tips/new', tipsWords.write],
  ['/tips/receipt', tipsWords.again],
]

/** Every page of the site in one language. */
export function pagesOf(
  it: { readonly authorities: readonly AuthorityLine[]; readonly grown: readonly Grown[] },
  language: PublicLanguage,
): readonly Listed[] {
  const fixed: readonly (readonly [string, Said])[] = [
    ...sections.map((s) => [s.path, s.name] as const),
    ...guides.map((g) => [g.path, g.name] as const),
    ...formPages,
    ['/verify', verifyWords.title],
    ['/gaps', gapWords.title],
    ['/countries', countryWords.title],
    ['/register', registerWords.title],
    ['/statements', statementWords.title],
    ['/levels', levelWords.title],
    ['/patterns/incidents', incidentWords.title],
    ['/data', frameWords.openData],
    ['/transparency', reportWords.title],
  ]
  return [
    ...fixed.map(([path, title]) => {
      const way = ways.find((w) => w.path === path)
      const words = way === undefined ? '' : `${way.name[language]} ${way.words[language]}`
      return listed(path, title[language], siteWords.site[language], words)
    }),
    ...modelLaws.map((law) =>
      named(`/laws/${law.id}`, law.title, levelWords.laws[language], law.provenance),
    ),
    ...it.grown.map((g) => named(g.path, g.title, siteWords.published[language], g.words)),
    ...definitions.map((d) =>
      listed(
        `/figures/${d.id}`,
        plainName(d, language),
        figureWords.title[language],
        `${d.id} ${d.name} ${d.capability}`,
      ),
    ),
    ...definitions.map((d) =>
      listed(
        `/method/${d.id}`,
        `${methodWords.title[language]}: ${plainName(d, language)}`,
        methodWords.title[language],
        `${d.id} ${d.name}`,
      ),
    ),
    ...[...new Map(it.authorities.map((a) => [a.country, a.countryName]))]
      .filter(([code]) => code !== 'XX')
      .map(([code, name]) => named(`/countries/${code}`, name, countryWords.title[language], code)),
    ...it.authorities.map((a) =>
      named(
        `/authorities/${a.id}`,
        `${a.name} (${a.id})`,
        authorityWords.title[language],
        `${a.countryName} ${a.kind} ${a.answersFor.map((m) => measureName(m)[language]).join(' ')}`,
      ),
    ),
  ]
}

function listed(path: string, title: string, group: string, words = ''): Listed {
  return { path, title, group, words }
}

/** A page of something that has a name in English alone: a case, a country, an authority, a model law. */
function named(path: string, title: string, group: string, words = ''): Listed {
  return { path, title, group, words, named: true }
}

export const siteWords = {
  title: { en: 'All pages', fr: 'Plan du site', ar: 'جميع الصفحات' },
  site: { en: 'Sections', fr: 'Rubriques', ar: 'الأقسام' },
  published: { en: 'Published', fr: 'Publications', ar: 'المنشورات' },
  search: { en: 'Search', fr: 'Rechercher', ar: 'بحث' },
  found: { en: '{n} pages found', fr: '{n} pages trouvées', ar: 'عدد الصفحات: {n}' },
  nothing: {
    en: 'Nothing found for “{q}”',
    fr: 'Aucun résultat pour « {q} »',
    ar: 'لا نتائج عن «{q}»',
  },
  nothingText: {
    en: 'Try one word less, the identifier of an indicator (IN-04), or the code of an authority (XN-FIU). Persons and cases that are not public cannot be found here.',
    fr: 'Essayez avec un mot de moins, l’identifiant d’un indicateur (IN-04) ou le code d’une autorité (XN-FIU). Les personnes et affaires non publiques ne s’y trouvent pas.',
    ar: 'جرّب بكلمة أقل، أو برقم مؤشر (IN-04)، أو برمز سلطة (XN-FIU). لا يمكن العثور هنا على أشخاص أو قضايا غير معلنة.',
  },
  ask: {
    en: 'Which words are you looking for?',
    fr: 'Quels mots cherchez-vous ?',
    ar: 'ما الكلمات التي تبحث عنها؟',
  },
} as const satisfies Record<string, Said>

/** The list of all pages, heading by heading. */
export function siteMapBody(pages: readonly Listed[], language: PublicLanguage): Html {
  return html`${[...Map.groupBy(pages, (page) => page.group)].map(
    ([group, of]) =>
      html`<h2>${group}</h2><ul class="list tight">${of.map((page) => line(page, language))}</ul>`,
  )}`
}

/**
 * The pages that hold every word that was asked for, those first that hold it in the title. Where no page does, those that
 * hold words so near that a slip of the hand explains them.
 */
export function found(pages: readonly Listed[], query: string): readonly Listed[] {
  const words = wordsOf(query).slice(0, mostWords)
  if (words.length === 0) return []
  const read = pages.map((page) => ({
    page,
    title: folded(page.title),
    all: folded(`${page.title} ${page.words}`),
  }))
  const exact = read
    .filter(({ all }) => words.every((word) => all.includes(word)))
    .map(({ page, title }) => ({ page, hits: words.filter((word) => title.includes(word)).length }))
  if (exact.length > 0) return ranked(exact)
  const near = read.map(({ page, title, all }) => {
    const [inTitle, inAll] = [wordsOf(title), wordsOf(all)]
    const holds = (list: readonly string[], word: string) =>
      list.some((each) => each === word || nearly(word, each))
    return {
      page,
      all: words.every((word) => holds(inAll, word)),
      hits: words.filter((word) => holds(inTitle, word)).length,
    }
  })
  return ranked(near.filter(({ all }) => all))
}

function ranked(list: readonly { readonly page: Listed; readonly hits: number }[]) {
  return list.toSorted((a, b) => b.hits - a.hits).map(({ page }) => page)
}

/** Words that one search looks at; an address of anybody's making may hold thousands. */
const mostWords = 10

function wordsOf(text: string): readonly string[] {
  return folded(text)
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word !== '' && word !== '-')
}

/** Without case, accents and the vowel signs of Arabic, so that `delai` finds `délai`. */
function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ـ', '').toLowerCase()
}

export function searchForm(query: string, language: PublicLanguage): Html {
  const say = saying(siteWords, language)
  return html`<form class="noprint" method="get" action="${at(language, '/search')}" role="search">
<label for="q">${say('ask')}</label>
<div class="find"><input id="q" name="q" type="search" maxlength="100" value="${query}"><button type="submit">${say('search')}</button></div>
</form>`
}

export function searchBody(
  pages: readonly Listed[],
  query: string,
  language: PublicLanguage,
): Html {
  const say = saying(siteWords, language)
  const form = searchForm(query, language)
  if (query.trim() === '') return form
  const hits = found(pages, query)
  if (hits.length === 0)
    return html`${form}<div class="empty"><h2>${say('nothing').replace('{q}', () => query)}</h2><p>${say('nothingText')}</p></div>`
  return html`${form}<h2>${say('found').replace('{n}', `${hits.length}`)}</h2>
<ul class="list">${hits.slice(0, 50).map((page) => line(page, language))}</ul>`
}

export function line({ path, title, group, named }: Listed, language: PublicLanguage): Html {
  return html`<li><a href="${at(language, path)}">${named === true ? inEnglish(title, language) : title}</a> <span class="note">${group}</span></li>\n`
}

/** `sitemap.xml` (sitemaps.org 0.9): every page in every language, with the others as its alternates. */
export function siteMapXml(pages: readonly Pick<Listed, 'path'>[], base: string): string {
  const all = [{ path: '' }, ...pages]
  return `<?xml version="1.0" encoding="UTF-8"?>\n${html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${all.flatMap(({ path }) =>
  publicLanguages.map(
    (language) =>
      html`<url><loc>${base}${at(language, path)}</loc>${publicLanguages.map((l) => html`<xhtml:link rel="alternate" hreflang="${l}" href="${base}${at(l, path)}"/>`)}</url>\n`,
  ),
)}</urlset>`}\n`
}
