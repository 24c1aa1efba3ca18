import { type Definition, definitions } from '#indicators'
import { facts, inEnglish, saying, table } from './bits.ts'
import { plainName } from './figure-pages.ts'
import { figureWords } from './figure-words.ts'
import { type Html, html } from './html.ts'
import { themeOf, themes } from './indicator-words.ts'
import type { PublicLanguage } from './languages.ts'
import { methodWords, verifyWords } from './method-words.ts'
import { at } from './page.ts'

/** The definition of an indicator by its id; undefined where there is none. */
export function methodOf(id: string): Definition | undefined {
  return definitions.find((d) => d.id === id)
}

const steps = ['step1', 'step2', 'step3', 'step4', 'step5', 'step6', 'step7'] as const

/** What is common to all figures, and the list of them. */
export function methodBody(language: PublicLanguage): Html {
  const say = saying(methodWords, language)
  return html`<h2>${say('fromRecords')}</h2><p>${say('fromRecordsText')}</p>
<h2>${say('bothSides')}</h2><p>${say('bothSidesText')}</p>
<h2>${say('heldBack')}</h2><p>${say('heldBackText')}</p>
${table({
  caption: say('heldBack'),
  quiet: true,
  head: [say('step'), say('rule')],
  rows: steps.map((step, i) => [i + 1, figureWords[step][language]]),
})}
<h2>${say('certainty')}</h2><p>${say('certaintyText')}</p>
<h2>${say('flows')}</h2><p>${say('flowsText')}</p>
<h2>${say('all')}</h2>
${themes.map(
  (theme) => html`<h3>${theme.name[language]}</h3>
<ul class="list">${definitions
    .filter((row) => themeOf(row.id) === theme.id)
    .map(
      (row) =>
        html`<li><a href="${at(language, `/method/${row.id}`)}">${plainName(row, language)}</a> <span class="note"><bdi>${row.id}</bdi></span></li>\n`,
    )}</ul>`,
)}`
}

/** One definition, row by row. */
export function definitionBody(row: Definition, language: PublicLanguage): Html {
  const say = saying(figureWords, language)
  const en = (text: string) => inEnglish(text, language)
  return html`${facts([
    [say('number'), html`<bdi>${row.id}</bdi>`],
    [say('formal'), en(row.name)],
    [say('measures'), en(row.capability)],
    [say('howCounted'), en(row.formula)],
    [say('unit'), en(row.unit)],
    [say('coverage'), en(row.coverage)],
    [say('limits'), en(row.limits)],
    [
      say('sources'),
      row.sources.length === 0
        ? en('none of the records of the network')
        : html`<ul class="inline">${row.sources.map((word) => html`<li><bdi class="code">${word}</bdi></li>`)}</ul>`,
    ],
    [
      say('breakdown'),
      row.parts.length === 0 ? say('noParts') : en(row.parts.join(', ').replaceAll('-', ' ')),
    ],
    [say('citation'), en(row.citation)],
  ])}
<p><a href="${at(language, `/figures/${row.id}`)}">${methodWords.current[language]}</a> · <a href="${at(language, '/method')}">${methodWords.title[language]}</a></p>`
}

/** How anybody checks a figure, in four steps. */
export function verifyBody(
  log: { readonly origin: string; readonly size: number; readonly root: string },
  language: PublicLanguage,
): Html {
  const say = saying(verifyWords, language)
  return html`<ol class="steps">
<li><h2>${say('one')}</h2><p>${say('oneText')} <a href="${at(language, '/data')}">${figureWords.table[language]}</a></p></li>
<li><h2>${say('two')}</h2><p>${say('twoText')}</p>
<p><a href="/log/checkpoint">${say('checkpoint')}</a> · <a href="/exchange/cards">${say('cards')}</a></p></li>
<li><h2>${say('three')}</h2><p>${say('threeText')}</p>
<pre class="code" dir="ltr">sha256sum release.json
comity verify release.json proof.json</pre></li>
<li><h2>${say('four')}</h2><p>${say('fourText')}</p></li>
</ol>
<h2>${say('now')}</h2>
${facts([
  [say('origin'), html`<bdi class="code">${log.origin}</bdi>`],
  [say('size'), log.size],
  [say('root'), html`<bdi class="code">${log.root}</bdi>`],
])}`
}
