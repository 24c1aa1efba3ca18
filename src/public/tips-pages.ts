import { dayInWords, saying } from './bits.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage } from './languages.ts'
import { at } from './page.ts'
import { puzzleName } from './tips-puzzle.ts'
import { retaliations, tipClocks, tipNo, tipStates, tipsWords } from './tips-words.ts'

/** The price of a form, as the page shows it. */
export interface FormPrice {
  readonly text: string
  readonly bits: number
  readonly seconds: number
}

/** What was typed, when the page comes again because something was wrong. */
export type TipValues = Readonly<
  Partial<Record<'text' | 'happened' | 'place' | 'identity' | 'retaliation', string>>
>

/** The way in: what happens, how one is protected, what one can do oneself. */
export function tipsFront(
  language: PublicLanguage,
  isOpen: boolean,
  keeper: { readonly id: string; readonly name: string } | undefined,
): Html {
  const say = saying(tipsWords, language)
  if (keeper === undefined) return html`<div class="box warn"><p>${say('noBox')}</p></div>`
  return html`<p>${say('keptBy')} <bdi lang="en">${keeper.name}</bdi> (<bdi>${keeper.id}</bdi>).</p>
${
  isOpen
    ? html`<p><a class="button" href="${at(language, '/tips/new')}">${say('write')}</a> <a class="button" href="${at(language, '/tips/receipt')}">${say('again')}</a></p>`
    : html`<div class="box warn"><p>${say('closed')}</p></div>`
}
<h2>${say('whatHappens')}</h2>
<ol><li>${say('step1')}</li><li>${say('step2')}</li><li>${say('step3')}</li><li>${say('step4')}</li></ol>
<h2>${say('howSafe')}</h2>
<ul><li>${say('safe1')}</li><li>${say('safe2')}</li><li>${say('safe3')}</li></ul>
<h2>${say('yourself')}</h2>
<ul><li>${say('do1')}</li><li>${say('do2')}</li><li>${say('do3')}</li></ul>`
}

/** The form for a new tip. */
export function tipForm(language: PublicLanguage, price: FormPrice, values: TipValues = {}): Html {
  const say = saying(tipsWords, language)
  return html`<form method="post" enctype="multipart/form-data" accept-charset="utf-8" action="${at(language, '/tips/new')}" data-bits="${String(price.bits)}" autocomplete="off">
${priced(price)}
${area('text', say('facts'), say('factsHint'), values.text ?? '', 20_000)}
${line('happened', say('happened'), say('optional'), values.happened ?? '')}
${line('place', say('place'), say('optional'), values.place ?? '')}
${fileFields(language)}
${envelope(language, values.identity ?? '', say('identityHint'))}
${sendButton(language, price)}
</form>
<script src="/public/${puzzleName}" defer></script>`
}

/** Where the receipt is typed in. */
export function receiptForm(language: PublicLanguage): Html {
  const say = saying(tipsWords, language)
  return html`<form method="post" accept-charset="utf-8" action="${at(language, '/tips/receipt')}" autocomplete="off">
<label for="tip-receipt">${say('typeReceipt')}</label>
<input type="text" id="tip-receipt" name="receipt" inputmode="numeric" maxlength="40" dir="ltr" autocomplete="off" spellcheck="false" required>
<p><button type="submit">${say('look')}</button></p>
</form>`
}

/** Shown once. */
export function receiptShown(
  language: PublicLanguage,
  receipt: string,
  files: readonly string[],
): Html {
  const say = saying(tipsWords, language)
  return html`<div class="box sole"><p class="receipt" dir="ltr">${receipt}</p></div>
<p>${say('receiptText')}</p>
<p>${say('goesOnRecord')}</p>
${files.length === 0 ? '' : html`<p>${say('filesDone')}</p><ul>${files.map((name) => html`<li><bdi dir="ltr">${name}</bdi></li>`)}</ul>`}
<p class="noprint">${say('printNote')}</p>
<p class="noprint">${say('leave')}</p>`
}

export interface StatusShown {
  readonly state: string
  readonly protection: string | null
  readonly clocks: readonly { readonly id: string; readonly due: string; readonly status: string }[]
  readonly messages: readonly { readonly day: string; readonly text: string }[]
  readonly waiting: number
  readonly mayAdd: boolean
  readonly mayReport: boolean
  readonly hasIdentity: boolean
}

/** What the source sees with the receipt, and the forms to answer. */
export function tipStatusPage(
  language: PublicLanguage,
  receipt: string,
  status: StatusShown,
  price: FormPrice,
): Html {
  const say = saying(tipsWords, language)
  const named = (table: typeof tipStates, id: string) => table[id]?.[language] ?? id
  const running = status.clocks.filter((c) => c.status === 'running' || c.status === 'overdue')
  return html`<p><strong>${named(tipStates, status.state)}</strong>${status.protection === null ? '' : html`; ${named(tipStates, status.protection)}`}</p>
${
  running.length === 0
    ? ''
    : html`<ul>${running.map((c) => html`<li>${named(tipClocks, c.id)}: ${say('by')} ${dayInWords(c.due, language)}${c.status === 'overdue' ? html` (${say('late')})` : ''}</li>`)}</ul>`
}
<h2>${say('messages')}</h2>
${
  status.messages.length === 0
    ? html`<p>${say('noMessages')}</p>`
    : html`<ol class="list">${status.messages.map((m) => html`<li class="box"><p class="note">${dayInWords(m.day, language)}</p>${m.text.split('\n').map((l) => html`<p dir="auto">${l}</p>`)}</li>`)}</ol>`
}
${status.waiting > 0 && status.state !== 'WAITING' ? html`<p>${say('goesOnRecord')}</p>` : ''}
${status.mayAdd ? additionForm(language, receipt, price) : ''}
${status.mayReport ? retaliationForm(language, receipt, price, status.hasIdentity) : ''}
<p class="noprint">${say('leave')}</p>
<script src="/public/${puzzleName}" defer></script>`
}

export function additionForm(
  language: PublicLanguage,
  receipt: string,
  price: FormPrice,
  values: TipValues = {},
): Html {
  const say = saying(tipsWords, language)
  return html`<section class="noprint"><h2>${say('add')}</h2>
<form method="post" enctype="multipart/form-data" accept-charset="utf-8" action="${at(language, '/tips/add')}" data-bits="${String(price.bits)}" autocomplete="off">
${priced(price)}<input type="hidden" name="receipt" value="${receipt}"><input type="hidden" name="kind" value="addition">
${area('text', say('addText'), undefined, values.text ?? '', 20_000)}
${fileFields(language)}
${sendButton(language, price)}
</form></section>`
}

export function retaliationForm(
  language: PublicLanguage,
  receipt: string,
  price: FormPrice,
  hasIdentity: boolean,
  values: TipValues = {},
): Html {
  const say = saying(tipsWords, language)
  const picks = Object.entries(retaliations).map(
    ([id, name]) =>
      html`<label class="pick"><input type="radio" name="retaliation" value="${id}" required${values.retaliation === id ? html` checked` : ''}> <span>${name[language]}</span></label>\n`,
  )
  return html`<details class="noprint"${values.text === undefined ? '' : html` open`}><summary>${say('retaliation')}</summary>
<p>${say('retaliationLead')}</p>
<form method="post" enctype="multipart/form-data" accept-charset="utf-8" action="${at(language, '/tips/add')}" data-bits="${String(price.bits)}" autocomplete="off">
${priced(price)}<input type="hidden" name="receipt" value="${receipt}"><input type="hidden" name="kind" value="retaliation">
<fieldset><legend>${say('retaliationKind')}</legend>${picks}</fieldset>
${area('facts', say('retaliationFacts'), undefined, values.text ?? '', 20_000)}
${envelope(language, values.identity ?? '', say(hasIdentity ? 'haveIdentity' : 'identityHint'), 'named')}
${sendButton(language, price)}
</form></details>`
}

/** Why it was not taken, in the language of the page where the box has a word for it. */
export function tipRefusalNote(
  language: PublicLanguage,
  refusal: { readonly name: string; readonly ground: string; readonly remedy: string },
  hadWords: boolean,
): Html {
  const known = tipNo[refusal.name]
  const text =
    known === undefined
      ? html`<span lang="en" dir="ltr">${refusal.ground}; ${refusal.remedy}</span>`
      : html`${known[language]}`
  return html`<div class="box warn" role="alert"><p>${text}</p>${hadWords ? html`<p>${tipsWords.refusedFiles[language]}</p>` : ''}</div>`
}

function priced({ text }: FormPrice): Html {
  return html`<input type="hidden" name="ticket" value="${text}"><input type="hidden" name="answer" value="">`
}

function area(
  name: string,
  label: string,
  hint: string | undefined,
  value: string,
  most: number,
): Html {
  return html`<label for="tip-${name}">${label}${hint === undefined ? '' : html`<span class="hint">${hint}</span>`}</label>
<textarea id="tip-${name}" name="${name}" maxlength="${String(most)}" rows="8" dir="auto" autocomplete="off" spellcheck="false" required>${value}</textarea>`
}

function line(name: string, label: string, hint: string, value: string): Html {
  return html`<label for="tip-${name}">${label} <span class="hint">${hint}</span></label>
<input type="text" id="tip-${name}" name="${name}" maxlength="500" dir="auto" autocomplete="off" spellcheck="false" value="${value}">`
}

function fileFields(language: PublicLanguage): Html {
  const say = saying(tipsWords, language)
  return html`<label for="tip-files">${say('files')} <span class="hint">${say('optional')}. ${say('filesHint')}</span></label>
<input type="file" id="tip-files" name="files" multiple accept=".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.pptx,.txt,.csv">`
}

function envelope(language: PublicLanguage, value: string, hint: string, id = 'identity'): Html {
  return html`<label for="tip-${id}">${tipsWords.identity[language]}<span class="hint">${hint}</span></label>
<textarea id="tip-${id}" name="identity" maxlength="2000" rows="3" dir="auto" autocomplete="off" spellcheck="false">${value}</textarea>`
}

function sendButton(language: PublicLanguage, { seconds }: FormPrice): Html {
  const say = saying(tipsWords, language)
  return html`<p class="note" data-puzzle="${say('solved')}" aria-live="polite">${say('waitFor').replace('{seconds}', String(seconds))}</p>
<p><button type="submit">${say('send')}</button></p>`
}
