import type { Commitment, PeerReview } from '#review'
import { type AuthorityLine, authorityLines } from './authority-pages.ts'
import { inEnglish, saying, table } from './bits.ts'
import { type CaseText, casesBody } from './case-pages.ts'
import { caseWords } from './case-words.ts'
import { type GapsText, gapWords } from './gap-pages.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { measureName } from './measure-words.ts'
import { at } from './page.ts'
import { commitmentsBody } from './reviews-pages.ts'

export const countryWords = {
  title: { en: 'Countries', fr: 'Pays', ar: 'البلدان' },
  lead: {
    en: 'What stands in public about each country of the network: its authorities, the ways the law opens to and from it, what it promised, and cases that are over.',
    fr: 'Ce qui est public sur chaque pays du réseau : ses autorités, les voies que le droit ouvre vers lui et depuis lui, ses engagements et les affaires closes.',
    ar: 'ما هو معلن عن كل بلد في الشبكة: سلطاته، والسبل التي يتيحها القانون إليه ومنه، والتزاماته، والقضايا المنتهية.',
  },
  noFigures: {
    en: 'Figures are published for the network as a whole. Those of one country could be subtracted from the whole, until a single case of the others shows.',
    fr: 'Les chiffres sont publiés pour l’ensemble du réseau. Ceux d’un seul pays pourraient en être soustraits jusqu’à faire apparaître une affaire des autres.',
    ar: 'تُنشر الأرقام للشبكة ككل، إذ يمكن طرح أرقام بلد واحد من المجموع حتى تظهر قضية بعينها لدى غيره.',
  },
  ways: {
    en: 'Ways to ask and to be asked',
    fr: 'Voies pour demander et être saisi',
    ar: 'سبل الطلب والاستجابة',
  },
  measure: { en: 'For', fr: 'Pour', ar: 'من أجل' },
  asks: { en: 'May ask', fr: 'Peut demander à', ar: 'يحق له أن يطلب من' },
  asked: { en: 'May be asked by', fr: 'Peut être saisi par', ar: 'يحق أن يطلب منه' },
  nobody: { en: 'nobody', fr: 'personne', ar: 'لا أحد' },
  everybody: { en: 'all of the network', fr: 'tout le réseau', ar: 'جميع بلدان الشبكة' },
  authorities: { en: 'Its authorities', fr: 'Ses autorités', ar: 'سلطاته' },
} as const satisfies Record<string, Said>

export interface CountryText {
  readonly id: string
  readonly name: string
  readonly authorities: readonly AuthorityLine[]
  readonly gaps: GapsText
  readonly commitments: readonly Commitment[]
  readonly reviews: readonly PeerReview[]
  readonly cases: readonly CaseText[]
}

export function countryList(
  countries: readonly { readonly id: string; readonly name: string }[],
  language: PublicLanguage,
): Html {
  return html`<ul class="list">${countries.map(
    ({ id, name }) =>
      html`<li><a href="${at(language, `/countries/${id}`)}">${inEnglish(name, language)}</a> <span class="note"><bdi>${id}</bdi></span></li>\n`,
  )}</ul>
<p class="note">${countryWords.noFigures[language]}</p>`
}

export function countryBody(it: CountryText, language: PublicLanguage): Html {
  const say = saying(countryWords, language)
  return html`<h2>${say('ways')}</h2>
${waysPart(it, language)}
<p><a href="${at(language, '/gaps')}">${gapWords.title[language]}</a></p>
<h2>${say('authorities')}</h2>
${authorityLines(it.authorities, language)}
${it.commitments.length + it.reviews.length === 0 ? '' : commitmentsBody(it.commitments, it.reviews, [], language)}
${it.cases.length === 0 ? '' : html`<h2>${caseWords.title[language]}</h2>${casesBody({ out: it.cases, withdrawn: [] }, language)}`}
<p class="note">${say('noFigures')}</p>`
}

function waysPart({ id, gaps }: CountryText, language: PublicLanguage): Html {
  const say = saying(countryWords, language)
  const own = gaps.countries.findIndex((country) => country.id === id)
  const others = gaps.countries.filter((country) => country.id !== id)
  const names = (open: (place: number) => string | undefined) => {
    const found = gaps.countries.filter((c, i) => c.id !== id && open(i) === 'routes')
    if (found.length === 0) return html`<span class="tag bad">${say('nobody')}</span>`
    if (found.length === others.length) return say('everybody')
    return inEnglish(found.map(({ name }) => name).join(', '), language)
  }
  return table({
    caption: say('ways'),
    quiet: true,
    head: [say('measure'), say('asks'), say('asked')],
    rows: gaps.measures.map((measure) => [
      measureName(measure.id)[language],
      names((i) => measure.ways[own]?.[i]),
      names((i) => measure.ways[i]?.[own]),
    ]),
  })
}
