import { authorityWords } from './authority-words.ts'
import { dayInWords, facts, inEnglish, languageName, saying, table } from './bits.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { measureName } from './measure-words.ts'
import { at } from './page.ts'

/** An authority in the list. */
export interface AuthorityLine {
  readonly id: string
  readonly name: string
  /** `XX`: the federation itself. */
  readonly country: string
  readonly countryName: string
  /** `a financial intelligence unit`. */
  readonly kind: string
  /** Measures, as the law names them. */
  readonly answersFor: readonly string[]
}

/** What a page says of one authority: from its signed card and the rows of law in force. */
export interface AuthorityText extends AuthorityLine {
  readonly languages: readonly string[]
  readonly desk: { readonly name: string; readonly hours: string; readonly telephone?: string }
  readonly servedBy: { readonly id: string; readonly name: string } | null
  readonly address: string
  readonly card: { readonly version: number; readonly issuedAt: string }
  readonly seals: readonly { readonly id: string; readonly print: string }[]
  readonly calendar: {
    readonly name: string
    readonly zone: string
    readonly weekend: readonly string[]
    readonly closed: readonly { readonly day: string; readonly why: string }[]
    readonly citation: string
    readonly status: string
  } | null
  readonly measures: readonly {
    readonly id: string
    readonly ways: readonly Way[]
  }[]
  readonly law: { readonly version: string; readonly on: string }
}

interface Way {
  readonly instrument: string
  readonly name: string
  readonly citation: string
  readonly text: string
  readonly status: string
  readonly channel: string
  readonly informal: boolean
  readonly from: readonly string[]
  readonly whoAsks: readonly string[]
  readonly elements: readonly { readonly label: string; readonly citation: string }[]
  readonly deadlines: readonly {
    readonly what: string
    readonly text: string
    readonly citation: string
    readonly status: string
  }[]
  readonly grounds: readonly {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly citation: string
  }[]
  readonly reservations: readonly string[]
  readonly languages?: readonly string[]
}

/** All authorities of the network, by country. */
export function authorityList(lines: readonly AuthorityLine[], language: PublicLanguage): Html {
  const countries = [...Map.groupBy(lines, (line) => line.country)]
  return html`${countries.map(
    ([code, of]) => html`<h2>${
      code === 'XX'
        ? inEnglish(of[0]!.countryName, language)
        : html`<a href="${at(language, `/countries/${code}`)}">${inEnglish(of[0]!.countryName, language)}</a>`
    }</h2>
${authorityLines(of, language)}`,
  )}`
}

/** Authorities, one under the other, each with what it answers for. */
export function authorityLines(lines: readonly AuthorityLine[], language: PublicLanguage): Html {
  const say = saying(authorityWords, language)
  const does = ({ answersFor }: AuthorityLine) =>
    answersFor.length === 0
      ? say('nothing')
      : `${say('answersFor')}: ${answersFor.map((id) => measureName(id)[language]).join('; ')}`
  return html`<ul class="list">${lines.map(
    (
      line,
    ) => html`<li><a href="${at(language, `/authorities/${line.id}`)}">${inEnglish(line.name, language)}</a> <span class="note">(<bdi>${line.id}</bdi>, ${inEnglish(line.kind, language)})</span><br>
<span class="note">${does(line)}</span></li>\n`,
  )}</ul>`
}

/** How one authority is asked. */
export function authorityBody(it: AuthorityText, language: PublicLanguage): Html {
  const say = saying(authorityWords, language)
  const en = (text: string) => inEnglish(text, language)
  return html`<p class="lead">${en(`${it.countryName}: ${it.kind}`)} (<bdi>${it.id}</bdi>)</p>
<h2>${say('contact')}</h2>
${facts([
  [say('desk'), en(it.desk.name)],
  [say('hours'), en(it.desk.hours)],
  [say('telephone'), it.desk.telephone ?? say('noTelephone')],
  [say('languages'), it.languages.map((tag) => languageName(tag, language)).join(', ')],
  ...(it.servedBy === null
    ? []
    : [
        [
          say('servedBy'),
          html`<a href="${at(language, `/authorities/${it.servedBy.id}`)}">${en(it.servedBy.name)}</a>`,
        ] as const,
      ]),
  ...(it.address === ''
    ? []
    : [[say('node'), html`<bdi class="code">${it.address}</bdi>`] as const]),
])}
${calendarPart(it, language)}
<h2 id="ask">${say('whatToAsk')}</h2>
${it.measures.length === 0 ? html`<p>${say('asksNothing')}</p>` : html`${glance(it, language)}${it.measures.map((m) => measurePart(m, language))}`}
<h2>${say('check')}</h2>
<p>${say('checkHow')}</p>
${facts([
  ...it.seals.map(
    ({ print }) => [say('seal'), html`<bdi class="code">${grouped(print)}</bdi>`] as const,
  ),
  [
    say('card'),
    html`${say('version')} ${it.card.version}, ${dayInWords(it.card.issuedAt, language)}`,
  ],
])}
<p class="note">${say('madeFrom')} ${dayInWords(it.law.on, language)}. ${say('rowsOfLaw')}: <bdi class="code">${it.law.version}</bdi></p>`
}

/** `1a2b 3c4d ...`, to be read aloud. */
function grouped(print: string): string {
  return print.replaceAll(/(.{4})(?=.)/g, '$1 ')
}

function calendarPart({ calendar }: AuthorityText, language: PublicLanguage): Gap {
  if (calendar === null) return ''
  const say = saying(authorityWords, language)
  const en = (text: string) => inEnglish(text, language)
  const days = calendar.closed.map(
    ({ day, why }) => html`<li>${dayInWords(day, language)}: ${en(why)}</li>`,
  )
  return html`<h3>${say('calendar')}</h3>
${facts([
  [say('zone'), html`<bdi>${calendar.zone}</bdi>`],
  [say('weekend'), en(calendar.weekend.join(', '))],
  [say('closedOn'), days.length === 0 ? say('neverClosed') : html`<ul class="plain">${days}</ul>`],
  [say('source'), html`${en(calendar.citation)}${doubt(calendar.status, language)}`],
])}`
}

/** One line for each way in: what may be asked, under what, by when it is answered, how much it has to say. */
function glance(it: AuthorityText, language: PublicLanguage): Html | '' {
  const say = saying(authorityWords, language)
  const rows = it.measures.flatMap((m) =>
    m.ways
      .filter((way) => !way.informal)
      .map((way) => [
        html`<a href="#${m.id}">${measureName(m.id)[language]}</a>`,
        inEnglish(way.name, language),
        inEnglish(limitOf(way) ?? '', language) || say('noLimit'),
        way.elements.length,
      ]),
  )
  if (rows.length === 0) return ''
  return table({
    caption: say('glance'),
    head: [say('request'), say('under'), say('firstLimit'), say('points')],
    rows,
    numbers: [3],
  })
}

/** The limit for an ordinary answer, else for the decision, without the words of the rule. */
function limitOf({ deadlines }: Way): string | undefined {
  const found =
    deadlines.find((d) => d.what === 'answer, normal') ??
    deadlines.find((d) => d.what === 'decide') ??
    deadlines.find((d) => d.what.startsWith('answer'))
  return found?.text.split(', ')[0]
}

function measurePart(measure: AuthorityText['measures'][number], language: PublicLanguage): Html {
  const say = saying(authorityWords, language)
  return html`<section><h3 id="${measure.id}">${measureName(measure.id)[language]}</h3>
${measure.ways.length === 0 ? html`<p>${say('noWays')}</p>` : measure.ways.map((way) => wayPart(way, language))}</section>`
}

function wayPart(way: Way, language: PublicLanguage): Html {
  const say = saying(authorityWords, language)
  const en = (text: string) => inEnglish(text, language)
  return html`<details><summary>${en(way.name)}${way.informal ? html` <span class="note">(${say('informal')})</span>` : ''}</summary>
<p>${en(way.text)}</p>
${facts([
  [say('source'), html`${en(way.citation)}${doubt(way.status, language)}`],
  [say('mayAsk'), en(way.whoAsks.join('; '))],
  [say('fromWhere'), en(way.from.join(', '))],
  [say('channel'), en(way.channel)],
  ...(way.languages === undefined
    ? []
    : [
        [
          say('languages'),
          way.languages.map((tag) => languageName(tag, language)).join(', '),
        ] as const,
      ]),
])}
${way.reservations.map((text) => html`<p class="note">${en(text)}</p>`)}
${way.informal ? '' : clocksPart(way, language)}
${way.elements.length === 0 ? '' : html`<h4>${say('elements')}</h4><ol>${way.elements.map((e) => html`<li>${en(e.label)} <span class="note">${en(article(e.citation))}</span></li>`)}</ol>`}
${way.grounds.length === 0 ? '' : html`<h4>${say('grounds')}</h4><ul>${way.grounds.map((g) => html`<li>${en(g.name)} <span class="note">(${g.kind === 'postponement' ? say('postponement') : say('refusal')}; ${en(`${g.id}, ${article(g.citation)}`)})</span></li>`)}</ul>`}
</details>`
}

/** `UNCAC art. 46(15)` of a long citation: the instrument is named above. */
function article(citation: string): string {
  const at = citation.search(/(art|para|sect)\. |Annex /i)
  return at < 0 ? citation : citation.slice(at)
}

function clocksPart({ deadlines }: Way, language: PublicLanguage): Html {
  const say = saying(authorityWords, language)
  const en = (text: string) => inEnglish(text, language)
  if (deadlines.length === 0) return html`<p>${say('noClocks')}</p>`
  return html`<h4>${say('clocks')}</h4><ul>${deadlines.map(
    (d) =>
      html`<li><strong>${en(d.what)}</strong>: ${en(d.text)} <span class="note">${en(d.citation)}${doubt(d.status, language)}</span></li>`,
  )}</ul>`
}

/** A row that nobody has checked says so wherever it is shown. */
function doubt(status: string, language: PublicLanguage): Gap {
  if (status === 'verified') return ''
  return html` <span class="tag">${authorityWords.toVerify[language]}</span>`
}
