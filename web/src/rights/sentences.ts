import type { Language } from './types.ts'

/** What the operator reads aloud, in the language of the caller, before the field that it is about. */
export const sentences = {
  begin: {
    en: 'Good day. Asking is free, and nobody may treat you worse because you ask. You can stop at any time.',
    fr: 'Bonjour. Votre demande est gratuite, et personne ne peut vous défavoriser parce que vous la faites. Vous pouvez arrêter à tout moment.',
    ar: 'مرحباً. الخدمة مجانية، ولا يجوز لأحد أن يسيء معاملتك لأنك سألت. يمكنك التوقف في أي وقت.',
  },
  ask: {
    en: 'What do you want: to see what is held about you, to have it put right, deleted or restricted, or to complain?',
    fr: 'Que voulez-vous : voir ce qui est détenu sur vous, le faire corriger, effacer ou limiter, ou porter plainte ?',
    ar: 'ماذا تريد: الاطلاع على ما هو محفوظ عنك، أم تصحيحه أو حذفه أو تقييده، أم تقديم شكوى؟',
  },
  to: {
    en: 'Which authority is it about? If you do not know, I will help you.',
    fr: 'De quelle autorité s’agit-il ? Si vous ne savez pas, je vous aide.',
    ar: 'ما السلطة المعنية؟ إن لم تكن تعلم فسأساعدك.',
  },
  name: {
    en: 'Please spell your name. For a complaint you need not give one.',
    fr: 'Épelez votre nom, s’il vous plaît. Pour une plainte, ce n’est pas nécessaire.',
    ar: 'تهجَّ اسمك من فضلك. لا يلزم ذكر الاسم في الشكوى.',
  },
  born: {
    en: 'On which day were you born? It tells you apart from others with your name.',
    fr: 'Quel est votre jour de naissance ? Il vous distingue de vos homonymes.',
    ar: 'ما تاريخ ميلادك؟ إنه يميّزك عمّن يحملون اسمك.',
  },
  words: {
    en: 'Tell me in your own words. I write it down and read it back to you.',
    fr: 'Dites-le avec vos mots. Je l’écris et je vous le relis.',
    ar: 'قل لي بكلماتك. سأكتب ما تقول ثم أقرؤه عليك.',
  },
  paper: {
    en: 'Only the last four characters of your identity paper, please; not the whole number. Show the paper at the desk within thirty days, and the four characters are erased.',
    fr: 'Seulement les quatre derniers caractères de votre pièce d’identité, pas le numéro entier. Montrez la pièce au guichet dans les trente jours ; les quatre caractères sont alors effacés.',
    ar: 'آخر أربعة أحرف أو أرقام فقط من وثيقة هويتك، لا الرقم كاملاً. أظهر الوثيقة في المكتب خلال ثلاثين يوماً ثم تُمحى هذه الأحرف.',
  },
  receipt: {
    en: 'Please write down this number. I cannot find it again for you.',
    fr: 'Notez ce numéro. Je ne pourrai pas le retrouver pour vous.',
    ar: 'دوّن هذا الرقم من فضلك. لن أستطيع استرجاعه لك.',
  },
  end: {
    en: 'You get an answer within a month. If none comes, that counts as a refusal, and you can ask the supervisory authority to check, or go to court. Shall I read the number again?',
    fr: 'Vous aurez une réponse sous un mois. Sans réponse, cela vaut refus, et vous pouvez demander une vérification à l’autorité de contrôle ou saisir le tribunal. Dois-je relire le numéro ?',
    ar: 'يصلك الجواب خلال شهر. وإن لم يصل عُدّ ذلك رفضاً، ولك أن تطلب من سلطة الرقابة التحقق أو أن تلجأ إلى المحكمة. هل أعيد قراءة الرقم؟',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>
export type SentenceId = keyof typeof sentences
