import { facts, inEnglish, saying } from './bits.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { at } from './page.ts'

/** A "no" as the api answers it (RFC 9457), as far as a page shows it. */
export interface RefusalText {
  readonly status: number
  readonly detail: string
  readonly citation?: string | undefined
  readonly remedy?: string | undefined
}

export const refusalWords = {
  unknown: {
    en: 'This page does not exist',
    fr: 'Cette page n’existe pas',
    ar: 'هذه الصفحة غير موجودة',
  },
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
  const word =
    status === 404
      ? 'unknown'
      : status === 425
        ? 'early'
        : status === 429
          ? 'busy'
          : status >= 500
            ? 'fault'
            : 'refused'
  return refusalWords[word][language]
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
