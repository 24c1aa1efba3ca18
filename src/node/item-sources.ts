import type { Json } from '#base'
import { fieldsOf } from '#procedure'
import { readDocument } from './bodies.ts'
import { isOurs } from './conditions.ts'
import { itemsOf, textsOf } from './items.ts'
import type { World } from './world.ts'

type Document = Readonly<Record<string, Json>>

/** Texts shorter than this are said alike by chance: a reference, a country, a name of an office. */
const shortest = 40

/**
 * What a document was made from: the sources that it names, and items of matters that it refers to whose words stand in
 * it letter by letter. Whoever takes a name off the list does not take the conditions off.
 */
export async function sourcesOf(
  world: World,
  form: string,
  document: Document,
): Promise<readonly string[]> {
  const named = textsOf(document.sources)
  const found = new Set(named)
  let own: readonly string[] | undefined
  for (const field of fieldsOf(form)) {
    const link = document[field.name]
    if (field.kind !== 'matter' || typeof link !== 'string') continue
    const stream = link.startsWith('matter/') ? link : `matter/${link}`
    for (const item of await itemsOf(world, stream)) {
      if (isOurs(world, item.from) || named.some((id) => id.split('#')[0] === item.id)) continue
      const theirs = await readDocument(world, item.id)
      if (theirs === undefined) continue
      own ??= wordsIn(document)
      const mine = own
      if (wordsIn(theirs).some((text) => mine.some((o) => o.includes(text)))) found.add(item.id)
    }
  }
  return [...found]
}

/** Everything that somebody wrote in a document, in one form: without double blanks and differences of case. */
function wordsIn(value: Json): readonly string[] {
  if (typeof value === 'string') {
    const text = value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()
    return text.length >= shortest ? [text] : []
  }
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (typeof value === 'object' && value !== null)
    return Object.values(value).flatMap((part) => (part === undefined ? [] : wordsIn(part)))
  return []
}
