import { inEnglish } from './bits.ts'
import { figureWords, fill } from './figure-words.ts'
import type { Gap } from './html.ts'
import type { PublicLanguage } from './languages.ts'

/** A figure after the small-count rule, as it was released. */
export interface FigureText {
  readonly id: string
  readonly name: string
  readonly formula: string
  /** `count`, `share`, `eur` (cents), or a time. */
  readonly unit: string
  readonly shown: boolean
  readonly value: number | null
  /** In English, as the release says it. */
  readonly text: string
  readonly cases?: string | undefined
  readonly interval?: readonly number[] | undefined
  readonly note: string
  readonly parts: readonly PartText[]
}

export interface PartText {
  readonly by: string
  readonly key: string
  readonly shown: boolean
  readonly text: string
  readonly note: string
  readonly value?: number | null | undefined
  /** Where it is not that of the whole figure. */
  readonly unit?: string | undefined
}

/** A period of figures, with the log from which they were computed. */
export interface FiguresText {
  readonly asOf: string
  readonly from: string
  readonly to: string
  readonly nodes: readonly string[]
  readonly indicators: readonly FigureText[]
  readonly log: { readonly origin: string; readonly size: number; readonly root: string }
  /** The release that they are from; null where they were counted for a demonstration. */
  readonly release?: {
    readonly id: string
    readonly version: number
    readonly digest: string
  } | null
}

const locales = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' } as const

export function numberText(value: number, language: PublicLanguage, digits: number): string {
  return new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(value)
}

export function shareText(value: number, language: PublicLanguage, digits = 1): string {
  return new Intl.NumberFormat(locales[language], {
    style: 'percent',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
    .format(value)
    .replaceAll(/[\u061c\u200e\u200f]/g, '')
}

/** A value with its unit in the language of the page. What is held back keeps the words of the release. */
export function valueText(
  it: Pick<FigureText, 'shown' | 'text'> & {
    readonly id?: string
    readonly value?: number | null | undefined
  },
  unit: string,
  language: PublicLanguage,
): Gap {
  if (!it.shown || it.value === null || it.value === undefined) return heldText(it.text, language)
  const two = it.id === 'IN-01' ? /^(\d+) \((\d+)\)$/.exec(it.text) : null
  if (two !== null) return fill(figureWords.sent[language], { requests: two[1]!, told: two[2]! })
  switch (unit) {
    case 'share':
      return shareText(it.value, language)
    case 'hours':
    case 'days':
    case 'minutes':
    case 'seconds':
      return spanText(it.value, unit, language)
    case 'eur':
      return fill(figureWords[Math.abs(it.value) < twoMillion ? 'million' : 'millions'][language], {
        n: millions(it.value, language),
      })
    default:
      return numberText(it.value, language, 2)
  }
}

/** `2.5 hours`, with the plural of the language (Unicode CLDR); whole seconds. */
function spanText(
  value: number,
  unit: 'hours' | 'days' | 'minutes' | 'seconds',
  language: PublicLanguage,
): string {
  return new Intl.NumberFormat(locales[language], {
    style: 'unit',
    unit: unit.slice(0, -1),
    unitDisplay: 'long',
    maximumFractionDigits: unit === 'seconds' ? 0 : 2,
  }).format(value)
}

/** In cents; French counts as one what is less than two. */
const twoMillion = 200_000_000

/** One decimal, as amounts are published; never more digits than the release has. */
function millions(cents: number, language: PublicLanguage): string {
  return new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: 1,
    maximumFractionDigits: 2,
  }).format(cents / 100_000_000)
}

/** The few phrases with which the small-count rule answers; a phrase that is new stands in English. */
export function heldText(text: string, language: PublicLanguage): Gap {
  const say = (name: keyof typeof figureWords) => figureWords[name][language]
  const band = /^(\d+) to (\d+) %$/.exec(text)
  if (band !== null) return fill(say('band'), { low: band[1]!, high: band[2]! })
  const more = /^(\d+) or more$/.exec(text)
  if (more !== null) return fill(say('orMore'), { n: more[1]! })
  if (text === 'held back') return say('heldBack')
  const fewer = /^fewer than (\d+)( cases)?$/.exec(text)
  if (fewer !== null)
    return fill(say(fewer[2] === undefined ? 'fewerCount' : 'fewer'), { n: fewer[1]! })
  if (text === 'not told') return say('notTold')
  if (text === 'none') return say('none')
  return inEnglish(text, language)
}

/** Why something is held back, by the step of the small-count rule that its note names. */
export function whyText(note: string, language: PublicLanguage): Gap {
  const step = /^step ([1-7])\b/.exec(note)?.[1]
  if (step === undefined)
    return note === 'no cases' ? figureWords.none[language] : inEnglish(note, language)
  if (step === '1' && note.includes('value')) return figureWords.stepValue[language]
  return figureWords[`step${step}` as 'step1'][language]
}
