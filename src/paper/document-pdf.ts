import { readFileSync } from 'node:fs'
import { type Digest, millis } from '#base'
import type { DocumentData } from './document-data.ts'
import { layoutOf } from './document-layout.ts'
import { fonts } from './fonts.ts'
import type { Language } from './languages/language.ts'
import { drawable, typeset } from './typeset.ts'

const template = readFileSync(new URL('./document.typ', import.meta.url), 'utf8')

/** The document as PDF/A-3a with its data attached as `document.json`; the same data gives the same bytes. */
export function documentPdf(
  data: DocumentData,
  digest: Digest,
  json: Uint8Array,
  second: Language | null = null,
): Uint8Array {
  const at = new Date(millis(data.at))
  const shown = {
    ...(drawable(layoutOf(data, digest, second)) as object),
    families: [...new Set(fonts().map((f) => f.family))],
    date: [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()],
  }
  return typeset(template, data.at, {
    'document.json': Buffer.from(json),
    'shown.json': Buffer.from(JSON.stringify(shown)),
  })
}
