import { dayInWords, inEnglish, saying, table } from './bits.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { measureName } from './measure-words.ts'

/** Where no way is open, or no desk answers: from rows of law and cards alone. */
export interface GapsText {
  readonly on: string
  readonly countries: readonly { readonly id: string; readonly name: string }[]
  readonly measures: readonly {
    readonly id: string
    readonly ways: readonly (readonly ('self' | 'routes' | 'none' | 'unknown')[])[]
    readonly desks: readonly { readonly country: string; readonly why: 'none' | 'several' }[]
  }[]
}

export const gapWords = {
  title: { en: 'Where the way is blocked', fr: 'Où la voie est fermée', ar: 'أين تنقطع السبل' },
  lead: {
    en: 'Between which countries the law opens no way to ask, and where no desk answers. From the rules in force and the cards of the authorities; it says nothing of any case.',
    fr: 'Entre quels pays le droit n’ouvre aucune voie, et où aucun service ne répond. D’après les règles en vigueur et les fiches des autorités ; rien n’y concerne une affaire.',
    ar: 'بين أي البلدان لا يتيح القانون سبيلًا للطلب، وأين لا يوجد مكتب يجيب. استنادًا إلى القواعد النافذة وبطاقات السلطات، ولا تتعلق بأي قضية.',
  },
  asks: { en: 'Asks ↓, is asked →', fr: 'Demande ↓, est saisi →', ar: 'الطالب ↓، المطلوب منه ←' },
  routes: { en: 'open', fr: 'ouverte', ar: 'متاح' },
  none: { en: 'no way', fr: 'fermée', ar: 'لا سبيل' },
  unknown: { en: 'not known', fr: 'inconnue', ar: 'غير معروف' },
  self: { en: 'same country', fr: 'même pays', ar: 'البلد نفسه' },
  blocked: {
    en: '{n} of {all} ways are blocked or not known.',
    fr: '{n} voies sur {all} sont fermées ou inconnues.',
    ar: '{n} من {all} سبيل مقطوع أو غير معروف.',
  },
  allOpen: {
    en: 'Every way is open.',
    fr: 'Toutes les voies sont ouvertes.',
    ar: 'جميع السبل متاحة.',
  },
  noDesk: {
    en: 'No authority answers for it in: ',
    fr: 'Aucune autorité compétente dans : ',
    ar: 'لا سلطة مختصة في: ',
  },
  manyDesks: {
    en: 'More than one authority answers for it in: ',
    fr: 'Plusieurs autorités compétentes dans : ',
    ar: 'أكثر من سلطة مختصة في: ',
  },
  asOf: { en: 'As of', fr: 'Situation au', ar: 'كما في' },
} as const satisfies Record<string, Said>

export function gapsBody(it: GapsText, language: PublicLanguage): Html {
  const say = saying(gapWords, language)
  const all = it.countries.length * (it.countries.length - 1)
  return html`<p class="note">${say('asOf')} ${dayInWords(it.on, language)}.</p>
${it.measures.map((measure) => {
  const blocked = measure.ways.flat().filter((way) => way === 'none' || way === 'unknown').length
  const line =
    blocked === 0
      ? say('allOpen')
      : say('blocked').replace('{n}', `${blocked}`).replace('{all}', `${all}`)
  return html`<h2>${measureName(measure.id)[language]}</h2>
<p>${line}</p>
${desks(measure, 'none', say('noDesk'), language)}${desks(measure, 'several', say('manyDesks'), language)}
${table({
  caption: measureName(measure.id)[language],
  quiet: true,
  head: [say('asks'), ...it.countries.map(({ name }) => inEnglish(name, language))],
  rows: it.countries.map(({ name }, row) => [
    inEnglish(name, language),
    ...measure.ways[row]!.map((way) =>
      way === 'none' || way === 'unknown'
        ? html`<span class="tag bad">${say(way)}</span>`
        : html`<span class="note">${say(way)}</span>`,
    ),
  ]),
})}`
})}`
}

function desks(
  { desks }: GapsText['measures'][number],
  why: 'none' | 'several',
  words: string,
  language: PublicLanguage,
): Html | '' {
  const names = desks.filter((desk) => desk.why === why).map((desk) => desk.country)
  return names.length === 0 ? '' : html`<p>${words}${inEnglish(names.join(', '), language)}.</p>`
}
