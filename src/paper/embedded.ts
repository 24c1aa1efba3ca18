import { canonical, type Json } from '#base'

/** Data inside a page: canonical JSON with `<` written as \\u003c, so that no text in it can end the element. */
export function embedded(id: string, data: object): string {
  const json = Buffer.from(canonical(data as Json))
    .toString('utf8')
    .replaceAll('<', '\\u003c')
  return `${opening(id)}${json}</script>`
}

/** The data of a page with `\u003c` turned back into `<`; a backslash that is itself escaped is left alone. */
export function embeddedIn(html: string, id: string): Uint8Array | undefined {
  const start = html.lastIndexOf(opening(id))
  const end = html.indexOf('</script>', start)
  if (start === -1 || end === -1) return undefined
  const text = html.slice(start + opening(id).length, end)
  return Buffer.from(text.replace(/\\(\\|u003c)/g, (_, c) => (c === '\\' ? '\\\\' : '<')))
}

function opening(id: string): string {
  return `<script type="application/json" id="${id}">`
}
