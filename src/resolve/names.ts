/** Letters that no decomposition takes apart, and two alphabets, letter by letter (after ISO 9 and ISO 843, without marks). */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  ґ: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  є: 'ye',
  і: 'i',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ђ: 'dj',
  џ: 'dz',
  ѕ: 'dz',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
}

/** Words that stand in one register and not in the other. */
const titles = new Set(['mr', 'mrs', 'ms', 'dr', 'prof', 'sir', 'dame'])

/**
 * The words of a name in one form: compatibility forms and case folded, marks removed, Cyrillic and Greek in Latin
 * letters, titles dropped, in alphabetical order, because registers do not agree which name comes first. Scripts that
 * are not in the table stay as they are and match themselves.
 */
export function nameWords(name: string): readonly string[] {
  const plain = [...name.normalize('NFKC').toLowerCase().normalize('NFKD')]
    .filter((sign) => !/\p{M}/u.test(sign))
    .map((sign) => letters[sign] ?? sign)
    .join('')
  return plain
    .replace(/['’`ʼ]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !titles.has(word))
    .sort()
}

/**
 * How a word sounds, roughly, across the spellings of European languages: pairs that are written one for the other become
 * one letter, doubled letters single, vowels after the first letter fall away. Wide on purpose: an equal sound is a
 * reason to look, never more.
 */
export function sound(word: string): string {
  const one = word
    .replace(/ae|oe|ue/g, (pair) => pair[0]!)
    .replace(/sch|shch|sh|ch|cz|tch|zh/g, 's')
    .replace(/ph/g, 'f')
    .replace(/th/g, 't')
    .replace(/kh|gh/g, 'k')
    .replace(/ck|q|c(?![eiy])|x/g, 'k')
    .replace(/c|z/g, 's')
    .replace(/w/g, 'v')
    .replace(/[jy]/g, 'i')
    .replace(/(.)\1+/g, '$1')
  return one.slice(0, 1) + one.slice(1).replace(/[aeiouh]/g, '')
}

interface NameKey {
  readonly text: string
  readonly words: string
}

/**
 * Keys under which a person is indexed and asked about: words and day of birth, words and year, sounds and year. A
 * register that knows only the year still meets one that knows the day.
 */
export function nameKeys(name: string, birth: string): readonly NameKey[] {
  const words = nameWords(name)
  if (words.length < 2) return []
  const joined = words.join(' ')
  const year = birth.slice(0, 4)
  const sounds = words.map(sound).sort().join(' ')
  return [
    ...(birth.length > 4 ? [`${joined}|${birth}`] : []),
    `${joined}|${year}`,
    `~${sounds}|${year}`,
  ].map((text) => ({ text, words: joined.toUpperCase() }))
}
