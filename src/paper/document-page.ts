import { createHash } from 'node:crypto'
import { canonical, type Digest, type Json } from '#base'
import type { DocumentData, DocumentField } from './document-data.ts'
import { headOf, translationNote, type Voice, voiceOf } from './document-words.ts'
import type { Language } from './languages/language.ts'
import { markup } from './markup.ts'
import { style } from './style.ts'

const documentStyle = `${style}
table.sides{table-layout:fixed}
table.sides th.s{width:3rem}
.sides p{margin:0 0 .3rem}
.empty{color:var(--soft)}
`
const styleHash = createHash('sha256').update(documentStyle).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/** The document as one page that runs nothing and fetches nothing, in English or side by side with a second language. */
export function documentPage(
  data: DocumentData,
  digest: Digest,
  second: Language | null = null,
): string {
  const voices = [voiceOf(data, null), ...(second === null ? [] : [voiceOf(data, second)])]
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${markup(`${data.reference}: ${data.title}`)}</title>
<style>${documentStyle}</style>
</head>
<body>
<main>
<header>
<p class="kind">${voices.map((v) => `<span lang="${v.tag}">${markup(v.label(data.procedure.name))}</span>`).join(' · ')}</p>
<h1>${voices.map((v) => `<span lang="${v.tag}">${markup(v.label(data.title))}</span>`).join('<br>')}</h1>
${table(voices, headRows(data, voices))}
</header>
<section>
${table(
  voices,
  data.fields.map((f) => fieldRow(f, voices)),
)}
</section>
${missing(data, voices)}
<section>${voices
    .map(
      (v) => `<div lang="${v.tag}"><h2>${markup(v.word('How to check this document'))}</h2>
<p>${markup(v.word(checkText))}</p>${note(data, v)}</div>`,
    )
    .join('\n')}
</section>
</main>
<footer><p>${markup(data.reference)} · <span class="digest">${digest}</span></p></footer>
<script type="application/json" id="document-data">${embedded(data)}</script>
</body>
</html>
`
}

export const checkText =
  'The digest is SHA-256 over the canonical data (RFC 8785), which is inside the page and attached to the PDF. It is the same in every language and every shape of this document.'

interface Row {
  readonly section: string
  /** One cell for each voice: label, lines, citation. */
  readonly cells: readonly { readonly label: string; readonly lines: readonly string[] }[]
  readonly citation?: string
  readonly empty: boolean
}

function headRows(data: DocumentData, voices: readonly Voice[]): readonly Row[] {
  const heads = voices.map((v) => headOf(data, v))
  return heads[0]!.map((_, i) => ({
    section: '',
    cells: heads.map((h) => ({ label: h[i]![0], lines: [h[i]![1]] })),
    empty: false,
  }))
}

function fieldRow(field: DocumentField, voices: readonly Voice[]): Row {
  return {
    section: field.section ?? '',
    cells: voices.map((v) => ({ label: v.label(field.label), lines: v.lines(field) })),
    ...(field.citation === undefined ? {} : { citation: field.citation }),
    empty: field.value === null,
  }
}

function table(voices: readonly Voice[], rows: readonly Row[]): string {
  const lettered = rows.some((r) => r.section !== '')
  const head = voices
    .map((v) => `<th scope="col" lang="${v.tag}">${markup(v.word('Content'))}</th>`)
    .join('')
  const first = lettered
    ? `<th scope="col" class="s">${markup(voices[0]!.word('Section'))}</th>`
    : ''
  return `<table class="sides"><thead><tr>${first}${head}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${lettered ? `<th scope="row" class="s">${markup(row.section)}</th>` : ''}${row.cells.map((cell, i) => cellOf(row, cell, voices[i]!)).join('')}</tr>`).join('\n')}
</tbody></table>`
}

function cellOf(row: Row, cell: Row['cells'][number], voice: Voice): string {
  const citation =
    row.citation === undefined ? '' : ` <span class="code">${markup(row.citation)}</span>`
  return `<td lang="${voice.tag}"${row.empty ? ' class="empty"' : ''}><p><strong>${markup(cell.label)}</strong>${citation}</p>${cell.lines.map((l) => `<p>${markup(l)}</p>`).join('')}</td>`
}

function missing(data: DocumentData, voices: readonly Voice[]): string {
  if (data.missing.length === 0) return ''
  return `<section class="gaps">${voices
    .map(
      (v) =>
        `<div lang="${v.tag}"><h2>${markup(v.word('Missing elements'))}</h2><ul>${data.missing.map((m) => `<li>${markup(v.label(m.label))} <span class="code">${markup(m.citation)}</span></li>`).join('')}</ul></div>`,
    )
    .join('')}</section>`
}

function note(data: DocumentData, voice: Voice): string {
  const text = translationNote(data, voice)
  return text === '' ? '' : `<p>${markup(text)}</p>`
}

/** Canonical JSON with `<` written as \\u003c, so that no text in it can end the element. */
function embedded(data: DocumentData): string {
  return Buffer.from(canonical(data as unknown as Json))
    .toString('utf8')
    .replaceAll('<', '\\u003c')
}
