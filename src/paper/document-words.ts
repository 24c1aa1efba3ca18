import type { Json } from '#base'
import type { DocumentData, DocumentField } from './document-data.ts'
import type { Language } from './languages/language.ts'
import type { PageWord } from './languages/page-words.ts'
import { instantShown, spaced } from './words.ts'

/** How one language says a document: labels and choices through its words, free texts through the translation. */
export interface Voice {
  readonly tag: string
  word(english: PageWord): string
  /** Words of a form: labels, options, titles. In English, and marked so, where the language has none. */
  label(english: string): string
  lines(field: DocumentField): readonly string[]
}

export function voicesOf(data: DocumentData, second: Language | null): readonly Voice[] {
  return [voiceOf(data, null), ...(second === null ? [] : [voiceOf(data, second)])]
}

function voiceOf(data: DocumentData, language: Language | null): Voice {
  // Only words of its own: a text such as "constructor" must not find what every object has.
  const known = (english: string) => language !== null && Object.hasOwn(language.words, english)
  const word = (english: string) => (known(english) ? language!.words[english]! : english)
  const label = (english: string) =>
    language === null || known(english) ? word(english) : `${english} [en]`
  return {
    tag: language?.tag ?? 'en',
    word,
    label,
    lines: (field) => linesOf(data, field, language, { word, label }),
  }
}

type Say = Pick<Voice, 'word' | 'label'>

function linesOf(
  data: DocumentData,
  field: DocumentField,
  language: Language | null,
  say: Say,
): readonly string[] {
  if (field.value === null) return [`(${say.word('left empty')})`]
  if (field.chosen !== undefined) return field.chosen.map(say.label)
  if (isFree(field) && foreign(data, language)) return translated(data, field, language, say)
  return plain(field.value, field.kind, say)
}

/** Free text, which a dictionary cannot turn; a number of a file or an order reads the same in every language. */
function isFree({ kind, value }: DocumentField): boolean {
  return ['text', 'long', 'list'].includes(kind) && /\p{Ll}{4}/u.test(JSON.stringify(value))
}

function foreign(data: DocumentData, language: Language | null): boolean {
  return (language?.tag ?? 'en') !== data.language
}

/** Is there free text that this language shows in its original words only? */
export function leftUntranslated(data: DocumentData, language: Language | null): boolean {
  return foreign(data, language) && data.fields.some((f) => isFree(f) && f.chosen === undefined)
    ? data.translation?.language !== (language?.tag ?? 'en')
    : false
}

function translated(
  data: DocumentData,
  field: DocumentField,
  language: Language | null,
  say: Say,
): readonly string[] {
  const { translation } = data
  const text =
    translation?.language === (language?.tag ?? 'en') ? translation.texts[field.name] : undefined
  if (text !== undefined) return paragraphs(text)
  const note = `(${say.word('original text, not translated')})`
  return language === null ? [note, ...plain(field.value, field.kind, say)] : [note]
}

function plain(value: Json, kind: string, say: Say): readonly string[] {
  if (value === true) return [say.word('yes')]
  if (value === false) return [say.word('no')]
  if (kind === 'instant' && typeof value === 'string') return [instantShown(value)]
  if (typeof value === 'string') return paragraphs(value)
  if (typeof value === 'number') return [spaced(String(value))]
  if (Array.isArray(value)) return value.flatMap((item) => plain(item as Json, kind, say))
  if (isMoney(value)) return [moneyShown(value)]
  return Object.entries(value as Readonly<Record<string, Json>>).map(
    ([key, part]) => `${key}: ${plain(part, key, say).join(', ')}`,
  )
}

const paragraphs = (text: string) => text.split(/\s*\n\s*/).filter((line) => line !== '')

interface Money {
  readonly amount: string
  readonly currency: string
}

export function moneyShown({ amount, currency }: Money): string {
  return `${spaced(amount)} ${currency}`
}

export function isMoney(value: unknown): value is Money {
  const money = value as { amount?: unknown; currency?: unknown } | null
  return typeof money?.amount === 'string' && typeof money.currency === 'string'
}

/** Labels and headings begin with a capital, as on paper. */
export function capital(text: string): string {
  const [first = '', ...rest] = text
  return `${first.toLocaleUpperCase('en')}${rest.join('')}`
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
  const who = translation.vouchedBy === undefined ? '' : `: ${translation.vouchedBy}`
  return `${voice.word(by[translation.by])} (${translation.language})${who}. ${voice.word(counts)}`
}
