import type { Remedy, RuleTerm, Span, Told, Wish } from '#rights'
import { dayInWords } from './bits.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'
import { clockRows, returnWords, rightsWords, stageWords } from './rights-words.ts'

/** Who takes persons in at this node. */
type Terms = Readonly<Record<string, RuleTerm>>

export interface RightsDoor {
  /** How long each rule gives, in the law of the node. */
  readonly terms: Terms
  readonly desk: { readonly id: string; readonly name: string; readonly hours: string } | null
  readonly complaints: boolean
  readonly courts: readonly { readonly name: string; readonly country: string }[]
}

/** First page of the section: what a person can do, how, and how long it takes. */
export function rightsStart(language: PublicLanguage, door: RightsDoor): Html {
  const say = (word: keyof typeof rightsWords) => rightsWords[word][language]
  const tile = (path: string, title: keyof typeof rightsWords, text: keyof typeof rightsWords) =>
    html`<li><h3><a href="${at(language, path)}">${say(title)}</a></h3><p>${say(text)}</p></li>\n`
  return html`${door.desk === null ? html`<p class="box warn">${say('noDesk')}</p>` : deskBox(language, door.desk)}
<h2>${say('whereNow')}</h2>
<ul class="tiles">${tile('/rights/ask', 'ask', 'askLead')}${tile('/rights/complain', 'complain', 'complainLead')}${tile('/rights/status', 'status', 'statusLead')}${tile('/rights/paper', 'paper', 'paperLead')}</ul>
${door.complaints ? '' : html`<p class="note">${say('noComplaints')}</p>`}
<h2>${say('phone')}</h2>
<p>${say('phoneLead')} <bdi>${door.desk?.hours ?? '-'}</bdi></p>
<h2>${say('clocks')}</h2>
<div class="scroll"><table><thead><tr><th scope="col">${say('clockWhat')}</th><th scope="col">${say('clockLast')}</th><th scope="col">${say('clockRule')}</th></tr></thead>
<tbody>${clockRows.map((row) => html`<tr><th scope="row">${row.what[language]}</th><td>${lastOf(language, door.terms[row.rule])}</td><td><bdi class="code">${row.rule}</bdi></td></tr>\n`)}</tbody></table></div>
<h2>${say('frozen')}</h2>
<p>${say('frozenText')}</p>
<ul>${door.courts.map(({ name, country }) => html`<li><bdi lang="en">${name}</bdi> (<bdi>${country}</bdi>)</li>`)}</ul>`
}

const intlUnits = { hours: 'hour', months: 'month', years: 'year', weeks: 'week' } as const

/** `7 days`, `7 jours`, `7 أيام`: with the plural of the language (Unicode CLDR). */
function spanOf(language: PublicLanguage, { count, unit }: Span): string {
  const named = (intlUnits as Readonly<Record<string, string>>)[unit] ?? 'day'
  const locale = { en: 'en-GB', fr: 'fr', ar: 'ar-u-nu-latn' }[language]
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: named,
    unitDisplay: 'long',
  }).format(count)
}

function lastOf(language: PublicLanguage, term: RuleTerm | undefined): string {
  if (term === undefined) return '-'
  const more = term.extension
  const added =
    more === undefined
      ? ''
      : `; ${rightsWords.clockMore[language].replace('{term}', spanOf(language, more))}`
  return `${spanOf(language, term)}${added}`
}

function deskBox(
  language: PublicLanguage,
  desk: { readonly name: string; readonly hours: string },
): Html {
  const say = (word: keyof typeof rightsWords) => rightsWords[word][language]
  return html`<div class="box"><p>${say('deskIs')} <strong><bdi lang="en">${desk.name}</bdi></strong>. ${say('deskText')}</p><p>${say('free')}</p></div>`
}

/** The number, shown once. */
export function receiptPage(
  language: PublicLanguage,
  receipt: { readonly grouped: string; readonly spoken: string },
  complaint: boolean,
): Html {
  const say = (word: keyof typeof rightsWords) => rightsWords[word][language]
  return html`<div class="box"><p class="receipt"><bdi dir="ltr">${receipt.grouped}</bdi></p>
<p><strong>${say('receiptAloud')}:</strong> ${receipt.spoken}</p></div>
<p>${say('receiptText')}</p>
<h2>${say('nextTitle')}</h2>
<p>${say(complaint ? 'nextComplaint' : 'nextIdentity')}</p>
<p>${say('free')}</p>
<p><a class="button noprint" href="${at(language, '/rights/status')}">${say('status')}</a></p>
<p class="note noprint">${say('print')}</p>`
}

/**
 * Where a request stands. For an answer that grants nothing the whole page is made of what was known when the request
 * came in: the same words and the same length for everybody.
 */
export function toldPage(
  language: PublicLanguage,
  told: Told & { readonly toName: string; readonly terms: Terms },
  receipt: string,
): Html {
  const say = (word: keyof typeof rightsWords) => rightsWords[word][language]
  const day = (at: string) => html`<bdi>${dayInWords(at, language)}</bdi>`
  return html`<dl class="facts">
<dt>${say('putTo')}</dt><dd><bdi lang="en">${told.toName}</bdi></dd>
<dt>${say('handedIn')}</dt><dd>${day(told.filedAt)}</dd>
<dt>${say('standing')}</dt><dd><strong>${stageWords[told.stage][language]}</strong></dd>
${told.replyBy === null ? '' : html`<dt>${say('replyBy')}</dt><dd>${day(told.replyBy)}</dd>\n`}${told.answeredAt === null ? '' : html`<dt>${say('answered')}</dt><dd>${day(told.answeredAt)}</dd>\n`}${told.check === null ? '' : html`<dt>${say('checkLine')}</dt><dd>${say('checkAsked')} ${day(told.check.askedAt)}</dd>\n`}</dl>
${told.returned === null ? '' : html`<p class="box">${returnWords[told.returned][language]}</p>`}
${told.stage === 'identity' ? html`<p class="box">${say('nextIdentity')}</p>` : ''}
${told.stage === 'formula' ? html`<div class="box"><p>${say('formula')}</p><p class="note">${say('citation')}: ${say('formulaLaw')}</p></div>` : ''}
${['granted', 'granted-in-part', 'put-right', 'upheld', 'not-upheld'].includes(told.stage) ? html`<p class="box">${say('letter')}</p>` : ''}
${told.check?.answeredAt ? html`<div class="box"><p>${day(told.check.answeredAt)}: ${say('checkMade')}</p></div>` : ''}
<h2>${say('yourNext')}</h2>
${told.replyBy === null ? '' : html`<p>${say('noAnswer')}</p>`}
<ul>${told.remedies.filter(({ what }) => what !== 'check' || told.check === null).map((one) => remedyLine(language, one, told.terms))}</ul>
${told.open.map((wish) => wishForm(language, wish, receipt))}${told.wished.check === undefined ? '' : html`<p class="box">${say('wishedCheck')}</p>`}${told.wished.withdraw === undefined ? '' : html`<p class="box">${say('wishedWithdraw')}</p>`}
<p>${say('free')}</p>
<p class="note noprint">${say('print')}</p>`
}

/** The same on paper, for whoever does not come back with the receipt. */
export function letterPage(
  language: PublicLanguage,
  letter: Told & {
    readonly toName: string
    readonly terms: Terms
    readonly name: string | null
    readonly address: string | null
    readonly deskName: string
    readonly writtenAt: string
  },
): Html {
  const lines = [letter.name ?? '', ...(letter.address ?? '').split('\n')]
  const to = lines.map((one) => one.trim()).filter((one) => one !== '')
  return html`<p><bdi lang="en">${letter.deskName}</bdi>, <bdi>${dayInWords(letter.writtenAt, language)}</bdi></p>
${
  to.length === 0
    ? ''
    : html`<address>${to.map((one, i) => html`${i === 0 ? '' : html`<br>`}<bdi>${one}</bdi>`)}</address>
`
}${toldPage(language, letter, '')}`
}

/** The number stands in the page that it opened, and in no address. */
function wishForm(language: PublicLanguage, wish: Wish, receipt: string): Html {
  const word = wish === 'check' ? 'wishCheck' : 'wishWithdraw'
  return html`<form class="noprint" method="post" action="${at(language, '/rights/wish')}"><input type="hidden" name="receipt" value="${receipt}"><input type="hidden" name="wish" value="${wish}"><p><button type="submit">${rightsWords[word][language]}</button></p></form>
`
}

const remedyWords = {
  check: ['remedyCheck', 'termCheck'],
  court: ['remedyCourt', 'termCourt'],
  complaint: ['remedyComplaint', 'termComplaint'],
} as const

function remedyLine(
  language: PublicLanguage,
  { what, desk, hours, citation, rule }: Remedy,
  terms: Terms,
): Html {
  const [does, term] = remedyWords[what]
  return html`<li>${rightsWords[does][language]} <strong><bdi lang="en">${desk}</bdi></strong> (<bdi lang="en">${hours}</bdi>). ${terms[rule] === undefined ? '' : rightsWords[term][language].replace('{term}', spanOf(language, terms[rule]))} <span class="note"><bdi lang="en">${citation}; ${rule}</bdi></span></li>\n`
}
