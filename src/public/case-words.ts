import type { Said } from './languages.ts'

export const caseWords = {
  title: { en: 'Cases', fr: 'Affaires', ar: 'القضايا' },
  lead: {
    en: 'Cases that are over: what was found, frozen and confiscated, who had claims, where the money went. A page appears after final judgment, when no court restricts it and the victims have been told first.',
    fr: 'Affaires closes : ce qui a été trouvé, gelé et confisqué, qui avait des droits, où est allé l’argent. Une page paraît après jugement définitif, si aucune juridiction ne s’y oppose et une fois les victimes informées.',
    ar: 'قضايا منتهية: ما عُثر عليه وجُمّد وصودر، ومن كانت له مطالبات، وأين ذهبت الأموال. تظهر الصفحة بعد الحكم النهائي إذا لم تقيّدها محكمة وبعد إبلاغ الضحايا أولًا.',
  },
  none: {
    en: 'No case has been published yet',
    fr: 'Aucune affaire publiée pour l’instant',
    ar: 'لم تُنشر أي قضية بعد',
  },
  noneText: {
    en: 'A case is told here when its judgment is final. Cases that are still under way are not confirmed, denied or counted on this page.',
    fr: 'Une affaire est présentée ici lorsque le jugement est définitif. Les affaires en cours n’y sont ni confirmées, ni démenties, ni comptées.',
    ar: 'تُعرض القضية هنا عندما يصبح حكمها نهائيًا. أما القضايا الجارية فلا تُؤكَّد ولا تُنفى ولا تُحسب في هذه الصفحة.',
  },
  final: { en: 'Judgment final since', fr: 'Jugement définitif depuis le', ar: 'الحكم نهائي منذ' },
  countries: {
    en: 'Countries that worked together',
    fr: 'Pays ayant coopéré',
    ar: 'البلدان المتعاونة',
  },
  matters: {
    en: 'Signed files of the case',
    fr: 'Dossiers signés de l’affaire',
    ar: 'الملفات الموقّعة للقضية',
  },
  asOf: { en: 'As of', fr: 'Situation au', ar: 'كما في' },
  stages: { en: 'Amounts by stage', fr: 'Montants par étape', ar: 'المبالغ حسب المرحلة' },
  rounding: {
    en: 'Rounded to EUR 0.1 million. Each stage at the value of its own day.',
    fr: 'Arrondis à 0,1 million d’euros. Chaque étape à la valeur du jour.',
    ar: 'مقربة إلى 0.1 مليون يورو، وكل مرحلة بقيمتها في يومها.',
  },
  stage: { en: 'Stage', fr: 'Étape', ar: 'المرحلة' },
  amount: { en: 'Amount', fr: 'Montant', ar: 'المبلغ' },
  ofIdentified: {
    en: 'Share of what was identified',
    fr: 'Part de la valeur identifiée',
    ar: 'النسبة مما حُدد',
  },
  'IN-13': { en: 'Identified', fr: 'Identifié', ar: 'محدد' },
  'IN-14': { en: 'Frozen', fr: 'Gelé', ar: 'مجمد' },
  'IN-15': { en: 'Confiscated', fr: 'Confisqué', ar: 'مصادر' },
  gross: { en: 'Realised', fr: 'Réalisé', ar: 'محصّل' },
  'net of management': {
    en: 'Realised, less the cost of keeping it',
    fr: 'Réalisé, net des frais de gestion',
    ar: 'محصّل بعد خصم كلفة الإدارة',
  },
  distributable: { en: 'To be shared out', fr: 'À répartir', ar: 'قابل للتوزيع' },
  'to victims': { en: 'Paid to victims', fr: 'Versé aux victimes', ar: 'دُفع للضحايا' },
  'for public purposes': {
    en: 'Returned for public purposes',
    fr: 'Restitué à des fins publiques',
    ar: 'أُعيد لأغراض عامة',
  },
  claims: { en: 'Claims of victims', fr: 'Demandes des victimes', ar: 'مطالبات الضحايا' },
  claimant: { en: 'Claimants', fr: 'Demandeurs', ar: 'أصحاب المطالبات' },
  linesOf: { en: 'Claim lines', fr: 'Lignes de demande', ar: 'بنود المطالبات' },
  claimed: { en: 'Claimed', fr: 'Demandé', ar: 'المطالب به' },
  allowed: { en: 'Allowed', fr: 'Accordé', ar: 'المقبول' },
  paid: { en: 'Paid', fr: 'Versé', ar: 'المدفوع' },
  all: { en: 'All', fr: 'Ensemble', ar: 'المجموع' },
  persons: { en: 'persons', fr: 'personnes', ar: 'أفراد' },
  company: { en: 'companies', fr: 'entreprises', ar: 'شركات' },
  community: { en: 'communities', fr: 'communautés', ar: 'مجتمعات' },
  state: { en: 'the State', fr: 'l’État', ar: 'الدولة' },
  held: { en: 'held back: fewer than 5', fr: 'masqué : moins de 5', ar: 'محجوب: أقل من 5' },
  notice: {
    en: 'Victims were told on {on}; claims could be filed until {closes}.',
    fr: 'Les victimes ont été informées le {on} ; les demandes étaient recevables jusqu’au {closes}.',
    ar: 'أُبلغ الضحايا في {on}، وكان تقديم المطالبات متاحًا حتى {closes}.',
  },
  agreement: { en: 'Agreement on return', fr: 'Accord de restitution', ar: 'اتفاق الإعادة' },
  noAgreement: {
    en: 'No agreement on return is on record.',
    fr: 'Aucun accord de restitution n’est enregistré.',
    ar: 'لا يوجد اتفاق إعادة مسجل.',
  },
  signed: { en: 'Signed', fr: 'Signé le', ar: 'وُقّع في' },
  between: { en: 'Between', fr: 'Entre', ar: 'بين' },
  basis: { en: 'Basis', fr: 'Fondement', ar: 'الأساس' },
  tranches: { en: 'Payments', fr: 'Versements', ar: 'الدفعات' },
  from: { en: 'From', fr: 'De', ar: 'من' },
  on: { en: 'On', fr: 'Le', ar: 'في' },
  uses: { en: 'What the money is used for', fr: 'Emploi des fonds', ar: 'استخدام الأموال' },
  noUses: {
    en: 'No milestone of use is on record yet.',
    fr: 'Aucune étape d’emploi n’est encore enregistrée.',
    ar: 'لم تُسجَّل بعد أي مرحلة استخدام.',
  },
  line: { en: 'Line', fr: 'Ligne', ar: 'البند' },
  verified: {
    en: 'verified by the monitor',
    fr: 'vérifié par l’observateur',
    ar: 'تحقق منه المراقب',
  },
  reported: {
    en: 'reported, not yet verified',
    fr: 'déclaré, pas encore vérifié',
    ar: 'أُبلغ عنه ولم يُتحقق منه بعد',
  },
  status: { en: 'Status', fr: 'État', ar: 'الحالة' },
  verify: {
    en: 'This page was released by two officers on {on} as entry {index} of the log, version {version}. Digest of its data:',
    fr: 'Page publiée par deux agents le {on}, entrée {index} du registre, version {version}. Empreinte de ses données :',
    ar: 'أصدر موظفان هذه الصفحة في {on} بالقيد {index} من السجل، الإصدار {version}. بصمة بياناتها:',
  },
  data: {
    en: 'The data of this page (JSON)',
    fr: 'Les données de la page (JSON)',
    ar: 'بيانات هذه الصفحة (JSON)',
  },
  correction: { en: 'Corrected', fr: 'Corrigé', ar: 'مصحَّح' },
  withdrawn: { en: 'Withdrawn', fr: 'Retiré', ar: 'سُحب' },
} as const satisfies Record<string, Said>

/** The three grounds of article 57(3) of the convention against corruption. */
export const returnBasis: Readonly<Record<string, Said>> = {
  '57-3-a': {
    en: 'embezzled public funds (UNCAC art. 57(3)(a))',
    fr: 'fonds publics détournés (CNUCC, art. 57(3)(a))',
    ar: 'أموال عامة مختلسة (اتفاقية مكافحة الفساد، المادة 57(3)(أ))',
  },
  '57-3-b': {
    en: 'ownership shown or damage recognised (UNCAC art. 57(3)(b))',
    fr: 'propriété établie ou préjudice reconnu (CNUCC, art. 57(3)(b))',
    ar: 'ملكية مثبتة أو ضرر معترف به (اتفاقية مكافحة الفساد، المادة 57(3)(ب))',
  },
  '57-3-c': {
    en: 'priority to return, prior owners and victims (UNCAC art. 57(3)(c))',
    fr: 'priorité à la restitution, aux propriétaires et aux victimes (CNUCC, art. 57(3)(c))',
    ar: 'أولوية الإعادة والملاك السابقين والضحايا (اتفاقية مكافحة الفساد، المادة 57(3)(ج))',
  },
}
