import type { Said } from './languages.ts'

/** What stands around every page. */
export const frameWords = {
  skip: { en: 'Skip to the text', fr: 'Aller au texte', ar: 'انتقل إلى النص' },
  home: { en: 'Public record', fr: 'Registre public', ar: 'السجل العام' },
  sections: { en: 'Sections', fr: 'Rubriques', ar: 'الأقسام' },
  language: { en: 'Language', fr: 'Langue', ar: 'اللغة' },
  search: { en: 'Search', fr: 'Rechercher', ar: 'بحث' },
  searchThis: {
    en: 'Search these pages',
    fr: 'Rechercher dans ces pages',
    ar: 'ابحث في هذه الصفحات',
  },
  demonstration: {
    en: 'Demonstration: authorities, persons and cases are invented.',
    fr: 'Démonstration : les autorités, les personnes et les affaires sont inventées.',
    ar: 'عرض توضيحي: السلطات والأشخاص والقضايا كلها من نسج الخيال.',
  },
  inEnglish: {
    en: 'This text is in English.',
    fr: 'Le texte de cette page est en anglais ; le cadre est en français.',
    ar: 'نص هذه الصفحة بالإنجليزية، أما إطارها فبالعربية.',
  },
  promise: {
    en: 'These pages set no cookies, load nothing from elsewhere and need no scripts.',
    fr: 'Ces pages ne posent aucun cookie, ne chargent rien d’ailleurs et se lisent sans script.',
    ar: 'لا تضع هذه الصفحات ملفات تعريف الارتباط ولا تحمّل شيئًا من خارجها ولا تحتاج إلى برامج نصية.',
  },
  verify: { en: 'Verify this', fr: 'Vérifier', ar: 'تحقّق بنفسك' },
  openData: { en: 'Open data', fr: 'Données ouvertes', ar: 'البيانات المفتوحة' },
  transparency: { en: 'Transparency report', fr: 'Rapport de transparence', ar: 'تقرير الشفافية' },
  feed: { en: 'News as a feed (Atom)', fr: 'Fil d’actualité (Atom)', ar: 'تغذية الأخبار (Atom)' },
  sitemap: { en: 'All pages', fr: 'Plan du site', ar: 'جميع الصفحات' },
  publishedBy: { en: 'Published by', fr: 'Publié par', ar: 'الناشر' },
} as const satisfies Record<string, Said>
