import type { Adaptation, ClauseDiff, ModelLaw } from '#review'
import { capital, dayInWords, facts, inEnglish, saying, table } from './bits.ts'
import { fill } from './figure-words.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { levelNames, levelWords } from './level-words.ts'
import { at } from './page.ts'

/** Levels without counts, and the model laws with what countries made of them. */
export interface LevelsText {
  readonly countries: readonly {
    readonly id: string
    readonly name: string
    readonly level: number
    readonly missing: readonly string[]
  }[]
  readonly rows: readonly {
    readonly level: number
    readonly features: readonly string[]
    readonly support: string
    readonly gate: readonly { readonly words: string }[]
  }[]
  readonly laws: readonly LawText[]
}

export type LawText = ModelLaw & {
  readonly adaptations: readonly AdaptedText[]
}
type AdaptedText = Omit<Adaptation, 'clauses'> & { readonly diff: readonly ClauseDiff[] }

export function levelsBody(it: LevelsText, language: PublicLanguage): Html {
  const say = saying(levelWords, language)
  return html`${table({
    caption: say('levels'),
    quiet: true,
    head: [say('country'), say('level'), say('missing')],
    rows: it.countries.map(({ id, name, level, missing }) => [
      html`<a href="${at(language, `/countries/${id}`)}">${inEnglish(name, language)}</a>`,
      `${level}: ${nameOf(level, language)}`,
      missing.length > 0
        ? inEnglish(missing.join('; '), language)
        : say(level === it.rows.length - 1 ? 'top' : 'nothing'),
    ]),
  })}
<p class="note">${say('noCounts')}</p>
<h2>${say('rows')}</h2>
${table({
  caption: say('rows'),
  quiet: true,
  head: [say('level'), say('uses'), say('gate'), say('support')],
  rows: it.rows.map((row) => [
    `${row.level}: ${nameOf(row.level, language)}`,
    inEnglish(row.features.join('; '), language),
    inEnglish(row.gate.map(({ words }) => words).join('; '), language),
    inEnglish(row.support, language),
  ]),
})}
<h2>${say('laws')}</h2>
<p>${say('lawsLead')}</p>
<ul class="list tight">${it.laws.map((law) => html`<li><a href="${at(language, `/laws/${law.id}`)}">${inEnglish(capital(law.title), language)}</a></li>\n`)}</ul>`
}

/** One model law: its clauses, then country by country what became of each. */
export function lawBody(
  law: LawText,
  nameOfCountry: (id: string) => string,
  language: PublicLanguage,
): Html {
  const say = saying(levelWords, language)
  return html`${facts([
    [say('provenance'), inEnglish(law.provenance, language)],
    [say('licence'), inEnglish(law.licence, language)],
  ])}
${law.clauses.map(
  (clause) => html`<section id="${clause.id}"><h2>${inEnglish(capital(clause.title), language)}</h2>
<p>${inEnglish(clause.text, language)}</p>
<p class="note">${say('source')}: ${inEnglish(clause.source, language)}</p></section>\n`,
)}
${law.adaptations.map((each) => adaptation(each, nameOfCountry(each.country), language))}`
}

function adaptation(it: AdaptedText, country: string, language: PublicLanguage): Html {
  const say = saying(levelWords, language)
  const [before = '', after = ''] = say('adapted').split('{country}')
  return html`<h2>${before}${inEnglish(country, language)}${after}</h2>
<p>${say('state')}: ${say(it.status)}, ${dayInWords(it.since, language)}. ${inEnglish(it.source, language)}</p>
${table({
  caption: html`${before}${inEnglish(country, language)}${after}`,
  quiet: true,
  head: [say('clause'), say('adapted').replace('{country}', it.country), say('reason')],
  rows: it.diff.map((clause) => [
    inEnglish(capital(clause.title), language),
    wordsOf(clause, language),
    inEnglish(clause.reason, language),
  ]),
})}`
}

/** What went and what came is told by marks and by words, never by colour alone. */
function wordsOf(clause: ClauseDiff, language: PublicLanguage): Gap {
  const say = saying(levelWords, language)
  if (clause.kind === 'same') return say('same')
  const foreign = language === 'en' ? '' : html` lang="en" dir="ltr"`
  return html`<span${foreign}>${clause.words.map(({ kind, text }) =>
    kind === 'same'
      ? html`${text} `
      : kind === 'gone'
        ? html`<del>${text}</del> `
        : html`<ins>${text}</ins> `,
  )}</span>${clause.kind === 'left out' ? html` <span class="tag bad">${say('gone')}</span>` : ''}${clause.kind === 'added' ? html` <span class="tag good">${say('added')}</span>` : ''}`
}

function nameOf(level: number, language: PublicLanguage): string {
  return levelNames[level]?.[language] ?? String(level)
}

/** `Version 2, since 1 March 2026`. */
export function lawLead(law: Pick<ModelLaw, 'version' | 'from'>, language: PublicLanguage): string {
  return fill(levelWords.version[language], {
    v: law.version,
    on: dayInWords(law.from, language),
  })
}
