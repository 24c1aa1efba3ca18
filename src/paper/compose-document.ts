import type { Json } from '#base'
import {
  type DocumentData,
  type DocumentElement,
  type DocumentField,
  documentFormat,
} from './document-data.ts'
import { headingOf } from './titles.ts'

/** A field of a form, as the procedures write it down. */
export interface FormField {
  readonly name: string
  readonly label: string
  readonly kind: string
  readonly section?: string
  readonly citation?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
}

/** An element of a form, as the law writes it down: `field`, or several `fields`. */
export interface FormElement {
  readonly label: string
  readonly citation: string
  readonly field: string
  readonly fields?: readonly string[]
  readonly section?: string
}

export interface DocumentFacts
  extends Omit<DocumentData, 'format' | 'fields' | 'title' | 'lead' | 'addressee' | 'elements'> {
  /** Name of the step that filed it; heads what has no name of its own. */
  readonly step: string
  readonly fields: readonly FormField[]
  /** What the law asks of this form, in the law's order. */
  readonly elements: readonly FormElement[]
  readonly document: Readonly<Record<string, Json>>
}

/** The document with every field of its form in the form's order, empty ones included: what was left out is seen. */
export function composeDocument(facts: DocumentFacts): DocumentData {
  const { fields, document, elements, step, ...head } = facts
  return {
    ...head,
    ...headingOf(head.procedure.id, head.form, step),
    format: documentFormat,
    fields: fields.map((f) => filled(f, document[f.name])),
    ...(elements.length === 0
      ? {}
      : { elements: elements.map((e, i) => elementOf(e, i, document)) }),
  }
}

function elementOf(
  { label, citation, field, fields = [field], section }: FormElement,
  index: number,
  document: DocumentFacts['document'],
): DocumentElement {
  return {
    mark: section ?? String(index + 1),
    label,
    citation,
    fields,
    there: fields.every((name) => isThere(document[name])),
  }
}

function isThere(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false) return false
  if (typeof value === 'string') return value.trim() !== ''
  return !Array.isArray(value) || value.length > 0
}

function filled(field: FormField, value: Json | undefined): DocumentField {
  const { name, label, kind, section, citation, options } = field
  const chosen = options === undefined || value === undefined ? undefined : labels(options, value)
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

function labels(options: NonNullable<FormField['options']>, value: Json): readonly string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.map((v) => options.find((o) => o.value === v)?.label ?? String(v))
}
