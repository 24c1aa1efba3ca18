/** One of the ten questions: what to look for, and why it matters. A yes is a flag. */
export interface CheckerQuestion {
  readonly asks: string
  readonly why: string
}

/** Everything that the checker says in one language. */
export interface CheckerWords {
  /** BCP 47. */
  readonly tag: string
  readonly name: string
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  readonly lead: string
  readonly how: string
  readonly questions: readonly CheckerQuestion[]
  readonly flags: string
  /** What a count means: up to two, three to five, six and more. */
  readonly bands: readonly [few: string, some: string, many: string]
  readonly bandsTitle: string
  readonly fair: string
  readonly report: string
  readonly reportHow: string
  readonly noTipping: string
  readonly print: string
  readonly privacy: string
  /** Heads the text that is made for a report. */
  readonly reportHead: string
}

const en: CheckerWords = {
  tag: 'en',
  name: 'English',
  direction: 'ltr',
  title: 'Ten questions before you take the money',
  lead: 'For small firms, shops, workshops and cooperatives. It takes three minutes.',
  how: 'Think of one customer, supplier or payment. Tick what is true. Each tick is one flag.',
  questions: [
    {
      asks: 'Is the price far above or far below what others ask for the same?',
      why: 'A wrong price moves money that the goods are not worth.',
    },
    {
      asks: 'Does somebody pay who is no party to the deal?',
      why: 'A third payer hides where the money comes from.',
    },
    {
      asks: 'Do they want to pay in cash, gold or virtual coins, although it is not usual in your trade?',
      why: 'Such payments end the trail.',
    },
    {
      asks: 'Has the other firm no staff, no shop, no stock, or was it founded some weeks ago?',
      why: 'A firm that does nothing may only pass money on.',
    },
    {
      asks: 'Can or will nobody say who owns the other firm?',
      why: 'Who hides the owner has a reason.',
    },
    {
      asks: 'Did the bank account change at the last moment, or is it in a country that has nothing to do with the deal?',
      why: 'This is how money is led away, also from honest firms that were deceived.',
    },
    {
      asks: 'Are you asked to split the invoice, or to date or describe it otherwise than it was?',
      why: 'Small pieces and wrong words keep banks from asking.',
    },
    {
      asks: 'Do weight, number, route or quality of the goods not fit the papers?',
      why: 'Goods that are not there are paid all the same.',
    },
    {
      asks: 'Are you pressed to act at once and to tell nobody?',
      why: 'Haste and silence keep you from checking.',
    },
    {
      asks: 'Did they pay too much and ask you to send the rest to somebody else, or are workers not paid while money flows?',
      why: 'The rest comes out clean; or the work is a pretext.',
    },
  ],
  flags: 'flags of ten',
  bandsTitle: 'What the number means',
  bands: [
    '0 to 2: usual business. Keep the papers.',
    '3 to 5: ask. Write down the questions and the answers. Talk to your bank or your accountant.',
    '6 to 10: do not go on alone. Report it; you can do so without your name.',
  ],
  fair: 'A flag is a question and not guilt. Where somebody is from, what they believe or how they look is none of the ten.',
  report: 'Report it',
  reportHow:
    'The button opens the box for tips of your country with your ticks written in. You can add to it, and nothing is sent before you send it.',
  noTipping: 'Do not tell the other side that you report.',
  print: 'You can print this page and fill it in by hand.',
  privacy: 'This page works without the internet. It keeps nothing and sends nothing.',
  reportHead: 'Red flags seen by a small firm',
}

const fr: CheckerWords = {
  tag: 'fr',
  name: 'Français',
  direction: 'ltr',
  title: 'Dix questions avant d’accepter l’argent',
  lead: 'Pour les petites entreprises, commerces, ateliers et coopératives. Trois minutes suffisent.',
  how: 'Pensez à un client, un fournisseur ou un paiement. Cochez ce qui est vrai. Chaque coche est un signal.',
  questions: [
    {
      asks: 'Le prix est-il très au-dessus ou très au-dessous de ce que d’autres demandent ?',
      why: 'Un faux prix déplace de l’argent que la marchandise ne vaut pas.',
    },
    {
      asks: 'Le paiement vient-il de quelqu’un qui n’est pas partie à l’affaire ?',
      why: 'Un tiers payeur cache l’origine de l’argent.',
    },
    {
      asks: 'Veut-on payer en espèces, en or ou en monnaie virtuelle, sans que ce soit l’usage de votre métier ?',
      why: 'De tels paiements effacent la trace.',
    },
    {
      asks: 'L’autre entreprise est-elle sans personnel, sans local, sans stock, ou créée il y a quelques semaines ?',
      why: 'Une entreprise qui ne fait rien ne sert peut-être qu’à faire passer l’argent.',
    },
    {
      asks: 'Personne ne peut ou ne veut dire à qui appartient l’autre entreprise ?',
      why: 'Qui cache le propriétaire a une raison.',
    },
    {
      asks: 'Le compte bancaire a-t-il changé au dernier moment, ou se trouve-t-il dans un pays étranger à l’affaire ?',
      why: 'C’est ainsi qu’on détourne l’argent, y compris celui d’entreprises honnêtes et trompées.',
    },
    {
      asks: 'Vous demande-t-on de fractionner la facture, de la dater ou de la libeller autrement ?',
      why: 'De petits montants et de faux mots évitent les questions de la banque.',
    },
    {
      asks: 'Le poids, le nombre, le trajet ou la qualité ne correspondent-ils pas aux papiers ?',
      why: 'Une marchandise absente est payée tout de même.',
    },
    {
      asks: 'Vous presse-t-on d’agir tout de suite et de n’en parler à personne ?',
      why: 'La hâte et le silence empêchent de vérifier.',
    },
    {
      asks: 'A-t-on trop payé en vous demandant d’envoyer le reste ailleurs, ou des ouvriers restent-ils impayés alors que l’argent circule ?',
      why: 'Le reste ressort blanchi ; ou le travail est un prétexte.',
    },
  ],
  flags: 'signaux sur dix',
  bandsTitle: 'Ce que dit le nombre',
  bands: [
    '0 à 2 : affaire courante. Gardez les papiers.',
    '3 à 5 : demandez. Notez les questions et les réponses. Parlez à votre banque ou à votre comptable.',
    '6 à 10 : ne continuez pas seul. Signalez ; vous pouvez le faire sans votre nom.',
  ],
  fair: 'Un signal est une question, non une faute. L’origine, la croyance ou l’apparence de quelqu’un n’est aucun des dix.',
  report: 'Signaler',
  reportHow:
    'Le bouton ouvre la boîte aux signalements de votre pays, vos coches déjà inscrites. Vous pouvez compléter ; rien ne part avant que vous l’envoyiez.',
  noTipping: 'Ne dites pas à l’autre partie que vous signalez.',
  print: 'Vous pouvez imprimer cette page et la remplir à la main.',
  privacy: 'Cette page fonctionne sans internet. Elle ne garde rien et n’envoie rien.',
  reportHead: 'Signaux vus par une petite entreprise',
}

const es: CheckerWords = {
  tag: 'es',
  name: 'Español',
  direction: 'ltr',
  title: 'Diez preguntas antes de aceptar el dinero',
  lead: 'Para pequeñas empresas, tiendas, talleres y cooperativas. Bastan tres minutos.',
  how: 'Piense en un cliente, un proveedor o un pago. Marque lo que sea cierto. Cada marca es una señal.',
  questions: [
    {
      asks: '¿Está el precio muy por encima o muy por debajo de lo que piden otros?',
      why: 'Un precio falso mueve dinero que la mercancía no vale.',
    },
    {
      asks: '¿Paga alguien que no es parte del negocio?',
      why: 'Un tercero que paga oculta de dónde viene el dinero.',
    },
    {
      asks: '¿Quieren pagar en efectivo, oro o monedas virtuales, aunque no es lo usual en su oficio?',
      why: 'Esos pagos borran el rastro.',
    },
    {
      asks: '¿La otra empresa no tiene personal, local ni existencias, o se fundó hace unas semanas?',
      why: 'Una empresa que no hace nada quizá solo pasa dinero.',
    },
    {
      asks: '¿Nadie puede o quiere decir de quién es la otra empresa?',
      why: 'Quien oculta al dueño tiene un motivo.',
    },
    {
      asks: '¿Cambió la cuenta bancaria en el último momento, o está en un país ajeno al negocio?',
      why: 'Así se desvía el dinero, también el de empresas honradas que fueron engañadas.',
    },
    {
      asks: '¿Le piden dividir la factura, o fecharla o describirla de otro modo?',
      why: 'Importes pequeños y palabras falsas evitan las preguntas del banco.',
    },
    {
      asks: '¿No coinciden el peso, el número, la ruta o la calidad con los papeles?',
      why: 'Se paga por mercancía que no existe.',
    },
    {
      asks: '¿Le apremian a actuar ya y a no decirlo a nadie?',
      why: 'La prisa y el silencio impiden comprobar.',
    },
    {
      asks: '¿Pagaron de más y piden enviar el resto a otro, o hay trabajadores sin cobrar mientras el dinero corre?',
      why: 'El resto sale limpio; o el trabajo es un pretexto.',
    },
  ],
  flags: 'señales de diez',
  bandsTitle: 'Qué significa el número',
  bands: [
    '0 a 2: negocio corriente. Guarde los papeles.',
    '3 a 5: pregunte. Anote las preguntas y las respuestas. Hable con su banco o su contable.',
    '6 a 10: no siga solo. Avise; puede hacerlo sin su nombre.',
  ],
  fair: 'Una señal es una pregunta y no una culpa. El origen, la fe o el aspecto de alguien no es ninguna de las diez.',
  report: 'Avisar',
  reportHow:
    'El botón abre el buzón de avisos de su país con sus marcas ya escritas. Puede añadir lo que quiera; nada se envía antes de que usted lo envíe.',
  noTipping: 'No diga a la otra parte que avisa.',
  print: 'Puede imprimir esta página y rellenarla a mano.',
  privacy: 'Esta página funciona sin internet. No guarda nada y no envía nada.',
  reportHead: 'Señales vistas por una pequeña empresa',
}

const ar: CheckerWords = {
  tag: 'ar',
  name: 'العربية',
  direction: 'rtl',
  title: 'عشرة أسئلة قبل أن تقبل المال',
  lead: 'للشركات الصغيرة والمتاجر والورش والتعاونيات. تكفي ثلاث دقائق.',
  how: 'فكّر في زبون أو مورّد أو دفعة واحدة. ضع علامة على ما هو صحيح. كل علامة إشارة واحدة.',
  questions: [
    {
      asks: 'هل السعر أعلى أو أدنى بكثير مما يطلبه الآخرون للشيء نفسه؟',
      why: 'السعر الكاذب ينقل مالاً لا تساويه البضاعة.',
    },
    { asks: 'هل يدفع شخص ليس طرفاً في الصفقة؟', why: 'الدافع الثالث يخفي مصدر المال.' },
    {
      asks: 'هل يريدون الدفع نقداً أو ذهباً أو بعملات افتراضية مع أن ذلك غير معتاد في مهنتك؟',
      why: 'مثل هذه الدفعات تقطع الأثر.',
    },
    {
      asks: 'هل الشركة الأخرى بلا موظفين أو محل أو مخزون، أو أُسست قبل أسابيع قليلة؟',
      why: 'الشركة التي لا تعمل شيئاً قد تكون ممراً للمال فقط.',
    },
    {
      asks: 'ألا يستطيع أحد أو لا يريد أن يقول من يملك الشركة الأخرى؟',
      why: 'من يخفي المالك له سبب.',
    },
    {
      asks: 'هل تغيّر الحساب المصرفي في آخر لحظة، أو هو في بلد لا علاقة له بالصفقة؟',
      why: 'هكذا يُحوَّل المال، حتى مال شركات نزيهة خُدعت.',
    },
    {
      asks: 'هل يُطلب منك تقسيم الفاتورة أو تأريخها أو وصفها على غير حقيقتها؟',
      why: 'المبالغ الصغيرة والكلمات الخاطئة تمنع المصرف من السؤال.',
    },
    {
      asks: 'هل يخالف الوزن أو العدد أو الطريق أو الجودة ما في الأوراق؟',
      why: 'بضاعة غير موجودة يُدفع ثمنها مع ذلك.',
    },
    {
      asks: 'هل تُستعجل كي تتصرف فوراً ولا تخبر أحداً؟',
      why: 'العجلة والصمت يمنعان التحقق.',
    },
    {
      asks: 'هل دفعوا أكثر من اللازم وطلبوا إرسال الباقي إلى غيرهم، أو يبقى عمال بلا أجر بينما يجري المال؟',
      why: 'الباقي يخرج نظيفاً، أو أن العمل ذريعة.',
    },
  ],
  flags: 'إشارات من عشر',
  bandsTitle: 'ما معنى الرقم',
  bands: [
    'من 0 إلى 2: عمل معتاد. احتفظ بالأوراق.',
    'من 3 إلى 5: اسأل. اكتب الأسئلة والأجوبة. تحدث إلى مصرفك أو محاسبك.',
    'من 6 إلى 10: لا تمضِ وحدك. أبلغ؛ ويمكنك ذلك دون اسمك.',
  ],
  fair: 'الإشارة سؤال وليست ذنباً. أصل المرء أو معتقده أو مظهره ليس واحداً من العشرة.',
  report: 'أبلغ',
  reportHow:
    'يفتح الزر صندوق البلاغات في بلدك وقد كُتبت فيه علاماتك. يمكنك أن تضيف إليها، ولا يُرسل شيء قبل أن ترسله أنت.',
  noTipping: 'لا تخبر الطرف الآخر بأنك تبلّغ.',
  print: 'يمكنك طباعة هذه الصفحة وملؤها باليد.',
  privacy: 'تعمل هذه الصفحة دون إنترنت. لا تحفظ شيئاً ولا ترسل شيئاً.',
  reportHead: 'إشارات رأتها شركة صغيرة',
}

/** In the order in which the languages stand at the top of the page. */
export const checkerWords: readonly CheckerWords[] = [en, fr, es, ar]
