const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is already HTML. Only `html` makes it, so what came out of a record is never mistaken for it. */
export class Html {
  readonly #text: string

  private constructor(text: string) {
    this.#text = text
  }

  /** @internal use `html` */
  static of(text: string): Html {
    return new Html(text)
  }

  static is(value: unknown): value is Html {
    return typeof value === 'object' && value !== null && #text in value
  }

  toString(): string {
    return this.#text
  }
}

/** What may stand in a gap of `html`: text is escaped, lists are joined, nothing is nothing. */
export type Gap = Html | string | number | bigint | null | undefined | false | readonly Gap[]

/**
 * A piece of a page. Whatever is put into a gap is escaped, in text and in a quoted attribute alike, unless `html` made it:
 * html`<p title="${name}">${name}</p>`. Gaps in a tag are always quoted; src/public/html.test.ts holds every file to it.
 */
export function html(parts: TemplateStringsArray, ...gaps: readonly Gap[]): Html {
  let text = parts[0]!
  for (const [i, gap] of gaps.entries()) text += filled(gap) + parts[i + 1]!
  return Html.of(text)
}

function filled(gap: Gap): string {
  if (gap === null || gap === undefined || gap === false) return ''
  if (Html.is(gap)) return gap.toString()
  if (typeof gap === 'object') return gap.map(filled).join('')
  return escaped(String(gap))
}

/**
 * Text that may stand in HTML, in a quoted attribute, in SVG and in XML. Control characters and the marks that reorder
 * text (Unicode UAX 9) are shown by code point: a name must not be able to make a page read differently.
 */
export function escaped(text: string): string {
  return text.replace(shown, codePoint).replace(/[&<>"']/g, (c) => entities[c]!)
}

/** Line ends and tabs are plain space; halves of a character are no character. */
const shown =
  /(?![\n\r\t])[\p{Cc}\p{Cs}\ufffe\uffff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

function codePoint(c: string): string {
  return `[U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
}
