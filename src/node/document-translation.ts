import type { Json } from '#base'
import type { Translation } from '#paper'
import { fieldsOf } from '#procedure'
import type { StoredEvent } from '#store'
import { readDocument } from './bodies.ts'
import { headerOf } from './request-view.ts'
import type { World } from './world.ts'

const kinds = ['sworn', 'office', 'machine'] as const

/**
 * The latest translation that was delivered in the matter, where it holds texts for fields of this form. The track of
 * translations is the one of the request, so that other documents of the matter stay as they were filed.
 */
export async function translationOf(
  world: World,
  events: readonly StoredEvent[],
  form: string,
): Promise<Translation | undefined> {
  const delivered = events.filter((e) => headerOf(e)?.transition === 'deliver-translation').at(-1)
  const document = delivered === undefined ? undefined : await readDocument(world, delivered.id)
  return document === undefined
    ? undefined
    : translationIn(
        document,
        fieldsOf(form).map((f) => f.name),
      )
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
  }
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
