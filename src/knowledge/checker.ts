import { createHash } from 'node:crypto'
import { type CheckerWords, checkerWords } from './data/checker-words.ts'

/** What a number of flags means: few up to two, some up to five, many from six on. */
export type Band = 'few' | 'some' | 'many'

/** @param flags 0 to 10 */
export function bandOf(flags: number): Band {
  return flags <= 2 ? 'few' : flags <= 5 ? 'some' : 'many'
}

/** Where a report goes: the node that keeps the box for tips. Only https, or this machine; else the page names none. */
export interface CheckerPlace {
  /** `https://fiu.example`, without a path. */
  readonly node?: string
}

/** Languages in which the box has pages; all others meet it in English, with their own words in the text. */
const boxLanguages: readonly string[] = ['en', 'fr', 'ar']

/**
 * The text that a firm hands in: how many flags of ten, which ones, and nothing of who it is.
 *
 * @param ticked numbers of the questions, 1 to 10
 */
export function checkerReport(words: CheckerWords, ticked: readonly number[]): string {
  const own = [...new Set(ticked)].filter((n) => words.questions[n - 1]).sort((a, b) => a - b)
  return [
    words.reportHead,
    `${own.length} ${words.flags}`,
    ...own.map((n) => `${n}. ${words.questions[n - 1]?.asks}`),
  ].join('\n')
}

/**
 * The red-flag checker for small firms: one file, ten questions, four languages, one of them from right to left. It
 * fetches nothing and keeps nothing; counting and changing the language need no script, and there is none. A report is one
 * tap: the numbers of what was ticked open the form of the box, which writes the questions in and sends nothing yet.
 */
export function checkerPage({ node }: CheckerPlace = {}): string {
  const address =
    node !== undefined &&
    /^(https:\/\/[a-z0-9.-]+|http:\/\/(127\.0\.0\.1|localhost))(:\d{1,5})?$/i.test(node)
      ? node
      : undefined
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash(sheet)}'; base-uri 'none'; form-action ${address ?? "'none'"}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${text(checkerWords.map((w) => w.title).join(' · '))}</title>
<style>${sheet}</style>
</head>
<body>
${checkerWords.map((w, i) => `<input class="pick" type="radio" name="language" id="in-${w.tag}"${i === 0 ? ' checked' : ''}>`).join('\n')}
<nav aria-label="${text(checkerWords.map((w) => w.name).join(', '))}">${checkerWords.map((w) => `<label for="in-${w.tag}" lang="${w.tag}">${text(w.name)}</label>`).join('')}</nav>
${checkerWords.map((w) => section(w, address)).join('\n')}
</body>
</html>
`
}

function section(w: CheckerWords, node: string | undefined): string {
  const { tag } = w
  const page = boxLanguages.includes(tag) ? tag : 'en'
  const questions = `<ol>
${w.questions
  .map(
    (q, i) =>
      `<li><input type="checkbox" id="${tag}-${i + 1}" name="flag" value="${i + 1}"><label for="${tag}-${i + 1}">${text(q.asks)}</label><p class="why">${text(q.why)}</p></li>`,
  )
  .join('\n')}
</ol>
<p class="sum"><output></output> ${text(w.flags)}</p>
<h2>${text(w.bandsTitle)}</h2>
<ul>${w.bands.map((b) => `<li>${text(b)}</li>`).join('')}</ul>
<p>${text(w.fair)}</p>
<p><strong>${text(w.noTipping)}</strong></p>`
  return `<main class="of-${tag}" lang="${tag}" dir="${w.direction}">
<h1>${text(w.title)}</h1>
<p>${text(w.lead)} ${text(w.how)}</p>
${
  node === undefined
    ? questions
    : `<form method="get" action="${node}/public/${page}/tips/new" autocomplete="off">
<input type="hidden" name="words" value="${tag}">
${questions}
<p class="tell"><button class="report">${text(w.report)}</button> ${text(w.reportHow)}</p>
</form>`
}
<p class="small">${text(w.print)} ${text(w.privacy)}</p>
</main>`
}

/** Ticks are counted by the style sheet, so the number is right where scripts are off. */
const sheet = `*{box-sizing:border-box}body{margin:0;font:1.05rem/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif;color:#14202b;background:#fff;counter-reset:flags}
nav,main{max-width:42rem;margin:0 auto;padding:.6rem 1rem}
nav label{display:inline-block;padding:.45rem .8rem;margin:.1rem;border:2px solid #14202b;border-radius:.3rem;cursor:pointer}
.pick{position:absolute;opacity:0}
${checkerWords.map((w) => `#in-${w.tag}:checked~nav label[for="in-${w.tag}"]{background:#14202b;color:#fff}#in-${w.tag}:focus-visible~nav label[for="in-${w.tag}"]{outline:3px solid #b8530a;outline-offset:2px}#in-${w.tag}:not(:checked)~.of-${w.tag}{display:none}`).join('\n')}
h1{font-size:1.6rem;line-height:1.25;margin:.6rem 0}h2{font-size:1.15rem;margin:1.2rem 0 .3rem}
main{counter-reset:flags}
ol{list-style:none;padding:0}ol li{margin:.35rem 0;padding:.5rem .2rem;border-top:1px solid #9aa7b3;display:grid;grid-template-columns:2.2rem 1fr;break-inside:avoid}
li input{width:1.4rem;height:1.4rem;margin:.1rem 0;accent-color:#9c2f0c}
li input:checked{counter-increment:flags}
.why{grid-column:2;margin:.2rem 0 0;color:#44525f;font-size:.95rem}
li input:not(:checked)~.why{display:none}
.sum{font-size:1.4rem;font-weight:700;border:2px solid #14202b;padding:.4rem .8rem;border-radius:.3rem}
.sum output::before{content:counter(flags)}
.report{display:inline-block;padding:.6rem 1.2rem;background:#9c2f0c;color:#fff;border-radius:.3rem;font:inherit;font-weight:700;border:0;cursor:pointer}
.report:focus-visible,li input:focus-visible{outline:3px solid #b8530a;outline-offset:2px}
.small{color:#44525f;font-size:.95rem}
@media print{nav,.tell{display:none}body{font-size:10.5pt}li input:not(:checked)~.why{display:block}.sum output::before{content:"____"}}`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, (c) => entities[c] as string)
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('base64')
}
