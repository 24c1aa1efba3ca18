import { capital, dayInWords, empty, facts, inEnglish, saying, table } from './bits.ts'
import { fill } from './figure-words.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { at } from './page.ts'

/** A text that several authorities signed and released together. */
export interface StatementText {
  readonly reference: string
  readonly subject: string
  /** Null where it was withdrawn. */
  readonly text: string | null
  readonly digest: string
  readonly releasedAt: string
  readonly signatures: readonly {
    readonly authority: string
    readonly name: string
    readonly at: string
  }[]
  readonly corrections: readonly {
    readonly at: string
    readonly wrong: string
    readonly right: string
  }[]
  readonly withdrawn: { readonly at: string; readonly reason: string } | null
}

export const statementWords = {
  title: { en: 'Joint statements', fr: 'Déclarations communes', ar: 'البيانات المشتركة' },
  lead: {
    en: 'What several authorities say with one voice. A text appears when each of them has signed the same words, a day after the victims were told.',
    fr: 'Ce que plusieurs autorités disent d’une seule voix. Un texte paraît lorsque chacune a signé les mêmes mots, un jour après l’information des victimes.',
    ar: 'ما تقوله عدة سلطات بصوت واحد. يُنشر النص بعد أن توقّع كل منها الكلمات نفسها، وبعد يوم من إبلاغ الضحايا.',
  },
  none: {
    en: 'No joint statement has been released yet',
    fr: 'Aucune déclaration commune n’a encore été publiée',
    ar: 'لم يصدر أي بيان مشترك بعد',
  },
  noneText: {
    en: 'A text stands here from the moment of its release. Drafts are not shown.',
    fr: 'Un texte figure ici dès sa publication. Les projets n’y sont pas montrés.',
    ar: 'يظهر النص هنا لحظة صدوره، ولا تُعرض المسودات.',
  },
  released: { en: 'Released', fr: 'Publiée le', ar: 'صدر في' },
  digest: {
    en: 'SHA-256 of the text, which each of them signed',
    fr: 'SHA-256 du texte, que chacune a signé',
    ar: 'بصمة SHA-256 للنص الذي وقّعته كل سلطة',
  },
  signedBy: { en: 'Signed by', fr: 'Signée par', ar: 'وقّعتها' },
  on: { en: 'On', fr: 'Le', ar: 'في' },
  corrections: { en: 'Corrections', fr: 'Rectifications', ar: 'التصويبات' },
  wrong: { en: 'It said', fr: 'Le texte disait', ar: 'ورد في النص' },
  right: { en: 'Right is', fr: 'Il faut lire', ar: 'والصواب' },
  withdrawn: { en: 'Withdrawn', fr: 'Retirée', ar: 'سُحب' },
  why: {
    en: 'This text was withdrawn on {on}. The reason: ',
    fr: 'Ce texte a été retiré le {on}. Motif : ',
    ar: 'سُحب هذا النص في {on}. السبب: ',
  },
  proof: {
    en: 'Proof of the signatures (for comity verify)',
    fr: 'Preuve des signatures (pour comity verify)',
    ar: 'دليل التوقيعات (لأمر comity verify)',
  },
} as const satisfies Record<string, Said>

export function statementsBody(
  statements: readonly StatementText[],
  language: PublicLanguage,
): Html {
  const say = saying(statementWords, language)
  if (statements.length === 0) return empty(say('none'), html`<p>${say('noneText')}</p>`)
  return html`${statements.map((it) => statement(it, language))}`
}

function statement(it: StatementText, language: PublicLanguage): Html {
  const say = saying(statementWords, language)
  const { withdrawn, text } = it
  return html`<article id="${it.reference}"><h2>${inEnglish(capital(it.subject), language)}${withdrawn === null ? '' : html` <span class="tag bad">${say('withdrawn')}</span>`}</h2>
${
  text === null
    ? html`<p class="box warn">${fill(say('why'), { on: dayInWords(withdrawn?.at ?? '', language) })}${inEnglish(withdrawn?.reason ?? '', language)}</p>`
    : html`<blockquote class="box"${language === 'en' ? '' : html` lang="en" dir="ltr"`}>${text.split(/\n+/).map((part) => html`<p>${part}</p>`)}</blockquote>`
}
${corrections(it, language)}
${facts([
  [say('released'), dayInWords(it.releasedAt, language)],
  [say('digest'), html`<bdi class="code">${it.digest}</bdi>`],
])}
${table({
  caption: say('signedBy'),
  quiet: true,
  head: [say('signedBy'), say('on')],
  rows: it.signatures.map((each) => [
    html`<a href="${at(language, `/authorities/${each.authority}`)}">${inEnglish(each.name, language)}</a>`,
    dayInWords(each.at, language),
  ]),
})}
${withdrawn === null ? html`<p><a href="/public/statements/${encodeURIComponent(it.reference)}/proof.json">${say('proof')}</a></p>` : ''}</article>\n`
}

function corrections(it: StatementText, language: PublicLanguage): Html | '' {
  const say = saying(statementWords, language)
  if (it.corrections.length === 0) return ''
  return html`<h3>${say('corrections')}</h3>
${table({
  caption: say('corrections'),
  quiet: true,
  head: [say('on'), say('wrong'), say('right')],
  rows: it.corrections.map((each) => [
    dayInWords(each.at, language),
    inEnglish(each.wrong, language),
    inEnglish(each.right, language),
  ]),
})}`
}
