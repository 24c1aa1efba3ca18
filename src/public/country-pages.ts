import type { Commitment, PeerReview } from '#review'
import { type AuthorityLine, authorityLines } from './authority-pages.ts'
import { inEnglish, saying, table } from './bits.ts'
import { type CaseText, casesBody } from './case-pages.ts'
import { caseWords } from './case-words.ts'
import { figureAt, plainName } from './figure-pages.ts'
import { type FiguresText, type PartText, valueText, whyText } from './figure-values.ts'
import { fill } from './figure-words.ts'
import { type GapsText, gapWords } from './gap-pages.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { levelNames } from './level-words.ts'
import { measureName } from './measure-words.ts'
import { at } from './page.ts'
import { periodName } from './periods.ts'
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
  inShort: { en: 'In short', fr: 'En bref', ar: 'باختصار' },
  level: { en: 'Level', fr: 'Niveau', ar: 'المستوى' },
  waysOpen: { en: 'Ways that are open', fr: 'Voies ouvertes', ar: 'السبل المتاحة' },
  waysSays: {
    en: 'of {all}, as asker and as asked',
    fr: 'sur {all}, comme demandeur et comme saisi',
    ar: 'من {all}، طالبًا ومطلوبًا منه',
  },
  promises: { en: 'Commitments', fr: 'Engagements', ar: 'الالتزامات' },
  late: { en: 'late: {n}', fr: 'en retard : {n}', ar: 'متأخرة: {n}' },
  inFigures: {
    en: 'In the figures, {period}',
    fr: 'Dans les chiffres, {period}',
    ar: 'في الأرقام، {period}',
  },
  heldLines: {
    en: '{held} of {n} values about this country are held back.',
    fr: '{held} valeurs sur {n} concernant ce pays sont masquées.',
    ar: 'القيم التي تخص هذا البلد: {n}، والمحجوب منها: {held}.',
  },
  noLines: {
    en: 'No value of this period is about this country alone.',
    fr: 'Aucune valeur de cette période ne concerne ce seul pays.',
    ar: 'لا توجد في هذه الفترة قيمة تخص هذا البلد وحده.',
  },
  figure: { en: 'Figure', fr: 'Chiffre', ar: 'الرقم' },
  about: { en: 'About', fr: 'Objet', ar: 'الموضوع' },
  value: { en: 'Value', fr: 'Valeur', ar: 'القيمة' },
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
  /** Level of adoption; undefined where the country has none yet. */
  readonly level: number | undefined
  /** The newest release; undefined where nothing is out. */
  readonly figures: FiguresText | undefined
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
  return html`<h2>${say('inShort')}</h2>
${tiles(it, language)}
${it.figures === undefined ? '' : figuresPart(it.figures, it.id, language)}
<h2>${say('ways')}</h2>
${waysPart(it, language)}
<p><a href="${at(language, '/gaps')}">${gapWords.title[language]}</a></p>
<h2>${say('authorities')}</h2>
${authorityLines(it.authorities, language)}
${it.commitments.length + it.reviews.length === 0 ? '' : commitmentsBody(it.commitments, it.reviews, [], language)}
${it.cases.length === 0 ? '' : html`<h2>${caseWords.title[language]}</h2>${casesBody({ out: it.cases, withdrawn: [] }, language)}`}
<p class="note">${say('noFigures')}</p>`
}

/** What stands in public about the country, in three numbers that are about no case. */
function tiles(it: CountryText, language: PublicLanguage): Html {
  const say = saying(countryWords, language)
  const own = it.gaps.countries.findIndex((country) => country.id === it.id)
  const ways = it.gaps.measures.flatMap(({ ways }) =>
    it.gaps.countries.flatMap((_, i) => (i === own ? [] : [ways[own]?.[i], ways[i]?.[own]])),
  )
  const open = ways.filter((way) => way === 'routes').length
  const late = it.commitments.filter((c) => c.red).length
  const tile = (path: string, name: Gap, big: Gap, note: Gap) =>
    html`<li><h3><a href="${path}">${name}</a></h3><span class="big">${big}</span><p class="note">${note}</p></li>\n`
  return html`<ul class="tiles">
${it.level === undefined ? '' : tile(at(language, '/levels'), say('level'), it.level, levelNames[it.level]?.[language])}
${tile(at(language, '/gaps'), say('waysOpen'), open, fill(say('waysSays'), { all: ways.length }))}
${it.commitments.length === 0 ? '' : tile(at(language, '/commitments'), say('promises'), it.commitments.length, fill(say('late'), { n: late }))}
</ul>`
}

/** Values of the release that are about this country: those that are shown, and how many are not. */
function figuresPart(figures: FiguresText, country: string, language: PublicLanguage): Html {
  const say = saying(countryWords, language)
  const about = figures.indicators.flatMap((figure) =>
    figure.parts.filter((part) => isAbout(part, country)).map((part) => ({ figure, part })),
  )
  const shown = about.filter(({ part }) => part.shown)
  const held = about.filter(({ part }) => !part.shown)
  const reasons = [...new Map(held.map(({ part }) => [stepOf(part.note), part.note])).values()]
  return html`<h2>${fill(say('inFigures'), { period: periodName(figures, language) })}</h2>
${
  shown.length === 0
    ? ''
    : table({
        caption: say('figure'),
        quiet: true,
        head: [say('figure'), say('about'), say('value')],
        rows: shown.map(({ figure, part }) => [
          html`<a href="${figureAt(figures, figure.id, language)}">${plainName(figure, language)}</a>`,
          inEnglish(part.key, language),
          valueText(part, part.unit ?? figure.unit, language),
        ]),
      })
}
<p>${about.length === 0 ? say('noLines') : fill(say('heldLines'), { held: held.length, n: about.length })}</p>
${reasons.length === 0 ? '' : html`<ul>${reasons.map((note) => html`<li>${whyText(note, language)}</li>\n`)}</ul>`}`
}

/** What a note says of the step, without what it says of the cell. */
function stepOf(note: string): string {
  return `${note.split(':')[0]} ${note.includes('value')}`
}

/** By country, or by a pair of authorities of which one is its own: `XN-FIU→XV-FIU`. */
function isAbout({ by, key }: PartText, country: string): boolean {
  if (by === 'country') return key === country
  return by === 'pair' && key.split('→').some((side) => side.split('-')[0] === country)
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
