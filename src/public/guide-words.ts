import type { Said } from './languages.ts'

/** What somebody comes with who knows none of our words, and where that leads. */
export interface Way {
  /** In the words of whoever comes. */
  readonly name: Said
  /** Below `/public/<language>`. */
  readonly path: string
  /** Other words under which it is looked for. */
  readonly words: Said
}

/** A way with a page of its own: what to do, one step after the other. */
export interface Guide extends Way {
  readonly lead: Said
  readonly steps: readonly { readonly what: Said; readonly how: Said; readonly source?: string }[]
  readonly links: readonly (readonly [path: string, name: Said])[]
}

const rightsLink = [
  '/rights/ask',
  {
    en: 'Ask what is held about you, or have it put right',
    fr: 'Demander ce qui est détenu sur vous, ou une rectification',
    ar: 'اسأل عما يُحفظ عنك أو اطلب تصحيحه',
  },
] as const

const frozen: Guide = {
  path: '/frozen',
  name: {
    en: 'My money or account is blocked',
    fr: 'Mon argent ou mon compte est bloqué',
    ar: 'أموالي أو حسابي محجوز',
  },
  words: {
    en: 'frozen freeze seized bank order house car property court lawyer wages',
    fr: 'gel gelé saisi saisie banque ordonnance maison voiture bien tribunal avocat salaire',
    ar: 'تجميد مجمد حجز مصادرة بنك أمر بيت سيارة محكمة محام راتب',
  },
  lead: {
    en: 'A bank does not let you at your money, or an order names something of yours. This is what you can do, in this order.',
    fr: 'Une banque vous refuse l’accès à votre argent, ou une décision vise un de vos biens. Voici ce que vous pouvez faire, dans l’ordre.',
    ar: 'منعك المصرف من أموالك، أو صدر قرار يشمل شيئًا تملكه. هذا ما يمكنك فعله بالترتيب.',
  },
  steps: [
    {
      what: {
        en: 'Find out who ordered it',
        fr: 'Savoir qui l’a ordonné',
        ar: 'اعرف من أصدر القرار',
      },
      how: {
        en: 'Ask the bank for the name of the authority, the number of the decision and its day. It may be bound to silence for a time: ask again, and ask the authority.',
        fr: 'Demandez à la banque le nom de l’autorité, le numéro et la date de la décision. Elle peut être tenue au silence un temps : redemandez, et demandez à l’autorité.',
        ar: 'اسأل المصرف عن اسم السلطة ورقم القرار وتاريخه. قد يكون ملزمًا بالصمت لمدة، فاسأل مرة أخرى واسأل السلطة نفسها.',
      },
    },
    {
      what: {
        en: 'Go to the court in time',
        fr: 'Saisir le tribunal à temps',
        ar: 'توجّه إلى المحكمة في الموعد',
      },
      how: {
        en: 'The notice names the court and the last day. In the European Union a court of the country that made the order looks at its reasons, and a court of the country where the money is at how it was carried out.',
        fr: 'L’avis indique le tribunal et le dernier jour. Dans l’Union européenne, un tribunal du pays qui a rendu la décision en contrôle les motifs, et un tribunal du pays où se trouve l’argent, l’exécution.',
        ar: 'يذكر الإشعار المحكمة وآخر يوم. وفي الاتحاد الأوروبي تنظر محكمة في البلد الذي أصدر القرار في أسبابه، وتنظر محكمة في البلد الذي توجد فيه الأموال في طريقة تنفيذه.',
      },
      source: 'Regulation (EU) 2018/1805 art. 32 and 33',
    },
    {
      what: {
        en: 'Ask for what you need to live on',
        fr: 'Demander de quoi vivre',
        ar: 'اطلب ما تحتاج إليه لمعيشتك',
      },
      how: {
        en: 'Rent, food, medicine, those who depend on you. Say how much and show papers. Whoever decides must give reasons for a no.',
        fr: 'Loyer, nourriture, soins, personnes à charge. Indiquez le montant, avec des justificatifs. Un refus doit être motivé.',
        ar: 'الإيجار والطعام والدواء ومن تعولهم. حدّد المبلغ وأرفق المستندات. ويجب على من يرفض أن يبيّن الأسباب.',
      },
    },
    {
      what: {
        en: 'Say so if it is yours and not theirs',
        fr: 'Dire si le bien est à vous',
        ar: 'قل إن كان المال لك لا لغيرك',
      },
      how: {
        en: 'If you bought in good faith, if somebody else’s money was meant, or if your name was mixed up: write it to the authority and to the court, and ask to have it put right everywhere.',
        fr: 'Si vous avez acquis de bonne foi, si l’argent d’un autre était visé ou si l’on vous a confondu : écrivez-le à l’autorité et au tribunal, et demandez une rectification partout.',
        ar: 'إذا اشتريت بحسن نية، أو كان المقصود مال شخص آخر، أو وقع خلط في اسمك، فاكتب ذلك إلى السلطة وإلى المحكمة واطلب التصحيح لدى الجميع.',
      },
    },
  ],
  links: [
    [
      '/rights',
      {
        en: 'Your rights, the courts and how long each step takes',
        fr: 'Vos droits, les tribunaux et la durée de chaque étape',
        ar: 'حقوقك والمحاكم ومدة كل خطوة',
      },
    ],
    rightsLink,
    [
      '/rights/complain',
      {
        en: 'Complain about an authority',
        fr: 'Réclamer contre une autorité',
        ar: 'تقديم شكوى ضد سلطة',
      },
    ],
    [
      '/figures/IN-31',
      {
        en: 'How often somebody was mixed up',
        fr: 'Combien de fois quelqu’un a été confondu',
        ar: 'كم مرة وقع خلط بين الأشخاص',
      },
    ],
  ],
}

const victims: Guide = {
  path: '/victims',
  name: {
    en: 'I was cheated or harmed',
    fr: 'J’ai été escroqué ou lésé',
    ar: 'تعرضتُ للاحتيال أو للضرر',
  },
  words: {
    en: 'victim fraud scam lost money compensation claim refund',
    fr: 'victime fraude arnaque escroquerie perdu argent indemnisation demande remboursement',
    ar: 'ضحية احتيال نصب خسرت مال تعويض مطالبة استرداد',
  },
  lead: {
    en: 'How money comes back to those from whom it was taken, and what you can do for that.',
    fr: 'Comment l’argent revient à ceux à qui il a été pris, et ce que vous pouvez faire.',
    ar: 'كيف تعود الأموال إلى من أُخذت منهم، وما يمكنك فعله لذلك.',
  },
  steps: [
    {
      what: { en: 'Report it where you live', fr: 'Porter plainte chez vous', ar: 'بلّغ حيث تعيش' },
      how: {
        en: 'Go to the police or the prosecutor of your country. Keep messages, receipts and the numbers of accounts. Tell your bank at once: a payment that is hours old can sometimes still be stopped.',
        fr: 'Adressez-vous à la police ou au parquet de votre pays. Conservez messages, reçus et numéros de compte. Prévenez aussitôt votre banque : un paiement de quelques heures peut parfois être arrêté.',
        ar: 'توجّه إلى الشرطة أو النيابة في بلدك. احتفظ بالرسائل والإيصالات وأرقام الحسابات. وأخبر مصرفك فورًا، فقد يمكن إيقاف تحويل مضت عليه ساعات.',
      },
    },
    {
      what: { en: 'Ask to be told', fr: 'Demander à être informé', ar: 'اطلب أن تُبلَّغ' },
      how: {
        en: 'Say to the authority that has your report that you want to hear how it goes on, and in which language. Victims hear of a public statement before the press does.',
        fr: 'Dites à l’autorité saisie que vous voulez connaître les suites, et dans quelle langue. Les victimes sont informées d’une déclaration publique avant la presse.',
        ar: 'قل للسلطة التي لديها بلاغك إنك تريد معرفة ما يجري، وبأي لغة. يُبلَّغ الضحايا بأي بيان علني قبل الصحافة.',
      },
      source: 'Directive 2012/29/EU art. 3 to 7',
    },
    {
      what: {
        en: 'Claim before the last day',
        fr: 'Demander avant le dernier jour',
        ar: 'قدّم مطالبتك قبل آخر يوم',
      },
      how: {
        en: 'When money was confiscated, a notice says who can claim, how, and until when. Send what shows your loss. You need no lawyer for it, but you may have one.',
        fr: 'Après une confiscation, un avis indique qui peut demander, comment et jusqu’à quand. Joignez ce qui prouve votre perte. Un avocat n’est pas nécessaire, mais vous pouvez en prendre un.',
        ar: 'بعد المصادرة يبيّن إشعار من يحق له أن يطالب وكيف وإلى متى. أرسل ما يثبت خسارتك. لا يلزمك محام، ويمكنك الاستعانة به.',
      },
      source: 'UNCAC art. 32, 35 and 57(3)(c)',
    },
    {
      what: {
        en: 'Pay nobody for getting money back',
        fr: 'Ne payer personne pour récupérer l’argent',
        ar: 'لا تدفع لأحد مقابل استرداد مالك',
      },
      how: {
        en: 'No authority of this network asks for a fee or for your password to release money. Whoever does is cheating you again: report that too.',
        fr: 'Aucune autorité de ce réseau ne demande de frais ni de mot de passe pour libérer de l’argent. Qui le fait vous escroque encore : signalez-le aussi.',
        ar: 'لا تطلب أي سلطة في هذه الشبكة رسومًا أو كلمة مرور للإفراج عن الأموال. ومن يفعل ذلك يحتال عليك ثانية، فبلّغ عنه أيضًا.',
      },
    },
  ],
  links: [
    ['/cases', { en: 'Cases that are over', fr: 'Affaires closes', ar: 'قضايا منتهية' }],
    [
      '/figures/IN-24',
      {
        en: 'How many victims were compensated',
        fr: 'Combien de victimes ont été indemnisées',
        ar: 'كم عدد الضحايا الذين عُوِّضوا',
      },
    ],
    [
      '/authorities',
      {
        en: 'Authorities by country',
        fr: 'Les autorités, pays par pays',
        ar: 'السلطات حسب البلد',
      },
    ],
    rightsLink,
  ],
}

const journalists: Guide = {
  path: '/journalists',
  name: {
    en: 'I am a journalist or a researcher',
    fr: 'Je suis journaliste ou chercheur',
    ar: 'أنا صحفي أو باحث',
  },
  words: {
    en: 'press media reporter science statistics quote source embargo corrections',
    fr: 'presse média reporter science statistiques citer source embargo rectifications',
    ar: 'صحافة إعلام مراسل علم إحصاءات اقتباس مصدر حظر تصويبات',
  },
  lead: {
    en: 'What stands here can be quoted, counted again, and held against us.',
    fr: 'Ce qui figure ici peut être cité, recompté et nous être opposé.',
    ar: 'ما يرد هنا يمكن اقتباسه وإعادة حسابه والاحتجاج به علينا.',
  },
  steps: [
    {
      what: { en: 'Quote with version', fr: 'Citer avec la version', ar: 'اقتبس مع ذكر الإصدار' },
      how: {
        en: 'Name the indicator, the period and the version: “IN-04, quarter 1 of 2025, version 1”. A version that is out is never changed; a correction is a new version with its reason.',
        fr: 'Indiquez l’indicateur, la période et la version : « IN-04, 1er trimestre 2025, version 1 ». Une version publiée ne change jamais ; une correction est une nouvelle version motivée.',
        ar: 'اذكر المؤشر والفترة والإصدار: «IN-04، الربع 1 من عام 2025، الإصدار 1». لا يتغير إصدار نُشر، والتصويب إصدار جديد مع سببه.',
      },
    },
    {
      what: { en: 'Count it again', fr: 'Recompter', ar: 'أعد الحساب' },
      how: {
        en: 'Each figure has its method and a proof from the log. You need not trust us, nor ask us.',
        fr: 'Chaque chiffre a sa méthode et une preuve tirée du registre. Nul besoin de nous croire ni de nous demander.',
        ar: 'لكل رقم منهجه ودليل من السجل. لست مضطرًا إلى الثقة بنا ولا إلى سؤالنا.',
      },
    },
    {
      what: {
        en: 'Read what is held back',
        fr: 'Lire ce qui est masqué',
        ar: 'اقرأ ما حُجب',
      },
      how: {
        en: 'Where few cases would name somebody, the page says that something is held back and by which step of the rule. Of cases that are still under way nothing is confirmed or denied.',
        fr: 'Lorsque de rares cas désigneraient quelqu’un, la page dit que la valeur est masquée et selon quelle étape de la règle. Rien n’est confirmé ni démenti sur les affaires en cours.',
        ar: 'حيث تدل الحالات القليلة على شخص بعينه تذكر الصفحة أن القيمة محجوبة ووفق أي خطوة من القاعدة. ولا يُؤكَّد شيء ولا يُنفى عن القضايا الجارية.',
      },
    },
    {
      what: { en: 'Protect your sources', fr: 'Protéger vos sources', ar: 'احمِ مصادرك' },
      how: {
        en: 'These pages set no cookies and count no readers. Whoever wants to tell something without a name uses the box; it answers by a receipt.',
        fr: 'Ces pages ne posent pas de cookies et ne comptent pas les lecteurs. Qui veut parler sans nom utilise la boîte ; elle répond par un récépissé.',
        ar: 'لا تضع هذه الصفحات ملفات تعريف ارتباط ولا تحصي القراء. ومن أراد الإبلاغ دون اسم يستخدم الصندوق، ويأتيه الرد عبر الإيصال.',
      },
    },
  ],
  links: [
    [
      '/data',
      {
        en: 'Releases and corrections as files',
        fr: 'Publications et rectifications, en fichiers',
        ar: 'الإصدارات والتصويبات كملفات',
      },
    ],
    [
      '/verify',
      {
        en: 'Check a figure without trusting us',
        fr: 'Contrôler un chiffre sans nous faire confiance',
        ar: 'التحقق من رقم دون الحاجة إلى الثقة بنا',
      },
    ],
    ['/cases', { en: 'Cases that are over', fr: 'Affaires closes', ar: 'قضايا منتهية' }],
    [
      '/gaps',
      {
        en: 'Where the law leaves no way',
        fr: 'Là où le droit ne laisse aucune voie',
        ar: 'حيث لا يتيح القانون أي سبيل',
      },
    ],
    ['/tips', { en: 'The box for tips', fr: 'La boîte à signalements', ar: 'صندوق البلاغات' }],
  ],
}

export const guides: readonly Guide[] = [frozen, victims, journalists]

/** What stands first on the front page. */
export const ways: readonly Way[] = [
  frozen,
  victims,
  {
    path: '/rights',
    name: {
      en: 'An authority holds something about me',
      fr: 'Une autorité détient des données sur moi',
      ar: 'لدى سلطة بيانات عني',
    },
    words: {
      en: 'data privacy access erase correct wrong complaint',
      fr: 'données vie privée accès effacer rectifier erreur réclamation',
      ar: 'بيانات خصوصية اطلاع محو تصحيح خطأ شكوى',
    },
  },
  {
    path: '/tips',
    name: {
      en: 'I know of something wrong',
      fr: 'Je sais quelque chose d’anormal',
      ar: 'أعرف عن أمر غير سليم',
    },
    words: {
      en: 'whistleblower tip report corruption anonymous',
      fr: 'lanceur d’alerte signaler corruption anonyme',
      ar: 'مُبلِّغ بلاغ فساد مجهول',
    },
  },
  journalists,
  {
    path: '/patterns',
    name: {
      en: 'I run a small firm',
      fr: 'Je dirige une petite entreprise',
      ar: 'أدير شركة صغيرة',
    },
    words: {
      en: 'red flags money laundering check customer business company accountant',
      fr: 'signes d’alerte blanchiment vérifier client entreprise comptable',
      ar: 'علامات تحذير غسل الأموال عميل شركة محاسب',
    },
  },
  {
    path: '/authorities',
    name: {
      en: 'I work for an authority of another country',
      fr: 'Je travaille pour une autorité étrangère',
      ar: 'أعمل لدى سلطة في بلد آخر',
    },
    words: {
      en: 'request assistance mutual legal contact card',
      fr: 'demande entraide judiciaire contact fiche',
      ar: 'طلب مساعدة قانونية متبادلة اتصال بطاقة',
    },
  },
]
