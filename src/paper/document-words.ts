import type { Json } from '#base'
import type { DocumentData, DocumentField } from './document-data.ts'
import type { Language } from './languages/language.ts'
import type { PageWord } from './languages/page-words.ts'
import { instantShown, spaced } from './words.ts'

/** How one language says a document: labels and choices through its words, free texts through the translation. */
export interface Voice {
  readonly tag: string
  word(english: PageWord): string
  /** Words of a form: labels, options, titles. In English where the language has none. */
  label(english: string): string
  lines(field: DocumentField): readonly string[]
}

export function voiceOf(data: DocumentData, language: Language | null): Voice {
  const word = (english: string) => language?.words[english] ?? english
  return {
    tag: language?.tag ?? 'en',
    word,
    label: (english) =>
      language === null || language.words[english] !== undefined
        ? word(english)
        : `${english} [en]`,
    lines: (field) => linesOf(data, field, language, word),
  }
}

function linesOf(
  data: DocumentData,
  field: DocumentField,
  language: Language | null,
  word: (english: string) => string,
): readonly string[] {
  if (field.value === null) return [`(${word('left empty')})`]
  if (field.chosen !== undefined) return field.chosen.map(word)
  if (isFree(field) && foreign(data, language)) return translated(data, field, language!, word)
  return plain(field.value, field.kind, word)
}

/** Free text, which a dictionary cannot turn. */
function isFree(field: DocumentField): boolean {
  return ['text', 'long', 'list'].includes(field.kind)
}

function foreign(data: DocumentData, language: Language | null): boolean {
  return (language?.tag ?? 'en') !== data.language
}

function translated(
  data: DocumentData,
  field: DocumentField,
  language: Language,
  word: (english: string) => string,
): readonly string[] {
  const { translation } = data
  const text = translation?.language === language.tag ? translation.texts[field.name] : undefined
  return text === undefined ? [`(${word('original text, not translated')})`] : text.split('\n')
}

function plain(value: Json, kind: string, word: (english: string) => string): readonly string[] {
  if (value === true) return [word('yes')]
  if (value === false) return [word('no')]
  if (kind === 'instant' && typeof value === 'string') return [instantShown(value)]
  if (typeof value === 'string') return value.split('\n')
  if (typeof value === 'number') return [String(value)]
  if (Array.isArray(value)) return value.flatMap((item) => plain(item as Json, kind, word))
  if (isMoney(value)) return [`${spaced(value.amount)} ${value.currency}`]
  return [
    Object.entries(value as Readonly<Record<string, Json>>)
      .map(([key, part]) => `${word(key)}: ${plain(part, key, word).map(word).join(', ')}`)
      .join('; '),
  ]
}

function isMoney(value: Json): value is { readonly amount: string; readonly currency: string } {
  const money = value as { amount?: unknown; currency?: unknown } | null
  return typeof money?.amount === 'string' && typeof money.currency === 'string'
}

/** The lines at the head of a document. */
export function headOf(data: DocumentData, voice: Voice): readonly (readonly [string, string])[] {
  const place = (p: { readonly id: string; readonly name: string; readonly country: string }) =>
    `${p.name} (${p.id}, ${p.country})`
  return [
    [voice.word('Reference'), data.reference],
    [voice.word('Procedure'), `${data.procedure.id} ${voice.label(data.procedure.name)}`],
    [voice.word('From'), place(data.from)],
    ...(data.to === null ? [] : [[voice.word('To'), place(data.to)] as const]),
    [voice.word('Filed at'), instantShown(data.at)],
    [voice.word('By'), data.by],
    ...(data.basis === null
      ? []
      : [[voice.word('Legal basis'), `${data.basis.name}, ${data.basis.citation}`] as const]),
    ...(data.law === null ? [] : [[voice.word('Law version'), data.law] as const]),
    ...(data.record === null
      ? []
      : [[voice.word('Record'), `${data.record.id} ${data.record.digest}`] as const]),
  ]
}

/** What stands under a document that was translated. */
export function translationNote(data: DocumentData, voice: Voice): string {
  const { translation } = data
  if (translation === undefined) return ''
  const by = {
    sworn: 'Sworn translation',
    office: 'Translation by the office',
    machine: 'Machine translation, to be checked',
  } as const
  const counts =
    translation.binding === 'original'
      ? 'Where the two differ, the original counts.'
      : 'Where the two differ, the translation counts.'
  return `${voice.word(by[translation.by])} (${translation.language}). ${voice.word(counts)}`
}
