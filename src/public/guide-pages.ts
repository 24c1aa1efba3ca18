import { type Guide, ways } from './guide-words.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { at } from './page.ts'

export const guideWords = {
  ask: { en: 'What brings you here?', fr: 'Qu’est-ce qui vous amène ?', ar: 'ما الذي جاء بك؟' },
  next: { en: 'From here', fr: 'À partir d’ici', ar: 'من هنا' },
  source: { en: 'Rule', fr: 'Règle', ar: 'القاعدة' },
} as const satisfies Record<string, Said>

/** The ways in, in the words of whoever comes. */
export function waysPart(language: PublicLanguage): Html {
  return html`<nav aria-labelledby="ways"><h2 id="ways">${guideWords.ask[language]}</h2>
<ul class="ways">${ways.map((way) => html`<li><a href="${at(language, way.path)}">${way.name[language]}</a></li>\n`)}</ul></nav>`
}

/** What to do, one step after the other, and where it is done. */
export function guideBody(guide: Guide, language: PublicLanguage): Html {
  return html`<ol class="steps">${guide.steps.map(
    ({ what, how, source }) => html`<li><h2>${what[language]}</h2>
<p>${how[language]}</p>
${source === undefined ? '' : html`<p class="note">${guideWords.source[language]}: <bdi lang="en">${source}</bdi></p>`}</li>\n`,
  )}</ol>
<h2>${guideWords.next[language]}</h2>
<ul class="list tight">${guide.links.map(([path, name]) => html`<li><a href="${at(language, path)}">${name[language]}</a></li>\n`)}</ul>`
}
