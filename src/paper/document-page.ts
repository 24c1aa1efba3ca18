import { createHash } from 'node:crypto'
import type { Digest } from '#base'
import type { DocumentData } from './document-data.ts'
import {
  type FieldShown,
  type Group,
  type HeadRow,
  type Layout,
  layoutOf,
} from './document-layout.ts'
import type { Sheet } from './document-sheet.ts'
import { embedded } from './embedded.ts'
import type { Language } from './languages/language.ts'
import { markup } from './markup.ts'
import type { Said } from './said.ts'
import { style } from './style.ts'

/** Repeats on every printed page: what is fixed is printed on each. */
export const exerciseStyle =
  '.exercise{position:sticky;top:0;margin:0;padding:.3rem 1rem;background:#7a1f6b;color:#fff;font-weight:700;letter-spacing:.2em;text-align:center;max-width:none}@media print{.exercise{position:fixed;inset:0 0 auto 0;print-color-adjust:exact;-webkit-print-color-adjust:exact}}'

const documentStyle = `${style}
main,body>footer{max-width:60rem}
${exerciseStyle}
h1.two{font-size:1.6rem}
h1>*,h2>*,h3>*{margin:0}
h2{font-size:1.05rem;margin:1.5rem 0 .4rem;padding-top:.5rem;border-top:1.5px solid var(--ink);break-after:avoid}
h3{font-size:.9rem;margin:.7rem 0 .1rem;break-after:avoid}
p{max-width:none;overflow-wrap:anywhere}
.pair{display:grid;grid-template-columns:1fr 1fr;column-gap:1.8rem;align-items:start}
.pair>*{min-width:0}
.mark{display:inline-block;min-width:1.5rem}
.lead{margin:.2rem 0 1rem;font-size:1.05rem}
.field{break-inside:auto}
.field p{margin:.15rem 0 .4rem}
table.head{margin:.4rem 0 1rem}
table.head th{width:34%;color:var(--soft);font-weight:400}
.lacks{font-weight:700}
.things{overflow-x:auto}
.things table{margin:.4rem 0 1rem}
.empty p{color:var(--soft)}
.stamp{margin-top:2rem;padding:.1rem 1rem .2rem;border:1.5px solid var(--ink);break-inside:avoid}
.gaps h2{border:0}
.since{padding:.1rem 1rem;border:1.5px solid var(--ink);break-inside:avoid}
.since small{font-weight:400}
.since ins{text-decoration:none;font-weight:700}
.stamp h2{border:0;margin-top:.4rem;padding-top:0}
.stamp table{margin-bottom:.4rem}
@media (max-width:40rem){.pair{grid-template-columns:1fr}}
@media print{h2{font-size:11pt}h3{font-size:9pt}.pair{grid-template-columns:1fr 1fr}}
`
const styleHash = createHash('sha256').update(documentStyle).digest('base64')
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/** The document as one page that runs nothing and fetches nothing, in English or side by side with a second language. */
export function documentPage(
  data: DocumentData,
  digest: Digest,
  second: Language | null = null,
): string {
  const shown = layoutOf(data, digest, second)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${markup(`${shown.reference}: ${shown.title}`)}</title>
<style>${documentStyle}</style>
</head>
<body>${
    shown.watermark === ''
      ? ''
      : `
<p class="exercise">${markup(shown.watermark)}</p>`
  }
<main>
<header>
<p class="kind">${inline(shown.procedure)}</p>
${heading(1, shown.titles)}
${paired('div', 'lead', shown.lead)}
${headTable(shown.head)}
</header>
${notices(shown)}
${missing(shown)}
${shown.groups.map(group).join('\n')}
<section class="stamp">
${heading(2, shown.signature.title)}
${headTable(shown.signature.rows)}
</section>
<section><div${two(shown.check)}>${shown.check
    .map(
      (c) =>
        `<div lang="${c.tag}"><h2>${markup(c.title)}</h2>${c.texts.map(paragraph).join('')}</div>`,
    )
    .join('\n')}</div>
</section>
</main>
<footer><p>${markup(shown.reference)} · <span class="digest">${digest}</span></p></footer>
${embedded('document-data', data)}
</body>
</html>
`
}

const paragraph = (text: string) => `<p>${markup(text)}</p>`
const two = (all: readonly unknown[]) => (all.length > 1 ? ' class="pair"' : '')
const lang = ({ tag }: { readonly tag: string | null }) => (tag === null ? '' : ` lang="${tag}"`)
const span = (said: Said) => `<span${lang(said)}>${markup(said.text)}</span>`

/** In one line: languages after each other. */
function inline(said: readonly Said[]): string {
  return said.map(span).join(' · ')
}

function heading(level: 1 | 2 | 3, said: readonly Said[], mark = '', after = ''): string {
  if (said.length === 0) return ''
  const letter = mark === '' ? '' : `<span class="mark">${markup(mark)}</span>`
  const classes = said.length > 1 ? ` class="pair${level === 1 ? ' two' : ''}"` : ''
  return `<h${level}${classes}>${said.map((s, i) => `<span${lang(s)}>${letter}${markup(s.text)}${i === 0 ? after : ''}</span>`).join('')}</h${level}>`
}

function paired(tag: 'div', name: string, said: readonly Said[]): string {
  if (said.length === 0) return ''
  return `<${tag} class="${name}${said.length > 1 ? ' pair' : ''}">${said.map((s) => `<p${lang(s)}>${markup(s.text)}</p>`).join('')}</${tag}>`
}

function headTable(rows: readonly HeadRow[]): string {
  return `<table class="head"><tbody>
${rows.map((r) => `<tr><th scope="row">${inline(r.label)}</th><td${r.code ? ' class="digest"' : ''}>${r.value.map(span).join('<br>')}</td></tr>`).join('\n')}
</tbody></table>`
}

function group({ mark, titles, citation, missing, fields }: Group): string {
  const lacks = missing.length === 0 ? '' : `<p class="lacks">${inline(missing)}</p>`
  const cited = citation === '' ? '' : `<p class="code">${markup(citation)}</p>`
  return `<section>
${heading(2, titles, mark)}${cited}${lacks}
${fields.map(field).join('\n')}
</section>`
}

function field({ labels, citation, empty, code, lines, sheet }: FieldShown): string {
  const cited = citation === '' ? '' : ` <span class="code">${markup(citation)}</span>`
  const label = heading(3, labels, '', cited)
  if (sheet !== null) return `<div class="field">${label}${sheetTable(sheet, labels)}</div>`
  const names = ['field', ...(empty ? ['empty'] : [])].join(' ')
  return `<div class="${names}">${label}<div${two(lines)}>${lines.map((l) => `<div${lang(l)}${code ? ' class="digest"' : ''}>${l.lines.map(paragraph).join('')}</div>`).join('')}</div></div>`
}

function sheetTable({ columns, rows }: Sheet, labels: readonly Said[]): string {
  const name = labels.length === 0 ? '' : ` aria-label="${markup(labels[0]!.text)}"`
  const cell = (said: readonly Said[]) => said.map(span).join('<br>')
  return `<div class="things"><table${name}><thead><tr>${columns.map((c) => `<th scope="col"${c.number ? ' class="n"' : ''}>${cell(c.head)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((r) => `<tr>${r.map((c, i) => (i === 0 ? `<th scope="row">${cell(c)}</th>` : `<td${columns[i]!.number ? ' class="n"' : ''}>${cell(c)}</td>`)).join('')}</tr>`).join('\n')}
</tbody></table></div>`
}

/** Before everything else: what does not hold any more is struck out, what holds stands beside it. */
function notices({ notices }: Layout): string {
  if (notices.length === 0) return ''
  const one = ({ title, head, struck, right, text }: Layout['notices'][number]) =>
    `<h2>${inline(title)} <small>${markup(head)}</small></h2>${
      struck === '' ? '' : `<p><del>${markup(struck)}</del></p>`
    }${right === '' ? '' : `<p><ins>${markup(right)}</ins></p>`}<p>${markup(text)}</p>`
  return `<section class="gaps since">${notices.map(one).join('')}</section>`
}

function missing({ missing }: Layout): string {
  if (missing.length === 0) return ''
  return `<section class="gaps"><div${two(missing)}>${missing
    .map(
      (m) =>
        `<div lang="${m.tag}"><h2>${markup(m.title)}</h2><ul>${m.items.map((i) => `<li>${markup(i.text)} <span class="code">${markup(i.citation)}</span></li>`).join('')}</ul></div>`,
    )
    .join('')}</div></section>`
}
