import { facts, inEnglish, saying } from './bits.ts'
import { waysPart } from './guide-pages.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { at } from './page.ts'
import { found, type Listed, line, searchForm } from './site-map.ts'

/** A "no" as the api answers it (RFC 9457), as far as a page shows it. */
export interface RefusalText {
  readonly status: number
  readonly detail: string
  readonly citation?: string | undefined
  readonly remedy?: string | undefined
}

/** An address at which there is nothing: what was probably meant, and the ways in. */
export interface NowhereText {
  /** Below `/public/<language>`, as it was asked for. */
  readonly path: string
  /** Pages that are always there. */
  readonly pages: readonly Listed[]
}

export const refusalWords = {
  unknown: {
    en: 'This page does not exist',
    fr: 'Cette page n’existe pas',
    ar: 'هذه الصفحة غير موجودة',
  },
  unknownText: {
    en: 'The address may be mistyped, or the page has another one now. Nothing is hidden here from you alone: everybody reads the same pages.',
    fr: 'L’adresse est peut-être mal saisie, ou la page en a changé. Rien n’est caché à vous seul : tout le monde lit les mêmes pages.',
    ar: 'ربما كُتب العنوان خطأ، أو أصبح للصفحة عنوان آخر. لا يُخفى هنا شيء عنك وحدك، فالجميع يقرأ الصفحات نفسها.',
  },
  meant: { en: 'Did you mean', fr: 'Vous cherchiez peut-être', ar: 'ربما تقصد' },
  early: { en: 'Not published yet', fr: 'Pas encore publié', ar: 'لم يُنشر بعد' },
  busy: {
    en: 'Too many calls from your address',
    fr: 'Trop d’appels depuis votre adresse',
    ar: 'طلبات كثيرة من عنوانك',
  },
  refused: { en: 'This cannot be answered', fr: 'Impossible de répondre', ar: 'تعذّرت الإجابة' },
  fault: {
    en: 'This does not work at the moment',
    fr: 'Indisponible pour le moment',
    ar: 'لا يعمل هذا في الوقت الحالي',
  },
  why: { en: 'Why', fr: 'Pourquoi', ar: 'السبب' },
  now: { en: 'What to do now', fr: 'Que faire', ar: 'ما العمل' },
  source: { en: 'Rule', fr: 'Règle', ar: 'القاعدة' },
  home: { en: 'To the front page', fr: 'Vers l’accueil', ar: 'إلى الصفحة الرئيسية' },
  search: { en: 'Search', fr: 'Rechercher', ar: 'بحث' },
} as const satisfies Record<string, Said>

export function refusalTitle(status: number, language: PublicLanguage): string {
  return refusalWords[wordFor(status)][language]
}

function wordFor(status: number): 'unknown' | 'early' | 'busy' | 'fault' | 'refused' {
  if (status === 404) return 'unknown'
  if (status === 425) return 'early'
  if (status === 429) return 'busy'
  return status >= 500 ? 'fault' : 'refused'
}

/** A refusal, with what to do now: never a dead end. */
export function refusalBody(it: RefusalText, language: PublicLanguage): Html {
  const say = saying(refusalWords, language)
  const en = (text: string) => inEnglish(text, language)
  return html`${facts([
    [say('why'), en(it.detail)],
    ...(it.remedy === undefined ? [] : [[say('now'), en(it.remedy)] as const]),
    ...(it.citation === undefined ? [] : [[say('source'), en(it.citation)] as const]),
  ])}
<p><a href="${at(language, '')}">${say('home')}</a> · <a href="${at(language, '/search')}">${say('search')}</a></p>`
}

/** Pages that a mistyped address may have meant. */
const mostMeant = 5

/** Where there is nothing: the nearest pages, the search, and the ways in. */
export function nowhereBody({ path, pages }: NowhereText, language: PublicLanguage): Html {
  const say = saying(refusalWords, language)
  const near = meant(path, pages)
  return html`<p>${say('unknownText')}</p>
${
  near.length === 0
    ? ''
    : html`<h2>${say('meant')}</h2>
<ul class="list tight">${near.map((page) => line(page, language))}</ul>`
}
${searchForm('', language)}
${waysPart(language)}
<p><a href="${at(language, '')}">${say('home')}</a></p>`
}

/** By the whole address, then by its parts from the last to the first. */
function meant(path: string, pages: readonly Listed[]): readonly Listed[] {
  const byAddress = pages.map((page) => ({ ...page, title: page.path, words: page.title }))
  const parts = path.split('/').filter((part) => part !== '')
  for (const query of [parts.join(' '), ...parts.toReversed()]) {
    const near = found(byAddress, query)
    if (near.length > 0)
      return near.slice(0, mostMeant).map(({ path: of }) => pages.find((page) => page.path === of)!)
  }
  return []
}
