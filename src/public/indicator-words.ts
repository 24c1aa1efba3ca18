import type { Said } from './languages.ts'

/** What belongs together, in the order in which it is read. */
export const themes = [
  {
    id: 'exchange',
    name: {
      en: 'Information between units',
      fr: 'Échange de renseignements',
      ar: 'تبادل المعلومات بين الوحدات',
    },
  },
  {
    id: 'assistance',
    name: {
      en: 'Legal assistance and joint work',
      fr: 'Entraide judiciaire et travail commun',
      ar: 'المساعدة القانونية والعمل المشترك',
    },
  },
  { id: 'freezing', name: { en: 'Freezing', fr: 'Gel', ar: 'التجميد' } },
  {
    id: 'recovery',
    name: {
      en: 'Recovery and return',
      fr: 'Recouvrement et restitution',
      ar: 'الاسترداد والإعادة',
    },
  },
  {
    id: 'people',
    name: {
      en: 'Rights of persons, and oversight',
      fr: 'Droits des personnes et contrôle',
      ar: 'حقوق الأشخاص والرقابة',
    },
  },
  {
    id: 'victims',
    name: {
      en: 'Victims and communities',
      fr: 'Victimes et communautés',
      ar: 'الضحايا والمجتمعات',
    },
  },
  {
    id: 'progress',
    name: {
      en: 'Transparency and progress',
      fr: 'Transparence et progrès',
      ar: 'الشفافية والتقدم',
    },
  },
] as const satisfies readonly { readonly id: string; readonly name: Said }[]
export type ThemeId = (typeof themes)[number]['id']

type Row = readonly [theme: ThemeId, en: string, fr: string, ar: string]

/** Names of the indicators for a reader who knows none of our words. */
const rows: Readonly<Record<string, Row>> = {
  'IN-01': [
    'exchange',
    'Requests and disclosures sent',
    'Demandes et communications envoyées',
    'الطلبات والإفصاحات المرسلة',
  ],
  'IN-02': [
    'exchange',
    'Time until a message is acknowledged',
    'Délai d’accusé de réception',
    'الوقت حتى الإشعار بالاستلام',
  ],
  'IN-03': [
    'exchange',
    'Time until the first real answer',
    'Délai de la première réponse utile',
    'الوقت حتى أول رد فعلي',
  ],
  'IN-04': ['exchange', 'Answered within the limit', 'Réponses dans le délai', 'الردود ضمن المهلة'],
  'IN-05': ['exchange', 'Requests refused', 'Demandes refusées', 'الطلبات المرفوضة'],
  'IN-06': [
    'assistance',
    'Requests sent back as incomplete',
    'Demandes renvoyées comme incomplètes',
    'طلبات أُعيدت لعدم اكتمالها',
  ],
  'IN-07': [
    'assistance',
    'Legal assistance refused',
    'Entraide judiciaire refusée',
    'المساعدة القانونية المرفوضة',
  ],
  'IN-08': [
    'assistance',
    'Time until legal assistance is decided and done',
    'Durée de la décision et de l’exécution de l’entraide judiciaire',
    'مدة البت في المساعدة القانونية وتنفيذها',
  ],
  'IN-09': [
    'assistance',
    'Legal assistance in time',
    'Entraide judiciaire dans les délais',
    'المساعدة القانونية في موعدها',
  ],
  'IN-10': [
    'freezing',
    'From the first request to the freeze',
    'De la première demande au gel',
    'من أول طلب إلى التجميد',
  ],
  'IN-11': [
    'freezing',
    'How close together the freezes came',
    'Simultanéité des gels',
    'مدى تزامن عمليات التجميد',
  ],
  'IN-12': [
    'freezing',
    'Money that left before the freeze',
    'Fonds partis avant le gel',
    'الأموال التي خرجت قبل التجميد',
  ],
  'IN-13': ['recovery', 'Value identified', 'Valeur identifiée', 'القيمة المحددة'],
  'IN-14': ['recovery', 'Value frozen', 'Valeur gelée', 'القيمة المجمدة'],
  'IN-15': ['recovery', 'Value confiscated', 'Valeur confisquée', 'القيمة المصادرة'],
  'IN-16': [
    'recovery',
    'Value realised, net and to be shared out',
    'Valeur réalisée, nette et à répartir',
    'القيمة المحصلة والصافية والقابلة للتوزيع',
  ],
  'IN-17': ['recovery', 'Value returned', 'Valeur restituée', 'القيمة المعادة'],
  'IN-18': [
    'recovery',
    'How much of it comes back',
    'Part effectivement recouvrée',
    'النسبة المستردة فعليًا',
  ],
  'IN-19': [
    'people',
    'Freezes lifted or reduced by a court',
    'Gels levés ou réduits par un juge',
    'تجميدات ألغتها المحكمة أو خفضتها',
  ],
  'IN-20': [
    'people',
    'Time until a court first looks at a freeze',
    'Délai du premier contrôle judiciaire d’un gel',
    'الوقت حتى أول مراجعة قضائية للتجميد',
  ],
  'IN-21': [
    'progress',
    'Companies whose owners are known',
    'Sociétés dont les bénéficiaires effectifs sont connus',
    'شركات يُعرف المستفيدون الحقيقيون منها',
  ],
  'IN-22': [
    'exchange',
    'Answers that got feedback',
    'Réponses suivies d’un retour',
    'الردود التي تلتها ملاحظات',
  ],
  'IN-23': [
    'recovery',
    'What keeping the property costs',
    'Coût de la gestion des biens',
    'كلفة إدارة الممتلكات',
  ],
  'IN-24': ['victims', 'Victims compensated', 'Victimes indemnisées', 'الضحايا المعوَّضون'],
  'IN-25': [
    'assistance',
    'Prosecutions supported from abroad',
    'Poursuites appuyées de l’étranger',
    'ملاحقات دعمتها بلدان أخرى',
  ],
  'IN-26': [
    'recovery',
    'Speed of asset tracing',
    'Rapidité du dépistage des avoirs',
    'سرعة تعقب الأصول',
  ],
  'IN-27': [
    'assistance',
    'Double work avoided',
    'Doubles enquêtes évitées',
    'ازدواج العمل الذي أمكن تجنبه',
  ],
  'IN-28': [
    'exchange',
    'Quality of automatic exchange',
    'Qualité de l’échange automatique',
    'جودة التبادل التلقائي',
  ],
  'IN-29': [
    'exchange',
    'Events that both sides hold',
    'Événements attestés des deux côtés',
    'وقائع مثبتة لدى الطرفين',
  ],
  'IN-30': [
    'recovery',
    'Value kept until the sale',
    'Valeur conservée jusqu’à la vente',
    'القيمة المحفوظة حتى البيع',
  ],
  'IN-31': [
    'people',
    'Persons or property linked by mistake',
    'Personnes ou biens rattachés par erreur',
    'أشخاص أو ممتلكات رُبطت خطأً',
  ],
  'IN-32': [
    'people',
    'Persons told in time',
    'Personnes informées à temps',
    'أشخاص أُبلغوا في الوقت المحدد',
  ],
  'IN-33': [
    'people',
    'Disclosures found lawful on audit',
    'Transmissions jugées licites à l’audit',
    'إفصاحات تبيّن بالتدقيق أنها قانونية',
  ],
  'IN-34': [
    'people',
    'Requests of persons about their own data',
    'Demandes des personnes sur leurs données',
    'طلبات الأشخاص بشأن بياناتهم',
  ],
  'IN-35': ['people', 'Complaints and abuse', 'Réclamations et abus', 'الشكاوى وإساءة الاستخدام'],
  'IN-36': ['progress', 'Commitments kept', 'Engagements tenus', 'الالتزامات المنفَّذة'],
  'IN-37': ['progress', 'Lessons acted upon', 'Leçons suivies d’effet', 'دروس جرى العمل بها'],
  'IN-38': [
    'recovery',
    'Use of returned money that a monitor verified',
    'Emploi vérifié des fonds restitués',
    'استخدام الأموال المعادة بعد التحقق منه',
  ],
  'IN-39': ['victims', 'Tips', 'Signalements', 'البلاغات'],
  'IN-40': [
    'progress',
    'Friction for lawful business',
    'Gêne pour l’activité licite',
    'العبء على الأعمال المشروعة',
  ],
  'IN-41': [
    'progress',
    'Gap between import and export records',
    'Écart entre importations et exportations déclarées',
    'الفجوة بين سجلات الاستيراد والتصدير',
  ],
  'IN-42': [
    'victims',
    'What communities measure themselves',
    'Ce que les communautés mesurent elles-mêmes',
    'ما تقيسه المجتمعات بنفسها',
  ],
}

/** Its name for anybody, or undefined for an indicator that these pages do not know yet. */
export function indicatorName(id: string): Said | undefined {
  const row = rows[id]
  return row === undefined ? undefined : { en: row[1], fr: row[2], ar: row[3] }
}

/** An indicator without a line stands at the end, under progress. */
export function themeOf(id: string): ThemeId {
  return rows[id]?.[0] ?? 'progress'
}
