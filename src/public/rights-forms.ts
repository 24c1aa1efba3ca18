import { type FieldFault, filingLimits, grievances } from '#rights'
import { type Html, html } from './html.ts'
import { languageRows, type PublicLanguage, publicLanguages } from './languages.ts'
import { at } from './page.ts'
import { askWords, faultWords, grievanceWords, rightsWords } from './rights-words.ts'

export interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly faults: Readonly<Record<string, FieldFault>>
}

interface Authority {
  readonly id: string
  readonly name: string
  readonly country: string
}

type Words = keyof typeof rightsWords

/** The form for a request or a complaint; what was typed stays, and each fault stands at its field. */
export function filingForm(
  language: PublicLanguage,
  complaint: boolean,
  authorities: readonly Authority[],
  { values, faults }: FormState,
): Html {
  const say = (word: Words) => rightsWords[word][language]
  const why = (field: string) =>
    faults[field] === undefined
      ? ''
      : html`<p class="why" id="why-${field}">${withDay(faultWords[faults[field]][language])}</p>`
  const mark = (field: string) =>
    faults[field] === undefined ? '' : html` aria-invalid="true" aria-describedby="why-${field}"`
  const around = (field: string, inside: Html) =>
    html`<div class="${faults[field] === undefined ? 'field' : 'field wrong'}">${why(field)}${inside}</div>\n`
  const line = (field: string, word: Words, needed: boolean, hint?: Words, type = 'text') =>
    around(
      field,
      html`<label for="${field}">${say(word)}${needed ? '' : html` <span class="hint">${say('optional')}</span>`}${hint === undefined ? '' : html`<span class="hint">${withDay(say(hint))}</span>`}</label>
<input type="${type}" id="${field}" name="${field}" value="${values[field] ?? ''}" dir="auto" autocomplete="off"${needed ? html` required` : ''}${mark(field)}>`,
    )
  const area = (field: 'words' | 'address', word: Words, needed: boolean) =>
    around(
      field,
      html`<label for="${field}">${say(word)}${needed ? '' : html` <span class="hint">${say('optional')}</span>`}</label>
<textarea id="${field}" name="${field}" maxlength="${filingLimits[field]}" dir="auto" autocomplete="off"${needed ? html` required` : ''}${mark(field)}>${values[field] ?? ''}</textarea>`,
    )
  const choices = (field: string, word: Words, all: readonly (readonly [string, string])[]) =>
    around(
      field,
      html`<fieldset><legend>${say(word)}</legend>${all.map(([id, name]) => html`<label class="pick"><input type="radio" name="${field}" value="${id}" required${values[field] === id ? html` checked` : ''}${mark(field)}> <span>${name}</span></label>\n`)}</fieldset>`,
    )
  const countries = [...new Set(authorities.map((one) => one.country))]
  return html`${Object.keys(faults).length === 0 ? '' : html`<div class="box warn" role="alert"><p>${say('wrongTitle')}</p></div>`}
<p>${say('free')}</p>
<form method="post" action="${at(language, complaint ? '/rights/complain' : '/rights/ask')}" accept-charset="utf-8">
${
  complaint
    ? html`<input type="hidden" name="ask" value="complaint">`
    : choices(
        'ask',
        'fieldAsk',
        Object.entries(askWords)
          .filter(([id]) => id !== 'complaint')
          .map(([id, said]) => [id, said[language]] as const),
      )
}
${
  complaint
    ? choices(
        'against',
        'fieldAgainst',
        grievances.map((id) => [id, grievanceWords[id][language]] as const),
      )
    : ''
}
${around(
  'to',
  html`<label for="to">${say('fieldTo')}<span class="hint">${say('fieldToHint')}</span></label>
<select id="to" name="to" required${mark('to')}><option value=""></option>${countries.map((country) => html`<optgroup label="${country}">${authorities.filter((one) => one.country === country).map(({ id, name }) => html`<option value="${id}" lang="en"${values.to === id ? html` selected` : ''}>${name} (${id})</option>`)}</optgroup>`)}</select>`,
)}
${line('name', 'fieldName', !complaint)}${line('born', 'fieldBorn', !complaint, 'fieldBornHint')}${line('country', 'fieldCountry', false)}
${area('words', 'fieldWords', true)}
${complaint ? '' : line('representative', 'fieldRepresentative', false)}${area('address', 'fieldAddress', false)}
${complaint ? '' : line('paperEnds', 'fieldPaperEnds', false, 'fieldPaperEndsHint')}
<input type="hidden" name="language" value="${language}">
<p><button type="submit">${say('send')}</button></p>
</form>`
}

const example = '1979-03-02'

/** A day keeps its order of writing inside of text from right to left. */
function withDay(text: string): Html {
  const [before = '', after] = text.split(example)
  return after === undefined
    ? html`${before}`
    : html`${before}<bdi dir="ltr">${example}</bdi>${after}`
}

/** Sixteen digits in, the state of the request out. Posted, so that the number stands in no address and no log. */
export function statusForm(language: PublicLanguage, wrong: boolean): Html {
  const say = (word: Words) => rightsWords[word][language]
  return html`<form method="post" action="${at(language, '/rights/status')}" accept-charset="utf-8">
<div class="${wrong ? 'field wrong' : 'field'}">${wrong ? html`<p class="why" id="why-receipt" role="alert">${say('receiptUnknown')}</p>` : ''}
<label for="receipt">${say('fieldReceipt')}</label>
<input type="text" id="receipt" name="receipt" inputmode="numeric" autocomplete="off" dir="ltr" maxlength="40" required${wrong ? html` aria-invalid="true" aria-describedby="why-receipt"` : ''}></div>
<p><button type="submit">${say('show')}</button></p></form>`
}

/** The same questions with lines to write on. */
export function paperForm(language: PublicLanguage, desk: string | null): Html {
  const say = (word: Words) => rightsWords[word][language]
  const line = (word: Words, rows = 1) =>
    html`<div class="blank"><p>${say(word)}</p>${Array.from({ length: rows }, () => html`<p class="rule"></p>`)}</div>\n`
  const boxes = (all: readonly { readonly [key in PublicLanguage]: string }[]) =>
    html`<ul class="plain">${all.map((said) => html`<li>☐ ${said[language]}</li>`)}</ul>`
  return html`<p>${say('deskIs')} <strong><bdi lang="en">${desk ?? '-'}</bdi></strong></p>
<p>${say('free')}</p>
<h2>${say('fieldAsk')}</h2>${boxes(Object.values(askWords))}
<h2>${say('fieldAgainst')}</h2>${boxes(Object.values(grievanceWords))}
${line('fieldTo')}${line('fieldName')}${line('fieldBorn')}${line('fieldCountry')}${line('fieldWords', 8)}${line('fieldRepresentative')}${line('fieldAddress', 2)}${line('sign')}
<h2>${say('deskFills')}</h2>
<p>${say('deskSeen')}</p>${line('receiptNumber')}
<p class="note">${publicLanguages.map((other) => html`<a class="noprint" href="${at(other, '/rights/paper')}" lang="${other}" hreflang="${other}">${languageRows[other].name}</a> `)}</p>`
}
