/** Languages in which a person is answered: BCP 47. */
export const languages = ['en', 'fr', 'ar'] as const
export type Language = (typeof languages)[number]
export type InLanguages = Readonly<Record<Language, string>>

const names: Readonly<Record<Language, readonly string[]>> = {
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
  fr: ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'],
  ar: ['صفر', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة'],
}

/** Digits one by one, with a pause after each fourth: what an operator reads aloud and the caller writes down. */
export function spoken(digits: string, language: Language): string {
  const groups = digits.match(/\d{1,4}/g) ?? []
  const comma = language === 'ar' ? '، ' : ', '
  return groups
    .map((group) => [...group].map((digit) => names[language][Number(digit)]).join(' '))
    .join(comma)
}
