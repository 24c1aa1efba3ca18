import { dayInWords, empty, inEnglish, saying, table } from './bits.ts'
import { dataWords } from './data-words.ts'
import { fill } from './figure-words.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { columns } from './open-data.ts'
import { at } from './page.ts'
import { periodName } from './periods.ts'

/** A version of the figures of a period, as it came out. */
export interface ReleaseLine {
  readonly period: string
  readonly from: string
  readonly to: string
  readonly version: number
  readonly digest: string
  readonly releasedAt: string
  /** Why there is another version. */
  readonly reason: string | null
  readonly state: 'current' | 'superseded' | 'withdrawn'
  readonly withdrawn: { readonly at: string; readonly reason: string } | null
}

/** What an independent evaluator signed of a period. */
export interface OpinionText {
  readonly evaluator: string
  readonly at: string
  readonly from: string
  readonly to: string
  readonly kind: 'unqualified' | 'qualified' | 'adverse' | 'disclaimer'
  readonly recounted: number
  readonly differing: readonly string[]
  readonly reservations: readonly { readonly figure: string | null; readonly text: string }[]
}

/** All releases with their versions and files, and the dictionary. */
export function dataBody(releases: readonly ReleaseLine[], language: PublicLanguage): Html {
  const say = saying(dataWords, language)
  return html`<h2>${say('releases')}</h2>
${
  releases.length === 0
    ? empty(say('none'), html`<p>${say('noneText')}</p>`)
    : html`${table({
        caption: say('releases'),
        quiet: true,
        head: [say('period'), say('version'), say('released'), say('state'), say('files')],
        rows: releases.map((r) => releaseRow(r, language)),
      })}
<p>${say('check')}</p>
<pre class="code" dir="ltr">comity verify release.json proof.json</pre>`
}
<p><a href="/public/feed.atom">${say('feed')}</a></p>
<h2>${say('dictionary')}</h2>
${table({
  caption: say('dictionary'),
  quiet: true,
  head: [say('column'), say('kind'), say('meaning')],
  rows: columns.map((c) => [
    html`<bdi class="code">${c.name}</bdi>`,
    inEnglish(c.type, language),
    inEnglish(c.description, language),
  ]),
})}
<p><a href="/open/dictionary.json">${say('dictionaryFile')}</a></p>`
}

function releaseRow(r: ReleaseLine, language: PublicLanguage): readonly Gap[] {
  const say = saying(dataWords, language)
  const file = (name: string, text: string) =>
    html`<li><a href="/open/${r.period}/${r.version}/${name}">${text}</a></li>\n`
  const why = r.state === 'withdrawn' ? r.withdrawn?.reason : r.reason
  return [
    r.state === 'current'
      ? html`<a href="${at(language, '/figures')}?quarter=${r.period}">${periodName(r, language)}</a>`
      : periodName(r, language),
    r.version,
    dayInWords(r.releasedAt, language),
    html`<span class="${r.state === 'withdrawn' ? 'tag bad' : 'tag'}">${say(r.state)}</span>${why === null || why === undefined ? '' : html`<br>${inEnglish(why, language)}`}`,
    r.state === 'withdrawn'
      ? ''
      : html`<ul class="plain">${file('figures.csv', say('table'))}${file('release.json', say('json'))}${file('proof.json', say('proof'))}${file('datapackage.json', say('packageFile'))}${file('csv-metadata.json', say('columnsFile'))}</ul><span class="code">${r.digest}</span>`,
  ]
}

/** Opinions on a period, beside its figures; those on one figure say so. */
export function opinionsPart(
  opinions: readonly OpinionText[],
  figure: string | undefined,
  language: PublicLanguage,
): Html {
  const say = saying(dataWords, language)
  return html`<h2>${say('opinions')}</h2>
${
  opinions.length === 0
    ? html`<p>${say('noOpinion')}</p>`
    : html`<ul class="list">${opinions.map(
        (
          o,
        ) => html`<li><strong>${inEnglish(o.evaluator, language)}</strong>, ${dayInWords(o.at, language)}: <span class="${o.kind === 'adverse' ? 'tag bad' : 'tag'}">${say(o.kind)}</span><br>
${fill(say('recounted'), { n: o.recounted, d: o.differing.length })}
${reservations(o, figure, language)}</li>\n`,
      )}</ul>`
}`
}

function reservations(o: OpinionText, figure: string | undefined, language: PublicLanguage): Gap {
  const list = o.reservations.filter(
    (r) => figure === undefined || [null, figure].includes(r.figure),
  )
  if (list.length === 0) return ''
  return html`<ul>${list.map((r) => html`<li>${r.figure === null ? '' : html`<bdi>${r.figure}</bdi>: `}${inEnglish(r.text, language)}</li>`)}</ul>`
}
