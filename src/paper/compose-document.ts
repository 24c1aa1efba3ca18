import type { Json } from '#base'
import { type DocumentData, type DocumentField, documentFormat } from './document-data.ts'

/** A field of a form, as the procedures write it down. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly kind: string
  readonly section?: string
  readonly citation?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

export interface DocumentFacts extends Omit<DocumentData, 'format' | 'fields'> {
  readonly fields: readonly FormField[]
  readonly document: Readonly<Record<string, Json>>
}

/** The document with every field of its form in the form's order, empty ones included: what was left out is seen. */
export function composeDocument(facts: DocumentFacts): DocumentData {
  const { fields, document, ...head } = facts
  return { ...head, format: documentFormat, fields: fields.map((f) => filled(f, document[f.name])) }
}

function filled(field: FormField, value: Json | undefined): DocumentField {
  const { name, label, kind, section, citation, options } = field
  const chosen = options === undefined ? undefined : labels(options, value)
  return {
    name,
    label,
    kind,
    ...(section === undefined ? {} : { section }),
    ...(citation === undefined ? {} : { citation }),
    value: value ?? null,
    ...(chosen === undefined ? {} : { chosen }),
  }
}

function labels(
  options: NonNullable<FormField['options']>,
  value: Json | undefined,
): readonly string[] {
  const values = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return values.map((v) => options.find((o) => o.value === v)?.label ?? String(v))
}
