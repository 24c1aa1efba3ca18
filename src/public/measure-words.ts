import type { Said } from './languages.ts'

/** What one authority may ask of another, as the public pages call it; a measure without a line keeps its own name. */
const names: Readonly<Record<string, Said>> = {
  'fiu-information': {
    en: 'Financial intelligence on request',
    fr: 'Renseignement financier sur demande',
    ar: 'معلومات مالية بناءً على طلب',
  },
  'fiu-disclosure': {
    en: 'Financial intelligence told without being asked',
    fr: 'Renseignement financier communiqué spontanément',
    ar: 'معلومات مالية تُقدَّم من دون طلب',
  },
  'onward-use': {
    en: 'Leave to use or pass on what was given',
    fr: 'Autorisation d’utiliser ou de transmettre',
    ar: 'إذن بالاستخدام أو النقل إلى جهة أخرى',
  },
  suspension: {
    en: 'Holding a payment',
    fr: 'Suspension d’une opération',
    ar: 'تعليق معاملة',
  },
  freeze: { en: 'Freezing property', fr: 'Gel de biens', ar: 'تجميد الممتلكات' },
  'search-hearing': {
    en: 'Evidence: documents, searches, hearings',
    fr: 'Preuves : documents, perquisitions, auditions',
    ar: 'الأدلة: وثائق وتفتيش وجلسات استماع',
  },
  confiscation: {
    en: 'Carrying out a confiscation',
    fr: 'Exécution d’une confiscation',
    ar: 'تنفيذ المصادرة',
  },
  'interlocutory-sale': {
    en: 'Sale before judgment',
    fr: 'Vente avant jugement',
    ar: 'البيع قبل صدور الحكم',
  },
  return: { en: 'Return of property', fr: 'Restitution de biens', ar: 'إعادة الممتلكات' },
  extradition: { en: 'Extradition', fr: 'Extradition', ar: 'تسليم المطلوبين' },
  claim: { en: 'Claims of victims', fr: 'Demandes des victimes', ar: 'مطالبات الضحايا' },
  'joint-team': {
    en: 'Joint investigation team',
    fr: 'Équipe commune d’enquête',
    ar: 'فريق تحقيق مشترك',
  },
  'automatic-exchange': {
    en: 'Automatic exchange of tax data',
    fr: 'Échange automatique de données fiscales',
    ar: 'التبادل التلقائي للبيانات الضريبية',
  },
  'data-subject': {
    en: 'Rights over your own data',
    fr: 'Droits sur vos données',
    ar: 'حقوقك على بياناتك',
  },
  complaint: { en: 'Complaints', fr: 'Réclamations', ar: 'الشكاوى' },
  commitment: {
    en: 'Commitments and reviews',
    fr: 'Engagements et examens',
    ar: 'الالتزامات والمراجعات',
  },
  publication: { en: 'Publications', fr: 'Publications', ar: 'المنشورات' },
  exercise: { en: 'Exercises', fr: 'Exercices', ar: 'التمارين' },
  tip: { en: 'Tips', fr: 'Signalements', ar: 'البلاغات' },
  dispute: { en: 'Disputes', fr: 'Différends', ar: 'النزاعات' },
  'oral-request': { en: 'Requests by word', fr: 'Demandes orales', ar: 'الطلبات الشفهية' },
}

/** A measure by its name in law: `freeze`. */
export function measureName(id: string): Said {
  const plain = id.replaceAll('-', ' ')
  return names[id] ?? { en: plain, fr: plain, ar: plain }
}
