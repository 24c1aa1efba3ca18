import type { Said } from './languages.ts'

export const methodWords = {
  title: { en: 'Method', fr: 'Méthode', ar: 'المنهج' },
  lead: {
    en: 'How the figures are made: what is counted, what is held back and why, and who can check it.',
    fr: 'Comment les chiffres sont établis : ce qui est compté, ce qui est masqué et pourquoi, et qui peut le contrôler.',
    ar: 'كيف تُعدّ الأرقام: ما يُحسب، وما يُحجب ولماذا، ومن يمكنه التحقق.',
  },
  fromRecords: {
    en: 'Counted from signed records',
    fr: 'Compté sur des enregistrements signés',
    ar: 'محسوبة من سجلات موقّعة',
  },
  fromRecordsText: {
    en: 'Every act of an authority - a request, an answer, a freeze, a refusal - is a record that its officer signs. The record stands in a log that can only grow: nothing can be changed or taken out without being noticed. Figures are computed from these records by a program, never typed in. What has not left a record is not counted.',
    fr: 'Chaque acte d’une autorité - demande, réponse, gel, refus - est un enregistrement signé par son agent. Il figure dans un registre qui ne peut que croître : rien n’y est modifié ni retiré sans que cela se voie. Un programme calcule les chiffres à partir de ces enregistrements ; personne ne les saisit. Ce qui n’a laissé aucun enregistrement n’est pas compté.',
    ar: 'كل عمل تقوم به سلطة ما، من طلب أو رد أو تجميد أو رفض، هو سجل يوقّعه موظفها. ويُحفظ في سجل لا يقبل إلا الإضافة، فلا يُغيَّر فيه شيء ولا يُحذف دون أن يُكتشف. ويحسب برنامج الأرقام من هذه السجلات ولا يدخلها أحد يدويًا. وما لم يترك سجلًا لا يُحسب.',
  },
  bothSides: { en: 'Held by both sides', fr: 'Attesté des deux côtés', ar: 'مثبتة لدى الطرفين' },
  bothSidesText: {
    en: 'A message between two authorities stands in both logs under the same digest. A count is verified where both hold it. How often they do is a figure of its own (IN-29).',
    fr: 'Un message entre deux autorités figure dans les deux registres sous la même empreinte. Un décompte est vérifié lorsque les deux le détiennent. La fréquence de cette concordance est elle-même un indicateur (IN-29).',
    ar: 'الرسالة بين سلطتين تُحفظ في السجلين بالبصمة نفسها. ويُعدّ العدد متحققًا منه إذا كان لدى الطرفين، ونسبة هذا التطابق مؤشر قائم بذاته (IN-29).',
  },
  heldBack: {
    en: 'What is held back, and why',
    fr: 'Ce qui est masqué, et pourquoi',
    ar: 'ما يُحجب ولماذا',
  },
  heldBackText: {
    en: 'A table of few cases can tell who was meant. Before anything is published, every table goes through these steps. Each cell that is held back is itself a signed record, and the evaluator sees the whole table.',
    fr: 'Un tableau portant sur peu de cas peut révéler de qui il s’agit. Avant toute publication, chaque tableau passe par ces étapes. Chaque cellule masquée fait l’objet d’un enregistrement signé, et l’évaluateur voit le tableau complet.',
    ar: 'قد يكشف جدول قليل الحالات عن المقصود به. لذا يمر كل جدول قبل نشره بهذه الخطوات. وكل خلية محجوبة هي نفسها سجل موقّع، ويطّلع المقيّم على الجدول كاملًا.',
  },
  step: { en: 'Step', fr: 'Étape', ar: 'الخطوة' },
  rule: { en: 'Rule', fr: 'Règle', ar: 'القاعدة' },
  certainty: { en: 'How certain', fr: 'Degré de certitude', ar: 'مدى الدقة' },
  certaintyText: {
    en: 'Every share carries its number of cases and the Wilson 95 % interval. There is no ranking of countries: with few cases a place in a table says more about chance than about work.',
    fr: 'Chaque part est accompagnée du nombre de cas et de l’intervalle de Wilson à 95 %. Les pays ne sont pas classés : avec peu de cas, un rang reflète davantage le hasard que le travail.',
    ar: 'ترافق كل نسبة عدد حالاتها ومجال ويلسون بنسبة 95 %. ولا يوجد ترتيب للبلدان، فمع قلة الحالات يعبّر الترتيب عن المصادفة أكثر مما يعبّر عن العمل.',
  },
  flows: {
    en: 'What these figures do not measure',
    fr: 'Ce que ces chiffres ne mesurent pas',
    ar: 'ما لا تقيسه هذه الأرقام',
  },
  flowsText: {
    en: 'They measure what the network found, froze and gave back. They do not measure how much illicit money there is (SDG indicator 16.4.1), which cannot be computed from such records.',
    fr: 'Ils mesurent ce que le réseau a trouvé, gelé et restitué. Ils ne mesurent pas le volume des flux illicites (indicateur ODD 16.4.1), qui ne peut être calculé à partir de tels enregistrements.',
    ar: 'تقيس هذه الأرقام ما عثرت عليه الشبكة وجمّدته وأعادته، ولا تقيس حجم الأموال غير المشروعة (مؤشر التنمية المستدامة 16.4.1) الذي لا يمكن حسابه من هذه السجلات.',
  },
  all: { en: 'All indicators', fr: 'Tous les indicateurs', ar: 'جميع المؤشرات' },
  current: { en: 'Current value', fr: 'Valeur actuelle', ar: 'القيمة الحالية' },
} as const satisfies Record<string, Said>

export const verifyWords = {
  title: { en: 'Verify this', fr: 'Vérifier', ar: 'تحقّق بنفسك' },
  lead: {
    en: 'You need not believe us. Four steps show that a figure was computed from records that nobody changed afterwards.',
    fr: 'Vous n’avez pas à nous croire. Quatre étapes montrent qu’un chiffre a été calculé sur des enregistrements que personne n’a modifiés ensuite.',
    ar: 'لست مضطرًا إلى تصديقنا. أربع خطوات تبيّن أن الرقم حُسب من سجلات لم يغيّرها أحد بعد ذلك.',
  },
  one: {
    en: 'Download the table.',
    fr: 'Téléchargez le tableau.',
    ar: 'نزّل الجدول.',
  },
  oneText: {
    en: 'Each page of figures and each release links the file from which it was made.',
    fr: 'Chaque page de chiffres et chaque publication renvoie au fichier dont elle est tirée.',
    ar: 'تحيل كل صفحة أرقام وكل إصدار إلى الملف الذي أُعدّت منه.',
  },
  two: {
    en: 'Get the head of the log.',
    fr: 'Obtenez la tête du registre.',
    ar: 'احصل على رأس السجل.',
  },
  twoText: {
    en: 'It is one line of size and root, signed by the node and cosigned by independent witnesses. A log that was changed would need another root, and the witnesses would not sign it.',
    fr: 'Une ligne donnant taille et racine, signée par le nœud et contresignée par des témoins indépendants. Un registre modifié aurait une autre racine, que les témoins ne signeraient pas.',
    ar: 'سطر يحمل الحجم والجذر، توقّعه العقدة ويشاركها التوقيع شهود مستقلون. ولو تغيّر السجل لتغيّر جذره ولما وقّعه الشهود.',
  },
  three: {
    en: 'Check the proof of the release.',
    fr: 'Contrôlez la preuve de la publication.',
    ar: 'افحص إثبات الإصدار.',
  },
  threeText: {
    en: 'The proof shows that two officers signed this very table, and that their record stands in the log below that head. The program checks it without asking us; so does any other program that can compute SHA-256 and Ed25519.',
    fr: 'La preuve montre que deux agents ont signé ce tableau même et que leur enregistrement figure au registre sous cette tête. Le programme le contrôle sans nous interroger, comme tout programme sachant calculer SHA-256 et Ed25519.',
    ar: 'يبيّن الإثبات أن موظفَين وقّعا هذا الجدول بعينه وأن سجلهما قائم في السجل تحت ذلك الرأس. ويفحصه البرنامج دون الرجوع إلينا، وكذلك أي برنامج آخر يحسب SHA-256 وEd25519.',
  },
  four: {
    en: 'Have it counted again.',
    fr: 'Faites recompter.',
    ar: 'اطلب إعادة الحساب.',
  },
  fourText: {
    en: 'The records themselves are not public, because they are about people. Independent evaluators hold them, count every figure again with the same method, and sign what they find.',
    fr: 'Les enregistrements eux-mêmes ne sont pas publics, car ils concernent des personnes. Des évaluateurs indépendants les détiennent, recomptent chaque chiffre selon la même méthode et signent leur constat.',
    ar: 'السجلات نفسها ليست علنية لأنها تتعلق بأشخاص. لكنها لدى مقيّمين مستقلين يعيدون حساب كل رقم بالمنهج نفسه ويوقّعون ما توصلوا إليه.',
  },
  now: { en: 'The log now', fr: 'Le registre à présent', ar: 'السجل الآن' },
  size: { en: 'Entries', fr: 'Entrées', ar: 'القيود' },
  root: { en: 'Root', fr: 'Racine', ar: 'الجذر' },
  origin: { en: 'Name', fr: 'Nom', ar: 'الاسم' },
  checkpoint: {
    en: 'The signed head, as a file',
    fr: 'La tête signée, en fichier',
    ar: 'الرأس الموقّع في ملف',
  },
  cards: {
    en: 'The cards with the public keys',
    fr: 'Les fiches avec les clés publiques',
    ar: 'البطاقات والمفاتيح العامة',
  },
} as const satisfies Record<string, Said>
