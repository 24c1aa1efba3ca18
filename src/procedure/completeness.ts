import type { Day, Json } from '#base'
import { type Element, type Law, requiredElements } from '#law'
import { forms as shippedForms } from './data/forms.ts'
import { type Prompt, promptsOf } from './prompts.ts'
import { type Document, type Forms, fieldsOf, readForm } from './read-form.ts'
import type { FormId } from './rows.ts'

/** How much of what the law asks for a document has, what is missing, and what else to think of. */
export interface Completeness {
  readonly have: number
  readonly of: number
  readonly missing: readonly Missing[]
  readonly prompts: readonly Prompt[]
}

/** An element that a draft lacks. */
export interface Missing {
  /** Id of the element in the law, or name of the field. */
  readonly id: string
  readonly name: string
  readonly citation: string
  /** Fields to fill. */
  readonly fields: readonly string[]
}

/**
 * The live score of a draft. Where the law counts the elements of a form, they are counted: fourteen for an assistance
 * request, fourteen sections for a freezing certificate. Required fields that belong to no element are named among
 * what is missing, and counted only where the law counts nothing.
 */
export function completeness(
  form: FormId,
  document: Document,
  {
    on,
    law,
    forms = shippedForms,
  }: { readonly on: Day; readonly law: Law; readonly forms?: Forms },
): Completeness {
  const elements = requiredElements(form, on, law)
  const names = new Set(elements.flatMap(fieldsOfElement))
  const lacking = elements.filter((e) => fieldsOfElement(e).some((f) => isMissing(document[f])))
  const required = fieldsOf(form, forms).filter((f) => f.required)
  const others = required.filter((f) => isMissing(document[f.name]) && !names.has(f.name))
  const counted = elements.length > 0
  return {
    have: counted ? elements.length - lacking.length : required.length - others.length,
    of: counted ? elements.length : required.length,
    missing: [
      ...lacking.map((e) => ({
        id: e.id,
        name: e.label,
        citation: e.citation,
        fields: fieldsOfElement(e).filter((f) => isMissing(document[f])),
      })),
      ...others.map((f) => ({
        id: f.name,
        name: f.label,
        citation: f.citation ?? 'form of the procedure',
        fields: [f.name],
      })),
    ],
    prompts: promptsOf(form, document, law),
  }
}

function fieldsOfElement(element: Element): readonly string[] {
  return element.fields ?? [element.field]
}

function isMissing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false) return true
  return (
    (typeof value === 'string' ? value.trim() : Array.isArray(value) ? value : 'x').length === 0
  )
}

/** What an earlier matter of the case says under another name. */
const alike: Readonly<Record<string, readonly string[]>> = {
  facts: ['background', 'grounds', 'reasons'],
  nexus: ['link'],
  reasons: ['facts'],
  location: ['where'],
  property: ['asset', 'assets'],
  asset: ['property', 'assets'],
  persons: ['suspects'],
}

/** What is never taken over: it belongs to one letter, or it must be thought about each time. */
const own = new Set([
  'reference',
  'class',
  'urgency',
  'urgencyReason',
  'period',
  'measure',
  'deconfliction',
  'amends',
  'toFollow',
  'ahead',
  'sensitive',
])

/**
 * A draft begun from earlier matters of the same case, the nearest first: facts, persons, offences, link, property.
 * What does not fit the form is left out; reference, urgency, measure and period stay empty on purpose.
 */
export function defaultsFrom(
  form: FormId,
  earlier: readonly Document[],
  forms: Forms = shippedForms,
): Document {
  const draft: Record<string, Json> = {}
  for (const field of fieldsOf(form, forms)) {
    if (own.has(field.name)) continue
    const names = [field.name, ...(alike[field.name] ?? [])]
    const found = earlier
      .flatMap((d) => names.map((n) => d[n]))
      .find((v) => fits(form, field.name, v, forms))
    if (found !== undefined) draft[field.name] = found
  }
  return draft
}

function fits(form: FormId, name: string, value: Json | undefined, forms: Forms): boolean {
  return !isMissing(value) && readForm(form, { [name]: value as Json }, true, forms).ok
}
