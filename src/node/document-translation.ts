import type { Digest, Json } from '#base'
import type { Translation } from '#paper'
import { fieldsOf } from '#procedure'
import type { StoredEvent } from '#store'
import { readDocument } from './bodies.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

const kinds = ['sworn', 'office', 'machine'] as const

/**
 * The latest translation of this record that was delivered in the matter, where it holds texts for fields of its form. A
 * translation is a signed record of its own and names by digest what it translates; one that names nothing is of the
 * request, so that other documents of the matter stay as they were filed.
 */
export async function translationOf(
  world: World,
  events: readonly StoredEvent[],
  form: string,
  record: Digest,
): Promise<Translation | undefined> {
  const fields = fieldsOf(form).map((f) => f.name)
  const delivered = events.filter((e) => headerOf(e)?.transition === 'deliver-translation')
  for (const event of delivered.reverse()) {
    const document = await readDocument(world, event.id)
    if (document !== undefined && isOf(document, record)) return translationIn(document, fields)
  }
  return undefined
}

/** Does the translation name that record, or none? */
export function isOf(document: Readonly<Record<string, Json>>, record: Digest): boolean {
  return document.of === undefined || document.of === record
}

/** Lines `facts: Le ministère a payé ...`; what names no field of the form belongs to another document. */
export function translationIn(
  document: Readonly<Record<string, Json>>,
  fields: readonly string[],
): Translation | undefined {
  const { language, by, binding, texts } = document
  if (typeof language !== 'string' || !Array.isArray(texts)) return undefined
  const lines = texts.flatMap((line) => {
    const [, name, text] = /^\s*(\w+)\s*:\s*([\s\S]+)$/.exec(String(line)) ?? []
    return name !== undefined && text !== undefined && fields.includes(name)
      ? [[name, text.trim()] as const]
      : []
  })
  if (lines.length === 0) return undefined
  return {
    language: tagOf(language),
    // A translation that does not say who made it is not taken for a sworn one.
    by: kinds.find((k) => k === by) ?? 'office',
    binding: binding === 'translation' ? 'translation' : 'original',
    texts: Object.fromEntries(lines),
    ...vouching(document),
  }
}

/** Who vouches for it, under which oath, and since when, as far as it says so. */
function vouching({ translator, oath, translatedOn }: Readonly<Record<string, Json>>): {
  readonly vouchedBy?: string
} {
  const words = [translator, oath, translatedOn].filter((w) => typeof w === 'string' && w !== '')
  return words.length === 0 ? {} : { vouchedBy: words.join(', ') }
}

const tags: Readonly<Record<string, string>> = {
  french: 'fr',
  français: 'fr',
  francais: 'fr',
  english: 'en',
}

/** The form asks for the language in words; documents name it by its tag. */
function tagOf(language: string): string {
  const word = language.trim().toLowerCase()
  return tags[word] ?? word
}
