const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Text that may stand in HTML, in an attribute and in SVG. Control characters and the marks that reorder text
 * (Unicode UAX 9) are shown by code point: a name must not be able to make a page read differently.
 */
export function markup(text: string): string {
  return visible(text).replace(/[&<>"']/g, (c) => entities[c]!)
}

/** Control and direction characters written as `[U+202E]`. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu,
    codePoint,
  )
}

export function codePoint(c: string): string {
  return `[U+${c.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
}
