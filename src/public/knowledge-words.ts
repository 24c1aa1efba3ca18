import type { Said } from './languages.ts'

export const knowledgeWords = {
  title: { en: 'Patterns and warnings', fr: 'Schémas et signaux', ar: 'الأنماط والإشارات' },
  lead: {
    en: 'How illicit money was moved, told so that nobody can be recognised, and what to look out for. Only what rests on enough cases of several countries is here.',
    fr: 'Comment l’argent illicite a circulé, raconté sans que personne puisse être reconnu, et ce à quoi il faut prêter attention. N’y figure que ce qui repose sur assez d’affaires de plusieurs pays.',
    ar: 'كيف نُقلت الأموال غير المشروعة، من غير أن يُعرف أحد، وما ينبغي الانتباه إليه. لا يُنشر هنا إلا ما يستند إلى حالات كافية من عدة بلدان.',
  },
  checker: { en: 'For small firms', fr: 'Pour les petites entreprises', ar: 'للشركات الصغيرة' },
  checkerSays: {
    en: 'Ten questions in four languages, as one file: it works without the internet, can be printed, keeps nothing and sends nothing.',
    fr: 'Dix questions en quatre langues, en un seul fichier : il fonctionne sans internet, s’imprime, ne garde rien et n’envoie rien.',
    ar: 'عشرة أسئلة بأربع لغات في ملف واحد: يعمل دون إنترنت ويمكن طباعته، ولا يحفظ شيئاً ولا يرسل شيئاً.',
  },
  open: { en: 'Open the ten questions', fr: 'Ouvrir les dix questions', ar: 'افتح الأسئلة العشرة' },
  save: { en: 'Save the file', fr: 'Enregistrer le fichier', ar: 'احفظ الملف' },
  patterns: { en: 'Patterns', fr: 'Schémas', ar: 'الأنماط' },
  none: {
    en: 'No pattern has been released yet',
    fr: 'Aucun schéma n’a encore été publié',
    ar: 'لم يُنشر أي نمط بعد',
  },
  noneSays: {
    en: 'Patterns appear here on the day of their release.',
    fr: 'Les schémas apparaissent ici le jour de leur publication.',
    ar: 'تظهر الأنماط هنا في يوم نشرها.',
  },
  flags: {
    en: 'What to look out for',
    fr: 'Ce à quoi prêter attention',
    ar: 'ما ينبغي الانتباه إليه',
  },
  detector: { en: 'How it is found', fr: 'Comment on le détecte', ar: 'كيف يُكتشف' },
  rests: { en: 'Rests on', fr: 'Repose sur', ar: 'يستند إلى' },
  atLeast: {
    en: 'at least {cases} cases of at least {countries} countries',
    fr: 'au moins {cases} affaires d’au moins {countries} pays',
    ar: 'ما لا يقل عن {cases} حالات من {countries} بلدان على الأقل',
  },
  alarms: { en: 'False alarms', fr: 'Fausses alertes', ar: 'الإنذارات الكاذبة' },
  ofHundred: { en: 'in a hundred', fr: 'sur cent', ar: 'من كل مئة' },
  seen: { en: 'Seen since', fr: 'Vu depuis', ar: 'رُصد منذ ذلك' },
  seenSays: {
    en: '{hits} times, {false} of them by mistake',
    fr: '{hits} fois, dont {false} à tort',
    ar: '{hits} مرات، منها {false} عن طريق الخطأ',
  },
  version: { en: 'Version', fr: 'Version', ar: 'الإصدار' },
  until: { en: 'Looked at again by', fr: 'À revoir avant le', ar: 'يُراجع قبل' },
  withdrawn: { en: 'withdrawn, do not use', fr: 'retiré, ne plus utiliser', ar: 'سُحب، لا تستعمله' },
  expired: {
    en: 'expired, not looked at again',
    fr: 'expiré, non revu',
    ar: 'انتهت صلاحيته ولم يُراجع',
  },
  feed: { en: 'For machines', fr: 'Pour les machines', ar: 'للآلات' },
  feedSays: {
    en: 'The same as a STIX 2.1 bundle with handling codes and versions; and as an Atom feed.',
    fr: 'Le même contenu en ensemble STIX 2.1 avec codes de traitement et versions ; et en flux Atom.',
    ar: 'المحتوى نفسه كحزمة STIX 2.1 مع رموز التداول والإصدارات، وكخلاصة Atom.',
  },
} as const satisfies Readonly<Record<string, Said>>
