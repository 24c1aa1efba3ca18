import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'

/** Words of a row of law or of a definition: they stand in English, wherever they stand. */
export function inEnglish(text: string, language: PublicLanguage): Html | string {
  return language === 'en' ? text : html`<span lang="en" dir="ltr">${text}</span>`
}

/** A table that is wider than a telephone scrolls in its own frame, which the keyboard reaches. */
export function table(it: {
  readonly caption: Gap
  readonly head: readonly Gap[]
  /** The first cell of each row is its head. */
  readonly rows: readonly (readonly Gap[])[]
  /** Columns that hold numbers. */
  readonly numbers?: readonly number[]
  /** A heading right above says the same: the caption is for readers of the screen alone. */
  readonly quiet?: boolean
  /** One of several tables under each other: all share their widths. */
  readonly even?: boolean
}): Html {
  const number = (i: number) => (it.numbers?.includes(i) ? html` class="n"` : '')
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${plain(it.caption)}"><table${it.even === true ? html` class="even"` : ''}>
<caption${it.quiet === true ? html` class="quiet"` : ''}>${it.caption}</caption>
<thead><tr>${it.head.map((cell, i) => html`<th scope="col"${number(i)}>${cell}</th>`)}</tr></thead>
<tbody>${it.rows.map(
    ([first, ...rest]) =>
      html`<tr><th scope="row">${first}</th>${rest.map((cell, i) => html`<td${number(i + 1)}>${cell}</td>`)}</tr>\n`,
  )}</tbody>
</table></div>`
}

function plain(gap: Gap): string {
  return String(html`${gap}`)
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
}

/** Pairs of a name and what there is under it. */
export function facts(rows: readonly (readonly [name: Gap, value: Gap])[]): Html {
  return html`<dl class="facts">${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>`
}

/** Where there is nothing yet: what would stand here, and where to look meanwhile. */
export function empty(title: Gap, text: Gap): Html {
  return html`<div class="empty"><h2>${title}</h2>${text}</div>`
}

/** A name of the land in the language of the page, where the runtime knows it. */
export function languageName(tag: string, language: PublicLanguage): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** A civil day in words of the language: `30 September 2026`. Figures are Western Arabic in every language. */
export function dayInWords(day: string, language: PublicLanguage): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  const locale = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' }[language]
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date)
}

/** Words of a table in one language: `const say = saying(words, language)`. */
export function saying<W extends Readonly<Record<string, Said>>>(
  words: W,
  language: PublicLanguage,
): (word: keyof W) => string {
  return (word) => words[word]![language]
}

/** With a capital at its beginning, as a heading has it. */
export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
