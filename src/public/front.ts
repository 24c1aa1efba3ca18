import { bars } from './bars.ts'
import { dayInWords, empty, inEnglish, saying } from './bits.ts'
import type { News } from './feed.ts'
import { figureAt, periodLine, plainName } from './figure-pages.ts'
import { type FiguresText, type FigureText, heldText, valueText } from './figure-values.ts'
import { figureWords, fill } from './figure-words.ts'
import { frontWords } from './front-words.ts'
import { waysPart } from './guide-pages.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'
import { periodId, periodName } from './periods.ts'

/** What the front page tells of first; an indicator that is not there leaves its place to the others. */
const headline = ['IN-01', 'IN-04', 'IN-18', 'IN-24', 'IN-33', 'IN-19'] as const
const times = ['IN-02', 'IN-03', 'IN-08', 'IN-10', 'IN-20', 'IN-26'] as const
const rights = ['IN-05', 'IN-19', 'IN-31', 'IN-32', 'IN-34', 'IN-35'] as const
const stages = ['IN-13', 'IN-14', 'IN-15', 'IN-16', 'IN-17'] as const

/** `What the network did, quarter 1 of 2025`. */
export function frontTitle(figures: FiguresText | undefined, language: PublicLanguage): string {
  if (figures === undefined) return frontWords.titleAlone[language]
  return fill(frontWords.title[language], { quarter: periodName(figures, language) })
}

export function frontBody(
  /** Undefined where nothing has been released yet. */
  figures: FiguresText | undefined,
  news: readonly News[],
  language: PublicLanguage,
): Html {
  const say = saying(frontWords, language)
  const has = (id: string) =>
    figures?.indicators.find((f) => f.id === id && f.text !== 'none' && f.cases !== 'none')
  const counted = (ids: readonly string[]) => ids.flatMap((id) => has(id) ?? [])
  return html`${waysPart(language)}
${
  figures === undefined || counted(headline).length === 0
    ? empty(
        say('nothing'),
        html`<p>${say('nothingText')}</p><p><a href="${at(language, '/method')}">${figureWords.method[language]}</a></p>`,
      )
    : inShort(figures, counted, language)
}
${newest(news, language)}<h2>${say('doors')}</h2>
<ul class="list">
<li><a href="${at(language, '/verify')}">${say('doorVerify')}</a></li>
<li><a href="${at(language, '/gaps')}">${say('doorGaps')}</a></li>
<li><a href="${at(language, '/countries')}">${say('doorCountries')}</a></li>
<li><a href="${at(language, '/levels')}">${say('doorLevels')}</a></li>
<li><a href="${at(language, '/statements')}">${say('doorStatements')}</a></li>
<li><a href="${at(language, '/register')}">${say('doorRegister')}</a></li>
</ul>`
}

/**
 * What can be told first; how much of it cannot; and the way to all of it. What is held back has its own page with the reason,
 * and would here only take the place of the rest.
 */
function inShort(
  figures: FiguresText,
  counted: (ids: readonly string[]) => readonly FigureText[],
  language: PublicLanguage,
): Html {
  const say = saying(frontWords, language)
  const [first, later, owed] = [headline, times, rights.filter((id) => !isHeadline(id))].map(
    counted,
  )
  const held = [first!, later!, owed!].flat().filter((f) => !f.shown).length
  const group = (word: 'inShort' | 'times' | 'rights', list: readonly FigureText[]) => {
    const shown = list.filter((f) => f.shown)
    return shown.length === 0 ? '' : html`<h2>${say(word)}</h2>${tiles(figures, shown, language)}`
  }
  return html`${periodLine(figures, language)}
${group('inShort', first!)}
${funnel(figures, counted(stages), language)}
${group('times', later!)}
${group('rights', owed!)}
<p>${held === 0 ? '' : html`${fill(say('heldHere'), { n: held })} `}<a href="${at(language, '/figures')}?quarter=${periodId(figures)}">${say('allFigures')}</a></p>`
}

function isHeadline(id: string): boolean {
  return (headline as readonly string[]).includes(id)
}

/** The five newest of what came out. */
function newest(news: readonly News[], language: PublicLanguage): Gap {
  if (news.length === 0) return ''
  const list = [...news].sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, 5)
  return html`<h2>${frontWords.news[language]}</h2>
<ul class="list">${list.map(
    (n) =>
      html`<li><a href="${n.path.replace('/public/en', at(language, ''))}">${n.name?.[language] ?? inEnglish(n.title, language)}</a><br><span class="note">${dayInWords(n.at, language)}: ${n.says?.[language] ?? inEnglish(n.summary, language)}</span></li>\n`,
  )}</ul>
`
}

function tiles(it: FiguresText, list: readonly FigureText[], language: PublicLanguage): Html {
  return html`<ul class="tiles">${list.map(
    (f) => html`<li><h3><a href="${figureAt(it, f.id, language)}">${plainName(f, language)}</a></h3>
<span class="${f.shown ? 'big' : 'big hidden-value'}">${valueText(f, f.unit, language)}</span>
${f.cases === undefined || f.unit === 'count' ? '' : html`<p class="note">${figureWords.cases[language]}: ${heldText(f.cases, language)}</p>`}</li>\n`,
  )}</ul>`
}

/** The stages of recovery as bars of one scale; what is held back stays an empty frame. */
function funnel(it: FiguresText, list: readonly FigureText[], language: PublicLanguage): Gap {
  if (list.length < 2) return ''
  const longest = Math.max(...list.map((f) => (f.shown ? (f.value ?? 0) : 0)))
  return html`<h2>${frontWords.funnel[language]}</h2>
${bars(
  frontWords.funnelNote[language],
  list.map((f) => ({
    name: html`<a href="${figureAt(it, f.id, language)}">${plainName(f, language)}</a>`,
    length: f.shown && f.value !== null && longest > 0 ? f.value / longest : null,
    text: valueText(f, f.unit, language),
    held: !f.shown,
  })),
)}`
}
