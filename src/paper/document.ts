import { canonical, type Digest, digest, type Json } from '#base'
import type { DocumentData } from './document-data.ts'
import { documentPage } from './document-page.ts'
import { documentPdf } from './document-pdf.ts'
import { fr } from './languages/fr.ts'
import type { Language } from './languages/language.ts'

/** Second languages in which documents can be shown beside English. */
export const languages: readonly Language[] = [fr]

export function languageOf(tag: string): Language | undefined {
  return languages.find((l) => l.tag === tag)
}

/** Canonical bytes of a document's data and their digest; the same in every shape and language. */
export function documentJson(data: DocumentData): {
  readonly json: Uint8Array
  readonly digest: Digest
} {
  const json = canonical(data as unknown as Json)
  return { json, digest: digest(json) }
}

export function documentAsPage(data: DocumentData, second: Language | null): string {
  return documentPage(data, documentJson(data).digest, second)
}

export function documentAsPdf(data: DocumentData, second: Language | null): Uint8Array {
  const { json, digest } = documentJson(data)
  return documentPdf(data, digest, json, second)
}
