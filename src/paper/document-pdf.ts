import { readFileSync } from 'node:fs'
import { type Digest, millis } from '#base'
import type { DocumentData } from './document-data.ts'
import { checkText } from './document-page.ts'
import { headOf, translationNote, voiceOf } from './document-words.ts'
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
  return typeset(template, data.at, {
    'document.json': Buffer.from(json),
    'shown.json': Buffer.from(JSON.stringify(drawable(forTemplate(data, digest, second)))),
  })
}

function forTemplate(data: DocumentData, digest: Digest, second: Language | null): object {
  const voices = [voiceOf(data, null), ...(second === null ? [] : [voiceOf(data, second)])]
  const at = new Date(millis(data.at))
  const heads = voices.map((v) => headOf(data, v))
  return {
    families: [...new Set(fonts().map((f) => f.family))],
    tags: voices.map((v) => v.tag),
    digest,
    title: data.title,
    titles: voices.map((v) => v.label(data.title)),
    procedure: voices.map((v) => v.label(data.procedure.name)),
    reference: data.reference,
    date: [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()],
    lettered: data.fields.some((f) => f.section !== undefined),
    section: voices[0]!.word('Section'),
    content: voices.map((v) => v.word('Content')),
    head: heads[0]!.map((_, i) => ({
      section: '',
      citation: '',
      cells: heads.map((h) => ({ label: h[i]![0], lines: [h[i]![1]] })),
    })),
    fields: data.fields.map((f) => ({
      section: f.section ?? '',
      citation: f.citation ?? '',
      cells: voices.map((v) => ({ label: v.label(f.label), lines: v.lines(f) })),
    })),
    missing:
      data.missing.length === 0
        ? []
        : voices.map((v) => ({
            title: v.word('Missing elements'),
            items: data.missing.map((m) => `${v.label(m.label)} (${m.citation})`),
          })),
    check: voices.map((v) => ({
      title: v.word('How to check this document'),
      text: v.word(checkText),
      note: translationNote(data, v),
    })),
  }
}
