import { inEnglish, saying, table } from './bits.ts'
import { heldText } from './figure-values.ts'
import { type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'
import { at } from './page.ts'

/** The yearly report on who looked, what was found, what was refused; small counts are held back already. */
export interface ReportText {
  readonly year: number
  readonly nodes: readonly string[]
  readonly sections: readonly {
    readonly id: string
    readonly title: string
    readonly lines: readonly {
      readonly id: string
      readonly name: string
      readonly shown: boolean
      readonly text: string
      readonly note: string
    }[]
  }[]
  readonly heldBack: number
}

export const reportWords = {
  title: { en: 'Transparency report', fr: 'Rapport de transparence', ar: 'تقرير الشفافية' },
  lead: {
    en: 'Who looked at files, what oversight found, which requests were refused and what became of complaints: counted from the signed records of this authority’s node, for whole years.',
    fr: 'Qui a consulté des dossiers, ce que le contrôle a constaté, quelles demandes ont été refusées, ce que sont devenues les réclamations : compté sur les enregistrements signés du nœud de cette autorité, par année entière.',
    ar: 'من اطّلع على الملفات، وما كشفته الرقابة، وأي الطلبات رُفضت، ومآل الشكاوى: محسوب من السجلات الموقّعة لعقدة هذه السلطة عن سنوات كاملة.',
  },
  line: { en: 'What is counted', fr: 'Ce qui est compté', ar: 'ما يُحسب' },
  count: { en: 'Count', fr: 'Nombre', ar: 'العدد' },
  why: { en: 'Note', fr: 'Remarque', ar: 'ملاحظة' },
  held: {
    en: '{n} lines are held back: with so few cases a count could name somebody.',
    fr: '{n} lignes sont masquées : avec si peu de cas, un nombre pourrait désigner quelqu’un.',
    ar: 'حُجب {n} سطرًا: مع قلة الحالات قد يدل العدد على شخص بعينه.',
  },
  years: { en: 'Other years', fr: 'Autres années', ar: 'سنوات أخرى' },
} as const satisfies Record<string, Said>

export function reportBody(
  it: ReportText,
  years: readonly number[],
  language: PublicLanguage,
): Html {
  const say = saying(reportWords, language)
  return html`${it.heldBack === 0 ? '' : html`<p class="note">${say('held').replace('{n}', `${it.heldBack}`)}</p>`}
${it.sections.map(
  (section) => html`<h2>${inEnglish(section.title, language)}</h2>
${table({
  caption: inEnglish(section.title, language),
  quiet: true,
  even: true,
  head: [say('line'), say('count'), say('why')],
  rows: section.lines.map((line) => [
    inEnglish(line.name, language),
    line.shown ? line.text : html`<span class="held">${heldText(line.text, language)}</span>`,
    inEnglish(line.note, language),
  ]),
})}`,
)}
<h2>${say('years')}</h2>
<ul class="inline">${years.map((year) => html`<li><a href="${at(language, '/transparency')}?year=${year}">${year}</a></li>\n`)}</ul>`
}
