import type { Publication } from '#knowledge'
import { dayInWords, empty, facts, inEnglish } from './bits.ts'
import { type Html, html } from './html.ts'
import { incidentWords } from './incident-pages.ts'
import { knowledgeWords } from './knowledge-words.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'

/** The page of patterns: the checker for small firms first, then what was released, the newest first. */
export function knowledgeBody(
  publications: readonly Publication[],
  language: PublicLanguage,
): Html {
  const say = (word: keyof typeof knowledgeWords) => knowledgeWords[word][language]
  return html`<section class="box"><h2>${say('checker')}</h2>
<p>${say('checkerSays')}</p>
<p><a class="button" href="/public/red-flags.html">${say('open')}</a> <a href="/public/red-flags.html" download="red-flags.html">${say('save')}</a></p></section>
<h2>${say('patterns')}</h2>
${publications.length === 0 ? empty(say('none'), say('noneSays')) : publications.map((p) => one(p, language))}
<p><a href="${at(language, '/patterns/incidents')}">${incidentWords.link[language]}</a></p>
<h2>${say('feed')}</h2>
<p>${say('feedSays')}</p>
<ul><li><a href="/public/patterns.json">patterns.json</a></li><li><a href="/public/patterns.atom">patterns.atom</a></li></ul>`
}

function one(p: Publication, language: PublicLanguage): Html {
  const say = (word: keyof typeof knowledgeWords) => knowledgeWords[word][language]
  const filled = (word: keyof typeof knowledgeWords, values: Readonly<Record<string, number>>) =>
    say(word).replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
  const state = p.state === 'released' ? '' : html` <span class="tag">${say(p.state)}</span>`
  return html`<section id="${p.reference}"><h3>${p.reference} ${inEnglish(p.pattern, language)}${state}</h3>
<p>${inEnglish(p.text, language)}</p>
<h4>${say('flags')}</h4>
<ul>${p.redFlags.map((f) => html`<li>${inEnglish(f, language)}</li>`)}</ul>
${facts([
  ...(p.detector === '' ? [] : [[say('detector'), inEnglish(p.detector, language)] as const]),
  [say('rests'), filled('atLeast', { cases: p.casesAtLeast, countries: p.jurisdictionsAtLeast })],
  ...(p.falsePositives === null
    ? []
    : [[say('alarms'), `${p.falsePositives} ${say('ofHundred')}`] as const]),
  ...(p.hits + p.falseAlarms === 0
    ? []
    : [
        [
          say('seen'),
          filled('seenSays', { hits: p.hits + p.falseAlarms, false: p.falseAlarms }),
        ] as const,
      ]),
  [say('version'), `${p.version}, ${dayInWords(p.releasedAt.slice(0, 10), language)}`],
  ...(p.until === null
    ? []
    : [[say('until'), dayInWords(p.until.slice(0, 10), language)] as const]),
])}</section>\n`
}
