import { readFileSync } from 'node:fs'
import { type Digest, millis } from '#base'
import { cut, pdfLimits } from './cut.ts'
import type { ExhibitData } from './data.ts'
import { fonts } from './fonts.ts'
import { amount, moved } from './page.ts'
import { describe, picture } from './picture.ts'
import { drawable, drawableText, typeset } from './typeset.ts'
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

/** Steps set in the PDF; the rest is in the attached data. */
export const pdfSteps = 500

const template = readFileSync(new URL('./exhibit.typ', import.meta.url), 'utf8')
/**
 * The exhibit as PDF/A-3a with its data attached as `exhibit.json`. The date in the file is the exhibit's own,
 * so the same data gives the same bytes; the file's metadata name the exhibit and nobody.
 */
export function pdf(data: ExhibitData, digest: Digest, json: Uint8Array): Uint8Array {
  const shown = drawable(forTemplate(data, digest))
  return typeset(template, data.preparedAt, {
    'exhibit.json': Buffer.from(json),
    'shown.json': Buffer.from(JSON.stringify(shown)),
    'flow.svg': Buffer.from(drawableText(picture(data.flow))),
  })
}

interface Shown {
  readonly [key: string]: unknown
}

/** Rows of ready text: the template sets them and decides nothing. */
function forTemplate(whole: ExhibitData, digest: Digest): Shown {
  const { shown: data, note } = cut(whole, pdfLimits)
  const interval = data.holdings.some((h) => h.low !== undefined)
  const base = data.method.base ?? 'base'
  const at = new Date(millis(data.preparedAt))
  return {
    families: [...new Set(fonts().map((f) => f.family))],
    digest,
    title: data.title,
    case: data.caseReference,
    date: [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()],
    facts: [
      ['Case reference', data.caseReference],
      ['Authority', data.authority],
      ['Prepared by', data.preparedBy],
      ...(data.preparedFor ? [['Prepared for', data.preparedFor]] : []),
      ['Prepared at', instantShown(data.preparedAt)],
    ],
    question: data.question,
    rule: data.method.rule,
    status:
      data.method.rule.status === 'verified'
        ? 'read in the source'
        : 'to be verified against the source before it is relied on',
    method: methodInWords(data.method).map(({ term, text }) => [term, text]),
    sources: data.sources.map((s) => [
      `${roleNames[s.role]}: ${s.file}`,
      s.digest.replace(/^sha256:/, ''),
      s.rows === undefined ? '' : String(s.rows),
      s.firstDay ? `${s.firstDay} to ${s.lastDay ?? s.firstDay}` : '',
      [s.encoding, s.delimiter && (delimiterNames[s.delimiter] ?? s.delimiter)]
        .filter(Boolean)
        .join(', '),
      s.leftOut?.length ? counted(s.leftOut.length, 'row') : 'nothing',
    ]),
    left: data.sources.flatMap((s) =>
      (s.leftOut ?? []).map((row) => [s.file, String(row.row), row.why]),
    ),
    stated: data.openings.length > 0,
    zeros: openingsShown(data).zeros,
    openings: openingsShown(data).amounts.map((o) => [
      o.account,
      o.currency,
      spaced(o.amount),
      o.claim ?? '',
    ]),
    rates: data.rates.map((r) => [r.currency, rateShown(r.rate), r.from]),
    base,
    all: data.method.rule.id === 'all',
    claims: data.claims.map((c) => [
      c.claim,
      c.introduced
        .map((i) => `${spaced(i.amount)} ${i.currency} in ${counted(i.payments, 'payment')}`)
        .join('; '),
      money(c.claimed),
    ]),
    interval,
    note,
    holdings: data.holdings.map((h) => [
      h.account,
      h.claim,
      h.currency,
      h.traced === null ? 'touched' : spaced(h.traced),
      spaced(h.balance),
      money(h.baseTraced),
      ...(interval ? [money(h.low ?? h.traced), money(h.high ?? h.traced)] : []),
    ]),
    notes: [interval ? intervalNote : '', roundingNote(data)].filter((text) => text !== ''),
    total: [money(data.total.claimed), money(data.total.traced), money(data.total.untraceable)],
    exhausted: data.exhausted.map((e) => [e.account, e.claim, instantShown(e.at)]),
    rules: data.comparison?.rules.map((r) => r.id) ?? [],
    legend: ruleLegend(data),
    comparison:
      data.comparison?.rows.map((r) => [
        r.account,
        r.claim,
        r.currency,
        ...r.figures.map(money),
        money(r.low),
        money(r.high),
      ]) ?? [],
    untraceable: data.comparison?.untraceable.map(money) ?? [],
    warnings: gapSentences(data.warnings).map((w) => ['', w.text, w.code]),
    flow: {
      links: data.flow.links.length,
      alt: describe(data.flow),
      leftOut: data.flow.leftOut.links,
    },
    steps: data.schedule.steps
      .slice(0, pdfSteps)
      .map((s) => [String(s.n), s.at, s.payment, String(s.row), s.from, s.to, amount(s), moved(s)]),
    stepsTotal: data.schedule.total,
    stepsHeld: data.schedule.steps.length,
    check: howToCheck(digest),
  }
}

function money(value: string | null): string {
  return value === null ? '\u2013' : spaced(value)
}
