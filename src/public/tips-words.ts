import type { Said } from './languages.ts'

/** The box for those who know something, in plain words. */
export const tipsWords = {
  title: { en: 'Tell us what you know', fr: 'Dites-nous ce que vous savez', ar: 'أخبرنا بما تعرف' },
  lead: {
    en: 'You need not say who you are. We do not learn it by accident either.',
    fr: 'Vous n’avez pas à dire qui vous êtes. Nous ne l’apprenons pas non plus par accident.',
    ar: 'لا حاجة إلى ذكر اسمك، ولن نعرفه مصادفةً أيضًا.',
  },
  keptBy: { en: 'This box is kept by', fr: 'Cette boîte est tenue par', ar: 'يدير هذا الصندوق' },
  noBox: {
    en: 'This authority keeps no box. Look for that of the ombudsperson or the supervisor of your country.',
    fr: 'Cette autorité ne tient pas de boîte. Voyez celle du médiateur ou du superviseur de votre pays.',
    ar: 'لا تدير هذه السلطة صندوقًا. ابحث عن صندوق أمين المظالم أو جهة الرقابة في بلدك.',
  },
  closed: {
    en: 'This box is not open yet: fewer than two officers of the unit hold its keys. Nothing can be handed in here now.',
    fr: 'Cette boîte n’est pas encore ouverte : moins de deux agents de l’unité en détiennent les clés. Rien ne peut être déposé ici pour l’instant.',
    ar: 'هذا الصندوق غير مفتوح بعد: أقل من موظفَين اثنين يملكان مفاتيحه. لا يمكن إيداع شيء الآن.',
  },
  write: { en: 'Write to us', fr: 'Nous écrire', ar: 'اكتب إلينا' },
  again: {
    en: 'I have a receipt',
    fr: 'J’ai un numéro de reçu',
    ar: 'لديّ رقم إيصال',
  },
  whatHappens: { en: 'What happens', fr: 'Ce qui se passe', ar: 'ما الذي يحدث' },
  step1: {
    en: 'You write, and get a receipt of 16 digits. It is shown once. We cannot find it again for you.',
    fr: 'Vous écrivez et recevez un numéro de 16 chiffres. Il n’est affiché qu’une fois ; nous ne pouvons pas le retrouver.',
    ar: 'تكتب وتحصل على إيصال من 16 رقمًا. يظهر مرة واحدة فقط، ولا يمكننا استعادته لك.',
  },
  step2: {
    en: 'Within 7 days the unit writes to you. You read it here with the receipt, and can answer.',
    fr: 'Dans les 7 jours, l’unité vous écrit. Vous la lisez ici avec le numéro et pouvez répondre.',
    ar: 'خلال 7 أيام تكتب إليك الوحدة. تقرأ ردها هنا برقم الإيصال ويمكنك الرد.',
  },
  step3: {
    en: 'Within 3 months of that you learn what was done (6 months if the matter is complex).',
    fr: 'Dans les 3 mois suivants, vous apprenez ce qui a été fait (6 mois si l’affaire est complexe).',
    ar: 'خلال 3 أشهر من ذلك تعرف ما تم فعله (6 أشهر إذا كان الأمر معقدًا).',
  },
  step4: {
    en: 'A year after the tip is closed it is deleted and the receipt is void, unless an appeal needs it longer.',
    fr: 'Un an après la clôture, le signalement est effacé et le numéro ne vaut plus rien, sauf si un recours l’exige.',
    ar: 'بعد سنة من إغلاق البلاغ يُحذف ويُلغى الإيصال، إلا إذا احتاج إليه طعن قائم.',
  },
  howSafe: { en: 'How you are protected', fr: 'Comment vous êtes protégé', ar: 'كيف نحميك' },
  safe1: {
    en: 'No cookies, no address, no trace of when you read the answers. What comes in is put on record at full hours, all together.',
    fr: 'Ni cookie, ni adresse, ni trace de vos lectures. Ce qui arrive est enregistré aux heures pleines, tout ensemble.',
    ar: 'لا ملفات تعريف ارتباط ولا عنوان ولا أثر لقراءتك. ما يصل يُسجَّل معًا عند تمام كل ساعة.',
  },
  safe2: {
    en: 'What you write and the files are sealed to the unit before they are stored. Nobody who works on a case reads them, and whoever takes this machine away cannot.',
    fr: 'Vos textes et fichiers sont scellés pour l’unité avant d’être conservés. Ceux qui travaillent sur une affaire ne les lisent pas, et qui emporterait cette machine ne le pourrait pas.',
    ar: 'تُختم نصوصك وملفاتك للوحدة وحدها قبل حفظها. لا يقرؤها من يعمل على القضايا، ولا يستطيع ذلك من يستولي على هذا الجهاز.',
  },
  safe3: {
    en: 'Files are written anew without names, places, dates and devices. What a picture or a text itself shows stays: look before you send.',
    fr: 'Les fichiers sont réécrits sans noms, lieux, dates ni appareils. Ce qu’une image ou un texte montre demeure : regardez avant d’envoyer.',
    ar: 'تُكتب الملفات من جديد بلا أسماء أو أماكن أو تواريخ أو أجهزة. ما تُظهره الصورة أو النص نفسه يبقى: انظر قبل الإرسال.',
  },
  yourself: { en: 'What you can do', fr: 'Ce que vous pouvez faire', ar: 'ما يمكنك فعله' },
  do1: {
    en: 'Use Tor Browser, on a device and a network that are not your employer’s. This page works there with scripts switched off.',
    fr: 'Utilisez le navigateur Tor, sur un appareil et un réseau qui ne sont pas ceux de votre employeur. Cette page y fonctionne sans scripts.',
    ar: 'استعمل متصفح Tor على جهاز وشبكة لا يتبعان لجهة عملك. تعمل هذه الصفحة فيه والبرامج النصية معطلة.',
  },
  do2: {
    en: 'Without Tor, your provider and your network can see that you were here, and when. They cannot see what you wrote.',
    fr: 'Sans Tor, votre fournisseur et votre réseau voient que vous êtes venu et quand ; ils ne voient pas ce que vous avez écrit.',
    ar: 'من دون Tor يستطيع مزودك وشبكتك رؤية أنك كنت هنا ومتى، لا ما كتبت.',
  },
  do3: {
    en: 'Write the receipt down by hand. Do not photograph it and do not print it at work.',
    fr: 'Notez le numéro à la main. Ne le photographiez pas et ne l’imprimez pas au travail.',
    ar: 'اكتب رقم الإيصال بيدك. لا تصوّره ولا تطبعه في مكان العمل.',
  },
  facts: { en: 'What did you see?', fr: 'Qu’avez-vous vu ?', ar: 'ماذا رأيت؟' },
  factsHint: {
    en: 'What, who, how much, how do you know. Leave out what only you could know, if you can.',
    fr: 'Quoi, qui, combien, comment le savez-vous. Évitez si possible ce que vous seul pouvez savoir.',
    ar: 'ماذا ومن وكم وكيف عرفت. اترك ما لا يعرفه سواك إن أمكن.',
  },
  happened: { en: 'When did it happen?', fr: 'Quand ?', ar: 'متى حدث؟' },
  place: { en: 'Where?', fr: 'Où ?', ar: 'أين؟' },
  optional: { en: 'may be left empty', fr: 'facultatif', ar: 'اختياري' },
  files: { en: 'Files', fr: 'Fichiers', ar: 'الملفات' },
  filesHint: {
    en: 'Up to eight, eight megabytes in all: JPEG, PNG, WebP, PDF, DOCX, XLSX, PPTX, plain text. Their names are not kept.',
    fr: 'Huit au plus, huit mégaoctets en tout : JPEG, PNG, WebP, PDF, DOCX, XLSX, PPTX, texte. Leurs noms ne sont pas conservés.',
    ar: 'ثمانية على الأكثر، وثمانية ميغابايت إجمالًا: JPEG وPNG وWebP وPDF وDOCX وXLSX وPPTX ونص عادي. لا تُحفظ أسماؤها.',
  },
  identity: {
    en: 'Sealed envelope: who you are',
    fr: 'Enveloppe scellée : qui vous êtes',
    ar: 'ظرف مختوم: من أنت',
  },
  identityHint: {
    en: 'Only if you want to. Two officers must open it together, with reasons, each opening on record. Needed for protection against dismissal and the like; you can add it later.',
    fr: 'Seulement si vous le voulez. Deux agents doivent l’ouvrir ensemble, avec motifs ; chaque ouverture est enregistrée. Nécessaire pour vous protéger d’un licenciement ; peut être ajoutée plus tard.',
    ar: 'فقط إن أردت. لا يفتحه إلا موظفان معًا بأسباب مكتوبة، وكل فتح يُسجَّل. يلزم للحماية من الفصل ونحوه، ويمكن إضافته لاحقًا.',
  },
  send: { en: 'Send', fr: 'Envoyer', ar: 'أرسل' },
  waitFor: {
    en: 'So that machines do not fill this box, a form is taken {seconds} seconds after it was opened. Nothing else is asked of you.',
    fr: 'Pour que des machines ne remplissent pas cette boîte, un formulaire est accepté {seconds} secondes après son ouverture. Rien d’autre ne vous est demandé.',
    ar: 'كي لا تملأ الآلات هذا الصندوق، يُقبل النموذج بعد {seconds} ثانية من فتحه. لا يُطلب منك شيء آخر.',
  },
  solved: {
    en: 'You can send it now.',
    fr: 'Vous pouvez envoyer maintenant.',
    ar: 'يمكنك الإرسال الآن.',
  },
  receipt: { en: 'Your receipt', fr: 'Votre numéro de reçu', ar: 'رقم إيصالك' },
  receiptLead: {
    en: 'Received. This is shown once: write it down now.',
    fr: 'Reçu. Ce numéro n’est affiché qu’une fois : notez-le maintenant.',
    ar: 'تم الاستلام. يظهر هذا الرقم مرة واحدة: اكتبه الآن.',
  },
  receiptText: {
    en: 'With these 16 digits you read what the unit writes, and answer. Whoever has them can do the same. What you wrote is not shown again, not even to you.',
    fr: 'Avec ces 16 chiffres, vous lisez ce que l’unité écrit et répondez. Quiconque les possède peut en faire autant. Ce que vous avez écrit n’est plus montré, même à vous.',
    ar: 'بهذه الأرقام الستة عشر تقرأ ما تكتبه الوحدة وترد. من يملكها يستطيع ذلك أيضًا. ما كتبته لا يُعرض ثانية ولو عليك.',
  },
  printNote: {
    en: 'This page can be printed; the receipt alone is on the paper.',
    fr: 'Cette page peut être imprimée ; seul le numéro figure sur le papier.',
    ar: 'يمكن طباعة هذه الصفحة؛ لا يظهر على الورق سوى رقم الإيصال.',
  },
  goesOnRecord: {
    en: 'It goes on record at the next full hour. Days of the time limits count from there.',
    fr: 'Enregistrement à la prochaine heure pleine ; les délais courent à partir de là.',
    ar: 'يُسجَّل عند تمام الساعة القادمة، ومنها تُحسب المهل.',
  },
  filesDone: {
    en: 'Files written anew, without what they said about you:',
    fr: 'Fichiers réécrits, sans ce qu’ils disaient de vous :',
    ar: 'ملفات أُعيدت كتابتها من دون ما كانت تقوله عنك:',
  },
  typeReceipt: { en: 'Receipt of 16 digits', fr: 'Numéro de 16 chiffres', ar: 'رقم من 16 خانة' },
  look: { en: 'Read the answers', fr: 'Lire les réponses', ar: 'اقرأ الردود' },
  statusTitle: { en: 'Where your tip stands', fr: 'Où en est votre signalement', ar: 'حالة بلاغك' },
  messages: { en: 'From the unit', fr: 'De l’unité', ar: 'من الوحدة' },
  noMessages: { en: 'Nothing yet.', fr: 'Rien encore.', ar: 'لا شيء بعد.' },
  by: { en: 'by', fr: 'au plus tard le', ar: 'في موعد أقصاه' },
  late: { en: 'overdue', fr: 'en retard', ar: 'متأخر' },
  add: { en: 'Answer or add', fr: 'Répondre ou ajouter', ar: 'أجب أو أضف' },
  addText: {
    en: 'What do you want to add?',
    fr: 'Que voulez-vous ajouter ?',
    ar: 'ماذا تريد أن تضيف؟',
  },
  retaliation: {
    en: 'I suffer for it: dismissal, threats and the like',
    fr: 'J’en subis les conséquences : licenciement, menaces, etc.',
    ar: 'أتعرض للأذى بسببه: فصل أو تهديد أو نحوهما',
  },
  retaliationKind: {
    en: 'What was done to you?',
    fr: 'Que vous a-t-on fait ?',
    ar: 'ماذا فُعل بك؟',
  },
  retaliationFacts: { en: 'What happened?', fr: 'Que s’est-il passé ?', ar: 'ماذا حدث؟' },
  retaliationLead: {
    en: 'Whoever reports in good faith must not suffer for it; the employer has to prove that there was another reason. The unit decides within 7 days.',
    fr: 'Qui signale de bonne foi ne doit pas en pâtir ; à l’employeur de prouver un autre motif. L’unité décide sous 7 jours.',
    ar: 'من يبلّغ بحسن نية لا يجوز أن يتضرر، وعلى صاحب العمل إثبات سبب آخر. تقرر الوحدة خلال 7 أيام.',
  },
  haveIdentity: {
    en: 'The unit holds your sealed envelope. Fill this in only to replace it.',
    fr: 'L’unité détient votre enveloppe scellée. À remplir seulement pour la remplacer.',
    ar: 'الوحدة تحتفظ بظرفك المختوم. املأ هذا لاستبداله فقط.',
  },
  added: { en: 'Received', fr: 'Reçu', ar: 'تم الاستلام' },
  leave: {
    en: 'When you are done, close this window: on a computer of others, also clear the history.',
    fr: 'Une fois terminé, fermez la fenêtre ; sur un ordinateur partagé, effacez aussi l’historique.',
    ar: 'عند الانتهاء أغلق هذه النافذة، وامسح السجل أيضًا إن كان الجهاز لغيرك.',
  },
  refused: { en: 'That did not work', fr: 'Cela n’a pas fonctionné', ar: 'لم ينجح ذلك' },
  refusedFiles: {
    en: 'Nothing was kept. Your words stand in the form again; files must be chosen again.',
    fr: 'Rien n’a été conservé. Vos mots sont de nouveau dans le formulaire ; choisissez à nouveau les fichiers.',
    ar: 'لم يُحفظ شيء. عادت كلماتك إلى النموذج، ويجب اختيار الملفات من جديد.',
  },
} as const satisfies Record<string, Said>

export const tipStates: Readonly<Record<string, Said>> = {
  WAITING: {
    en: 'received; it goes on record at the next full hour',
    fr: 'reçu ; enregistrement à la prochaine heure pleine',
    ar: 'تم الاستلام؛ يُسجَّل عند تمام الساعة القادمة',
  },
  SUBMITTED: { en: 'received', fr: 'reçu', ar: 'تم الاستلام' },
  ACKNOWLEDGED: { en: 'the unit is at it', fr: 'l’unité s’en occupe', ar: 'الوحدة تعمل عليه' },
  DIALOGUE: {
    en: 'the unit asks you something',
    fr: 'l’unité vous pose une question',
    ar: 'الوحدة تسألك شيئًا',
  },
  TRIAGED: {
    en: 'sorted; you will hear what was done',
    fr: 'examiné ; vous saurez ce qui a été fait',
    ar: 'تم الفرز؛ ستعرف ما تم فعله',
  },
  FEEDBACK: {
    en: 'you were told what was done',
    fr: 'vous avez été informé',
    ar: 'تم إبلاغك بما فُعل',
  },
  CLOSED: {
    en: 'closed; it will be deleted after a year',
    fr: 'clos ; effacé après un an',
    ar: 'أُغلق؛ سيُحذف بعد سنة',
  },
  REPORTED: {
    en: 'your report of retaliation is being decided',
    fr: 'votre plainte pour représailles est à l’examen',
    ar: 'يُنظر في بلاغك عن الانتقام',
  },
  KEYED: {
    en: 'your report of retaliation is being decided',
    fr: 'votre plainte pour représailles est à l’examen',
    ar: 'يُنظر في بلاغك عن الانتقام',
  },
  PROTECTED: {
    en: 'protection is ordered',
    fr: 'une protection est ordonnée',
    ar: 'صدر أمر بالحماية',
  },
  RESOLVED: { en: 'protection has ended', fr: 'la protection a pris fin', ar: 'انتهت الحماية' },
  UNFOUNDED: {
    en: 'no retaliation was found; you can go to court',
    fr: 'aucune représaille constatée ; un recours est ouvert',
    ar: 'لم يثبت انتقام؛ يمكنك اللجوء إلى القضاء',
  },
}

export const tipClocks: Readonly<Record<string, Said>> = {
  ack: { en: 'first message to you', fr: 'premier message', ar: 'أول رسالة إليك' },
  triage: { en: 'sorting', fr: 'examen', ar: 'الفرز' },
  feedback: { en: 'what was done', fr: 'suites données', ar: 'ما تم فعله' },
  'feedback-complex': { en: 'what was done', fr: 'suites données', ar: 'ما تم فعله' },
  protect: { en: 'decision on protection', fr: 'décision de protection', ar: 'قرار الحماية' },
  deletion: { en: 'deletion', fr: 'effacement', ar: 'الحذف' },
}

export const retaliations: Readonly<Record<string, Said>> = {
  dismissal: { en: 'dismissal', fr: 'licenciement', ar: 'فصل' },
  demotion: { en: 'demotion or transfer', fr: 'rétrogradation ou mutation', ar: 'تنزيل أو نقل' },
  threat: { en: 'threat', fr: 'menace', ar: 'تهديد' },
  proceedings: { en: 'proceedings against you', fr: 'poursuites contre vous', ar: 'دعوى ضدك' },
  other: { en: 'something else', fr: 'autre chose', ar: 'شيء آخر' },
}

/** Refusals of the box as the source reads them; the rest speaks English, as all refusals do. */
export const tipNo: Readonly<Record<string, Said>> = {
  'receipt-unreadable': {
    en: 'A receipt has 16 digits.',
    fr: 'Un reçu compte 16 chiffres.',
    ar: 'الإيصال من 16 رقمًا.',
  },
  'receipt-unknown': {
    en: 'No tip answers to these digits: mistyped, or deleted.',
    fr: 'Aucun signalement ne répond à ces chiffres : faute de frappe, ou effacé.',
    ar: 'لا يوجد بلاغ بهذه الأرقام: خطأ في الكتابة أو حُذف.',
  },
  'tip-empty': {
    en: 'Write what you saw; files alone cannot be sorted.',
    fr: 'Écrivez ce que vous avez vu ; des fichiers seuls ne suffisent pas.',
    ar: 'اكتب ما رأيت؛ الملفات وحدها لا تكفي.',
  },
  'tip-too-large': {
    en: 'Too much at once: 20,000 characters, eight files, eight megabytes. Add the rest with the receipt.',
    fr: 'Trop à la fois : 20 000 caractères, huit fichiers, huit mégaoctets. Ajoutez le reste avec le reçu.',
    ar: 'أكثر من اللازم دفعة واحدة: 20 ألف حرف وثمانية ملفات وثمانية ميغابايت. أضف الباقي بالإيصال.',
  },
  'tip-not-kept': {
    en: 'It was not kept: the disk of the box is full or does not answer. No receipt was given. Copy your words and come back later.',
    fr: 'Rien n’a été conservé : le disque de la boîte est plein ou ne répond pas. Copiez votre texte et revenez plus tard.',
    ar: 'لم يُحفظ شيء: قرص الصندوق ممتلئ أو لا يستجيب، ولم يُعطَ إيصال. انسخ كلماتك وعد لاحقًا.',
  },
  'ticket-too-early': {
    en: 'Please wait for the time that the form names, and send it again.',
    fr: 'Attendez l’heure indiquée par le formulaire, puis renvoyez.',
    ar: 'انتظر الوقت الذي يذكره النموذج ثم أعد الإرسال.',
  },
  'ticket-used': {
    en: 'This form was sent already or is too old. Here is a new one.',
    fr: 'Ce formulaire a déjà servi ou est trop ancien. En voici un nouveau.',
    ar: 'أُرسل هذا النموذج من قبل أو صار قديمًا. هذا نموذج جديد.',
  },
  'ticket-unreadable': {
    en: 'The box was started anew since you opened the form. Here is a new one.',
    fr: 'La boîte a redémarré depuis. Voici un nouveau formulaire.',
    ar: 'أُعيد تشغيل الصندوق بعد فتح النموذج. هذا نموذج جديد.',
  },
  'file-unknown': {
    en: 'One of the files is of a kind that we cannot clean, so we do not take it. Make it a PDF, or take a picture of the screen.',
    fr: 'Un des fichiers est d’un type que nous ne savons pas nettoyer. Faites-en un PDF ou une capture d’écran.',
    ar: 'أحد الملفات من نوع لا نستطيع تنظيفه فلا نأخذه. حوّله إلى PDF أو صوّر الشاشة.',
  },
  'file-heic': {
    en: 'One of the pictures is in the form of the telephone itself (HEIC). Hand in a picture of the screen that shows it, or set the camera to JPEG and take it again.',
    fr: 'Une des images est au format du téléphone (HEIC). Déposez une capture de l’écran qui l’affiche, ou réglez l’appareil sur JPEG et reprenez-la.',
    ar: 'إحدى الصور بصيغة الهاتف نفسه (HEIC). قدّم صورة للشاشة وهي تعرضها، أو اضبط الكاميرا على JPEG والتقطها من جديد.',
  },
  'file-sound': {
    en: 'Sound and film carry voices, faces and devices that we cannot clean out. Write down what is said, by whom and when, and say that you have the recording.',
    fr: 'Sons et films portent voix, visages et appareils que nous ne pouvons effacer. Écrivez ce qui est dit, par qui et quand, et dites que vous avez l’enregistrement.',
    ar: 'يحمل الصوت والفيلم أصواتًا ووجوهًا وأجهزة لا نستطيع محوها. اكتب ما قيل ومن قاله ومتى، واذكر أن لديك التسجيل.',
  },
  'file-broken': {
    en: 'One of the files cannot be read to its end, so nothing can be promised about it. Save it anew as PDF, PNG or JPEG.',
    fr: 'Un des fichiers ne peut être lu jusqu’au bout. Enregistrez-le à nouveau en PDF, PNG ou JPEG.',
    ar: 'تعذّرت قراءة أحد الملفات إلى نهايته. احفظه من جديد PDF أو PNG أو JPEG.',
  },
  'file-locked': {
    en: 'One of the files is encrypted or carries programs. Print it to a PDF without a password.',
    fr: 'Un des fichiers est chiffré ou contient des programmes. Imprimez-le en PDF sans mot de passe.',
    ar: 'أحد الملفات مشفّر أو يحوي برامج. اطبعه إلى PDF بلا كلمة مرور.',
  },
  'retaliation-unnamed': {
    en: 'Nobody can be protected whom the unit cannot name: fill in the sealed envelope.',
    fr: 'On ne peut protéger qui l’on ne peut nommer : remplissez l’enveloppe scellée.',
    ar: 'لا يمكن حماية من لا يُعرف اسمه: املأ الظرف المختوم.',
  },
  'identity-too-long': {
    en: 'A name and one way to reach you are enough for the envelope.',
    fr: 'Un nom et un moyen de vous joindre suffisent.',
    ar: 'يكفي اسم وطريقة واحدة للوصول إليك.',
  },
  'tip-not-open': {
    en: 'This tip is closed. Hand in a new one and say what it belongs to.',
    fr: 'Ce signalement est clos. Déposez-en un nouveau en indiquant le lien.',
    ar: 'أُغلق هذا البلاغ. قدّم بلاغًا جديدًا واذكر صلته.',
  },
}
