import { bars } from './bars.ts'
import { dayInWords, empty, facts, inEnglish, saying, table } from './bits.ts'
import { type OpinionText, opinionsPart } from './data-pages.ts'
import { dataWords } from './data-words.ts'
import {
  type FiguresText,
  type FigureText,
  heldText,
  type PartText,
  shareText,
  valueText,
  whyText,
} from './figure-values.ts'
import { figureWords, fill } from './figure-words.ts'
import { type Gap, type Html, html } from './html.ts'
import { indicatorName, themeOf, themes } from './indicator-words.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'
import { periodId, periodName } from './periods.ts'

/** The name that anybody understands; else the one of the register. */
export function plainName(it: Pick<FigureText, 'id' | 'name'>, language: PublicLanguage): string {
  const name = indicatorName(it.id)?.[language] ?? it.name
  return name[0]!.toUpperCase() + name.slice(1)
}

/** Address of one figure in the period that is being read. */
export function figureAt(
  it: Pick<FiguresText, 'from' | 'to'>,
  id: string,
  language: PublicLanguage,
): string {
  return `${at(language, `/figures/${id}`)}?quarter=${periodId(it)}`
}

/** From when to when, and from whose records. */
export function periodLine(it: FiguresText, language: PublicLanguage): Html {
  const say = saying(figureWords, language)
  return html`<p class="note">${say('period')}: ${dayInWords(it.from, language)} ${say('to')} ${dayInWords(it.to, language)}. ${say('countedFrom')} <bdi>${it.nodes.join(', ')}</bdi>.${it.release === undefined || it.release === null ? '' : html` ${fill(dataWords.thisRelease[language], { version: it.release.version })}`}</p>
${it.release === null ? html`<div class="box warn"><p>${dataWords.notReleased[language]}</p></div>` : ''}`
}

/** All figures of a period, theme by theme. */
export function figuresBody(
  it: FiguresText,
  language: PublicLanguage,
  periods: readonly { readonly id: string; readonly from: string; readonly to: string }[],
  opinions: readonly OpinionText[],
): Html {
  const say = saying(figureWords, language)
  return html`${periodLine(it, language)}
${themes.map((theme) => {
  const of = it.indicators.filter((f) => themeOf(f.id) === theme.id)
  if (of.length === 0) return ''
  return html`<h2 id="${theme.id}">${theme.name[language]}</h2>
${table({
  caption: theme.name[language],
  quiet: true,
  even: true,
  head: [say('indicator'), say('value'), say('cases')],
  rows: of.map((f) => [
    html`<a href="${figureAt(it, f.id, language)}">${plainName(f, language)}</a>`,
    html`<span${f.shown ? '' : html` class="held"`}>${valueText(f, f.unit, language)}</span>`,
    heldText(f.cases ?? '', language),
  ]),
})}`
})}
${opinionsPart(opinions, undefined, language)}
${
  periods.length === 0
    ? ''
    : html`<h2>${say('otherQuarters')}</h2><ul class="inline">${periods.map((p) => html`<li><a href="${at(language, '/figures')}?quarter=${p.id}">${periodName(p, language)}</a></li>\n`)}</ul>`
}`
}

/** One figure: value, certainty, picture, parts, how it is counted, how it is verified. */
export function figureBody(
  it: FiguresText,
  figure: FigureText,
  language: PublicLanguage,
  more: {
    readonly opinions: readonly OpinionText[]
    /** The same figure in the releases that stand, the oldest first. */
    readonly times: readonly TimeText[]
  },
): Html {
  const say = saying(figureWords, language)
  const { interval } = figure
  return html`${periodLine(it, language)}
<p class="figure-value"><strong${figure.shown ? '' : html` class="held"`}>${valueText(figure, figure.unit, language)}</strong>${
    figure.shown && figure.unit === 'share' && /^[\d.,]+\/[\d.,]+ = /.test(figure.text)
      ? html` <span class="note"><bdi>${figure.text.split(' = ')[0]!}</bdi></span>`
      : ''
  }</p>
${figure.note === '' ? '' : html`<div class="box"><p><strong>${say(figure.shown ? 'note' : 'whyHidden')}.</strong> ${whyText(figure.note, language)}</p></div>`}
${figure.shown && figure.unit === 'share' && figure.value !== null ? sharePicture(figure, language) : ''}
${
  interval === undefined
    ? ''
    : html`<h2>${say('certainty')}</h2><p>${fill(say('interval'), { low: shareText(interval[0]!, language), high: shareText(interval[1]!, language) })}</p>`
}
${timesPart(figure, more.times, language)}
${partsPart(figure, language)}
<h2>${say('howCounted')}</h2>
<p>${inEnglish(figure.formula, language)}</p>
<p><a href="${at(language, `/method/${figure.id}`)}">${say('method')}: ${plainName(figure, language)}</a></p>
${opinionsPart(more.opinions, figure.id, language)}
${verifyPart(it, language)}`
}

/** The same figure in another release. */
export interface TimeText {
  readonly from: string
  readonly to: string
  readonly shown: boolean
  readonly value: number | null
  readonly text: string
}

/** One bar for each period that is out; periods of different length are told apart by their names. */
function timesPart(figure: FigureText, times: readonly TimeText[], language: PublicLanguage): Gap {
  if (times.length < 2) return ''
  const values = times.flatMap((t) => (t.shown && t.value !== null ? [Math.abs(t.value)] : []))
  const longest = figure.unit === 'share' ? 1 : Math.max(0, ...values)
  return html`<h2>${figureWords.overTime[language]}</h2>
${bars(
  plainName(figure, language),
  times.map((t) => ({
    name: periodName(t, language),
    length: t.shown && t.value !== null && longest > 0 ? t.value / longest : null,
    text: valueText(t, figure.unit, language),
    held: !t.shown,
  })),
  { quiet: true },
)}`
}

function sharePicture(figure: FigureText, language: PublicLanguage): Html {
  const [low, high] = figure.interval ?? []
  return bars(
    plainName(figure, language),
    [
      {
        name: figureWords.value[language],
        length: figure.value,
        text: valueText(figure, figure.unit, language),
        ...(low === undefined || high === undefined ? {} : { interval: [low, high] as const }),
      },
    ],
    { ends: ['0 %', '100 %'], quiet: true },
  )
}

const groupNames: Readonly<Record<string, keyof typeof figureWords>> = {
  pair: 'byPair',
  ground: 'byGround',
  kind: 'byKind',
  amended: 'byAmended',
  stage: 'byStage',
  'asset-class': 'byClass',
  variant: 'byVariant',
  country: 'byCountry',
  claimant: 'byClaimant',
  outcome: 'byOutcome',
  step: 'byStep',
  code: 'byCode',
}

function partsPart(figure: FigureText, language: PublicLanguage): Gap {
  const say = saying(figureWords, language)
  const groups = [...Map.groupBy(figure.parts, (part) => part.by)]
  if (groups.length === 0) return html`<h2>${say('breakdown')}</h2><p>${say('noParts')}</p>`
  return groups.map(([by, parts]) => {
    const name = say(groupNames[by] ?? 'byOther')
    const held = parts.filter((part) => !part.shown)
    return html`<h2>${name}</h2>
${
  held.length === parts.length
    ? html`<p>${fill(say('allHeld'), { n: parts.length })}</p>`
    : partBars(figure, parts, name, language)
}
${table({
  caption: `${plainName(figure, language)}: ${name}`,
  quiet: true,
  head: [say('part'), say('value'), say('note')],
  rows: parts.map((part) => [
    inEnglish(part.key, language),
    html`<span${part.shown ? '' : html` class="held"`}>${valueText(part, part.unit ?? figure.unit, language)}</span>`,
    part.note === '' ? '' : whyText(part.note, language),
  ]),
})}`
  })
}

function partBars(
  figure: FigureText,
  parts: readonly PartText[],
  caption: string,
  language: PublicLanguage,
): Gap {
  const same = parts.filter((p) => (p.unit ?? figure.unit) === figure.unit)
  const values = same.flatMap((p) => (p.shown && typeof p.value === 'number' ? [p.value] : []))
  if (values.length < 2) return ''
  const longest = figure.unit === 'share' ? 1 : Math.max(...values.map(Math.abs))
  return bars(
    caption,
    same.map((part) => ({
      name: inEnglish(part.key, language),
      length: typeof part.value === 'number' && longest > 0 ? part.value / longest : null,
      text: valueText(part, part.unit ?? figure.unit, language),
      held: !part.shown,
    })),
    { quiet: true },
  )
}

function files(it: FiguresText, language: PublicLanguage): Html {
  if (it.release === undefined || it.release === null)
    return html`<a href="/public/figures?quarter=${periodId(it)}">${figureWords.table[language]}</a>`
  const { id } = it.release
  return html`<a href="/open/${id}/release.json">${dataWords.json[language]}</a> · <a href="/open/${id}/proof.json">${dataWords.proof[language]}</a> · <a href="/open/${id}/figures.csv">${dataWords.table[language]}</a>`
}

function verifyPart(it: FiguresText, language: PublicLanguage): Html {
  const say = saying(figureWords, language)
  return html`<h2 id="verify">${say('verifyThis')}</h2>
<p>${fill(say('verifyHow'), { origin: it.log.origin, size: it.log.size })}</p>
${facts([
  [say('root'), html`<bdi class="code">${it.log.root}</bdi>`],
  ...(it.release === undefined || it.release === null
    ? []
    : [[dataWords.digest[language], html`<bdi class="code">${it.release.digest}</bdi>`] as const]),
])}
<p>${files(it, language)} · <a href="${at(language, '/verify')}">${say('howTo')}</a></p>`
}

/** Where the quarter has no figures. */
export function noFigures(language: PublicLanguage): Html {
  return empty(
    figureWords.notMeasured[language],
    html`<p><a href="${at(language, '/figures')}">${figureWords.title[language]}</a></p>`,
  )
}

/** Where nothing has been released at all: what will stand here, and what can be read meanwhile. */
export function nothingReleased(language: PublicLanguage): Html {
  return empty(
    dataWords.none[language],
    html`<p>${dataWords.noneText[language]}</p><p><a href="${at(language, '/method')}">${figureWords.method[language]}</a></p>`,
  )
}
