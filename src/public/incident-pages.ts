import { detectors, type Measured, type MeasuredSet } from '#knowledge'
import { inEnglish } from './bits.ts'
import { type Gap, type Html, html } from './html.ts'
import type { PublicLanguage, Said } from './languages.ts'

/** The page of the incident repository: what is in each set, who finds how much of it, and how to do it again. */
export function incidentsBody(sets: readonly MeasuredSet[], language: PublicLanguage): Html {
  const say = (word: keyof typeof incidentWords) => incidentWords[word][language]
  return html`${sets.map((set) => oneSet(set, language))}
<h2>${say('detectors')}</h2>
<dl class="facts">${detectors.map(
    (d) =>
      html`<dt>${d.id} ${inEnglish(d.name, language)}</dt><dd>${inEnglish(d.says, language)} <span class="note">${inEnglish(d.citation, language)}</span></dd>`,
  )}</dl>
<h2>${say('again')}</h2>
<p>${say('againSays')}</p>
<pre class="code" dir="ltr">comity incidents IR-01 --data incidents.jsonl</pre>`
}

function oneSet({ row, digest, payments, measured }: MeasuredSet, language: PublicLanguage): Html {
  const say = (word: keyof typeof incidentWords) => incidentWords[word][language]
  const line = (name: Gap, m: Measured) =>
    html`<tr><th scope="row">${name}</th><td class="n">${m.named}</td><td class="n">${m.right}</td><td class="n">${share(m.precision, m.precisionBetween)}</td><td class="n">${share(m.recall, m.recallBetween)}</td></tr>`
  return html`<section id="${row.id}"><h2>${row.id}</h2>
<p>${inEnglish(`${row.says}.`, language)} ${say('counts').replace('{payments}', String(payments))}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${row.id}"><table><caption>${say('caption')}</caption>
<thead><tr><th scope="col">${say('detector')}</th><th scope="col" class="n">${say('named')}</th><th scope="col" class="n">${say('right')}</th><th scope="col" class="n">${say('precision')}</th><th scope="col" class="n">${say('recall')}</th></tr></thead>
<tbody>${measured.each.map((m) => line(html`${m.id} ${inEnglish(m.name, language)}`, m))}
${line(say('together'), measured.together)}</tbody></table></div>
<p class="note">${say('means')}</p>
<p><a class="button" href="/public/incidents/${row.id}.jsonl" download="${row.id}.jsonl">${say('save')}</a> <bdi class="code">${digest}</bdi></p></section>`
}

function share(value: number | null, interval: readonly [number, number] | null): Html {
  return value === null
    ? html`–`
    : html`${value.toFixed(2)}${interval === null ? null : html` <span class="note">(${interval[0].toFixed(2)}–${interval[1].toFixed(2)})</span>`}`
}

export const incidentWords = {
  title: { en: 'Incident repository', fr: 'Recueil d’incidents', ar: 'مستودع الحوادث' },
  lead: {
    en: 'Invented incidents with the truth beside them, and the detectors that are measured on them. Anybody may use both; no payment in them was ever made.',
    fr: 'Des incidents inventés, avec la vérité en regard, et les détecteurs mesurés sur eux. Chacun peut utiliser les deux ; aucun de ces paiements n’a jamais été fait.',
    ar: 'حوادث مختلقة وإلى جانبها الحقيقة، وأدوات الكشف التي تُقاس عليها. لكل أحد أن يستعملها؛ ولم تُجرَ أيٌّ من هذه المدفوعات قط.',
  },
  counts: { en: '{payments} payments.', fr: '{payments} paiements.', ar: '{payments} دفعة.' },
  caption: {
    en: 'Counted when this page was made, with 95 per cent intervals',
    fr: 'Compté à la création de cette page, avec des intervalles à 95 %',
    ar: 'حُسب عند إنشاء هذه الصفحة، مع فترات ثقة 95 في المئة',
  },
  detector: { en: 'Detector', fr: 'Détecteur', ar: 'أداة الكشف' },
  detectors: { en: 'What each looks for', fr: 'Ce que chacun cherche', ar: 'ما تبحث عنه كل أداة' },
  named: { en: 'Accounts named', fr: 'Comptes désignés', ar: 'الحسابات المسمّاة' },
  right: { en: 'Rightly', fr: 'À raison', ar: 'بحق' },
  precision: { en: 'Precision', fr: 'Précision', ar: 'الدقة' },
  recall: { en: 'Recall', fr: 'Rappel', ar: 'الاستدعاء' },
  together: { en: 'together', fr: 'ensemble', ar: 'معاً' },
  means: {
    en: 'Precision: of the accounts that were named, the share through which money was moved; the rest are people who did nothing. Recall: of all accounts through which money was moved, the share that was named. A detector finds accounts to look at; it decides nothing about anybody.',
    fr: 'Précision : parmi les comptes désignés, la part qui a servi ; les autres sont des personnes qui n’ont rien fait. Rappel : parmi tous les comptes qui ont servi, la part désignée. Un détecteur signale des comptes à examiner ; il ne décide rien sur personne.',
    ar: 'الدقة: من بين الحسابات المسمّاة، نسبة ما استُعمل منها فعلاً؛ والباقون أناس لم يفعلوا شيئاً. الاستدعاء: من بين كل الحسابات المستعملة، نسبة ما سُمّي. أداة الكشف تشير إلى حسابات يُنظر فيها، ولا تقرّر شيئاً بشأن أحد.',
  },
  again: { en: 'Count it again', fr: 'Recompter', ar: 'أعد الحساب' },
  againSays: {
    en: 'The set follows from its row and a seed, on every machine; its digest says whether you have the same one.',
    fr: 'Le jeu découle de sa ligne et d’une graine, sur toute machine ; son empreinte dit si vous avez le même.',
    ar: 'تنتج المجموعة عن سطرها وبذرتها على كل جهاز؛ وبصمتها تُظهر هل لديك المجموعة نفسها.',
  },
  save: { en: 'Save the set', fr: 'Enregistrer le jeu', ar: 'احفظ المجموعة' },
  link: {
    en: 'Invented incidents and four detectors, measured',
    fr: 'Incidents inventés et quatre détecteurs, mesurés',
    ar: 'حوادث مختلقة وأربع أدوات كشف مقيسة',
  },
} as const satisfies Readonly<Record<string, Said>>
