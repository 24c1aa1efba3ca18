import type { Said } from './languages.ts'

export const levelWords = {
  title: {
    en: 'How far countries have come',
    fr: 'Où en sont les pays',
    ar: 'إلى أين وصلت البلدان',
  },
  lead: {
    en: 'Countries take up the network in four levels. The next one opens by evidence in signed records, not by anybody’s say-so; what persons are owed waits for no level.',
    fr: 'Les pays rejoignent le réseau par quatre niveaux. Le suivant s’ouvre sur preuve dans les enregistrements signés, et non sur parole ; ce qui est dû aux personnes n’attend aucun niveau.',
    ar: 'تنضم البلدان إلى الشبكة عبر أربعة مستويات. يُفتح المستوى التالي بدليل في السجلات الموقّعة لا بقول أحد، وما يستحقه الأشخاص لا ينتظر أي مستوى.',
  },
  levels: { en: 'Countries', fr: 'Pays', ar: 'البلدان' },
  country: { en: 'Country', fr: 'Pays', ar: 'البلد' },
  level: { en: 'Level', fr: 'Niveau', ar: 'المستوى' },
  missing: {
    en: 'Not yet on record for the next level',
    fr: 'Pas encore attesté pour le niveau suivant',
    ar: 'ما لم يُسجَّل بعد للمستوى التالي',
  },
  nothing: { en: 'nothing', fr: 'rien', ar: 'لا شيء' },
  top: { en: 'highest level', fr: 'niveau le plus élevé', ar: 'أعلى مستوى' },
  rows: { en: 'What each level means', fr: 'Ce que signifie chaque niveau', ar: 'معنى كل مستوى' },
  uses: { en: 'The country may use', fr: 'Le pays peut utiliser', ar: 'يحق للبلد أن يستخدم' },
  gate: { en: 'It opens when there is', fr: 'Il s’ouvre lorsqu’il y a', ar: 'يُفتح عند وجود' },
  support: { en: 'Support', fr: 'Appui', ar: 'الدعم' },
  noCounts: {
    en: 'The counts behind a level are not shown: where few requests were made, a count would tell of single cases.',
    fr: 'Les nombres qui fondent un niveau ne sont pas montrés : lorsque les demandes sont rares, ils révéleraient des affaires isolées.',
    ar: 'لا تُعرض الأعداد التي يقوم عليها المستوى: فحيث تقل الطلبات يدل العدد على قضايا بعينها.',
  },
  laws: { en: 'Model laws', fr: 'Lois types', ar: 'القوانين النموذجية' },
  lawsLead: {
    en: 'Clauses that any legislature may take, with what countries changed, word by word, and why.',
    fr: 'Des clauses que tout législateur peut reprendre, avec ce que les pays y ont changé, mot à mot, et pourquoi.',
    ar: 'بنود يمكن لأي مشرّع أن يأخذ بها، مع ما غيّرته البلدان كلمة بكلمة وسبب ذلك.',
  },
  version: {
    en: 'Version {v}, since {on}',
    fr: 'Version {v}, depuis le {on}',
    ar: 'الإصدار {v} منذ {on}',
  },
  provenance: { en: 'Where it comes from', fr: 'Origine', ar: 'المصدر' },
  licence: { en: 'Licence', fr: 'Licence', ar: 'الترخيص' },
  clause: { en: 'Clause', fr: 'Clause', ar: 'البند' },
  source: { en: 'Source', fr: 'Source', ar: 'المرجع' },
  adapted: {
    en: 'What {country} made of it',
    fr: 'Ce qu’en a fait {country}',
    ar: 'ما أخذ به {country}',
  },
  state: { en: 'State', fr: 'État', ar: 'الحالة' },
  reason: { en: 'Why', fr: 'Pourquoi', ar: 'السبب' },
  gone: { en: 'left out', fr: 'supprimé', ar: 'محذوف' },
  added: { en: 'added', fr: 'ajouté', ar: 'مضاف' },
  same: { en: 'taken over word by word', fr: 'repris mot à mot', ar: 'أُخذ كما هو' },
  considered: { en: 'under consideration', fr: 'à l’examen', ar: 'قيد النظر' },
  bill: { en: 'bill', fr: 'projet de loi', ar: 'مشروع قانون' },
  adopted: { en: 'adopted', fr: 'adoptée', ar: 'معتمد' },
  'in force': { en: 'in force', fr: 'en vigueur', ar: 'نافذ' },
  rejected: { en: 'rejected', fr: 'rejetée', ar: 'مرفوض' },
} as const satisfies Record<string, Said>

/** Names of the levels by their numbers. */
export const levelNames: readonly Said[] = [
  { en: 'listed', fr: 'inscrit', ar: 'مدرج' },
  { en: 'answers', fr: 'répond', ar: 'يجيب' },
  { en: 'acts', fr: 'agit', ar: 'يتحرك' },
  { en: 'measured', fr: 'évalué', ar: 'مُقيَّم' },
]
