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

/** What fails most over all countries, the commonest first. */
export interface CommonText {
  readonly measure: string
  readonly name: string
}

export const gapWords = {
  title: { en: 'Where the way is blocked', fr: 'Où la voie est fermée', ar: 'أين تنقطع السبل' },
  lead: {
    en: 'Between which countries the law opens no way to ask, and where no desk answers. From the rules in force and the cards of the authorities, with what is refused most, without saying anything of a case.',
    fr: 'Entre quels pays le droit n’ouvre aucune voie, et où aucun service ne répond. D’après les règles en vigueur et les fiches des autorités, avec ce qui est le plus souvent refusé, sans rien dire d’une affaire.',
    ar: 'بين أي البلدان لا يتيح القانون سبيلًا للطلب، وأين لا يوجد مكتب يجيب. استنادًا إلى القواعد النافذة وبطاقات السلطات، مع أكثر ما يُرفض، ودون ذكر أي قضية.',
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
  common: {
    en: 'What is refused most',
    fr: 'Ce qui est le plus souvent refusé',
    ar: 'أكثر ما يُرفض',
  },
  commonNote: {
    en: 'In this order, up to the last quarter that is over; by how many is not told. What was refused fewer than five times, or between one pair of countries alone, is not told.',
    fr: 'Dans cet ordre, jusqu’au dernier trimestre écoulé, sans les nombres. Seulement ce qui a été refusé au moins cinq fois, entre plus d’une paire de pays.',
    ar: 'بهذا الترتيب حتى آخر ربع انتهى، دون ذكر الأعداد. ولا يُذكر إلا ما رُفض خمس مرات على الأقل وبين أكثر من بلدين.',
  },
  commonNone: {
    en: 'Nothing was refused so often that it could be told without pointing at single cases.',
    fr: 'Rien n’a été refusé assez souvent pour être indiqué sans désigner des affaires isolées.',
    ar: 'لم يُرفض شيء بما يكفي لذكره دون الدلالة على قضايا بعينها.',
  },
  byLaw: {
    en: 'Way by way, from the rules',
    fr: 'Voie par voie, d’après les règles',
    ar: 'سبيلًا بسبيل، وفق القواعد',
  },
  asOf: { en: 'As of', fr: 'Situation au', ar: 'كما في' },
} as const satisfies Record<string, Said>

export function gapsBody(
  it: GapsText,
  common: readonly CommonText[],
  language: PublicLanguage,
): Html {
  const say = saying(gapWords, language)
  const all = it.countries.length * (it.countries.length - 1)
  const blockedIn = ({ ways }: GapsText['measures'][number]) =>
    ways.flat().filter((way) => way === 'none' || way === 'unknown').length
  const measures = it.measures.toSorted((a, b) => blockedIn(b) - blockedIn(a))
  return html`<h2>${say('common')}</h2>
${
  common.length === 0
    ? html`<p>${say('commonNone')}</p>`
    : html`<ol>${common.map(({ measure, name }) => html`<li>${measureName(measure)[language]}: ${inEnglish(name, language)}</li>\n`)}</ol>
<p class="note">${say('commonNote')}</p>`
}
<h2>${say('byLaw')}</h2>
<p class="note">${say('asOf')} ${dayInWords(it.on, language)}.</p>
${measures.map((measure) => {
  const blocked = blockedIn(measure)
  const line =
    blocked === 0
      ? say('allOpen')
      : say('blocked').replace('{n}', `${blocked}`).replace('{all}', `${all}`)
  return html`<h3>${measureName(measure.id)[language]}</h3>
<p>${line}</p>
${desks(measure, 'none', say('noDesk'), language)}${desks(measure, 'several', say('manyDesks'), language)}
${blocked === 0 ? '' : waysTable(it, measure, language)}`
})}`
}

/** Who asks, row by row; who is asked, column by column. Where every way is open, one sentence says it. */
function waysTable(
  it: GapsText,
  measure: GapsText['measures'][number],
  language: PublicLanguage,
): Html {
  const say = saying(gapWords, language)
  return table({
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
  })
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
