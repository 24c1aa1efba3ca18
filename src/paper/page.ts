import { createHash } from 'node:crypto'
import type { Digest } from '#base'
import { cut, pageLimits } from './cut.ts'
import type { ExhibitComparison, ExhibitData, ExhibitStep } from './data.ts'
import { embedded } from './embedded.ts'
import { markup } from './markup.ts'
import { describe, picture } from './picture.ts'
import { style } from './style.ts'
import {
  counted,
  delimiterNames,
  gapSentences,
  howToCheck,
  instantShown,
  intervalNote,
  methodInWords,
  openingsShown,
  rateShown,
  roleNames,
  roundingNote,
  ruleLegend,
  spaced,
} from './words.ts'

/** Steps shown on the page; the data holds all that the exhibit holds. */
export const pageSteps = 5_000

const styleHash = createHash('sha256').update(style).digest('base64')
/** Nothing is fetched and nothing is run: the page is paper. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`

/** The exhibit as one HTML page that needs no script and no network, with its data inside. */
export function page(whole: ExhibitData, digest: Digest): string {
  const { shown: data, note } = cut(whole, pageLimits)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${markup(data.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${[heading(data, note), method(data), sources(data), holdings(data), gaps(data), comparison(data), flow(data), schedule(data), checking(digest)].filter((part) => part !== '').join('\n')}
</main>
<footer><p>${markup(data.caseReference)} · data <span class="digest">${digest}</span></p></footer>
${embedded('exhibit-data', whole)}
</body>
</html>
`
}

function heading(data: ExhibitData, note: string): string {
  const facts: [string, string][] = [
    ['Case reference', data.caseReference],
    ['Authority', data.authority],
    ['Prepared by', data.preparedBy],
    ...(data.preparedFor ? [['Prepared for', data.preparedFor] as [string, string]] : []),
    ['Prepared at', instantShown(data.preparedAt)],
  ]
  return `<header>
<p class="kind">Tracing exhibit</p>
<h1>${markup(data.title)}</h1>
<dl class="facts">${facts.map(([k, v]) => `<div><dt>${k}</dt><dd>${markup(v)}</dd></div>`).join('')}</dl>
</header>
<section><h2>Question</h2>
<p>${markup(data.question)}</p>${note === '' ? '' : `\n<p>${markup(note)}</p>`}
</section>`
}

function method(data: ExhibitData): string {
  const { rule } = data.method
  const status =
    rule.status === 'verified'
      ? 'read in the source'
      : 'to be verified against the source before it is relied on'
  return `<section><h2>Method</h2>
<h3>Rule: ${markup(rule.name)} (${markup(rule.id)})</h3>
<p>${markup(rule.text)}</p>
<p>Authorities (${status}):</p>
<ul>${rule.citations.map((c) => `<li>${markup(c)}</li>`).join('')}</ul>
<dl>${methodInWords(data.method)
    .map(({ term, text }) => `<dt>${term}</dt><dd>${markup(text)}</dd>`)
    .join('')}</dl>
</section>`
}

function sources(data: ExhibitData): string {
  const files = data.sources.map((s) => [
    roleNames[s.role],
    s.file,
    s.digest.replace(/^sha256:/, ''),
    s.rows === undefined ? '' : String(s.rows),
    s.firstDay ? `${s.firstDay} to ${s.lastDay ?? s.firstDay}` : '',
    [
      s.encoding,
      s.delimiter === undefined ? undefined : (delimiterNames[s.delimiter] ?? s.delimiter),
    ]
      .filter(Boolean)
      .join(', '),
    s.leftOut === undefined || s.leftOut.length === 0
      ? 'nothing'
      : counted(s.leftOut.length, 'row'),
  ])
  const left = data.sources.flatMap((s) =>
    (s.leftOut ?? []).map((row) => [s.file, String(row.row), row.why]),
  )
  return `<section><h2>Sources</h2>
${table('Files read', ['Role', 'File', 'SHA-256', 'Rows', 'Period', 'Read as', 'Left out'], files, ['', '', 'digest', 'n', '', '', ''])}
${left.length > 0 ? table('Rows left out', ['File', 'Row', 'Why'], left, ['', 'n', '']) : ''}
${openings(data)}
${
  data.rates.length > 0
    ? table(
        `Rates: one unit in ${data.method.base ?? 'base'}`,
        ['Currency', 'Rate', 'From'],
        data.rates.map((r) => [r.currency, rateShown(r.rate), r.from]),
        ['', 'n', ''],
      )
    : ''
}
</section>`
}

function openings(data: ExhibitData): string {
  if (data.openings.length === 0)
    return '<p>No opening balances were stated. What that means for the figures is said under "What this exhibit does not show".</p>'
  const { amounts, zeros } = openingsShown(data)
  const listed = table(
    'Opening balances, as stated',
    ['Account', 'Currency', 'Amount', 'Claim'],
    amounts.map((o) => [o.account, o.currency, spaced(o.amount), o.claim ?? '']),
    ['', '', 'n', ''],
  )
  return `${amounts.length > 0 ? listed : ''}${zeros === '' ? '' : `<p>${markup(zeros)}</p>`}`
}

function holdings(data: ExhibitData): string {
  if (data.method.rule.id === 'all') return `<section><h2>Result</h2>\n${claims(data)}\n</section>`
  const interval = data.holdings.some((h) => h.low !== undefined)
  const base = data.method.base ?? 'base'
  const { total } = data
  return `<section><h2>Result</h2>
${claims(data)}
${table(
  'Holdings: what of each claim is found in which account',
  [
    'Account',
    'Claim',
    'Currency',
    'Traced',
    'Balance',
    `Traced, ${base}`,
    ...(interval ? ['Lowest traced', 'Highest traced'] : []),
  ],
  data.holdings.map((h) => [
    h.account,
    h.claim,
    h.currency,
    h.traced === null ? 'touched' : spaced(h.traced),
    spaced(h.balance),
    money(h.baseTraced),
    ...(interval ? [money(h.low ?? h.traced), money(h.high ?? h.traced)] : []),
  ]),
  ['', '', '', 'n', 'n', 'n', 'n', 'n'],
)}
${[interval ? intervalNote : '', roundingNote(data)]
  .filter((text) => text !== '')
  .map((text) => `<p>${markup(text)}</p>`)
  .join('\n')}
${table(
  `Total, ${base}`,
  ['Claimed', 'Traced', 'Untraceable'],
  [[money(total.claimed), money(total.traced), money(total.untraceable)]],
  ['n', 'n', 'n'],
)}
${
  data.exhausted.length > 0
    ? table(
        'Accounts in which the traceable money ran out',
        ['Account', 'Claim', 'At'],
        data.exhausted.map((e) => [e.account, e.claim, instantShown(e.at)]),
        ['', '', ''],
      )
    : ''
}
</section>`
}

function claims(data: ExhibitData): string {
  const base = data.method.base ?? 'base'
  return table(
    'Claims',
    ['Claim', 'Entered the ledger as', `Claimed, ${base}`],
    data.claims.map((c) => [
      c.claim,
      c.introduced
        .map((i) => `${spaced(i.amount)} ${i.currency} in ${counted(i.payments, 'payment')}`)
        .join('; '),
      money(c.claimed),
    ]),
    ['', '', 'n'],
  )
}

function comparison({ comparison, method }: ExhibitData): string {
  if (!comparison) return ''
  return `<section><h2>The same ledger under other rules</h2>
<p>No rule applies by itself. Each column is a complete trace of the same ledger, in the currency of the account. The last two columns give the lowest and the highest figure of the rules that give a quantity.</p>
<p>${markup(ruleLegend({ comparison }))}</p>
${table(
  'Holdings by rule',
  ['Account', 'Claim', 'Currency', ...comparison.rules.map((r) => r.id), 'Lowest', 'Highest'],
  comparison.rows.map((row) => [
    row.account,
    row.claim,
    row.currency,
    ...row.figures.map(money),
    money(row.low),
    money(row.high),
  ]),
  ['', '', '', ...comparison.rules.map(() => 'n'), 'n', 'n'],
  untraceableRow(comparison, method.base),
  comparison.rules.length > 4 ? 'wide' : undefined,
)}
</section>`
}

function untraceableRow(comparison: ExhibitComparison, base: string | null): readonly string[] {
  return ['Untraceable', '', base ?? '', ...comparison.untraceable.map(money), '', '']
}

function gaps(data: ExhibitData): string {
  const body =
    data.warnings.length === 0
      ? '<p>The trace met no gap: every debit was covered by a known balance, and every order that matters was proved.</p>'
      : `<ul>${gapSentences(data.warnings)
          .map((w) => `<li>${markup(w.text)} <span class="code">${markup(w.code)}</span></li>`)
          .join('')}</ul>`
  return `<section class="gaps"><h2>What this exhibit does not show</h2>
${body}
<p>Tracing identifies where value went under the rule named above. It does not decide who is entitled to it.</p>
</section>`
}

function flow(data: ExhibitData): string {
  if (data.flow.links.length === 0) return ''
  const { leftOut } = data.flow
  const left =
    leftOut.links > 0
      ? ` ${leftOut.links} smaller links${leftOut.value === null ? '' : ` with ${spaced(leftOut.value)} ${data.flow.currency ?? ''}`} are not drawn.`
      : ''
  return `<section class="flow"><h2>Flow of the claims</h2>
<figure>${picture(data.flow)}
<figcaption>${markup(describe(data.flow))} Accounts stand in columns, each to the right of those that pay it; the width of a band is the value moved, in whole ${markup(data.flow.currency ?? 'units')}; a dashed line brings money back to where it had been.${markup(left)}</figcaption></figure>
</section>`
}

function schedule(data: ExhibitData): string {
  if (data.method.rule.id === 'all') return ''
  const { steps, total } = data.schedule
  const shown = steps.slice(0, pageSteps)
  const rest =
    shown.length < total
      ? `<p>Shown are the first ${shown.length} of ${total} payments that moved a claim; the data of this exhibit holds ${steps.length}, and running the trace again gives all.</p>`
      : ''
  return `<section><h2>Tracing schedule</h2>
${rest}${table(
  'Every payment that moved a claim, in the order in which it was taken',
  ['No.', 'Time', 'Payment', 'Row', 'From', 'To', 'Amount', 'Of it traced'],
  shown.map((s) => [
    String(s.n),
    s.at,
    s.payment,
    String(s.row),
    s.from,
    s.to,
    amount(s),
    moved(s),
  ]),
  ['n', 't', '', 'n', '', '', 'n', 'n'],
)}
</section>`
}

export function amount(step: ExhibitStep): string {
  const paid = `${spaced(step.amount)} ${step.currency}`
  return step.received === undefined
    ? paid
    : `${paid} = ${spaced(step.received)} ${step.receivedCurrency ?? ''}`.trim()
}

export function moved(step: ExhibitStep): string {
  return step.moved
    .map((m) =>
      m.value === null ? `${m.claim}: touched` : `${m.claim}: ${spaced(m.value)} ${m.currency}`,
    )
    .join('; ')
}

function checking(digest: Digest): string {
  return `<section><h2>How to check this exhibit</h2>
<ol>${howToCheck(digest)
    .map((line) => `<li>${markup(line)}</li>`)
    .join('')}</ol>
</section>`
}

function money(value: string | null): string {
  return value === null ? '\u2013' : spaced(value)
}

function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  classes: readonly string[],
  foot?: readonly string[],
  kindOfTable?: string,
): string {
  const kind = (i: number) => (classes[i] ? ` class="${classes[i]}"` : '')
  const headKind = (i: number) => (classes[i] === 'n' ? ' class="n"' : '')
  const cells = (row: readonly string[]) =>
    row
      .map((cell, i) =>
        i === 0
          ? `<th scope="row"${kind(i)}>${markup(cell)}</th>`
          : `<td${kind(i)}>${markup(cell)}</td>`,
      )
      .join('')
  const whole = `<table${kindOfTable ? ` class="${kindOfTable}"` : ''}><caption>${markup(caption)}</caption>
<thead><tr>${head.map((h, i) => `<th scope="col"${headKind(i)}>${markup(h)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}
</tbody>${foot ? `\n<tfoot><tr>${cells(foot)}</tr></tfoot>` : ''}</table>`
  return kindOfTable
    ? `<div class="scroll" tabindex="0" role="region" aria-label="${markup(caption)}">${whole}</div>`
    : whole
}
