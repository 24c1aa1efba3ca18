import { plural } from '../text/words.ts'

/** `3 items`, `1 item`. */
export function counted(n: number, one: string): string {
  return `${n.toLocaleString('en')} ${plural(n, one)}`
}

/** The offence that a case is about, by its name in the register, or as the partner wrote it. */
export function categoryName(
  id: string,
  categories: readonly { readonly id: string; readonly name: string }[] = [],
): string {
  return categories.find((one) => one.id === id)?.name ?? id
}

/** By which of its keys a name was found, from the strictest to the widest. */
export function keyInWords(key: string): string {
  const [words = '', birth = ''] = key.replace(/^name:/, '').split('|')
  if (words.startsWith('~')) return 'the names sound alike, same year of birth'
  return birth.length > 4 ? 'same name, same day of birth' : 'same name, same year of birth'
}
