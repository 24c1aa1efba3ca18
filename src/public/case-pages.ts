import { bars } from './bars.ts'
import { dayInWords, empty, facts, inEnglish, saying, table } from './bits.ts'
import { caseWords, returnBasis } from './case-words.ts'
import { dataWords } from './data-words.ts'
import { shareText, valueText } from './figure-values.ts'
import { figureWords, fill } from './figure-words.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'

/** The page of a case as it was released; cents, rounded. */
export interface CaseText {
  readonly document: {
    readonly id: string
    readonly version: number
    readonly reason: string | null
    readonly title: string
    readonly summary: string
    readonly asOf: string
    readonly finalOn: string
    readonly countries: readonly string[]
    readonly matters: number
    readonly stages: readonly {
      readonly indicator: string
      readonly line: string | null
      readonly cents: number | null
    }[]
    readonly claims: {
      readonly lines: number
      readonly claimed: number
      readonly allowed: number
      readonly paid: number
      readonly groups: readonly {
        readonly claimant: string
        readonly lines: number | null
        readonly claimed: number | null
        readonly allowed: number | null
      }[]
    }
    readonly notice: { readonly on: string; readonly closes: string | null }
    readonly agreement: {
      readonly basis: string
      readonly on: string
      readonly countries: readonly string[]
    } | null
    readonly tranches: readonly Paid[]
    readonly uses: readonly (Paid & { readonly line: string; readonly verified: boolean })[]
  }
  readonly digest: string
  readonly releasedAt: string
  readonly index: number
  /** Names of the countries by their codes. */
  readonly names: Readonly<Record<string, string>>
}

interface Paid {
  readonly on: string
  readonly country: string
  readonly cents: number
}

/** All cases that are out, and those that were taken back. */
export function casesBody(
  it: {
    readonly out: readonly CaseText[]
    readonly withdrawn: readonly {
      readonly id: string
      readonly at: string
      readonly reason: string
    }[]
  },
  language: PublicLanguage,
): Html {
  const say = saying(caseWords, language)
  const gone =
    it.withdrawn.length === 0
      ? ''
      : html`<h2>${say('withdrawn')}</h2><ul>${it.withdrawn.map((w) => html`<li><bdi>${w.id}</bdi>, ${dayInWords(w.at, language)}: ${inEnglish(w.reason, language)}</li>`)}</ul>`
  if (it.out.length === 0)
    return html`${empty(say('none'), html`<p>${say('noneText')}</p>`)}${gone}`
  return html`<ul class="list">${it.out.map(
    ({
      document,
    }) => html`<li><a href="${at(language, `/cases/${document.id}`)}">${inEnglish(document.title, language)}</a><br>
<span class="note">${say('final')} ${dayInWords(document.finalOn, language)}</span></li>\n`,
  )}</ul>
<p class="note">${say('noneText')}</p>${gone}`
}

export function caseBody(it: CaseText, language: PublicLanguage): Html {
  const say = saying(caseWords, language)
  const { document } = it
  const places = (codes: readonly string[]) =>
    inEnglish(
      codes
        .filter((code) => code !== 'XX')
        .map((code) => it.names[code] ?? code)
        .join(', '),
      language,
    )
  return html`${document.reason === null ? '' : html`<div class="box warn"><p><strong>${say('correction')}</strong> (${document.version}): ${inEnglish(document.reason, language)}</p></div>`}
<p>${inEnglish(document.summary, language)}</p>
${facts([
  [say('final'), dayInWords(document.finalOn, language)],
  [say('countries'), places(document.countries)],
  [say('matters'), document.matters],
  [say('asOf'), dayInWords(document.asOf, language)],
])}
${stagesPart(it, language)}
${claimsPart(it, language)}
<h2>${say('agreement')}</h2>
${
  document.agreement === null
    ? html`<p>${say('noAgreement')}</p>`
    : facts([
        [say('signed'), dayInWords(document.agreement.on, language)],
        [say('between'), places(document.agreement.countries)],
        [
          say('basis'),
          returnBasis[document.agreement.basis]?.[language] ??
            inEnglish(document.agreement.basis, language),
        ],
      ])
}
${
  document.tranches.length === 0
    ? ''
    : table({
        caption: say('tranches'),
        head: [say('on'), say('from'), say('amount')],
        rows: [...document.tranches]
          .sort((a, b) => (a.on < b.on ? -1 : 1))
          .map((t) => [
            dayInWords(t.on, language),
            inEnglish(it.names[t.country] ?? t.country, language),
            amount(t.cents, language),
          ]),
        numbers: [2],
      })
}
${usesPart(it, language)}
<h2 id="verify">${figureWords.verifyThis[language]}</h2>
<p>${fill(say('verify'), { on: dayInWords(it.releasedAt, language), index: it.index, version: document.version })}</p>
<p><bdi class="code">${it.digest}</bdi></p>
<pre class="code" dir="ltr">sha256sum ${document.id}.json
comity verify proof-${document.id}.json</pre>
<p><a href="/public/cases/${document.id}.json">${say('data')}</a> · <a href="/public/cases/${document.id}/proof.json">${dataWords.proof[language]}</a> · <a href="${at(language, '/verify')}">${figureWords.howTo[language]}</a></p>`
}

function amount(cents: number | null, language: PublicLanguage): Gap {
  if (cents === null) return '-'
  return valueText({ shown: true, value: cents, text: '' }, 'eur', language)
}

function stagesPart({ document }: CaseText, language: PublicLanguage): Html {
  const say = saying(caseWords, language)
  const whole = document.stages.find((s) => s.indicator === 'IN-13')?.cents ?? 0
  const name = (s: (typeof document.stages)[number]) => {
    const word = s.line ?? s.indicator
    return word in caseWords ? say(word as keyof typeof caseWords) : inEnglish(word, language)
  }
  const longest = Math.max(1, ...document.stages.map((s) => s.cents ?? 0))
  return html`<h2>${say('stages')}</h2>
${bars(
  say('rounding'),
  document.stages.map((s) => ({
    name: name(s),
    length: s.cents === null ? null : s.cents / longest,
    text: amount(s.cents, language),
  })),
)}
${table({
  caption: say('stages'),
  quiet: true,
  head: [say('stage'), say('amount'), say('ofIdentified')],
  rows: document.stages.map((s) => [
    name(s),
    amount(s.cents, language),
    s.cents === null || whole === 0 ? '-' : shareText(s.cents / whole, language, 0),
  ]),
  numbers: [1, 2],
})}`
}

function claimsPart({ document }: CaseText, language: PublicLanguage): Html {
  const say = saying(caseWords, language)
  const { claims, notice } = document
  const held = html`<span class="held">${say('held')}</span>`
  const row = (group: (typeof claims.groups)[number]) => [
    group.claimant in caseWords
      ? say(group.claimant as keyof typeof caseWords)
      : inEnglish(group.claimant, language),
    ...(group.lines === null
      ? [held, '', '']
      : [group.lines, amount(group.claimed, language), amount(group.allowed, language)]),
  ]
  return html`<h2>${say('claims')}</h2>
${notice.on === '' ? '' : html`<p>${fill(say('notice'), { on: dayInWords(notice.on, language), closes: notice.closes === null ? '-' : dayInWords(notice.closes, language) })}</p>`}
${table({
  caption: say('claims'),
  quiet: true,
  head: [say('claimant'), say('linesOf'), say('claimed'), say('allowed')],
  rows: [
    ...claims.groups.map(row),
    [say('all'), claims.lines, amount(claims.claimed, language), amount(claims.allowed, language)],
  ],
  numbers: [1, 2, 3],
})}
<p>${say('paid')}: ${amount(claims.paid, language)}</p>`
}

function usesPart({ document }: CaseText, language: PublicLanguage): Html {
  const say = saying(caseWords, language)
  if (document.uses.length === 0) return html`<h2>${say('uses')}</h2><p>${say('noUses')}</p>`
  return html`<h2>${say('uses')}</h2>
${table({
  caption: say('uses'),
  quiet: true,
  head: [say('line'), say('on'), say('amount'), say('status')],
  rows: document.uses.map((use) => [
    inEnglish(use.line, language),
    dayInWords(use.on, language),
    amount(use.cents, language),
    html`<span class="${use.verified ? 'tag good' : 'tag'}">${use.verified ? say('verified') : say('reported')}</span>`,
  ]),
  numbers: [2],
})}`
}
