import type { Json } from '#base'
import { type Law, threshold } from '#law'
import { type PromptRow, type PromptTest, prompts } from './data/prompts.ts'
import type { Document } from './read-form.ts'
import type { FormId } from './rows.ts'

/** A prompt as a screen shows it beside the field. */
export interface Prompt {
  readonly id: string
  readonly text: string
  readonly citation: string
  readonly field: string
}

type Test = (value: Json | undefined, row: PromptRow, document: Document, law: Law) => boolean

const span = /^\s*(\d{4})-(\d{2})-(\d{2})\s*\/\s*(\d{4})-(\d{2})-(\d{2})\s*$/
const open = /\/\s*$|\b(until now|to date|up to today|ongoing|open[- ]ended)\b/i
const everything =
  /\b(all|any|every|everything)\b[^.]{0,30}\b(accounts?|records?|documents?|data|files?|transactions?|information)\b/i
const day = /\b\d{4}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/

const tests: Readonly<Record<PromptTest, Test>> = {
  'period-long': (value, row, _, law) => {
    const years = Number(row.threshold === undefined ? '' : threshold(row.threshold, law)?.value)
    const found = span.exec(String(value ?? ''))
    if (found === null || !(years > 0)) return false
    const [from, to] = [found.slice(1, 4), found.slice(4, 7)].map((p) => p.map(Number))
    const [y = 0, m = 0, d = 0] = from ?? []
    const [ty = 0, tm = 0, td = 0] = to ?? []
    return Date.UTC(ty, tm - 1, td) > Date.UTC(y + years, m - 1, d)
  },
  'period-open': (value) => typeof value === 'string' && open.test(value),
  'period-inexact': (value) => typeof value === 'string' && !span.test(value) && !open.test(value),
  many: (value, row) => Array.isArray(value) && value.length > (row.least ?? 0),
  'all-of-it': (value) =>
    everything.test(Array.isArray(value) ? value.join('. ') : String(value ?? '')),
  'no-day': (value) => typeof value === 'string' && !day.test(value),
  'urgency-unexplained': (value, _, document) =>
    document.class !== undefined &&
    !['normal', 'register'].includes(String(document.class)) &&
    (value === undefined || value === ''),
  empty: (value) => value === undefined || value === '',
  short: (value, row) => typeof value === 'string' && value.trim().length < (row.least ?? 0),
}

/** What a careful reader would ask of the document as it stands. */
export function promptsOf(form: FormId, document: Document, law: Law): readonly Prompt[] {
  return prompts
    .filter((row) => row.forms.includes(form))
    .filter((row) => tests[row.when](document[row.field], row, document, law))
    .map(({ id, text, citation, field }) => ({ id, text, citation, field }))
}
