import type { Said } from './languages.ts'

export const frontWords = {
  title: {
    en: 'What the network did, {quarter}',
    fr: 'Ce que le réseau a fait, {quarter}',
    ar: 'ما أنجزته الشبكة، {quarter}',
  },
  news: { en: 'New', fr: 'Nouveautés', ar: 'الجديد' },
  newFigures: { en: 'Figures, {period}', fr: 'Chiffres, {period}', ar: 'الأرقام، {period}' },
  newVersion: {
    en: 'Figures, {period}, version {version}',
    fr: 'Chiffres, {period}, version {version}',
    ar: 'الأرقام، {period}، الإصدار {version}',
  },
  firstRelease: { en: 'first release', fr: 'première publication', ar: 'أول إصدار' },
  newCase: {
    en: 'case after final judgment',
    fr: 'affaire après jugement définitif',
    ar: 'قضية بعد حكم نهائي',
  },
  newStatement: { en: 'signed by {who}', fr: 'signée par {who}', ar: 'وقّعتها {who}' },
  months: { en: '{from} to {to}', fr: 'de {from} à {to}', ar: 'من {from} إلى {to}' },
  titleAlone: {
    en: 'What the network does',
    fr: 'Ce que fait le réseau',
    ar: 'ما تقوم به الشبكة',
  },
  quarterName: {
    en: 'quarter {q} of {year}',
    fr: '{q} trimestre {year}',
    ar: 'الربع {q} من عام {year}',
  },
  lead: {
    en: 'Authorities of several countries fight illicit finance together and by law. Here is what came of it, counted from their signed records, with what cannot be told and why.',
    fr: 'Des autorités de plusieurs pays luttent ensemble, dans le cadre du droit, contre la finance illicite. Voici ce qui en résulte, compté sur leurs enregistrements signés, avec ce qui ne peut être dit et pourquoi.',
    ar: 'تكافح سلطات من عدة بلدان التمويل غير المشروع معًا ووفق القانون. هذه هي النتيجة محسوبة من سجلاتها الموقّعة، مع بيان ما لا يمكن ذكره ولماذا.',
  },
  inShort: { en: 'In short', fr: 'En bref', ar: 'باختصار' },
  funnel: {
    en: 'From what was found to what was given back',
    fr: 'De ce qui a été trouvé à ce qui a été restitué',
    ar: 'مما عُثر عليه إلى ما أُعيد',
  },
  funnelNote: {
    en: 'Each stage counts the value on its own day, so a later one can be larger than an earlier one where a price rose.',
    fr: 'Chaque étape retient la valeur à sa date ; une étape peut donc dépasser la précédente lorsque les cours ont monté.',
    ar: 'تُحسب القيمة في كل مرحلة بتاريخها، لذا قد تفوق مرحلة لاحقة ما قبلها إذا ارتفع السعر.',
  },
  times: { en: 'How long things take', fr: 'Combien de temps cela prend', ar: 'كم يستغرق العمل' },
  rights: { en: 'Rights', fr: 'Droits', ar: 'الحقوق' },
  allFigures: {
    en: 'All figures of this period',
    fr: 'Tous les chiffres de la période',
    ar: 'جميع أرقام هذه الفترة',
  },
  heldHere: {
    en: 'Held back here: {n}. Each has its page, which says why.',
    fr: 'Valeurs masquées ici : {n}. Chacune a sa page, qui dit pourquoi.',
    ar: 'قيم محجوبة هنا: {n}. ولكل منها صفحة تبيّن السبب.',
  },
  nothing: {
    en: 'No figures have been published yet',
    fr: 'Aucun chiffre n’a encore été publié',
    ar: 'لم تُنشر أي أرقام بعد',
  },
  nothingText: {
    en: 'Figures appear by whole quarters after two officers have released them. Until then you can read how they are made.',
    fr: 'Les chiffres paraissent par trimestre entier, après publication par deux agents. D’ici là, vous pouvez lire comment ils sont établis.',
    ar: 'تظهر الأرقام بأرباع كاملة بعد أن يصدرها موظفان. وحتى ذلك الحين يمكنك قراءة كيفية إعدادها.',
  },
  doors: {
    en: 'More to read',
    fr: 'À lire aussi',
    ar: 'للمزيد',
  },
  doorVerify: {
    en: 'Check a figure without trusting us',
    fr: 'Contrôler un chiffre sans nous faire confiance',
    ar: 'التحقق من رقم دون الحاجة إلى الثقة بنا',
  },
  doorGaps: {
    en: 'See where the law leaves no way',
    fr: 'Voir où le droit ne laisse aucune voie',
    ar: 'الاطلاع على مواضع انقطاع السبل القانونية',
  },
  doorCountries: {
    en: 'Read country by country: authorities, ways, promises',
    fr: 'Lire pays par pays : autorités, voies, engagements',
    ar: 'القراءة بلدًا بلدًا: السلطات والسبل والالتزامات',
  },
  doorLevels: {
    en: 'See how far countries have come, and the model laws',
    fr: 'Voir où en sont les pays, et les lois types',
    ar: 'الاطلاع على ما وصلت إليه البلدان وعلى القوانين النموذجية',
  },
  doorRegister: {
    en: 'What people outside told us and what we did; documents anybody may hold us to',
    fr: 'Ce que des personnes extérieures nous ont dit et ce que nous avons fait ; les documents que chacun peut nous opposer',
    ar: 'ما أخبرنا به أشخاص من خارج القضايا وما فعلناه، والوثائق التي يحق للجميع الاحتجاج بها',
  },
  doorStatements: {
    en: 'Read what authorities said together',
    fr: 'Lire ce que des autorités ont dit ensemble',
    ar: 'قراءة ما أعلنته السلطات معًا',
  },
} as const satisfies Record<string, Said>
