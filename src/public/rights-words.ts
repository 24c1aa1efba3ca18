import type { Said } from './languages.ts'

/** Every sentence of the pages for persons. Short sentences, no abbreviations, nothing that a lawyer has to explain. */
export const rightsWords = {
  title: { en: 'Your rights', fr: 'Vos droits', ar: 'حقوقك' },
  lead: {
    en: 'Ask what is held about you, have it put right, or complain. It costs nothing.',
    fr: 'Demandez quelles données sont détenues sur vous, faites-les corriger, ou faites une réclamation. C’est gratuit.',
    ar: 'اسأل عمّا هو محفوظ عنك، أو اطلب تصحيحه، أو قدّم شكوى. الخدمة مجانية.',
  },
  free: {
    en: 'It is free. Nobody may treat you worse because you ask or complain; tell us if somebody does.',
    fr: 'C’est gratuit. Personne ne peut vous défavoriser parce que vous demandez ou vous plaignez ; si cela arrive, dites-le-nous.',
    ar: 'الخدمة مجانية. لا يجوز لأحد أن يسيء معاملتك لأنك سألت أو اشتكيت؛ فإن حدث ذلك فأخبرنا.',
  },
  whereNow: {
    en: 'What do you want to do?',
    fr: 'Que voulez-vous faire ?',
    ar: 'ماذا تريد أن تفعل؟',
  },
  ask: { en: 'Ask about your data', fr: 'Demander sur vos données', ar: 'السؤال عن بياناتك' },
  askLead: {
    en: 'See it, have it put right, deleted or restricted.',
    fr: 'Les consulter, les faire corriger, effacer ou limiter.',
    ar: 'الاطلاع عليها أو تصحيحها أو حذفها أو تقييد استعمالها.',
  },
  complain: { en: 'Complain', fr: 'Faire une réclamation', ar: 'تقديم شكوى' },
  complainLead: {
    en: 'About an authority, an officer, a delay, or something that was blocked. A name is not needed.',
    fr: 'Contre une autorité, un agent, un retard ou un blocage. Sans nom si vous voulez.',
    ar: 'ضد سلطة أو موظف أو تأخير أو حجز. لا يلزم ذكر الاسم.',
  },
  status: { en: 'See where it stands', fr: 'Suivre votre demande', ar: 'متابعة طلبك' },
  statusLead: {
    en: 'With the receipt of sixteen digits. No account is needed.',
    fr: 'Avec le reçu à seize chiffres. Sans compte.',
    ar: 'بالإيصال المكوّن من ستة عشر رقماً، من دون حساب.',
  },
  paper: { en: 'A form on paper', fr: 'Formulaire papier', ar: 'نموذج ورقي' },
  paperLead: {
    en: 'Print it, fill it in by hand, and bring or send it.',
    fr: 'Imprimez-le, remplissez-le à la main, apportez-le ou envoyez-le.',
    ar: 'اطبعه واملأه بخط اليد ثم أحضره أو أرسله.',
  },
  phone: { en: 'By telephone', fr: 'Par téléphone', ar: 'بالهاتف' },
  phoneLead: {
    en: 'The desk fills in the form with you and reads the receipt aloud, digit by digit. Hours:',
    fr: 'Le guichet remplit le formulaire avec vous et lit le reçu, chiffre par chiffre. Heures :',
    ar: 'يملأ المكتب النموذج معك ويقرأ لك الإيصال رقماً رقماً. ساعات العمل:',
  },
  deskIs: { en: 'Your desk is', fr: 'Votre guichet :', ar: 'مكتبك هو' },
  deskText: {
    en: 'It belongs to none of the authorities you ask about. It checks who you are, speaks for you, and names your next step.',
    fr: 'Il n’appartient à aucune des autorités interrogées. Il vérifie votre identité, parle pour vous et indique la suite.',
    ar: 'لا يتبع أياً من السلطات التي تسأل عنها. يتحقق من هويتك ويتحدث نيابة عنك ويبيّن لك الخطوة التالية.',
  },
  frozen: {
    en: 'Is your money or property blocked?',
    fr: 'Votre argent ou vos biens sont-ils bloqués ?',
    ar: 'هل جُمّدت أموالك أو ممتلكاتك؟',
  },
  frozenText: {
    en: 'You can ask a court to look at it, whether it is yours alone or somebody else’s matter. You can ask for what you need to live on. If you are a victim or an owner in good faith, you can claim. The notice you got names the court and the last day. The courts are:',
    fr: 'Vous pouvez saisir un tribunal, que l’affaire vous vise ou vise autrui. Vous pouvez demander de quoi vivre. Victime ou propriétaire de bonne foi, vous pouvez faire valoir vos droits. L’avis reçu indique le tribunal et le dernier jour. Les tribunaux :',
    ar: 'يمكنك أن تطلب من المحكمة النظر في الأمر، سواء كانت القضية تخصك أم تخص غيرك. ويمكنك طلب ما يلزم لمعيشتك. وإن كنت ضحية أو مالكاً حسن النية فلك أن تطالب بحقك. الإشعار الذي وصلك يذكر المحكمة وآخر موعد. المحاكم هي:',
  },
  clocks: { en: 'How long it takes', fr: 'Les délais', ar: 'المدد' },
  clockWhat: { en: 'Step', fr: 'Étape', ar: 'الخطوة' },
  clockLast: { en: 'At the latest', fr: 'Au plus tard', ar: 'في موعد أقصاه' },
  clockMore: {
    en: '{term} more in hard cases, with the reason',
    fr: '{term} de plus si c’est complexe, avec le motif',
    ar: '{term} إضافية في الحالات الصعبة مع ذكر السبب',
  },
  clockRule: { en: 'Rule', fr: 'Règle', ar: 'القاعدة' },
  fieldAsk: { en: 'What do you ask for?', fr: 'Que demandez-vous ?', ar: 'ماذا تطلب؟' },
  fieldAgainst: { en: 'What is it about?', fr: 'De quoi s’agit-il ?', ar: 'ما موضوع الشكوى؟' },
  fieldTo: { en: 'Which authority?', fr: 'Quelle autorité ?', ar: 'أي سلطة؟' },
  fieldToHint: {
    en: 'If you do not know, take the financial intelligence unit of the country. The desk will help.',
    fr: 'En cas de doute, prenez la cellule de renseignement financier du pays. Le guichet vous aidera.',
    ar: 'إن لم تكن تعلم فاختر وحدة الاستخبارات المالية في البلد، وسيساعدك المكتب.',
  },
  fieldName: { en: 'Your name', fr: 'Votre nom', ar: 'اسمك' },
  fieldBorn: { en: 'Your day of birth', fr: 'Votre date de naissance', ar: 'تاريخ ميلادك' },
  fieldBornHint: {
    en: 'Year, month, day: 1979-03-02. It tells you apart from others with your name.',
    fr: 'Année, mois, jour : 1979-03-02. Elle vous distingue de vos homonymes.',
    ar: 'السنة ثم الشهر ثم اليوم: 1979-03-02. يميّزك عمّن يحملون اسمك.',
  },
  fieldCountry: { en: 'Country, in two letters', fr: 'Pays, en deux lettres', ar: 'البلد، بحرفين' },
  fieldRepresentative: {
    en: 'Does a lawyer or a body act for you? Who?',
    fr: 'Un avocat ou un organisme agit-il pour vous ? Qui ?',
    ar: 'هل ينوب عنك محامٍ أو هيئة؟ من؟',
  },
  fieldWords: { en: 'In your own words', fr: 'Avec vos mots', ar: 'بكلماتك' },
  fieldAddress: {
    en: 'Postal address, if you want the answer as a letter',
    fr: 'Adresse postale, si vous voulez la réponse par lettre',
    ar: 'العنوان البريدي، إن أردت الجواب برسالة',
  },
  fieldPaperEnds: {
    en: 'Last four characters of your identity paper',
    fr: 'Quatre derniers caractères de votre pièce d’identité',
    ar: 'آخر أربعة أحرف أو أرقام من وثيقة هويتك',
  },
  fieldPaperEndsHint: {
    en: 'Not the whole number, and no copy. Show the paper at the desk within thirty days. These four characters are then erased.',
    fr: 'Ni le numéro entier, ni une copie. Montrez la pièce au guichet dans les trente jours. Ces quatre caractères sont alors effacés.',
    ar: 'لا الرقم كاملاً ولا صورة. أظهر الوثيقة في المكتب خلال ثلاثين يوماً، ثم تُمحى هذه الأحرف الأربعة.',
  },
  optional: { en: 'not needed', fr: 'facultatif', ar: 'اختياري' },
  send: { en: 'Hand it in', fr: 'Remettre', ar: 'تسليم' },
  show: { en: 'Show', fr: 'Afficher', ar: 'عرض' },
  wrongTitle: {
    en: 'Some answers are missing. Nothing has been handed in yet.',
    fr: 'Des réponses manquent. Rien n’est encore remis.',
    ar: 'تنقص بعض الإجابات. لم يُسلَّم شيء بعد.',
  },
  receiptTitle: {
    en: 'It is handed in. Write this number down.',
    fr: 'C’est remis. Notez ce numéro.',
    ar: 'تم التسليم. دوّن هذا الرقم.',
  },
  receiptText: {
    en: 'It is shown this once. We do not keep it and cannot find it again. With it you see where your request stands, and nobody without it can.',
    fr: 'Il n’est montré qu’une fois. Nous ne le conservons pas et ne pouvons pas le retrouver. Avec lui, vous suivez votre demande ; sans lui, personne.',
    ar: 'يظهر هذه المرة فقط. لا نحتفظ به ولا نستطيع استرجاعه. به وحده يمكن معرفة وضع طلبك.',
  },
  receiptAloud: { en: 'Read aloud', fr: 'À voix haute', ar: 'بالكلمات' },
  nextTitle: { en: 'What happens now', fr: 'Et maintenant', ar: 'ماذا يحدث الآن' },
  nextIdentity: {
    en: 'Come to the desk with an identity paper within thirty days. Or send a copy on which only your name and your day of birth can be read. Then your request goes on.',
    fr: 'Venez au guichet avec une pièce d’identité dans les trente jours, ou envoyez une copie où tout est masqué sauf le nom et la date de naissance. Ensuite votre demande avance.',
    ar: 'تعالَ إلى المكتب بوثيقة هوية خلال ثلاثين يوماً، أو أرسل صورة غُطّي فيها كل شيء عدا الاسم وتاريخ الميلاد. بعد ذلك يُتابَع طلبك.',
  },
  nextComplaint: {
    en: 'The desk acknowledges within seven days. You need not do anything.',
    fr: 'Le guichet accuse réception sous sept jours. Vous n’avez rien à faire.',
    ar: 'يؤكد المكتب الاستلام خلال سبعة أيام. لا يلزمك فعل شيء.',
  },
  fieldReceipt: {
    en: 'Your receipt, sixteen digits',
    fr: 'Votre reçu, seize chiffres',
    ar: 'إيصالك، ستة عشر رقماً',
  },
  receiptUnknown: {
    en: 'There is no such receipt here. Look at each digit. It is known only to the desk where you handed it in.',
    fr: 'Ce reçu n’existe pas ici. Vérifiez chaque chiffre. Seul le guichet de dépôt le connaît.',
    ar: 'لا يوجد إيصال كهذا هنا. راجع كل رقم. لا يُعرف الإيصال إلا في المكتب الذي سلّمت فيه.',
  },
  statusFor: { en: 'Your request', fr: 'Votre demande', ar: 'طلبك' },
  handedIn: { en: 'Handed in', fr: 'Remise', ar: 'سُلّم في' },
  putTo: { en: 'Put to', fr: 'Adressée à', ar: 'موجّه إلى' },
  standing: { en: 'Where it stands', fr: 'État', ar: 'الوضع' },
  replyBy: { en: 'Answer at the latest', fr: 'Réponse au plus tard', ar: 'الجواب في موعد أقصاه' },
  answered: { en: 'Answered', fr: 'Réponse donnée', ar: 'تاريخ الجواب' },
  checkLine: {
    en: 'Check by the supervisory authority',
    fr: 'Vérification par l’autorité de contrôle',
    ar: 'تحقّق سلطة الرقابة',
  },
  checkAsked: { en: 'asked for on', fr: 'demandée le', ar: 'طُلب في' },
  checkMade: {
    en: 'All necessary verifications have been made. The law does not allow more to be said. You can go to court.',
    fr: 'Toutes les vérifications nécessaires ont été faites. La loi ne permet pas d’en dire plus. Vous pouvez saisir le tribunal.',
    ar: 'أُجريت جميع عمليات التحقق اللازمة. لا يسمح القانون بقول أكثر من ذلك. يمكنك اللجوء إلى المحكمة.',
  },
  yourNext: { en: 'What you can do next', fr: 'Vos recours', ar: 'ما يمكنك فعله بعد ذلك' },
  noAnswer: {
    en: 'If the last day passes without an answer, that counts as a refusal, and you can take each of these steps.',
    fr: 'Passé le dernier jour sans réponse, cela vaut refus, et ces recours vous sont ouverts.',
    ar: 'إن مضى آخر يوم من دون جواب عُدّ ذلك رفضاً، ولك أن تتخذ كل هذه الخطوات.',
  },
  remedyCheck: {
    en: 'Ask for a check: this body looks at everything in your place.',
    fr: 'Demander une vérification : cet organisme examine tout à votre place.',
    ar: 'اطلب تحققاً: تطّلع هذه الهيئة على كل شيء نيابة عنك.',
  },
  remedyCourt: { en: 'Go to court.', fr: 'Saisir le tribunal.', ar: 'اللجوء إلى المحكمة.' },
  remedyComplaint: {
    en: 'Complain to your desk.',
    fr: 'Se plaindre à votre guichet.',
    ar: 'اشتكِ إلى مكتبك.',
  },
  termCheck: {
    en: 'It answers within {term}.',
    fr: 'Réponse sous {term}.',
    ar: 'تجيب خلال {term}.',
  },
  termCourt: {
    en: 'Within {term} of the answer; the law of the country may give you longer.',
    fr: 'Dans un délai de {term} à compter de la réponse ; la loi du pays peut donner plus.',
    ar: 'خلال {term} من الجواب؛ وقد يمنحك قانون البلد مدة أطول.',
  },
  termComplaint: {
    en: 'It decides within {term}.',
    fr: 'Décision sous {term}.',
    ar: 'يبتّ خلال {term}.',
  },
  citation: { en: 'Law', fr: 'Droit', ar: 'القانون' },
  formula: {
    en: 'This authority neither confirms nor denies that it holds data about you. The law lets it say no more, and this answer is the same for everybody who gets it, whether or not anything is held. Your request was looked at and decided.',
    fr: 'Cette autorité ne confirme ni ne dément détenir des données sur vous. La loi ne lui permet pas d’en dire plus, et cette réponse est la même pour tous ceux qui la reçoivent, que des données existent ou non. Votre demande a été examinée et décidée.',
    ar: 'هذه السلطة لا تؤكد ولا تنفي أنها تحتفظ ببيانات عنك. لا يسمح لها القانون بقول أكثر من ذلك، وهذا الجواب واحد لكل من يتلقاه سواء أكانت هناك بيانات أم لا. لقد نُظر في طلبك وبُتّ فيه.',
  },
  formulaLaw: {
    en: 'Directive (EU) 2016/680 art. 15(3) and 16(4), or the law of the country that stands in its place.',
    fr: 'Directive (UE) 2016/680, art. 15(3) et 16(4), ou la loi du pays qui en tient lieu.',
    ar: 'التوجيه (EU) 2016/680، المادتان 15(3) و16(4)، أو قانون البلد الذي يقوم مقامه.',
  },
  letter: {
    en: 'You can collect the answer itself at the desk, with your receipt and your paper, or have it sent.',
    fr: 'La réponse elle-même se retire au guichet, avec le reçu et la pièce d’identité, ou vous est envoyée.',
    ar: 'يمكنك استلام الجواب نفسه من المكتب بالإيصال ووثيقة الهوية، أو أن يُرسَل إليك.',
  },
  wishCheck: {
    en: 'Ask for the check now',
    fr: 'Demander la vérification maintenant',
    ar: 'اطلب التحقق الآن',
  },
  wishWithdraw: { en: 'Take my request back', fr: 'Retirer ma demande', ar: 'أريد سحب طلبي' },
  wishedCheck: {
    en: 'You asked for the check. Your desk passes it on.',
    fr: 'Vous avez demandé la vérification. Votre guichet la transmet.',
    ar: 'طلبت التحقق. يحيله مكتبك.',
  },
  wishedWithdraw: {
    en: 'You asked for your request back. Your desk sees to it.',
    fr: 'Vous avez retiré votre demande. Votre guichet s’en occupe.',
    ar: 'طلبت سحب طلبك. يتولى مكتبك ذلك.',
  },
  print: {
    en: 'Print this page: it is written so that it can be kept.',
    fr: 'Imprimez cette page : elle est faite pour être conservée.',
    ar: 'اطبع هذه الصفحة لتحتفظ بها.',
  },
  noDesk: {
    en: 'No desk for persons is set up here. Go to the court, or to the oversight body of your country.',
    fr: 'Aucun guichet n’est ouvert ici. Adressez-vous au tribunal ou à l’organe de contrôle de votre pays.',
    ar: 'لا يوجد هنا مكتب للأشخاص. توجّه إلى المحكمة أو إلى هيئة الرقابة في بلدك.',
  },
  noComplaints: {
    en: 'No oversight body of this country is in the network. Complain to the court, or to the oversight body of the country whose authority it is about.',
    fr: 'Aucun organe de contrôle de ce pays n’est dans le réseau. Saisissez le tribunal, ou l’organe de contrôle du pays de l’autorité en cause.',
    ar: 'لا توجد في الشبكة هيئة رقابة لهذا البلد. توجّه إلى المحكمة، أو إلى هيئة الرقابة في بلد السلطة المعنية.',
  },
  sign: { en: 'Day and signature', fr: 'Date et signature', ar: 'التاريخ والتوقيع' },
  deskFills: { en: 'Filled in by the desk', fr: 'Rempli par le guichet', ar: 'يملؤه المكتب' },
  deskSeen: {
    en: 'Paper seen: shown / covered copy / lawyer known. No number is noted, no copy is kept.',
    fr: 'Pièce vue : montrée / copie masquée / avocat connu. Aucun numéro noté, aucune copie gardée.',
    ar: 'الوثيقة: عُرضت / صورة مغطاة / محامٍ معروف. لا يُدوَّن رقم ولا تُحفظ صورة.',
  },
  receiptNumber: { en: 'Receipt', fr: 'Reçu', ar: 'الإيصال' },
} as const satisfies Record<string, Said>

export const askWords = {
  access: {
    en: 'See what is held about me',
    fr: 'Voir ce qui est détenu sur moi',
    ar: 'الاطلاع على ما هو محفوظ عني',
  },
  rectification: {
    en: 'Put right what is wrong',
    fr: 'Corriger ce qui est faux',
    ar: 'تصحيح ما هو خطأ',
  },
  erasure: { en: 'Delete it', fr: 'L’effacer', ar: 'حذفه' },
  restriction: {
    en: 'Not use it while it is disputed',
    fr: 'Ne pas l’utiliser tant qu’il est contesté',
    ar: 'عدم استعماله ما دام محل نزاع',
  },
  complaint: { en: 'A complaint', fr: 'Une réclamation', ar: 'شكوى' },
} as const satisfies Record<string, Said>

export const grievanceWords = {
  data: { en: 'What was done with my data', fr: 'L’usage de mes données', ar: 'ما فُعل ببياناتي' },
  property: {
    en: 'Money or property that is held',
    fr: 'De l’argent ou des biens retenus',
    ar: 'أموال أو ممتلكات محجوزة',
  },
  conduct: { en: 'How an officer behaved', fr: 'Le comportement d’un agent', ar: 'سلوك موظف' },
  delay: { en: 'A delay', fr: 'Un retard', ar: 'تأخير' },
  other: { en: 'Something else', fr: 'Autre chose', ar: 'أمر آخر' },
} as const satisfies Record<string, Said>

export const faultWords = {
  missing: { en: 'Please fill this in.', fr: 'À remplir.', ar: 'يرجى ملء هذا الحقل.' },
  'too-long': {
    en: 'This is too long. Bring the rest on paper.',
    fr: 'Trop long. Apportez le reste sur papier.',
    ar: 'هذا طويل جداً. أحضر الباقي على ورق.',
  },
  'no-day': {
    en: 'Write a day such as 1979-03-02.',
    fr: 'Écrivez une date comme 1979-03-02.',
    ar: 'اكتب تاريخاً مثل 1979-03-02.',
  },
  'no-choice': {
    en: 'Please choose from the list.',
    fr: 'Choisissez dans la liste.',
    ar: 'اختر من القائمة.',
  },
  'no-country': { en: 'Write two letters.', fr: 'Écrivez deux lettres.', ar: 'اكتب حرفين.' },
  'no-ending': {
    en: 'Write exactly four letters or digits.',
    fr: 'Écrivez exactement quatre lettres ou chiffres.',
    ar: 'اكتب أربعة أحرف أو أرقام بالضبط.',
  },
} as const satisfies Record<string, Said>

export const stageWords = {
  identity: {
    en: 'It waits until you have shown who you are.',
    fr: 'Elle attend que vous prouviez votre identité.',
    ar: 'ينتظر أن تُثبت هويتك.',
  },
  received: {
    en: 'The authority has received it.',
    fr: 'L’autorité l’a reçue.',
    ar: 'استلمته السلطة.',
  },
  acknowledged: {
    en: 'The authority is working on it.',
    fr: 'L’autorité y travaille.',
    ar: 'السلطة تعمل عليه.',
  },
  granted: { en: 'Granted.', fr: 'Acceptée.', ar: 'قُبل.' },
  'granted-in-part': {
    en: 'Granted in part, with reasons.',
    fr: 'Acceptée en partie, avec motifs.',
    ar: 'قُبل جزئياً مع الأسباب.',
  },
  'put-right': { en: 'It was put right.', fr: 'C’est corrigé.', ar: 'صُحّح الأمر.' },
  formula: { en: 'Decided.', fr: 'Décidée.', ar: 'بُتّ فيه.' },
  withdrawn: {
    en: 'Withdrawn, as you wished.',
    fr: 'Retirée, à votre demande.',
    ar: 'سُحب بناءً على رغبتك.',
  },
  'given-back': {
    en: 'Given back; what you wrote was erased.',
    fr: 'Rendue ; ce que vous aviez écrit est effacé.',
    ar: 'أُعيد، ومُحي ما كتبته.',
  },
  'taken-in': { en: 'Taken in.', fr: 'Enregistrée.', ar: 'سُجّلت.' },
  'looked-at': { en: 'It is being looked into.', fr: 'En cours d’examen.', ar: 'قيد النظر.' },
  upheld: {
    en: 'You were right. The authority must put it right.',
    fr: 'Vous aviez raison. L’autorité doit réparer.',
    ar: 'كنت على حق. على السلطة أن تصحّح.',
  },
  'not-upheld': {
    en: 'It was not upheld. The reasons are at the desk.',
    fr: 'Non retenue. Les motifs sont au guichet.',
    ar: 'لم تُقبل الشكوى. الأسباب لدى المكتب.',
  },
  'passed-on': {
    en: 'Passed to the body that is competent.',
    fr: 'Transmise à l’organe compétent.',
    ar: 'أُحيلت إلى الجهة المختصة.',
  },
} as const satisfies Record<string, Said>

export const returnWords = {
  'not-identified': {
    en: 'The paper did not show that it was you. Hand it in again with another paper.',
    fr: 'La pièce ne prouvait pas votre identité. Redéposez avec une autre pièce.',
    ar: 'لم تُثبت الوثيقة هويتك. سلّم الطلب ثانيةً بوثيقة أخرى.',
  },
  'nobody-came': {
    en: 'Nobody showed who asks within thirty days. You can hand it in again at any time.',
    fr: 'Personne ne s’est identifié sous trente jours. Vous pouvez redéposer à tout moment.',
    ar: 'لم يُثبت أحد هويته خلال ثلاثين يوماً. يمكنك التسليم ثانيةً في أي وقت.',
  },
  'other-body': {
    en: 'Another body is competent; the desk tells you which.',
    fr: 'Un autre organe est compétent ; le guichet vous dira lequel.',
    ar: 'الاختصاص لجهة أخرى، ويخبرك المكتب بها.',
  },
  'asked-back': { en: 'You asked for it back.', fr: 'Vous l’avez reprise.', ar: 'طلبت استعادته.' },
} as const satisfies Record<string, Said>

/** What takes how long; the time itself comes from the law that the node works under. */
export const clockRows = [
  {
    rule: 'CP-DSR-ACK',
    what: { en: 'We say that it came', fr: 'Accusé de réception', ar: 'تأكيد الاستلام' },
  },
  { rule: 'DL-44', what: { en: 'You get an answer', fr: 'Réponse', ar: 'الجواب' } },
  {
    rule: 'CP-DSR-PROPAGATE',
    what: {
      en: 'A correction reaches everybody who has a copy',
      fr: 'La correction atteint tous ceux qui ont une copie',
      ar: 'وصول التصحيح إلى كل من لديه نسخة',
    },
  },
  {
    rule: 'CP-DSR-INDIRECT',
    what: {
      en: 'The supervisory authority checks in your place',
      fr: 'L’autorité de contrôle vérifie à votre place',
      ar: 'تحقّق سلطة الرقابة نيابة عنك',
    },
  },
  {
    rule: 'CP-COMPLAINT',
    what: {
      en: 'An urgent complaint is decided',
      fr: 'Décision sur une réclamation urgente',
      ar: 'البت في شكوى عاجلة',
    },
  },
  {
    rule: 'CP-COMPLAINT-INVESTIGATE',
    what: {
      en: 'Any other complaint is looked into',
      fr: 'Examen de toute autre réclamation',
      ar: 'النظر في أي شكوى أخرى',
    },
  },
] as const satisfies readonly { readonly rule: string; readonly what: Said }[]
